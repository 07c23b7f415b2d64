"""Why an event is dated as it is, and why its mentions are one event: the lines of `explain`."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping

from rich.text import Text

from timeline.model import Amount, Article, DateSource, Event, Membership, Mention
from timeline.rendering.sanitize import visible
from timeline.rendering.terminal import (
    CONFLICT,
    CORRECTED,
    FACT,
    HEADING,
    NOT_ACTUAL,
    sources_in_words,
    styled_date,
    styled_quote,
    wrapped,
)
from timeline.rendering.words import date_in_words

_LABEL = 13
# How many of the parts of a score are named.
_PARTS = 5
_REASONS: dict[DateSource, str] = {
    "explicit": "the text names it",
    "relative": "counted from the day of publication",
    "narrative": "taken over from another place in the text",
    "publication": "the news of an article published that day",
    "cross-document": "lent by another article",
    "none": "no date found for it",
}


FindMention = Callable[[str], Mention | None]


def explain(
    event: Event,
    articles: Mapping[str, Article],
    width: int | None,
    find_mention: FindMention = lambda _: None,
) -> Iterator[Text]:
    """The lines that explain an event.

    `articles` are found by their id, `width` is in columns, None where lines need not be broken.
    `find_mention` gives mentions of other events by their id, None for one that is not known.
    """
    yield from wrapped(Text(visible(event.title), style=HEADING), width, 0)
    for label, value in _facts(event):
        yield from _labelled(label, value, width)
    for conflict in event.conflicts:
        readings = " / ".join(
            f"{visible(one.value)} ({', '.join(_path(name, articles) for name in one.articles)})"
            for one in conflict.values
        )
        differ = Text(f"on {visible(conflict.field)}: {readings}", style=CONFLICT)
        yield from _labelled("sources differ", differ, width)
    numbers = {mention.id: place for place, mention in enumerate(event.mentions, 1)}
    for place, membership in enumerate(event.memberships, 1):
        yield Text()
        givers = filter(None, (membership.date_giver, membership.mention.carried_from))
        lent = [_lent_by(giver, membership, numbers, articles, find_mention) for giver in givers]
        yield from _membership(place, membership, "".join(lent), numbers, articles, width)


def _facts(event: Event) -> Iterator[tuple[str, Text]]:
    yield "date", _dated(event)
    yield "type", Text(event.type)
    if event.factuality != "actual":
        yield "factuality", Text(event.factuality, style=NOT_ACTUAL)
    else:
        yield "factuality", Text("actual")
    who = ", ".join(f"{visible(one.name)} ({one.role})" for one in event.participants)
    amounts = ", ".join(map(_amount, event.amounts))
    places = ", ".join(map(visible, event.places))
    for label, words in (("participants", who), ("amounts", amounts), ("places", places)):
        if words:
            yield label, Text(words)
    mentions = len(event.memberships)
    told = f"{mentions} mention{'s' * (mentions > 1)}, {sources_in_words(event)}"
    yield "told in", Text(told)
    scores = f"confidence {event.confidence:.3f}, salience {event.salience:.3f}"
    yield "scores", Text(scores)
    if event.corrected:
        yield "corrected", Text(", ".join(event.corrected), style=CORRECTED)
    yield "id", Text(event.id)


def _dated(event: Event) -> Text:
    date = styled_date(event.date)
    if event.date is not None:
        date.append(f"  {event.date.edtf}", style=FACT)
    return date


def _amount(amount: Amount) -> str:
    value = f"{amount.value:,}".replace(",", " ")
    if amount.value_max is not None:
        value += f"–{amount.value_max:,}".replace(",", " ")
    about = "about " if amount.approximate else ""
    return f"{visible(amount.text)} ({about}{value} {visible(amount.unit)})"


def _membership(
    place: int,
    membership: Membership,
    lent: str,
    numbers: Mapping[str, int],
    articles: Mapping[str, Article],
    width: int | None,
) -> Iterator[Text]:
    mention = membership.mention
    article = articles.get(mention.article)
    where = f"{_path(mention.article, articles)}, characters {mention.char_start}"
    heading = Text(f"{place}. ", style=HEADING).append(f"{where}–{mention.char_end}")
    if article is not None and article.published is not None:
        origin = f" ({visible(article.published_source)})" if article.published_source else ""
        heading.append(f", published {date_in_words(article.published)}{origin}", style=FACT)
    yield from wrapped(heading, width, 0)
    yield from wrapped(styled_quote(membership), width, 3)
    yield from _labelled("event word", _trigger(membership), width, 3)
    if mention.components:
        yield from _labelled("told", _why_told(mention), width, 3)
    yield from _labelled("date", _why_dated(membership, lent, articles), width, 3)
    if mention.attribution:
        yield from _labelled("according to", Text(visible(mention.attribution)), width, 3)
    yield from _labelled("belongs here", _why_here(membership, numbers), width, 3)


def _trigger(membership: Membership) -> Text:
    mention = membership.mention
    trigger = mention.trigger
    words = Text(visible(trigger.text))
    lemma = f"{visible(trigger.lemma)}, " if trigger.lemma != trigger.text else ""
    facts = f" ({lemma}{mention.type}, {mention.factuality}, confidence {mention.confidence:.3f})"
    return words.append(facts, style=FACT)


def _why_told(mention: Mention) -> Text:
    """What makes the sentence tell an event, in log-odds, the strongest first."""
    likelihood = 1 / (1 + math.exp(-sum(part.weight for part in mention.components)))
    parts = ", ".join(f"{part.name} {part.weight:+.1f}" for part in mention.components[:_PARTS])
    return Text(f"likelihood {likelihood:.2f}").append(f" ({parts})", style=FACT)


def _lent_by(
    giver: str,
    membership: Membership,
    numbers: Mapping[str, int],
    articles: Mapping[str, Article],
    find_mention: FindMention,
) -> str:
    """Which mention lent a date: its number here, or its words and where they stand."""
    if giver in numbers:
        return f" (mention {numbers[giver]})"
    lender = find_mention(giver)
    if lender is None:
        return ""
    same = lender.article == membership.mention.article
    where = "the same article" if same else _path(lender.article, articles)
    word = lender.trigger
    place = f"characters {word.char_start}–{word.char_end} of {where}"
    return f' (from "{visible(word.text)}", {place})'


def _why_dated(membership: Membership, lent: str, articles: Mapping[str, Article]) -> Text:
    mention = membership.mention
    line = styled_date(membership.date)
    line.append(f": {_REASONS[membership.date_source]}{lent}")
    if mention.date_evidence:
        line.append("; its words: ")
        line.append_text(
            Text(", ").join(
                Text(f'"{visible(one.text)}"').append(
                    "" if one.article == mention.article else f" in {_path(one.article, articles)}"
                )
                for one in mention.date_evidence
            )
        )
    return line


def _why_here(membership: Membership, numbers: Mapping[str, int]) -> Text:
    reasons = "; ".join(f"{visible(one.name)} {one.weight:+.1f}" for one in membership.components)
    if membership.joined is None:
        return Text(reasons or "it is the first mention")
    number = numbers.get(membership.joined)
    other = f"mention {number}" if number else f"mention {visible(membership.joined)}"
    return Text(f"the same event as {other}" + (f": {reasons}" if reasons else ""))


def _path(identifier: str, articles: Mapping[str, Article]) -> str:
    article = articles.get(identifier)
    return visible(identifier if article is None else article.path)


def _labelled(label: str, value: Text, width: int | None, indent: int = 0) -> Iterator[Text]:
    margin = indent + _LABEL + 1
    for number, line in enumerate(wrapped(value, width, margin)):
        if number == 0:
            start = Text(" " * indent).append(f"{label:<{_LABEL}} ", style=FACT)
            yield start.append_text(line[margin:])
        else:
            yield line
