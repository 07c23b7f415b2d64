"""The Markdown export (CommonMark): a chronology by year in French, with quotes, sources, links.

Nothing from an article is markup: it has no emphasis, no HTML, no link and no image of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TextIO

from timeline.model import Article, Event
from timeline.rendering.content import Content
from timeline.rendering.escaping import markdown_text
from timeline.rendering.extent import event_date_in_words
from timeline.rendering.formats import ALL_HELD, Options, Unheld, text_format
from timeline.rendering.phrases import Quotation, french, heading, quotations, remarks


def write(content: Content, out: TextIO, options: Options) -> Unheld:
    """Writes a heading for each year and an item for each event; no articles' text."""
    articles = content.known_articles()
    out.write(f"# {french().put('title')}\n")
    year = None
    for event in content.events:
        if heading(event) != year:
            year = heading(event)
            out.write(f"\n## {markdown_text(year)}\n\n")
        out.writelines(f"{line}\n" for line in _lines(event, articles))
    return ALL_HELD


def _lines(event: Event, articles: Mapping[str, Article]) -> Iterator[str]:
    date = event_date_in_words(event)
    start = f"**{markdown_text(date)}** : " if date else ""
    said = "; ".join(remarks(event, articles))
    yield f"- {start}{markdown_text(event.title)}{f' ({markdown_text(said)})' if said else ''}"
    for one in quotations(event, articles):
        yield f"  - « {markdown_text(one.words)} » — {_source(one)}"


def _source(quotation: Quotation) -> str:
    name = markdown_text(quotation.source)
    link = name if quotation.link is None else f"[{name}](<{quotation.link}>)"
    return ", ".join([link, *map(markdown_text, quotation.facts)])


FORMAT = text_format("markdown", (".md", ".markdown"), write)
