"""Candidate pairs: only mentions that could be one event are ever compared.

Two mentions meet in a block when their dates can meet and they share a predicate (type, or root of
the word), a name, or rare words, in one of the combinations of `filing`. In a block of very many,
each meets only those next to it in the order of their dates (sorted neighbourhood, Hernández and
Stolfo 1995), so that the pairs grow as the mentions do.

All blocks together are one sorted array of whole numbers, each a key and the rank of a mention that
is filed under it. Ranks follow shelf and date; a mention is looked up among those of lower rank, so
that each pair is found once.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from timeline.reconciliation import filing
from timeline.reconciliation.arrays import Numbers, distinct
from timeline.reconciliation.filing import (
    ASKS_ANY,
    ASKS_BESIDE,
    ASKS_ITS_DAY,
    COARSE,
    FILED,
    KEY_BITS,
    USE_BITS,
)
from timeline.reconciliation.profiles import Profile
from timeline.reconciliation.spool import Spool

_MOST_COMPARED = 30  # mentions of a block that are all compared with each other
_NEIGHBOURS = 12  # of each in a larger block
# A block of what says little is compared up to 30 mentions in a corpus of up to 8,000, up to 12 in
# one of 20,000 and more: the more there are, the more of them are alike by chance (of 32,000
# synthetic mentions B-cubed F1 is 0.795 so, and 0.764 with 60).
_MOST_OF_COMMON, _FEWEST_OF_COMMON = 30, 12
_COMMON = 240_000
_TOGETHER = 4096  # mentions whose pairs are found at once
RANK_BITS = 63 - KEY_BITS
RANK = (1 << RANK_BITS) - 1
_LOW = (1 << 32) - 1


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions under keys, each by the mention of a rank: what is filed there before it. `near`
    is the rank beside which the nearest stand, `how` one of the uses of `filing`."""

    keys: Numbers
    ranks: Numbers
    near: Numbers
    how: Numbers


