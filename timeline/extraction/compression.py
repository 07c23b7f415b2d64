"""The cheapest way to bring a stretch of a sentence down to the length of a title."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate

from timeline.extraction.title_cuts import Cut, cuts
from timeline.extraction.title_frames import Frame
from timeline.extraction.title_words import LONGEST
from timeline.extraction.tree import Word

# Ways of cutting that are followed up at a time, and that are tried out in the end.
_KEPT = 9
_TRIED = 8
# More cuts than this are not weighed; the cheapest are.
_MOST_CUTS = 32


def compressions(
    words: Sequence[Word], frames: Sequence[Frame], length: int
) -> Iterator[tuple[float, list[Word]]]:
    """Ways to cut the words of some stretches, which make a title of a length too long, down to
    about what is allowed; with their prices, cheapest first."""
    possible = [cut for frame in frames for cut in cuts(frame)]
    if len(possible) > _MOST_CUTS:
        limit = sorted(cut.price for cut in possible)[_MOST_CUTS - 1]
        possible = [cut for cut in possible if cut.price <= limit][:_MOST_CUTS]
    for price, chosen in _cheapest(words, possible, length - LONGEST)[:_TRIED]:
        gone = {i for cut in chosen for i in range(cut.start, cut.end)}
        gone.update(cut.comma for cut in chosen)
        left = [word for word in words if word.i not in gone]
        if left:
            yield price, left


def _cheapest(
    words: Sequence[Word], possible: Sequence[Cut], excess: int
) -> list[tuple[float, tuple[Cut, ...]]]:
    """Choices of cuts that save enough characters, the cheapest first.

    Cuts are walked through in the order of the text; of the ways to come to one, only those are
    kept than which no other is both cheaper and shorter.
    """
    before = _lengths(words, possible)
    count = len(possible)
    waiting: list[list[tuple[float, int, tuple[Cut, ...]]]] = [[] for _ in range(count + 1)]
    waiting[0].append((0.0, 0, ()))
    enough: list[tuple[float, tuple[Cut, ...]]] = []
    for place, cut in enumerate(possible):
        behind = place + 1
        while behind < count and possible[behind].start < cut.end:
            behind += 1
        saves = before[cut.end] - before[cut.start]
        for price, saved, chosen in _undominated(waiting[place]):
            waiting[place + 1].append((price, saved, chosen))
            total, size, more = price + cut.price, saved + saves, (*chosen, cut)
            if saves <= 0:
                continue
            if size >= excess:
                enough.append((total, more))
            # One character may be missing or spare around commas: close calls go on.
            if size < excess + 2:
                waiting[behind].append((total, size, more))
    return sorted(enough, key=lambda choice: choice[0])[: 3 * _TRIED]


def _undominated(
    ways: Collection[tuple[float, int, tuple[Cut, ...]]],
) -> list[tuple[float, int, tuple[Cut, ...]]]:
    kept: list[tuple[float, int, tuple[Cut, ...]]] = []
    for way in sorted(ways, key=lambda way: (way[0], -way[1])):
        if not kept or way[1] > kept[-1][1]:
            kept.append(way)
    return kept[:_KEPT]


def _lengths(words: Sequence[Word], possible: Sequence[Cut]) -> dict[int, int]:
    """How many characters stand before each end of a cut."""
    sizes = [len(word.text) + len(word.whitespace_) for word in words]
    before = list(accumulate(sizes, initial=0))
    positions = [word.i for word in words]
    ends = {place for cut in possible for place in (cut.start, cut.end)}
    return {place: before[bisect_left(positions, place)] for place in ends}
