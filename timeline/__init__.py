"""timeline: a folder of French articles goes in, one ordered, evidenced timeline comes out.

    import timeline

    found = timeline.extract(["articles/"])
    for event in found.events:
        print(event.date and event.date.edtf, event.title)

Nothing heavy is imported before it is used: every name below is looked up on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from timeline.api import extract, load_pipeline
    from timeline.dates import find_dates
    from timeline.model import (
        Article,
        DateSpan,
        Day,
        Event,
        Membership,
        Mention,
        Skipped,
        TimeExpression,
        Timeline,
    )
    from timeline.rendering.json_export import to_json

__version__ = "0.1.0"

__all__ = [
    "Article",
    "DateSpan",
    "Day",
    "Event",
    "Membership",
    "Mention",
    "Skipped",
    "TimeExpression",
    "Timeline",
    "__version__",
    "extract",
    "find_dates",
    "load_pipeline",
    "to_json",
]

_HOMES = {
    "extract": "timeline.api",
    "load_pipeline": "timeline.api",
    "find_dates": "timeline.dates",
    "to_json": "timeline.rendering.json_export",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'timeline' has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "timeline.model")), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
