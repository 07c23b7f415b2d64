"""What an export format is given to write."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.model import Article, Event, Generator, Skipped, Timeline


@dataclass(frozen=True, slots=True)
class Content:
    """A timeline that may still be on its way: each part is iterated once, in this order."""

    generator: Generator
    articles: Iterable[Article]
    skipped: Iterable[Skipped]
    events: Iterable[Event]

    @classmethod
    def of(cls, timeline: Timeline) -> Content:
        """The content of a timeline in memory."""
        return cls(timeline.generator, timeline.articles, timeline.skipped, timeline.events)
