"""What is said of sources: their names, how many they are, where they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from timeline.model import Article, Conflict, DateSpan, Event
from timeline.rendering.sanitize import visible
from timeline.rendering.words import Language, date_in_words

_Reading = tuple[str, tuple[str, ...]]  # a value, and the ids of the articles that hold it
_TOLD = {"actual": "told as done", "negated": "denied", "alleged": "alleged"}
MOST_NAMED = 3  # articles of one reading that are named; the others are counted


def path_in_words(identifier: str, articles: Mapping[str, Article]) -> str:
    """The path of an article, its id where it is not known."""
    article = articles.get(identifier)
    return visible(identifier if article is None else article.path)


def sources_in_words(event: Event) -> str:
    """How many independent articles tell of the event."""
    return "1 source" if event.sources == 1 else f"{event.sources} sources"


def copies_in_words(event: Event) -> str:
    """How many more articles tell of it as copies of these, as a further item of a list."""
    copies = len({mention.article for mention in event.mentions}) - event.sources
    return f", {copies} {'copy' if copies == 1 else 'copies'}" if copies > 0 else ""


def difference_in_words(
    event: Event,
    conflict: Conflict,
    articles: Mapping[str, Article],
    most: int | None = MOST_NAMED,
    language: Language = "fr",
) -> str:
    """What the sources of an event say where they differ: "1er janv. 2015 (agence.txt, une.html) –
    2 janv. 2015 (blog.md)".

    Dates come in order, each with the vaguer ones that allow it and no other; other readings as
    they are. `articles` are found by their id; of those that
    hold a reading at most `most` are named, all if that is None. The words are safe to show.
    """
    dates = {one.date.edtf: one.date for one in event.mentions if one.date is not None}
    values = [(one.value, one.articles) for one in conflict.values]
    if conflict.field == "date":
        values = _folded(values, dates)
    readings = []
    for value, holders in values:
        words = _TOLD.get(value, "") if conflict.field == "factuality" else ""
        if conflict.field == "date":
            words = date_in_words(dates.get(value), language)
        named = [path_in_words(name, articles) for name in holders[:most]]
        if more := len(holders) - len(named):
            named.append(f"{more} more")
        readings.append(f"{words or visible(value)} ({', '.join(named)})")
    return " – ".join(readings)


def _folded(values: Sequence[_Reading], dates: Mapping[str, DateSpan]) -> list[_Reading]:
    """The readings of a date in order. One that just one other is within goes with that: it does
    not contradict it."""
    known = [(value, holders) for value, holders in values if value in dates]
    held: defaultdict[str, list[str]] = defaultdict(list)
    for value, holders in known:
        date = dates[value]
        within = [one for one, _ in known if one != value and date.contains(dates[one])]
        held[within[0] if len(within) == 1 else value] += holders

    def place(value: str) -> list[int]:
        date = dates[value]
        return [day.ordinal for day in (date.start or date.end, date.end) if day is not None]

    folded = [(value, tuple(sorted(held[value]))) for value in sorted(held, key=place)]
    return folded + [one for one in values if one[0] not in dates]
