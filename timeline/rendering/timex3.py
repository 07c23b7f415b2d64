"""Dates as TIMEX3 has them (TimeML 1.2.1): value, modifier, and how an event stands to them.

A part of a month or a year is the whole with `mod` ("début mai 2012": 2012-05, START); an open span
is its known end, which the event is begun or ended by. TIMEX3 has no value for other spans of days,
which are given as intervals of ISO 8601 (2012-05-03/2012-05-06).
"""

from __future__ import annotations

from timeline.model import DateSpan, Day, days_in_month

_PARTS_OF_YEAR = {(1, 3): "START", (5, 8): "MID", (10, 12): "END"}
_PARTS_OF_MONTH = {(1, 10): "START", (11, 20): "MID"}
_LONG = ("year", "decade", "century")
_SHORT = ("day", "week")


def value_and_mod(date: DateSpan) -> tuple[str, str | None]:
    """The attributes `value` and `mod` of a date, the latter None where nothing modifies it."""
    approximate = "APPROX" if date.approximate else None
    if date.start is None or date.end is None:
        return _known_end(date.first, date), approximate
    part = _part(date.start, date.end, date)
    if part is not None:
        return part
    from timeline.dates.timex import span_value

    return span_value(date), approximate


def relation(date: DateSpan) -> str:
    """The relType of the link from an event to the TIMEX3 of its date."""
    if date.end is None:
        return "BEGUN_BY"
    return "ENDED_BY" if date.start is None else "IS_INCLUDED"


def _known_end(day: Day, date: DateSpan) -> str:
    if date.grain in _LONG:
        return _year(day)
    return str(day) if date.grain in _SHORT else _month(day)


def _part(start: Day, end: Day, date: DateSpan) -> tuple[str, str] | None:
    """The month or year that the span is the beginning, middle or end of."""
    if start.year != end.year or date.grain in ("week", "quarter", "season"):
        return None
    last = days_in_month(end.year, end.month)
    if start.month == end.month:
        part = _PARTS_OF_MONTH.get((start.day, end.day))
        part = "END" if (start.day, end.day) == (21, last) else part
        return None if part is None else (_month(start), part)
    if date.grain == "day" and not date.approximate:  # from one day to another, as it was said
        return None
    part = _PARTS_OF_YEAR.get((start.month, end.month))
    return (_year(start), part) if part and start.day == 1 and end.day == last else None


def _year(day: Day) -> str:
    return str(day)[: -len("-01-01")]


def _month(day: Day) -> str:
    return str(day)[: -len("-01")]
