"""Infinitives of French verb forms: the examples of the conjugation data, and the choices made."""

import tomllib
from importlib.resources import files

import pytest

from timeline.extraction.verb_lemmas import infinitives, load_conjugation, verb_lemma

DATA = tomllib.loads(
    (files("timeline") / "resources" / "lexicons" / "conjugation.toml").read_text(encoding="utf-8")
)
EXAMPLES = [tuple(example) for family in DATA["families"] for example in family.get("examples", [])]


@pytest.mark.parametrize(("form", "infinitive"), EXAMPLES)
def test_the_examples_of_the_conjugation(form: str, infinitive: str) -> None:
    assert verb_lemma(form, "?") == infinitive


@pytest.mark.parametrize("verb", sorted(load_conjugation().verbs))
def test_every_listed_verb_is_its_own_infinitive(verb: str) -> None:
    assert verb_lemma(verb, "?") == verb


def test_every_listed_verb_belongs_to_a_family() -> None:
    endings = {ending for rules in load_conjugation().rules.values() for ending in rules}
    families = tuple(rule.infinitive for rule in endings)
    assert [verb for verb in load_conjugation().verbs if not verb.endswith(families)] == []


@pytest.mark.parametrize(
    ("form", "statistical", "infinitive"),
    [
        ("suis", "être", "être"),
        ("suis", "suivre", "suivre"),
        ("vit", "voir", "voir"),
        ("vit", "vivre", "vivre"),
        ("fondent", "fondre", "fondre"),
        ("ratifiez", "ratifier", "ratifier"),
        ("remue", "remuer", "remuer"),
        ("comparait", "comparer", "comparer"),
    ],
)
def test_the_statistical_lemma_decides_between_possible_verbs(
    form: str, statistical: str, infinitive: str
) -> None:
    assert verb_lemma(form, statistical) == infinitive


@pytest.mark.parametrize(
    ("form", "misspelt", "infinitive"),
    [("votèrent", "votèrer", "voter"), ("tronçonne", "tronçonner", "tronçonner")]
    + [("exerçait", "exerçer", "exercer"), ("nettoient", "nettoier", "nettoyer")],
)
def test_an_infinitive_is_never_misspelt(form: str, misspelt: str, infinitive: str) -> None:
    assert verb_lemma(form, misspelt) == infinitive


def test_a_form_that_no_verb_has_keeps_its_lemma() -> None:
    assert verb_lemma("voilà", "voilà") == "voilà"


def test_case_does_not_matter() -> None:
    assert verb_lemma("CONDAMNA", "?") == verb_lemma("Condamna", "?") == "condamner"


def test_a_verb_with_a_listed_verb_behind_its_prefix_is_known() -> None:
    assert infinitives("réélit")[0] == ("réélire",)
    assert infinitives("autodétruisent")[0] == ("autodétruire",)
