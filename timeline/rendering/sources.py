"""What is said of sources: their names, how many they are, where they differ."""

from __future__ import annotations

from collections.abc import Mapping

from timeline.model import Article, Conflict, Event
from timeline.rendering.sanitize import visible
from timeline.rendering.words import Language, date_in_words

_TOLD = {"actual": "it happened", "negated": "it did not", "alleged": "it is said to have"}
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

    Dates come in order, other readings as they are. `articles` are found by their id; of those that
    hold a reading at most `most` are named, all if that is None. The words are safe to show.
    """
    dates = {one.date.edtf: one.date for one in event.mentions if one.date is not None}
    values = list(conflict.values)
    if conflict.field == "date":
        days = {edtf: (one.start or one.end, one.end) for edtf, one in dates.items()}
        values.sort(key=lambda one: [day.ordinal for day in days.get(one.value, ()) if day])
    readings = []
    for one in values:
        words = _TOLD.get(one.value, "") if conflict.field == "factuality" else ""
        if conflict.field == "date":
            words = date_in_words(dates.get(one.value), language)
        named = [path_in_words(name, articles) for name in one.articles[:most]]
        if more := len(one.articles) - len(named):
            named.append(f"{more} more")
        readings.append(f"{words or visible(one.value)} ({', '.join(named)})")
    return " – ".join(readings)
