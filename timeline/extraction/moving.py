"""A date moved: to other years, or to when what goes on from it began."""

from __future__ import annotations

from dataclasses import replace

from timeline.model import DateSpan, Day, days_in_month


def begun(date: DateSpan, start: Day) -> DateSpan:
    """The year, month or day in which what goes on from a date began."""
    if date.grain == "year":
        return DateSpan.of_year(start.year, approximate=date.approximate)
    if date.grain == "month":
        return DateSpan.of_month(start.year, start.month, approximate=date.approximate)
    return DateSpan.of_day(start, approximate=date.approximate)


def shifted(date: DateSpan, years: int) -> DateSpan:
    """The same days so many years later; 29 February becomes the 28th where there is none."""

    def moved(day: Day | None) -> Day | None:
        if day is None:
            return None
        year = day.year + years
        return Day(year, day.month, min(day.day, days_in_month(year, day.month)))

    return replace(date, start=moved(date.start), end=moved(date.end))
