"""What is said of an event to readers of a document: its sources, what they differ in, its quotes.

The words of a language are in one `Phrases`. What is given here is as articles have it: whoever
writes it escapes it for the format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from timeline.model import Article, Conflict, Event, Membership
from timeline.rendering.escaping import web_link
from timeline.rendering.sources import readings_of
from timeline.rendering.words import date_in_words, year_in_words


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of a language. `told`: how an event is told; `fields`: what sources differ in."""

    chronology: str
    undated: str
    sources: str
    copy_of: str
    differ: str
    told: Mapping[str, str]
    fields: Mapping[str, str]


FRENCH = Phrases(
    chronology="Chronologie",
    undated="Sans date",
    sources="sources",
    copy_of="copie de",
    differ="les sources diffèrent",
    told={
        "actual": "avéré",
        "negated": "démenti",
        "hypothetical": "hypothétique",
        "alleged": "selon une source",
        "planned": "prévu",
    },
    fields={"date": "date", "amounts": "montant", "factuality": "réalité"},
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence and the article it stands in: its title (its path where it has none), its address
    if it has one, and what else is known of it."""

    words: str
    source: str
    link: str | None
    facts: tuple[str, ...]


def heading(event: Event, phrases: Phrases = FRENCH) -> str:
    """The year under which the event stands."""
    return phrases.undated if event.date is None else year_in_words(event.date.first.year)


def remarks(
    event: Event, articles: Mapping[str, Article], phrases: Phrases = FRENCH
) -> Iterator[str]:
    """What a reader has to know beside date and title: how it is told, by how many, differences."""
    if event.factuality != "actual":
        yield phrases.told[event.factuality]
    if event.sources > 1:
        yield f"{event.sources} {phrases.sources}"
    for conflict in event.conflicts:
        yield _difference(event, conflict, articles, phrases)


def quotations(
    event: Event, articles: Mapping[str, Article], phrases: Phrases = FRENCH
) -> Iterator[Quotation]:
    """The sentences that tell of the event, each once for each article."""
    seen = set()
    for membership in event.memberships:
        mention = membership.mention
        if (mention.article, mention.quote) not in seen:
            seen.add((mention.article, mention.quote))
            yield _quotation(membership, articles, phrases)


def _quotation(
    membership: Membership, articles: Mapping[str, Article], phrases: Phrases
) -> Quotation:
    mention = membership.mention
    article = articles.get(mention.article)
    if article is None:
        return Quotation(mention.quote, mention.article, None, ())
    original = articles.get(article.copy_of or "")
    facts = (
        article.site,
        date_in_words(article.published),
        None if original is None else f"{phrases.copy_of} {original.title or original.path}",
    )
    return Quotation(
        mention.quote,
        article.title or article.path,
        web_link(article.url),
        tuple(one for one in facts if one),
    )


def _difference(
    event: Event, conflict: Conflict, articles: Mapping[str, Article], phrases: Phrases
) -> str:
    readings = []
    for one in readings_of(event, conflict):
        words = phrases.told.get(one.value, "") if conflict.field == "factuality" else ""
        named = [articles[name].path if name in articles else name for name in one.articles]
        value = words or one.date_in_words() or one.value
        readings.append(f"{value} ({', '.join(named)})")
    field = phrases.fields.get(conflict.field, conflict.field)
    return f"{phrases.differ} ({field}) : {' – '.join(readings)}"
