"""The cheapest way to bring a stretch of a sentence down to the length of a title."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import itemgetter
from typing import TypeAlias

from timeline.extraction.title_cuts import Cut, cuts
from timeline.extraction.title_frames import Frame
from timeline.extraction.tree import Word

# Ways of cutting that are followed up at a time, and that are tried out in the end.
_KEPT = 9
_TRIED = 16
# More cuts than this are not weighed; the cheapest are.
_MOST_CUTS = 32

# Cuts that go together, the last one first, each with those before it.
_Choice: TypeAlias = "tuple[_Choice, Cut] | None"
# What a choice costs, by how many characters it changes the length, and the choice.
_Way: TypeAlias = tuple[float, int, _Choice]
_BY_PRICE, _BY_PRICE_AND_LENGTH = itemgetter(0), itemgetter(0, 1)


def compressions(
    words: Sequence[Word], frames: Sequence[Frame], excess: int
) -> Iterator[tuple[float, list[Word]]]:
    """Ways to cut the words of some stretches, which make a title that is by some characters too
    long, down to about what is allowed; with their prices, cheapest first."""
    possible = [cut for frame in frames for cut in cuts(frame)]
    if len(possible) > _MOST_CUTS:
        limit = sorted(cut.price for cut in possible)[_MOST_CUTS - 1]
        possible = [cut for cut in possible if cut.price <= limit][:_MOST_CUTS]
    for price, chosen in _cheapest(words, possible, excess):
        gone = {i for cut in chosen for i in range(cut.start, cut.end)}
        gone.update(cut.comma for cut in chosen)
        left = [word for word in words if word.i not in gone]
        if left:
            yield price, left


def _cheapest(
    words: Sequence[Word], possible: Sequence[Cut], excess: int
) -> list[tuple[float, list[Cut]]]:
    """Choices of cuts that save enough characters, the cheapest first.

    Cuts are walked through in the order of the text; of the ways to come to one, only those are
    kept than which no other is both cheaper and shorter.
    """
    before = _lengths(words, possible)
    count = len(possible)
    waiting: list[list[_Way]] = [[] for _ in range(count + 1)]
    waiting[0].append((0.0, 0, None))
    enough: list[_Way] = []
    for place, cut in enumerate(possible):
        behind = place + 1
        while behind < count and possible[behind].start < cut.end:
            behind += 1
        saves, costs = before[cut.end] - before[cut.start], cut.price
        without, onwards = waiting[place + 1], waiting[behind]
        for way in _undominated(waiting[place]):
            without.append(way)
            if saves <= 0:
                continue
            change = way[1] - saves
            longer = way[0] + costs, change, (way[2], cut)
            if change <= -excess:
                enough.append(longer)
            # One character may be missing or spare around commas: close calls go on.
            if change > -excess - 2:
                onwards.append(longer)
    enough.sort(key=_BY_PRICE)
    return [(price, _unrolled(chosen)) for price, _, chosen in enough[:_TRIED]]


def _undominated(ways: list[_Way]) -> list[_Way]:
    if len(ways) < 2:
        return ways
    kept: list[_Way] = []
    least = 1
    for way in sorted(ways, key=_BY_PRICE_AND_LENGTH):
        if way[1] < least:
            least = way[1]
            kept.append(way)
    return kept[:_KEPT]


def _unrolled(chosen: _Choice) -> list[Cut]:
    found: list[Cut] = []
    while chosen is not None:
        chosen, cut = chosen
        found.append(cut)
    return found


def _lengths(words: Sequence[Word], possible: Sequence[Cut]) -> dict[int, int]:
    """How many characters stand before each end of a cut."""
    sizes = [len(word.text) + len(word.whitespace_) for word in words]
    before = list(accumulate(sizes, initial=0))
    positions = [word.i for word in words]
    ends = {place for cut in possible for place in (cut.start, cut.end)}
    return {place: before[bisect_left(positions, place)] for place in ends}
