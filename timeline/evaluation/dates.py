"""How well dates are found: expressions of `find_dates` against dates marked by hand.

A found date is right where it overlaps a marked one and both its ends are those of the mark, of one
of its alternatives, or lie in one of its boxes. Pairs are made one to one within a text, right ones
first, then by overlap. What is found on a mark of kind "ignore", and a second expression on a date
that is already found and that says the same, counts neither for nor against. What is found on a
duration, a recurrence or a clock time is wrong.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from timeline.dates import find_dates
from timeline.model import TimeExpression

Ends = tuple[str | None, str | None]
Find = Callable[[str, str | None], Sequence[TimeExpression]]

_ASKED = ("date", "range")
_IGNORED = ("ignore", "vague")


class Found(NamedTuple):
    """A found date: code points of the text, end exclusive; ISO days, inclusive, None is open."""

    char_start: int
    char_end: int
    ends: Ends


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked expression. `values` are its right readings, `boxes` ranges of right ends."""

    char_start: int
    char_end: int
    kind: str
    values: tuple[Ends, ...]
    boxes: tuple[tuple[Ends, Ends], ...]

    def overlap(self, found: Found) -> int:
        """How many characters the two share; 0 or less where none."""
        return min(self.char_end, found.char_end) - max(self.char_start, found.char_start)

    def accepts(self, ends: Ends) -> bool:
        """Whether this is a right reading."""
        if ends == (None, None):
            return False
        if ends in self.values:
            return True
        return any(_within(ends[0], start) and _within(ends[1], end) for start, end in self.boxes)


@dataclass(frozen=True, slots=True)
class Case:
    """A text with its marks."""

    id: str
    source: str
    text: str
    published: str | None
    marks: tuple[Mark, ...]


class Error(NamedTuple):
    """What went wrong: "missed", "spurious" or "value"; the mark, the find, or both."""

    kind: str
    case: Case
    mark: Mark | None
    found: Found | None


@dataclass(slots=True)
class Score:
    """Counts, and what is made of them."""

    marked: int = 0
    found: int = 0
    overlapping: int = 0
    right: int = 0

    def add(self, other: Score) -> None:
        """Adds the counts of another score."""
        self.marked += other.marked
        self.found += other.found
        self.overlapping += other.overlapping
        self.right += other.right

    @property
    def span_f1(self) -> float:
        """F1 of expressions found, whatever their value."""
        return _f1(self.overlapping, self.found, self.marked)

    @property
    def value_f1(self) -> float:
        """F1 of expressions found with the right value."""
        return _f1(self.right, self.found, self.marked)

    def line(self) -> str:
        """The score in one line."""
        return (
            f"marked {self.marked:4d}  found {self.found:4d}  "
            f"span F1 {self.span_f1:.3f}  value F1 {self.value_f1:.3f}"
        )


def read_cases(
    path: Path, text_of: Callable[[str, str | None], str] | None = None
) -> Iterator[Case]:
    """The cases of a JSON Lines file, in order.

    A line has `id` or `doc`, `reference` or `published` (an ISO day), `expected` or `dates`, and
    `text`; where it has none, `text_of` gives it from the id and the `sha256` of the line. Raises
    ValueError for a line that cannot be read, KeyError for one that lacks a field.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            fields: Mapping[str, Any] = json.loads(line)
        except json.JSONDecodeError as error:
            raise ValueError(f"{path}, line {number}: {error}") from None
        name = str(fields["id"] if "id" in fields else fields["doc"])
        if "text" in fields:
            text = str(fields["text"])
        elif text_of is not None:
            text = text_of(name, fields.get("sha256"))
        else:
            raise ValueError(f"{path}, line {number}: holds no text; say where the articles are")
        yield Case(
            id=name,
            source=str(fields.get("source", path.stem)),
            text=text,
            published=fields["reference"] if "reference" in fields else fields["published"],
            marks=tuple(
                map(_mark, fields["expected"] if "expected" in fields else fields["dates"])
            ),
        )


def score_case(case: Case, find: Find = find_dates) -> tuple[Score, list[Error]]:
    """The score of one text, and what is wrong, in the order of the text."""
    asked = [mark for mark in case.marks if mark.kind in _ASKED and mark.values]
    ignored = [mark for mark in case.marks if mark.kind in _IGNORED]
    finds = _finds(find(case.text, case.published))
    pairs = sorted(
        (
            (not mark.accepts(found.ends), -mark.overlap(found), at, place)
            for at, found in enumerate(finds)
            for place, mark in enumerate(asked)
            if mark.overlap(found) > 0
        ),
    )
    mark_of: dict[int, int] = {}
    errors: list[Error] = []
    score = Score(marked=len(asked))
    for wrong, _, at, place in pairs:
        if at in mark_of or place in mark_of.values():
            continue
        mark_of[at] = place
        score.overlapping += 1
        score.right += not wrong
        if wrong:
            errors.append(Error("value", case, asked[place], finds[at]))
    for at, found in enumerate(finds):
        if at not in mark_of and _does_not_count(found, asked, ignored):
            continue
        score.found += 1
        if at not in mark_of:
            errors.append(Error("spurious", case, None, found))
    missed = (mark for place, mark in enumerate(asked) if place not in mark_of.values())
    errors += [Error("missed", case, mark, None) for mark in missed]
    return score, sorted(errors, key=_position)


def score_all(
    cases: Iterable[Case], find: Find = find_dates
) -> tuple[dict[str, Score], list[Error]]:
    """Scores by source, "total" last, and all errors."""
    scores: dict[str, Score] = {}
    total, errors = Score(), []
    for case in cases:
        score, wrong = score_case(case, find)
        scores.setdefault(case.source, Score()).add(score)
        total.add(score)
        errors += wrong
    return {**scores, "total": total}, errors


def _mark(fields: Mapping[str, Any]) -> Mark:
    readings = [fields, *fields.get("alternatives", ())] if "start" in fields else []
    return Mark(
        char_start=int(fields["char_start"]),
        char_end=int(fields["char_end"]),
        kind=str(fields["kind"]),
        values=tuple((reading["start"], reading["end"]) for reading in readings),
        boxes=tuple(
            ((box["start"][0], box["start"][1]), (box["end"][0], box["end"][1]))
            for box in fields.get("accept", ())
        ),
    )


def _within(day: str | None, limits: Ends) -> bool:
    """Whether an end lies between two days, both included; limits of None ask for an open end."""
    first, last = limits
    if day is None or first is None or last is None:
        return day is None and first is None
    return first <= day <= last


def _finds(expressions: Iterable[TimeExpression]) -> list[Found]:
    finds = []
    for one in expressions:
        if one.date is not None:
            ends = tuple(
                None if day is None else str(day) for day in (one.date.start, one.date.end)
            )
            finds.append(Found(one.char_start, one.char_end, (ends[0], ends[1])))
    return finds


def _does_not_count(found: Found, asked: Sequence[Mark], ignored: Sequence[Mark]) -> bool:
    if any(mark.overlap(found) > 0 for mark in ignored):
        return True
    return any(mark.overlap(found) > 0 and mark.accepts(found.ends) for mark in asked)


def _position(error: Error) -> tuple[int, str]:
    where = error.found or error.mark
    return (where.char_start if where else 0, error.kind)


def _f1(hits: int, found: int, marked: int) -> float:
    return 2 * hits / (found + marked) if found + marked else 0.0
