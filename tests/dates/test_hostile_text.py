"""Long texts made to be slow take time in proportion to their length."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from timeline.dates import find_dates

PIECES = [
    "1", "1 ", "111 ", "12.", "1/1/", "2012-", "le le le 1 1 1 ", "un ", "deux et ", "mars et ",
    "le 3 mai ", "en 2012 ", "lundi, ", "du 3 au 4 ", "deux ans plus tard ", "fin de ", "20 h ",
    "a@", "i", "l'", "\n ", "\n", "\u00ad", "e\u0301\u0301\u0301", "http://", "jusqu'à ",
]  # fmt: skip


def calls(function: Callable[[], object]) -> int:
    """How many Python and C functions a call makes, a measure of work that no clock disturbs."""
    count = 0

    def counter(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counter)
    try:
        function()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", PIECES)
def test_work_grows_no_faster_than_the_text(piece: str) -> None:
    def work(length: int) -> int:
        text = (piece * (length // len(piece) + 1))[:length]
        return calls(lambda: find_dates(text, "2012-05-22"))

    work(3000)  # compiles what these words need
    assert work(6000) <= 2.5 * work(3000) + 1000


def test_no_token_and_no_match_is_looked_at_twice_as_often_in_a_long_number() -> None:
    assert find_dates("1" * 2_000_000) == []
    assert find_dates("111 " * 250_000) == []
    assert find_dates("\n" + " " * 2_000_000 + "x") == []
    assert find_dates("e" + "\u0301" * 2_000_000) == []
