"""The whole text of an article, with one of its mentions marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.text import Text

from timeline.model import Article, Mention
from timeline.rendering.sanitize import visible
from timeline.rendering.terminal import FACT, HEADING, TRIGGER, wrapped

_SENTENCE = "not dim"  # marks the sentence as such and shows it even where it is passed over
_CHOSEN = "bold reverse"
_CHOSEN_DATE = "bold underline"
_PASSED_OVER = frozenset({"foreign", "furniture"})
_PARAGRAPH = re.compile(r"[^\r\n]+")


def article_lines(
    article: Article, chosen: Mention, mentions: Sequence[Mention], width: int
) -> Iterator[tuple[bool, Text]]:
    """The lines of an article, each with whether it holds any of the sentence of `chosen`.

    The event word of `chosen` and the words of its date stand out, wherever in the article these
    are; those of the other `mentions` are marked less. What is passed over is faint.
    """
    yield from ((False, line) for line in wrapped(_title(article), width, 0))
    marks = [*_zones(article), *_others(mentions), *_chosen(article, chosen)]
    for found in _PARAGRAPH.finditer(article.text):
        if not found.group().strip():
            continue
        yield False, Text()
        paragraph = Text(visible(found.group()))
        for start, end, style in marks:
            if start < found.end() and end > found.start():
                offset = found.start()
                paragraph.stylize(style, max(start - offset, 0), end - offset)
        for line in wrapped(paragraph, width, 0):
            yield any(span.style == _SENTENCE for span in line.spans), line


def _title(article: Article) -> Text:
    return Text(visible(article.title or article.path), style=HEADING)


def _zones(article: Article) -> Iterator[tuple[int, int, str]]:
    for zone in article.zones:
        if zone.kind in _PASSED_OVER:
            yield zone.char_start, zone.char_end, FACT


def _others(mentions: Sequence[Mention]) -> Iterator[tuple[int, int, str]]:
    for one in mentions:
        yield one.trigger.char_start, one.trigger.char_end, TRIGGER


def _chosen(article: Article, mention: Mention) -> Iterator[tuple[int, int, str]]:
    yield mention.char_start, mention.char_end, _SENTENCE
    for one in mention.date_evidence:
        if one.article == article.id:
            yield one.char_start, one.char_end, _CHOSEN_DATE
    yield mention.trigger.char_start, mention.trigger.char_end, _CHOSEN
