"""Which pairs of mentions meet otherwise than before, where some mentions came, went or changed.

Only blocks matter in which such a mention is or was filed. What the others are told there, before
and now, is compared; whom it has lost it may still meet under another key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from timeline.reconciliation.arrays import Numbers, among, distinct
from timeline.reconciliation.blocking import RANK_BITS, Asked, asked, met, ordered
from timeline.reconciliation.filing import COARSE, FILED, USE_BITS

_LOW = (1 << 32) - 1
_SIEVE_BITS = 20


@dataclass(frozen=True, slots=True)
class Standing:
    """What mentions are ordered by, in arrays: shelf, first and last day, word; and the place of
    each in the canonical order."""

    shelf: Numbers
    first: Numbers
    last: Numbers
    lemmas: list[str]
    place: Numbers


@dataclass(frozen=True, slots=True)
class Uses:
    """Keys of mentions with their uses (`filing.uses_of`), and whose they are."""

    uses: Numbers
    owners: Numbers

    @classmethod
    def of_parts(cls, parts: Iterable[tuple[Numbers, Numbers]]) -> Uses:
        """All of them together."""
        nothing = np.empty(0, np.int64)
        uses, owners = zip((nothing, nothing), *parts, strict=True)
        return cls(np.concatenate(uses), np.concatenate(owners))

    def under(self, keys: Keys) -> Uses:
        """Those under some keys."""
        return self.where(keys.hold(self.uses >> USE_BITS))

    def where(self, chosen: NDArray[np.bool_]) -> Uses:
        """Some of them."""
        return Uses(self.uses[chosen], self.owners[chosen])

    def filed(self) -> Numbers:
        """The keys under which something is filed."""
        keys: Numbers = self.uses[(self.uses & FILED) != 0] >> USE_BITS
        return keys


class Keys:
    """A set of keys."""

    def __init__(self, keys: Numbers) -> None:
        self._keys = distinct(keys)
        # Most are not in it, which a bit for many of them tells without a search.
        self._sieve = np.zeros(1 << _SIEVE_BITS, np.bool_)
        self._sieve[self._keys & (1 << _SIEVE_BITS) - 1] = True

    def hold(self, keys: Numbers) -> NDArray[np.bool_]:
        """Which of these are in it."""
        found: NDArray[np.bool_] = self._sieve[keys & (1 << _SIEVE_BITS) - 1]
        found[found] = among(keys[found], self._keys)
        return found


# The uses of mentions that stay, in parts: each a column of uses and of their owners.
Kept = Callable[[], Iterator[tuple[Numbers, Numbers]]]


class Meetings:
    """Of mentions numbered 0, 1, …: those that stay, `new` ones and `old` ones, whose uses are
    given; `few` as `blocking.fewest` has it, before and now."""

    def __init__(self, standing: Standing, few: int, kept: Kept, new: Uses, old: Uses) -> None:
        order = ordered(
            standing.shelf, standing.first, standing.last, standing.lemmas, standing.place
        )
        self._rank = np.empty_like(order)
        self._rank[order] = np.arange(len(order))
        self._order = order
        timeless = order[: np.searchsorted(standing.shelf[order], COARSE)]
        self._near = np.searchsorted(standing.first[timeless], standing.first)
        self._few = few
        self._kept = kept
        self._dirty = Keys(np.concatenate([new.filed(), old.filed()]))
        looked_at = Keys(np.concatenate([new.uses >> USE_BITS, old.filed()]))
        met_there = Uses.of_parts(self._under(looked_at))
        self._before = self._entries(met_there, old)
        self._now = self._entries(met_there, new)
        self._new = new
        asking = met_there.under(self._dirty)
        self._met_before = self._met(self._before, asking)
        self._met_now = self._met(self._now, asking)

    def of_new(self) -> Numbers:
        """The pairs that the new ones meet in or ask for, as rows; among others all they are in."""
        return self._rows(distinct(self._met(self._now, self._new), self._met_now))

    def changed(self) -> tuple[Numbers, Numbers]:
        """The pairs that those that stay meet in now and did not under the same keys before, and
        those that they did and do not now: rows of lower rank and asker. Others may have new or
        old ones in them."""
        before, now = self._met_before, self._met_now
        return self._rows(now[~among(now, before)]), self._rows(before[~among(before, now)])

    def still(self, lost: Numbers, uses_of: Callable[[int], Numbers]) -> NDArray[np.bool_]:
        """Which of the pairs that stayed and were lost under the keys looked at meet under others;
        `uses_of` gives the uses of a mention."""
        parts, owners = [], []
        for other, asker in lost.tolist():
            filed = uses_of(other)
            asks = uses_of(asker)
            keys = np.sort(filed[(filed & FILED) != 0] >> USE_BITS)
            common = among(asks >> USE_BITS, keys) & (asks & ~FILED & (1 << USE_BITS) - 1 != 0)
            chosen = asks[common & ~self._dirty.hold(asks >> USE_BITS)]
            parts.append(chosen)
            owners.append(np.full(len(chosen), asker))
        if not parts:
            return np.zeros(0, np.bool_)
        asking = Uses.of_parts(zip(parts, owners, strict=True))
        there = Uses.of_parts(self._under(Keys(asking.uses >> USE_BITS)))
        found = self._met(self._entries(there), asking)
        return among(self._packed(lost), found)

    def _under(self, keys: Keys) -> Iterator[tuple[Numbers, Numbers]]:
        for uses, owners in self._kept():
            chosen = keys.hold(uses >> USE_BITS)
            yield uses[chosen], owners[chosen]

    def _entries(self, *filed: Uses) -> Numbers:
        parts = []
        for one in filed:
            there = one.where((one.uses & FILED) != 0)
            parts.append(there.uses >> USE_BITS << RANK_BITS | self._rank[there.owners])
        found = np.concatenate(parts)
        found.sort()
        return found

    def _met(self, entries: Numbers, asking: Uses) -> Numbers:
        return met(entries, self._few, self._asked(asking))

    def _asked(self, asking: Uses) -> Asked:
        return asked(asking.uses, self._rank[asking.owners], self._near[asking.owners])

    def _rows(self, packed: Numbers) -> Numbers:
        return np.stack([self._order[packed >> 32], self._order[packed & _LOW]], axis=1)

    def _packed(self, rows: Numbers) -> Numbers:
        return self._rank[rows[:, 0]] << 32 | self._rank[rows[:, 1]]
