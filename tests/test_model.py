"""The nouns: days before our era, spans with open ends, EDTF."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.model import DateSpan, Day


@given(st.dates())
def test_days_agree_with_the_standard_library(date: datetime.date) -> None:
    day = Day(date.year, date.month, date.day)
    assert day.weekday == date.weekday()
    assert str(day) == date.isoformat()
    if date < datetime.date.max:
        following = date + datetime.timedelta(days=1)
        assert str(day.plus(1)) == following.isoformat()


@given(st.integers(min_value=-3_000_000, max_value=3_000_000))
def test_ordinals_round_trip_over_all_eras(ordinal: int) -> None:
    day = Day.from_ordinal(ordinal)
    assert day.ordinal == ordinal
    assert Day.parse(str(day)) == day


def test_years_before_our_era_are_astronomical() -> None:
    assert str(Day(-43, 3, 15)) == "-0043-03-15"
    assert Day(0, 2, 29).plus(1) == Day(0, 3, 1)


@pytest.mark.parametrize("parts", [(2015, 2, 29), (2015, 13, 1), (2015, 4, 31), (2015, 1, 0)])
def test_impossible_days_are_refused(parts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no such day"):
        Day(*parts)


@pytest.mark.parametrize(
    ("span", "edtf"),
    [
        (DateSpan.of_day(Day(2025, 2, 15)), "2025-02-15"),
        (DateSpan.of_month(2024, 3), "2024-03"),
        (DateSpan.of_month(2025, 2, approximate=True), "2025-02~"),
        (DateSpan.of_year(2015), "2015"),
        (DateSpan(Day(2008, 1, 1), None, "year"), "2008/.."),
        (DateSpan(None, Day(2019, 12, 31), "year"), "../2019"),
        (DateSpan(Day(2012, 5, 3), Day(2012, 5, 7)), "2012-05-03/2012-05-07"),
        (DateSpan(Day(2015, 1, 1), Day(2018, 12, 31), "year"), "2015/2018"),
        (DateSpan(Day(2024, 1, 1), Day(2024, 3, 31), "quarter"), "2024-33"),
        (DateSpan(Day(2024, 7, 1), Day(2024, 12, 31), "half"), "2024-41"),
        (DateSpan(Day(1990, 1, 1), Day(1999, 12, 31), "decade"), "199X"),
        (DateSpan(Day(1801, 1, 1), Day(1900, 12, 31), "century"), "1801/1900"),
        (DateSpan(Day(2024, 12, 24), Day(2024, 12, 24), uncertain=True), "2024-12-24?"),
    ],
)
def test_edtf(span: DateSpan, edtf: str) -> None:
    assert span.edtf == edtf


def test_a_span_cannot_end_before_it_starts_nor_be_open_at_both_ends() -> None:
    with pytest.raises(ValueError, match="ends before"):
        DateSpan(Day(2015, 2, 1), Day(2015, 1, 1))
    with pytest.raises(ValueError, match="needs a start or an end"):
        DateSpan(None, None)


def test_open_ends_overlap_and_contain() -> None:
    since = DateSpan(Day(2024, 1, 1), None, "year")
    assert since.overlaps(DateSpan.of_month(2030, 1))
    assert since.contains(DateSpan.of_month(2024, 3))
    assert not since.overlaps(DateSpan.of_year(2023))
    assert not DateSpan.of_year(2024).contains(since)
