"""One mention of an event as `explain` shows it: its sentence, its date, and why it belongs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.text import Text

from timeline.model import Article, Component, DateSource, Membership, Mention
from timeline.rendering.extent import mention_extent
from timeline.rendering.parts import BRACKETS, has_brackets, participants_in_words
from timeline.rendering.reasons import reasons
from timeline.rendering.sanitize import visible
from timeline.rendering.sources import path_in_words
from timeline.rendering.terminal import (
    DATE_WORDS,
    FACT,
    HEADING,
    TRIGGER,
    hanging,
    labelled,
    styled_date,
    styled_quote,
    wrapped,
)
from timeline.rendering.waterfall import Scale, score, signed, waterfall
from timeline.rendering.words import date_in_words

_INDENT = 3
# How many of the parts of a score are named.
_PARTS = 5
# From which likelihood a sentence is said to tell an event so.
_LIKELY = ((0.9, "very likely an event"), (0.7, "probably an event"), (0.0, "perhaps an event"))
_REASONS: dict[DateSource, str] = {
    "explicit": "the text names it",
    "relative": "counted from the day of publication",
    "narrative": "taken over from another place in the text",
    "publication": "the news of an article published that day",
    "cross-document": "lent by another article",
    "none": "no date found for it",
}


@dataclass(frozen=True, slots=True)
class View:
    """What the mentions of an event are shown against: articles and mentions of other events that
    lent a date, by their ids; the numbers of the event's own; the scale of their match weights;
    the width in columns."""

    articles: Mapping[str, Article]
    lenders: Mapping[str, Mention]
    numbers: Mapping[str, int]
    scale: Scale
    width: int | None


def view_mention(number: int, membership: Membership, weighed: int, view: View) -> Iterator[Text]:
    """The lines of the mention that has this number.

    `weighed` is the number of the mention that shows these match weights: its own, or that of an
    earlier one with the same.
    """
    mention, width = membership.mention, view.width
    article = view.articles.get(mention.article)
    where = f"{path_in_words(mention.article, view.articles)}, characters {mention.char_start}"
    heading = Text(f"{where}–{mention.char_end}")
    if article is not None and article.published is not None:
        origin = f" ({visible(article.published_source)})" if article.published_source else ""
        heading.append(f", published {date_in_words(article.published)}{origin}", style=FACT)
    if article is not None and article.copy_of is not None:
        original = path_in_words(article.copy_of, view.articles)
        heading.append(f", a copy of {original}", style=FACT)
    yield from hanging(Text().append(f"{number}. ", style=HEADING), heading, width)
    yield from wrapped(styled_quote(membership), width, _INDENT)
    yield from labelled("event word", _trigger(mention), width, _INDENT)
    if mention.type_components:
        yield from labelled("type", _why_typed(mention), width, _INDENT)
    if mention.components:
        yield from labelled("told", _why_told(mention), width, _INDENT)
    yield from labelled("date", _why_dated(membership, view), width, _INDENT)
    if mention.attribution:
        yield from labelled("according to", Text(visible(mention.attribution)), width, _INDENT)
    if mention.participants:
        yield from labelled("who", _who(mention), width, _INDENT)
    yield from labelled("belongs here", _why_here(number, membership, view), width, _INDENT)
    if membership.components:
        weights = _in_numbers(number, membership, weighed)
        yield from labelled("in numbers", weights, width, _INDENT)
    if weighed == number:
        yield from waterfall(membership.components, view.scale, width, 2 * _INDENT)


def _trigger(mention: Mention) -> Text:
    trigger = mention.trigger
    words = Text(visible(trigger.text), style=TRIGGER)
    lemma = f"{visible(trigger.lemma)}, " if trigger.lemma != trigger.text else ""
    told = f"type {mention.type}, told as {mention.factuality}"
    facts = f" ({lemma}{told}, confidence {mention.confidence:.3f})"
    return Text().append_text(words).append(facts, style=FACT)


def _why_typed(mention: Mention) -> Text:
    """What speaks for a type that the context gives, in log-odds, the strongest first."""
    parts = _in_parts(mention.type_components)
    return Text("by its context").append(f" (rather than other: {parts})", style=FACT)


def _in_parts(components: Sequence[Component]) -> str:
    return ", ".join(f"{part.name} {part.weight:+.1f}" for part in components[:_PARTS])


def _why_told(mention: Mention) -> Text:
    """What makes the sentence tell an event, in log-odds, the strongest first."""
    log_odds = sum(part.weight for part in mention.components)
    # The hyperbolic tangent is the logistic function that no large number overflows.
    likelihood = (1 + math.tanh(log_odds / 2)) / 2
    parts = _in_parts(mention.components)
    words = next(words for least, words in _LIKELY if likelihood >= least)
    return Text(words).append(f" (likelihood {likelihood:.2f}: {parts})", style=FACT)


def _why_dated(membership: Membership, view: View) -> Text:
    mention = membership.mention
    giver = membership.date_giver or mention.carried_from
    lent = _lent_by(giver, mention, view) if giver else ""
    extent = mention_extent(mention)
    its_own = extent if membership.date == mention.date else None
    line = Text().append_text(styled_date(membership.date, extent=its_own))
    line.append(f": {_REASONS[membership.date_source]}{lent}")
    if membership.date_giver and mention.date is not None:
        line.append(f"; its own text would say {date_in_words(mention.date, extent=extent)}")
    if mention.date_evidence:
        line.append("; its words: ")
        for place, one in enumerate(mention.date_evidence):
            line.append(', "' if place else '"').append(visible(one.text), style=DATE_WORDS)
            elsewhere = one.article != mention.article
            line.append(f'" in {path_in_words(one.article, view.articles)}' if elsewhere else '"')
    return line


def _lent_by(giver: str, mention: Mention, view: View) -> str:
    """Which mention lent a date: its number here, or its words and where they stand."""
    if giver in view.numbers:
        return f" (mention {view.numbers[giver]})"
    lender = view.lenders.get(giver)
    if lender is None:
        return ""
    same = lender.article == mention.article
    where = "the same article" if same else path_in_words(lender.article, view.articles)
    word = lender.trigger
    place = f"characters {word.char_start}–{word.char_end} of {where}"
    return f' (from "{visible(word.text)}", {place})'


def _who(mention: Mention) -> Text:
    quotes = [mention.quote]
    line = Text(participants_in_words(mention.participants, quotes))
    if has_brackets(mention.participants, quotes):
        line.append(f"; {BRACKETS}", style=FACT)
    return line


def _in_numbers(number: int, membership: Membership, weighed: int) -> Text:
    """What the weights add up to."""
    line = Text().append(signed(score(membership.components)), style=HEADING)
    if weighed != number:
        return line.append(f", as mention {weighed}", style=FACT)
    return line.append(" (a plus speaks for one event, a minus against it)", style=FACT)


def _why_here(number: int, membership: Membership, view: View) -> Text:
    if membership.joined is None:
        return Text(
            "it is the first mention" if number == 1 else "what it was matched with is not known"
        )
    other = view.numbers.get(membership.joined)
    name = f"mention {other}" if other else f"mention {visible(membership.joined)}"
    article = view.articles.get(membership.mention.article)
    if article is not None and article.copy_of is not None and not membership.components:
        return Text(f"it repeats {name}, in a copy of its article")
    why = reasons(membership.components)
    return Text(f"the same event as {name}{f', {why}' if why else ''}")
