"""Groups of mentions that are one event, from what speaks for each pair: average linkage with
constraints.

What corrections put together is one group from the start, and what they put apart is never joined.
The two groups whose pairs speak most for one event, on the mean, are joined first (average linkage;
Bansal, Blum and Chawla 2004 for the objective: agreement inside, disagreement between); two groups
are joined only if no mention of the one contradicts one of the other, so that a–b–c never chains an
a and a c that cannot be the same, and if most of their pairs say enough to go by.

What speaks between two groups is counted from their mentions' pairs when it is asked for, and each
group waits with the best of its neighbours alone: whoever changes later asks for itself. So memory
grows with the pairs and not with the pairs of groups, and the outcome is that of a queue of all.
"""

from __future__ import annotations

import heapq
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from timeline.reconciliation.constraints import Constraints
from timeline.reconciliation.matches import UNIT, Matches

# How well two groups fit, negative; the groups; after how many joins they came to be; which of the
# two waits.
Offer = tuple[float, int, int, tuple[int, int], int]
_MARGIN = 1 * UNIT  # by which an undated mention fits one event better than any other
# Of the pairs of two groups, how many may say too little: more where both have a date, or where
# those are of articles about one affair.
_MOST_OPEN, _MOST_OPEN_TO_ADOPT = 2 / 3, 1 / 2
_BEST, _PARTS = 3, 10  # how much the best pair counts beside the mean of all: three parts of ten


class Verdict(Enum):
    """What two mentions that nothing joins say of being one event."""

    ONE = "they may be"
    OPEN = "there is too little to go by"
    OPEN_IN_ONE_AFFAIR = "there is too little to go by, but their articles are about one affair"
    TWO = "they contradict each other"


class Steps:
    """What made groups of mentions, in order: joins of two with how well they fitted (negative),
    unions of what sources date to neighbouring days, and undated groups with what adopted them.
    Groups are known as they were then."""

    def __init__(self) -> None:
        self.keys = array("d")
        self.ones, self.others = array("l"), array("l")
        self.unions: list[tuple[int, int]] = []
        self.adoptions: list[tuple[int, int]] = []

    def note(self, key: float, one: int, other: int) -> None:
        """Adds a join."""
        self.keys.append(key)
        self.ones.append(one)
        self.others.append(other)


