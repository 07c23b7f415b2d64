"""Which articles tell the news of their own day."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.extraction.chronology import is_chronology
from timeline.extraction.sentences import Sentence
from timeline.model import Article

# How many days before the publication the first sentence of a dispatch may lie.
_NEWS = 7


def is_dispatch(article: Article, sentences: Sequence[Sentence]) -> bool:
    """Whether an article tells the news of its own day: it opens with a dateline, or is dated to
    the day and its first sentence speaks of that day or of the week before it. What lists dates
    with what happened then tells of many days, whatever it opens with."""
    published = article.published
    if published is None or published.days != 1 or published.start is None:
        return False
    if is_chronology(sentences):
        return False
    if article.published_source == "dateline":
        return True
    lead = next((sentence for sentence in sentences if not sentence.is_title), None)
    for moment in lead.moments if lead is not None else ():
        date = moment.expression.date
        if date is None or date.start is None or date.days is None or date.days > _NEWS:
            continue
        if -_NEWS <= date.start.ordinal - published.start.ordinal <= 1:
            return True
    return False
