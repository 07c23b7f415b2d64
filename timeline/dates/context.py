"""What surrounds a time expression: the publication day, the tense, the dates named before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from timeline.dates.storyline import Remembered, looks_back
from timeline.dates.tense import Cues, Tense, TenseAt
from timeline.model import Anchor, DateSpan, Day

_WINDOW = 400  # how far a clause or sentence may reach on either side, in characters
_CLAUSE_END = re.compile(r"[;:!?()\n«»\"]|\.(?=\s|$)|, ")
_QUOTED = re.compile(r"[!?\n«»]|\.(?=\s|$)")
_DIRECTION: dict[Tense, Tense] = {"done": "past", "due": "future"}
_LONG_WORD = re.compile(r"[^\W\d_]{4}")
# A date this precise gives its year to the others of its sentence.
_WITHIN = ("day", "month", "season", "quarter", "half")
# What may stand around the words of a heading or before an entry.
_HEADING_MARKS = re.compile(r"[\s#*_=•·.:–—>»-]+")
# What stands between the date of an entry and what it tells.
_ENTRY_MARK = re.compile(r"\s*(?:[–—:]|-(?=\s))")
_SENTENCE_END = re.compile(r"[!?\n]|\.(?=\s|$)")


class Resolved(NamedTuple):
    """A date and what it leaned on."""

    span: DateSpan
    anchor: Anchor


class Meaning(Protocol):
    """What an expression says, before the context is known."""

    def resolve(self, context: Context) -> Resolved | None:
        """The date it names here, or None."""


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
    # The last year or month that stands alone on its line, as over the entries of a chronology;
    # where none does, the date of the last entry.
    heading: Remembered | None = None
    # What an enclosing expression says ("jusqu'à mercredi" looks ahead, "depuis mercredi" back).
    forced: Tense = ""
    # The date of the event named behind: "trois ans après l'attentat du 7 janvier".
    following: Meaning | None = None
    # Whether it says since when something goes on, told in the present: not a matter of the story.
    ongoing: bool = False

    def move_to(self, start: int, end: int) -> None:
        """Makes the expression at these offsets of the view the current one."""
        self.start, self.end, self.forced, self.ongoing = start, end, "", False
        self.following = None

    def remember(self, resolved: Resolved, meaning: Meaning) -> None:
        """Keeps the date of the current expression for those that follow."""
        remembered = Remembered(
            position=self.start,
            end=self.end,
            span=resolved.span,
            anchor=resolved.anchor,
            framing=self.opens_sentence(self.start),
            adverbial=not self.of_noun,
            flashback=looks_back(resolved, meaning, self),
            tense=self.clause_tense,
            entry=self.opens_entry,
            meaning=meaning,
        )
        self.memory.append(remembered)
        titles = resolved.span.grain in ("year", "month") and self._fills_line()
        if titles or self.opens_entry and self._goes_before(resolved):
            self.heading = remembered

    @property
    def tense(self) -> Tense:
        """The tense of the clause, or of the sentence where no verb of the clause shows it."""
        told = self.forced or self.clause_tense or self.sentence_tense
        return _DIRECTION.get(told, told)

    @property
    def alone(self) -> bool:
        """Whether the expression is all there is, as one types it: what is meant lies ahead."""
        rest = self.view[self.end : self.end + 40].strip()
        words = self.end - self.start < 60 and _LONG_WORD.search(self.view, self.start, self.end)
        return bool(words) and not rest and self.cues.opens(self.view[: self.start])

    @property
    def clause_tense(self) -> Tense:
        """The tense of the clause, or what an enclosing expression makes of it."""
        return self.forced or self.verb_tense

    @property
    def verb_tense(self) -> Tense:
        """The tense of the clause's verbs; "En janvier, …" at the start goes with the next one."""
        known = self.tense_at(self.start, self.end) if self.tense_at else None
        if known is not None:
            return known
        before, after = self._around(_CLAUSE_END)
        found = self.cues.tense(before, after)
        if not found and self.opens_sentence(self.start):
            border = self.end + len(after)
            if self.view.startswith(", ", border):
                found = self.cues.tense("", self._clause_from(border + 2))
        if found in ("", "done") and self.cues.around["meant_for"].search(before):
            return "due"
        return found

    @property
    def tense_before(self) -> Tense:
        """The tense of the clause before an expression that stands between commas ("elle avait
        démissionné, le 14 janvier, et"), where it says anything of that."""
        before, after = self._around(_CLAUSE_END)
        border = self.start - len(before)
        set_off = self.view.startswith(",", border - 2) and self.view.startswith(",", self.end)
        if after or not set_off or not self.cues.opens(before):
            return ""
        return self.cues.tense(self._clause_to(border - 2), "")

    @property
    def told_now(self) -> bool:
        """Whether nothing in the sentence is told as past or to come: it is in the present."""
        return not self.clause_tense and not self.sentence_tense

    @property
    def sentence_tense(self) -> Tense:
        """The tense of the sentence, within the quotation that the expression stands in."""
        border = _QUOTED if self.quoted else _SENTENCE_END
        told = self.forced or self.cues.tense(*self._around(border))
        return _DIRECTION.get(told, told)

    @property
    def of_noun(self) -> bool:
        """Whether the expression says which thing is meant: "le scrutin du 12 mai"."""
        before = self.view[max(0, self.start - 8) : self.start]
        return self.cues.around["of_noun"].search(before) is not None

    @property
    def after_infinitive(self) -> bool:
        """Whether the nearest verb before is an infinitive: "ont juré de tenir jusqu'à Pâques"."""
        before = self.view[max(0, self.start - 50) : self.start]
        return self.cues.around["infinitive"].search(before) is not None

    @property
    def quoted(self) -> bool:
        """Whether the expression is part of what somebody says."""
        low = max(0, self.start - _WINDOW)
        opened = self.view.rfind("«", low, self.start)
        return opened >= 0 and self.view.find("»", opened, self.start) < 0

    def sentence_start(self, position: int) -> int:
        """Where the sentence at a position begins (or the reach of `_WINDOW`)."""
        return _last_end(_SENTENCE_END, self.view, max(0, position - _WINDOW), position)

    def sentence_end(self, position: int, reach: int) -> int:
        """Where the sentence at a position ends, or `reach` characters on."""
        return _first_start(_SENTENCE_END, self.view, position, position + reach)

    def opens_sentence(self, position: int) -> bool:
        """Whether only prepositions and articles stand before a position in its sentence."""
        return self.cues.opens(self.view[self.sentence_start(position) : position])

    def story(self, *, day: bool) -> Remembered | None:
        """The nearest date named before, a day (or a night) where `day` asks for it.

        A flashback ("trois semaines plus tôt") does not move the story: it is passed over.
        """
        for earlier in reversed(self.memory[-50:]):
            usable = earlier.span.start is not None
            if usable and (not day or earlier.span.days in (1, 2)) and not earlier.flashback:
                return earlier
        return None

    def story_day(self) -> Day | None:
        """The day on which the date of the story begins."""
        story = self.story(day=False)
        return story.span.start if story else None

    def story_or_published(self) -> Day | None:
        """The last day told; where no date at all was told, that of publication."""
        told = self.story(day=True)
        if told is not None:
            return told.last
        return None if self.memory else self.published

    def frame(self) -> Remembered | None:
        """The dated frame that a date without year belongs to: "En 2012, … Le 3 mai, …".

        "Sept ans plus tard, le 28 septembre" has its year right before it. Else a date opens a
        frame for its paragraph where it opens a sentence, or tells the day or month of something;
        one that counts from publication ("hier") closes it. A day or month with its year goes first
        within its sentence.
        """
        if self.memory and self.beside(self.memory[-1]):
            return self.memory[-1]
        sentence = self.sentence_start(self.start)
        nearer: list[Remembered] = []
        for earlier in self._paragraph():
            if earlier.anchor == "publication":
                return earlier if self._shares_year(earlier, sentence) else None
            if earlier.flashback:
                continue
            if earlier.span.grain in _WITHIN and earlier.position >= sentence:
                return earlier
            if earlier.span.grain in ("day", "month") and earlier.adverbial:
                return None if self._is_aside(earlier, sentence) else earlier
            if earlier.framing:  # "En mai 1981, puis en mai 1988, …" leaves us in 1988
                same = [n for n in nearer if self.sentence_start(n.position) <= earlier.position]
                return same[0] if same else earlier
            nearer.append(earlier)
        if self.heading is None or not self._opens_line():
            return None
        # An entry dates those that follow, and no paragraph that merely begins with a date.
        follows = self.heading.span.grain != "day" or self.opens_entry
        return self.heading if follows else None

    @property
    def opens_entry(self) -> bool:
        """Whether the expression opens an entry of a chronology: "12 juillet – La ville vote"."""
        return self._opens_line() and _ENTRY_MARK.match(self.view, self.end) is not None

    def _goes_before(self, entry: Resolved) -> bool:
        """Whether the entries that follow take their year from this one, and from no heading."""
        if entry.span.start is None or entry.anchor == "publication":
            return False
        return entry.anchor == "none" or self.heading is None or self.heading.span.grain == "day"

    def _fills_line(self) -> bool:
        """Whether nothing else stands on the line: a heading."""
        start, end = self._line()
        before, after = self.view[start : self.start], self.view[self.end : end]
        return not _HEADING_MARKS.sub("", before + after) or (
            self.cues.opens(before) and not _HEADING_MARKS.sub("", after)
        )

    def _opens_line(self) -> bool:
        """Whether the line begins with the expression, as the entry of a chronology does."""
        before = _HEADING_MARKS.sub("", self.view[self._line()[0] : self.start])
        return not before or self.cues.opens(before)

    def _line(self) -> tuple[int, int]:
        start = self.view.rfind("\n", max(0, self.start - _WINDOW), self.start) + 1
        end = self.view.find("\n", self.end)
        return start, len(self.view) if end < 0 else end

    def _is_aside(self, earlier: Remembered, sentence: int) -> bool:
        """Whether a sentence before told of the days around publication first: "Le juge a rouvert
        vendredi le dossier de la femme disparue en mai 1998. Le 3 avril, …"."""
        start = self.sentence_start(earlier.position)
        return start < sentence and any(
            start <= first.position < earlier.position and first.anchor == "publication"
            for first in self.memory[-50:]
        )

    @staticmethod
    def _shares_year(earlier: Remembered, sentence: int) -> bool:
        """Whether "l'an dernier" says the year of its sentence."""
        return earlier.span.grain == "year" and earlier.framing and earlier.position >= sentence

    def beside(self, earlier: Remembered) -> bool:
        """Whether only a comma parts an earlier year or month from the expression."""
        between = self.view[earlier.end : self.start]
        return earlier.span.grain in ("year", "month", "season") and bool(
            self.cues.around["apposed"].fullmatch(between)
        )

    def paragraph_year(self) -> Remembered | None:
        """The nearest earlier date of the paragraph that names its year."""
        return next(self._paragraph(), None)

    def paragraph_day(self) -> Remembered | None:
        """The nearest earlier day (or night) of the paragraph."""
        return next((e for e in self._paragraph() if e.span.days in (1, 2)), None)

    def paragraph_month(self) -> Remembered | None:
        """The nearest earlier day or month of the paragraph, unless the text came back since."""
        for earlier in self._paragraph():
            if earlier.span.grain in ("day", "month"):
                return earlier
            if earlier.anchor == "publication":
                return None
        return None

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
        end = _first_start(border, self.view, self.end, self.end + _WINDOW)
        return self.view[start : self.start], self.view[self.end : end]

    def _clause_to(self, end: int) -> str:
        return self.view[_last_end(_CLAUSE_END, self.view, max(0, end - _WINDOW), end) : end]

    def _clause_from(self, start: int) -> str:
        return self.view[start : _first_start(_CLAUSE_END, self.view, start, start + _WINDOW)]


def _last_end(border: re.Pattern[str], view: str, low: int, high: int) -> int:
    position = low
    for found in border.finditer(view, low, high):
        position = found.end()
    return position


def _first_start(border: re.Pattern[str], view: str, low: int, high: int) -> int:
    found = border.search(view, low, high)
    return found.start() if found else high
