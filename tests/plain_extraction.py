"""Extraction and reconciliation without a model, for tests of what is around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from samples import event, mention

from timeline.model import Article, DateSpan, Event, Mention


class PlainExtraction:
    """In place of the pipeline: each sentence with a word in -é(e) is an event, of the year that
    it names. `extracted` lists the articles it was given."""

    def __init__(self) -> None:
        self.extracted: list[str] = []
        self.version = "plain 1"

    def __call__(
        self, articles: Iterable[Article], nlp: object, lexicon: object
    ) -> Iterator[tuple[Article, tuple[Mention, ...]]]:
        for article in articles:
            self.extracted.append(article.path)
            yield article, tuple(self._mentions(article))

    def _mentions(self, article: Article) -> Iterator[Mention]:
        for sentence in re.findall(r"[^.\n]+\.", article.text):
            trigger = re.search(r"\w+ée?\b", sentence)
            if trigger:
                year = re.search(r"\b\d{4}\b", sentence)
                dated: dict[str, Any] = {"date": DateSpan.of_year(int(year[0]))} if year else {}
                quote = sentence.strip()
                told = mention(article, quote, trigger[0], year[0] if year else "", **dated)
                yield self.named(told)

    def named(self, mention: Mention) -> Mention:
        """A mention with who takes part: nobody, unless a test says so."""
        return mention


def one_event_a_title(
    articles: Sequence[Article],
    mentions: Sequence[Mention],
    corrections: object = (),
    kept: object = None,
    compare: object = None,
) -> tuple[Event, ...]:
    """In place of reconciliation: mentions with the same title are one event."""
    titles: dict[str, list[Mention]] = {}
    for one in sorted(mentions, key=lambda one: (one.article, one.trigger.char_start)):
        titles.setdefault(one.title, []).append(one)
    events = [event(*group) for group in titles.values()]
    return tuple(sorted(events, key=lambda one: (str(one.date and one.date.start), one.id)))
