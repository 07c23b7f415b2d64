"""The counted dead and injured: mentions of their own, dated as what cost them."""

from __future__ import annotations

import pytest
from conftest_extract import DAY, Extract

_CRASH = "Un autocar s'est renversé dimanche près de Nevers. "


def _told(extract: Extract, text: str, title: str | None = None) -> dict[str, tuple[object, ...]]:
    return {
        m.type: (m.date.edtf if m.date else None, [(a.value, a.unit) for a in m.amounts])
        for m in extract(text, published=DAY, title=title)
        if m.type in ("die", "injure")
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "L'accident a fait trois morts et douze blessés.",
        "Le bilan est de trois morts, dont un enfant, et de douze blessés.",
        "Le bilan s'élève à trois morts et douze blessés.",
        "Bilan : trois morts, douze blessés.",
        "Trois morts, douze blessés : personne n'y croyait.",
        "Il y a eu trois morts et douze blessés.",
    ],
)
def test_each_figure_of_a_balance_is_dated_as_what_cost_it(extract: Extract, sentence: str) -> None:
    assert _told(extract, _CRASH + sentence) == {
        "die": ("2024-05-12", [(3, "mort")]),
        "injure": ("2024-05-12", [(12, "blessé")]),
    }


def test_figures_of_another_happening_are_not_dated_as_the_last(extract: Extract) -> None:
    told = _told(extract, _CRASH + "Une tempête avait fait deux morts.")
    assert told["die"][0] != "2024-05-12"


def test_the_dead_that_something_else_is_said_of_are_no_balance(extract: Extract) -> None:
    told = _told(extract, _CRASH + "Le maire a lu les noms des trois morts de la mine.")
    assert "die" not in told


def test_figures_of_a_headline_have_the_day_that_the_article_gives(extract: Extract) -> None:
    told = _told(extract, _CRASH, title="Nevers : trois morts et douze blessés")
    assert {date for date, _ in told.values()} == {"2024-05-12"}
    assert set(told) == {"die", "injure"}
