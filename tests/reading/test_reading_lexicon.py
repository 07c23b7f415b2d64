"""The examples of the reading lexicon are its tests."""

from __future__ import annotations

from typing import Any

import pytest

from timeline.reading.bylines import Byline, parse_byline
from timeline.reading.datelines import parse_dateline
from timeline.reading.footers import is_footer
from timeline.reading.lexicon import lexicon, raw_lexicon
from timeline.reading.patterns import fold

RAW = raw_lexicon()
CUES = [(cue["role"], text) for cue in RAW["cue"] for text in cue["examples"]]
NOT_CUES = [(cue["role"], text) for cue in RAW["cue"] for text in cue["not_examples"]]


def _plays(role: str, text: str) -> bool:
    return lexicon().is_cue(role, fold(text), len(text.split()))


@pytest.mark.parametrize(("role", "text"), CUES)
def test_cue_matches_its_examples(role: str, text: str) -> None:
    assert _plays(role, text)


@pytest.mark.parametrize(("role", "text"), NOT_CUES)
def test_cue_does_not_match_its_counter_examples(role: str, text: str) -> None:
    assert not _plays(role, text)


@pytest.mark.parametrize("cue", RAW["cue"], ids=lambda cue: cue.get("topic", cue["role"]))
def test_every_cue_has_examples_of_both_kinds(cue: dict[str, Any]) -> None:
    assert cue["examples"]
    assert cue["not_examples"]


@pytest.mark.parametrize("example", RAW["byline"]["examples"], ids=lambda e: e["line"])
def test_byline_is_read(example: dict[str, str]) -> None:
    byline = parse_byline(example["line"])
    assert byline is not None
    assert byline.published == example.get("published")
    assert byline.updated == example.get("updated")
    if "author" in example:
        assert byline.author == example["author"]


@pytest.mark.parametrize("line", RAW["byline"]["not_examples"])
def test_sentence_is_no_byline(line: str) -> None:
    assert parse_byline(line) is None


@pytest.mark.parametrize("example", RAW["dateline"]["examples"], ids=lambda e: e["text"])
def test_dateline_is_read(example: dict[str, str]) -> None:
    dateline = parse_dateline(example["text"])
    assert dateline is not None
    assert example["text"][: dateline.length] == example["dateline"]
    assert dateline.date == example.get("published")


@pytest.mark.parametrize("text", RAW["dateline"]["not_examples"])
def test_sentence_is_no_dateline(text: str) -> None:
    assert parse_dateline(text) is None


@pytest.mark.parametrize("line", RAW["footer"]["examples"])
def test_footer_is_known(line: str) -> None:
    assert is_footer(line)


@pytest.mark.parametrize("line", RAW["footer"]["not_examples"])
def test_sentence_is_no_footer(line: str) -> None:
    assert not is_footer(line)


def test_cue_is_matched_whatever_its_case_accents_and_apostrophes() -> None:
    for text in ("PLUS D’INFORMATION", "Plus d'information :", "» Plus d'information"):
        assert _plays("related", text)


def test_byline_with_decomposed_accents_is_read() -> None:
    import unicodedata

    line = unicodedata.normalize("NFD", "Publié le 2 août 2019")
    assert parse_byline(line) == Byline(published="2 août 2019", cued=True)
