"""What an export format is given to write."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.filters import Filter, Selection
from timeline.model import Article, Generator, Skipped, Timeline


@dataclass(frozen=True, slots=True)
class Content:
    """A timeline that may still be on its way: each part is iterated once, in this order."""

    generator: Generator
    articles: Iterable[Article]
    skipped: Iterable[Skipped]
    events: Selection

    @classmethod
    def of(cls, timeline: Timeline, *, undated: bool = False) -> Content:
        """The content of a timeline in memory; events that nothing dates only if `undated`."""
        known = {article.id: article for article in timeline.articles}
        events = Selection(timeline.events, Filter(undated=undated), known)
        return cls(timeline.generator, timeline.articles, timeline.skipped, events)

    @property
    def left_out(self) -> int:
        """How many events were left out for having no date, once they have been iterated."""
        return self.events.left_out
