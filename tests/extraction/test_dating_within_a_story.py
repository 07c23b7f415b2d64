"""What goes on with the day of a dispatch, and descriptions that have a date of their own."""

from __future__ import annotations

import pytest
from conftest_extract import Extract

# A Thursday.
_TODAY = "2024-05-16"


@pytest.mark.parametrize(
    ("text", "trigger", "edtf"),
    [
        ("Un car s'est renversé mardi. Personne n'a été blessé.", "blessé", "2024-05-14"),
        ("Des élus ont bloqué le pont mardi. Ils protestaient.", "protestaient", "2024-05-14"),
        ("Des élus ont bloqué le pont mardi. Le maire a protesté.", "protesté", _TODAY),
        (
            "Un bijoutier a été volé mardi. Le voleur aurait observé la vitrine.",
            "observé",
            "2024-05-14",
        ),
        # A few hours leave an event on its day.
        ("Le roi a abdiqué mardi, deux heures après le vote d'une loi.", "vote", "2024-05-14"),
        # What describes somebody in front of the clause is not of the clause's date.
        ("Maire de Sarlande depuis 1989, Luc Sagne a démissionné.", "Maire", "1989/2024-05-16"),
        ("Maire de Sarlande depuis 1989, Luc Sagne a démissionné.", "démissionné", _TODAY),
        ("Ministre de 1997 à 2000, elle a été arrêtée.", "arrêtée", _TODAY),
        ("Championne en 2004, Anne Roux a gagné mardi le tour.", "gagné", "2024-05-14"),
        # A year that says which thing is meant is no date of the description.
        ("Fille d'un maçon du barrage de 1957, Anne Roux a gagné.", "Fille", None),
    ],
)
def test_what_belongs_to_the_day_of_a_story(
    extract: Extract, text: str, trigger: str, edtf: str | None
) -> None:
    dates = {m.trigger.text: m.date.edtf if m.date else None for m in extract(text, _TODAY)}
    assert dates.get(trigger) == edtf


def test_a_description_is_told_of_whom_it_describes(extract: Extract) -> None:
    found = extract("Championne en 2004, Anne Roux a gagné mardi le tour.", _TODAY)
    (described,) = (mention for mention in found if mention.trigger.text == "Championne")
    assert described.title == "Anne Roux, championne en 2004"
    assert [one.name for one in described.participants] == ["Anne Roux"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Une quarantaine de détenus ont refusé lundi de manger.", False),
        ("Le préfet a levé la quarantaine lundi.", True),
    ],
)
def test_a_noun_that_counts_is_no_event(extract: Extract, text: str, told: bool) -> None:
    assert any(m.trigger.text == "quarantaine" for m in extract(text, _TODAY)) == told
