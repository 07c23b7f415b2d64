"""Mentions to events: what several articles tell about one happening, once."""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from timeline.model import Article, Correction, DateSpan, Event, Mention
from timeline.reconciliation.aliases import aliases_of
from timeline.reconciliation.clustering import Cluster, Clusters, cluster
from timeline.reconciliation.consensus import best_date
from timeline.reconciliation.constraints import Constraints
from timeline.reconciliation.corrections import applying, constraints_of, override, problems
from timeline.reconciliation.fusion import event_id, fuse
from timeline.reconciliation.kept_profiles import KeptProfiles
from timeline.reconciliation.names import NameTable
from timeline.reconciliation.ordering import OrderedMentions
from timeline.reconciliation.profiles import profiles_of
from timeline.reconciliation.retelling import retold, with_retold

_LAST = sys.maxsize  # after all days


def reconcile(
    articles: Iterable[Article],
    mentions: Iterable[Mention],
    corrections: Sequence[Correction] = (),
) -> Iterator[Event]:
    """The events that the mentions tell, in the order of a timeline: by start, end, the first
    article's date, id; undated ones last.

    `corrections` are what users set right, in the order in which they did. The result depends on
    what is given, not on the order of articles and mentions. Mentions that are no sequence are
    taken one by one and wait in a temporary file, so that a million of them need no memory; events
    are made one by one as they are asked for. Raises OSError where that file cannot be written.
    """
    corpus = _Corpus(articles, mentions, corrections)
    clusters = cluster(corpus.profiles, corpus.constraints)
    said = applying(corrections, corpus.homes(clusters)) if corrections else {}
    order = []
    for number in range(len(clusters)):
        members = clusters.members(number)
        order.append((*corpus.place_of(members, said), number))
    order.sort()
    for *_, identifier, number in order:
        yield override(corpus.event(clusters[number]), said.get(identifier, ()))


class _Corpus:
    """What all events are made from. A mention is known by its position among those that no copy
    repeats from its original."""

    def __init__(
        self,
        articles: Iterable[Article],
        mentions: Iterable[Mention],
        corrections: Sequence[Correction],
    ) -> None:
        self._articles = _needed(articles)
        self._mentions = OrderedMentions(mentions)
        repeats = retold(self._mentions, self._articles)
        self._places = self._places_of({name for one in corrections for name in one.mentions})
        said = self._constraints(corrections, repeats)
        every = range(len(self._mentions))
        self._own = array("l", (place for place in every if place not in repeats))
        self._copies: defaultdict[int, list[int]] = defaultdict(list)
        for copy, original in sorted(repeats.items()):
            self._copies[original].append(copy)
        own = {name: repeats.get(place, place) for name, place in self._places.items()}
        self._positions = {name: bisect_left(self._own, place) for name, place in own.items()}
        self.constraints = said.among(self._positions)
        aliases = aliases_of(corrections) if corrections else None
        self._names = NameTable((self._mentions[place] for place in self._own), aliases)
        told = (self._mentions[place] for place in self._own)
        self.profiles = KeptProfiles(profiles_of(told, self._articles, self._names))

    def _places_of(self, ids: Set[str]) -> dict[str, int]:
        """Where the mentions with these ids stand among all."""
        if not ids:
            return {}
        return {one.id: place for place, one in enumerate(self._mentions) if one.id in ids}

    def _constraints(
        self, corrections: Sequence[Correction], repeats: dict[int, int]
    ) -> Constraints[str]:
        """What corrections say, by the ids of mentions; what they keep from the mention that it
        repeats leaves `repeats`."""
        met = set(self._places.values())
        about = {
            copy: (self._mentions[copy].id, self._mentions[original].id)
            for copy, original in repeats.items()
            if met and not met.isdisjoint((copy, original))
        }
        said = constraints_of(corrections, dict(about.values()))
        for copy, (name, original) in about.items():
            self._places |= {name: copy, original: repeats[copy]}
            if said.place(name) != said.place(original):
                del repeats[copy]
        return said

    def homes(self, clusters: Clusters) -> dict[str, str]:
        """The id of the event of each mention that a correction is about, by event."""
        number_of = clusters.numbers(self._positions.values())
        ids = {
            number: event_id(self.profiles[clusters.members(number)[0]].id)
            for number in number_of.values()
        }
        held = sorted(self._positions.items(), key=lambda item: (number_of[item[1]], item[1]))
        return {name: ids[number_of[position]] for name, position in held}

    def place_of(
        self, members: Sequence[int], said: Mapping[str, Sequence[Correction]]
    ) -> tuple[int, int, int, str]:
        """Where the event of some mentions stands in the timeline: by its start, else its end; its
        end; the first article's date; its id. `said` are the corrections of events by their id."""
        profiles = [self.profiles[member] for member in members]
        identifier = event_id(profiles[0].id)
        best = best_date(profiles, {one.article: one.story for one in profiles})
        date = best.date if best is not None else None
        for one in said.get(identifier, ()):
            date = one.date if one.kind == "redate" else date
        start, end = (date.start or date.end, date.end) if date is not None else (None, None)
        published = [one.published for one in profiles]
        published += [self._published(copy) for copies in self._copied(members) for copy in copies]
        return (
            _LAST if start is None else start.ordinal,
            _LAST if end is None else end.ordinal,
            min((day for day in published if day is not None), default=_LAST),
            identifier,
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


__all__ = ["problems", "reconcile"]
