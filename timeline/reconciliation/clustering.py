"""Which mentions are one event, and by what each belongs to it."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from timeline.model import Component
from timeline.reconciliation.agglomeration import Groups, Verdict
from timeline.reconciliation.comparison import Comparison, compare
from timeline.reconciliation.constraints import Constraints
from timeline.reconciliation.contradiction import TOO_LITTLE, are_of_one_affair, contradict
from timeline.reconciliation.matches import UNIT, Matches, Profiles
from timeline.reconciliation.misdating import (
    LEAST,
    NO_SOURCE_TELLS_BOTH,
    Misdating,
    are_neighbours,
    days_of,
)
from timeline.reconciliation.profiles import Profile

# What is told of a pair that nothing but a correction joins. It matches, so it weighs nothing.
BY_CORRECTION = Comparison(0.0, (Component("merged by a correction", 0.0),))
_UNCONSTRAINED: Constraints[int] = Constraints()


@dataclass(slots=True)
class Cluster:
    """Positions of mentions that are one event; for each but the first, what it was joined by."""

    members: list[int]
    links: dict[int, tuple[int, Comparison]] = field(default_factory=dict)


class Clusters:
    """The clusters of mentions, by number, in the order of their first members; packed."""

    def __init__(self, grouping: Grouping) -> None:
        self.grouping = grouping
        self._members, self._ends = array("l"), array("l", [0])
        # Of each mention, the one that it was joined to; of the first of a cluster, itself.
        self._onto = array("l", range(len(grouping.profiles)))
        for members in sorted(grouping.groups):
            self._members.extend(members)
            self._ends.append(len(self._members))
            for one, onto in _tree(members, grouping):
                self._onto[one] = onto

    def __len__(self) -> int:
        return len(self._ends) - 1

    def members(self, number: int) -> list[int]:
        """The positions of a cluster's mentions, in order."""
        return self._members[self._ends[number] : self._ends[number + 1]].tolist()

    def __getitem__(self, number: int) -> Cluster:
        members = self.members(number)
        return _linked(members, ((one, self._onto[one]) for one in members), self.grouping)

    def numbers(self, positions: Iterable[int]) -> dict[int, int]:
        """The number of the cluster of each of some positions."""
        wanted = set(positions)
        number, found = 0, {}
        for place, position in enumerate(self._members):
            if place == self._ends[number + 1]:
                number += 1
            if position in wanted:
                found[position] = number
        return found

    def __iter__(self) -> Iterator[Cluster]:
        return (self[number] for number in range(len(self)))


@dataclass(frozen=True, slots=True)
class Grouping:
    """Mentions in groups, and what they were grouped by."""

    profiles: Profiles
    matches: Matches
    constraints: Constraints[int]
    groups: Groups


def cluster(
    profiles: Profiles, matches: Matches, constraints: Constraints[int] = _UNCONSTRAINED
) -> Clusters:
    """Groups mentions (given in a canonical order, article by article) into events;
    deterministic.

    What is dated is put together first, and what is not, then what sources date to neighbouring
    days; then each undated group joins the dated one that it fits best, if it fits no other about
    as well. `constraints` (on positions) hold whatever the mentions say.
    """
    dated = bytearray(one.date is not None for one in profiles)
    groups = Groups(matches, dated, contradictory(profiles), constraints)
    groups.join_all()
    groups.join_where(Misdating(profiles, days_of(profiles)), LEAST * UNIT)
    groups.adopt()
    return Clusters(Grouping(profiles, matches, constraints, groups))


def contradictory(profiles: Profiles) -> Callable[[int, int], Verdict]:
    """Says of two mentions whether they cannot be one event. That there is too little to go by is
    no contradiction where one of them is dated: others of its event may say more."""

    def verdict(one: int, other: int) -> Verdict:
        a, b = profiles[one], profiles[other]
        reason = contradict(a, b)
        if reason == TOO_LITTLE and not (a.date is None and b.date is None):
            akin = a.article == b.article or are_of_one_affair(a, b)
            return Verdict.OPEN_IN_ONE_AFFAIR if akin else Verdict.OPEN
        return Verdict.ONE if reason is None else Verdict.TWO

    return verdict


def cluster_of(members: Sequence[int], grouping: Grouping) -> Cluster:
    """The cluster that some mentions are."""
    return _linked(members, _tree(members, grouping), grouping)


def _linked(
    members: Sequence[int], links: Iterable[tuple[int, int]], grouping: Grouping
) -> Cluster:
    onto = {one: other for one, other in links if one != other}
    return Cluster(
        list(members),
        {one: (onto[one], _comparison(one, onto[one], grouping)) for one in members if one in onto},
    )


def _comparison(one: int, onto: int, grouping: Grouping) -> Comparison:
    found = _compared(grouping.profiles[one], grouping.profiles[onto])
    place = grouping.constraints.place(one)
    said = place is not None and place == grouping.constraints.place(onto)
    return BY_CORRECTION if said and found.score <= 0 else found


def _compared(a: Profile, b: Profile) -> Comparison:
    """The evidence that two mentions tell one event, with what their sources tell besides where it
    takes that."""
    found = compare(a, b)
    if LEAST < found.score <= 0 and are_neighbours(a, b):
        components = (*found.components, NO_SOURCE_TELLS_BOTH)
        return Comparison(found.score + NO_SOURCE_TELLS_BOTH.weight, components)
    return found


def _tree(members: Sequence[int], grouping: Grouping) -> Iterator[tuple[int, int]]:
    """Each member but the first with the one that it was joined to: the best matches that connect
    them all, as a tree with the first member at its root (Prim 1957).

    What matches none of those that are connected already is joined to one that a correction put it
    together with."""
    waiting = list(members[1:])
    best: dict[int, tuple[float, int]] = {}
    last = members[0]
    while waiting:
        others, found = grouping.matches.row(last)
        scores = dict(zip(others.tolist(), found.tolist(), strict=True))
        for one in waiting:
            if one in scores and (one not in best or (-scores[one], last) < best[one]):
                best[one] = (-scores[one], last)
        last = min(waiting, key=lambda one: (*best.get(one, (0.0, -1)), one))
        if last in best:
            yield last, best[last][1]
        else:
            yield last, _partner(last, members, waiting, grouping.constraints)
        waiting.remove(last)


def _partner(
    one: int, members: Sequence[int], waiting: Sequence[int], constraints: Constraints[int]
) -> int:
    place = constraints.place(one)
    connected = (other for other in members if other not in waiting)
    partners = (other for other in connected if constraints.place(other) == place is not None)
    return next(partners, members[0])
