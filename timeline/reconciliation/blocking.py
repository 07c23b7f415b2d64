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

import numpy as np
from numpy.typing import NDArray

from timeline.reconciliation import filing
from timeline.reconciliation.filing import COARSE, FINE, KEY_BITS, TIMELESS
from timeline.reconciliation.profiles import Profile

Numbers = NDArray[np.int64]

_MOST_COMPARED = 30  # mentions of a block that are all compared with each other
_NEIGHBOURS = 12  # of each in a larger block
# A block of what says little is compared up to 30 mentions in a corpus of up to 8,000, up to 12 in
# one of 20,000 and more: the more there are, the more of them are alike by chance (of 32,000
# synthetic mentions B-cubed F1 is 0.795 so, and 0.764 with 60).
_MOST_OF_COMMON, _FEWEST_OF_COMMON = 30, 12
_COMMON = 240_000
_TOGETHER = 4096  # mentions whose pairs are found at once
_RANK_BITS = 63 - KEY_BITS
_RANK = (1 << _RANK_BITS) - 1
_LOW = (1 << 32) - 1


class Blocks:
    """All blocks of at most 2**24 mentions that are given in a canonical order, article by article;
    a mention is known by its position there."""

    order: Numbers  # positions by rank

    def __init__(self, profiles: Iterable[Profile]) -> None:
        shelves, firsts, lasts = array("b"), array("q"), array("q")
        lemmas, number_of = array("q"), dict[str, int]()
        filed, lenders, borrowers = array("q"), array("q"), array("q")
        here: dict[str, int] = {}
        lent: list[tuple[int, str]] = []
        article = ""
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
            lemmas.append(number_of.setdefault(one.lemma, len(number_of)))
            keys = filing.filed_under(one)
            every = keys.telling | keys.common | filing.also_filed_under(one)
            filed.extend([key << _RANK_BITS | position for key in every])
        _note_lent(lent, here, lenders, borrowers)
        common = _COMMON // max(1, len(shelves))
        self._few = max(_FEWEST_OF_COMMON, min(_MOST_OF_COMMON, common))
        alphabetical = np.empty(len(number_of), np.int64)
        alphabetical[[number_of[lemma] for lemma in sorted(number_of)]] = range(len(number_of))
        shelf, days = _numbers(shelves), _numbers(firsts)
        lemma = alphabetical[_numbers(lemmas)]
        self.order = np.lexsort((lemma, _numbers(lasts), days, shelf))
        self._rank: Numbers = np.empty_like(self.order)
        self._rank[self.order] = np.arange(len(self.order))
        self._timeless: Numbers = days[self.order[: np.searchsorted(shelf[self.order], COARSE)]]
        self._entries: Numbers = np.frombuffer(filed, np.int64)
        for place in range(0, len(self._entries), 1 << 20):
            some = self._entries[place : place + (1 << 20)]
            some[:] = some & ~_RANK | self._rank[some & _RANK]
        self._entries.sort()
        self._lent = self._pairs_of(_numbers(lenders), _numbers(borrowers))

    def __len__(self) -> int:
        return len(self.order)

    def pairs(self, ranks: range, profiles: Iterable[Profile]) -> Numbers:
        """The pairs of the mentions of some ranks, whose profiles are given, with others of lower
        rank: rows of two positions, in the order of the others' ranks."""
        asked: list[int] = []
        askers: list[int] = []
        near: list[int] = []
        for rank, one in zip(ranks, profiles, strict=True):
            for keys, beside in self._lookups(one, rank):
                asked += keys
                askers += [rank] * len(keys)
                near += [beside] * len(keys)
        found = self._met(_numbers(asked), _numbers(askers), _numbers(near))
        first, last = np.searchsorted(self._lent, (ranks.start << 32, ranks.stop << 32))
        lent = self._lent[first:last]
        every = np.unique(np.concatenate([found, (lent & _LOW) << 32 | lent >> 32]))
        return np.stack([self.order[every & _LOW], self.order[every >> 32]], axis=1)

    def _lookups(self, one: Profile, rank: int) -> Iterator[tuple[set[int], int]]:
        """Keys, and beside which rank the nearest stand; -1 where none is nearer than others."""
        own, also = filing.filed_under(one), filing.also_asked_under(one)
        yield own.telling | also.telling, rank
        yield own.common | also.common, -1
        shelf = filing.shelf_of(one)
        if shelf != TIMELESS:
            others = filing.asked_at_any_time(one)
            day = filing.span_of(one)[0]
            yield others.telling, int(np.searchsorted(self._timeless, day))
            yield others.common, -1
        if shelf == FINE:
            yield filing.asked_in_its_years(one), -1

    def _met(self, keys: Numbers, ranks: Numbers, near: Numbers) -> Numbers:
        """What meets under a key, packed: the lower rank, and that which looks it up."""
        entries = self._entries
        order = np.argsort(keys)
        keys, ranks, near = keys[order] << _RANK_BITS, ranks[order], near[order]
        low = np.searchsorted(entries, keys)
        own = np.searchsorted(entries, keys | ranks)
        high = np.searchsorted(entries, keys | _RANK, side="right")
        large = high - low > np.where(near < 0, self._few, _MOST_COMPARED)
        beside = np.searchsorted(entries, keys | np.maximum(near, 0))
        # Of those before it on its own shelf the last; of those on another as many on both sides.
        after = np.where(near == ranks, 0, _NEIGHBOURS // 2)
        begin = np.where(large, np.maximum(low, beside - _NEIGHBOURS + after), low)
        end = np.where(large, np.minimum(own, beside + after), own)
        end = np.where(large & (near < 0), begin, end)
        count = np.maximum(end - begin, 0)
        starts = np.repeat(begin - np.concatenate([[0], np.cumsum(count)[:-1]]), count)
        others = entries[starts + np.arange(len(starts))] & _RANK
        return np.unique(others << 32 | np.repeat(ranks, count))

    def _pairs_of(self, ones: Numbers, others: Numbers) -> Numbers:
        first, second = self._rank[ones], self._rank[others]
        return np.unique(np.maximum(first, second) << 32 | np.minimum(first, second))


def candidate_pairs(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Pairs of positions of mentions worth comparing, each once; the mentions are given in a
    canonical order."""
    blocks = Blocks(profiles)
    for begin in range(0, len(blocks), _TOGETHER):
        ranks = range(begin, min(begin + _TOGETHER, len(blocks)))
        own = (profiles[position] for position in blocks.order[begin : ranks.stop])
        for first, second in blocks.pairs(ranks, own).tolist():
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


def _numbers(values: Sequence[int]) -> Numbers:
    return np.array(values, dtype=np.int64)
