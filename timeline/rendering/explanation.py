"""Why an event is dated as it is, and why its mentions are one event: the lines of `explain`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text

from timeline.model import Amount, Article, DateSource, Event, Factuality, Membership, Mention
from timeline.rendering.date_choice import Reading, choice, readings
from timeline.rendering.extent import event_extent, extent_of
from timeline.rendering.mention_view import View, view_mention
from timeline.rendering.page_words import page_words
from timeline.rendering.parts import participants_in_words
from timeline.rendering.sanitize import visible
from timeline.rendering.sources import (
    copies_in_words,
    difference_in_words,
    sources_in_words,
)
from timeline.rendering.terminal import (
    CONFLICT,
    CORRECTED,
    FACT,
    HEADING,
    LABEL,
    NOT_ACTUAL,
    hanging,
    labelled,
    mentions_in_words,
    styled_date,
    wrapped,
)
from timeline.rendering.waterfall import scale_of, score, signed
from timeline.rendering.words import date_in_words

# How many of a kind are shown unless everything is asked for.
_ALIKE = 3  # mentions that were matched for the same reasons
_READINGS = 8
_PATHS = 5
_GAP = 2
_EVIDENCE_WIDTH = 30  # columns below which evidence stands beneath its date
_TOLD: dict[Factuality, str] = {
    "actual": "told as a fact",
    "planned": "told as something to come",
    "alleged": "told as what somebody says",
    "hypothetical": "told as what might be",
    "negated": "told as what did not happen",
}
_EVIDENCE: dict[DateSource, str] = {
    "explicit": "named in",
    "relative": "counted from the publication in",
    "narrative": "taken over in",
    "publication": "that of the publication in",
    "cross-document": "lent to",
    "none": "given in",
}


def explain(
    event: Event,
    articles: Mapping[str, Article],
    width: int | None,
    lenders: Mapping[str, Mention],
    *,
    everything: bool = False,
) -> Iterator[Text]:
    """The lines that explain an event: what is known of it, the dates considered, its mentions.

    `articles` are found by their id, `width` is in columns, None where lines need not be broken.
    `lenders` are mentions of other events that lent their date to one of this event, by their id.
    Of what repeats itself some is shown and the rest counted, unless `everything` is asked for.
    """
    parts = explain_by_mention(event, articles, width, lenders, everything=everything)
    return (line for _, line in parts)


def explain_by_mention(
    event: Event,
    articles: Mapping[str, Article],
    width: int | None,
    lenders: Mapping[str, Mention],
    *,
    everything: bool = False,
) -> Iterator[tuple[int | None, Text]]:
    """The lines of `explain`, each with the number of the mention that it is about, or None."""
    yield from ((None, line) for line in _overview(event, articles, width, everything))
    numbers = {mention.id: place for place, mention in enumerate(event.mentions, 1)}
    hidden = {} if everything else _repeated(event.memberships)
    unseen = {number for alike in hidden.values() for number in alike}
    scale = scale_of(membership.components for membership in event.memberships)
    view = View(articles, lenders, numbers, scale, width)
    weighed: dict[object, int] = {}
    for number, membership in enumerate(event.memberships, 1):
        if number not in unseen:
            yield None, Text()
            first = number if everything else weighed.setdefault(membership.components, number)
            yield from ((number, one) for one in view_mention(number, membership, first, view))
    yield from ((None, line) for line in _left_out(hidden, event.memberships, width))


def _overview(
    event: Event, articles: Mapping[str, Article], width: int | None, everything: bool
) -> Iterator[Text]:
    """What is known of the event, and the dates considered."""
    yield from wrapped(Text(visible(event.title), style=HEADING), width, 0)
    for label, value in _facts(event):
        yield from labelled(label, value, width)
    numbers = {mention.id: place for place, mention in enumerate(event.mentions, 1)}
    most = None if everything else _PATHS
    differ = [
        (one.field, Text(difference_in_words(event, one, articles, most), style=CONFLICT))
        for one in event.conflicts
    ]
    for field, words in differ:
        if field != "date":
            yield from labelled("conflict", words, width)
    yield Text()
    yield from _dates(event, articles, numbers, width, everything)
    for field, words in differ:
        if field == "date":
            yield from labelled("conflict", words, width)


def _facts(event: Event) -> Iterator[tuple[str, Text]]:
    date = styled_date(event.date, extent=event_extent(event))
    if event.date is not None:
        date.append(f"  {event.date.edtf}", style=FACT)
    yield "date", date
    kind = Text(event.type)
    if event.type != "other":
        kind.append(f": {page_words('en').of('types', event.type).lower()}", style=FACT)
    yield "type", kind
    how = Text(event.factuality, style="" if event.factuality == "actual" else NOT_ACTUAL)
    yield "factuality", how.append(f": {_TOLD[event.factuality]}", style=FACT)
    who = participants_in_words(event.participants, [one.quote for one in event.mentions])
    amounts = ", ".join(map(_amount, event.amounts))
    places = ", ".join(map(visible, event.places))
    for label, words in (("participants", who), ("amounts", amounts), ("places", places)):
        if words:
            yield label, Text(words)
    mentions = len(event.memberships)
    told = f"{mentions} mention{'s' * (mentions > 1)}, {sources_in_words(event)}"
    yield "told in", Text(told + copies_in_words(event))
    scores = f"confidence {event.confidence:.3f}, salience {event.salience:.3f}"
    yield "scores", Text(scores)
    if event.corrected:
        yield "corrected", Text(", ".join(event.corrected), style=CORRECTED)
    yield "id", Text(event.id)


def _amount(amount: Amount) -> str:
    value = f"{amount.value:,}".replace(",", " ")
    if amount.value_max is not None:
        value += f"–{amount.value_max:,}".replace(",", " ")
    about = "about " if amount.approximate else ""
    return f"{visible(amount.text)} ({about}{value} {visible(amount.unit)})"


def _dates(
    event: Event,
    articles: Mapping[str, Article],
    numbers: Mapping[str, int],
    width: int | None,
    everything: bool,
) -> Iterator[Text]:
    """The distinct dates of the mentions, and what singles out the one that the event has."""
    yield Text("dates considered", style=HEADING)
    found = readings(event, articles)
    shown = found if everything else found[:_READINGS]
    extents = [extent_of(one.date, one.memberships) for one in shown]
    words = [
        date_in_words(one.date, extent=extent) or "none"
        for one, extent in zip(shown, extents, strict=True)
    ]
    counts = [_source_count(one) for one in shown]
    for one, extent, date, count in zip(shown, extents, words, counts, strict=True):
        start = Text().append(f"{'chosen' if one.chosen else '':<{LABEL}} ", style=HEADING)
        start.append_text(styled_date(one.date, extent=extent) if one.date else Text("none"))
        start.append(" " * (max(map(len, words)) - len(date) + _GAP))
        start.append(f"{count:<{max(map(len, counts))}}").append(" " * _GAP)
        evidence = Text("; ").join(_evidence(one, numbers))
        if one.date is not None and one.date.edtf != date:
            evidence.append(f"  {one.date.edtf}", style=FACT)
        if width is not None and width - len(start.plain) < _EVIDENCE_WIDTH:
            start.rstrip()
            yield start
            yield from wrapped(evidence, width, LABEL + 1 + _GAP)
        else:
            yield from hanging(start, evidence, width)
    if len(shown) < len(found):
        more = f"… and {len(found) - len(shown)} more: --all shows them"
        yield from labelled("", Text(more, style=FACT), width)
    yield from labelled("why", Text(choice(event, found)), width)


def _source_count(reading: Reading) -> str:
    number = len(reading.sources)
    return f"{number} source{'s' * (number > 1)}"


def _evidence(reading: Reading, numbers: Mapping[str, int]) -> Iterator[Text]:
    for source, members in reading.by_evidence().items():
        where = mentions_in_words(numbers[one.mention.id] for one in members)
        if reading.date is not None:
            yield Text(f"{_EVIDENCE[source]} {where}")
            continue
        givers = {
            numbers[giver]
            for one in members
            if (giver := one.date_giver) is not None and giver in numbers
        }
        lent = f" (lent by {mentions_in_words(givers)})" if givers else ""
        yield Text(f"in {where}{lent}")


def _repeated(memberships: Sequence[Membership]) -> dict[int, list[int]]:
    """The numbers of mentions that would only repeat why they belong here, by the number of the
    first that was matched for the same reasons."""
    alike: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, one in enumerate(memberships, 1):
        if number > 1:
            alike[tuple(part.name for part in one.components)].append(number)
    # One more is as short as saying that it was left out.
    return {found[0]: found[_ALIKE:] for found in alike.values() if len(found) > _ALIKE + 1}


def _left_out(
    hidden: Mapping[int, Sequence[int]], memberships: Sequence[Membership], width: int | None
) -> Iterator[Text]:
    if not hidden:
        return
    yield Text()
    count = sum(map(len, hidden.values()))
    more = Text().append(f"{count} more mentions", style=HEADING).append(": --all shows them")
    yield from wrapped(more, width, 0)
    for first, numbers in hidden.items():
        totals = sorted({score(memberships[number - 1].components) for number in numbers})
        ends = " to ".join(map(signed, totals[:: max(len(totals) - 1, 1)]))
        why = f"{mentions_in_words(numbers)}: matched for the same reasons as mention {first}"
        yield from wrapped(Text(why).append(f", {ends}", style=FACT), width, 3)
