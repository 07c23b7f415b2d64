"""What surrounds a time expression: the publication day, the tense, the dates named before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, NamedTuple, Protocol

from timeline.model import Anchor, DateSpan, Day

Tense = Literal["future", "past", ""]
# The tense of the clause around two offsets, or None where it cannot be told.
TenseAt = Callable[[int, int], Tense | None]

_WINDOW = 400  # how far a clause or sentence may reach on either side, in characters
_CLAUSE_END = re.compile(r"[;:!?()\n«»\"]|\.(?=\s|$)|, ")
_SENTENCE_END = re.compile(r"[!?\n]|\.(?=\s|$)")


class Resolved(NamedTuple):
    """A date and what it leaned on."""

    span: DateSpan
    anchor: Anchor


class Meaning(Protocol):
    """What an expression says, before the context is known."""

    def resolve(self, context: Context) -> Resolved | None:
        """The date it names here, or None."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """A date named earlier in the text; `framing` where it opens its sentence."""

    position: int
    span: DateSpan
    anchor: Anchor
    framing: bool


@dataclass(slots=True)
class Context:
    """Where an expression stands. `memory` grows as the text is walked from left to right.

    `latest_year` is the latest past year that the whole text names, the last resort for a date
    without year in a text without publication date. `tense_at`, for offsets of the view, goes
    before the cues.
    """

    view: str
    published: Day | None
    cues: Cues
    latest_year: int | None = None
    tense_at: TenseAt | None = None
    start: int = 0
    end: int = 0
    memory: list[Remembered] = field(default_factory=list)
    # What an enclosing expression says ("jusqu'à mercredi" looks ahead, "depuis mercredi" back).
    forced: Tense = ""

    def move_to(self, start: int, end: int) -> None:
        """Makes the expression at these offsets of the view the current one."""
        self.start, self.end, self.forced = start, end, ""

    @property
    def tense(self) -> Tense:
        """The tense of the clause, or of the sentence where no verb of the clause shows it."""
        return self.forced or self.clause_tense or self.sentence_tense

    @property
    def clause_tense(self) -> Tense:
        """The tense of the clause; "En janvier, …" at the start goes with the next one."""
        if self.forced == "past":
            return "past"
        known = self.tense_at(self.start, self.end) if self.tense_at else None
        if known is not None:
            return known
        before, after = self._around(_CLAUSE_END)
        found = self.cues.tense(before, after)
        if not found and self.opens_sentence(self.start):
            border = self.end + len(after)
            if self.view.startswith(", ", border):
                found = self.cues.tense("", self._clause_from(border + 2))
        return found

    @property
    def sentence_tense(self) -> Tense:
        """The tense of the sentence."""
        return self.forced or self.cues.tense(*self._around(_SENTENCE_END))

    def sentence_start(self, position: int) -> int:
        """Where the sentence at a position begins (or the reach of `_WINDOW`)."""
        return _last_end(_SENTENCE_END, self.view, max(0, position - _WINDOW), position)

    def opens_sentence(self, position: int) -> bool:
        """Whether only prepositions and articles stand before a position in its sentence."""
        return self.cues.opens(self.view[self.sentence_start(position) : position])

    def story(self, *, day: bool) -> Remembered | None:
        """The nearest date named before, one day where `day` asks for it.

        A flashback ("trois semaines plus tôt") does not move the story: it is passed over.
        """
        recent = self.memory[-50:]
        for earlier, before in zip(reversed(recent), [*reversed(recent[:-1]), None], strict=False):
            usable = earlier.span.start is not None
            if usable and (earlier.span.days == 1 or not day) and not _looks_back(earlier, before):
                return earlier
        return None

    def frame(self) -> Remembered | None:
        """The dated frame that a date without year belongs to: "En 2012, … Le 3 mai, …".

        A date opens a frame for its paragraph where it opens a sentence, and a day or month with
        its year also for the rest of its own sentence.
        """
        sentence = self.sentence_start(self.start)
        nearer: list[Remembered] = []
        for earlier in self._paragraph():
            if earlier.anchor == "publication":
                continue
            precise = earlier.span.grain in ("day", "month") and earlier.position >= sentence
            if precise:
                return earlier
            if earlier.framing:  # "En mai 1981, puis en mai 1988, …" leaves us in 1988
                same = [n for n in nearer if self.sentence_start(n.position) <= earlier.position]
                return same[0] if same else earlier
            nearer.append(earlier)
        return None

    def paragraph_year(self) -> Remembered | None:
        """The nearest earlier date of the paragraph that names its year."""
        return next(self._paragraph(), None)

    def paragraph_month(self) -> Remembered | None:
        """The nearest earlier day or month of the paragraph."""
        return next((e for e in self._paragraph() if e.span.grain in ("day", "month")), None)

    def _paragraph(self) -> Iterator[Remembered]:
        """The earlier dates of the paragraph that lie in one year, nearest first."""
        paragraph = self.view.rfind("\n", max(0, self.start - 4000), self.start)
        for earlier in reversed(self.memory[-20:]):
            if earlier.position <= paragraph:
                return
            span = earlier.span
            if span.start and span.end and span.start.year == span.end.year:
                yield earlier

    def _around(self, border: re.Pattern[str]) -> tuple[str, str]:
        """What stands before and after the expression, up to the borders."""
        start = _last_end(border, self.view, max(0, self.start - _WINDOW), self.start)
        found = border.search(self.view, self.end, self.end + _WINDOW)
        end = found.start() if found else self.end + _WINDOW
        return self.view[start : self.start], self.view[self.end : end]

    def _clause_from(self, start: int) -> str:
        found = _CLAUSE_END.search(self.view, start, start + _WINDOW)
        return self.view[start : found.start() if found else start + _WINDOW]


def _last_end(border: re.Pattern[str], view: str, low: int, high: int) -> int:
    position = low
    for found in border.finditer(view, low, high):
        position = found.end()
    return position


class Cues:
    """Verb forms and words that show tense, read from the grammar (`guards.toml`, `[tense]`)."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        def words(name: str) -> str:
            return "|".join(re.escape(word) for word in settings[name])

        endings = "|".join(settings["future_endings"])
        self._cue = re.compile(
            rf"\b(?:(?P<future>{words('future')}"
            rf"|(?!(?:{words('not_future')})\b)[^\W\d_]{{2,18}}(?:{endings})"
            rf"|(?:{words('going_to')}) (?:[^\W\d_]{{1,12}} )?[^\W\d_]{{2,16}}(?:er|ir|re))"
            rf"|(?:{words('past')}))\b"
        )
        self._opening = re.compile(rf"(?:[^\w\n]|\b(?:{words('openers')})\b)*")
        self.tense = lru_cache(maxsize=1024)(self._tense)

    def opens(self, before: str) -> bool:
        """Whether a sentence has only begun after these words ("Mais dès le …")."""
        return len(before) < 40 and self._opening.fullmatch(before) is not None

    def _tense(self, before: str, after: str) -> Tense:
        """The tense of the verb nearest before an expression, else of the first after it."""
        earlier = list(self._cue.finditer(before))
        cue = earlier[-1] if earlier else self._cue.search(after)
        if cue is None:
            return ""
        return "future" if cue.group("future") else "past"


def _looks_back(earlier: Remembered, before: Remembered | None) -> bool:
    """Whether a date counted from the story lies before the point where the story had been."""
    if before is None or earlier.anchor != "narrative":
        return False
    end, start = earlier.span.end, before.span.start
    return end is not None and start is not None and end < start
