"""Events as a published page shows them: what its templates are given, all of it plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from timeline.model import Article, Conflict, DateSpan, Event, Membership
from timeline.rendering.extent import event_date_in_words
from timeline.rendering.page_words import PageWords
from timeline.rendering.sources import originals, readings_of
from timeline.rendering.words import date_in_words, year_in_words

Precision = Literal["day", "month", "year", "open", "none"]
Mark = Literal["", "trigger", "date"]

MAJOR = 0.65  # salience from which a title stands out
_MOST_NAMED = 3  # sources that are named; the others are counted
_LONG = 60  # characters of a title that stands for its article among others
_BESIDE = 36  # of one that stands beside an event


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence in stretches, each with how it is marked, and the article it stands in."""

    stretches: tuple[tuple[str, Mark], ...]
    article: str
    source: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """An event in words. `day` is what a machine reads of its date, where HTML can say it."""

    id: str
    title: str
    date: str
    day: str
    precision: Precision
    vague: bool
    major: bool
    facts: tuple[str, ...]
    told: str
    corrected: bool
    differences: tuple[str, ...]
    sources: str
    evidence: str
    quotes: tuple[Quote, ...]


def view_event(event: Event, articles: Mapping[str, Article], words: PageWords) -> EventView:
    """The event as the page shows it. `articles` are found by their id."""
    date = event.date
    quotes = tuple(_quotes(event, articles, words))
    evidence = words.counted("source", "sources_count", event.sources)
    if len(quotes) > max(event.sources, 1):
        evidence += f", {words.counted('quote', 'quotes', len(quotes))}"
    return EventView(
        event.id,
        event.title,
        event_date_in_words(event, words.language),
        _machine_date(date),
        precision_of(date),
        date is not None and (date.approximate or date.uncertain),
        event.salience >= MAJOR,
        () if event.type == "other" else (words.of("types", event.type),),
        "" if event.factuality == "actual" else words.of("told", event.factuality),
        bool(event.corrected),
        tuple(_difference(event, one, articles, words) for one in event.conflicts),
        _named(_names(event, articles, words), words),
        evidence,
        quotes,
    )


def precision_of(date: DateSpan | None) -> Precision:
    """How precisely a date is drawn."""
    if date is None:
        return "none"
    if date.days is None:
        return "open"
    return "day" if date.days == 1 else "month" if date.days <= 31 else "year"


def year_of(event: Event) -> int | None:
    """The year under which an event stands: that of its beginning, or else of its end."""
    return None if event.date is None else event.date.first.year


def year_heading(year: int | None, words: PageWords) -> str:
    """The heading of a year, or of what has none."""
    return words.put("undated") if year is None else year_in_words(year, words.language)


def article_name(article: Article) -> str:
    """The title of an article, or else its file."""
    return article.title or article.path.rpartition("/")[2]


def article_facts(
    article: Article, articles: Mapping[str, Article], words: PageWords
) -> tuple[str, ...]:
    """Where and when an article appeared, and what it is a copy of."""
    published = date_in_words(article.published, words.language)
    facts = [article.author or "", article.site or "", published]
    if (original := articles.get(article.copy_of or "")) is not None:
        facts.append(words.put("copy_of", source=article_name(original)))
    return tuple(fact for fact in facts if fact)


def _machine_date(date: DateSpan | None) -> str:
    if date is None or date.approximate or date.uncertain or date.start is None:
        return ""
    code = date.edtf
    return code if re.fullmatch(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?", code) and code > "0001" else ""


def _quotes(event: Event, articles: Mapping[str, Article], words: PageWords) -> Iterator[Quote]:
    """The sentences, each once, with all that several mentions mark in it."""
    told: dict[tuple[str, int, int], list[Membership]] = {}
    for one in event.memberships:
        place = (one.mention.article, one.mention.char_start, one.mention.char_end)
        told.setdefault(place, []).append(one)
    for (identifier, _, _), memberships in told.items():
        article = articles.get(identifier)
        facts = () if article is None else article_facts(article, articles, words)
        if who := memberships[0].mention.attribution:
            facts = (*facts, words.put("according", who=who))
        name = identifier if article is None else article_name(article)
        yield Quote(tuple(_stretches(memberships)), identifier, name, facts)


def _stretches(memberships: list[Membership]) -> Iterator[tuple[str, Mark]]:
    first = memberships[0].mention
    marks: list[Mark] = [""] * len(first.quote)

    def mark(start: int, end: int, kind: Mark) -> None:
        if first.char_start <= start < end <= first.char_start + len(marks):
            begin = start - first.char_start
            marks[begin : end - first.char_start] = [kind] * (end - start)

    for one in memberships:
        for evidence in one.mention.date_evidence:
            if evidence.article == first.article:
                mark(evidence.char_start, evidence.char_end, "date")
    for one in memberships:
        mark(one.mention.trigger.char_start, one.mention.trigger.char_end, "trigger")
    begin = 0
    for place in range(1, len(marks) + 1):
        if place == len(marks) or marks[place] != marks[begin]:
            yield first.quote[begin:place], marks[begin]
            begin = place


def _names(event: Event, articles: Mapping[str, Article], words: PageWords) -> list[str]:
    """What the sources of an event are called beside it, each name once."""
    names = (_short_name(one.id, articles, words, _BESIDE) for one in originals(event, articles))
    return list(dict.fromkeys(names))


def _named(names: list[str], words: PageWords) -> str:
    """Names, of which a few are said and the others counted."""
    if (more := len(names) - _MOST_NAMED) > 0:
        names = [*names[:_MOST_NAMED], words.put("more_sources", count=words.number(more))]
    return ", ".join(names)


def _difference(
    event: Event, conflict: Conflict, articles: Mapping[str, Article], words: PageWords
) -> str:
    """What each source says where they differ, dates in their order."""
    readings = []
    for one in readings_of(event, conflict):
        value = one.date_in_words(words.language) or one.value
        if conflict.field == "factuality":
            value = words.of("readings", value)
        told_by = (_short_name(name, articles, words) for name in one.articles)
        named = _named(list(dict.fromkeys(told_by)), words)
        readings.append(words.put("reading", value=value, sources=named))
    field = words.of("fields", conflict.field)
    said = words.put("differ", field=field, readings=" – ".join(readings))
    return f"{said[0].upper()}{said[1:]}."


def _short_name(
    identifier: str, articles: Mapping[str, Article], words: PageWords, most: int = _LONG
) -> str:
    """What an article is called among others: its site, or else its title in quotation marks, cut
    between words, or else its file."""
    article = articles.get(identifier)
    name = identifier if article is None else article.site or article_name(article)
    if len(name) > most:
        name = f"{name[:most].rpartition(' ')[0] or name[:most]}…"
    if article is None or article.site or not article.title:
        return name
    return f"{words.put('open_quote')}{name}{words.put('close_quote')}"
