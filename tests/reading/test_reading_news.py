"""Whole pages modelled on French news sites, furniture and all, by a writer who saw no code.

`news/expected.json` says of each page when it was published (null where nothing states it), and
which of its blocks are the story and which are furniture that tells of other events.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from timeline.model import Article, ZoneKind
from timeline.reading import read

NEWS = Path(__file__).parent / "news"
PAGES: list[dict[str, Any]] = json.loads((NEWS / "expected.json").read_text(encoding="utf-8"))
_TOLD = ("body", "quote", "title", "dateline")
# How much is still taken for what it is not, of the 537 paragraphs of story and the 1057 blocks of
# furniture; a higher number is a failing change.
MOST_LOST = 8
MOST_TAKEN_IN = 48


@cache
def articles() -> dict[str, Article]:
    return {one.path: one for one in read([NEWS]) if isinstance(one, Article)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["file"])
def test_publication_date(page: dict[str, Any]) -> None:
    published = articles()[page["file"]].published
    assert (published.edtf if published else None) == page["published"]


@pytest.mark.parametrize("page", [p for p in PAGES if p["file"].endswith("html")],
                         ids=lambda page: page["file"])  # fmt: skip
def test_title_of_a_page(page: dict[str, Any]) -> None:
    assert _words(articles()[page["file"]].title or "") == _words(page["title"])


def test_paragraphs_of_stories_are_not_lost() -> None:
    lost = _blocks("story", lambda told, words: sum(told) < 0.9 * words)
    assert len(lost) <= MOST_LOST, lost


def test_furniture_is_not_taken_for_story() -> None:
    taken = _blocks("furniture", lambda told, words: sum(told) > 0.1 * words)
    assert len(taken) <= MOST_TAKEN_IN, taken


def _blocks(part: str, is_wrong: Callable[[list[bool], int], bool]) -> list[tuple[str, str]]:
    """The blocks of a part that are wrongly zoned, by which of their letters are told."""
    wrong = []
    for page in PAGES:
        letters, kinds = _letters(articles()[page["file"]])
        for block in page[part] or ():
            wanted = _words(block)
            start = letters.find(wanted)
            assert start >= 0, (page["file"], block)
            told = [kind in _TOLD for kind in kinds[start : start + len(wanted)]]
            if is_wrong(told, len(wanted)):
                wrong.append((page["file"], block[:60]))
    return wrong


def _letters(article: Article) -> tuple[str, list[ZoneKind]]:
    """The letters and figures of an article, and the kind of zone that each stands in."""
    letters: list[str] = []
    kinds: list[ZoneKind] = []
    for zone in article.zones:
        words = _words(article.text[zone.char_start : zone.char_end])
        letters.append(words)
        kinds += [zone.kind] * len(words)
    return "".join(letters), kinds


def _words(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
