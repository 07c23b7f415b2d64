"""What an export format is given to write."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from timeline.filters import Filter, Selection
from timeline.model import Article, Generator, Skipped, Timeline


@dataclass(frozen=True, slots=True)
class Content:
    """A timeline that may still be on its way: each part is iterated once, in this order.

    `article` is the id of the one article that was asked for, if it was one: it is among
    `articles`, and tells of each of `events`.
    """

    generator: Generator
    articles: Iterable[Article]
    skipped: Iterable[Skipped]
    events: Selection
    article: str | None = None

    @classmethod
    def of(cls, timeline: Timeline, *, undated: bool = False) -> Content:
        """The content of a timeline in memory; events that nothing dates only if `undated`."""
        known = {article.id: article for article in timeline.articles}
        events = Selection(timeline.events, Filter(undated=undated), known)
        return cls(timeline.generator, timeline.articles, timeline.skipped, events)

    def known_articles(self) -> dict[str, Article]:
        """The articles by their id, without their text; this is what iterates them."""
        return {one.id: replace(one, text="", zones=()) for one in self.articles}

    @property
    def left_out(self) -> int:
        """How many events were left out for having no date, once they have been iterated."""
        return self.events.left_out
