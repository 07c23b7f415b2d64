"""The year of a day, month or feast that is named without it."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, Protocol

from timeline.dates.arithmetic import add
from timeline.dates.context import Context, Resolved
from timeline.dates.storyline import Remembered, goes_on_behind, leaves, told_on
from timeline.model import DateSpan, Day

Hint = Literal["past", "future", ""]

# How far ahead a date without year may lie: with a verb in the future in its clause, elsewhere in
# its sentence, and with no such verb where its past reading is more than nine months old. In days.
_AHEAD_CLAUSE, _AHEAD_SENTENCE, _AHEAD_PLAIN, _OLD = 330, 92, 92, 270
_ONWARD = 8  # months that a story without a publication date may go on by in a new paragraph
_AHEAD_NEAR = 31  # the same where the verb says little of it


class Yearless(Protocol):
    """A month, day or feast without its year: what its words say of it."""

    @property
    def hint(self) -> Hint:
        """Whether it is said to be the last or the next one."""

    @property
    def weekday(self) -> int | None:
        """Its day of the week, if one is named."""

    @property
    def exact(self) -> bool:
        """Whether it names a day."""

    def in_year(self, year: int) -> DateSpan | None:
        """Its span in a year."""


def open_year(date: Yearless, context: Context) -> Resolved | None:
    """A month, day or feast whose year is not said.

    A dated frame in the text decides ("En 2012, … Le 3 mai"), then a story told in the present;
    else the nearest past reading, or the next one where verbs or "prochain" point ahead; without
    publication date, the nearest year of the paragraph, and at last the latest year that the text
    names, marked uncertain.
    """
    published = context.published
    frame = None if date.hint else context.frame()
    if frame and (published and leaves(frame, context) or not _holds(frame, date)):
        frame = None
    if frame and (not published or _year(frame) != published.year) and _suits(date, frame):
        if goes_on_behind(frame, context):
            then = next_from(date, frame.span)
            return Resolved(then, "narrative") if then else None
        return _in_frame(date, frame, uncertain=False)
    if published:
        told = _told_on(date, published, context)
        if told:
            return Resolved(told, "narrative")
        span = _nearest(date, published, context)
        return Resolved(span, "publication") if span else None
    near = context.paragraph_year()
    if near:
        return _in_frame(date, near, uncertain=True)
    onward = _onward(date, context)
    if onward:
        return onward
    if context.latest_year is None:
        return None
    span = date.in_year(context.latest_year)
    return Resolved(replace(span, uncertain=True), "narrative") if span else None


def _holds(frame: Remembered, date: Yearless) -> bool:
    """Whether a frame of some months ("fin 2023") holds the date; any shorter or longer one may."""
    if frame.span.days is None or not 31 < frame.span.days < 365:
        return True
    span = date.in_year(_year(frame))
    return span is not None and span.overlaps(frame.span)


def _suits(date: Yearless, frame: Remembered) -> bool:
    """Whether the weekday, if one is named, is right in the year of a frame."""
    span = date.in_year(_year(frame))
    return date.weekday is None or bool(span and span.start and span.start.weekday == date.weekday)


def _year(frame: Remembered) -> int:
    assert frame.span.start is not None  # frames have both ends
    return frame.span.start.year


def _in_frame(date: Yearless, frame: Remembered, *, uncertain: bool) -> Resolved | None:
    """The date in the year of a frame, or in the next where it would be half a year before: "en
    octobre 2014 … le 6 janvier" goes on."""
    span = date.in_year(_year(frame))
    start = frame.span.start
    goes_on = frame.span.grain == "day" or date.exact and frame.span.grain in ("month", "season")
    if span and span.start and start and goes_on and span.start < add(start, -6, "month"):
        span = date.in_year(_year(frame) + 1)
    return Resolved(replace(span, uncertain=uncertain), "narrative") if span else None


def _onward(date: Yearless, context: Context) -> Resolved | None:
    """The date with which a story told day by day goes on in a new paragraph, if it is near."""
    told = context.story(day=False)
    start = told.span.start if told else None
    if told is None or start is None or told.span.grain not in ("day", "month"):
        return None
    found = _in_frame(date, told, uncertain=True)
    if found is None or found.span.start is None:
        return None
    return found if start <= found.span.start < add(start, _ONWARD, "month") else None


def _told_on(date: Yearless, published: Day, context: Context) -> DateSpan | None:
    """The date with which a story told in the present goes on, if that lies before publication."""
    last = None if date.hint else told_on(context)
    if last is None or last.span.start is None:
        return None
    span = next_from(date, last.span)
    return span if span is not None and span.start is not None and span.start <= published else None


def next_from(date: Yearless, story: DateSpan) -> DateSpan | None:
    """The first such date that is not over when a story's date begins."""
    assert story.start is not None  # dates of a story have both ends
    span = date.in_year(story.start.year)
    if span is not None and span.end is not None and span.end < story.start:
        span = date.in_year(story.start.year + 1)
    return span


def _nearest(date: Yearless, published: Day, context: Context) -> DateSpan | None:
    """The reading of a date without year that suits the tense, seen from the publication day."""
    here = published.ordinal
    spans = [s for y in range(-5, 6) if (s := date.in_year(published.year + y)) is not None]
    if date.weekday is not None:
        # A weekday that fits neither a near year nor one of the story is a slip of the writer.
        fitting = [s for s in spans if s.start and s.start.weekday == date.weekday]
        near = [s for s in fitting if s.start and abs(s.start.ordinal - here) <= _AHEAD_CLAUSE]
        years = {one.span.start.year for one in context.memory if one.span.start is not None}
        named = [s for s in fitting if s.start and s.start.year in years]
        spans = fitting if near or date.hint else named or spans
    past = [s for s in spans if s.start and s.start.ordinal <= here]
    ahead = [s for s in spans if s.start and s.start.ordinal > here]
    if date.hint == "past":  # "mai dernier", said in May, is a year ago
        whole = [s for s in past if s.end and s.end.ordinal < here]
        return whole[-1] if whole else None
    if date.hint == "future":
        return ahead[0] if ahead else None
    if not past or not ahead:
        return next(iter(past[-1:] + ahead[:1]), None)
    last, coming = past[-1], ahead[0]
    assert last.end
    assert coming.start
    if last.end.ordinal >= here:
        return last
    if context.alone:
        return coming
    behind, distance = here - last.end.ordinal, coming.start.ordinal - here
    if context.of_noun and behind < distance:  # "les chiffres de janvier seront publiés"
        return last
    told = context.clause_tense
    beside = "" if told else context.tense_before
    if "future" in (told, beside) and distance <= _AHEAD_CLAUSE:
        return coming
    if context.sentence_tense == "future" and distance <= _AHEAD_SENTENCE and distance < behind:
        return coming
    # "Le scrutin du 12 mai" may lie ahead of a verb in the past, "revue le 12 mai" a little.
    doubtful = context.of_noun or told == "done" or beside in ("past", "done")
    reach = _AHEAD_NEAR if doubtful else 0 if told == "past" else _AHEAD_PLAIN
    if distance <= reach and behind > _OLD:
        return coming
    return last
