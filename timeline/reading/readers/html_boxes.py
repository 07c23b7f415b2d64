"""Boxes in an article that are part of it, whatever element they are: lists of its main points."""

from __future__ import annotations

from typing import Any

from timeline.reading.lexicon import STEM, lexicon
from timeline.reading.patterns import fold
from timeline.reading.roles import words_of

_ACTIVE = ("a", "button", "form", "input", "select", "iframe", "video", "audio")
_ENDS = (".", "!", "?", "…", "»", ";")
_LEAST_WORDS = 5  # of a point
_MOST_HEADING = 8  # words
# What the heading of other lists says.
_OTHER_LISTS = frozenset(
    {"related", "comments", "live", "service", "promotion", "section", "furniture", "biography"}
)


def sums_up(element: Any) -> bool:
    """Whether an element is a list of what its article tells.

    It stands in the article, under few words, leads nowhere, and its points are sentences that have
    words in common with the article's title and paragraphs.
    """
    if element.tag in ("nav", "footer") or next(element.iter(*_ACTIVE), None) is not None:
        return False
    points = [_text(point) for point in element.iter("li")]
    if len(points) < 2:
        return False
    if not all(len(one.split()) >= _LEAST_WORDS and one.endswith(_ENDS) for one in points):
        return False
    article = next((one for one in element.iterancestors("article", "main") if _titled(one)), None)
    if article is None or not _is_plain(_heading(element, points)):
        return False
    around = [*article.iter("h1"), *(p for p in article.iter("p") if not _is_within(p, element))]
    told = _stems(" ".join(map(_text, around)))
    return 2 * sum(not told.isdisjoint(_stems(one)) for one in points) > len(points)


def _titled(article: Any) -> bool:
    return next(article.iter("h1"), None) is not None


def _heading(element: Any, points: list[str]) -> str:
    """What an element says besides its points."""
    text = _text(element)
    for point in points:
        text = text.replace(point, " ", 1)
    return " ".join(text.split())


def _is_plain(heading: str) -> bool:
    """Whether a heading is short, and announces no list of something else."""
    words = len(heading.split())
    return words <= _MOST_HEADING and _OTHER_LISTS.isdisjoint(lexicon().roles(fold(heading), words))


def _is_within(inner: Any, outer: Any) -> bool:
    return any(parent is outer for parent in inner.iterancestors())


def _stems(text: str) -> frozenset[str]:
    words = words_of(fold(text))
    return frozenset(word[:STEM] for word in words if len(word) >= STEM)


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
