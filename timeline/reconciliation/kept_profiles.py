"""Profiles of all mentions by position: packed, and most of them in a file."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

from timeline.model import Amount, DateSpan
from timeline.reconciliation.profiles import Profile
from timeline.reconciliation.spool import Spool

_AT_HAND = 16_384  # profiles that are not unpacked again
_FORMAT = 4  # of `marshal`, which every Python that this runs on can read
_values_of = attrgetter(*(field.name for field in fields(Profile)))
_NAMES = [field.name for field in fields(Profile)]
_DATE, _AMOUNTS = _NAMES.index("date"), _NAMES.index("amounts")


class KeptProfiles:
    """Profiles, numbered as they come."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self._spool = Spool()
        self._dates: list[DateSpan | None] = []
        self._at_hand: dict[int, Profile] = {}
        number_of: dict[DateSpan | None, int] = {}
        for profile in profiles:
            values: list[Any] = list(_values_of(profile))
            number = number_of.setdefault(profile.date, len(self._dates))
            if number == len(self._dates):
                self._dates.append(profile.date)
            values[_DATE] = number
            values[_AMOUNTS] = [
                (one.text, one.value, one.value_max, one.approximate, one.unit)
                for one in profile.amounts
            ]
            self._spool.append(marshal.dumps(values, _FORMAT))

    def __len__(self) -> int:
        return len(self._spool)

    @property
    def dates(self) -> tuple[DateSpan | None, ...]:
        """All dates, by the numbers that stand for them in what is packed."""
        return tuple(self._dates)

    def packed(self, position: int) -> bytes:
        """A profile as it is kept, for `unpacked`."""
        return self._spool[position]

    def __getitem__(self, position: int) -> Profile:
        found = self._at_hand.get(position)
        if found is None:
            if len(self._at_hand) >= _AT_HAND:
                del self._at_hand[next(iter(self._at_hand))]
            found = self._at_hand[position] = self._unpacked(position)
        return found

    def __iter__(self) -> Iterator[Profile]:
        return map(self._unpacked, range(len(self)))

    def _unpacked(self, position: int) -> Profile:
        return unpacked(self._spool[position], self._dates)


def unpacked(packed: bytes, dates: Sequence[DateSpan | None]) -> Profile:
    """The inverse of `KeptProfiles.packed`, given the dates of the same."""
    values: list[Any] = marshal.loads(packed)
    values[_DATE] = dates[values[_DATE]]
    values[_AMOUNTS] = tuple(Amount(*one) for one in values[_AMOUNTS])
    return Profile(*values)
