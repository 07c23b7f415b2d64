"""Mentions to events: what several articles tell about one happening, once."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

import numpy as np

from timeline.model import Article, Correction, Event, Mention
from timeline.reconciliation.aliases import aliases_of
from timeline.reconciliation.blocking import Blocks
from timeline.reconciliation.clustering import Cluster, Clusters, cluster
from timeline.reconciliation.comparisons import Compare, matches_by
from timeline.reconciliation.constraints import Constraints
from timeline.reconciliation.corrections import applying, constraints_of, override, problems
from timeline.reconciliation.fusion import event_id, fuse
from timeline.reconciliation.increments import reconcile_changes
from timeline.reconciliation.keeping import (
    PLACE_BITS,
    Facts,
    Keeper,
    note_names,
    pack_facts,
    pack_profiles,
    standing_of,
    understanding,
    unpack_facts,
    with_places,
)
from timeline.reconciliation.kept_profiles import KeptProfiles
from timeline.reconciliation.matches import Matches, check_size, matches_among
from timeline.reconciliation.names import NameTable
from timeline.reconciliation.ordering import OrderedMentions
from timeline.reconciliation.placing import Place, needed, place_of_event
from timeline.reconciliation.profiles import profiles_of
from timeline.reconciliation.recording import (
    applied_of,
    bound_of,
    keep_places,
    keep_said,
    keep_steps,
    labels_of,
)
from timeline.reconciliation.rematching import pack_pairs
from timeline.reconciliation.retelling import retold, with_retold
from timeline.reconciliation.spool import Spool

# With more mentions, those are asked to compare them who can do it elsewhere: of fewer, sending
# takes too large a part.
SHARED_FROM = 1_000_000


def reconcile(
    articles: Iterable[Article],
    mentions: Iterable[Mention],
    corrections: Sequence[Correction] = (),
    kept: Keeper | None = None,
    compare: Compare | None = None,
) -> Iterator[Event]:
    """The events that the mentions tell, in the order of a timeline: by start, end, the first
    article's date, id; undated ones last.

    `corrections` are what users set right, in the order in which they did. The result depends on
    what is given, not on the order of articles and mentions. Mentions that are no sequence are
    taken one by one and wait in a temporary file, so that a million of them need no memory; events
    are made one by one as they are asked for. Raises OSError where that file cannot be written.

    With the last event, what `reconcile_changes` needs is written to `kept`, whose mentions are to
    be those that are given. `compare` works out scores elsewhere, where there are more than
    `SHARED_FROM` mentions; what it raises comes from here.
    """
    corpus = _Corpus(articles, mentions, corrections, noting=kept is not None)
    check_size(len(corpus.profiles))
    blocks = Blocks(corpus.profiles)
    if compare is not None and len(blocks) > SHARED_FROM:
        matches = matches_by(compare, corpus.profiles, blocks)
    else:
        matches = matches_among(corpus.profiles, blocks)
    uses = blocks.uses
    del blocks
    clusters = cluster(corpus.profiles, matches, corpus.constraints)
    homes = corpus.homes(clusters)
    said = applying(corrections, homes) if corrections else {}
    order = []
    for number in range(len(clusters)):
        members = clusters.members(number)
        order.append((*corpus.place_of(members, said), number))
    order.sort()
    for *_, identifier, number in order:
        yield override(corpus.event(clusters[number]), said.get(identifier, ()))
    if kept is not None:
        firsts = ((one[:4], clusters.members(one[4])[0]) for one in order)
        corpus.keep(kept, (uses, matches, clusters), firsts, said)


class _Corpus:
    """What all events are made from. A mention is known by its position among those that no copy
    repeats from its original."""

    def __init__(
        self,
        articles: Iterable[Article],
        mentions: Iterable[Mention],
        corrections: Sequence[Correction],
        *,
        noting: bool,
    ) -> None:
        self._articles = needed(articles)
        self._mentions = OrderedMentions(mentions)
        repeats = retold(self._mentions, self._articles)
        self._found = dict(repeats) if corrections else repeats
        self._places = self._places_of({name for one in corrections for name in one.mentions})
        said = self._constraints(corrections, repeats)
        self._repeats = repeats
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
        self._noted = Spool()
        told = self._noting() if noting else (self._mentions[place] for place in self._own)
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

    def place_of(self, members: Sequence[int], said: Mapping[str, Sequence[Correction]]) -> Place:
        """Where the event of some mentions stands in the timeline. `said` are the corrections of
        events by their id."""
        profiles = [self.profiles[member] for member in members]
        copies = [copy for copies in self._copied(members) for copy in copies]
        corrected = said.get(event_id(profiles[0].id), ())
        return place_of_event(profiles, copies, corrected, self._articles)

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

    def keep(
        self,
        kept: Keeper,
        made: tuple[Spool, Matches, Clusters],
        placed: Iterable[tuple[Place, int]],
        said: Mapping[str, Sequence[Correction]],
    ) -> None:
        """Keeps what was worked out: the keys of mentions, matches and clusters, and the places of
        the events of some first mentions."""
        kept.forget_all()
        uses, matches, clusters = made
        numbers = array("q")
        ids: list[str] = []
        for number, article in enumerate(sorted(self._articles)):
            first, facts = len(ids), unpack_facts(self._noted[number])
            ids += facts.own
            numbers.extend(number << PLACE_BITS | place for place in range(len(facts.own)))
            every = range(first, len(ids))
            profiles = [self.profiles[one] for one in every]
            packed, facts.digests = pack_profiles(profiles)
            facts.lemmas = [one.lemma for one in profiles]
            facts.digest = understanding(self._articles[article], facts, self._names)
            standing = standing_of(profiles).tobytes()
            keys = with_places([uses[one] for one in every])
            kept.keep(article, number, pack_facts(facts), standing, (packed, keys))
            others, mine, worth = matches.before(every)
            if len(mine):
                before = np.frombuffer(numbers, np.int64)[others]
                kept.keep_pairs(number, pack_pairs(before, mine - first, worth))
        mentions = np.array(numbers)
        groups = clusters.grouping.groups
        keep_steps(kept, groups.steps, labels_of(groups), mentions)
        keep_places(kept, ((int(mentions[first]), place) for place, first in placed))
        home = {event_id(ids[at]): ids[at] for at in self._firsts(clusters)} if said else {}
        bound = bound_of(self.constraints, ids)
        keep_said(kept, len(ids), bound, applied_of(said, home))

    def _noting(self) -> Iterator[Mention]:
        """The mentions that no copy repeats, in order; notes meanwhile what is kept of each article
        in words, as far as it is known."""
        for article in sorted(self._articles):
            told = self._mentions.of_article(article)
            mentions = [self._mentions[place] for place in told]
            original = self._articles[article].copy_of
            facts = Facts(original=original if original in self._articles else None)
            for place, one in zip(told, mentions, strict=True):
                if place in self._found:
                    pair = (one.id, self._mentions[self._found[place]].id)
                    facts.found.append(pair)
                    if place in self._repeats:
                        facts.repeats.append(pair)
            facts.found.sort()
            facts.repeats.sort()
            note_names(facts, mentions)
            own = [
                one for place, one in zip(told, mentions, strict=True) if place not in self._repeats
            ]
            facts.own = [one.id for one in own]
            self._noted.append(pack_facts(facts))
            yield from own

    def _firsts(self, clusters: Clusters) -> set[int]:
        """The first mentions of the events that corrections are about."""
        held = clusters.numbers(self._positions.values()).values()
        return {clusters.members(number)[0] for number in held}


__all__ = ["problems", "reconcile", "reconcile_changes"]
