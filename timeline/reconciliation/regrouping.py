"""Groups made anew where something changed, by the steps that made them before.

Agglomeration takes the best two of all groups again and again. What it takes among groups of which
nothing changed it takes in the same order as before, as long as none of them joins one that did
change: so the steps of the last run are done again one after the other, and between them come the
joins of the groups that are at work, each as soon as it is better than the next step. A step that
a group at work had part in is void, and sets the other group to work. The outcome is that of a run
anew, and the work that of the groups that changed and of those that they join or leave.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable

import numpy as np

from timeline.reconciliation.agglomeration import Groups, Offer, Steps, Verdict
from timeline.reconciliation.constraints import Constraints
from timeline.reconciliation.matches import Matches


class Regroups(Groups):
    """Groups of which those are at work from the start that hold a mention of `changed`. These are
    such that each pair that came, went or weighs otherwise has one of them or of what is gone in
    it, and so has all that corrections say otherwise. `beside` are mentions that had a part in such
    a pair.

    Of the `before` that the methods take, positions are those of now, -1 for what is gone. After
    them, `unsettled` tells the mentions that may be in another group than before.
    """

    def __init__(
        self,
        matches: Matches,
        dated: bytearray,
        contradict: Callable[[int, int], Verdict],
        constraints: Constraints[int],
        changed: Iterable[int],
        beside: Iterable[int],
    ) -> None:
        super().__init__(matches, dated, contradict, constraints)
        self._beside = sorted(beside)
        self.unsettled = bytearray(len(matches))
        self._near = bytearray(len(matches))  # groups beside one at work
        self._last: dict[int, Offer | None] = {}
        for home in sorted({int(self._home[one]) for one in changed}):
            self._set_to_work(home)

    def rejoin(self, before: Steps) -> None:
        """As `join_all`, given the steps of the last run."""
        for home in {int(self._home[one]) for one in np.flatnonzero(self._at_work()).tolist()}:
            self._offer(home)
        for key, a, b in zip(before.keys, before.ones, before.others, strict=True):
            while self._is_settled(a) and self._is_settled(b):
                if self._queue and self._queue[0][:3] < (key, a, b):
                    self._take(heapq.heappop(self._queue))
                    continue
                self._step(a, b, key)
                if self._near[a] or self._near[b]:
                    self._near[a] = 1
                    self._offer_those_beside(a)
                break
            else:
                for one in (a, b):
                    if self._is_settled(one):
                        self._set_to_work(one)
                        self._offer(one)
        while self._queue:
            self._take(heapq.heappop(self._queue))

    def reunite(
        self, alike: Callable[[list[int], list[int]], bool], least: float, before: Steps
    ) -> None:
        """As `join_where`, given the unions of the last run."""
        waiting = [*self._beside_work(least), *self._home[self._beside].tolist()]
        links: set[tuple[float, int, int]] = set()
        met: set[int] = set()
        while waiting:
            group = waiting.pop()
            if group in met:
                continue
            met.add(group)
            if not self._dated[group]:
                continue
            for other, linkage in self._between(group, dated=True, least=least):
                if alike(self._of(min(group, other)), self._of(max(group, other))):
                    links.add((-linkage, min(group, other), max(group, other)))
                    waiting.append(other)
        redone = {one for group in met for one in self._of(group)}
        void: set[tuple[int, int]] = set()
        for a, b in before.unions:
            if self._is_settled(a) and self._is_settled(b) and not {a, b} & redone:
                self._unite_alike(a, b)
            else:
                void.add((a, b))
        kept = len(self.steps.unions)
        for _, one, other in sorted(links):
            a, b = sorted((int(self._home[one]), int(self._home[other])))
            if a != b and alike(self._of(a), self._of(b)) and not self._contradictory(a, b):
                self._unite_alike(a, b)
        redone_as_before = void.intersection(self.steps.unions[kept:])
        for pair in void.symmetric_difference(self.steps.unions[kept:]):
            self._unsettle(pair)
        for pair in redone_as_before:
            if any(self.unsettled[one] for one in self._of(int(self._home[pair[0]]))):
                self._unsettle(pair)

    def readopt(self, before: Steps) -> None:
        """As `adopt`, given the adoptions of the last run."""
        doubtful = self._beside_unsettled()
        for home in self._home[self._beside].tolist():
            doubtful[home] = 1
        adopter_of = dict(before.adoptions)
        for group, adopter in before.adoptions:
            if adopter >= 0 and not self._is_settled(group):
                self._doubt_beside(int(self._home[adopter]), doubtful)
        groups = np.flatnonzero(self._home == np.arange(len(self._home)))
        for group in groups[self._dated[groups] == 0].tolist():
            old = adopter_of.get(group, -1)
            old_home = int(self._home[old]) if old >= 0 else None
            if self._is_settled(group) and not doubtful[group]:
                self._adopt(group, old_home)
                continue
            found = self._adopter(group)
            if found != old_home or self.unsettled[group]:
                for home in (found, old_home):
                    if home is not None:
                        self._doubt_beside(home, doubtful)
                        self.unsettled[home] = 1
                self.unsettled[group] = 1
            self._adopt(group, found)

    def _is_settled(self, one: int) -> bool:
        return one >= 0 and not self.unsettled[one]

    def _at_work(self) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
        return np.frombuffer(self.unsettled, np.uint8)

    def _set_to_work(self, group: int) -> None:
        for one in self._of(group):
            self.unsettled[one] = 1
            for home in np.unique(self._home[self._matches.row(one)[0]]).tolist():
                self._near[home] = 1

    def _join(self, a: int, b: int, key: float) -> None:
        for one in (a, b):
            if self._is_settled(one):
                self._set_to_work(one)
        super()._join(a, b, key)

    def _step(self, a: int, b: int, key: float) -> None:
        super()._step(a, b, key)
        if self._near[b]:
            self._near[a] = 1

    def _offer(self, group: int) -> None:
        # Of the offers of a group only the last one counts: they would multiply.
        offer = self._best_of(group)
        self._last[group] = offer
        if offer is not None:
            heapq.heappush(self._queue, offer)

    def _take(self, offer: Offer) -> None:
        if self._last.get(offer[-1]) is offer:
            super()._take(offer)

    def _offer_those_beside(self, group: int) -> None:
        """Offers a group that is settled and has changed to those at work."""
        for other, linkage in self._between(group, dated=bool(self._dated[group])):
            if self.unsettled[other] and other not in self._apart.get(group, ()):
                offer = self._offer_of(-linkage, min(group, other), max(group, other), other)
                last = self._last.get(other)
                if last is None or offer < last:
                    self._last[other] = offer
                    heapq.heappush(self._queue, offer)

    def _beside_work(self, least: float) -> list[int]:
        """The groups at work, and those beside them by a pair that fits better than `least`."""
        found: set[int] = set()
        for one in np.flatnonzero(self._at_work()).tolist():
            others, scores = self._matches.row(one)
            found.add(int(self._home[one]))
            found.update(self._home[others[scores > least]].tolist())
        return sorted(found)

    def _beside_unsettled(self) -> bytearray:
        """Undated groups beside dated mentions that may be in another group than before."""
        doubtful = bytearray(len(self._home))
        unsettled = np.flatnonzero(self._at_work())
        for home in np.unique(self._home[unsettled]).tolist():
            self._doubt_beside(home, doubtful)
        return doubtful

    def _doubt_beside(self, group: int, doubtful: bytearray) -> None:
        for one in self._of(group):
            if self._dated[one]:
                others, scores = self._matches.row(one)
                for home in self._home[others[scores > 0]].tolist():
                    doubtful[home] = 1

    def _unsettle(self, ones: Iterable[int]) -> None:
        """Notes that the groups of some mentions may be others than before."""
        for home in {int(self._home[one]) for one in ones if one >= 0}:
            for one in self._of(home):
                self.unsettled[one] = 1

    def _unite_alike(self, a: int, b: int) -> None:
        self.steps.unions.append((a, b))
        self._unite(a, b)
