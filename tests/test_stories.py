"""The stories that six articles each tell: what is reconciled well may get better, never worse.

The floors are the figures measured when they were set, less half a mention for differences between
machines; three stories were never looked at while the program was made.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

_BENCHMARKS = Path(__file__).parent.parent / "data" / "benchmarks"


@pytest.fixture(scope="module")
def together() -> Iterator[dict[str, object]]:
    """What came of each story, and of all as one corpus."""
    sys.path.insert(0, str(_BENCHMARKS))
    try:
        import stories

        from timeline.engine.local import LocalEngine

        names = sorted(path.name for path in stories.STORIES.iterdir() if path.is_dir())
        whole = stories.timeline_for(names, LocalEngine(None, ()))
        judged = {name: stories.judged(name, whole) for name in names}
        yield {"judged": judged, "joined": stories.joined(whole, names)}
    finally:
        sys.path.remove(str(_BENCHMARKS))


def _mean(together: dict[str, object], figure: str) -> float:
    judged = together["judged"]
    assert isinstance(judged, dict)
    return sum(one.figures[figure] for one in judged.values()) / len(judged)


@pytest.mark.parametrize(("figure", "floor"), [("P", 0.973), ("R", 0.812), ("F1", 0.885)])
def test_stories_do_not_fall_apart(together: dict[str, object], figure: str, floor: float) -> None:
    assert _mean(together, figure) >= floor


def test_what_looks_alike_stays_two(together: dict[str, object]) -> None:
    judged = together["judged"]
    assert isinstance(judged, dict)
    merged = [pair for one in judged.values() for pair in one.merged]
    assert len(merged) <= 5, merged


def test_what_sources_dispute_is_reported(together: dict[str, object]) -> None:
    judged = together["judged"]
    assert isinstance(judged, dict)
    missed = [conflict for one in judged.values() for conflict in one.missed]
    assert sum(one.conflicts for one in judged.values()) - len(missed) >= 46, missed


def test_stories_do_not_run_together(together: dict[str, object]) -> None:
    assert together["joined"] <= 3  # type: ignore[operator]


@pytest.mark.parametrize(
    ("story", "floor"), [("mairie", 0.904), ("festival", 0.883), ("universite", 0.837)]
)
def test_a_story_nobody_looked_at_is_told_once(
    together: dict[str, object], story: str, floor: float
) -> None:
    judged = together["judged"]
    assert isinstance(judged, dict)
    assert judged[story].figures["F1"] >= floor
