"""The JSON Lines export: one event a line, each with what it takes to be used alone.

A line has the keys of an event in the JSON export, `"schema": "timeline-event/1"` before them and
`articles` behind them: what is known of the articles that its mentions and their dates rest on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TextIO

from timeline import codec
from timeline.model import Article, Event
from timeline.rendering.content import Content
from timeline.rendering.formats import ALL_HELD, Options, Unheld, text_format
from timeline.rendering.json_export import dump, event_to_dict

SCHEMA = "timeline-event/1"
_OF_ARTICLES = ("id", "path", "title", "author", "site", "url", "published", "language", "copy_of")


def write(content: Content, out: TextIO, options: Options) -> Unheld:
    """Writes a line for each event; the articles' text stays out of them."""
    articles = content.known_articles()
    out.writelines(dump(_line(event, articles)) + "\n" for event in content.events)
    return ALL_HELD


def _line(event: Event, articles: Mapping[str, Article]) -> dict[str, Any]:
    named = dict.fromkeys(
        name
        for mention in event.mentions
        for name in (mention.article, *(one.article for one in mention.date_evidence))
    )
    told = [codec.article_to_dict(articles[name]) for name in named if name in articles]
    kept = [{key: one[key] for key in _OF_ARTICLES} for one in told]
    return {"schema": SCHEMA, **event_to_dict(event), "articles": kept}


FORMAT = text_format("jsonl", (".jsonl",), write)
