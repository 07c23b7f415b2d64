"""What the evaluation tests share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from evaluation_cases import Row, load

from timeline.evaluation import evaluate

Figures = dict[str, Any]


@pytest.fixture
def score(tmp_path: Path) -> Callable[..., Figures]:
    """Evaluates a timeline against gold rows: the figures as plain data."""

    def evaluated(rows: Sequence[Row], timeline: Row, **options: Any) -> Figures:
        return evaluate(load(tmp_path, rows), timeline, **options).as_dict()

    return evaluated
