"""Calendar arithmetic on days and spans: the unit that holds a day, its parts, its neighbours."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from timeline.model import DateSpan, Day, Grain, days_in_month

Unit = Literal[
    "day", "week", "weekend", "fortnight", "month", "season", "quarter", "half",
    "year", "decade", "century", "millennium",
]  # fmt: skip
Part = Literal["start", "middle", "end"]

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_MONTHS["millennium"] = 12000
_DAYS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 15}
_GRAINS: dict[str, Grain] = {"weekend": "day", "fortnight": "day", "millennium": "century"}
# First days of the astronomical seasons, within a day of the equinoxes and solstices.
_SEASONS = {"spring": (3, 20), "summer": (6, 21), "autumn": (9, 23), "winter": (12, 21)}
SEASONS = tuple(_SEASONS)


def grain_of(unit: str) -> Grain:
    """The grain that a unit's spans have."""
    return _GRAINS.get(unit, unit)  # type: ignore[arg-type]


def add(day: Day, count: int, unit: str) -> Day:
    """The day `count` units later; the last of the month where there is no such day."""
    if unit in _DAYS:
        return day.plus(count * _DAYS[unit])
    months = day.year * 12 + day.month - 1 + count * _MONTHS[unit]
    year, month = divmod(months, 12)
    return Day(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def unit_around(day: Day, unit: str) -> DateSpan:
    """The calendar unit that holds a day: weeks begin on Monday, centuries in a year 1.

    The weekend of a day is that of its week; a fortnight is a half of a month.
    """
    if unit == "day":
        return DateSpan.of_day(day)
    if unit in ("week", "weekend"):
        monday = day.plus(-day.weekday)
        first, last = (monday, monday.plus(6)) if unit == "week" else (monday.plus(5),) * 2
        return DateSpan(first, last if unit == "week" else last.plus(1), grain_of(unit))
    if unit == "fortnight":
        month = DateSpan.of_month(day.year, day.month)
        return nth_of(month, 1 if day.day <= 15 else 2, unit) or month
    if unit in ("century", "millennium"):
        length = _MONTHS[unit] // 12
        return years((day.year - 1) // length * length + 1, length, grain_of(unit))
    if unit == "decade":
        return years(day.year // 10 * 10, 10, "decade")
    length = _MONTHS[unit]
    first_month = (day.month - 1) // length * length + 1
    start = Day(day.year, first_month, 1)
    return DateSpan(start, add(start, 1, unit).plus(-1), grain_of(unit))


def years(first: int, count: int, grain: Grain) -> DateSpan:
    """`count` whole years."""
    return DateSpan(Day(first, 1, 1), Day(first + count - 1, 12, 31), grain)


def century(number: int, *, before_era: bool = False) -> DateSpan:
    """The n-th century: the 19th is 1801 to 1900, the first before our era 100 BC to 1 BC."""
    if before_era:
        return years(1 - number * 100, 100, "century")
    return years((number - 1) * 100 + 1, 100, "century")


def season(name: str, year: int) -> DateSpan:
    """A season of a year; its winter begins in December. "return" is when schools open again."""
    if name == "return":
        return DateSpan.of_month(year, 9, approximate=True)
    month, day = _SEASONS[name]
    next_month, next_day = _SEASONS[SEASONS[(SEASONS.index(name) + 1) % 4]]
    end = Day(year + (name == "winter"), next_month, next_day).plus(-1)
    return DateSpan(Day(year, month, day), end, "season")


def iso_week(year: int, week: int) -> DateSpan | None:
    """A week by its ISO 8601 number: week 1 holds 4 January. None where the year has no such."""
    monday = Day(year, 1, 4).plus(-Day(year, 1, 4).weekday + 7 * (week - 1))
    if not 1 <= week <= 53 or monday.plus(3).year != year:
        return None
    return DateSpan(monday, monday.plus(6), "week")


# Parts of a unit that are not thirds: month and years by the project's convention.
_DECADE_PARTS = {"start": (0, 2), "middle": (3, 6), "end": (7, 9)}


def part_of(span: DateSpan, part: Part) -> DateSpan:
    """Beginning, middle or end of a span.

    Of a month days 1-10, 11-20, 21 to the last; of a year its first quarter, May to August, its
    last quarter; of a week two days; of anything longer or shorter its thirds.
    """
    start, end, days = span.start, span.end, span.days
    if start is None or end is None or days is None:
        return span
    if span.grain == "month" and 28 <= days <= 31 and start.day == 1:
        cut = {"start": (0, 9), "middle": (10, 19), "end": (20, days - 1)}[part]
    elif span.grain == "year" and 365 <= days <= 366 and (start.month, start.day) == (1, 1):
        months = {"start": (1, 3), "middle": (5, 8), "end": (10, 12)}[part]
        first = Day(start.year, months[0], 1)
        last = Day(start.year, months[1], days_in_month(start.year, months[1]))
        return DateSpan(first, last, "month")
    elif span.grain == "week":
        cut = {"start": (0, 1), "middle": (2, 3), "end": (5, 6)}[part]
    elif span.grain == "decade" and start.year % 10 == 0:
        offsets = _DECADE_PARTS[part]
        return years(start.year + offsets[0], offsets[1] - offsets[0] + 1, "year")
    elif span.grain == "century" and end.year - start.year == 99:
        offsets = {"start": (0, 32), "middle": (33, 65), "end": (66, 99)}[part]
        return years(start.year + offsets[0], offsets[1] - offsets[0] + 1, "year")
    else:
        third = days // 3
        cut = {
            "start": (0, max(third - 1, 0)),
            "middle": (third, 2 * third),
            "end": (2 * third, days - 1),
        }[part]
    return DateSpan(start.plus(cut[0]), start.plus(cut[1]), "day")


def half_of(span: DateSpan, *, second: bool) -> DateSpan:
    """The first or second half of a span: whole months or years where it has them."""
    start, end, days = span.start, span.end, span.days
    if start is None or end is None or days is None:
        return span
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if start.day == 1 and end.plus(1).day == 1 and months % 2 == 0:
        middle = add(start, months // 2, "month")
    else:
        middle = start.plus(15 if span.grain == "month" else days // 2)
    return DateSpan(middle, end, "day") if second else DateSpan(start, middle.plus(-1), "day")


def nth_of(span: DateSpan, number: int, unit: str) -> DateSpan | None:
    """The n-th unit of a longer span (-1: the last), or None.

    The first week of a span is the first that lies wholly in it; the weeks of a year are those of
    ISO 8601. The first fortnight of a month ends on the 15th.
    """
    start, end = span.start, span.end
    if start is None or end is None:
        return None
    if unit == "fortnight" and span.grain == "month":
        middle = Day(start.year, start.month, 15)
        return (
            DateSpan(start, middle, "day") if number == 1 else DateSpan(middle.plus(1), end, "day")
        )
    if unit == "week" and span.grain == "year" and number > 0:
        return iso_week(start.year, number)
    found = unit_around(start if number > 0 else end, unit)
    if number > 0:
        if found.start is None or found.start < start:
            found = unit_around(add(start, 1, unit), unit)
        shifted = unit_around(add(found.start or start, number - 1, unit), unit)
    else:
        if found.end is None or found.end > end:
            found = unit_around(add(end, -1, unit), unit)
        shifted = unit_around(add(found.start or start, number + 1, unit), unit)
    return shifted if span.contains(shifted) else None


def nth_weekday_of(span: DateSpan, number: int, weekday: int) -> DateSpan | None:
    """The n-th Monday (0) … Sunday (6) of a span, from its end where `number` is negative."""
    if span.start is None or span.end is None:
        return None
    if number > 0:
        day = span.start.plus((weekday - span.start.weekday) % 7 + 7 * (number - 1))
    else:
        day = span.end.plus(-((span.end.weekday - weekday) % 7) + 7 * (number + 1))
    found = DateSpan.of_day(day)
    return found if span.contains(found) else None


def hull(first: DateSpan, last: DateSpan) -> DateSpan | None:
    """From the start of one span to the end of another; None where that runs backwards."""
    if first.start is not None and last.end is not None and last.end < first.start:
        return None
    if first.start is None and last.end is None:
        return None
    grain = first.grain if first.grain == last.grain else "day"
    joined = DateSpan(first.start, last.end, grain)
    return replace(joined, approximate=first.approximate or last.approximate)
