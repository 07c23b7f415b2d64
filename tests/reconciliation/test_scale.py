"""What makes many mentions affordable gives what the plain way would."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from handmade import articles, mention, table

from timeline.model import DateSpan, Day, Mention
from timeline.reconciliation import reconcile, spool
from timeline.reconciliation.agglomeration import Groups, Verdict
from timeline.reconciliation.blocking import candidate_pairs
from timeline.reconciliation.constraints import Constraints
from timeline.reconciliation.kept_profiles import KeptProfiles
from timeline.reconciliation.matches import Matches
from timeline.reconciliation.profiles import Profile, profiles_of

Scores = dict[tuple[int, int], float]
Pairs = set[tuple[int, int]]


class Given(Matches):
    """Matches that come from no comparison."""

    def __init__(self, size: int, scores: Scores) -> None:
        self._size, self._given = size, scores

    def __len__(self) -> int:
        return self._size

    def row(self, position):
        found = sorted(
            (b if a == position else a, score)
            for (a, b), score in self._given.items()
            if position in (a, b)
        )
        return np.array([o for o, _ in found], np.int64), np.array([s for _, s in found], float)

    def best(self):
        found = sorted((-score, a, b) for (a, b), score in self._given.items() if score > 0)
        return ((-score, a, b) for score, a, b in found)


def _plainly(size: int, scores: Scores, forbidden: Pairs) -> list[list[int]]:
    """The best two of all groups joined, again and again."""
    groups = [[one] for one in range(size)]
    while True:
        best = None
        for one, other in combinations(sorted(groups), 2):
            pairs = [(min(a, b), max(a, b)) for a in one for b in other]
            known = [scores[pair] for pair in pairs if pair in scores]
            if not known or forbidden.intersection(pairs):
                continue
            linkage = 0.3 * max(known) + 0.7 * sum(known) / len(known)
            if linkage > 0 and (best is None or linkage > best[0]):
                best = (linkage, one, other)
        if best is None:
            return sorted(groups)
        groups.remove(best[1])
        groups.remove(best[2])
        groups.append(sorted(best[1] + best[2]))


@pytest.mark.parametrize("seed", range(40))
def test_groups_that_count_when_asked_are_those_of_a_search_through_all(seed: int) -> None:
    chance = random.Random(seed)
    size = 24
    pairs = [pair for pair in combinations(range(size), 2) if chance.random() < 0.3]
    # Scores of eighths add up exactly, in whatever order; no two are alike.
    scores = {
        pair: chance.randint(-999, 999) / 8 + place / 2**20 for place, pair in enumerate(pairs)
    }
    apart = {p for p in combinations(range(size), 2) if p not in scores and chance.random() < 0.1}
    groups = Groups(
        Given(size, scores),
        bytearray(b"\1" * size),
        lambda a, b: Verdict.TWO if (min(a, b), max(a, b)) in apart else Verdict.ONE,
        Constraints(),
    )
    groups.join_all()
    assert sorted(groups) == _plainly(size, scores, apart)


def _profiles(mentions: list[Mention]) -> list[Profile]:
    known = {one.id: one for one in articles(*{m.article for m in mentions})}
    return list(profiles_of(mentions, known, table()))


def _of_one_day(count: int) -> list[Mention]:
    day = DateSpan.of_day(Day(2024, 3, 1))
    return [mention(f"a{n:05}", 0, "voter", "vote", day) for n in range(count)]


def test_pairs_grow_as_the_mentions_of_one_kind_and_day_do() -> None:
    few, many = (len(list(candidate_pairs(_profiles(_of_one_day(n))))) for n in (500, 1000))
    assert few < many < 2.2 * few


def test_a_pair_is_found_once_wherever_its_mentions_stand() -> None:
    dates = [
        None,
        DateSpan.of_day(Day(2024, 3, 30)),
        DateSpan.of_day(Day(2024, 4, 2)),
        DateSpan.of_month(2024, 4),
        DateSpan.of_year(2024),
        DateSpan(Day(2001, 1, 1), None, "year"),
    ]
    people = ("Claire Dumas", "PER", "agent")
    profiles = _profiles(
        [
            mention(f"{place}{kind}", 0, "voter", "vote", date, people, factuality=kind)
            for place, date in enumerate(dates)
            for kind in ("actual", "planned")
        ]
    )
    found = Counter(candidate_pairs(profiles))
    assert found == Counter(combinations(range(len(profiles)), 2))


def test_what_memory_does_not_hold_comes_back_from_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(spool, "_IN_MEMORY", 100)
    money = (12.5, "EUR", True)
    given = [
        mention("b", 90, "acheter", "acquire", DateSpan.of_year(2020), amounts=[money]),
        mention("b", 90, "vendre", "acquire", None, refers_to="b-90"),
        mention("a", 70, "acheter", "acquire", DateSpan(None, Day(2020, 1, 1)), amounts=[money]),
        mention("b", 10, "acheter", "acquire", DateSpan.of_year(2020)),
    ]
    given[1] = Mention(
        **{name: getattr(given[1], name) for name in Mention.__slots__} | {"id": "b-9"}
    )
    known = articles("a", "b")
    assert list(reconcile(known, iter(given))) == list(reconcile(known, given))
    profiles = _profiles(given)
    assert list(KeptProfiles(profiles)) == profiles
