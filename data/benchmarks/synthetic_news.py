"""Mentions that nobody wrote, with the skew of news, of which the true events are known.

Names follow Zipf's law (the first is in a few of a hundred mentions, and ever rarer ones turn up),
half of all that happens lies in two years, some days are full of one kind of news, kinds and
qualities are as frequent as in the sample articles. What happens belongs to stories with a cast of
their own; an event is told by 1 to 30 mentions (`synthetic_telling`).

A corpus is made 1,000 mentions at a time, each time anew, and never held. A larger one of the same
seed begins with the smaller; names and years are the same, so that more mentions are more of each.
"""

from __future__ import annotations

import hashlib
import math
import time
from bisect import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice
from random import Random
from typing import TypeVar

from synthetic_names import Name, name_of, word
from synthetic_telling import Happening, Piece, tell, zipf

from timeline.model import Article, DateSpan, Day, Factuality, Mention, Role

T = TypeVar("T")

BATCH = 1000  # mentions

# How often each is met in the mentions of the sample articles.
_TYPES = {
    "announce": 27, "other": 23, "found": 11, "sue": 11, "end_position": 9, "launch_product": 9,
    "reject": 7, "transfer_money": 6, "trial": 6, "invest": 5, "start_position": 5, "bid": 5,
    "publish": 4, "acquire": 4, "protest": 3, "opening": 3, "agree": 3, "meet": 2, "legislate": 2,
    "negotiate": 2, "restructure": 2, "price_change": 1, "be_born": 1, "cultural": 1,
    "accident": 1, "vote": 1, "sport": 1,
}  # fmt: skip
_FACTUALITIES: dict[Factuality, int] = {
    "actual": 130, "hypothetical": 10, "negated": 9, "planned": 3, "alleged": 3,
}  # fmt: skip
_WITH_AMOUNT, _WITH_PLACE = 0.14, 0.07

# Ranks of names are drawn by the law of Zipf and Mandelbrot, 1 / (rank + offset): three in a
# hundred are the first name.
_NAMES, _OFFSET = 1_000_000, 2.0
_TOLD = tuple(accumulate(1 / times**2 for times in range(1, 31)))
_TOLD_OF_BURSTS = tuple(accumulate(1 / times for times in range(1, 31)))
_BUSY_FROM, _BUSY_DAYS = Day(2023, 1, 1).ordinal, 731
_BURSTS, _IN_BURSTS = 60, 0.02


