"""Groups made anew where something changed are those of a run anew."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

import pytest

from timeline.reconciliation.agglomeration import Groups, Steps, Verdict
from timeline.reconciliation.constraints import Constraints
from timeline.reconciliation.matches import UNIT, Matches
from timeline.reconciliation.regrouping import Regroups

Pair = tuple[int, int]

_ALL = range(40)
_LEAST = -1.0 * UNIT


@dataclass(frozen=True)
class World:
    """Some of `_ALL`, in order: what speaks for each pair that is compared, which of the others
    contradict each other, which may be one though they are dated to neighbouring days, and which
    have a date."""

    there: Sequence[int]
    scores: dict[Pair, int]
    apart: set[Pair]
    neighbours: set[Pair]
    dated: set[int]
    together: tuple[tuple[int, ...], ...]

    def place(self, one: int) -> int:
        return self.there.index(one) if one in self.there else -1

    def given(self) -> tuple[Matches, bytearray, Callable[[int, int], Verdict], Constraints[int]]:
        pairs = [(self.place(a), self.place(b), score) for (a, b), score in self.scores.items()]
        groups = [tuple(sorted(map(self.place, group))) for group in self.together]
        return (
            Matches(len(self.there), [one for one in pairs if min(one[:2]) >= 0]),
            bytearray(one in self.dated for one in self.there),
            self.verdict,
            Constraints(tuple(one for one in groups if min(one) >= 0)),
        )

    def verdict(self, a: int, b: int) -> Verdict:
        one, other = self.named(a, b)
        if (one, other) not in self.apart:
            return Verdict.ONE
        # Of a dated and an undated one there may be just too little to go by.
        thin = (one in self.dated) != (other in self.dated) and (one + other) % 2
        return Verdict.OPEN if thin else Verdict.TWO

    def named(self, a: int, b: int) -> Pair:
        one, other = sorted((self.there[a], self.there[b]))
        return one, other

    def alike(self, group: Sequence[int], other: Sequence[int]) -> bool:
        if not set(group).isdisjoint(other):
            return False
        return any(self.named(a, b) in self.neighbours for a in group for b in other)

    def grouped(self) -> Groups:
        groups = Groups(*self.given())
        groups.join_all()
        groups.join_where(self.alike, _LEAST)
        groups.adopt()
        return groups


def _world(
    chance: random.Random, before: World | None = None, changed: Set[int] = frozenset()
) -> World:
    """A world by chance; of what was `before`, all stays but what has to do with `changed`."""
    scores, apart, neighbours = {}, set(), set()
    for pair in combinations(_ALL, 2):
        if before is not None and not changed.intersection(pair):
            scores |= {pair: before.scores[pair]} if pair in before.scores else {}
            apart |= {pair} & before.apart
            neighbours |= {pair} & before.neighbours
        elif chance.random() < 0.2:
            scores[pair] = chance.randint(-20, 30) * 100
        elif chance.random() < 0.3:
            apart.add(pair)
        if (before is None or changed.intersection(pair)) and chance.random() < 0.1:
            neighbours.add(pair)
    dated = {one for one in _ALL if chance.random() < 0.5}
    if before is not None:
        dated = (dated & changed) | (before.dated - changed)
    together = before.together if before is not None else ((3, 17, 20), (5, 6))
    return World(sorted(chance.sample(_ALL, 34)), scores, apart, neighbours, dated, together)


def _steps(old: World, new: World, steps: Steps) -> Steps:
    def now(place: int) -> int:
        return new.place(old.there[place])

    found = Steps()
    for key, one, other in zip(steps.keys, steps.ones, steps.others, strict=True):
        found.note(key, now(one), now(other))
    found.unions += [(now(a), now(b)) for a, b in steps.unions]
    found.adoptions += [(now(a), now(b)) for a, b in steps.adoptions]
    return found


@pytest.mark.parametrize("seed", range(150))
def test_groups_from_the_steps_of_before_are_those_of_a_run_anew(seed: int):
    chance = random.Random(seed)
    old = _world(chance)
    changed = set(chance.sample(_ALL, chance.randint(0, 3)))
    new = _world(chance, old, changed)
    gone = {one for one in old.there if one not in new.there and chance.random() < 0.7}
    came = {one for one in new.there if one not in old.there and chance.random() < 0.7}
    there = sorted((set(old.there) - gone) | came)
    new = World(there, new.scores, new.apart, new.neighbours, new.dated, new.together)
    scores = dict(new.scores)
    for pair in chance.sample(sorted(scores), 2) if chance.random() < 0.5 else ():
        if chance.random() < 0.5:
            del scores[pair]  # they meet no more
        else:
            scores[pair] = scores[pair] - 100
    new = World(there, scores, new.apart, new.neighbours, new.dated, new.together)
    anew = changed | (set(there) - set(old.there))
    others = {
        pair
        for pair in old.scores.keys() | scores.keys()
        if old.scores.get(pair) != scores.get(pair) or anew.union(gone).intersection(pair)
    }
    cover = {new.place(one) for one in anew if one in there}
    for a, b in others:
        if a in there and b in there and not {new.place(a), new.place(b)} & cover:
            cover.add(new.place(a))
    for group in new.together:
        if not set(old.there).issuperset(group) or not set(there).issuperset(group):
            cover |= {new.place(one) for one in group if one in there}
    beside = {new.place(one) for pair in others for one in pair if one in there}
    groups = Regroups(*new.given(), cover, beside)
    before = _steps(old, new, old.grouped().steps)
    groups.rejoin(before)
    groups.reunite(new.alike, _LEAST, before)
    groups.readopt(before)
    assert sorted(groups) == sorted(new.grouped())


@pytest.mark.parametrize(("said", "events"), [(Verdict.OPEN_IN_ONE_AFFAIR, 1), (Verdict.OPEN, 2)])
def test_a_third_of_an_event_may_adopt_in_one_affair_alone(said: Verdict, events: int) -> None:
    told = [(a, b, 2 * UNIT) for a, b in combinations(range(3), 2)]
    matches = Matches(4, [*told, (0, 3, UNIT)])
    groups = Groups(matches, bytearray((1, 1, 1, 0)), lambda a, b: said, Constraints())
    groups.join_all()
    groups.adopt()
    assert len(list(groups)) == events
