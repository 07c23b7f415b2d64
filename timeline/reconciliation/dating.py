"""How two dates of mentions fit together."""

from __future__ import annotations

from timeline.model import DateSpan
from timeline.reconciliation.profiles import Profile

_DRIFT = 3  # days by which two short reports of one happening may differ
_FRESH = 2  # days for which news is news
_YEAR, _MOST_YEARS = 365.25, 20  # days of a year; by so many years a guessed year is wrong at most
_OPEN = 10**7
_NOT_DONE = frozenset({"planned", "negated", "hypothetical"})
PLANNED = "planned for another day"


def common_days(a: DateSpan, b: DateSpan) -> int:
    """How many days lie in both; zero or less is the gap between them, less one: 0 is the day
    after. An open end reaches as far as the other."""
    starts = [day.ordinal for day in (a.start, b.start) if day is not None]
    ends = [day.ordinal for day in (a.end, b.end) if day is not None]
    if not starts or not ends:
        return _OPEN
    return min(ends) - max(starts) + 1


def date_level(a: Profile, b: Profile) -> str:
    """The name of what two dates say for or against one event."""
    if a.date is None or b.date is None:
        return "both undated" if a.date is b.date else "one undated"
    common = min(a.last, b.last) - max(a.first, b.first) + 1
    if common <= 0 and is_same_day_of_year(a, b):
        return "same day of a year not said"
    if common <= 0:
        return _apart(a, b, common)
    shortest, longest = sorted((a.last - a.first + 1, b.last - b.first + 1))
    if longest <= 2:
        news = is_news(a) and is_news(b)
        return "same day, that of the news" if news else "same day"
    if longest <= 31:
        return "same month" if shortest > 7 else "day within a month"
    if longest <= 366:
        return "same year" if shortest > 31 else "day within a year"
    return "dates overlap"


def is_news(one: Profile) -> bool:
    """Whether a mention is dated to about the day when its article appeared."""
    if one.date is None or one.date.end is None or one.published is None:
        return one.date_source == "publication"
    return one.last >= one.published - _FRESH


def is_same_day_of_year(a: Profile, b: Profile) -> bool:
    """Whether one of two dates names no year, and may be the other but for that."""
    if not (a.yearless or b.yearless) or a.date is None or b.date is None:
        return False
    return day_of_year(a.date) == day_of_year(b.date) is not None


def is_near_in_some_year(a: Profile, b: Profile) -> bool:
    """Whether one of two days is of no year that the text says, and beside the other in another."""
    if not (a.yearless or b.yearless) or max(a.last - a.first, b.last - b.first) >= _DRIFT:
        return False
    gap = abs(a.first - b.first)
    years = round(gap / _YEAR)
    return 0 < years <= _MOST_YEARS and abs(gap - years * _YEAR) < _DRIFT


def day_of_year(date: DateSpan) -> tuple[int, int, int, int] | None:
    """Month and day of the first and last day of a date; None where an end is open."""
    if date.start is None or date.end is None:
        return None
    return (date.start.month, date.start.day, date.end.month, date.end.day)


def _may_be_older(a: Profile, b: Profile) -> bool:
    """Whether the later of two mentions is a noun that nothing but its surroundings date, and may
    take up what the other tells."""
    assert a.date is not None
    assert b.date is not None
    if a.date.start is None or b.date.start is None:
        return False
    later, earlier = (a, b) if a.first > b.first else (b, a)
    return later.nominal and not later.stated and earlier.stated


def _apart(a: Profile, b: Profile, common: int) -> str:
    assert a.date is not None
    assert b.date is not None
    if common == 0 and "publication" in (a.date_source, b.date_source):
        return "the day after, as reported"
    longest = max(a.last - a.first, b.last - b.first) + 1
    if longest <= _DRIFT and common > -_DRIFT:
        return "a few days apart"
    if not _NOT_DONE.isdisjoint((a.factuality, b.factuality)):
        return PLANNED
    if a.article != b.article and _may_be_older(a, b):
        return "another inferred date"
    return "other dates"
