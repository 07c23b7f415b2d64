"""What is said of an event to readers of a document: its sources, what they differ in, its quotes.

What is given here is as articles have it: whoever writes it escapes it for the format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from timeline.model import Article, Conflict, Event, Membership
from timeline.rendering.escaping import web_link
from timeline.rendering.page_words import PageWords, page_words
from timeline.rendering.sources import readings_of
from timeline.rendering.words import date_in_words, year_in_words


def french() -> PageWords:
    """The words of documents that are in French alone: those of a published page."""
    return page_words("fr")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence and the article it stands in: its title (its path where it has none), its address
    if it has one, and what else is known of it."""

    words: str
    source: str
    link: str | None
    facts: tuple[str, ...]


def heading(event: Event) -> str:
    """The year under which the event stands."""
    if event.date is None:
        return french().put("undated")
    return year_in_words(event.date.first.year)


def remarks(event: Event, articles: Mapping[str, Article]) -> Iterator[str]:
    """What a reader has to know beside date and title: how it is told, by how many, differences."""
    if event.factuality != "actual":
        yield french().of("told", event.factuality)
    if event.sources > 1:
        yield french().counted("source", "sources_count", event.sources)
    for conflict in event.conflicts:
        yield _difference(event, conflict, articles)


def quotations(event: Event, articles: Mapping[str, Article]) -> Iterator[Quotation]:
    """The sentences that tell of the event, each once for each article."""
    seen = set()
    for membership in event.memberships:
        mention = membership.mention
        if (mention.article, mention.quote) not in seen:
            seen.add((mention.article, mention.quote))
            yield _quotation(membership, articles)


def _quotation(membership: Membership, articles: Mapping[str, Article]) -> Quotation:
    mention = membership.mention
    article = articles.get(mention.article)
    if article is None:
        return Quotation(mention.quote, mention.article, None, ())
    original = articles.get(article.copy_of or "")
    facts = (
        article.site,
        date_in_words(article.published),
        original and french().put("copy_of", source=original.title or original.path),
    )
    return Quotation(
        mention.quote,
        article.title or article.path,
        web_link(article.url),
        tuple(one for one in facts if one),
    )


def _difference(event: Event, conflict: Conflict, articles: Mapping[str, Article]) -> str:
    words, readings = french(), []
    for one in readings_of(event, conflict):
        value = words.of("told", one.value) if conflict.field == "factuality" else ""
        value = value or one.date_in_words() or one.value
        named = [articles[name].path if name in articles else name for name in one.articles]
        readings.append(words.put("reading", value=value, sources=", ".join(named)))
    field = words.of("fields", conflict.field)
    return words.put("differ", field=field, readings=" – ".join(readings))
