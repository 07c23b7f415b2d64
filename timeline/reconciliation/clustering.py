"""Which mentions are one event: constrained agglomeration of the best matches.

The two groups whose pairs speak most for one event, on the mean, are joined first (average linkage;
Bansal, Blum and Chawla 2004 for the objective: agreement inside, disagreement between); two groups
are joined only if no mention of the one contradicts one of the other, so that a–b–c never chains an
a and a c that cannot be the same.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from timeline.reconciliation.blocking import candidate_pairs
from timeline.reconciliation.comparison import Comparison, compare
from timeline.reconciliation.contradiction import contradict
from timeline.reconciliation.profiles import Profile

Pair = tuple[int, int]
# Of the pairs between two groups: the sum of their scores, their number, the highest score.
_Between = tuple[float, int, float]
_MARGIN = 1  # by which an undated mention fits one event better than any other
_BEST = 0.3  # how much the best pair counts beside the mean of all


@dataclass(slots=True)
class Cluster:
    """Positions of mentions that are one event; for each but the first, what it was joined by."""

    members: list[int]
    links: dict[int, tuple[int, Comparison]] = field(default_factory=dict)


def cluster(profiles: Sequence[Profile]) -> list[Cluster]:
    """Groups mentions (given in a canonical order) into events; deterministic."""
    scores: dict[Pair, float] = {}
    for first, second in candidate_pairs(profiles):
        comparison = compare(profiles[first], profiles[second])
        if comparison.forbidden is None:
            scores[first, second] = comparison.score
    groups = _agglomerated(profiles, scores)
    ordered = sorted(groups, key=lambda members: members[0])
    return [Cluster(members, _links(members, profiles, scores)) for members in ordered]


def _agglomerated(profiles: Sequence[Profile], scores: dict[Pair, float]) -> list[list[int]]:
    """The groups, each in order, by their first member.

    What is dated is put together first, and what is not; then each undated group joins the dated
    one that it fits best, if it fits no other about as well.
    """
    state = _State(profiles, scores)
    dated = [one.date is not None for one in profiles]
    state.join_all({pair: s for pair, s in scores.items() if dated[pair[0]] == dated[pair[1]]})
    state.adopt({pair: s for pair, s in scores.items() if dated[pair[0]] != dated[pair[1]]})
    return [state.groups[position] for position in sorted(state.groups)]


class _State:
    """The groups as they grow; a group is known by its first member."""

    def __init__(self, profiles: Sequence[Profile], scores: dict[Pair, float]) -> None:
        self.groups = {position: [position] for position in range(len(profiles))}
        self._profiles = profiles

    def join_all(self, scores: dict[Pair, float]) -> None:
        """Joins the two groups that fit best, again and again, while any two do."""
        # For each group, what speaks between it and its neighbours.
        between: defaultdict[int, dict[int, _Between]] = defaultdict(dict)
        queue: list[tuple[float, int, int, _Between]] = []
        for (a, b), score in scores.items():
            between[a][b] = between[b][a] = (score, 1, score)
            if score > 0:
                queue.append((-score, a, b, (score, 1, score)))
        heapq.heapify(queue)
        while queue:
            _, a, b, state = heapq.heappop(queue)
            if between.get(a, {}).get(b) != state or a not in self.groups or b not in self.groups:
                continue
            if self._contradict(a, b):
                del between[a][b], between[b][a]
                continue
            self.groups[a] = sorted(self.groups[a] + self.groups.pop(b))
            for other, new in between.pop(b).items():
                if other != a:
                    del between[other][b]
                    both = _sum(between[a].get(other), new)
                    between[a][other] = between[other][a] = both
            between[a].pop(b, None)
            for other, both in between[a].items():
                linkage = _linkage(both)
                if linkage > 0:
                    heapq.heappush(queue, (-linkage, min(a, other), max(a, other), both))

    def adopt(self, scores: dict[Pair, float]) -> None:
        """Joins undated groups to dated ones, those first that fit best."""
        home = {one: group for group, members in self.groups.items() for one in members}
        options: defaultdict[int, dict[int, _Between]] = defaultdict(dict)
        for (a, b), score in scores.items():
            undated, dated = (a, b) if self._profiles[a].date is None else (b, a)
            found = options[home[undated]]
            found[home[dated]] = _sum(found.get(home[dated]), (score, 1, score))
        for group, fitting in sorted(options.items()):
            ranked = sorted((-_linkage(one), other) for other, one in fitting.items())
            ranked = [one for one in ranked if one[0] < 0 and not self._contradict(group, one[1])]
            if not ranked or (len(ranked) > 1 and ranked[1][0] - ranked[0][0] < _MARGIN):
                continue
            best = ranked[0][1]
            members = sorted(self.groups.pop(best) + self.groups.pop(group))
            # The dated group keeps its name, by which the others know it.
            self.groups[best] = members

    def _contradict(self, a: int, b: int) -> bool:
        return any(
            contradict(self._profiles[i], self._profiles[j])
            for i in self.groups[a]
            for j in self.groups[b]
        )


def _sum(a: _Between | None, b: _Between) -> _Between:
    return b if a is None else (a[0] + b[0], a[1] + b[1], max(a[2], b[2]))


def _linkage(between: _Between) -> float:
    total, count, best = between
    return _BEST * best + (1 - _BEST) * total / count


def _links(
    members: Sequence[int], profiles: Sequence[Profile], scores: dict[Pair, float]
) -> dict[int, tuple[int, Comparison]]:
    """What each member but the first was joined by: the best matches that connect them all, as a
    tree with the first member at its root (Prim 1957)."""
    links: dict[int, tuple[int, Comparison]] = {}
    joined = {members[0]}
    best: dict[int, tuple[float, int]] = {}
    last = members[0]
    while len(joined) < len(members):
        for one in members:
            if one not in joined:
                score = scores.get((min(one, last), max(one, last)))
                if score is not None and (one not in best or (-score, last) < best[one]):
                    best[one] = (-score, last)
        waiting = [one for one in members if one not in joined]
        last = min(waiting, key=lambda one: (*best.get(one, (0.0, -1)), one))
        onto = best.get(last, (0.0, members[0]))[1]
        joined.add(last)
        links[last] = (onto, compare(profiles[last], profiles[onto]))
    return links
