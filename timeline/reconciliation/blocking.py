"""Candidate pairs: only mentions that could be one event are ever compared.

Two mentions meet in a block when their dates can meet and they share a predicate (type, or root of
the word), a name, or rare words, in one of the combinations below. In a block of very many, each
meets only those next to it in the order of their dates (sorted neighbourhood, Hernández and Stolfo
1995), so that the pairs grow as the mentions do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from timeline.model import Day
from timeline.reconciliation.knowledge import knowledge
from timeline.reconciliation.profiles import Profile
from timeline.reconciliation.wording import rarity

# An open span is filed under so many years from its end; a very long one under its ends alone.
_LONGEST_FILED = 3
_MOST_COMPARED = 60  # mentions of a block that are all compared with each other
_NEIGHBOURS = 12  # of each in a larger block
_RARE = 7.0  # as `rarity` has it: words of less than one sentence in a thousand
_MOST_RARE = 6  # words of a mention that are filed

Key = tuple[str | int, ...]


def candidate_pairs(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Pairs of positions of mentions worth comparing, each once, in order."""
    seen: set[tuple[int, int]] = set()
    position_of = {one.id: position for position, one in enumerate(profiles)}
    for position, one in enumerate(profiles):
        for lender in (one.carried_from, one.refers_to):
            if lender in position_of:
                other = position_of[lender]
                seen.add((min(other, position), max(other, position)))
    blocks: defaultdict[Key, list[int]] = defaultdict(list)
    for position, one in enumerate(profiles):
        for key in set(_keys(one)):
            blocks[key].append(position)
    for key in list(blocks):
        members = blocks.pop(key)
        if len(members) <= _MOST_COMPARED:
            seen.update(combinations(members, 2))
        else:
            seen.update(_neighbours(members, profiles))
    yield from sorted(seen)


def _neighbours(members: list[int], profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    ordered = sorted(members, key=lambda i: (*_span(profiles[i]), profiles[i].lemma, i))
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 : place + 1 + _NEIGHBOURS]:
            yield min(one, other), max(one, other)


def _span(one: Profile) -> tuple[int, int]:
    date = one.date
    if date is None:
        return (-(10**9), 0)
    first, last = date.start or date.end, date.end or date.start
    assert first is not None
    assert last is not None
    return (first.ordinal, last.ordinal)


def _keys(one: Profile) -> Iterator[Key]:
    kinds = {one.root}
    if one.type not in knowledge().vague:
        kinds.add(f"={one.type}")
    times = _months(one)
    for kind in kinds:
        yield (kind, one.article)
        yield from ((kind, "time", time) for time in times)
        yield from ((kind, "mark", mark, _ANY) for mark in one.marks)
        for noun in one.nouns:
            yield from ((kind, "noun", noun, time) for time in times)
        for name in one.everyone:
            yield from ((kind, "name", name, time) for time in times)
        yield from ((kind, "place", place, time) for place in one.places for time in times)
    rare = sorted((stem for stem in one.stems if rarity(stem) >= _RARE), key=_by_rarity)
    for stem in rare[:_MOST_RARE]:
        yield from (("word", stem, time) for time in times)
    date = one.date
    if date is not None and date.start is not None and date.end is not None:
        short = [time for time in times if time != _ANY] if (date.days or 999) <= 366 else []
        for name in one.everyone:
            yield from (("name", name, time) for time in short)
        if (date.days or 999) <= 123:
            yield from (("month", time) for time in short)
        if date.days is not None and date.days <= 31:
            yield ("day of the year", date.start.month, date.start.day, date.end.day)
        if date.days is not None and date.days <= 2:
            yield from (("day", day) for day in range(date.start.ordinal, date.end.ordinal + 1))
        elif date.days is not None and date.days <= 366:
            yield ("year", date.start.year)


def _by_rarity(stem: str) -> tuple[float, str]:
    return (-rarity(stem), stem)


def _months(one: Profile) -> list[int]:
    """The months (since year 0) that a mention's date reaches into and those beside it, as two
    reports may differ by a few days; -1 for an undated mention, which meets the undated, and
    for all where it may also meet the dated."""
    date = one.date
    if date is None:
        return [_ANY]
    start = date.start or Day((date.end or date.start).year - _LONGEST_FILED, 1, 1)  # type: ignore[union-attr]
    end = date.end or Day(start.year + _LONGEST_FILED, 12, 31)
    first, last = start.plus(-3), end.plus(3)
    months = [first.year * 12 + first.month, last.year * 12 + last.month]
    if months[1] - months[0] <= 12 * _LONGEST_FILED:
        months = list(range(months[0], months[1] + 1))
    return [_ANY, *months]


_ANY = -1
