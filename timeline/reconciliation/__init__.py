"""Mentions to events: what several articles tell about one happening, once."""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from timeline.model import Article, DateSpan, Event, Mention
from timeline.reconciliation.clustering import Cluster, cluster
from timeline.reconciliation.consensus import best_date
from timeline.reconciliation.fusion import event_id, fuse
from timeline.reconciliation.kept_profiles import KeptProfiles
from timeline.reconciliation.names import NameTable
from timeline.reconciliation.ordering import OrderedMentions
from timeline.reconciliation.profiles import profiles_of
from timeline.reconciliation.retelling import retold, with_retold

_LAST = sys.maxsize  # after all days


def reconcile(articles: Iterable[Article], mentions: Iterable[Mention]) -> Iterator[Event]:
    """The events that the mentions tell, in the order of a timeline: by start, end, the first
    article's date, id; undated ones last.

    The result depends on what is given, not on its order. Mentions that are no sequence are taken
    one by one and wait in a temporary file, so that a million of them need no memory; events are
    made one by one as they are asked for. Raises OSError where that file cannot be written.
    """
    corpus = _Corpus(articles, mentions)
    clusters = cluster(corpus.profiles)
    order = [(*corpus.place_of(clusters.members(one)), one) for one in range(len(clusters))]
    order.sort()
    for *_, number in order:
        yield corpus.event(clusters[number])


class _Corpus:
    """What all events are made from. A mention is known by its position among those that no copy
    repeats from its original."""

    def __init__(self, articles: Iterable[Article], mentions: Iterable[Mention]) -> None:
        self._articles = _needed(articles)
        self._mentions = OrderedMentions(mentions)
        repeats = retold(self._mentions, self._articles)
        every = range(len(self._mentions))
        self._own = array("l", (place for place in every if place not in repeats))
        self._copies: defaultdict[int, list[int]] = defaultdict(list)
        for copy, original in sorted(repeats.items()):
            self._copies[original].append(copy)
        self._names = NameTable(self._mentions[place] for place in self._own)
        own = (self._mentions[place] for place in self._own)
        self.profiles = KeptProfiles(profiles_of(own, self._articles, self._names))

    def place_of(self, members: Sequence[int]) -> tuple[int, int, int, str]:
        """Where the event of some mentions stands in the timeline: by its start, else its end; its
        end; the first article's date; its id."""
        profiles = [self.profiles[member] for member in members]
        best = best_date(profiles, {one.article: one.story for one in profiles})
        date = best.date if best is not None else None
        start, end = (date.start or date.end, date.end) if date is not None else (None, None)
        published = [one.published for one in profiles]
        published += [self._published(copy) for copies in self._copied(members) for copy in copies]
        return (
            _LAST if start is None else start.ordinal,
            _LAST if end is None else end.ordinal,
            min((day for day in published if day is not None), default=_LAST),
            event_id(profiles[0].id),
        )

    def event(self, group: Cluster) -> Event:
        """The event of a cluster, with what copies repeat of it."""
        members = {member: self._mentions[self._own[member]] for member in group.members}
        event = fuse(group, members, self._articles, self._names)
        copied = zip(members.values(), self._copied(group.members), strict=True)
        return with_retold(event, {one.id: copies for one, copies in copied})

    def _copied(self, members: Iterable[int]) -> list[list[Mention]]:
        return [
            [self._mentions[copy] for copy in self._copies.get(self._own[member], ())]
            for member in members
        ]

    def _published(self, mention: Mention) -> int | None:
        published = self._articles[mention.article].published
        return published.start.ordinal if published is not None and published.start else None


def _needed(articles: Iterable[Article]) -> dict[str, Article]:
    """The articles by id, each with what is needed here and nothing else."""
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


__all__ = ["reconcile"]
