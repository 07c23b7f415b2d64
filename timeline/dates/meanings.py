"""Meanings of calendar dates: what their words say, and what they leave open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from timeline.dates.arithmetic import add
from timeline.dates.calendars import feast, republican, republican_month
from timeline.dates.context import Context, Remembered, Resolved
from timeline.model import Anchor, DateSpan, Day, days_in_month

Hint = Literal["past", "future", ""]

# How far ahead a date without year may lie: with a verb in the future in its clause, elsewhere in
# its sentence, and with no such verb where its past reading is more than nine months old. In days.
_AHEAD_CLAUSE, _AHEAD_SENTENCE, _AHEAD_PLAIN, _OLD = 330, 92, 92, 270
_ONWARD = 8  # months that a story without a publication date may go on by in a new paragraph
_AHEAD_NEAR = 31  # the same where the verb says little of it


def make_span(year: int, month: int | None, day: int | None) -> DateSpan | None:
    """The day, month or year of these numbers; None where there is no such day."""
    if month is None:
        return DateSpan.of_year(year)
    if not 1 <= month <= 12:
        return None
    if day is None:
        return DateSpan.of_month(year, month)
    if not 1 <= day <= days_in_month(year, month):
        return None
    return DateSpan.of_day(Day(year, month, day))


@dataclass(frozen=True, slots=True)
class Calendar:
    """A year, month or day by its calendar names; what is not said is None."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    hint: Hint = ""
    approximate: bool = False
    short: int | None = None  # the last two figures, where no more are written

    def in_year(self, year: int) -> DateSpan | None:
        """Its span in a year."""
        return make_span(year, self.month, self.day)

    def resolve(self, context: Context) -> Resolved | None:
        """The date; a year left open is the one the context suggests."""
        ancient = None if self.short is None else ancient_year(self.short, context)
        if ancient is not None:
            span = self.in_year(ancient)
            found = Resolved(span, "narrative") if span else None
        elif self.year is not None:
            span = self.in_year(self.year)
            found = Resolved(span, "none") if span else None
        elif self.month is None:
            found = _open_month(self, context)
        else:
            found = open_year(self, context)
        if found and self.approximate:
            return Resolved(found.span.vague(), found.anchor)
        return found


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast day, in a named year or in the one the context suggests."""

    when: tuple[tuple[str, int], ...]
    year: int | None = None
    hint: Hint = ""
    weekday: int | None = None

    def in_year(self, year: int) -> DateSpan | None:
        """Its day in a year."""
        return feast(year, dict(self.when))

    def resolve(self, context: Context) -> Resolved | None:
        """The day."""
        if self.year is not None:
            span = self.in_year(self.year)
            return Resolved(span, "none") if span else None
        return open_year(self, context)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A date that its words say in full; `republican` in that calendar."""

    span: DateSpan
    republican: bool = False

    def resolve(self, context: Context) -> Resolved:
        """The date, whatever the context."""
        return Resolved(self.span, "none")


def ancient_year(number: int, context: Context) -> int | None:
    """The year of these last figures in the era of the story; None where that is no Antiquity."""
    start = context.story_day()
    if start is None or start.year > 300:
        return None
    return 1 - number if start.year <= 0 else number


@dataclass(frozen=True, slots=True)
class Quantity:
    """A duration, a set, a clock time, or a date that leans on an event: nothing to resolve.

    `value` is TIMEX3's.
    """

    value: str
    anchor: Anchor = "none"

    def resolve(self, context: Context) -> None:
        """Always None."""


@dataclass(frozen=True, slots=True)
class MonthTold:
    """The month that the text is in: the last it named, else that of publication."""

    def resolve(self, context: Context) -> Resolved | None:
        """The month."""
        told = context.paragraph_month()
        if told and (month := _republican(told, context)):
            return Resolved(month, "narrative")
        if told and told.span.start:
            return Resolved(
                DateSpan.of_month(told.span.start.year, told.span.start.month), "narrative"
            )
        day = context.published
        return Resolved(DateSpan.of_month(day.year, day.month), "publication") if day else None


def _republican(told: Remembered, context: Context) -> DateSpan | None:
    """The Republican month of a date, where the story is told in that calendar."""
    recent = [told, *context.memory[-5:]]
    if not any(getattr(one.meaning, "republican", False) for one in recent):
        return None
    if told.span.start is None or isinstance(told.meaning, Calendar):
        return None
    month = republican_month(told.span.start)
    first = republican(*month, 1) if month else None
    return DateSpan(first, first.plus(29), "month") if first else None


def open_year(date: Calendar | Feast, context: Context) -> Resolved | None:
    """A month, day or feast whose year is not said.

    A dated frame in the text decides ("En 2012, … Le 3 mai"); else the nearest past reading, or the
    next one where verbs or "prochain" point ahead; without publication date, the nearest year of
    the paragraph, and at last the latest year that the text names, marked uncertain.
    """
    published = context.published
    frame = None if date.hint else context.frame()
    if frame and (published and context.leaves(frame) or not _holds(frame, date)):
        frame = None
    if frame and (not published or _year(frame) != published.year) and _suits(date, frame):
        return _in_frame(date, frame, uncertain=False)
    if published:
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


