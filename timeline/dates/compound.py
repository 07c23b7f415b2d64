"""Meanings made of other meanings: parts, n-th units, ranges."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from timeline.dates.arithmetic import (
    Part,
    half_of,
    hull,
    nth_of,
    nth_weekday_of,
    part_of,
    unit_around,
)
from timeline.dates.context import Context, Meaning, Resolved
from timeline.dates.deictic import Shifted, counted
from timeline.dates.meanings import Calendar, Feast, make_span
from timeline.model import DateSpan


@dataclass(frozen=True, slots=True)
class PartOf:
    """Beginning, middle or end of a longer date; "rest" is what is left of it."""

    of: Meaning
    part: Part | Literal["rest", "earlier", "course", "all", "first_half", "second_half"]

    def resolve(self, context: Context) -> Resolved | None:
        """The part."""
        whole = self.of.resolve(context)
        if whole is None:
            return None
        span = whole.span
        if self.part == "all":
            return whole
        if self.part == "course":
            return Resolved(span.vague(), whole.anchor)
        if self.part == "rest" or self.part == "earlier":
            return self._split(whole, context)
        if self.part == "first_half" or self.part == "second_half":
            return Resolved(half_of(span, second=self.part == "second_half"), whole.anchor)
        return Resolved(part_of(span, self.part), whole.anchor)

    def _split(self, whole: Resolved, context: Context) -> Resolved | None:
        published, span = context.published, whole.span
        if not published or not span.contains(DateSpan.of_day(published)):
            return whole
        if self.part == "rest":
            return Resolved(replace(span, start=published, grain="day"), whole.anchor)
        return Resolved(replace(span, end=published, grain="day"), whole.anchor)


@dataclass(frozen=True, slots=True)
class NthOf:
    """The n-th unit (or weekday) of a longer date, -1 the last."""

    number: int
    unit: str
    of: Meaning
    weekday: int | None = None

    def resolve(self, context: Context) -> Resolved | None:
        """The unit, or None where there is no such."""
        whole = self.of.resolve(context)
        if whole is None:
            return None
        span = self._in(whole.span)
        running = isinstance(self.of, Shifted) and self.of.unit == "year" and self.of.count == 0
        if span and running and self.unit in ("quarter", "half"):
            span = self._by_tense(span, whole.span, context)
        return Resolved(span, whole.anchor) if span else None

    def _in(self, whole: DateSpan) -> DateSpan | None:
        if self.weekday is not None:
            return nth_weekday_of(whole, self.number, self.weekday)
        return nth_of(whole, self.number, self.unit)

    def _by_tense(self, span: DateSpan, year: DateSpan, context: Context) -> DateSpan | None:
        """The quarter of this year, or of the last or next one where the tense says so."""
        published, told = context.published, context.clause_tense
        if not published or not span.start or not span.end or not year.start:
            return span
        if span.start > published and told in ("past", "done"):
            return self._in(DateSpan.of_year(year.start.year - 1))
        if span.end < published and told == "future":
            return self._in(DateSpan.of_year(year.start.year + 1))
        return span


@dataclass(frozen=True, slots=True)
class FirstOf:
    """The first or last so many units of a longer date: "les huit premiers mois de 2012"."""

    count: int
    unit: str
    of: Meaning

    def resolve(self, context: Context) -> Resolved | None:
        """From the first to the last of these units."""
        whole = self.of.resolve(context)
        if whole is None:
            return None
        edge = 1 if self.count > 0 else -1
        first = nth_of(whole.span, edge, self.unit)
        last = nth_of(whole.span, self.count, self.unit)
        if first is None or last is None:
            return None
        span = hull(first, last) if edge > 0 else hull(last, first)
        return Resolved(span, whole.anchor) if span else None


@dataclass(frozen=True, slots=True)
class DaysIn:
    """A day or days of a month or week that another expression names: "le 15 du mois prochain"."""

    of: Meaning
    first: int
    last: int
    weekdays: bool = False

    def resolve(self, context: Context) -> Resolved | None:
        """The day, or the days from the first to the last."""
        whole = self.of.resolve(context)
        if whole is None or whole.span.start is None:
            return None
        ends = [self._day(whole.span, number) for number in (self.first, self.last)]
        if ends[0] is None or ends[1] is None:
            return None
        span = hull(ends[0], ends[1])
        return Resolved(span, whole.anchor) if span else None

    def _day(self, span: DateSpan, number: int) -> DateSpan | None:
        assert span.start is not None  # checked by resolve
        if self.weekdays:
            return nth_weekday_of(span, 1, number)
        if span.start.day != 1:  # a month of another calendar
            return DateSpan.of_day(span.start.plus(number - 1))
        return make_span(span.start.year, span.start.month, number)


@dataclass(frozen=True, slots=True)
class Around:
    """The calendar unit that holds a day: "la semaine du 16 septembre"."""

    of: Meaning
    unit: str

    def resolve(self, context: Context) -> Resolved | None:
        """The unit."""
        whole = self.of.resolve(context)
        if whole is None or whole.span.start is None:
            return None
        return Resolved(unit_around(whole.span.start, self.unit), whole.anchor)


@dataclass(frozen=True, slots=True)
class Beside:
    """So many days before the first or after the last day of a date."""

    of: Meaning
    by: int

    def resolve(self, context: Context) -> Resolved | None:
        """The day."""
        whole = self.of.resolve(context)
        edge = whole and (whole.span.start if self.by < 0 else whole.span.end)
        return (
            Resolved(DateSpan.of_day(edge.plus(self.by)), whole.anchor) if whole and edge else None
        )


@dataclass(frozen=True, slots=True)
class CountedFrom:
    """So many units before or after a date."""

    of: Meaning
    count: int
    unit: str

    def resolve(self, context: Context) -> Resolved | None:
        """The day, or the unit that holds it."""
        whole = self.of.resolve(context)
        edge = whole and (whole.span.start if self.count < 0 else whole.span.end)
        if whole is None or edge is None:
            return None
        span = counted(edge, whole.span.grain, self.count, self.unit)
        return Resolved(span, whole.anchor) if span else None


@dataclass(frozen=True, slots=True)
class InYear:
    """A month or feast of the year that another expression names."""

    date: Calendar | Feast
    of: Meaning

    def resolve(self, context: Context) -> Resolved | None:
        """The month or day."""
        year = self.of.resolve(context)
        if year is None or year.span.start is None or year.span.grain != "year":
            return None
        span = self.date.in_year(year.span.start.year)
        return Resolved(span, year.anchor) if span else None


@dataclass(frozen=True, slots=True)
class Chain:
    """Steps that each start on the day the one before reached."""

    steps: tuple[Meaning, ...]

    def resolve(self, context: Context) -> Resolved | None:
        """Where the last step ends."""
        reached: Resolved | None = None
        for step in self.steps:
            reached = step.resolve(context)
            if reached is None or reached.span.start is None:
                return None
            context = replace(context, published=reached.span.start)
        return reached
