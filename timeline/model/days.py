"""Days and spans of days: the proleptic Gregorian calendar, before our era too, and EDTF."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

Grain = Literal["day", "week", "month", "season", "quarter", "half", "year", "decade", "century"]

GRAINS: tuple[Grain, ...] = (
    "day",
    "week",
    "month",
    "season",
    "quarter",
    "half",
    "year",
    "decade",
    "century",
)

_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    """True for leap years of the proleptic Gregorian calendar (astronomical years: 0 is 1 BC)."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Number of days of a month (1–12) of an astronomical year."""
    return 29 if month == 2 and is_leap(year) else _MONTH_DAYS[month - 1]


@lru_cache(maxsize=4096)
def _ordinal(year: int, month: int, day: int) -> int:
    """`Day.ordinal`; an article asks again and again for those of the few days it names."""
    year -= month <= 2
    era, year_of_era = divmod(year, 400)
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A day of the proleptic Gregorian calendar; astronomical years (0 is 1 BC, -43 is 44 BC).

    `datetime.date` ends at year 1; historians do not. Raises ValueError for a day that is not.
    """

    year: int
    month: int
    day: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12 or not 1 <= self.day <= days_in_month(self.year, self.month):
            raise ValueError(f"no such day: {self.year}-{self.month}-{self.day}")

    def __str__(self) -> str:
        sign = "-" if self.year < 0 else ""
        return f"{sign}{abs(self.year):04d}-{self.month:02d}-{self.day:02d}"

    @classmethod
    def parse(cls, text: str) -> Day:
        """The day written as ISO 8601 (`2015-02-28`, `-0043-03-15`). Raises ValueError."""
        sign = -1 if text.startswith("-") else 1
        parts = text.removeprefix("-").split("-")
        if len(parts) != 3:
            raise ValueError(f"not an ISO 8601 day: {text!r}")
        return cls(sign * int(parts[0]), int(parts[1]), int(parts[2]))

    @property
    def ordinal(self) -> int:
        """Days since 0000-03-01, a day count that serves negative years too.

        Algorithm: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days_from_civil).
        """
        return _ordinal(self.year, self.month, self.day)

    @classmethod
    def from_ordinal(cls, ordinal: int) -> Day:
        """The inverse of `ordinal` (Hinnant, civil_from_days)."""
        era, day_of_era = divmod(ordinal, 146097)
        year_of_era = (
            day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096
        ) // 365
        day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
        shifted_month = (5 * day_of_year + 2) // 153
        month = shifted_month + (3 if shifted_month < 10 else -9)
        day = day_of_year - (153 * shifted_month + 2) // 5 + 1
        return cls(year_of_era + era * 400 + (month <= 2), month, day)

    def plus(self, days: int) -> Day:
        """The day `days` later (earlier when negative)."""
        return Day.from_ordinal(self.ordinal + days)

    @property
    def weekday(self) -> int:
        """0 for Monday … 6 for Sunday."""
        return (self.ordinal + 2) % 7


@dataclass(frozen=True, slots=True)
class DateSpan:
    """When something happened: from `start` to `end`, both inclusive; None is an open end.

    `grain` is how precisely it was said ("2015" is a year: 2015-01-01 to 2015-12-31), `approximate`
    that the words were vague, `uncertain` that the reading is a guess. Raises ValueError where both
    ends are open or the end comes before the start.
    """

    start: Day | None
    end: Day | None
    grain: Grain = "day"
    approximate: bool = False
    uncertain: bool = False

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise ValueError("a date span needs a start or an end")
        if self.start is not None and self.end is not None and self.end < self.start:
            raise ValueError(f"a date span ends before it starts: {self.start}/{self.end}")

    @classmethod
    def of_day(cls, day: Day, *, approximate: bool = False) -> DateSpan:
        """One day."""
        return cls(day, day, "day", approximate)

    @classmethod
    def of_month(cls, year: int, month: int, *, approximate: bool = False) -> DateSpan:
        """A calendar month (1–12), first to last day."""
        last = Day(year, month, days_in_month(year, month))
        return cls(Day(year, month, 1), last, "month", approximate)

    @classmethod
    def of_year(cls, year: int, *, approximate: bool = False) -> DateSpan:
        """A calendar year, 1 January to 31 December."""
        return cls(Day(year, 1, 1), Day(year, 12, 31), "year", approximate)

    @property
    def first(self) -> Day:
        """The first day, or the last where the beginning is open."""
        day = self.start or self.end
        assert day is not None  # __post_init__ sees to it
        return day

    @property
    def days(self) -> int | None:
        """Length in days, both ends counted; None where an end is open."""
        if self.start is None or self.end is None:
            return None
        return self.end.ordinal - self.start.ordinal + 1

    def overlaps(self, other: DateSpan) -> bool:
        """Whether some day lies in both."""
        return not (
            (self.end is not None and other.start is not None and self.end < other.start)
            or (other.end is not None and self.start is not None and other.end < self.start)
        )

    def contains(self, other: DateSpan) -> bool:
        """Whether every day of `other` lies in this span."""
        starts = self.start is None or (other.start is not None and self.start <= other.start)
        ends = self.end is None or (other.end is not None and other.end <= self.end)
        return starts and ends

    def vague(self) -> DateSpan:
        """The same span, marked approximate."""
        return replace(self, approximate=True)

    @property
    def edtf(self) -> str:
        """Extended Date/Time Format, ISO 8601-2:2019 (`2015`, `2024-03~`, `2008/..`, `199X`).

        Weeks and parts of months or years have no code of their own there: they are intervals.
        """
        mark = "%" if self.approximate and self.uncertain else ""
        mark = mark or ("~" if self.approximate else "?" if self.uncertain else "")
        whole = self._unit()
        if whole is not None:
            return whole + mark
        first = ".." if self.start is None else _short(self.start, self.grain, first=True) + mark
        last = ".." if self.end is None else _short(self.end, self.grain, first=False) + mark
        return f"{first}/{last}"

    def _unit(self) -> str | None:
        """The one EDTF code of the span, where it is exactly one calendar unit of its grain."""
        a, b = self.start, self.end
        if a is None or b is None:
            return None
        if a == b:
            return str(a)
        if a.day != 1 or b.day != days_in_month(b.year, b.month):
            return None
        year = str(a)[: -len("-01-01")]
        months = (b.year - a.year) * 12 + b.month - a.month + 1
        if self.grain == "month" and months == 1:
            return str(a)[: -len("-01")]
        if self.grain == "year" and months == 12 and a.month == 1:
            return year
        if self.grain == "quarter" and months == 3 and a.month % 3 == 1:
            return f"{year}-{33 + a.month // 3}"
        if self.grain == "half" and months == 6 and a.month in (1, 7):
            return f"{year}-{40 + a.month // 7}"
        if self.grain == "decade" and months == 120 and a.month == 1 and 0 <= a.year % 10 == 0:
            return year[:-1] + "X" if a.year >= 0 else None
        if self.grain == "century" and months == 1200 and a.month == 1 and a.year % 100 == 0:
            return year[:-2] + "XX" if a.year >= 0 else None
        return None


def _short(day: Day, grain: Grain, *, first: bool) -> str:
    """One end of an interval, as short as its grain allows."""
    edge_of_month = day.day == (1 if first else days_in_month(day.year, day.month))
    edge_of_year = edge_of_month and day.month == (1 if first else 12)
    if grain in ("year", "decade", "century") and edge_of_year:
        return str(day)[: -len("-01-01")]
    if grain not in ("day", "week") and edge_of_month:
        return str(day)[: -len("-01")]
    return str(day)
