"""Mentions to events: what several articles tell about one happening, once."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.model import Article, Day, Event, Mention
from timeline.reconciliation.clustering import cluster
from timeline.reconciliation.fusion import fuse
from timeline.reconciliation.names import NameTable
from timeline.reconciliation.profiles import profiles_of
from timeline.reconciliation.retelling import retold, with_retold

_LAST = (1, Day(9999, 12, 31))


def reconcile(articles: Sequence[Article], mentions: Sequence[Mention]) -> tuple[Event, ...]:
    """The events that the mentions tell, in the order of a timeline.

    The result depends on what is given, not on its order. Undated events come last.
    """
    ordered = sorted(mentions, key=lambda m: (m.article, m.trigger.char_start, m.id))
    by_id = {article.id: article for article in articles}
    repeats = retold(ordered, by_id)
    own = [mention for mention in ordered if mention.id not in repeats]
    names = NameTable(own)
    profiles = list(profiles_of(own, by_id, names))
    events = [fuse(group, own, by_id, names) for group in cluster(profiles)]
    events = with_retold(events, ordered, repeats)
    return tuple(sorted(events, key=lambda event: _order(event, by_id)))


def _order(event: Event, articles: dict[str, Article]) -> tuple[object, ...]:
    """Start, else end; end; the first article's date; id."""
    date = event.date
    first = (0, date.start or date.end) if date is not None else _LAST
    last = (0, date.end) if date is not None and date.end is not None else _LAST
    published = [
        (0, article.published.start)
        for mention in event.mentions
        if (article := articles[mention.article]).published is not None
        and article.published.start is not None
    ]
    return (first, last, min(published, default=_LAST), event.id)


__all__ = ["reconcile"]
