"""Whole pages of different styles: title, date, author, and what is body and what is not."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from timeline.model import Article
from timeline.reading import read

PAGES = Path(__file__).parent / "pages"
EXPECTED = tomllib.loads((PAGES / "expected.toml").read_text(encoding="utf-8"))["page"]


@pytest.fixture(params=EXPECTED, ids=lambda page: page["file"])
def case(request: pytest.FixtureRequest) -> tuple[dict[str, Any], Article]:
    (article,) = read([PAGES / request.param["file"]])
    assert isinstance(article, Article), article
    return request.param, article


def test_facts_of_the_page(case: tuple[dict[str, Any], Article]) -> None:
    expected, article = case
    assert article.title == expected.get("title")
    assert article.published_source == expected.get("source")
    assert (article.published.edtf if article.published else None) == expected.get("published")
    for fact in ("author", "site", "url"):
        if fact in expected:
            assert getattr(article, fact) == expected[fact]


def test_no_paragraph_of_the_article_is_lost(case: tuple[dict[str, Any], Article]) -> None:
    expected, article = case
    told = _told(article)
    for beginning in expected["body"]:
        assert any(part.startswith(beginning) for part in told), beginning


def test_nothing_else_is_body(case: tuple[dict[str, Any], Article]) -> None:
    expected, article = case
    told = "\n".join(_told(article))
    for words in expected.get("not_body", []):
        assert words in article.text or words == 'alert("non")', f"{words} is not on the page"
        assert words not in told


def test_zones_cover_the_text(case: tuple[dict[str, Any], Article]) -> None:
    _, article = case
    place = 0
    for zone in article.zones:
        assert zone.char_start == place < zone.char_end
        place = zone.char_end
    assert place == len(article.text)


def test_every_page_is_expected() -> None:
    listed = {page["file"] for page in EXPECTED} | {"expected.toml"}
    assert {path.name for path in PAGES.iterdir()} == listed


def _told(article: Article) -> list[str]:
    return [
        article.text[zone.char_start : zone.char_end]
        for zone in article.zones
        if zone.kind in ("body", "quote")
    ]
