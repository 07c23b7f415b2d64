"""What a shell offers while an option's value is typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from timeline.model import EVENT_TYPES, FACTUALITIES

_OFFERED = 50  # events
_SHORT_ID = 8  # digits, as `show` prints them


def _among(values: tuple[str, ...]) -> Callable[[str], list[str]]:
    return lambda incomplete: [one for one in values if one.startswith(incomplete.lower())]


types = _among(tuple(sorted(EVENT_TYPES)))
factualities = _among(FACTUALITIES)


def formats(incomplete: str) -> list[str]:
    """Export formats that begin so."""
    from timeline.rendering.formats import formats as known

    return [one.name for one in known() if one.name.startswith(incomplete.lower())]


def events(ctx: Any, incomplete: str) -> list[str]:
    """Ids of events that begin so, from the database that the command names.

    Without their titles: some shells evaluate what they are offered.
    """
    from timeline.storereader import StoreReader

    try:
        with StoreReader.open(Path(ctx.params.get("db") or "timeline.db")) as store:
            found = store.event_ids(incomplete, _OFFERED)
    except Exception:  # whatever is wrong, the command itself will say it
        return []
    return [identifier[:_SHORT_ID] for identifier in found]
