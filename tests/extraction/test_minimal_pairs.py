"""Minimal pairs: one small change moves the date's owner, the factuality, a role or the type.

The pairs were written from knowledge of French before the code had run on them. An event may be
told by any word of its expression ("porter plainte"); what is expected undated must not be dated.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from timeline.evaluation.isodates import span_of
from timeline.extraction import Lexicon
from timeline.extraction.mentions import candidate_mentions
from timeline.model import Article, DateSpan, Mention

_PAIRS = [
    json.loads(line)
    for line in Path(__file__).with_name("minimal_pairs.jsonl").read_text("utf-8").splitlines()
]
_ARTICLES = ("l'", "le ", "la ", "les ", "un ", "une ", "des ", "son ", "sa ", "ses ")


def _span(date: str) -> DateSpan:
    first, _, last = date.partition("/")
    span = span_of(first, last or first)
    assert span is not None
    return span


def _bare(name: str) -> str:
    lower = name.lower()
    return next((lower.removeprefix(word) for word in _ARTICLES if lower.startswith(word)), lower)


def _problems(
    passage: dict[str, Any], published: DateSpan, nlp: Language, lexicon: Lexicon
) -> list[str]:
    text = passage["text"]
    article = Article("0" * 16, "pair.txt", text, published=published, published_source="option")
    found = candidate_mentions(article, nlp, lexicon)
    problems: list[str] = []
    for wanted in passage["events"]:
        start = text.index(wanted["trigger"])
        told, listed = next(
            ((mention, listed) for mention, starts, listed in found if start in starts),
            (None, False),
        )
        undated = "date" in wanted and wanted["date"] is None
        if told is None or undated and not listed:
            if wanted.get("date", "") is not None:
                problems.append(f"{wanted['trigger']}: not found")
            continue
        problems += [f"{wanted['trigger']}: {problem}" for problem in _differences(wanted, told)]
    for word in passage.get("none") or ():
        start = text.index(word)
        if any(start == m.trigger.char_start and listed for m, _, listed in found):
            problems.append(f"{word}: no event of its own")
    return problems


def _differences(wanted: dict[str, Any], told: Mention) -> list[str]:
    found: list[str] = []
    if "date" in wanted:
        date = _span(wanted["date"]) if wanted["date"] else None
        said = (told.date.start, told.date.end) if told.date else None
        if said != ((date.start, date.end) if date else None):
            found.append(f"date {said}, not {wanted['date']}")
    for key, value in (("factuality", told.factuality), ("type", told.type)):
        if key in wanted and wanted[key] != value:
            found.append(f"{key} {value}, not {wanted[key]}")
    for role in ("agent", "patient", "recipient"):
        if role in wanted:
            names = [_bare(one.name) for one in told.participants if one.role == role]
            name = _bare(wanted[role])
            if not any(name in one or one in name for one in names):
                found.append(f"{role} {names}, not {name}")
    return found


@pytest.mark.parametrize("pair", _PAIRS, ids=lambda pair: f"{pair['id']} {pair['changes']}")
def test_minimal_pair(pair: dict[str, Any], nlp: Language, lexicon: Lexicon) -> None:
    published = _span(pair["published"])
    problems = [
        f"{side}: {problem}"
        for side in "ab"
        for problem in _problems(pair[side], published, nlp, lexicon)
    ]
    assert not problems
