"""Checks that `timeline evaluate` and another scorer of the same format give the same figures.

    python data/gold/agreement.py SCORER.py GOLD.jsonl TIMELINE.json

SCORER.py is run as `SCORER.py GOLD TIMELINE --json`. Prints the first difference above 0.0005 and
exits 1, or says how many figures agree.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from timeline.evaluation import evaluate_files


def figures(value: Any, path: str = "") -> Iterator[tuple[str, float]]:
    """All numbers of a nested result, each with its path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from figures(inner, f"{path}/{key}")
    elif isinstance(value, int | float):
        yield path, float(value)


def main(scorer: str, gold: str, timeline: str) -> int:
    """Compares the two; 0 when they agree to three decimals."""
    ran = subprocess.run(
        [sys.executable, scorer, gold, timeline, "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    theirs = dict(figures(json.loads(ran.stdout)))
    ours = dict(figures(evaluate_files(Path(gold), Path(timeline)).as_dict()))
    for key in sorted(theirs):
        if abs(theirs[key] - ours.get(key, float("inf"))) > 0.0005:
            print(f"{key}: {ours.get(key)} here, {theirs[key]} there")
            return 1
    print(f"{len(theirs)} figures agree to three decimals")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
