"""What an evaluation gives: figures, as data and as a table, and the errors behind them."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from timeline.evaluation.answers import Answer
from timeline.evaluation.goldfile import GoldMention
from timeline.evaluation.isodates import written

_MENTIONS = {
    "mentions_strict": "mentions, date exact",
    "mentions_trigger": "  and on the trigger",
    "mentions_relaxed": "mentions, date overlaps",
    "mentions_sentence_only": "mentions, any date",
}
_EVENTS = {"events_strict": "events, date exact", "events_relaxed": "events, date overlaps"}
_CLUSTERING = {
    "bcubed_strict_pairs": "B-cubed, date exact",
    "bcubed_relaxed_pairs": "B-cubed, date overlaps",
    "bcubed_strict_within_document": "B-cubed, in a document",
}
_ODDITIES = {
    "mentions_of_unknown_article": "of an article that is not listed",
    "mentions_without_offsets": "without offsets (they count as wrong)",
    "mentions_without_date": "without a date",
}
_WIDTH = 26


@dataclass(frozen=True, slots=True)
class Missed:
    """A gold mention that was not found with its date; `given` is the answer in its sentence."""

    gold: GoldMention
    given: Answer | None


@dataclass(frozen=True, slots=True)
class Spurious:
    """An answer that is wrong; `near` is the gold mention it was nearest to, with another date."""

    answer: Answer
    near: GoldMention | None


@dataclass(frozen=True, slots=True)
class Errors:
    """What lowers strict recall (`missed`) and strict precision (`spurious`), one by one."""

    missed: tuple[Missed, ...]
    spurious: tuple[Spurious, ...]

    def render(self) -> str:
        """Both lists for reading, one error a line."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield f"missed ({len(self.missed)}): gold that the timeline does not have with its date"
        for missed in self.missed:
            gold, given = missed.gold, missed.given
            told = f"{gold.doc} {gold.sentence_start} {gold.trigger!r} {written(gold.date)}"
            got = "nothing in the sentence" if given is None else f"given {_described(given)}"
            yield f"  {_printable(told)} {_printable(gold.date_source or '')}  <- {got}"
        yield f"spurious ({len(self.spurious)}): mentions of the timeline that no gold bears out"
        for spurious in self.spurious:
            answer, near = spurious.answer, spurious.near
            at = f"  {_printable(answer.doc)} {answer.start} {_described(answer)}"
            close = "" if near is None else f"  near {near.trigger!r} {written(near.date)}"
            yield at + _printable(close)


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one evaluation; read them with `as_dict`, `render` and `errors`.

    `warnings` are sentences on what makes the figures less trustworthy, such as texts that are not
    those the gold was made on.
    """

    figures: Mapping[str, Any]
    warnings: tuple[str, ...] = ()
    missed: tuple[Missed, ...] = ()
    spurious: tuple[Spurious, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """All figures as plain data, ready for JSON; rates have four decimals."""
        return copy.deepcopy(dict(self.figures))

    def errors(self) -> Errors:
        """The errors behind the strict figures: `gold - tp` missed, `system - tp` spurious."""
        return Errors(self.missed, self.spurious)

    def render(self) -> str:
        """The figures as a plain table of text, without a final newline."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        figures = self.figures
        documents = figures["documents"]
        yield (
            f"{documents['scored']} documents scored, "
            f"{len(documents['gold_only'])} only in the gold, "
            f"{documents['system_only']} only in the timeline"
        )
        yield from (f"warning: {_printable(warning)}" for warning in self.warnings)
        for key, words in _ODDITIES.items():
            if figures["warnings"][key]:
                yield f"{figures['warnings'][key]} mentions {words}"
        yield f"{'':{_WIDTH}}      P      R     F1"
        for key, name in _MENTIONS.items():
            row = figures[key]
            counts = (f"{row[part]} {part}" for part in ("tp", "system", "gold", "ignored"))
            yield _rates(name, row) + "   " + ", ".join(counts)
        for key, name in _EVENTS.items():
            row = figures[key]
            yield _rates(name, row) + (
                f"   {row['found']} of {row['gold_events']} gold events found, "
                f"{row['supported']} of {row['system_events']} right"
            )
        for key, name in _CLUSTERING.items():
            yield _rates(name, figures[key]) + f"   {figures[key]['n']} mentions"
        yield from _undated(figures["undated_gold"])
        yield from _details(figures)


def _undated(row: Mapping[str, int]) -> Iterator[str]:
    if row["gold"]:
        yield (
            f"undated gold (clustering only): {row['found']} of {row['gold']} found, "
            f"{row['system_dated']} of them dated by the timeline"
        )


def _details(figures: Mapping[str, Any]) -> Iterator[str]:
    yield f"{'date accuracy':{_WIDTH}}  exact overlap  pairs undated"
    for name, row in figures["date_accuracy_on_sentence_pairs"].items():
        yield (
            f"  {_printable(name):{_WIDTH - 2}}{row['exact']:7.3f} {row['overlap']:7.3f} "
            f"{row['pairs']:6} {row['undated']:7}"
        )
    for key, rows in figures.items():
        if not key.startswith("recall_by_"):
            continue
        name = key.removeprefix("recall_by_").replace("_", " ")
        yield f"{f'recall by {name}':{_WIDTH}}  exact overlap   gold"
        for value, row in rows.items():
            yield (
                f"  {_printable(value):{_WIDTH - 2}}{row['strict']:7.3f} {row['relaxed']:7.3f} "
                f"{row['gold']:6}"
            )
    for name in ("factuality", "type"):
        row = figures[f"{name}_on_strict_pairs"]
        yield f"{f'{name} agrees':{_WIDTH}}{row['agree']:7.3f}   of {row['pairs']} exact pairs"


def _rates(name: str, row: Mapping[str, float]) -> str:
    return f"{name:{_WIDTH}}{row['P']:7.3f}{row['R']:7.3f}{row['F1']:7.3f}"


def _described(answer: Answer) -> str:
    return _printable(f"{written(answer.date)} (event {answer.event})")


def _printable(text: str) -> str:
    """The text with control, format and separator characters made visible.

    Names and triggers come from files of anyone's making and go to a terminal.
    """
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )
