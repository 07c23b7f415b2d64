"""The pipeline and the lexicon are loaded once for all tests of the extraction."""

from __future__ import annotations

import pytest
from conftest_extract import Extract
from spacy.language import Language

from timeline.extraction import Lexicon, extract_mentions, load_lexicon, load_pipeline
from timeline.model import Article, DateSpan, Day, Mention, Zone


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load_pipeline()


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def extract(nlp: Language, lexicon: Lexicon) -> Extract:
    """Mentions of a text, given its day of publication (ISO) and where that was found."""

    def run(
        text: str, published: str | None = None, source: str = "dateline", title: str | None = None
    ) -> tuple[Mention, ...]:
        full = f"{title}\n\n{text}" if title else text
        zones = [Zone(0, len(full), "body")]
        if title:
            zones = [Zone(0, len(title), "title"), Zone(len(title), len(full), "body")]
        article = Article(
            id="0" * 16,
            path="article.txt",
            text=full,
            title=title,
            published=DateSpan.of_day(Day.parse(published)) if published else None,
            published_source=source if published else None,
            zones=tuple(zones),
        )
        return next(extract_mentions([article], nlp, lexicon))[1]

    return run
