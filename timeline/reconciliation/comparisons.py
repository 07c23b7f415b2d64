"""Pairs of mentions that are compared elsewhere: what is sent for them, and what comes back.

Whoever compares them needs their profiles and the rules, and nothing else.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from timeline.model import DateSpan
from timeline.reconciliation.arrays import Numbers
from timeline.reconciliation.blocking import Blocks
from timeline.reconciliation.kept_profiles import KeptProfiles, unpacked
from timeline.reconciliation.matches import Matches, worth_of

_TOGETHER = 4096  # mentions, next to each other by date, whose pairs are sent at once: some seconds
_FORBIDDEN = np.iinfo(np.int32).min  # in the place of a score


@dataclass(frozen=True, slots=True)
class Comparisons:
    """Some pairs: `pairs` are rows of two mentions, as bytes of whole numbers of 32 bits, as are
    `ends`: where the profile of each mention ends in `profiles`. These are as `KeptProfiles` has
    them, and its dates are pickled in `dates`: once for all parts."""

    profiles: bytes
    ends: bytes
    dates: bytes
    pairs: bytes


# Gives what `compared` gives of each, in their order, wherever it is worked out.
Compare = Callable[[Iterable[Comparisons]], Iterator[bytes]]


def matches_by(compare: Compare, profiles: KeptProfiles, blocks: Blocks) -> Matches:
    """As `matches_among`, with the pairs compared by whom `compare` asks, a stretch of dates at a
    time."""
    return Matches(len(blocks), _told(compare, profiles, blocks))


def compared(some: Comparisons) -> bytes:
    """The score of each pair, in thousandths, as bytes of whole numbers of 32 bits."""
    bounds = pairwise((0, *np.frombuffer(some.ends, "<i4").tolist()))
    dates = _dates(some.dates)
    profiles = [unpacked(some.profiles[begin:end], dates) for begin, end in bounds]
    pairs = np.frombuffer(some.pairs, "<i4").reshape(-1, 2).tolist()
    worth = (worth_of(profiles[a], profiles[b]) for a, b in pairs)
    scores = (_FORBIDDEN if one is None else one for one in worth)
    return np.fromiter(scores, "<i4", len(pairs)).tobytes()


def _told(
    compare: Compare, profiles: KeptProfiles, blocks: Blocks
) -> Iterator[tuple[int, int, int]]:
    sent: deque[Numbers] = deque()
    dates = pickle.dumps(profiles.dates, pickle.HIGHEST_PROTOCOL)

    def parts() -> Iterator[Comparisons]:
        for begin in range(0, len(blocks), _TOGETHER):
            ranks = range(begin, min(begin + _TOGETHER, len(blocks)))
            sent.append(np.sort(blocks.pairs(ranks), axis=1))
            yield _comparisons(profiles, dates, sent[-1])

    for answer in compare(parts()):
        pairs, scores = sent.popleft(), np.frombuffer(answer, "<i4")
        allowed = scores != _FORBIDDEN
        for (a, b), score in zip(pairs[allowed].tolist(), scores[allowed].tolist(), strict=True):
            yield a, b, score


@lru_cache(maxsize=2)
def _dates(pickled: bytes) -> tuple[DateSpan | None, ...]:
    found: tuple[DateSpan | None, ...] = pickle.loads(pickled)
    return found


def _comparisons(profiles: KeptProfiles, dates: bytes, pairs: Numbers) -> Comparisons:
    positions, places = np.unique(pairs, return_inverse=True)
    packed = [profiles.packed(position) for position in positions.tolist()]
    return Comparisons(
        b"".join(packed),
        np.cumsum([len(one) for one in packed]).astype("<i4").tobytes(),
        dates,
        places.reshape(-1, 2).astype("<i4").tobytes(),
    )
