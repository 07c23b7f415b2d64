"""The match weights of a pair, drawn."""

from __future__ import annotations

import math
import re

import pytest
from rich.cells import cell_len

from timeline.model import Component
from timeline.rendering.terminal import SPEAKS_AGAINST, SPEAKS_FOR
from timeline.rendering.waterfall import scale_of, waterfall


def parts(*weights: float, name: str = "reason") -> tuple[Component, ...]:
    return tuple(Component(f"{name} {place}", one) for place, one in enumerate(weights))


def drawn(*pairs: tuple[Component, ...], width: int | None = None) -> list[list[str]]:
    """The lines of each pair, all on one scale."""
    scale = scale_of(pairs)
    return [[line.plain for line in waterfall(one, scale, width, 0)] for one in pairs]


def plots(lines: list[str]) -> list[str]:
    """What is drawn behind the numbers."""
    return [re.sub(r"^.*?  +[+-]\S+  ", "", line) for line in lines]


def bars(lines: list[str]) -> list[tuple[int, int]]:
    """The columns in which the bar of each line begins and ends."""
    found = (re.search(r"[+-]+", plot) for plot in plots(lines))
    return [(0, 0) if one is None else one.span() for one in found]


def test_each_bar_begins_where_the_one_before_it_ended():
    (lines,) = drawn(parts(-4.0, 2.0, 1.0, 3.0))
    prior, second, third, fourth, total = bars(lines)
    assert second[0] == prior[0]
    assert third[0] == second[1]
    assert fourth[0] == third[1]
    assert total[1] == fourth[1]
    numbers = [
        line.removesuffix(plot).split()[-1] for line, plot in zip(lines, plots(lines), strict=True)
    ]
    assert numbers == ["-4.00", "+2.00", "+1.00", "+3.00", "+2.00"]


def test_bars_are_as_long_as_their_weights():
    (lines,) = drawn(parts(2.0, 4.0))
    (one, two, total) = [end - start for start, end in bars(lines)]
    assert abs(two - 2 * one) <= 1
    assert total == one + two


def test_all_pairs_share_a_zero_line_and_a_scale():
    first, second = drawn(parts(-3.0, 4.0), parts(-3.0, 2.0, 9.0))
    assert bars(first)[0] == bars(second)[0]
    zero = {line.index("|") for line in (*first, *second) if "|" in line}
    assert {plot.index("|") for plot in plots(first) if "|" in plot} == {bars(first)[0][1]}
    assert len(zero) == 1


def test_the_total_comes_last_with_what_was_needed():
    (lines,) = drawn(parts(-3.0, 2.5))
    assert lines[-1].startswith("total (0 needed)  -0.50  ")


def test_for_and_against_differ_in_sign_mark_and_colour():
    pair = parts(-3.0, 4.0)
    against, for_it, _ = waterfall(pair, scale_of([pair]), 80, 0)
    assert "-3.00" in against.plain
    assert "▒" in against.plain
    assert SPEAKS_AGAINST in {span.style for span in against.spans}
    assert "+4.00" in for_it.plain
    assert "█" in for_it.plain
    assert SPEAKS_FOR in {span.style for span in for_it.spans}


@pytest.mark.parametrize("width", [None, 20, 40, 80, 200])
@pytest.mark.parametrize(
    "weights",
    [
        (),
        (0.0,),
        (5e-324, -5e-324),
        (1e308, 1e308, -1e308),
        (-1e308, 1.7e308),
        (math.inf, -3.0),
        (-3.0, -math.inf, math.inf),
        (math.nan, 2.0),
    ],
)
def test_no_weight_is_too_much(width: int | None, weights: tuple[float, ...]):
    lines = drawn(parts(*weights), parts(-3.0, 2.0), width=width)[0]
    assert len(lines) == (len(weights) + 1 if weights else 0)
    assert all(len(line) < 120 for line in lines)


def test_infinite_weights_fill_the_plot_and_say_so():
    endless, highest = drawn(parts(-3.0, math.inf), parts(-3.0, 5.0))
    assert "+inf" in endless[1]
    assert bars(endless)[1] == bars(highest)[1]


def test_a_weight_too_small_for_a_column_still_has_one():
    (lines,) = drawn(parts(9.0, 0.001, -0.001))
    assert [end - start for start, end in bars(lines)[1:3]] == [1, 1]


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_lines_fit_the_terminal_whatever_the_names(width: int):
    pair = (*parts(-3.0, 1e7), Component("\x1b[2J a reason of very many words " * 3, 0.55))
    (lines,) = drawn(pair, width=width)
    assert max(map(cell_len, lines)) <= width
    assert " ".join(" ".join(lines).split()).count("of very many") == 3
    assert "\x1b" not in "".join(lines)


def test_where_there_is_no_room_names_are_broken_and_numbers_stay_on_the_screen():
    (lines,) = drawn((*parts(-3.0), Component("what both articles are about", 0.55)), width=30)
    assert max(map(cell_len, lines)) <= 30
    assert [line[-5:] for line in lines if line[-1].isdigit()] == ["-3.00", "+0.55", "-2.45"]