class SyntheticNews:
    """A corpus of `size` mentions, the same for the same size and seed.

    `mentions` and `articles` can be iterated again and again and are made anew each time;
    `seconds` adds up the CPU time that this took.
    """

    def __init__(self, size: int, seed: int = 1) -> None:
        self.size = size
        self.seed = seed
        self.seconds = 0.0
        self.mentions = Mentions(self)
        self.articles = Articles(self)

    def told(self) -> Iterator[tuple[Article, list[Mention]]]:
        """The articles, each with its mentions."""
        for number in range(math.ceil(self.size / BATCH)):
            begun = time.process_time()
            batch = _Batch(self.seed, number, self._bursts).told()
            self.seconds += time.process_time() - begun
            yield from batch

    @cached_property
    def _bursts(self) -> list[tuple[int, str]]:
        """Days full of one kind of news, the fullest first."""
        chance = Random(f"bursts {self.seed}")
        return [
            (_BUSY_FROM + chance.randrange(_BUSY_DAYS), _weighted(chance, _TYPES))
            for _ in range(_BURSTS)
        ]


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of a corpus, article by article."""

    corpus: SyntheticNews

    def __len__(self) -> int:
        return self.corpus.size

    def __iter__(self) -> Iterator[Mention]:
        every = (mention for _, mentions in self.corpus.told() for mention in mentions)
        return islice(every, self.corpus.size)


@dataclass(frozen=True, slots=True)
class Articles:
    """The articles of a corpus, without text; the last ones may have lost their mentions."""

    corpus: SyntheticNews

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __iter__(self) -> Iterator[Article]:
        return (article for article, _ in self.corpus.told())


def true_event(mention_id: str) -> int:
    """The number of the event that a mention of a corpus truly tells."""
    return int(mention_id.rpartition("-")[2])


class _Batch:
    """The stories of 1,000 mentions, and the articles that tell them."""

    def __init__(self, seed: int, number: int, bursts: list[tuple[int, str]]) -> None:
        self._chance = Random(f"{seed} {number}")
        self._name = f"{seed} {number}"
        self._bursts = bursts
        self._events = number * BATCH  # at most one event a mention

    def told(self) -> list[tuple[Article, list[Mention]]]:
        made = []
        for number, pieces in enumerate(self._pages()):
            identifier = hashlib.sha256(f"{self._name} {number}".encode()).hexdigest()[:16]
            published = DateSpan.of_day(Day.from_ordinal(max(piece.day for piece in pieces)))
            article = Article(identifier, f"{identifier}.txt", "", published=published)
            made.append((article, tell(article, pieces, self._chance)))
        return made

    def _pages(self) -> Iterator[list[Piece]]:
        """The pieces of all stories, put together to articles of 5 to 15 mentions."""
        pieces = self._pieces()
        self._chance.shuffle(pieces)
        page: list[Piece] = []
        room = self._chance.randint(5, 15)
        for piece in pieces:
            rest = piece.happenings
            while rest:
                page.append(Piece(piece.day, rest[:room]))
                rest, room = rest[room:], room - len(rest[:room])
                if not room:
                    yield page
                    page, room = [], self._chance.randint(5, 15)
        if page:
            yield page

    def _pieces(self) -> list[Piece]:
        left, pieces = BATCH, []
        while left:
            for piece in self._story():
                kept = piece.happenings[:left]
                left -= len(kept)
                if kept:
                    pieces.append(Piece(piece.day, kept))
        return pieces

    def _story(self) -> list[Piece]:
        """A story cut into what single articles tell of it: hardly ever one event twice."""
        chance = self._chance
        burst = None
        if chance.random() < _IN_BURSTS:
            burst = self._bursts[zipf(chance, _BURSTS, 2)]
        day = burst[0] if burst else _any_day(chance)
        cast = [self._anybody() for _ in range(chance.randint(2, 5))]
        events = [self._happening(day, burst, cast)]
        while chance.random() < 0.7:
            near = day if burst or chance.random() < 0.5 else day + int(chance.gauss(0, 15))
            when = near if chance.random() < 0.6 else _any_day(chance)
            events.append(self._happening(when, burst, cast))
        told: list[list[Happening]] = [[] for _ in range(max(event.told for event in events))]
        for event in events:
            once = chance.sample(told, math.ceil(0.9 * event.told))
            for piece in once + chance.choices(once, k=event.told - len(once)):
                piece.append(event)
        return [Piece(day + int(chance.expovariate(0.5)), tuple(one)) for one in told if one]

    def _happening(self, day: int, burst: tuple[int, str] | None, cast: list[Name]) -> Happening:
        chance = self._chance
        of_burst = burst is not None and day == burst[0]
        kind = burst[1] if burst and of_burst and chance.random() < 0.7 else None
        if kind is None:
            kind = _weighted(chance, _TYPES)
        taking_part: dict[Name, Role] = {}
        if chance.random() < 0.65:
            taking_part[chance.choice(cast)] = "agent"
        if chance.random() < 0.4:
            patient = chance.choice(cast) if chance.random() < 0.6 else self._anybody()
            taking_part.setdefault(patient, "patient")
        if chance.random() < 0.1:
            taking_part.setdefault(self._anybody(), "other")
        self._events += 1
        times = _TOLD_OF_BURSTS if of_burst else _TOLD
        return Happening(
            number=self._events - 1,
            type=kind,
            word=zipf(chance, 3000, 5) if kind == "other" else zipf(chance, 12, 1),
            date=_true_date(chance, day),
            cast=tuple(taking_part.items()),
            amount=_amount(chance) if chance.random() < _WITH_AMOUNT else None,
            place=_place(chance) if chance.random() < _WITH_PLACE else None,
            factuality=_weighted(chance, _FACTUALITIES),
            told=1 + bisect(times, chance.random() * times[-1]),
        )

    def _anybody(self) -> Name:
        return name_of(zipf(self._chance, _NAMES, _OFFSET))


def _any_day(chance: Random) -> int:
    """Half of the days lie in two years, the others the rarer the longer ago, back to 1900."""
    if chance.random() < 0.5:
        return _BUSY_FROM + chance.randrange(_BUSY_DAYS)
    return _BUSY_FROM - 1 - min(int(chance.expovariate(1 / 3650)), 44_000)


def _true_date(chance: Random, day: int) -> DateSpan:
    """The day, or the month or year that is all anybody knows."""
    known, first = chance.random(), Day.from_ordinal(day)
    if known < 0.65:
        return DateSpan.of_day(first)
    if known < 0.85:
        return DateSpan.of_month(first.year, first.month)
    return DateSpan.of_year(first.year)


def _amount(chance: Random) -> int:
    return chance.randint(1, 99) * 10 ** chance.randint(3, 8)


def _place(chance: Random) -> str:
    return word(zipf(chance, 20_000, 2)).capitalize()


def _weighted(chance: Random, weights: Mapping[T, int]) -> T:
    return chance.choices(list(weights), list(weights.values()))[0]
