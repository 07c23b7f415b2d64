"""Where events stand in a timeline: by start, end, the first article's date, id."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence

from timeline.model import Article, Correction, DateSpan, Mention
from timeline.reconciliation.consensus import best_date
from timeline.reconciliation.fusion import event_id
from timeline.reconciliation.profiles import Profile

# Start, else end; end; the first article's date; the event's id.
Place = tuple[int, int, int, str]

_LAST = sys.maxsize  # after all days


def place_of_event(
    profiles: Sequence[Profile],
    copies: Iterable[Mention],
    said: Iterable[Correction],
    articles: Mapping[str, Article],
) -> Place:
    """The place of the event of some mentions, given their profiles, the mentions that repeat them,
    and the corrections of the event; what has no date comes last."""
    best = best_date(profiles, {one.article: one.story for one in profiles})
    date = best.date if best is not None else None
    for one in said:
        date = one.date if one.kind == "redate" else date
    start, end = (date.start or date.end, date.end) if date is not None else (None, None)
    published = [one.published for one in profiles]
    published += [_published(articles[copy.article]) for copy in copies]
    return (
        _LAST if start is None else start.ordinal,
        _LAST if end is None else end.ordinal,
        min((day for day in published if day is not None), default=_LAST),
        event_id(profiles[0].id),
    )


def needed(articles: Iterable[Article]) -> dict[str, Article]:
    """The articles by id, each with what reconciliation needs and nothing else."""
    days: dict[DateSpan | None, DateSpan | None] = {}
    return {
        one.id: Article(
            one.id,
            path="",
            text="",
            published=days.setdefault(one.published, one.published),
            copy_of=one.copy_of,
        )
        for one in articles
    }


def _published(article: Article) -> int | None:
    published = article.published
    return published.start.ordinal if published is not None and published.start else None
