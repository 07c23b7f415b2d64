"""All mentions of a corpus in the order of their articles and texts, in memory or out of it."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from io import BytesIO
from operator import attrgetter
from typing import Any

import numpy as np

from timeline.model import (
    Amount,
    Component,
    DateSpan,
    Day,
    Evidence,
    Mention,
    Participant,
    Trigger,
)
from timeline.reconciliation.spool import Spool


class OrderedMentions:
    """Mentions by position, ordered by article, place in its text and id.

    What comes as a sequence is in memory already and stays there; of anything else, each mention is
    taken once and kept in a temporary file.
    """

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._held: list[Mention] | None = None
        self._spool = Spool()
        if isinstance(mentions, Sequence):
            self._held = sorted(mentions, key=place_of)
            articles = [mention.article for mention in self._held]
        else:
            articles = self._keep(mentions)
        self._ranges: dict[str, range] = {}
        begin = 0
        for end, article in enumerate(articles, 1):
            if end == len(articles) or articles[end] != article:
                self._ranges[article] = range(begin, end)
                begin = end

    def _keep(self, mentions: Iterable[Mention]) -> list[str]:
        """Spools the mentions, finds their order and gives their articles in it."""
        numbers: dict[str, int] = {}
        article, place = array("q"), array("q")
        for mention in mentions:
            article.append(numbers.setdefault(mention.article, len(numbers)))
            place.append(mention.trigger.char_start)
            self._spool.append(_packed(mention))
        names = sorted(numbers)
        rank = np.empty(len(names), np.int64)
        rank[[numbers[name] for name in names]] = np.arange(len(names))
        articles, places = rank[np.array(article, np.int64)], np.array(place, np.int64)
        order = np.lexsort((places, articles))
        articles, places = articles[order], places[order]
        same = np.flatnonzero((np.diff(articles) == 0) & (np.diff(places) == 0))
        self._order = order
        for begin, end in _stretches(same.tolist()):
            order[begin:end] = sorted(order[begin:end], key=lambda number: self._read(number).id)
        return [names[number] for number in articles.tolist()]

    def __len__(self) -> int:
        return len(self._spool) if self._held is None else len(self._held)

    def __getitem__(self, position: int) -> Mention:
        if self._held is not None:
            return self._held[position]
        return self._read(self._order[position])

    def __iter__(self) -> Iterator[Mention]:
        return (self[position] for position in range(len(self)))

    def of_article(self, article: str) -> range:
        """The positions of the mentions of an article."""
        return self._ranges.get(article, range(0))

    def _read(self, number: int) -> Mention:
        mention: Mention = pickle.loads(self._spool[int(number)])
        return mention


def _packed(mention: Mention) -> bytes:
    """A mention as bytes, which are read in this process and nowhere else."""
    out = BytesIO()
    pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _REDUCED
    pickler.dump(mention)
    return out.getvalue()


def _reducer(kind: type[Any]) -> Callable[[Any], tuple[type[Any], tuple[Any, ...]]]:
    """A dataclass and its values: to call it takes half the time of what dataclasses do."""
    values = attrgetter(*(field.name for field in fields(kind)))
    return lambda one: (kind, values(one))


_KINDS = (Amount, Component, DateSpan, Day, Evidence, Mention, Participant, Trigger)
_REDUCED: dict[type, Callable[[Any], tuple[type[Any], tuple[Any, ...]]]] = {
    kind: _reducer(kind) for kind in _KINDS
}


def place_of(mention: Mention) -> tuple[str, int, str]:
    """By what mentions are ordered: article, place in its text, id."""
    return (mention.article, mention.trigger.char_start, mention.id)


def _stretches(ties: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where runs of equal neighbours begin and end, given each that is like the next."""
    begin = None
    for place, tie in enumerate(ties):
        begin = tie if begin is None else begin
        if place + 1 == len(ties) or ties[place + 1] != tie + 1:
            yield begin, tie + 2
            begin = None
