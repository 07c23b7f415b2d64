"""Calendar arithmetic, feasts and the Republican calendar."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates.arithmetic import (
    add,
    century,
    half_of,
    iso_week,
    nth_of,
    nth_weekday_of,
    part_of,
    unit_around,
)
from timeline.dates.calendars import easter, republican
from timeline.dates.numbers import roman, spoken_prefix
from timeline.model import DateSpan, Day


@pytest.mark.parametrize(
    ("year", "day"),
    [(1954, "1954-04-18"), (2000, "2000-04-23"), (2008, "2008-03-23"), (2025, "2025-04-20")],
)
def test_easter(year: int, day: str) -> None:
    assert str(easter(year)) == day


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ((1, 1, 1), "1792-09-22"),
        ((2, 11, 9), "1794-07-27"),  # 9 thermidor an II
        ((8, 2, 18), "1799-11-09"),  # 18 brumaire an VIII
        ((13, 3, 11), "1804-12-02"),  # 11 frimaire an XIII
    ],
)
def test_republican_days(date: tuple[int, int, int], day: str) -> None:
    assert str(republican(*date)) == day


def test_the_republican_calendar_ended() -> None:
    assert republican(20, 1, 1) is None


@given(st.integers(1000, 2100), st.integers(1, 53))
def test_weeks_are_those_of_iso_8601(year: int, week: int) -> None:
    span = iso_week(year, week)
    try:
        monday = datetime.date.fromisocalendar(year, week, 1)
    except ValueError:
        assert span is None
    else:
        assert span is not None
        assert str(span.start) == monday.isoformat()
        assert span.days == 7


def test_a_month_more_stays_in_the_month() -> None:
    assert str(add(Day(2024, 1, 31), 1, "month")) == "2024-02-29"
    assert str(add(Day(2024, 2, 29), -1, "year")) == "2023-02-28"


@pytest.mark.parametrize(
    ("unit", "start", "end"),
    [
        ("week", "2025-02-10", "2025-02-16"),
        ("weekend", "2025-02-15", "2025-02-16"),
        ("fortnight", "2025-02-01", "2025-02-15"),
        ("quarter", "2025-01-01", "2025-03-31"),
        ("half", "2025-01-01", "2025-06-30"),
        ("decade", "2020-01-01", "2029-12-31"),
        ("century", "2001-01-01", "2100-12-31"),
    ],
)
def test_the_unit_that_holds_a_day(unit: str, start: str, end: str) -> None:
    span = unit_around(Day(2025, 2, 15), unit)
    assert (str(span.start), str(span.end)) == (start, end)


def test_centuries_have_no_year_zero_to_begin_with() -> None:
    assert str(century(19).start) == "1801-01-01"
    assert century(1, before_era=True) == DateSpan(Day(-99, 1, 1), Day(0, 12, 31), "century")


def test_parts_of_months_and_years() -> None:
    february = DateSpan.of_month(2025, 2)
    assert str(part_of(february, "end").start) == "2025-02-21"
    assert part_of(DateSpan.of_year(2025), "middle").edtf == "2025-05/2025-08"
    assert str(half_of(february, second=True).start) == "2025-02-16"
    assert half_of(DateSpan.of_year(2025), second=False).edtf == "2025-01-01/2025-06-30"


def test_units_of_longer_spans() -> None:
    january = DateSpan.of_month(2025, 1)
    assert nth_of(january, 6, "week") is None
    last = nth_of(january, -1, "week")
    assert last is not None
    assert str(last.end) == "2025-01-26"
    tuesday = nth_weekday_of(january, -1, 1)
    assert tuesday is not None
    assert str(tuesday.start) == "2025-01-28"
    assert nth_weekday_of(january, 5, 0) is None


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("xix", (19, False)), ("xixe", (19, True)), ("ier", (1, True)), ("iiii", (None, False))],
)
def test_roman_numerals(numeral: str, value: tuple[int | None, bool]) -> None:
    assert roman(numeral) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("vingt - et - un", (5, 21)),
        ("quatre - vingt - dix - sept", (7, 97)),
        ("mille neuf cent quatre - vingt - dix", (8, 1990)),
        ("deux mille dix - huit", (5, 2018)),
        ("dix - neuf cent quatorze", (5, 1914)),
        ("soixante et onze", (3, 71)),
        ("deux et trois", (1, 2)),
        ("deux trois", (1, 2)),
    ],
)
def test_numbers_in_words(words: str, value: tuple[int, int]) -> None:
    from timeline.dates.grammar import grammar

    assert spoken_prefix(words.split(), grammar().values["number_word"]) == value
