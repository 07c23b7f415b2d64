"""Which events to show or export: one predicate, used by every command alike.

Words are compared without case, accents or punctuation, from the beginning of a word: `curie`
finds "Marie Curie", `elysee` finds "l'Élysée".
"""

from __future__ import annotations

import heapq
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from timeline.model import Article, Day, Event

# Letters that Unicode does not take apart into a base and a mark.
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o"})


def fold(text: str) -> str:
    """The text as words of plain lower-case letters and digits, one blank before each.

    >>> fold("L'Élysée, cœur")
    ' l elysee coeur'
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES)).casefold()
    kept = "".join(
        letter if letter.isalnum() else " "
        for letter in decomposed
        if not unicodedata.combining(letter)
    )
    return "".join(f" {word}" for word in kept.split())


@dataclass(frozen=True, slots=True)
class Filter:
    """What an event must be like. Several types, factualities or sources mean any of them;
    several `about` mean all of them.

    `since` and `until` are inclusive: an event passes when some day of its date lies between them.
    Events without a date pass only with `undated`, and then whatever `since` and `until` say.
    Events that a user hid pass only with `hidden`. `article` is the id of one that tells of
    them, `top` keeps so many of the most salient.
    `sources` is matched with an article's site, address, paths, title and the beginning of its id,
    `about` with names, places and the title, `search` (all its words) with the title and the
    quotes.
    """

    since: Day | None = None
    until: Day | None = None
    types: tuple[str, ...] = ()
    factualities: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    article: str | None = None
    search: str | None = None
    min_sources: int = 1
    undated: bool = False
    hidden: bool = False
    top: int | None = None

    @property
    def narrows(self) -> bool:
        """Whether it asks for anything beyond leaving out what has no date or is hidden."""
        return self != Filter(undated=self.undated, hidden=self.hidden)

    @property
    def reads(self) -> bool:
        """Whether what it asks for shows only once events are read, or read all."""
        return bool(self.about or self.sources or self.search or self.top)

    def accepts(self, event: Event, articles: Mapping[str, Article]) -> bool:
        """Whether the event passes, `undated` and `top` aside. `articles` are found by id."""
        return (
            (self.hidden or not event.hidden)
            and (not self.types or event.type in self.types)
            and (not self.factualities or event.factuality in self.factualities)
            and event.sources >= self.min_sources
            and self._in_time(event)
            and all(_about(event, fold(name)) for name in self.about)
            and (not self.sources or self._from_source(event, articles))
            and (self.article is None or any(one.article == self.article for one in event.mentions))
            and (self.search is None or _tells(event, fold(self.search).split()))
        )

    def _in_time(self, event: Event) -> bool:
        date = event.date
        if date is None:
            return True
        late_enough = self.since is None or date.end is None or date.end >= self.since
        early_enough = self.until is None or date.start is None or date.start <= self.until
        return late_enough and early_enough

    def _from_source(self, event: Event, articles: Mapping[str, Article]) -> bool:
        told_in = {mention.article for mention in event.mentions}
        return any(
            identifier.startswith(source.casefold())
            or (identifier in articles and fold(source) in _names_of(articles[identifier]))
            for identifier in told_in
            for source in self.sources
        )


def searchable(event: Event) -> str:
    """All that `search` and `about` look at, folded: the title, names, places and quotes."""
    parts = dict.fromkeys([*_names(event), *(mention.quote for mention in event.mentions)])
    return "".join(map(fold, parts))


def holds(text: str, words: list[str]) -> bool:
    """Whether a folded text holds all these folded words, or words that begin so."""
    return all(f" {word}" in text for word in words)


class Selection:
    """The events that pass a filter, in the order given; iterate once, then read `left_out`.

    `left_out` counts the events that passed but for having no date.
    """

    def __init__(
        self, events: Iterable[Event], wanted: Filter, articles: Mapping[str, Article]
    ) -> None:
        self.left_out = 0
        self._events = events
        self._wanted = wanted
        self._articles = articles

    def __iter__(self) -> Iterator[Event]:
        passing = self._passing()
        return passing if self._wanted.top is None else iter(_most_salient(passing, self._wanted))

    def _passing(self) -> Iterator[Event]:
        self.left_out = 0
        for event in self._events:
            if not self._wanted.accepts(event, self._articles):
                continue
            if event.date is None and not self._wanted.undated:
                self.left_out += 1
            else:
                yield event


def years_of(events: Iterable[Event]) -> dict[int, int]:
    """How many events begin (or, where that is open, end) in each astronomical year."""
    dates = (event.date for event in events if event.date is not None)
    return dict(Counter(date.first.year for date in dates))


def _most_salient(events: Iterable[Event], wanted: Filter) -> list[Event]:
    """The `top` most salient (the earlier of equals), in their own order."""
    ranked = ((event.salience, -place, event) for place, event in enumerate(events))
    best = heapq.nlargest(wanted.top or 0, ranked, key=lambda item: item[:2])
    return [event for _, _, event in sorted(best, key=lambda item: -item[1])]


def _about(event: Event, name: str) -> bool:
    return any(name in fold(one) for one in _names(event))


def _names(event: Event) -> list[str]:
    names = [event.title, *event.places]
    names += [participant.name for participant in event.participants]
    for mention in event.mentions:
        names += mention.places
        names += [participant.name for participant in mention.participants]
    return names


def _tells(event: Event, words: list[str]) -> bool:
    text = fold(" ".join([event.title, *(mention.quote for mention in event.mentions)]))
    return holds(text, words)


def _names_of(article: Article) -> str:
    parts = (article.site, article.url, article.path, *article.carriers, article.title)
    return " ".join(fold(part) for part in parts if part)
