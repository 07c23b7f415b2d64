"""A date moved: to other years, or to when what goes on from it began; and which one may be."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.dates.arithmetic import SEASONS, season, unit_around
from timeline.extraction.sentences import Moment
from timeline.model import DateSpan, Day, days_in_month

# A month, or a day of a month, that leaves its year to the reader.
_NAMED_DAY = re.compile(
    r"(?:(?:en|le|début|mi-|mi|fin|au mois de|dès|depuis|courant)\s?)*(?:\d{1,2}(?:er)? )?"
    r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)$",
    re.IGNORECASE,
)


# Types of what begins a state.
_BEGINNINGS = frozenset({"start_position", "elect", "acquire", "found", "launch_product", "merge"})


def begun(date: DateSpan, start: Day) -> DateSpan:
    """The unit of its own grain in which what goes on from a date began."""
    if date.grain == "season":
        found = next((one for one in _seasons(start.year) if one.start == start), None)
    else:
        found = unit_around(start, date.grain)
    return replace(found or DateSpan.of_day(start), approximate=date.approximate)


def _seasons(year: int) -> list[DateSpan]:
    return [season(name, year) for name in SEASONS]


def beginning(kind: str | None, date: DateSpan | None) -> DateSpan | None:
    """When an event of a type was that begins what has lasted since an open date: "elle dirige le
    club depuis 2011". None for other types and dates."""
    if date is None or date.start is None or date.end is not None or kind not in _BEGINNINGS:
        return None
    return begun(date, date.start)


def shifted(date: DateSpan, years: int) -> DateSpan:
    """The same days so many years later; 29 February becomes the 28th where there is none."""

    def moved(day: Day | None) -> Day | None:
        if day is None:
            return None
        year = day.year + years
        return Day(year, day.month, min(day.day, days_in_month(year, day.month)))

    return replace(date, start=moved(date.start), end=moved(date.end))


def is_yearless(text: str) -> bool:
    """Whether a time expression is a month or a day of a month that leaves its year open."""
    return _NAMED_DAY.match(text) is not None


def is_counted(moment: Moment) -> bool:
    """Whether a moment is so far from another one of the story ("le lendemain"), and no calendar
    day whose year the story gives."""
    expression = moment.expression
    return expression.anchor == "narrative" and not is_yearless(expression.text)


def is_ahead(date: DateSpan, published: DateSpan) -> bool:
    """Whether a date begins after the publication; not where one of them is open."""
    start, today = date.start, published.end
    return start is not None and today is not None and start > today


def coming(date: DateSpan, published: DateSpan) -> DateSpan:
    """The first recurrence of days without a year that is not over when the article comes out;
    both dates are closed."""
    assert date.end is not None
    assert published.start is not None
    years = published.start.year - date.end.year
    later = shifted(date, years)
    return shifted(date, years + 1) if is_ahead(published, later) else later
