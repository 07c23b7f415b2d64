"""From one date to another."""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline.dates.arithmetic import hull
from timeline.dates.compound import PartOf
from timeline.dates.context import Context, Meaning, Resolved
from timeline.dates.deictic import Weekday
from timeline.dates.meanings import Calendar, Feast, Fixed
from timeline.model import DateSpan


@dataclass(frozen=True, slots=True)
class Between:
    """From one date to another; each end lends the other the year it leaves out."""

    first: Meaning
    last: Meaning

    def resolve(self, context: Context) -> Resolved | None:
        """From the start of the first to the end of the last."""
        first, last = self._complete()
        if _recurs(first, last, context):
            return None
        running = self._running(first, last, context)
        if running:
            return running
        begin = first.resolve(context)
        if begin is None:
            return None
        end = self._after(begin, last, context) or last.resolve(context)
        if end is None:
            return None
        span = hull(begin.span, end.span)
        anchor = begin.anchor if begin.anchor != "none" else end.anchor
        return Resolved(span, anchor) if span else None

    def _running(self, first: Meaning, last: Meaning, context: Context) -> Resolved | None:
        """The reading of a range without years that holds the day of publication."""
        if not isinstance(first, Calendar) or first.year is not None or not context.published:
            return None
        if context.frame() or first.hint or named_year(last) is not None:
            return None
        begin = replace(first, hint="past").resolve(context)
        end = self._after(begin, last, context) if begin else None
        if begin is None or end is None or end.span.end is None:
            return None
        span = hull(begin.span, end.span)
        return Resolved(span, "publication") if span and end.span.end >= context.published else None

    def _complete(self) -> tuple[Meaning, Meaning]:
        first, last = self.first, self.last
        if isinstance(first, (Calendar, Feast)) and first.year is None:
            year = named_year(last)
            if year is not None:
                first = replace(first, year=year)
                if _starts_after(first, last):
                    first = replace(first, year=year - 1)
        return first, last

    @staticmethod
    def _after(begin: Resolved, last: Meaning, context: Context) -> Resolved | None:
        """The first reading of an open last end that does not come before the beginning."""
        start = begin.span.start
        if start is None:
            return None
        if (
            isinstance(last, (Calendar, Feast))
            and last.year is None
            and (isinstance(last, Feast) or last.month is not None)
        ):
            for year in (start.year, start.year + 1):
                span = last.in_year(year)
                if span and span.end and span.end >= start:
                    return Resolved(span, begin.anchor)
        if isinstance(last, Weekday) and last.which == "nearest":
            return Resolved(
                DateSpan.of_day(start.plus((last.weekday - start.weekday) % 7)), begin.anchor
            )
        return None


def named_year(meaning: Meaning, *, last: bool = False) -> int | None:
    """The year that a meaning names, None where it names none; of several the first, or `last`."""
    if isinstance(meaning, PartOf):
        return named_year(meaning.of, last=last)
    if isinstance(meaning, (Calendar, Feast)):
        return meaning.year
    if isinstance(meaning, Fixed):
        day = meaning.span.end if last else meaning.span.start
        return day.year if day else None
    return None


def _starts_after(first: Calendar | Feast, last: Meaning) -> bool:
    if first.year is None or not isinstance(last, (Calendar, Feast)) or last.year is None:
        return False
    one, two = first.in_year(first.year), last.in_year(last.year)
    return bool(one and two and one.start and two.end and one.start > two.end)


def _recurs(first: Meaning, last: Meaning, context: Context) -> bool:
    """Whether two weekdays are those of every week: "ouvert du mardi au samedi"."""
    weekdays = isinstance(first, Weekday) and isinstance(last, Weekday)
    night = context.cues.around["night"].search(context.view, context.start, context.end)
    return weekdays and not night and context.clause_tense == "done"
