"""Definite descriptions: whom "le groupe" or "la romancière" means, and what titles say of it."""

from __future__ import annotations

import pytest
from conftest_extract import Extract

from timeline.model import Mention


def _told_by(mentions: tuple[Mention, ...], trigger: str) -> Mention:
    (found,) = (m for m in mentions if m.trigger.text == trigger)
    return found


@pytest.mark.parametrize(
    ("text", "trigger", "meant"),
    [
        (
            "L'association Belcour a ouvert un refuge en 2003. "
            "L'association a fermé le refuge en 2008.",
            "fermé",
            "Belcour",
        ),
        (
            "Nadia Ferret, maire de Tavel, a inauguré la halle en 2003. "
            "La maire a démissionné en 2008.",
            "démissionné",
            "Nadia Ferret",
        ),
        (
            "Le Conseil régional de Morvanne a voté un budget en 2003. "
            "En 2008, le conseil a rejeté le projet de rocade.",
            "rejeté",
            "Conseil régional de Morvanne",
        ),
        (
            "La société VoltaGen a racheté une usine en 2003. En 2008, l'entreprise a licencié "
            "90 salariés.",
            "licencié",
            "VoltaGen",
        ),
        (
            "Louise Morel a publié un recueil en 2003. La romancière a reçu le prix Tavel en 2008.",
            "reçu",
            "Louise Morel",
        ),
    ],
)
def test_a_definite_description_takes_part_as_the_name_it_stands_for(
    extract: Extract, text: str, trigger: str, meant: str
) -> None:
    assert meant in {person.name for person in _told_by(extract(text), trigger).participants}


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        # Two may be meant.
        (
            "La société VoltaGen a attaqué la société Sirocco en 2003. "
            "La société a fermé une usine en 2008.",
            "fermé",
        ),
        # It has no name.
        (
            "Paul Meyer a quitté Tavel en 2003. Un homme a été arrêté en 2008. "
            "L'homme a avoué le vol en 2009.",
            "avoué",
        ),
        # Another one of the kind.
        (
            "L'association Belcour a ouvert un refuge en 2003. "
            "L'autre association a fermé le refuge en 2008.",
            "fermé",
        ),
        # She is not he.
        (
            "Louise Morel a publié un recueil en 2003. Le romancier a reçu le prix Tavel en 2008.",
            "reçu",
        ),
        # Who holds an office need not be who has just been named.
        (
            "Louise Morel a publié un recueil en 2003. Le procureur a ouvert une enquête en 2008.",
            "ouvert",
        ),
        # Nobody does it to himself.
        (
            "VoltaGen a ouvert une usine en 2003. L'entreprise a attaqué VoltaGen en 2008.",
            "attaqué",
        ),
    ],
)
def test_a_description_that_may_mean_another_is_left_open(
    extract: Extract, text: str, trigger: str
) -> None:
    agents = {p.name for p in _told_by(extract(text), trigger).participants if p.role == "agent"}
    assert agents
    assert not any(name[0].isupper() for name in agents)


@pytest.mark.parametrize(
    ("text", "trigger", "title"),
    [
        (
            "L'association Belcour a ouvert un refuge en 2003. "
            "L'association a fermé le refuge en 2008.",
            "fermé",
            "L'association [Belcour] a fermé le refuge",
        ),
        (
            "Le tribunal de commerce a jugé l'affaire en 2003. Le tribunal a rejeté la plainte "
            "le 3 mai 2008.",
            "rejeté",
            "Le tribunal [de commerce] a rejeté la plainte",
        ),
        (
            "Le Salon international de la dentelle attire les foules. "
            "Le Salon s'est ouvert le 3 mai 2008.",
            "ouvert",
            "Le Salon [international de la dentelle] s'est ouvert",
        ),
    ],
)
def test_a_title_says_in_brackets_what_its_noun_was_introduced_with(
    extract: Extract, text: str, trigger: str, title: str
) -> None:
    assert _told_by(extract(text), trigger).title == title


@pytest.mark.parametrize(
    ("text", "trigger", "title"),
    [
        # Another race has been brought in since.
        (
            "La course de Tavel attire les foules. Une course a été annulée en 2003. "
            "La course a repris en 2008.",
            "repris",
            "La course a repris",
        ),
        # What is said there says no more here.
        (
            "Le siège du groupe a brûlé en 2003. Le siège a été rasé en 2008.",
            "rasé",
            "Le siège a été rasé",
        ),
        # The title says it itself.
        (
            "L'usine de Tavel a brûlé en 2003. L'usine de Montverdier a rouvert en 2008.",
            "rouvert",
            "L'usine de Montverdier a rouvert",
        ),
    ],
)
def test_a_title_explains_nothing_by_what_is_another_or_says_no_more(
    extract: Extract, text: str, trigger: str, title: str
) -> None:
    assert _told_by(extract(text), trigger).title == title
