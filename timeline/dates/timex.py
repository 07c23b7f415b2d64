"""TIMEX3 values (ISO-TimeML, ISO 24617-1): how a time expression is written in a standard way."""

from __future__ import annotations

from timeline.dates.compound import PartOf
from timeline.dates.context import Meaning
from timeline.dates.deictic import Distance, Season, Shifted, Weekday, Window
from timeline.dates.limits import Bound
from timeline.dates.meanings import Calendar, Fixed, Quantity
from timeline.model import DateSpan, Day, TimexType

_SEASON_CODES = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}


def value_of(meaning: Meaning, span: DateSpan | None, type_: TimexType) -> str:
    """The value of an expression: its date where it has one, else as much as its words say."""
    if isinstance(meaning, Quantity):
        return meaning.value
    if isinstance(meaning, Fixed) and span is None:  # a day that does not exist
        return ""
    if span is None:
        return _unresolved(meaning)
    if isinstance(meaning, Window):
        return "PAST_REF" if meaning.count < 0 else "FUTURE_REF"
    return span_value(span)


def span_value(span: DateSpan) -> str:
    """A date as a TIMEX3 value; an interval as start/end."""
    start, end = span.start, span.end
    if start is None or end is None:
        return f"{start or '..'}/{end or '..'}"
    if start == end:
        return str(start)
    value = _unit_value(span, start, end)
    return value or f"{start}/{end}"


def _unit_value(span: DateSpan, start: Day, end: Day) -> str | None:
    days = span.days or 0
    year = str(start)[:-6]
    whole_months = start.day == 1 and end.plus(1).day == 1
    if span.grain == "week" and days == 7 and start.weekday == 0:
        first = Day(start.plus(3).year, 1, 4)
        week = (start.ordinal - (first.ordinal - first.weekday)) // 7 + 1
        return f"{start.plus(3).year:04d}-W{week:02d}"
    if span.grain == "season" and start.month in _SEASON_CODES and days < 95:
        return f"{year}-{_SEASON_CODES[start.month]}"
    if not whole_months:
        return None
    if span.grain == "month" and days <= 31:
        return str(start)[:-3]
    if span.grain == "quarter" and days <= 92:
        return f"{year}-Q{(start.month + 2) // 3}"
    if span.grain == "half" and days <= 184:
        return f"{year}-H{1 if start.month == 1 else 2}"
    if span.grain == "year" and days <= 366 and start.month == 1:
        return year
    if span.grain == "decade" and end.year - start.year == 9 and start.year % 10 == 0 < start.year:
        return year[:-1]
    if span.grain == "century" and end.year - start.year == 99 and start.year > 0:
        return f"{start.year // 100:02d}"
    return None


def _unresolved(meaning: Meaning) -> str:
    """What can be said of an expression without its date."""
    if isinstance(meaning, (Bound, PartOf)):
        return _unresolved(meaning.of)
    if isinstance(meaning, Calendar):
        month = "XX" if meaning.month is None else f"{meaning.month:02d}"
        return f"XXXX-{month}" + ("" if meaning.day is None else f"-{meaning.day:02d}")
    if isinstance(meaning, Weekday):
        return f"XXXX-WXX-{meaning.weekday + 1}"
    if isinstance(meaning, Season):
        return "XXXX"
    if isinstance(meaning, (Distance, Window, Shifted)):
        if meaning.count == 0:
            return "PRESENT_REF"
        return "PAST_REF" if meaning.count < 0 else "FUTURE_REF"
    return ""