class Groups:
    """Mentions, each a group of its own at first, but for those that `constraints` put together; a
    group is known by its first member, and once it adopts by the first that is dated.

    `dated` says of each mention whether it has a date, `contradict` of two whether they can be one
    event.
    """

    def __init__(
        self,
        matches: Matches,
        dated: bytearray,
        contradict: Callable[[int, int], Verdict],
        constraints: Constraints[int],
    ) -> None:
        self._matches = matches
        self._dated = np.array(dated, np.uint8)
        self._contradict = contradict
        self._constraints = constraints
        self._merged: set[int] = set()  # groups that corrections made
        self._home = np.arange(len(matches))
        self._members: dict[int, list[int]] = {}  # of groups of several
        self._born: dict[int, int] = {}  # after how many joins these came to be as they are
        self._apart: defaultdict[int, set[int]] = defaultdict(set)  # groups that contradict one
        self._joined = 0
        self._queue: list[Offer] = []
        self.steps = Steps()
        for members in constraints.together:
            if len(members) > 1:
                self._merge(members)

    def __iter__(self) -> Iterator[list[int]]:
        """The groups, the members of each in order."""
        for position, home in enumerate(self._home.tolist()):
            if position == home:
                yield self._of(position)

    @property
    def homes(self) -> NDArray[np.int64]:
        """The group of each mention."""
        return self._home

    def _merge(self, members: Sequence[int]) -> None:
        """Makes one group of mentions, dated if one of them is."""
        self._dated[list(members)] = max(self._dated[list(members)])
        for other in members[1:]:
            self._unite(members[0], other)
        self._joined += 1
        self._born[members[0]] = self._joined
        self._merged.add(members[0])

    def join_all(self) -> None:
        """Joins the two groups that fit best, again and again, while any two do: dated ones and
        undated ones, each among themselves."""
        for merged in sorted(self._merged):
            self._offer(merged)
        pairs = ((-score, a, b) for score, a, b in self._matches.best())
        singles = (one for one in pairs if self._dated[one[1]] == self._dated[one[2]])
        single = next(singles, None)
        while single is not None or self._queue:
            if single is not None and (not self._queue or single <= self._queue[0][:3]):
                key, a, b = single
                alone = self._is_as_born(a, 0) and self._is_as_born(b, 0)
                if alone and not self._constraints.are_apart((a,), (b,)):
                    self._join(a, b, key)
                single = next(singles, None)
            else:
                self._take(heapq.heappop(self._queue))

    def join_where(self, alike: Callable[[list[int], list[int]], bool], least: float) -> None:
        """Joins dated groups that fit at least so well and of which `alike` holds; those that fit
        best first."""
        found = [
            (-linkage, group, other)
            for group in np.flatnonzero(self._dated).tolist()
            if self._home[group] == group
            for other, linkage in self._between(group, dated=True, least=least)
            if group < other and alike(self._of(group), self._of(other))
        ]
        for _, one, other in sorted(found):
            a, b = sorted((int(self._home[one]), int(self._home[other])))
            if alike(self._of(a), self._of(b)) and not self._contradictory(a, b):
                self.steps.unions.append((a, b))
                self._unite(a, b)

    def adopt(self) -> None:
        """Joins undated groups to dated ones, each to the one that it fits best, if it fits no
        other about as well; those first that begin first."""
        groups = np.flatnonzero(self._home == np.arange(len(self._home)))
        for group in groups[self._dated[groups] == 0].tolist():
            self._adopt(group, self._adopter(group))

    def _adopter(self, group: int) -> int | None:
        """The dated group that an undated one is to join."""
        fitting = self._between(group, dated=True)
        best: tuple[float, int] | None = None
        for one in sorted((-linkage, other) for other, linkage in fitting):
            if best is not None and one[0] - best[0] >= _MARGIN:
                break
            if self._contradictory(group, one[1]):
                continue
            if best is not None:
                return None
            best = one
        return None if best is None else best[1]

    def _adopt(self, group: int, adopter: int | None) -> None:
        if adopter is not None:
            self.steps.adoptions.append((group, adopter))
            self._unite(adopter, group)

    def _take(self, offer: Offer) -> None:
        key, a, b, born, owner = offer
        if not self._is_as_born(owner, born[owner == b]):
            return
        if self._is_as_born(a, born[0]) and self._is_as_born(b, born[1]):
            if not self._contradictory(a, b):
                self._join(a, b, key)
                return
            self._apart[a].add(b)
            self._apart[b].add(a)
        self._offer(owner)

    def _join(self, a: int, b: int, key: float) -> None:
        self._step(a, b, key)
        self._offer(a)

    def _step(self, a: int, b: int, key: float) -> None:
        """Joins two groups, and notes it."""
        self.steps.note(key, a, b)
        self._joined += 1
        for other in self._apart.pop(b, ()):
            self._apart[other].remove(b)
            self._apart[other].add(a)
            self._apart[a].add(other)
        self._unite(a, b)
        self._born.pop(b, None)
        self._born[a] = self._joined
        if a in self._merged:
            # What it contradicted, a mention that joined it may answer.
            for other in self._apart.pop(a, ()):
                self._apart[other].discard(a)

    def _offer(self, group: int) -> None:
        """Queues a group with the one that fits it best."""
        offer = self._best_of(group)
        if offer is not None:
            heapq.heappush(self._queue, offer)

    def _best_of(self, group: int) -> Offer | None:
        apart = self._apart.get(group, ())
        fitting = [
            (-linkage, min(group, other), max(group, other))
            for other, linkage in self._between(group, dated=bool(self._dated[group]))
            if other not in apart
        ]
        return self._offer_of(*min(fitting), group) if fitting else None

    def _offer_of(self, key: float, a: int, b: int, owner: int) -> Offer:
        return (key, a, b, (self._born.get(a, 0), self._born.get(b, 0)), owner)

    def _between(
        self, group: int, *, dated: bool, least: float = 0.0
    ) -> Iterable[tuple[int, float]]:
        """The groups that fit one better than `least`, and how well: dated ones or undated ones."""
        rows = [self._matches.row(member) for member in self._of(group)]
        others = np.concatenate([row[0] for row in rows])
        scores = np.concatenate([row[1] for row in rows])
        groups = self._home[others]
        chosen = (self._dated[others] == dated) & (groups != group)
        found, place, count = np.unique(groups[chosen], return_inverse=True, return_counts=True)
        total = np.bincount(place, scores[chosen], len(found))
        best = np.full(len(found), -np.inf)
        np.maximum.at(best, place, scores[chosen])
        # One division of whole numbers: of a single pair just its score.
        linkage = (_BEST * best * count + (_PARTS - _BEST) * total) / (_PARTS * count)
        fitting = linkage > least
        return zip(found[fitting].tolist(), linkage[fitting].tolist(), strict=True)

    def _contradictory(self, a: int, b: int) -> bool:
        """Whether two groups cannot be one event: any two of their mentions say so, or too many say
        too little."""
        members, others = self._of(a), self._of(b)
        if self._constraints.are_apart(members, others):
            return True
        left_open = unrelated = 0
        for one in members:
            compared = set(self._matches.row(one)[0].tolist())
            for other in others:
                verdict = Verdict.ONE if other in compared else self._contradict(one, other)
                left_open += verdict in (Verdict.OPEN, Verdict.OPEN_IN_ONE_AFFAIR)
                unrelated += verdict is Verdict.OPEN
                if verdict is not Verdict.TWO:
                    continue
                if not (self._is_answered(one, other, a) or self._is_answered(other, one, b)):
                    return True
        alike = self._dated[a] == self._dated[b] or not unrelated
        most = _MOST_OPEN if alike else _MOST_OPEN_TO_ADOPT
        return left_open > most * len(members) * len(others)

    def _is_answered(self, one: int, other: int, group: int) -> bool:
        """Whether a mention, which contradicts another one, is in a group that corrections made
        beside a third that matches the other and that it contradicts as well: or nothing could
        ever join an event of two dates, on either of them."""
        if group not in self._merged:
            return False
        others, scores = self._matches.row(other)
        fitting = set(others[scores > 0].tolist())
        return any(
            third in fitting and self._contradict(one, third) is not Verdict.ONE
            for third in self._of(group)
        )

    def _unite(self, into: int, other: int) -> None:
        """Makes one group of two, known as the first of them was."""
        added = self._of(other)
        self._members.pop(other, None)
        if other in self._merged:
            self._merged.add(into)
        self._members[into] = sorted([*self._of(into), *added])
        self._home[added] = into

    def _of(self, group: int) -> list[int]:
        return self._members.get(group) or [group]

    def _is_as_born(self, group: int, born: int) -> bool:
        """Whether there still is a group, and just as it was after so many joins."""
        return self._home[group] == group and self._born.get(group, 0) == born
