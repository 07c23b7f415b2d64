"""Feast days and the French Republican calendar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from timeline.dates.arithmetic import nth_weekday_of
from timeline.model import DateSpan, Day


def easter(year: int) -> Day:
    """Easter Sunday of the Gregorian calendar.

    Anonymous Gregorian computus (Meeus, "Astronomical Algorithms", chapter 8).
    """
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap_centuries, skew = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon + 15) % 30
    leaps, odd = divmod(rest, 4)
    weekday = (32 + 2 * skew + 2 * leaps - epact - odd) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return Day(year, month, day + 1)


def feast(year: int, when: Mapping[str, Any]) -> DateSpan | None:
    """A feast day of a year, described as the grammar does it.

    `month` and `day`; or `easter`, days after Easter; or `weekday`, `nth` (from the end where
    negative) and `month`; or `weekday`, the first on or after the day `from` of `month`; `plus`
    shifts any of them by days.
    """
    if "easter" in when:
        found = DateSpan.of_day(easter(year).plus(int(when["easter"])))
    elif "from" in when:
        first = Day(year, int(when["month"]), int(when["from"]))
        found = DateSpan.of_day(first.plus((int(when["weekday"]) - first.weekday) % 7))
    elif "weekday" in when:
        month = DateSpan.of_month(year, int(when["month"]))
        nth = nth_weekday_of(month, int(when["nth"]), int(when["weekday"]))
        if nth is None:
            return None
        found = nth
    else:
        found = DateSpan.of_day(Day(year, int(when["month"]), int(when["day"])))
    shift = int(when.get("plus", 0))
    return DateSpan.of_day(found.start.plus(shift)) if found.start and shift else found


def republican(year: int, month: int, day: int) -> Day | None:
    """A day of the French Republican calendar, years 1 to 14; None where it had no such day.

    Year 1 began on 22 September 1792; the years 3, 7 and 11 had a sixth complementary day (G.
    Romme's calendar as it was in force, Decree of 4 frimaire an II).
    """
    if not 1 <= year <= 14 or not 1 <= month <= 12 or not 1 <= day <= 30:
        return None
    leaps = sum(1 for leap in (3, 7, 11) if leap < year)
    first = Day(1792, 9, 22).plus((year - 1) * 365 + leaps)
    return first.plus((month - 1) * 30 + day - 1)


def republican_month(day: Day) -> tuple[int, int] | None:
    """The Republican year and month that hold a day, None outside the years 1 to 14."""
    for year in range(1, 15):
        first = republican(year, 1, 1)
        if first is not None and 0 <= day.ordinal - first.ordinal < 360:
            return year, (day.ordinal - first.ordinal) // 30 + 1
    return None
