"""Dates as gold files and timelines write them: two ISO 8601 points (day, month or year)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from timeline.model import DateSpan, Day, days_in_month

# A point may carry EDTF qualifiers or a time of day; neither changes which days it covers.
_POINT = re.compile(r"(-?\d{4,})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T.*)?[~?%]?")
_OPEN = (None, "", "..")


def first_day(point: str) -> Day:
    """The first day of a point: `2012-05` gives 2012-05-01. Raises ValueError."""
    year, month, day = _numbers(point)
    return Day(year, month or 1, day or 1)


def last_day(point: str) -> Day:
    """The last day of a point: `2012-05` gives 2012-05-31. Raises ValueError."""
    year, month, day = _numbers(point)
    month = month or 12
    if not 1 <= month <= 12:
        raise ValueError(f"no such month: {point!r}")
    return Day(year, month, day or days_in_month(year, month))


def read_span(date: object) -> DateSpan | None:
    """The span of an object with `start` and `end`, both inclusive.

    One null (or `..`) is an open end; a missing `end` is the `start` again; no object, or both
    null, is no date: None. Raises ValueError for anything else.
    """
    if date is None:
        return None
    if not isinstance(date, Mapping):
        raise ValueError(f"a date is an object with start and end, not {date!r}")
    return span_of(date.get("start"), date.get("end", date.get("start")))


def span_of(start: Any, end: Any) -> DateSpan | None:
    """The span between two points; None where both are open. Raises ValueError."""
    if start in _OPEN and end in _OPEN:
        return None
    return DateSpan(
        None if start in _OPEN else first_day(str(start)),
        None if end in _OPEN else last_day(str(end)),
    )


def written(span: DateSpan | None) -> str:
    """A span for reading: `2012-05-22`, `2012-05-01..2012-05-31`, `2012-05-01..` or `undated`."""
    if span is None:
        return "undated"
    if span.start == span.end:
        return str(span.start)
    return f"{span.start or ''}..{span.end or ''}"


def _numbers(point: str) -> tuple[int, int | None, int | None]:
    found = _POINT.fullmatch(point)
    if found is None:
        raise ValueError(f"not an ISO 8601 date: {point!r}")
    year, month, day = found.groups()
    numbers = [None if part is None else int(part) for part in (month, day)]
    # A month or day 0 would be taken for one that is not said.
    if 0 in numbers:
        raise ValueError(f"no such day: {point!r}")
    return int(year), numbers[0], numbers[1]
