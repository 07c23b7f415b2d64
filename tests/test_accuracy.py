"""The sample articles against their gold: accuracy may rise, never fall.

The gold was annotated from the texts alone, before the program had read them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import timeline
from timeline.evaluation import evaluate
from timeline.evaluation.goldfile import load_gold

_ROOT = Path(__file__).parent.parent
_GOLD = _ROOT / "data" / "gold" / "seeds.jsonl"


@pytest.fixture(scope="module")
def scores() -> dict[str, Any]:
    exported = timeline.to_json(timeline.extract([_ROOT / "seeds"]))
    import json

    return dict(evaluate(load_gold(_GOLD), json.loads(exported)).as_dict())


def test_mentions(scores: dict[str, Any]) -> None:
    assert scores["mentions_strict"]["P"] >= 0.70
    assert scores["mentions_strict"]["R"] >= 0.50
