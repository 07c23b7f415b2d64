"""Each example of operators.toml is tried: the [bracketed] event has the reading of its table."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

import pytest
from conftest_extract import Extract
from spacy.language import Language

from timeline.extraction import Lexicon
from timeline.extraction.mentions import candidate_mentions
from timeline.model import Article, DateSpan, Day

# The pipeline errs on some sentences; the share of examples that come out as written may only rise.
_MUST_HOLD = 0.93
_PUBLISHED = DateSpan.of_day(Day(2024, 3, 14))


def _tables() -> list[tuple[str, dict[str, Any]]]:
    source = resources.files("timeline").joinpath("resources/lexicons/operators.toml")
    data = tomllib.loads(source.read_text("utf-8"))
    return [(f"{kind}.{name}", table) for kind, of in data.items() for name, table in of.items()]


def _reading_of(marked: str, nlp: Language, lexicon: Lexicon) -> str | None:
    text, place = marked.replace("[", "").replace("]", ""), marked.index("[")
    article = Article(
        "0" * 16, "example.txt", text, published=_PUBLISHED, published_source="option"
    )
    found = candidate_mentions(article, nlp, lexicon)
    return next((mention.factuality for mention, starts, _ in found if place in starts), None)


def test_every_table_is_described_and_has_an_example() -> None:
    for name, table in _tables():
        assert table.get("description"), name
        assert table.get("examples"), name


def test_no_word_stands_in_two_tables_of_operators() -> None:
    for key in ("verbs", "clauses", "subjects"):
        seen: dict[str, str] = {}
        for name, table in _tables():
            if not name.startswith("operator."):
                continue
            for word in table.get(key, ()):
                assert seen.setdefault(word, name) == name, f"{word}: {seen[word]}, {name}"


def test_examples_have_the_reading_of_their_table(nlp: Language, lexicon: Lexicon) -> None:
    wrong = []
    examples = [(name, text) for name, table in _tables() for text in table["examples"]]
    for name, text in examples:
        wanted = name.partition(".")[2].replace("confirmed", "actual")
        found = _reading_of(text, nlp, lexicon)
        if found != wanted:
            wrong.append((name, text, found))
    assert 1 - len(wrong) / len(examples) >= _MUST_HOLD, "\n".join(map(str, wrong))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Le voilier n'a pas évité la [collision].", "actual"),
        ("La patrouille n'a pas empêché le détenu de [fuir].", "actual"),
        ("La famille n'a pas pu éviter l'[expulsion].", "actual"),
        ("Le recours tente d'éviter l'[expulsion] de la famille.", "hypothetical"),
        ("Le ministre n'envisage pas de [démissionner].", "negated"),
        ("Le maire n'a pas hésité à [saisir] la justice.", "actual"),
        ("Il n'est pas certain que l'héritier ait [vendu] le tableau.", "hypothetical"),
        ("Le président se rendra mardi à Rome pour [signer] le traité.", "planned"),
    ],
)
def test_what_denies_or_plans_an_operator_counts(
    text: str, wanted: str, nlp: Language, lexicon: Lexicon
) -> None:
    assert _reading_of(text, nlp, lexicon) == wanted


def test_a_denied_length_denies_nothing_of_the_event(extract: Extract) -> None:
    text = "L'évacuation du camp, lundi, n'a pas duré une heure."
    mentions = extract(text, published="2024-05-14")
    assert {m.trigger.text: m.factuality for m in mentions}["évacuation"] == "actual"
