"""The matches of now from those of before: pairs are found and scored anew only where they may be
others."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from timeline.reconciliation.arrays import among, distinct
from timeline.reconciliation.blocking import fewest, numbers
from timeline.reconciliation.keeping import PLACE_BITS, Keeper, Numbers, uses_of
from timeline.reconciliation.matches import Matches, Profiles, worth_of
from timeline.reconciliation.meeting import Meetings, Standing, Uses
from timeline.reconciliation.parts import Part, Parts, gone_of
from timeline.reconciliation.profiles import Profile

_PLACE = (1 << PLACE_BITS) - 1
_READ_TOGETHER = 512  # articles
_AT_HAND = 16_384  # profiles that are not looked for again
_ROW = 3  # numbers of a pair that is kept: other mention, own place, score
_PAIR_BITS = 32
_LOW = (1 << _PAIR_BITS) - 1


class Positions:
    """Mentions of now by position and by number; of those of before that are gone or told
    otherwise, `old`, only the number."""

    def __init__(self, parts: Parts) -> None:
        self.parts = list(parts.now.values())
        sizes = numbers([len(part.facts.own) for part in self.parts])
        starts = numbers([part.start for part in self.parts])
        self._ends = starts + sizes
        first = numbers([part.number for part in self.parts]) << PLACE_BITS
        places = np.arange(parts.size) - np.repeat(starts, sizes)
        self.numbers: Numbers = np.repeat(first, sizes) + places
        self._order = np.argsort(self.numbers)
        self._sorted = self.numbers[self._order]
        self.changed = np.zeros(parts.size, np.bool_)
        for part in self.parts:
            if len(part.changed):
                self.changed[part.start + numbers(list(part.changed))] = True

    def of(self, mentions: Numbers) -> Numbers:
        """Their positions; -1 for those that are gone."""
        if not len(self._sorted):
            return np.full(len(mentions), -1)
        places = np.minimum(np.searchsorted(self._sorted, mentions), len(self._sorted) - 1)
        return np.where(self._sorted[places] == mentions, self._order[places], -1)

    def part(self, position: int) -> Part:
        """The article of a mention."""
        return self.parts[int(np.searchsorted(self._ends, position, side="right"))]

    def owners(self, positions: Numbers) -> Numbers:
        """The places of their articles among `parts`."""
        return np.searchsorted(self._ends, positions, side="right")


class ProfilesOfNow:
    """Profiles by position, read where they are asked for."""

    def __init__(self, parts: Parts, positions: Positions) -> None:
        self._parts, self._positions = parts, positions
        self._at_hand: dict[int, Profile] = {}

    def __len__(self) -> int:
        return self._parts.size

    def __getitem__(self, position: int) -> Profile:
        found = self._at_hand.get(position)
        if found is None:
            if len(self._at_hand) >= _AT_HAND:
                self._at_hand.clear()
            part = self._positions.part(position)
            found = self._parts.profile(part.article, position - part.start)
            self._at_hand[position] = found
        return found

    def __iter__(self) -> Iterator[Profile]:
        return map(self.__getitem__, range(len(self)))


class Rematched:
    """The `matches` of now, the pairs that came or went (`others`), which mentions had a part in
    one that did or that may weigh otherwise (`touched`), and what is to be kept anew of pairs."""

    def __init__(
        self, parts: Parts, positions: Positions, profiles: Profiles, kept: Keeper
    ) -> None:
        self._parts, self._positions, self._profiles = parts, positions, profiles
        self._kept = kept
        first, second, worth = self._before()
        self.touched = positions.changed.copy()
        self.others: Numbers = np.empty((0, 2), np.int64)
        self._rewritten: set[int] = set()
        here = (first >= 0) & (second >= 0)
        stay = here.copy()
        stay[here] = ~(positions.changed[first[here]] | positions.changed[second[here]])
        for ends in (first[~stay], second[~stay]):
            self.touched[ends[ends >= 0]] = True
        self._rewrite(second[~stay])
        first, second, worth = first[stay], second[stay], worth[stay]
        old = list(self._old())
        if self.touched.any() or positions.changed.any() or old:
            first, second, worth = self._met_anew(first, second, worth, old)
        self._pairs = (first, second, worth)
        self.matches = Matches.of_arrays(parts.size, first, second, worth)

    def cover(self) -> set[int]:
        """Mentions of which one is in each pair that came, went or may weigh otherwise, but for
        those of what is gone."""
        found = set(np.flatnonzero(self._positions.changed).tolist())
        for a, b in self.others.tolist():
            if a not in found and b not in found:
                found.add(a)
        return found

    def rewritten(self) -> Iterator[tuple[int, bytes]]:
        """The pairs of each article that has others than before."""
        wanted = np.array(sorted(self._rewritten), np.int64)
        some = among(self._positions.owners(self._pairs[1]), wanted)
        first, second, worth = (one[some] for one in self._pairs)
        owner = self._positions.owners(second)
        for number in wanted.tolist():
            part = self._positions.parts[number]
            chosen = owner == number
            yield (
                part.number,
                pack_pairs(
                    self._positions.numbers[first[chosen]],
                    second[chosen] - part.start,
                    worth[chosen],
                ),
            )

    def _before(self) -> tuple[Numbers, Numbers, Numbers]:
        blobs, owners = [], []
        for number, packed in self._kept.pairs():
            blobs.append(packed)
            owners.append(number)
        rows = np.frombuffer(b"".join(blobs), np.int64).reshape(-1, _ROW)
        counts = [len(one) // (8 * _ROW) for one in blobs]
        mine = (np.repeat(numbers(owners), counts) << PLACE_BITS) + rows[:, 1]
        return self._positions.of(rows[:, 0]), self._positions.of(mine), rows[:, 2]

    def _old(self) -> Iterator[tuple[Part, list[int]]]:
        """The mentions of before that are gone or were told otherwise, article by article."""
        for part in gone_of(self._parts):
            yield part, list(range(len(part.facts.own)))
        for part in self._positions.parts:
            before = self._parts.before.get(part.article)
            if before is not None and before.number == part.number and len(part.changed):
                yield before, list(part.changed)

    def _met_anew(
        self, first: Numbers, second: Numbers, worth: Numbers, old: list[tuple[Part, list[int]]]
    ) -> tuple[Numbers, Numbers, Numbers]:
        size, changed = self._parts.size, self._positions.changed
        meetings = self._meetings(old)
        of_new = meetings.of_new()
        of_new = of_new[(changed[of_new[:, 0]]) | (changed[of_new[:, 1]])]
        lent = np.array([*self._lent()], np.int64).reshape(-1, 2)
        found, lost = meetings.changed()
        lost = lost[(lost < size).all(axis=1)]
        lost = lost[~changed[lost].any(axis=1)]
        found = found[~changed[found].any(axis=1)]
        known = np.sort(first << _PAIR_BITS | second)
        lost = lost[among(_packed(lost), known)]
        lost = lost[~meetings.still(lost, self._uses_at)]
        lost = lost[numbers([not self._lend(*pair) for pair in lost.tolist()]).astype(np.bool_)]
        found = found[~among(_packed(found), known)]
        asked = distinct(_packed(of_new), _packed(lent), _packed(found))
        scored = [
            (a, b, score)
            for a, b in zip((asked >> _PAIR_BITS).tolist(), (asked & _LOW).tolist(), strict=True)
            if (score := worth_of(self._profiles[a], self._profiles[b])) is not None
        ]
        came = np.array(scored, np.int64).reshape(-1, 3)
        stay = ~among(first << _PAIR_BITS | second, distinct(_packed(lost)))
        self.others = np.concatenate([lost, came[:, :2]])
        self.touched[self.others.ravel()] = True
        self._rewrite(self.others.max(axis=1))
        return (
            np.concatenate([first[stay], came[:, 0]]),
            np.concatenate([second[stay], came[:, 1]]),
            np.concatenate([worth[stay], came[:, 2]]),
        )

    def _meetings(self, old: list[tuple[Part, list[int]]]) -> Meetings:
        parts, positions = self._parts, self._positions
        rank = {one: n for n, one in enumerate(sorted(parts.before.keys() | parts.now.keys()))}
        table, places, lemmas = [], [], []
        for part, chosen in (*((part, None) for part in positions.parts), *old):
            some = range(len(part.facts.own)) if chosen is None else chosen
            table.append(part.standing if chosen is None else part.standing[chosen])
            places += [rank[part.article] << PLACE_BITS | place for place in some]
            lemmas += [part.facts.lemmas[place] for place in some]
        standing = np.concatenate(table)
        new = Uses.of_parts(self._uses_of_new())
        return Meetings(
            Standing(standing[:, 0], standing[:, 1], standing[:, 2], lemmas, numbers(places)),
            fewest(parts.size),
            self._staying,
            new,
            Uses.of_parts(self._uses_of_old(old)),
        )

    def _uses_of_new(self) -> Iterator[tuple[Numbers, Numbers]]:
        for part in self._positions.parts:
            if len(part.changed):
                packed = uses_of(self._parts.profiles_of(part.article))
                owners = part.start + (packed & _PLACE)
                chosen = self._positions.changed[owners]
                yield packed[chosen] >> PLACE_BITS, owners[chosen]

    def _uses_of_old(self, old: list[tuple[Part, list[int]]]) -> Iterator[tuple[Numbers, Numbers]]:
        start = self._parts.size
        for part, places in old:
            packed = np.frombuffer(self._kept.uses_of(part.number), np.int64)
            owner_of = np.full(len(part.facts.own), -1)
            owner_of[places] = np.arange(start, start + len(places))
            start += len(places)
            owners = owner_of[packed & _PLACE]
            yield packed[owners >= 0] >> PLACE_BITS, owners[owners >= 0]

    def _staying(self) -> Iterator[tuple[Numbers, Numbers]]:
        """The uses of the mentions that are as they were."""
        start_of = {part.number: part.start for part in self._positions.parts}
        blobs: list[bytes] = []
        starts: list[int] = []
        for number, packed in self._kept.uses():
            if number in start_of:
                blobs.append(packed)
                starts.append(start_of[number])
            if len(blobs) == _READ_TOGETHER:
                yield self._joined(blobs, starts)
                blobs, starts = [], []
        yield self._joined(blobs, starts)

    def _joined(self, blobs: list[bytes], starts: list[int]) -> tuple[Numbers, Numbers]:
        packed = np.frombuffer(b"".join(blobs), np.int64)
        owners = np.repeat(numbers(starts), [len(one) // 8 for one in blobs]) + (packed & _PLACE)
        stay = ~self._positions.changed[owners]
        return packed[stay] >> PLACE_BITS, owners[stay]

    def _uses_at(self, position: int) -> Numbers:
        part = self._positions.part(position)
        packed = np.frombuffer(self._kept.uses_of(part.number), np.int64)
        uses: Numbers = packed[(packed & _PLACE) == position - part.start] >> PLACE_BITS
        return uses

    def _lent(self) -> Iterator[tuple[int, int]]:
        """The mentions, one of which is changed, of which one has its date or event from the
        other."""
        for part in self._positions.parts:
            if not len(part.changed):
                continue
            profiles = self._parts.profiles_of(part.article)
            here = {one.id: place for place, one in enumerate(profiles)}
            for place, one in enumerate(profiles):
                for name in (one.carried_from, one.refers_to):
                    if name in here and {place, here[name]} & set(part.changed):
                        yield (
                            part.start + min(place, here[name]),
                            part.start + max(place, here[name]),
                        )

    def _lend(self, a: int, b: int) -> bool:
        one, other = self._profiles[a], self._profiles[b]
        return one.id in (other.carried_from, other.refers_to) or other.id in (
            one.carried_from,
            one.refers_to,
        )

    def _rewrite(self, positions: Numbers) -> None:
        owners = self._positions.owners(positions[positions >= 0])
        self._rewritten.update(np.unique(owners).tolist())


def pack_pairs(others: Numbers, places: Numbers, worth: Numbers) -> bytes:
    """Pairs of an article's mentions, given by their places, with mentions before them, given by
    their numbers; with their scores."""
    return np.stack([others, places, worth], axis=1).astype(np.int64).tobytes()


def _packed(pairs: NDArray[np.int64]) -> Numbers:
    """Pairs of positions in one number each, the lower first."""
    packed: Numbers = pairs.min(axis=1) << _PAIR_BITS | pairs.max(axis=1)
    return packed
