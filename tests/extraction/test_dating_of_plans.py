"""What was to be on a day, what one waited for, and what a clause only mentions."""

from __future__ import annotations

import pytest
from conftest_extract import Extract

# A Thursday.
_TODAY = "2024-05-16"


def _told(extract: Extract, text: str) -> dict[str, tuple[str | None, str]]:
    """EDTF and factuality by trigger."""
    return {
        m.trigger.text: (m.date.edtf if m.date else None, m.factuality)
        for m in extract(text, _TODAY)
    }


@pytest.mark.parametrize(
    "text",
    [
        "Le procès, prévu en mai 2022, s'est ouvert le 4 septembre 2022.",
        "Le procès s'est ouvert le 4 septembre 2022.",
    ],
)
def test_the_day_a_thing_was_planned_for_is_not_that_on_which_it_was(
    extract: Extract, text: str
) -> None:
    assert _told(extract, text)["ouvert"] == ("2022-09-04", "actual")


@pytest.mark.parametrize(
    ("text", "noun", "date"),
    [
        ("L'ouverture du pont, prévue pour juin 2022, a été repoussée.", "ouverture", "2022-06"),
        (
            "2 septembre 2022 : la fusion des deux mutuelles, d'abord prévue au 1er juillet, "
            "devient effective.",
            "fusion",
            "2022-07-01",
        ),
    ],
)
def test_a_day_that_did_not_hold_is_a_plan_of_then(
    extract: Extract, text: str, noun: str, date: str
) -> None:
    assert _told(extract, text)[noun] == (date, "planned")


def test_a_plan_that_nothing_speaks_against_may_have_held(extract: Extract) -> None:
    text = "La livraison de la rame, attendue en mai 2022, a pris du retard."
    assert _told(extract, text)["livraison"] == ("2022-05", "actual")


@pytest.mark.parametrize(
    ("text", "verb", "told"),
    [
        (
            "Il a fallu attendre juin 2013 pour que l'agence accepte le projet.",
            "accepte",
            ("2013-06", "actual"),
        ),
        (
            "Il faudra attendre juin 2026 pour que le pont soit inauguré.",
            "inauguré",
            ("2026-06", "planned"),
        ),
    ],
)
def test_what_one_has_to_wait_for_is_when_the_waiting_ends(
    extract: Extract, text: str, verb: str, told: tuple[str, str]
) -> None:
    assert _told(extract, text) == {verb: told}


@pytest.mark.parametrize(
    ("text", "word", "date"),
    [
        (
            "La réunion a eu lieu le 15 avril 2024, quatre jours après le limogeage du gérant.",
            "limogeage",
            "2024-04-11",
        ),
        (
            "La fabrique a fermé le 6 juin 2015, un an avant que la mairie ne vende le terrain.",
            "vende",
            "2016~",
        ),
    ],
)
def test_what_a_date_is_so_far_from_is_counted_from_it(
    extract: Extract, text: str, word: str, date: str
) -> None:
    assert _told(extract, text)[word] == (date, "actual")


def test_nothing_counts_from_the_day_of_the_news_what_a_past_verb_tells(extract: Extract) -> None:
    text = "On longe encore la piste, que le maire avait ouverte quatre mois après l'incendie."
    assert "incendie" not in _told(extract, text)


@pytest.mark.parametrize(
    "text",
    [
        "L'organisatrice de la grève a été licenciée le 10 septembre 2015.",
        "Le gérant, qui dirigeait l'enquête, a été licencié le 10 septembre 2015.",
        "Le gérant a été licencié le 10 septembre 2015 en sortant du bureau.",
    ],
)
def test_what_only_says_who_or_how_has_not_the_date_of_its_clause(
    extract: Extract, text: str
) -> None:
    dated = [word for word, (date, _) in _told(extract, text).items() if date is not None]
    assert dated in (["licenciée"], ["licencié"])


def test_the_date_of_an_entry_is_not_that_of_a_relative_clause(extract: Extract) -> None:
    text = "11 mai 2015 : le gérant, qui dirigeait la salle, écope de deux mois de prison."
    assert _told(extract, text)["écope"] == ("2015-05-11", "actual")


def test_a_relative_clause_tells_what_befell_its_noun(extract: Extract) -> None:
    mentions = extract("On devine la piscine, que la mairie avait inaugurée en 2015.", _TODAY)
    took_part = {one.role: one.name for one in mentions[0].participants}
    assert took_part == {"agent": "mairie", "patient": "piscine"}


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        (
            "Le gérant, 41 ans, a été condamné le 3 mai 2024 à quatre ans de prison.",
            [("quatre ans", 48, "mois")],
        ),
        ("Le 3 mai 2024, l'inspecteur a été exclu pour six mois.", [("six mois", 6, "mois")]),
        ("Le 3 mai 2024, il a quitté la présidence après douze ans de mandat.", []),
    ],
)
def test_how_long_a_penalty_lasts_is_an_amount(
    extract: Extract, text: str, terms: list[tuple[str, int, str]]
) -> None:
    found = [one for mention in extract(text, _TODAY) for one in mention.amounts]
    assert [(one.text, one.value, one.unit) for one in found] == terms


def test_a_verb_behind_a_quotation_only_says_who_speaks(extract: Extract) -> None:
    text = "En mars 2010, le gérant est arrêté. « Il n'a rien avoué », s'emporte le policier."
    assert _told(extract, text) == {
        "arrêté": ("2010-03", "actual"),
        "avoué": ("2010-03", "negated"),
    }


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("La mutuelle a annoncé jeudi la fermeture en février de six agences.", "fermeture"),
        ("La fermeture de l'agence en février a été annoncée aux clients.", "fermeture"),
        ("La mutuelle a décidé de fermer l'agence en février.", "fermer"),
    ],
)
def test_what_is_announced_for_a_month_without_year_is_to_come(
    extract: Extract, text: str, trigger: str
) -> None:
    assert _told(extract, text)[trigger] == ("2025-02", "planned")


@pytest.mark.parametrize(
    ("text", "verb", "day", "noun", "planned"),
    [
        ("Le syndicat a annoncé une grève le 3 juin.", "annoncé", _TODAY, "grève", "2024-06-03"),
        (
            "Le groupe a confirmé la vente du site pour mars.",
            "confirmé",
            _TODAY,
            "vente",
            "2025-03",
        ),
        # Last March is nearer than the next.
        ("Le groupe a annoncé en mars la vente du site.", "annoncé", "2024-03", "vente", None),
    ],
)
def test_a_day_nearer_ahead_is_that_of_what_is_announced(
    extract: Extract, text: str, verb: str, day: str, noun: str, planned: str | None
) -> None:
    told = _told(extract, text)
    assert told[verb][0] == day
    if planned is not None:
        assert told[noun] == (planned, "planned")


def test_what_had_been_announced_for_a_month_may_be_over(extract: Extract) -> None:
    mentions = extract("La fermeture de l'agence en février avait été annoncée.", _TODAY)
    assert {m.date.edtf for m in mentions if m.date} == {"2024-02"}


def test_what_is_announced_is_no_announcement(extract: Extract) -> None:
    (mention,) = extract("Le départ du directeur est annoncé pour lundi.", _TODAY)
    assert (mention.trigger.text, mention.type) == ("départ", "end_position")
