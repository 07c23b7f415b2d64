"""The JSON-LD export: schema.org/Event, one a line, for search engines and knowledge graphs.

Only types and properties that schema.org has. It has none for how sure an event is: one that is not
told as a fact says so in `disambiguatingDescription`. An open end has no `startDate` or `endDate`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO

from timeline.model import Article, Event, Participant
from timeline.rendering.content import Content
from timeline.rendering.escaping import web_link
from timeline.rendering.formats import ALL_HELD, Options, Unheld, text_format
from timeline.rendering.json_export import dump, write_list
from timeline.rendering.phrases import french

_CONTEXT = "https://schema.org"
_TYPES = {"PER": "Person", "ORG": "Organization", "LOC": "Place"}


def write(content: Content, out: TextIO, options: Options) -> Unheld:
    """Writes a node for each event; there is no place for the articles' text."""
    articles = content.known_articles()
    out.write(f'{{"@context": {dump(_CONTEXT)}')
    write_list(out, "@graph", (_event(event, articles) for event in content.events))
    out.write("}\n")
    return ALL_HELD


def _event(event: Event, articles: Mapping[str, Article]) -> dict[str, Any]:
    date, told = event.date, dict.fromkeys(one.article for one in event.mentions)
    quote = next((one.quote for one in event.mentions), None)
    return _known(
        {
            "@type": "Event",
            "@id": f"urn:timeline:event:{event.id}",
            "identifier": event.id,
            "name": event.title,
            "startDate": None if date is None or date.start is None else str(date.start),
            "endDate": None if date is None or date.end is None else str(date.end),
            "description": quote,
            "disambiguatingDescription": _as_told(event),
            "keywords": event.type,
            "about": list(_entities(event.participants)),
            "location": [{"@type": "Place", "name": place} for place in event.places],
            "subjectOf": [_article(articles[one]) for one in told if one in articles],
        }
    )


def _as_told(event: Event) -> str | None:
    return None if event.factuality == "actual" else french().of("told", event.factuality)


def _entities(participants: Iterable[Participant]) -> Iterator[dict[str, Any]]:
    """Who took part, each once, whatever the parts."""
    for name, kind in dict.fromkeys((one.name, one.type) for one in participants):
        yield {"@type": _TYPES.get(kind or "", "Thing"), "name": name}


def _article(article: Article) -> dict[str, Any]:
    published = article.published and article.published.first
    return _known(
        {
            "@type": "NewsArticle",
            "@id": f"urn:timeline:article:{article.id}",
            "headline": article.title,
            "url": web_link(article.url),
            "datePublished": None if published is None else str(published),
            "author": article.author and {"@type": "Person", "name": article.author},
            "publisher": article.site and {"@type": "Organization", "name": article.site},
            "inLanguage": article.language,
        }
    )


def _known(node: dict[str, Any]) -> dict[str, Any]:
    """The node without what is not known."""
    return {key: value for key, value in node.items() if value}


FORMAT = text_format("jsonld", (".jsonld",), write)
