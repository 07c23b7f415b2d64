"""Meanings of calendar dates: what their words say, and what they leave open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from timeline.dates.arithmetic import add
from timeline.dates.calendars import feast, republican, republican_month
from timeline.dates.context import Context, Resolved
from timeline.dates.storyline import Remembered
from timeline.dates.yearless import Hint, open_year
from timeline.model import Anchor, DateSpan, Day, days_in_month


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

    @property
    def exact(self) -> bool:
        """Whether it names a day."""
        return self.day is not None

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
    exact: ClassVar[bool] = True

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
