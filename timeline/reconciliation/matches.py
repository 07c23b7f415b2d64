"""The pairs of mentions that may be one event and how much speaks for each, packed."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from timeline.reconciliation.blocking import Blocks
from timeline.reconciliation.comparison import score
from timeline.reconciliation.profiles import Profile

Numbers = NDArray[np.int64]

_TOGETHER = 16_384  # mentions whose pairs are found at once
_SOME = 1 << 20  # pairs
_POSITION_BITS = 22
_SCORE_BITS = 19
_POSITION = (1 << _POSITION_BITS) - 1
_SCORE = (1 << _SCORE_BITS) - 1
_ZERO = 1 << (_SCORE_BITS - 1)  # what stands for a score of 0

# Scores are whole numbers of thousandths: their sums are exact in whatever order they are added,
# so that how well two groups fit does not depend on who asks.
UNIT = 1000


class Profiles(Protocol):
    """Profiles by position, in a canonical order."""

    def __len__(self) -> int: ...
    def __getitem__(self, position: int, /) -> Profile: ...
    def __iter__(self) -> Iterator[Profile]: ...


class Matches:
    """For each mention, those that it was compared with and does not contradict, and how much
    speaks for one event, in thousandths (`UNIT`).

    One sorted array of whole numbers, each of a mention, another, and their score: a pair takes
    hundreds of bytes otherwise. `pairs` are given as (position, position, score). Raises ValueError
    for more mentions than fit.
    """

    def __init__(self, size: int, pairs: Iterable[tuple[int, int, int]]) -> None:
        check_size(size)
        packed = array("q")
        for a, b, worth in pairs:
            packed.append((a << _POSITION_BITS | b) << _SCORE_BITS | worth + _ZERO)
            packed.append((b << _POSITION_BITS | a) << _SCORE_BITS | worth + _ZERO)
        self._take(size, np.frombuffer(packed, np.int64))

    @classmethod
    def of_arrays(cls, size: int, first: Numbers, second: Numbers, worth: Numbers) -> Matches:
        """The same, of pairs that are given as three arrays."""
        check_size(size)
        made = cls.__new__(cls)
        one, other = first << _POSITION_BITS | second, second << _POSITION_BITS | first
        made._take(size, np.concatenate([one, other]) << _SCORE_BITS | np.tile(worth + _ZERO, 2))
        return made

    def _take(self, size: int, entries: Numbers) -> None:
        self._entries = entries
        self._entries.sort()
        owners = np.arange(size + 1)
        owners <<= _POSITION_BITS + _SCORE_BITS
        self._starts = array("q", np.searchsorted(self._entries, owners).tobytes())

    def __len__(self) -> int:
        return len(self._starts) - 1

    def row(self, position: int) -> tuple[Numbers, NDArray[np.float64]]:
        """The mentions that one may be one event with, in order, and the scores."""
        row = self._entries[self._starts[position] : self._starts[position + 1]]
        return row >> _SCORE_BITS & _POSITION, ((row & _SCORE) - _ZERO).astype(np.float64)

    def before(self, positions: range) -> tuple[Numbers, Numbers, Numbers]:
        """The pairs of mentions that stand together with those before them: the others, the
        mentions, the scores in thousandths."""
        begin, end = self._starts[positions.start], self._starts[positions.stop]
        rows = self._entries[begin:end]
        mine, other = rows >> _POSITION_BITS + _SCORE_BITS, rows >> _SCORE_BITS & _POSITION
        chosen = other < mine
        return other[chosen], mine[chosen], (rows[chosen] & _SCORE) - _ZERO

    def best(self) -> Iterator[tuple[float, int, int]]:
        """The pairs for which more speaks than against, best first: score, lower and higher
        position."""
        found = array("q")
        for begin in range(0, len(self._entries), _SOME):
            some = self._entries[begin : begin + _SOME]
            worth = some & _SCORE
            pair = some >> _SCORE_BITS
            chosen = (worth > _ZERO) & (pair >> _POSITION_BITS < pair & _POSITION)
            best_first = (_SCORE - worth[chosen]) << 2 * _POSITION_BITS
            found.frombytes((best_first | pair[chosen]).tobytes())
        ordered = np.frombuffer(found, np.int64)
        ordered.sort()
        for begin in range(0, len(ordered), _SOME):
            for one in ordered[begin : begin + _SOME].tolist():
                worth = _SCORE - (one >> 2 * _POSITION_BITS) - _ZERO
                yield float(worth), one >> _POSITION_BITS & _POSITION, one & _POSITION


def check_size(size: int) -> None:
    """Raises ValueError for more mentions than can be reconciled."""
    if size > _POSITION:
        raise ValueError(f"more than {_POSITION:,} mentions cannot be reconciled at once")


def worth_of(a: Profile, b: Profile) -> int | None:
    """How much speaks for one event, in thousandths; None where something forbids it. The mention
    that stands first comes first."""
    found = score(a, b)
    return None if found is None else round(found * UNIT)


def matches_among(profiles: Profiles, blocks: Blocks) -> Matches:
    """The matches of all mentions, of whatever may be one event. Raises as `Matches`."""
    starts = range(0, len(blocks), _TOGETHER)
    return Matches(len(blocks), (one for at in starts for one in _scored(blocks, at, profiles)))


def _scored(blocks: Blocks, begin: int, profiles: Profiles) -> Iterator[tuple[int, int, int]]:
    """Of the pairs of some mentions with those of lower rank, those that do not contradict each
    other, with the score."""
    some = blocks.order[begin : begin + _TOGETHER].tolist()
    own = {position: profiles[position] for position in some}
    # They come by the other, which need be had but once.
    known, other = -1, None
    pairs = blocks.pairs(range(begin, begin + len(some)))
    for a, b in zip(pairs[:, 0].tolist(), pairs[:, 1].tolist(), strict=True):
        if b != known or other is None:
            known, other = b, own.get(b) or profiles[b]
        worth = worth_of(own[a], other) if a < b else worth_of(other, own[a])
        if worth is not None:
            yield a, b, worth
