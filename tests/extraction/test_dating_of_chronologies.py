"""Dates in chronologies: each entry opens with the day of what it tells."""

from __future__ import annotations

import pytest
from conftest_extract import Extract

_LEAD = "Le tribunal de Morlaix a fermé mardi la conserverie. Retour sur une longue histoire.\n\n"


@pytest.mark.parametrize("mark", ["–", "—", "-", ":"])
def test_an_entry_dates_what_it_tells(extract: Extract, mark: str) -> None:
    text = (
        f"{_LEAD}2014\n\n3 mai {mark} Le groupe Lormont achète la conserverie.\n\n"
        f"9 juin {mark} Démission du directeur, Yves Le Goff.\n\n"
        f"1er juillet {mark} La banque refuse un prêt. Le maire porte plainte."
    )
    mentions = extract(text, published="2019-07-04", source="byline")
    dates = {m.trigger.text: m.date.edtf if m.date else None for m in mentions}
    assert dates["achète"] == "2014-05-03"
    assert dates["Démission"] == "2014-06-09"
    assert dates["refuse"] == dates["porte"] == "2014-07-01"


def test_what_an_entry_puts_off_does_not_date_it(extract: Extract) -> None:
    text = f"{_LEAD}23 mai 2014 – Inauguration de la stèle, d'abord annoncée pour mars."
    mentions = extract(text, published="2019-07-04", source="byline")
    dates = {m.trigger.text: m.date.edtf if m.date else None for m in mentions}
    assert dates["Inauguration"] == "2014-05-23"


def test_an_entry_ends_with_its_paragraph(extract: Extract) -> None:
    text = f"{_LEAD}23 mai 2014 – Le pont ferme.\n\nLe maire a démissionné."
    mentions = extract(text, published="2019-07-04", source="byline")
    assert "2014-05-23" not in {
        m.date.edtf for m in mentions if m.date and m.trigger.text == "démissionné"
    }


def test_an_entry_tells_the_noun_it_opens_with_and_the_clause_behind_a_colon(
    extract: Extract,
) -> None:
    text = (
        f"{_LEAD}Mars 2012 — Mort de Paul Lestang, le fondateur de la conserverie.\n\n"
        "9 juin 2014 — Avarie de chaudière à la conserverie : le préfet interdit la pêche.\n\n"
        "4 mai 2015 — Première audience, écourtée : le juge renvoie l'affaire."
    )
    mentions = extract(text, published="2019-07-04", source="byline")
    dates = {m.trigger.text: m.date.edtf if m.date else None for m in mentions}
    assert dates["Mort"] == "2012-03"
    assert dates["Avarie"] == dates["interdit"] == "2014-06-09"
    assert dates["audience"] == dates["renvoie"] == "2015-05-04"


def test_the_subject_of_an_entry_tells_no_event_of_its_own(extract: Extract) -> None:
    text = f"{_LEAD}Juin 2014 — La vente de la conserverie, d'abord souhaitée, est annulée."
    mentions = extract(text, published="2019-07-04", source="byline")
    assert [m.trigger.text for m in mentions if m.date and m.date.edtf == "2014-06"] == ["annulée"]
