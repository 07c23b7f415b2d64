"""How well dates are found in news articles that readers have marked.

Runs where TIMELINE_ARTICLES names the folder of the articles; conftest.py deselects it elsewhere.
The floors are a little below what was measured; see data/gold/README.md.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from timeline.evaluation.dates import Case, Mark, read_cases, score_all, score_case

GOLD = Path(__file__).parents[2] / "data" / "gold"


@pytest.mark.treebanks
@pytest.mark.parametrize(("name", "floor"), [("dates", 0.97), ("dates-check", 0.94)])
def test_value_f1_does_not_fall(name: str, floor: float) -> None:
    sys.path.insert(0, str(GOLD))
    from score_dates import texts_under

    text_of = texts_under(Path(os.environ["TIMELINE_ARTICLES"]))
    scores, errors = score_all(read_cases(GOLD / f"{name}.jsonl", text_of))
    assert scores["total"].value_f1 >= floor, errors


def case(text: str, *marks: Mark) -> Case:
    """A case without id."""
    return Case("", "", text, "2025-02-15", marks)


def mark(start: int, end: int, *values: tuple[str | None, str | None], kind: str = "date") -> Mark:
    """A mark with its right readings."""
    return Mark(start, end, kind, values, ())


MAY = ("2012-05-03", "2012-05-03")


@pytest.mark.parametrize(
    ("marks", "counts"),
    [
        ((mark(3, 13, MAY),), (1, 1, 1, 1)),
        ((mark(3, 13, ("2012-05-04", "2012-05-04"), MAY),), (1, 1, 1, 1)),
        ((mark(3, 13, ("2012-05-04", "2012-05-04")),), (1, 1, 1, 0)),
        ((mark(0, 2, MAY),), (1, 1, 0, 0)),
        ((mark(3, 13, kind="ignore"),), (0, 0, 0, 0)),
        ((mark(3, 13, kind="duration"),), (0, 1, 0, 0)),
        ((), (0, 1, 0, 0)),
        ((Mark(3, 13, "date", (), ((MAY, MAY),)),), (0, 1, 0, 0)),
        ((Mark(3, 13, "date", (("", ""),), ((MAY, MAY),)),), (1, 1, 1, 1)),
    ],
)
def test_a_date_counts_as_the_rules_say(marks: tuple[Mark, ...], counts: tuple[int, ...]) -> None:
    score, errors = score_case(case("Le 3 mai 2012.", *marks))
    assert (score.marked, score.found, score.overlapping, score.right) == counts
    assert bool(errors) == (score.right < max(score.marked, score.found))


def test_a_file_without_texts_asks_for_them(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text('{"doc": "1", "published": null, "dates": []}\n', encoding="utf-8")
    with pytest.raises(ValueError, match="line 1: holds no text"):
        list(read_cases(file))
    assert [one.text for one in read_cases(file, lambda name, digest: name)] == ["1"]