class Blocks:
    """All blocks of at most 2**24 mentions that are given in a canonical order, article by article;
    a mention is known by its position there."""

    order: Numbers  # positions by rank
    uses: Spool  # by position: what `filing.uses_of` gives, packed

    def __init__(self, profiles: Iterable[Profile]) -> None:
        shelves, firsts, lasts = array("b"), array("q"), array("q")
        lemmas: list[str] = []
        filed, lenders, borrowers = array("q"), array("q"), array("q")
        here: dict[str, int] = {}
        lent: list[tuple[int, str]] = []
        article = ""
        self.uses = Spool()
        for position, one in enumerate(profiles):
            if one.article != article:
                _note_lent(lent, here, lenders, borrowers)
                article = one.article
            here[one.id] = position
            lent += [(position, name) for name in (one.carried_from, one.refers_to) if name]
            shelves.append(filing.shelf_of(one))
            first, last = filing.span_of(one)
            firsts.append(first)
            lasts.append(last)
            lemmas.append(one.lemma)
            uses = filing.uses_of(one)
            self.uses.append(array("q", uses).tobytes())
            filed.extend([use >> USE_BITS << RANK_BITS | position for use in uses if use & FILED])
        _note_lent(lent, here, lenders, borrowers)
        self._few = fewest(len(shelves))
        shelf, days = numbers(shelves), numbers(firsts)
        self.order = ordered(shelf, days, numbers(lasts), lemmas)
        self._days = days
        self._rank: Numbers = np.empty_like(self.order)
        self._rank[self.order] = np.arange(len(self.order))
        self._timeless: Numbers = days[self.order[: np.searchsorted(shelf[self.order], COARSE)]]
        self._entries: Numbers = np.frombuffer(filed, np.int64)
        for place in range(0, len(self._entries), 1 << 20):
            some = self._entries[place : place + (1 << 20)]
            some[:] = some & ~RANK | self._rank[some & RANK]
        self._entries.sort()
        self._lent = self._pairs_of(numbers(lenders), numbers(borrowers))

    def __len__(self) -> int:
        return len(self.order)

    def pairs(self, ranks: range) -> Numbers:
        """The pairs of the mentions of some ranks with others of lower rank: rows of two positions,
        in the order of the others' ranks."""
        positions = self.order[ranks.start : ranks.stop]
        packed = [self.uses[position] for position in positions.tolist()]
        counts = [len(one) // 8 for one in packed]
        uses = np.frombuffer(b"".join(packed), np.int64)
        owners = np.repeat(np.arange(ranks.start, ranks.stop), counts)
        near = np.searchsorted(self._timeless, self._days[positions])
        found = met(self._entries, self._few, asked(uses, owners, np.repeat(near, counts)))
        first, last = np.searchsorted(self._lent, (ranks.start << 32, ranks.stop << 32))
        lent = self._lent[first:last]
        every = distinct(found, (lent & _LOW) << 32 | lent >> 32)
        return np.stack([self.order[every & _LOW], self.order[every >> 32]], axis=1)

    def _pairs_of(self, ones: Numbers, others: Numbers) -> Numbers:
        first, second = self._rank[ones], self._rank[others]
        return distinct(np.maximum(first, second) << 32 | np.minimum(first, second))


def fewest(mentions: int) -> int:
    """Up to how many are compared of a block of what says little, in a corpus of so many."""
    return max(_FEWEST_OF_COMMON, min(_MOST_OF_COMMON, _COMMON // max(1, mentions)))


def ordered(
    shelf: Numbers,
    first: Numbers,
    last: Numbers,
    lemmas: Sequence[str],
    place: Numbers | None = None,
) -> Numbers:
    """The positions by rank: by shelf, dates, word, `place` if it is given, position."""
    alphabetical = {lemma: place for place, lemma in enumerate(sorted(set(lemmas)))}
    words = np.fromiter((alphabetical[one] for one in lemmas), np.int64, len(lemmas))
    keys = (words, last, first, shelf)
    return np.lexsort(keys if place is None else (place, *keys))


def asked(uses: Numbers, ranks: Numbers, near: Numbers) -> Asked:
    """The questions of mentions, given what they are filed under and ask (`filing.uses_of`), their
    ranks, and the rank on the first shelf that is beside their days."""
    parts = []
    for how in (ASKS_BESIDE, ASKS_ANY, ASKS_ITS_DAY):
        chosen = (uses & how) != 0
        beside = near[chosen] if how == ASKS_ITS_DAY else ranks[chosen]
        keys = uses[chosen] >> USE_BITS
        parts.append((keys, ranks[chosen], beside, np.full(len(keys), how)))
    return Asked(*map(np.concatenate, zip(*parts, strict=True)))


def met(entries: Numbers, few: int, questions: Asked) -> Numbers:
    """What meets under a key, packed: the lower rank, and that which asks.

    `entries` are keys with the ranks of what is filed under them, in order; `few` is how many are
    compared of a block of what says little.
    """
    order = np.argsort(questions.keys)
    keys, ranks = questions.keys[order] << RANK_BITS, questions.ranks[order]
    near, how = questions.near[order], questions.how[order]
    low = np.searchsorted(entries, keys)
    own = np.searchsorted(entries, keys | ranks)
    high = np.searchsorted(entries, keys | RANK, side="right")
    large = high - low > np.where(how == ASKS_ANY, few, _MOST_COMPARED)
    beside = np.searchsorted(entries, keys | near)
    # Of those before it on its own shelf the last; of those on another as many on both sides.
    after = np.where(how == ASKS_BESIDE, 0, _NEIGHBOURS // 2)
    begin = np.where(large, np.maximum(low, beside - _NEIGHBOURS + after), low)
    end = np.where(large, np.minimum(own, beside + after), own)
    end = np.where(large & (how == ASKS_ANY), begin, end)
    count = np.maximum(end - begin, 0)
    starts = np.repeat(begin - np.concatenate([[0], np.cumsum(count)[:-1]]), count)
    others = entries[starts + np.arange(len(starts))] & RANK
    return distinct(others << 32 | np.repeat(ranks, count))


def candidate_pairs(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Pairs of positions of mentions worth comparing, each once; the mentions are given in a
    canonical order."""
    blocks = Blocks(profiles)
    for begin in range(0, len(blocks), _TOGETHER):
        ranks = range(begin, min(begin + _TOGETHER, len(blocks)))
        for first, second in blocks.pairs(ranks).tolist():
            yield min(first, second), max(first, second)


def _note_lent(
    lent: list[tuple[int, str]], here: dict[str, int], lenders: array[int], borrowers: array[int]
) -> None:
    """Which mentions of an article have their date or their event from which others of it."""
    for position, name in lent:
        if name in here:
            lenders.append(here[name])
            borrowers.append(position)
    lent.clear()
    here.clear()


def numbers(values: Sequence[int]) -> Numbers:
    """The values as an array."""
    return np.array(values, dtype=np.int64)
