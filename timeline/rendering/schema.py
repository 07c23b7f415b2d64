"""The JSON Schema (2020-12) of the JSON and the JSON Lines export."""

from __future__ import annotations

from importlib.resources import files

_NAME = "timeline-1.schema.json"


def schema_text() -> str:
    """The schema as JSON. A line of the JSON Lines export is its `#/$defs/eventLine`."""
    return (files("timeline.resources") / "schema" / _NAME).read_text(encoding="utf-8")
