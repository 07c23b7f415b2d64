"""Amounts, as the lexicon's own examples say and on what newspapers write."""

import re
import tomllib
from importlib import resources
from typing import Any

import pytest

from timeline.extraction.amounts import FoundAmount, find_amounts

_DATA = tomllib.loads(
    resources.files("timeline").joinpath("resources/lexicons/amounts.toml").read_text("utf-8")
)


def _found(text: str) -> list[FoundAmount]:
    """Every word counts as a noun here, its lemma cut off a plural s."""
    lemmas = {
        m.start(): m.group().lower().removesuffix("s") for m in re.finditer(r"[^\W\d]+", text)
    }
    return find_amounts(text, lemmas)


@pytest.mark.parametrize("example", _DATA["examples"], ids=lambda example: example["text"])
def test_examples_of_the_lexicon(example: dict[str, Any]) -> None:
    found = [item.amount for item in _found(example["text"])]
    assert [(a.text, a.value, a.value_max, a.approximate, a.unit) for a in found] == [
        (w["text"], w["value"], w.get("value_max"), w["approximate"], w["unit"])
        for w in example["amounts"]
    ]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("une amende de 1,2 milliard d'euros", 1_200_000_000, "EUR"),
        ("un chèque de 4.500.000 dollars", 4_500_000, "USD"),
        ("quatre-vingt-dix blessés", 90, "blessé"),
        ("deux cents soldats", 200, "soldat"),
        ("7,2 % des voix", 7.2, "%"),
        ("£30 millions", 30_000_000, "GBP"),
        ("12 000 francs suisses", 12_000, "CHF"),
    ],
)
def test_values_and_units(text: str, value: float, unit: str) -> None:
    amount = _found(text)[-1].amount
    assert (amount.value, amount.unit) == (value, unit)


@pytest.mark.parametrize("text", ["pendant trois ans", "en 2015", "à 14 heures", "le 3 juin"])
def test_times_are_no_amounts(text: str) -> None:
    assert _found(text) == []


def test_a_figure_too_long_for_an_amount_is_none() -> None:
    assert _found("1" * 400 + " euros") == []
    assert _found("quatre-vingts millions d'euros")[0].amount.value == 80_000_000


def test_a_range_keeps_both_ends() -> None:
    amount = _found("de 8 à 10 millions d'euros")[0].amount
    assert (amount.value, amount.value_max) == (8_000_000, 10_000_000)


def test_places_point_at_the_words() -> None:
    text = "Le fonds a offert près de 3 millions d'euros hier."
    item = _found(text)[0]
    assert text[item.start : item.end] == item.amount.text == "près de 3 millions d'euros"
