"""What the program of a published page filters by and draws, collected while the story is written.

Of an event some numbers are noted in a file: memory holds names and years, each once.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from timeline.model import FACTUALITIES, Article, DateSpan, Event
from timeline.rendering.page_story import year_heading, year_of
from timeline.rendering.page_words import PageWords
from timeline.rendering.sanitize import visible
from timeline.rendering.sources import source_name

FACETS = ("type", "who", "source", "told", "date")
_CERTAINTIES = ("known", "approximate", "uncertain", "undated")
_MOST_LISTED = 60  # names in one facet: beyond, a list is slower than the search
_PEOPLE = ("PER", "ORG")
_MOST_BARS = 40
_SIZES = (1, 10, 100, 1000)  # years of one bar
BAR_HEIGHT = 40


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet, what readers call it, and how many events have it."""

    value: str
    label: str
    count: str


@dataclass(frozen=True, slots=True)
class Facet:
    """Something to filter by. `more` says that rarer values are not listed."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """The events of a year or of several, the first of which is linked to; `height` of 40."""

    target: str
    label: str
    events: str
    height: int


@dataclass(slots=True)
class Index:
    """The index of the events that were added, in their order. `notes` is a temporary file, empty,
    that nobody else writes to."""

    words: PageWords
    articles: Mapping[str, Article]
    notes: BinaryIO
    count: int = 0  # of the events
    years: Counter[int | None] = field(default_factory=Counter)
    cited: dict[str, None] = field(default_factory=dict)
    _numbers: dict[str, dict[str, int]] = field(
        default_factory=lambda: {name: {} for name in FACETS}
    )
    _counts: dict[str, Counter[int]] = field(
        default_factory=lambda: {name: Counter() for name in FACETS}
    )

    def add(self, event: Event) -> None:
        """Adds an event."""
        date = event.date
        self.count += 1
        self.years[year_of(event)] += 1
        self.cited.update(dict.fromkeys(mention.article for mention in event.mentions))
        ends = (None, None) if date is None else (date.start, date.end)
        span = [None if day is None else day.ordinal for day in ends]
        told_in = (mention.article for mention in event.mentions)
        has = {
            "type": (event.type,),
            "who": (one.name for one in event.participants if one.type in _PEOPLE),
            "source": (source_name(self.articles[one]) for one in told_in if one in self.articles),
            "told": (event.factuality,),
            "date": (_certainty(date),),
        }
        values = [self._number(name, has[name]) for name in FACETS]
        self.notes.write(json.dumps([span, values]).encode() + b"\n")

    def facets(self) -> list[Facet]:
        """What can be filtered by: what not all events have in common, the most frequent first."""
        found = []
        for name in FACETS:
            listed = self._listed(name)
            choices = tuple(
                Choice(value, self._label(name, value), self.words.number(self._counts[name][one]))
                for value, one in listed
            )
            if any(self._counts[name][one] < self.count for _, one in listed):
                more = len(self._numbers[name]) > len(listed)
                found.append(Facet(name, self.words.of("facets", name), choices, more))
        return found

    def bars(self) -> list[Bar]:
        """How many events each year has, or each ten, hundred or thousand of them."""
        years = sorted(year for year in self.years if year is not None)
        if not years:
            return []
        size = next((n for n in _SIZES if len({y // n for y in years}) <= _MOST_BARS), _SIZES[-1])
        groups: dict[int, list[int]] = {}
        for year in years:
            groups.setdefault(year // size, []).append(year)
        counts = {key: sum(self.years[year] for year in group) for key, group in groups.items()}
        most = max(counts.values())
        bars = []
        for key, group in groups.items():
            label = year_heading(group[0], self.words)
            if group[-1] != group[0]:
                label += f"–{year_heading(group[-1], self.words)}"
            events = self.words.counted("event", "events", counts[key])
            height = max(1, round(counts[key] * BAR_HEIGHT / most))
            bars.append(Bar(f"y-{group[0]}", label, events, height))
        return bars

    def names(self) -> dict[str, list[str]]:
        """The listed values of each facet."""
        return {name: [value for value, _ in self._listed(name)] for name in FACETS}

    def rows(self) -> Iterator[list[Any]]:
        """Of each event its first and last day, and of each facet the places of what it has among
        the listed values."""
        places = [
            {number: place for place, (_, number) in enumerate(self._listed(name))}
            for name in FACETS
        ]
        self.notes.seek(0)
        for line in self.notes:
            span, values = json.loads(line)
            pairs = zip(places, values, strict=True)
            yield [*span, *([known[one] for one in has if one in known] for known, has in pairs)]

    def _number(self, name: str, values: Iterable[str]) -> list[int]:
        numbers = self._numbers[name]
        # As the page shows them, so that its program finds them by what it reads there.
        shown = dict.fromkeys(map(visible, values))
        found = [numbers.setdefault(one, len(numbers)) for one in shown]
        self._counts[name].update(found)
        return found

    def _listed(self, name: str) -> list[tuple[str, int]]:
        """The values of a facet that are listed, with their numbers."""
        numbers = self._numbers[name]
        if name in ("told", "date"):
            order = _CERTAINTIES if name == "date" else tuple(reversed(FACTUALITIES))
            return [(value, numbers[value]) for value in order if value in numbers]
        counts = self._counts[name]
        ranked = sorted(numbers.items(), key=lambda item: (-counts[item[1]], item[0]))
        return ranked[:_MOST_LISTED]

    def _label(self, name: str, value: str) -> str:
        tables = {"type": "types", "told": "told", "date": "certainty"}
        return self.words.of(tables[name], value) if name in tables else value


def _certainty(date: DateSpan | None) -> str:
    if date is None:
        return "undated"
    return "uncertain" if date.uncertain else "approximate" if date.approximate else "known"
