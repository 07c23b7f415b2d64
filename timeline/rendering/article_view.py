"""One article as timeline sees it: its zones, the events in them, and what gave none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rich.text import Text

from timeline.model import (
    Article,
    DateSpan,
    Mention,
    PassedOver,
    PublicationClaim,
    TimeExpression,
    Zone,
)
from timeline.rendering.extent import mention_extent
from timeline.rendering.parts import participants_in_words
from timeline.rendering.sanitize import visible
from timeline.rendering.terminal import (
    DATE_WORDS,
    FACT,
    HEADING,
    NOT_ACTUAL,
    TRIGGER,
    styled_date,
    wrapped,
)
from timeline.rendering.words import Language, date_in_words

FindDates = Callable[[str, DateSpan | None], Sequence[TimeExpression]]
# How many of the parts of a score are named.
_REASONS = 3
# What extraction passes over, whatever it says.
_PASSED_OVER = frozenset({"foreign", "furniture"})


@dataclass(frozen=True, slots=True)
class _How:
    """What gives the id of a mention's event, and the time expressions of a text; how wide lines
    are, and the language of dates."""

    event_of: Callable[[str], str | None]
    find_dates: FindDates
    width: int | None
    language: Language


def view_article(
    article: Article,
    mentions: Sequence[Mention],
    event_of: Callable[[str], str | None],
    find_dates: FindDates,
    width: int | None,
    others: Sequence[Article] = (),
    language: Language = "fr",
) -> Iterator[Text]:
    """The lines that show an article zone by zone, dates in `language`.

    Under each sentence that tells of events stand these, with their dates; a stretch that gave
    none is shown with the time expressions in it. `event_of` gives the id of a mention's event,
    `find_dates` the time expressions of a text; its original or its copies are among `others`.
    """
    how = _How(event_of, find_dates, width, language)
    yield from wrapped(Text(visible(article.title or article.path), style=HEADING), width, 0)
    for label, value in (*_facts(article, len(mentions), language), *_copies(article, others)):
        yield Text(f"{label:<10} ", style=FACT).append(visible(value))
    for zone in article.zones or (Zone(0, len(article.text), "body"),):
        yield Text()
        span = f" {zone.char_start}–{zone.char_end}"
        passed_over = ", passed over" if zone.kind in _PASSED_OVER else ""
        yield Text(zone.kind, style=HEADING).append(span + passed_over, style=FACT)
        if zone.kind in _PASSED_OVER:
            words = Text(visible(article.text[zone.char_start : zone.char_end].strip()), style=FACT)
            yield from wrapped(words, width, 2)
        else:
            yield from _zone(article, zone, mentions, how)


def _facts(article: Article, mentions: int, language: Language) -> Iterator[tuple[str, str]]:
    yield "id", article.id
    yield "path", ", ".join(article.carriers or (article.path,))
    facts = {
        "site": article.site,
        "section": article.section,
        "author": article.author,
        "url": article.url,
    }
    yield from ((label, value) for label, value in facts.items() if value)
    source = f" ({article.published_source})" if article.published_source else ""
    yield "published", (date_in_words(article.published, language) or "unknown") + source
    for claim in article.claims:
        yield "", _said(claim, article.published, language)
    yield "mentions", str(mentions)


def _copies(article: Article, others: Sequence[Article]) -> Iterator[tuple[str, str]]:
    original = [one.path for one in others if one.id == article.copy_of]
    copies = [one.path for one in others if one.copy_of == article.id]
    for label, paths in (("copy of", original), ("copies", copies)):
        if paths:
            yield label, ", ".join(paths)


def _said(claim: PublicationClaim, believed: DateSpan | None, language: Language) -> str:
    """What a claim says of the publication, and whether it was believed."""
    where = f" {claim.where}" if claim.where else ""
    words = f'{claim.source}{where}: "{claim.text}"'
    if claim.date is None:
        return f"{words}, not believed: {claim.problem}"
    if claim.date == believed:
        return words
    return f"{words}, another date: {date_in_words(claim.date, language)}"


def _zone(
    article: Article,
    zone: Zone,
    mentions: Sequence[Mention],
    how: _How,
) -> Iterator[Text]:
    inside = [one for one in mentions if zone.char_start <= one.char_start < zone.char_end]
    position = zone.char_start
    for start, end in sorted({(one.char_start, one.char_end) for one in inside}):
        yield from _silent(article, position, start, how)
        here = [one for one in inside if (one.char_start, one.char_end) == (start, end)]
        yield from wrapped(_marked(here), how.width, 2)
        for mention in here:
            yield from wrapped(_told(mention, how), how.width, 4)
        position = max(position, end)
    yield from _silent(article, position, zone.char_end, how)


def _marked(mentions: Sequence[Mention]) -> Text:
    """A sentence with the triggers of its mentions and the words of their dates marked."""
    first = mentions[0]
    quote = Text(visible(first.quote))
    for mention in mentions:
        words = [
            (one.char_start, one.char_end, DATE_WORDS)
            for one in mention.date_evidence
            if one.article == mention.article
        ]
        words.append((mention.trigger.char_start, mention.trigger.char_end, TRIGGER))
        for start, end, style in words:
            if first.char_start <= start and end <= first.char_end:
                quote.stylize(style, start - first.char_start, end - first.char_start)
    return quote


def _told(mention: Mention, how: _How) -> Text:
    date = styled_date(mention.date, how.language, mention_extent(mention))
    event = how.event_of(mention.id)
    line = Text("→ ").append(visible(mention.trigger.text), style=TRIGGER)
    line.append(f" {mention.type}")
    if mention.type_components:
        line.append(" (by its context)", style=FACT)
    line.append(", ").append_text(date)
    line.append(f" ({mention.date_source})", style=FACT)
    if mention.factuality != "actual":
        line.append(", ").append(mention.factuality, style=NOT_ACTUAL)
    if mention.participants:
        line.append(f", {participants_in_words(mention.participants, [mention.quote])}")
    return line.append(f", event {event[:8]}" if event else "", style=FACT)


def _silent(article: Article, start: int, end: int, how: _How) -> Iterator[Text]:
    """A stretch of text that gave no event, each paragraph by itself."""
    position, following = start, start
    for line in article.text[start:end].splitlines(keepends=True):
        position, following = following, following + len(line)
        paragraph = line.rstrip("\r\n")
        if not any(letter.isalnum() for letter in paragraph):
            continue
        yield from wrapped(Text(visible(paragraph.strip()), style=FACT), how.width, 2)
        found = how.find_dates(paragraph, article.published)
        told = [(one, date_in_words(one.date, how.language) or one.type.lower()) for one in found]
        words = ", ".join(f'"{visible(one.text)}" {date}' for one, date in told)
        dates = f"; time expressions: {words}" if words else ""
        yield from wrapped(Text(f"no event found here{dates}", style="dim italic"), how.width, 4)
        low, high = position, position + len(paragraph)
        inside = [one for one in article.passed_over if low <= one.trigger.char_start < high]
        for one in inside:
            yield from wrapped(Text(_why_none(one), style=FACT), how.width, 6)
        if article.passed_over and not inside:
            yield from wrapped(Text("no word that may name an event", style=FACT), how.width, 6)


def _why_none(one: PassedOver) -> str:
    """What was not taken for an event, how likely it was one, and what spoke most against it."""
    against = [f"{part.name} {part.weight:+.1f}" for part in one.components if part.weight < 0]
    reasons = f": {', '.join(against[:_REASONS])}" if against else ""
    return f'"{visible(one.trigger.text)}" passed over, likelihood {one.likelihood:.2f}{reasons}'
