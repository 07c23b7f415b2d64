"""The HTML export: one page to publish, or a fragment for a content management system.

The story is written first, event by event, to a temporary file, and what events are filtered by to
another, as what stands above it (how many events, of which years, what to filter by) is known only
then. It is all there without a script; the script filters, searches and draws the overview. Nothing
is fetched from anywhere.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, TextIO, cast

from timeline.model import Article, Event
from timeline.rendering.content import Content
from timeline.rendering.encoding import utf8_text
from timeline.rendering.escaping import web_link
from timeline.rendering.formats import ALL_HELD, Format, Options, Unheld
from timeline.rendering.page_assets import (
    Companion,
    data,
    environment,
    fingerprint,
    policy,
    script,
    style,
    user_style,
)
from timeline.rendering.page_index import Index
from timeline.rendering.page_story import (
    article_facts,
    article_name,
    view_event,
    year_heading,
    year_of,
)
from timeline.rendering.page_words import PageWords, page_words

_IN_MEMORY = 1 << 20  # bytes of a temporary file
_TOGETHER = 256  # pieces of a template that are written at once


def write(content: Content, out: BinaryIO, options: Options) -> Unheld:
    """Writes the page; there is no place for the articles' text."""
    return write_page(content, out, options)


def write_page(
    content: Content, out: BinaryIO, options: Options, companion: Companion | None = None
) -> Unheld:
    """Writes the page, with what it has beside when it is served."""
    words = page_words(options.language)
    articles = content.known_articles()
    level = 2 if options.embed else 1
    with _temporary() as story, _temporary() as notes:
        index = Index(words, articles, notes)
        with utf8_text(story) as text:
            years = _years(content.events, index)
            _render("story.html", text, years=years, level=level, words=words)
        frame = _frame(content, options, index, level, companion)
        with utf8_text(out) as text:
            _render("begin.html", text, **frame)
        story.seek(0)
        shutil.copyfileobj(story, out)
        with utf8_text(out) as text:
            _render("end.html", text, **frame)
    return ALL_HELD


def _temporary() -> BinaryIO:
    # Typeshed does not see that it is one.
    return cast(BinaryIO, SpooledTemporaryFile(_IN_MEMORY))


def _years(events: Iterable[Event], index: Index) -> Iterator[dict[str, Any]]:
    """The years with their events, each event noted in the index as it passes."""
    for year, group in groupby(events, year_of):
        heading = year_heading(year, index.words)
        target = "y-none" if year is None else f"y-{year}"
        yield {"id": target, "heading": heading, "events": _views(group, index)}


def _views(events: Iterable[Event], index: Index) -> Iterator[object]:
    for event in events:
        index.add(event)
        yield view_event(event, index.articles, index.words)


def _frame(
    content: Content, options: Options, index: Index, level: int, companion: Companion | None
) -> dict[str, Any]:
    """What stands around the story."""
    words = index.words
    scripts, styles = [script()], [style(whole=not options.embed)]
    if options.css is not None:
        styles.append(user_style(options.css))
    if companion is not None:
        scripts.append(companion.program)
        styles.append(companion.style)
    return {
        "words": words,
        "level": level,
        "embed": options.embed,
        "title": options.title or words.put("title"),
        "summary": _summary(index),
        "program": fingerprint(scripts[0]),
        "fingerprints": [fingerprint(one) for one in styles],
        "styles": styles,
        "policy": policy(scripts, styles, connects=companion is not None),
        "scripts": scripts,
        "companion": companion,
        "facets": index.facets(),
        "bars": index.bars(),
        "sources": _sources(index.cited, index.articles, words),
        "generator": content.generator,
        "names": data(index.names()),
        "phrases": data(words.for_script()),
        "rows": map(data, index.rows()),
    }


def _summary(index: Index) -> str:
    """How much there is, in one line."""
    words = index.words
    parts = [words.counted("event", "events", index.count)]
    if years := sorted(year for year in index.years if year is not None):
        first, last = (year_heading(year, words) for year in (years[0], years[-1]))
        parts.append(first if first == last else words.put("span", first=first, last=last))
    parts.append(words.counted("article", "articles", len(index.cited)))
    return ", ".join(parts)


def _sources(
    cited: Iterable[str], articles: Mapping[str, Article], words: PageWords
) -> list[dict[str, object]]:
    """The articles that tell of the events, in the order in which they appeared."""
    known = [articles[name] for name in cited if name in articles]

    def place(article: Article) -> tuple[bool, int, str, str]:
        date = article.published
        return date is None, 0 if date is None else date.first.ordinal, article.path, article.id

    return [
        {
            "id": one.id,
            "name": article_name(one),
            "address": web_link(one.url),
            "facts": article_facts(one, articles, words),
        }
        for one in sorted(known, key=place)
    ]


def _render(template: str, out: TextIO, **context: object) -> None:
    stream = environment().get_template(template).stream(**context)
    stream.enable_buffering(_TOGETHER)
    out.writelines(stream)


FORMAT = Format("html", (".html", ".htm"), write, page=True)
