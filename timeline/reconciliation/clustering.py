"""Which mentions are one event, and by what each belongs to it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from timeline.reconciliation.agglomeration import Groups
from timeline.reconciliation.comparison import Comparison, compare
from timeline.reconciliation.contradiction import contradict
from timeline.reconciliation.matches import Matches, Profiles
from timeline.reconciliation.misdating import (
    LEAST,
    NO_SOURCE_TELLS_BOTH,
    Misdating,
    are_neighbours,
)
from timeline.reconciliation.profiles import Profile


@dataclass(slots=True)
class Cluster:
    """Positions of mentions that are one event; for each but the first, what it was joined by."""

    members: list[int]
    links: dict[int, tuple[int, Comparison]] = field(default_factory=dict)


class Clusters:
    """The clusters of mentions, by number, in the order of their first members; packed."""

    def __init__(self, profiles: Profiles, groups: Groups, matches: Matches) -> None:
        self._profiles = profiles
        self._members, self._ends = array("l"), array("l", [0])
        # Of each mention, the one that it was joined to; of the first of a cluster, itself.
        self._onto = array("l", range(len(profiles)))
        for members in sorted(groups):
            self._members.extend(members)
            self._ends.append(len(self._members))
            for one, onto in _tree(members, matches):
                self._onto[one] = onto

    def __len__(self) -> int:
        return len(self._ends) - 1

    def members(self, number: int) -> list[int]:
        """The positions of a cluster's mentions, in order."""
        return self._members[self._ends[number] : self._ends[number + 1]].tolist()

    def __getitem__(self, number: int) -> Cluster:
        members = self.members(number)
        links = {
            one: (onto, _compared(self._profiles[one], self._profiles[onto]))
            for one in members
            if (onto := self._onto[one]) != one
        }
        return Cluster(members, links)

    def __iter__(self) -> Iterator[Cluster]:
        return (self[number] for number in range(len(self)))


def cluster(profiles: Profiles) -> Clusters:
    """Groups mentions (given in a canonical order, article by article) into events;
    deterministic.

    What is dated is put together first, and what is not, then what sources date to neighbouring
    days; then each undated group joins the dated one that it fits best, if it fits no other about
    as well.
    """
    matches = Matches(profiles)
    dated = bytearray(one.date is not None for one in profiles)
    groups = Groups(matches, dated, lambda a, b: contradict(profiles[a], profiles[b]) is not None)
    groups.join_all()
    groups.join_where(Misdating(profiles), LEAST)
    groups.adopt()
    return Clusters(profiles, groups, matches)


def _compared(a: Profile, b: Profile) -> Comparison:
    """The evidence that two mentions tell one event, with what their sources tell besides where it
    takes that."""
    found = compare(a, b)
    if LEAST < found.score <= 0 and are_neighbours(a, b):
        components = (*found.components, NO_SOURCE_TELLS_BOTH)
        return Comparison(found.score + NO_SOURCE_TELLS_BOTH.weight, components)
    return found


def _tree(members: Sequence[int], matches: Matches) -> Iterator[tuple[int, int]]:
    """Each member but the first with the one that it was joined to: the best matches that connect
    them all, as a tree with the first member at its root (Prim 1957)."""
    waiting = list(members[1:])
    best: dict[int, tuple[float, int]] = {}
    last = members[0]
    while waiting:
        others, found = matches.row(last)
        scores = dict(zip(others.tolist(), found.tolist(), strict=True))
        for one in waiting:
            if one in scores and (one not in best or (-scores[one], last) < best[one]):
                best[one] = (-scores[one], last)
        last = min(waiting, key=lambda one: (*best.get(one, (0.0, -1)), one))
        yield last, best.get(last, (0.0, members[0]))[1]
        waiting.remove(last)
