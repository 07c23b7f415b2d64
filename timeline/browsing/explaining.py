"""The evidence of an event, as a page shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from timeline.browsing.widgets import Tagged
from timeline.evidence import articles_of, lenders_of
from timeline.model import Event
from timeline.rendering.explanation import explain_by_mention
from timeline.storereader import StoreReader


def evidence(db: Path, identifier: str) -> tuple[Event, Callable[[int], Iterator[Tagged]]]:
    """An event, and what makes the lines that explain it, those about a mention with its number.

    Raises StoreError.
    """
    with StoreReader.open(db) as store:
        event = store.event(identifier)
        lenders = lenders_of(store, event)
        articles = articles_of(store, event, lenders)

    def lines(width: int) -> Iterator[Tagged]:
        yield from explain_by_mention(event, articles, width, lenders, everything=True)

    return event, lines
