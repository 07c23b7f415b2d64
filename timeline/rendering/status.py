"""What a store holds, in words and as data.

As data it is one JSON object, schema `timeline-status/1`; keys may be added, and readers are to
ignore those they do not know:

```
{"schema": "timeline-status/1", "database": path as it was given, "bytes", "database_schema",
 "generator": {"name", "version", "model"} | null (no run has ended yet),
 "finished": whether the last run ended, "in_use": who is writing just now | null,
 "articles", "files", "copies", "languages": {code: articles}, "mentions", "events", "undated",
 "hidden", "corrections", "corrections_without_effect", "skipped",
 "to_extract": articles that the next run extracts anew | null (not known)}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from timeline import codec
from timeline.inventory import Inventory
from timeline.rendering.sanitize import visible

SCHEMA = "timeline-status/1"
_COLUMN = 14
_UNITS = ("bytes", "kB", "MB", "GB", "TB")


def to_dict(held: Inventory, path: str) -> dict[str, Any]:
    """The object described above."""
    made_by = held.generator
    return {
        "schema": SCHEMA,
        "database": path,
        "bytes": held.size,
        "database_schema": held.schema,
        "generator": None if made_by is None else codec.generator_to_dict(made_by),
        "finished": held.finished,
        "in_use": held.in_use,
        "articles": held.counts.articles,
        "files": held.files,
        "copies": held.counts.copies,
        "languages": dict(held.languages),
        "mentions": held.mentions,
        "events": held.counts.events,
        "undated": held.counts.undated,
        "hidden": held.hidden,
        "corrections": held.corrections,
        "corrections_without_effect": held.idle,
        "skipped": held.skipped,
        "to_extract": held.outdated,
    }


def lines(held: Inventory, path: str, hint: str) -> Iterator[str]:
    """A line for each thing to know; `hint` is what commands need to name the database."""
    for label, words in _rows(held, path, hint):
        yield f"{label:<{_COLUMN}}{visible(words)}"


def _rows(held: Inventory, path: str, hint: str) -> Iterator[tuple[str, str]]:
    counts, made_by = held.counts, held.generator
    yield "database", f"{path}, {_bytes(held.size)}, schema {held.schema}"
    if made_by is not None:
        yield "made by", f"{made_by.name} {made_by.version}, {made_by.model}"
    yield "last run", _last_run(held, hint)
    languages = ", ".join(f"{number} {code}" for code, number in held.languages.items())
    yield (
        "articles",
        _listed(
            f"{counts.articles}, in {_files(held.files)}",
            (counts.copies, "of them a copy" if counts.copies == 1 else "of them copies"),
            (len(held.languages) > 1, f"languages: {languages}"),
        ),
    )
    yield "mentions", str(held.mentions)
    yield (
        "events",
        _listed(f"{counts.events}", (counts.undated, "without a date"), (held.hidden, "hidden")),
    )
    yield "corrections", _listed(f"{held.corrections}", (held.idle, "without effect"))
    yield "skipped", _files(held.skipped)
    yield "next run", _next_run(held)


def _last_run(held: Inventory, hint: str) -> str:
    if held.in_use is not None:
        return f"{held.in_use} is at it now"
    return "ended" if held.finished else f"did not end: run `timeline extract{hint}` again"


def _next_run(held: Inventory) -> str:
    if held.outdated is None:
        return "not known: an earlier version made this, and did not note by what rules"
    if not held.outdated:
        return "extracts only what has changed"
    return f"extracts {held.outdated} of {held.counts.articles} articles anew, changed or not"


def _files(number: int) -> str:
    return "1 file" if number == 1 else f"{number} files"


def _listed(first: str, *others: tuple[int, str]) -> str:
    """What there is, and what of it there is any of: `True` stands for words with their number."""
    told = [words if number is True else f"{number} {words}" for number, words in others if number]
    return ", ".join([first, *told])


def _bytes(size: int) -> str:
    value, unit = float(size), 0
    while value >= 1000 and unit + 1 < len(_UNITS):
        value, unit = value / 1000, unit + 1
    return f"{value:.1f} {_UNITS[unit]}" if unit else f"{size} bytes"
