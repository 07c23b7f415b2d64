"""The words that reconciliation knows do what their examples say; comparisons have weights."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from handmade import articles, mention, table

import timeline.reconciliation as reconciliation
from timeline.model import EVENT_TYPES, FACTUALITIES
from timeline.reconciliation.comparison import match_weights
from timeline.reconciliation.folding import fold, fold_words
from timeline.reconciliation.knowledge import knowledge
from timeline.reconciliation.names import NameTable
from timeline.reconciliation.profiles import profiles_of
from timeline.reconciliation.wording import rarity, root_of

_DATA = tomllib.loads(
    (files("timeline.resources") / "lexicons" / "reconciliation.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("one", "other"), _DATA["ordinals"]["examples"])
def test_ordinals_tell_the_examples_apart(one: str, other: str) -> None:
    places = [
        knowledge().ordinals[word]
        for phrase in (one, other)
        for word in map(fold_words, phrase.split())
        if word in knowledge().ordinals
    ]
    assert len(places) == 2
    assert not places[0] & places[1]


@pytest.mark.parametrize(("long", "short"), _DATA["organisation_words"]["examples"])
def test_words_beside_the_name_of_an_organisation_do_not_count(long: str, short: str) -> None:
    names = table(("a", long, "ORG"), ("b", short, "ORG"))
    assert names.canonical(long, "a") == names.canonical(short, "b") == fold(short)


@pytest.mark.parametrize(("one", "other"), _DATA["common_name_words"]["examples"])
def test_words_that_stand_in_many_names_are_nothing_in_common(one: str, other: str) -> None:
    told = [
        mention(article, 0, "fermer", "closing", None, (name, "LOC", "patient"),
                quote=f"La commune ferme l'école de {name}.")
        for article, name in (("a", one), ("b", other))
    ]  # fmt: skip
    known = {article.id: article for article in articles("a", "b")}
    first, second = profiles_of(told, known, NameTable(told))
    assert first.words
    assert second.words
    assert not first.words & second.words
    assert not first.cast & second.cast


def test_kinds_are_kinds_of_event() -> None:
    known = knowledge()
    kinds = {kind for pair in known.kindred for kind in pair} | known.vague | known.once
    assert kinds <= set(EVENT_TYPES)


def test_every_comparison_that_the_code_names_has_a_weight() -> None:
    folder = Path(reconciliation.__file__).parent
    source = "".join((folder / f"{name}.py").read_text() for name in ("comparison", "dating"))
    named = set(re.findall(r'(?:append\(|return \[?|yield |else |, )"([a-z][a-z ,]+)"', source))
    lists = set(re.findall(r'\((?:\d\.?\d*|[A-Z_]+), "([a-z ]+)"\)', source))
    named -= lists
    weighed = set(match_weights())
    shares = {f"articles share {one}" for one in lists if f"articles share {one}" in weighed}
    named -= {"publication", *FACTUALITIES}
    assert named <= weighed, named - weighed
    assert len(shares) == 5


def test_rare_words_are_rarer_than_common_ones() -> None:
    assert rarity("est") < rarity("plainte"[:7]) < rarity("zzzzzzz")


@pytest.mark.parametrize(("noun", "verb"), [("vol", "voler"), ("arrêt", "arrêter")])
def test_a_noun_and_its_verb_have_one_root(noun: str, verb: str) -> None:
    assert root_of(noun) == root_of(verb)
