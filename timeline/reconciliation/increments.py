"""Only what may come out differently, worked out anew: events after articles came, went or changed,
or corrections did.

The outcome is that of a run over everything. What an event rests on is followed from what changed:
names (understood anew for all), the profiles of mentions whose names are understood otherwise, the
blocks in which a changed mention is or was filed, the pairs that meet there, the groups that have
or had a part in such a pair, and the events of these groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from timeline.model import Article, Correction, Event
from timeline.reconciliation.blocking import fewest
from timeline.reconciliation.clustering import Grouping, cluster_of, contradictory
from timeline.reconciliation.corrections import applying, override
from timeline.reconciliation.fusion import event_id, fuse
from timeline.reconciliation.keeping import (
    PLACE_BITS,
    STANDING,
    Keeper,
    Numbers,
    pack_facts,
    uses_of,
)
from timeline.reconciliation.matches import UNIT
from timeline.reconciliation.misdating import LEAST, Misdating
from timeline.reconciliation.parts import Parts, gone_of
from timeline.reconciliation.placing import Place, needed, place_of_event
from timeline.reconciliation.recording import (
    Said,
    applied_of,
    bound_of,
    differing,
    keep_places,
    keep_said,
    keep_steps,
    labels_of,
    said_of,
    steps_of,
)
from timeline.reconciliation.regrouping import Regroups
from timeline.reconciliation.rematching import Positions, ProfilesOfNow, Rematched
from timeline.reconciliation.retelling import with_retold

# With so many articles whose mentions are others, and such a part of all, it is quicker to begin
# anew.
_MANY, _PART = 500, 4


@dataclass(frozen=True, slots=True)
class Changes:
    """`events` are to take the place of those with the ids `gone` or their own; the others stay as
    they are. `order` are the ids of all events then, `name_keys` the keys of all names where
    corrections are about names."""

    events: Sequence[Event]
    gone: Set[str]
    order: Sequence[str]
    name_keys: Set[str]


def reconcile_changes(
    articles: Iterable[Article], corrections: Sequence[Correction], kept: Keeper
) -> Changes | None:
    """What is not as it was when `kept` was written, which is brought up to date; None where that
    says too little, and all is to be reconciled anew. Mentions are read where they are needed."""
    said = said_of(kept)
    known = needed(articles)
    if said is None or _are_many(known, kept):
        return None
    parts = Parts(known, corrections, kept)
    if fewest(parts.size) != fewest(said.size):
        return None  # large blocks are compared otherwise
    return _Increment(known, corrections, kept, parts, said).changes()


def _are_many(articles: Mapping[str, Article], kept: Keeper) -> bool:
    before = {article: stamp for article, _, stamp, *_ in kept.articles()}
    stamps = kept.stamps()
    others = sum(before.get(one) != stamps.get(one) for one in articles)
    return others > _MANY and others * _PART > len(articles)


class _Increment:
    def __init__(
        self,
        articles: dict[str, Article],
        corrections: Sequence[Correction],
        kept: Keeper,
        parts: Parts,
        said: Said,
    ) -> None:
        self._articles, self._corrections, self._kept = articles, corrections, kept
        self._parts, self._said = parts, said
        self._positions = Positions(parts)
        self._ids = [name for part in self._positions.parts for name in part.facts.own]
        self._profiles = ProfilesOfNow(parts, self._positions)
        self._rematched = Rematched(parts, self._positions, self._profiles, kept)
        own = {one: parts.repeats.get(one, one) for one in parts.named}
        place = self._places_of(set(own.values()))
        self._named = {one: place[of] for one, of in own.items() if of in place}
        self._constraints = parts.constraints.among(self._named)
        self._bound = bound_of(self._constraints, self._ids)

    def changes(self) -> Changes:
        """What changed; keeps what the next run needs."""
        rebound = list(self._places_of(set(differing(self._bound, self._said.bound))).values())
        groups = self._grouped(self._rematched.cover() | set(rebound))
        labels = labels_of(groups)
        said, others = self._applying(labels)
        told = self._told_otherwise(labels)
        told[[*rebound, *others]] = True
        remade, gone = self._remade(labels, told)
        matches = self._rematched.matches
        grouping = Grouping(self._profiles, matches, self._constraints, groups)
        made = [self._event(label, members, grouping, said) for label, members in remade.items()]
        self._keep(groups, labels)
        order = self._order(labels, {place[-1]: place for place, _ in made}, remade)
        new = {place[-1] for place, _ in made}
        named = any(one.names for one in self._corrections)
        keys = self._parts.name_keys() if named else set()
        return Changes([event for _, event in made], gone - new, order, keys)

    def _grouped(self, changed: Iterable[int]) -> Regroups:
        parts = self._positions.parts
        table = np.concatenate(
            [np.empty((0, STANDING), np.int64), *(one.standing for one in parts)]
        )
        groups = Regroups(
            self._rematched.matches,
            bytearray(table[:, 5].astype(np.uint8).tobytes()),
            contradictory(self._profiles),
            self._constraints,
            changed,
            np.flatnonzero(self._rematched.touched).tolist(),
        )
        before = steps_of(self._said, self._positions.of)
        groups.rejoin(before)
        sources: dict[str, int] = {}
        stories = (
            sources.setdefault(self._articles[part.article].copy_of or part.article, len(sources))
            for part in parts
            for _ in part.facts.own
        )
        days = zip(table[:, 3].tolist(), table[:, 4].tolist(), stories, strict=True)
        groups.reunite(Misdating(self._profiles, days), LEAST * UNIT, before)
        groups.readopt(before)
        return groups

    def _places_of(self, ids: Set[str]) -> dict[str, int]:
        """The positions of own mentions with these ids."""
        if not ids:
            return {}
        return {one: place for place, one in enumerate(self._ids) if one in ids}

    def _told_otherwise(self, labels: Numbers) -> NDArray[np.bool_]:
        """The mentions of which an event that has the same ones may yet show something else."""
        told = self._positions.changed.copy()
        for article in self._parts.touched & self._parts.now.keys():
            part = self._parts.now[article]
            told[part.start : part.start + len(part.facts.own)] = True
        pairs = self._rematched.others
        told[pairs[labels[pairs[:, 0]] == labels[pairs[:, 1]]].ravel()] = True
        return told

    def _applying(self, labels: Numbers) -> tuple[dict[str, list[Correction]], list[int]]:
        """What corrections say of events; and the first mentions of those of which they say, or
        said, otherwise."""
        held = sorted(self._named.items(), key=lambda item: (labels[item[1]], item[1]))
        first_of = {event_id(name): name for name in {self._ids[labels[at]] for _, at in held}}
        homes = {name: event_id(self._ids[labels[at]]) for name, at in held}
        said = applying(self._corrections, homes)
        applied = applied_of(said, first_of)
        others = self._places_of(set(differing(applied, self._said.applied)))
        keep_said(self._kept, self._parts.size, self._bound, applied)
        return said, list(others.values())

    def _remade(
        self, labels: Numbers, told: NDArray[np.bool_]
    ) -> tuple[dict[int, list[int]], set[str]]:
        """The groups whose events are to be made anew, by their first mention, and the ids of the
        events that their mentions, and those that are gone, were of."""
        size = self._parts.size
        before = self._said.labels
        place = self._positions.of(before[:, 0])
        firsts, group = np.unique(before[:, 1], return_inverse=True)
        here = place >= 0
        group_of = np.full(size, -1)
        group_of[place[here]] = group[here]
        lost = np.bincount(group[~here], minlength=len(firsts) + 1) > 0
        counted_before = np.bincount(group, minlength=len(firsts) + 1)
        counted = np.bincount(labels, minlength=size)
        other = (group_of < 0) | (group_of != group_of[labels]) | lost[group_of]
        other |= counted_before[group_of] != counted[labels]
        anew = np.zeros(size, np.bool_)
        anew[labels[other | told]] = True
        members: dict[int, list[int]] = {one: [] for one in np.flatnonzero(anew).tolist()}
        for one in np.flatnonzero(anew[labels]).tolist():
            members[int(labels[one])].append(one)
        gone = np.flatnonzero(lost[:-1]).tolist()
        gone += [one for one in np.unique(group_of[anew[labels]]).tolist() if one >= 0]
        number_of = {part.number: part for part in self._parts.before.values()}
        ids = (divmod(int(firsts[one]), 1 << PLACE_BITS) for one in gone)
        return members, {event_id(number_of[number].facts.own[at]) for number, at in ids}

    def _event(
        self,
        label: int,
        members: Sequence[int],
        grouping: Grouping,
        said: Mapping[str, Sequence[Correction]],
    ) -> tuple[Place, Event]:
        told = {one: self._kept.mention(self._ids[one]) for one in members}
        copied = {one.id: self._parts.copies_of(one.id) for one in told.values()}
        corrected = said.get(event_id(self._ids[label]), ())
        event = fuse(cluster_of(members, grouping), told, self._articles, self._parts.names)
        place = place_of_event(
            [self._profiles[one] for one in members],
            [copy for group in copied.values() for copy in group],
            corrected,
            self._articles,
        )
        return place, override(with_retold(event, copied), corrected)

    def _order(
        self, labels: Numbers, made: Mapping[str, Place], remade: Mapping[int, object]
    ) -> list[str]:
        """The ids of all events in order; keeps their places."""
        before = self._said.placed
        placed: list[tuple[Place, int]] = []
        for label, (_, *place) in zip(
            self._positions.of(before[:, 0]).tolist(), before.tolist(), strict=True
        ):
            if label >= 0 and labels[label] == label and label not in remade:
                start, end, published = place
                identifier = event_id(self._ids[label])
                placed.append(((start, end, published, identifier), label))
        placed += [(made[event_id(self._ids[label])], label) for label in remade]
        placed.sort()
        numbers = self._positions.numbers
        keep_places(self._kept, ((int(numbers[label]), place) for place, label in placed))
        return [identifier for (*_, identifier), _ in placed]

    def _keep(self, groups: Regroups, labels: Numbers) -> None:
        kept = self._kept
        kept.forget(part.number for part in gone_of(self._parts))
        for part in self._positions.parts:
            if part.profiles is not None:
                uses = uses_of(self._parts.profiles_of(part.article)).tobytes()
                facts, standing = pack_facts(part.facts), part.standing.tobytes()
                kept.keep(part.article, part.number, facts, standing, (part.profiles, uses))
        for number, pairs in self._rematched.rewritten():
            kept.keep_pairs(number, pairs)
        keep_steps(kept, groups.steps, labels, self._positions.numbers)
