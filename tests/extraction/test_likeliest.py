"""Sentences of the news of which no word is likely enough to be an event by itself."""

from __future__ import annotations

import pytest
from conftest_extract import Extract

_TODAY = "2024-05-16"


def _told(extract: Extract, text: str, published: str | None = _TODAY) -> set[str]:
    return {mention.trigger.text for mention in extract(text, published=published)}


def test_a_sentence_of_the_news_that_leaves_all_in_doubt_tells_the_likeliest(
    extract: Extract,
) -> None:
    text = "Le préfet estime le coût des travaux à deux millions d'euros."
    assert _told(extract, text) == {"estime"}


@pytest.mark.parametrize(
    "text",
    [
        "Le préfet, qui a ouvert lundi le chantier, estime le coût à deux millions d'euros.",
        "Les travaux ont commencé lundi, et le préfet estime leur coût à deux millions d'euros.",
    ],
)
def test_beside_an_event_what_is_in_doubt_is_passed_over(extract: Extract, text: str) -> None:
    assert "estime" not in _told(extract, text)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Les pompiers travaillent encore dans la ferme.", _TODAY),
        ("La région pourrait aider les éleveurs.", _TODAY),
        ("Le préfet estime le coût des travaux à deux millions d'euros.", None),
    ],
)
def test_what_is_too_unlikely_no_fact_or_no_news_is_passed_over(
    extract: Extract, text: str, published: str | None
) -> None:
    assert not _told(extract, text, published)
