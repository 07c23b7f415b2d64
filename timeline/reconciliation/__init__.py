"""Mentions to events: what several articles tell about one happening, once."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.model import Article, Correction, Day, Event, Mention
from timeline.reconciliation.aliases import aliases_of
from timeline.reconciliation.clustering import cluster
from timeline.reconciliation.comparison import profile
from timeline.reconciliation.corrections import constraints_of, override, problems
from timeline.reconciliation.fusion import fuse
from timeline.reconciliation.names import NameTable

_LAST = (1, Day(9999, 12, 31))


def reconcile(
    articles: Sequence[Article],
    mentions: Sequence[Mention],
    corrections: Sequence[Correction] = (),
) -> tuple[Event, ...]:
    """The events that the mentions tell, in the order of a timeline, corrected by users.

    `corrections` come in the order in which they were made. The result depends on what is given,
    not on the order of articles and mentions. Undated events come last.
    """
    ordered = sorted(mentions, key=lambda m: (m.article, m.trigger.char_start, m.id))
    names = NameTable(ordered, aliases_of(corrections))
    profiles = [profile(mention, names) for mention in ordered]
    by_id = {article.id: article for article in articles}
    clusters = cluster(profiles, constraints_of(corrections))
    events = override([fuse(one, ordered, by_id, names) for one in clusters], corrections)
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


__all__ = ["problems", "reconcile"]
