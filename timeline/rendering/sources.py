"""What is said of sources: their names, how many they are, where they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from timeline.model import Article, Conflict, DateSpan, Event
from timeline.rendering.extent import extent_of
from timeline.rendering.sanitize import visible
from timeline.rendering.words import Extent, Language, date_in_words

_TOLD = {"actual": "told as done", "negated": "denied", "alleged": "alleged"}
MOST_NAMED = 3  # articles of one reading that are named; the others are counted


@dataclass(frozen=True, slots=True)
class Reading:
    """A value that sources differ in, its date and the extent of that if it is one, the ids of the
    articles that hold it."""

    value: str
    articles: tuple[str, ...]
    date: DateSpan | None = None
    extent: Extent | None = None

    def date_in_words(self, language: Language = "fr") -> str:
        """Its date in words, or the empty string."""
        return date_in_words(self.date, language, self.extent)


def path_in_words(identifier: str, articles: Mapping[str, Article]) -> str:
    """The path of an article, its id where it is not known."""
    article = articles.get(identifier)
    return visible(identifier if article is None else article.path)


def sources_in_words(event: Event) -> str:
    """How many independent articles tell of the event."""
    return "1 source" if event.sources == 1 else f"{event.sources} sources"


def source_name(article: Article) -> str:
    """What readers know an article's publisher by: its site, or else its file."""
    return article.site or article.path.rpartition("/")[2]


def originals(event: Event, articles: Mapping[str, Article]) -> list[Article]:
    """The known articles that tell of the event, of copies the original, each once."""
    told_in = [articles[one.article] for one in event.mentions if one.article in articles]
    found = [articles.get(one.copy_of or "", one) for one in told_in]
    return [*{one.id: one for one in found}.values()]


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

    Readings come as by `readings_of`. `articles` are found by their id; of those that hold a
    reading at most `most` are named, all if that is None. The words are safe to show.
    """
    readings = []
    for one in readings_of(event, conflict):
        words = _TOLD.get(one.value, "") if conflict.field == "factuality" else ""
        words = words or one.date_in_words(language) or visible(one.value)
        named = [path_in_words(name, articles) for name in one.articles[:most]]
        if more := len(one.articles) - len(named):
            named.append(f"{more} more")
        readings.append(f"{words} ({', '.join(named)})")
    return " – ".join(readings)


def readings_of(event: Event, conflict: Conflict) -> list[Reading]:
    """What sources of an event hold where they differ: dates in order, other values as they are.

    A date that just one other one is within goes with that: it does not contradict it.
    """
    if conflict.field != "date":
        return [Reading(one.value, one.articles) for one in conflict.values]
    dates = {one.date.edtf: one.date for one in event.mentions if one.date is not None}
    known = [(dates[one.value], one) for one in conflict.values if one.value in dates]
    held: defaultdict[DateSpan, list[str]] = defaultdict(list)
    for date, one in known:
        within = [other for other, _ in known if other != date and date.contains(other)]
        held[within[0] if len(within) == 1 else date] += one.articles

    def place(date: DateSpan) -> list[int]:
        return [day.ordinal for day in (date.first, date.end) if day is not None]

    ordered = [
        Reading(one.edtf, tuple(sorted(held[one])), one, extent_of(one, event.memberships))
        for one in sorted(held, key=place)
    ]
    others = [one for one in conflict.values if one.value not in dates]
    return ordered + [Reading(one.value, one.articles) for one in others]
