"""How a text's dates follow one another: which leave the story where it is, which go on from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.dates.tense import Tense
from timeline.model import Anchor, DateSpan, Day

if TYPE_CHECKING:
    from timeline.dates.context import Context, Meaning, Resolved

# The days that one unit of a grain can have.
_LONGEST = {"week": 7, "month": 31, "season": 95, "quarter": 92, "half": 184, "year": 366}
_LONGEST |= {"decade": 3653, "century": 36525}
# How many dates of a story in the present show that it is told so.
_SHOWN = 2
_DATED = ("day", "month", "season")
_AHEAD = ("future", "due")
# Tenses of what is told otherwise than in the present.
_TELLING = ("past", *_AHEAD)


@dataclass(frozen=True, slots=True)
class Remembered:
    """A date named earlier in the text.

    `framing` where it opens its sentence, `adverbial` where it says when something happened and not
    which thing is meant ("le 3 mai 2010", not "la loi du 3 mai 2010"), `entry` where it opens one
    of a chronology. `tense` is that of its clause.
    """

    position: int
    end: int
    span: DateSpan
    anchor: Anchor
    framing: bool
    adverbial: bool
    flashback: bool
    tense: Tense
    entry: bool
    meaning: Meaning

    @property
    def last(self) -> Day | None:
        """The day from which a story goes on: of "de 1964 à 1971" the last, else the first."""
        several = self.span.days and self.span.days > _LONGEST.get(self.span.grain, 1)
        return self.span.end if several else self.span.start


def looks_back(found: Resolved, meaning: Meaning, context: Context) -> bool:
    """Whether a date leaves the story where it is.

    That is one counted from the story that lies before the point where the story had been, a bare
    day that dates a mere participle ("17 mai : au terme d'un procès ouvert le 6"), and what a
    sentence names besides the day of its main clause.
    """
    if not context.memory:
        return False
    if _is_beside_main(found, context):
        return True
    if found.anchor != "narrative":
        return False
    counted = hasattr(meaning, "count") or getattr(meaning, "anchor", "") == "narrative"
    bare = getattr(meaning, "month", 0) is None
    if not counted and not (bare and context.verb_tense == "done"):
        return False
    edge = found.span.start if found.span.grain == "season" else found.span.end
    start = context.memory[-1].span.start
    return edge is not None and start is not None and edge < start


def _is_beside_main(found: Resolved, context: Context) -> bool:
    """Whether a sentence that has told when something happened names an earlier time ("relaxé le 12
    mai 2014, à l'issue d'un procès ouvert le 6 mars") or one that lay ahead then ("a décidé le 12
    mai que l'école fermerait en juin")."""
    main = _main_of_sentence(context)
    if main is None or main.span.end is None or found.span.end is None:
        return False
    if (main.span.days or 0) > (found.span.days or 0):
        # "En 2014, il revient sur l'accident du 3 mai 2010. Le lendemain, …"
        return False
    if main.span.start is not None and found.span.end < main.span.start:
        # A dispatch goes from its own day to what it tells the story of.
        of_today = main.anchor == "publication"
        return not of_today or context.of_noun or context.verb_tense == "done"
    later = found.span.start is not None and found.span.start > main.span.end
    return later and main.tense not in _AHEAD and context.verb_tense in _AHEAD


def _main_of_sentence(context: Context) -> Remembered | None:
    """The first date of the sentence so far that says when something happened."""
    start = context.sentence_start(context.start)
    here = (one for one in context.memory[-9:] if one.position >= start)
    return next((one for one in here if one.adverbial and not one.flashback), None)


def told_on(context: Context) -> Remembered | None:
    """The date from which a story told in the present, which has gone on without naming its years,
    does so again in another paragraph; None where there is none or the text tells of its own day
    meanwhile."""
    if context.of_noun or not context.told_now:
        return None
    shown: list[Remembered] = []
    for earlier in reversed(context.memory[-50:]):
        if earlier.flashback:
            continue
        # A paragraph behind a chronology is no entry of it.
        done = earlier.anchor == "publication" or earlier.entry and not context.opens_entry
        if done or earlier.tense in _TELLING:
            return None
        if earlier.adverbial and earlier.span.grain in _DATED:
            shown.append(earlier)
        if len(shown) == _SHOWN:
            return shown[0] if any(one.anchor == "narrative" for one in shown) else None
    return None


def goes_on_behind(frame: Remembered, context: Context) -> bool:
    """Whether the words say that what a date tells came after what its frame tells: "élu en
    novembre, puis destitué en mai"."""
    start = max(frame.end, context.sentence_start(context.start))
    return context.cues.around["then"].search(context.view, start, context.start) is not None


def leaves(frame: Remembered, context: Context) -> bool:
    """Whether a new sentence in the future leaves a frame: "Né en 1998. Il jouera le 3 mai".

    What an entry of a chronology looks ahead to is seen from its own day.
    """
    if context.opens_entry or frame.entry:
        return False
    new = frame.position < context.sentence_start(context.start) and not context.beside(frame)
    return new and (context.ongoing or context.verb_tense == "future")
