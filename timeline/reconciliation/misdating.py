"""One happening that sources date to neighbouring days.

Who knows of two events on neighbouring days tells both. So two groups of mentions are likelier one
than their wording says where no source tells of both, and one of them looks back: what is the news
of one day may well not be that of the next.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from timeline.model import Component
from timeline.reconciliation.comparison import tell_other_kinds
from timeline.reconciliation.contradiction import are_of_one_story
from timeline.reconciliation.matches import Profiles
from timeline.reconciliation.profiles import Profile

NO_SOURCE_TELLS_BOTH = Component("no source tells both days", 1.0)
# How well two groups have to fit beside that.
LEAST = -NO_SOURCE_TELLS_BOTH.weight
_SHORT = 2  # days of a date that names a day or a night
_NONE = -(10**9)


def are_neighbours(a: Profile, b: Profile) -> bool:
    """Whether two mentions may tell one event that their sources date to neighbouring days."""
    return (
        _is_named(a)
        and _is_named(b)
        and 1 in (a.first - b.last, b.first - a.last)
        and not tell_other_kinds(a, b)
        and are_of_one_story(a, b)
    )


class Misdating:
    """Says of two groups of mentions, known by their positions, whether they may be one event that
    their sources date to neighbouring days."""

    def __init__(self, profiles: Profiles) -> None:
        self._profiles = profiles
        self._first, self._last = array("q"), array("q")
        self._source, numbers = array("l"), dict[str, int]()
        for one in profiles:
            self._first.append(one.first if _is_named(one) else _NONE)
            self._last.append(one.last)
            self._source.append(numbers.setdefault(one.story, len(numbers)))

    def __call__(self, group: Sequence[int], other: Sequence[int]) -> bool:
        """Whether the sources of two groups are others, and two of their mentions neighbours."""
        if {self._source[one] for one in group} & {self._source[one] for one in other}:
            return False
        return any(self._are_neighbours(a, b) for a in group for b in other)

    def _are_neighbours(self, a: int, b: int) -> bool:
        # Nearly all are not by their days alone, which are at hand.
        if _NONE in (self._first[a], self._first[b]):
            return False
        if 1 not in (self._first[a] - self._last[b], self._first[b] - self._last[a]):
            return False
        return are_neighbours(self._profiles[a], self._profiles[b])


def _is_named(one: Profile) -> bool:
    return one.stated and one.last - one.first < _SHORT
