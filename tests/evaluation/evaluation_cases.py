"""Small gold files and timelines for the tests, written as short as the format allows.

Every document has sentences of 95 characters at 0, 100, 200 …; the trigger "fait" stands at the
tenth character of its sentence, or `at` further on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from timeline.evaluation import GoldMention, load_gold

Row = dict[str, Any]
TRIGGER = "fait"


def gold_row(sentence: int, cluster: str, start: str | None, end: str | None, **more: Any) -> Row:
    """A gold line: one mention of `cluster` in a sentence of document d1 (or `doc`)."""
    at = more.pop("at", 10)
    return {
        "doc": "d1",
        "event": cluster,
        "cluster": cluster,
        "zone": "body",
        "sentence_start": sentence * 100,
        "sentence_end": sentence * 100 + 95,
        "trigger": TRIGGER,
        "trigger_start": sentence * 100 + at,
        "start": start,
        "end": end,
        "date_source": "explicit",
        "type": "die",
        "factuality": "actual",
        "salience": 2,
    } | more


def day_row(sentence: int, cluster: str, day: str, **more: Any) -> Row:
    """A gold line dated to one day."""
    return gold_row(sentence, cluster, day, day, **more)


def load(folder: Path, rows: Sequence[Row]) -> list[GoldMention]:
    """The rows through a file, as a user's gold goes."""
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return load_gold(path)


def mention_of(row: Row, **more: Any) -> Row:
    """The timeline's mention that answers a gold line perfectly, changed by `more`."""
    start, length = row["trigger_start"], len(row["trigger"])
    dated = row["start"] is not None or row["end"] is not None
    return {
        "article": "id-" + row["doc"],
        "char_start": row["sentence_start"],
        "char_end": row["sentence_end"],
        "trigger": {"char_start": start, "char_end": start + length},
        "date": {"start": row["start"], "end": row["end"]} if dated else None,
        "type": row["type"],
        "factuality": row["factuality"],
    } | more


def timeline_of(mentions: Sequence[tuple[str, Row]], docs: Sequence[str] = ("d1",)) -> Row:
    """A timeline of (event id, mention) pairs over the given documents."""
    events: dict[str, list[Row]] = {}
    for event, mention in mentions:
        events.setdefault(event, []).append(mention)
    return {
        "schema": "timeline/1",
        "articles": [{"id": f"id-{doc}", "path": f"corpus/{doc}.txt"} for doc in docs],
        "events": [
            {"id": event, "date": None, "mentions": mentions} for event, mentions in events.items()
        ],
    }


def perfect(
    rows: Sequence[Row],
    event: Callable[[Row], str] = lambda row: row["cluster"],
    **more: Any,
) -> Row:
    """The timeline that answers every gold line right, each mention changed by `more`."""
    docs = sorted({row["doc"] for row in rows})
    return timeline_of([(event(row), mention_of(row, **more)) for row in rows], docs)
