"""Every example of the lexicon of verb forms, and of the nouns that dates are counted from."""

from __future__ import annotations

import pytest

from timeline.dates.events import stems_of
from timeline.dates.grammar import grammar, read_rules
from timeline.dates.tense import Cues


@pytest.mark.parametrize("example", read_rules()["tense"]["example"], ids=lambda e: e["text"])
def test_the_clause_has_the_tense_of_its_example(example: dict[str, str]) -> None:
    before, _, after = example["text"].lower().partition("|")
    # A clause ends at a comma, as `Context` cuts it.
    clause = before.rpartition(", ")[2]
    assert Cues(grammar().tense).tense(clause, after.partition(", ")[0]) == example["tense"]


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (" sa création,", "fondée"),
        (" le rachat de la société", "rachète"),
        (" l'ouverture", "inauguré"),
        (" les licenciements", "licenci"),
        (" son élection", "élu"),
    ],
)
def test_an_event_is_known_by_how_its_words_begin(after: str, told: str) -> None:
    stems = stems_of(after, grammar().events)
    assert stems
    assert told.startswith(stems)


@pytest.mark.parametrize("after", ["", ", il part", " 2012", " un"])
def test_no_event_is_named(after: str) -> None:
    assert stems_of(after, grammar().events) == ()