def _holds(frame: Remembered, date: Calendar | Feast) -> bool:
    """Whether a frame of some months ("fin 2023") holds the date; any shorter or longer one may."""
    if frame.span.days is None or not 31 < frame.span.days < 365:
        return True
    span = date.in_year(_year(frame))
    return span is not None and span.overlaps(frame.span)


def _suits(date: Calendar | Feast, frame: Remembered) -> bool:
    """Whether the weekday, if one is named, is right in the year of a frame."""
    span = date.in_year(_year(frame))
    return date.weekday is None or bool(span and span.start and span.start.weekday == date.weekday)


def _year(frame: Remembered) -> int:
    assert frame.span.start is not None  # frames have both ends
    return frame.span.start.year


def _in_frame(date: Calendar | Feast, frame: Remembered, *, uncertain: bool) -> Resolved | None:
    """The date in the year of a frame, or in the next where it would be half a year before: "en
    octobre 2014 … le 6 janvier" goes on."""
    span = date.in_year(_year(frame))
    start = frame.span.start
    exact = isinstance(date, Feast) or date.day is not None
    goes_on = frame.span.grain == "day" or exact and frame.span.grain in ("month", "season")
    if span and span.start and start and goes_on and span.start < add(start, -6, "month"):
        span = date.in_year(_year(frame) + 1)
    return Resolved(replace(span, uncertain=uncertain), "narrative") if span else None


def _onward(date: Calendar | Feast, context: Context) -> Resolved | None:
    """The date with which a story told day by day goes on in a new paragraph, if it is near."""
    told = context.story(day=False)
    start = told.span.start if told else None
    if told is None or start is None or told.span.grain not in ("day", "month"):
        return None
    found = _in_frame(date, told, uncertain=True)
    if found is None or found.span.start is None:
        return None
    return found if start <= found.span.start < add(start, _ONWARD, "month") else None


def _nearest(date: Calendar | Feast, published: Day, context: Context) -> DateSpan | None:
    """The reading of a date without year that suits the tense, seen from the publication day."""
    here = published.ordinal
    spans = [s for y in range(-5, 6) if (s := date.in_year(published.year + y)) is not None]
    if date.weekday is not None:
        # A weekday that fits no near year is a slip of the writer.
        fitting = [s for s in spans if s.start and s.start.weekday == date.weekday]
        near = [s for s in fitting if s.start and abs(s.start.ordinal - here) <= _AHEAD_CLAUSE]
        spans = fitting if near or date.hint else spans
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
    if told == "future" and distance <= _AHEAD_CLAUSE:
        return coming
    if context.sentence_tense == "future" and distance <= _AHEAD_SENTENCE and distance < behind:
        return coming
    # "Le scrutin du 12 mai" may lie ahead of a verb in the past, "revue le 12 mai" a little.
    doubtful = context.of_noun or told == "done"
    reach = _AHEAD_NEAR if doubtful else 0 if told == "past" else _AHEAD_PLAIN
    if distance <= reach and behind > _OLD:
        return coming
    return last


def _open_month(date: Calendar, context: Context) -> Resolved | None:
    """A bare day ("le 27", "vendredi 22"): the month of the story, or the nearest that fits."""
    assert date.day is not None
    published = context.published
    frame = context.paragraph_month()
    start = frame.last if frame else None
    if frame and start:
        month = _republican(frame, context)
        if month and month.start and date.day <= 30:
            return Resolved(DateSpan.of_day(month.start.plus(date.day - 1)), "narrative")
        span = make_span(start.year, start.month, date.day)
        fits = span and span.start and date.weekday in (None, span.start.weekday)
        if date.weekday is None or fits:
            return Resolved(span, "narrative") if span else None
    if not published:
        return None
    days = []
    for shift in range(-14, 15):
        first = add(Day(published.year, published.month, 1), shift, "month")
        span = make_span(first.year, first.month, date.day)
        if span and span.start and date.weekday in (None, span.start.weekday):
            days.append(span.start)
    past = [day for day in days if day <= published]
    ahead = [day for day in days if day > published]
    go_ahead = context.tense == "future" or not past
    if date.weekday is not None and past and ahead:
        # With its weekday a day of the month is rare: the nearest one is meant.
        behind, distance = (
            published.ordinal - past[-1].ordinal,
            ahead[0].ordinal - published.ordinal,
        )
        go_ahead = distance < behind and (distance < 10 or context.tense != "past")
    chosen = ahead[:1] if go_ahead else past[-1:]
    return Resolved(DateSpan.of_day(chosen[0]), "publication") if chosen else None
