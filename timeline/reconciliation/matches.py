"""The pairs of mentions that may be one event and how much speaks for each, packed."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from timeline.reconciliation.blocking import Blocks
from timeline.reconciliation.comparison import score
from timeline.reconciliation.profiles import Profile

_TOGETHER = 16_384  # mentions whose pairs are found at once
_SOME = 1 << 20  # pairs
_POSITION_BITS = 22
_SCORE_BITS = 19
_POSITION = (1 << _POSITION_BITS) - 1
_SCORE = (1 << _SCORE_BITS) - 1


class Profiles(Protocol):
    """Profiles by position, in a canonical order."""

    def __len__(self) -> int: ...
    def __getitem__(self, position: int, /) -> Profile: ...
    def __iter__(self) -> Iterator[Profile]: ...


class Matches:
    """For each mention, those that it was compared with and does not contradict, and how much
    speaks for one event.

    One sorted array of whole numbers, each of a mention, another, and the number of their score
    among the few thousand that sums of weights come to: a pair takes hundreds of bytes otherwise.
    Raises ValueError for more mentions than fit.
    """

    def __init__(self, profiles: Profiles) -> None:
        if len(profiles) > _POSITION:
            raise ValueError(f"more than {_POSITION:,} mentions cannot be reconciled at once")
        packed = array("q")
        numbers: dict[float, int] = {}
        blocks = Blocks(profiles)
        for begin in range(0, len(blocks), _TOGETHER):
            for a, b, worth in _scored(blocks, begin, profiles):
                number = numbers.setdefault(worth, len(numbers))
                packed.append((a << _POSITION_BITS | b) << _SCORE_BITS | number)
                packed.append((b << _POSITION_BITS | a) << _SCORE_BITS | number)
        self._scores = np.array(list(numbers))
        self._entries: NDArray[np.int64] = np.frombuffer(packed, np.int64)
        self._entries.sort()
        owners = np.arange(len(blocks) + 1)
        owners <<= _POSITION_BITS + _SCORE_BITS
        self._starts = array("q", np.searchsorted(self._entries, owners).tobytes())

    def __len__(self) -> int:
        return len(self._starts) - 1

    def row(self, position: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The mentions that one may be one event with, in order, and the scores."""
        row = self._entries[self._starts[position] : self._starts[position + 1]]
        return row >> _SCORE_BITS & _POSITION, self._scores[row & _SCORE]

    def best(self) -> Iterator[tuple[float, int, int]]:
        """The pairs for which more speaks than against, best first: score, lower and higher
        position."""
        values = self._scores
        ranked = np.argsort(-values)
        rank = np.empty(len(values), np.int64)
        rank[ranked] = np.arange(len(values))
        found = array("q")
        for begin in range(0, len(self._entries), _SOME):
            some = self._entries[begin : begin + _SOME]
            number = some & _SCORE
            pair = some >> _SCORE_BITS
            first, second = pair >> _POSITION_BITS, pair & _POSITION
            chosen = (values[number] > 0) & (first < second)
            worth = rank[number[chosen]] << 2 * _POSITION_BITS
            found.frombytes((worth | pair[chosen]).tobytes())
        ordered = np.frombuffer(found, np.int64)
        ordered.sort()
        scores = values[ranked].tolist()
        for begin in range(0, len(ordered), _SOME):
            for one in ordered[begin : begin + _SOME].tolist():
                worth = scores[one >> 2 * _POSITION_BITS]
                yield worth, one >> _POSITION_BITS & _POSITION, one & _POSITION


def _scored(blocks: Blocks, begin: int, profiles: Profiles) -> Iterator[tuple[int, int, float]]:
    """Of the pairs of some mentions with those of lower rank, those that do not contradict each
    other, with the score."""
    some = blocks.order[begin : begin + _TOGETHER].tolist()
    own = {position: profiles[position] for position in some}
    # They come by the other, which need be had but once.
    known, other = -1, None
    pairs = blocks.pairs(range(begin, begin + len(some)), own.values())
    for a, b in zip(pairs[:, 0].tolist(), pairs[:, 1].tolist(), strict=True):
        if b != known or other is None:
            known, other = b, own.get(b) or profiles[b]
        worth = score(own[a], other) if a < b else score(other, own[a])
        if worth is not None:
            yield a, b, worth
