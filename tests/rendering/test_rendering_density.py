"""How many events each year has, as bars."""

from __future__ import annotations

import pytest

from timeline.rendering.density import density


def drawn(years: dict[int, int], width: int = 60) -> str | None:
    line = density(years, width, "cyan", "dim")
    return None if line is None else line.plain


@pytest.mark.parametrize(
    ("years", "line"),
    [
        ({2015: 1, 2016: 8, 2018: 4}, "2015 ▁█·▄ 2018"),
        # The fewest events still show beside the most.
        ({2015: 1, 2016: 1000}, "2015 ▁█ 2016"),
        # Long times without an event are left out, and what stands alone has one year.
        ({-43: 1, 1999: 2, 2000: 2}, "44 av. J.-C. ▄ ⋯ 1999 ██ 2000"),
        ({2015: 3}, None),
        ({}, None),
    ],
)
def test_each_year_is_a_bar(years: dict[int, int], line: str | None):
    assert drawn(years) == line


def test_where_years_do_not_fit_a_bar_stands_for_several():
    line = drawn(dict.fromkeys(range(1900, 2026), 1), 40)
    assert line is not None
    assert (line[:5], line[-5:]) == ("1900 ", " 2025")
    assert 10 < len(line) <= 40


def test_where_nothing_fits_nothing_is_drawn():
    assert drawn({1900: 1, 2000: 1}, 8) is None
