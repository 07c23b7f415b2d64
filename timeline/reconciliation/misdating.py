"""One happening that sources date to neighbouring days.

Who knows of two events on neighbouring days tells both. So two groups of mentions are likelier one
than their wording says where no source tells of both, and one of them looks back: what is the news
of one day may well not be that of the next.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

from timeline.model import Component
from timeline.reconciliation.contradiction import are_of_one_story
from timeline.reconciliation.knowledge import knowledge
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
        and not (a.lemma != b.lemma and knowledge().are_other_kinds(a.type, b.type))
        and are_of_one_story(a, b)
    )


class Misdating:
    """Says of two groups of mentions, known by their positions, whether they may be one event that
    their sources date to neighbouring days. `days` are those of `days_of`."""

    def __init__(self, profiles: Profiles, days: Iterable[tuple[int, int, int]]) -> None:
        self._profiles = profiles
        self._first, self._last, self._source = array("q"), array("q"), array("q")
        for first, last, source in days:
            self._first.append(first)
            self._last.append(last)
            self._source.append(source)

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


def days_of(profiles: Iterable[Profile]) -> Iterator[tuple[int, int, int]]:
    """Of each mention what `Misdating` needs at hand: first day, last day, number of the source."""
    numbers: dict[str, int] = {}
    for one in profiles:
        yield first_named(one), one.last, numbers.setdefault(one.story, len(numbers))


def first_named(one: Profile) -> int:
    """The first day of a mention, where words name a day or a night; else before all days."""
    return one.first if _is_named(one) else _NONE


def _is_named(one: Profile) -> bool:
    return one.stated and one.last - one.first < _SHORT
