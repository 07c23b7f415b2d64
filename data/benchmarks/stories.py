"""How well the stories of `data/gold/stories` are reconciled.

    python data/benchmarks/stories.py [STORY …] [--together] [--wrong]

For each story: B-cubed over the mentions found, undated ones included; pairs of look-alike events
that were merged; planted conflicts that are reported. With --together all stories are one corpus,
and events that join mentions of two stories are counted; with --wrong, what is wrong is listed.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline.engine.local import LocalEngine
from timeline.engine.reading import read_paths
from timeline.engine.run import timeline_of
from timeline.evaluation.answers import read_answers
from timeline.evaluation.goldfile import load_gold
from timeline.evaluation.metrics import bcubed
from timeline.evaluation.scoring import compare
from timeline.model import Timeline
from timeline.rendering.json_export import to_json

STORIES = Path(__file__).resolve().parent.parent / "gold" / "stories"


@dataclass(frozen=True)
class Result:
    """What came of one story: B-cubed figures, and what is wrong."""

    figures: dict[str, Any]
    merged: list[list[str]]
    lookalikes: int
    missed: list[dict[str, Any]]
    conflicts: int


def main() -> None:
    """Prints a line a story, and the means."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    every = sorted(path.name for path in STORIES.iterdir() if path.is_dir())
    parser.add_argument("stories", nargs="*", default=every, metavar="STORY")
    parser.add_argument("--together", action="store_true", help="all stories as one corpus")
    parser.add_argument("--wrong", action="store_true", help="list what is wrong")
    given = parser.parse_args()
    engine = LocalEngine(None, ())
    print("story          precision  recall      F1  look-alikes merged  conflicts reported")
    results = []
    whole = timeline_for(given.stories, engine) if given.together else None
    for story in given.stories:
        result = judged(story, whole or timeline_for([story], engine))
        results.append(result)
        f = result.figures
        reported = result.conflicts - len(result.missed)
        print(
            f"{story:14} {f['P']:9.3f} {f['R']:7.3f} {f['F1']:7.3f}"
            f" {len(result.merged):11} of {result.lookalikes:2} {reported:14} of {result.conflicts}"
        )
        if given.wrong:
            for pair in result.merged:
                print(f"    merged: {pair[0]} and {pair[1]}")
            for conflict in result.missed:
                print(f"    not reported: {conflict['cluster']}, {conflict['field']}")
    mean = [sum(one.figures[key] for one in results) / len(results) for key in ("P", "R", "F1")]
    print(f"{'mean':14} {mean[0]:9.3f} {mean[1]:7.3f} {mean[2]:7.3f}")
    if whole is not None:
        print(f"events that join two stories: {joined(whole, given.stories)}")


def timeline_for(stories: Sequence[str], engine: LocalEngine) -> Timeline:
    """The timeline of some stories as one corpus."""
    return timeline_of(read_paths([STORIES / story for story in stories], None, None), engine)


def judged(story: str, timeline: Timeline) -> Result:
    """How a timeline that holds a story compares with the story's gold."""
    data = json.loads(to_json(timeline, with_text=True, undated=True))
    gold = load_gold(STORIES / story / "gold.jsonl")
    planted = json.loads((STORIES / story / "planted.json").read_text(encoding="utf-8"))
    documents = {mention.doc for mention in gold}
    answers = [one for one in read_answers(data).mentions if one.doc in documents]
    outcome = compare(gold, answers, "ignore", True)
    found = outcome.strict.pairs + outcome.strict.undated
    near = outcome.relaxed.pairs + outcome.relaxed.undated
    clusters: defaultdict[str, set[str]] = defaultdict(set)
    events: defaultdict[str, set[str]] = defaultdict(set)
    for mention, answer in near:
        clusters[answer.event].add(mention.cluster)
        events[mention.cluster].add(answer.event)
    merged = [p for p in planted["lookalikes"] if any(set(p) <= one for one in clusters.values())]
    fields = {
        one["id"]: {conflict["field"].rstrip("s") for conflict in one["conflicts"]}
        for one in data["events"]
    }
    missed = [
        conflict
        for conflict in planted["conflicts"]
        if not any(conflict["field"] in fields[name] for name in events[conflict["cluster"]])
    ]
    return Result(
        bcubed([(mention.cluster, answer.event) for mention, answer in found]),
        merged,
        len(planted["lookalikes"]),
        missed,
        len(planted["conflicts"]),
    )


def joined(timeline: Timeline, stories: Sequence[str]) -> int:
    """How many events join mentions of two stories."""
    texts = {
        path.read_text(encoding="utf-8"): story
        for story in stories
        for path in (STORIES / story).glob("*.txt")
    }
    home = {article.id: texts[article.text] for article in timeline.articles}
    return sum(
        len({home[mention.article] for mention in event.mentions}) > 1 for event in timeline.events
    )


if __name__ == "__main__":
    main()
