"""Texts that look as though they held a date, and hold none.

Written by a reader who knew what must not be taken for a date and had not seen what the code finds.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from timeline.dates import find_dates

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "negatives.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("published", [None, "2012-07-05"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_there_is_no_date(case: dict[str, str], published: str | None) -> None:
    assert [e.text for e in find_dates(case["text"], published) if e.date is not None] == []


def test_the_list_is_long_and_varied() -> None:
    assert len(CASES) >= 200
    assert len({case["group"] for case in CASES}) >= 15
