"""Events whose verb is left out, and dates that open the second of two clauses."""

from __future__ import annotations

import pytest
from conftest_extract import Extract

from timeline.model import Mention

PUBLISHED = "2012-07-04"


def _dates(mentions: tuple[Mention, ...]) -> dict[str, str | None]:
    """EDTF of the date of each mention, by its trigger."""
    return {m.trigger.text: m.date.edtf if m.date else None for m in mentions}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "La mairie a supprimé 300 places en 2008 et 500 en 2010.",
            {"supprimé": "2008", "500": "2010"},
        ),
        (
            "La nageuse a remporté la course en 2004, 2006 et 2010.",
            {"remporté": "2004", "2006": "2006", "2010": "2010"},
        ),
        (
            "Le chœur chantera jeudi à Brest et samedi à Nantes.",
            {"chantera": "2012-07-05", "Nantes": "2012-07-07"},
        ),
        (
            "Le texte a été adopté par les députés le 3 mars, par les sénateurs le 10 mars.",
            {"adopté": "2012-03-03", "sénateurs": "2012-03-10"},
        ),
        (
            "Il a ouvert en 2005 une librairie à Nancy et en 2008 une autre à Metz.",
            {"ouvert": "2005", "autre": "2008"},
        ),
        (
            "Le disque sortira en Suisse le 28 juillet, et en Belgique, le 18 août.",
            {"sortira": "2012-07-28", "Belgique": "2012-08-18"},
        ),
        (
            "Le pays a oublié les attentats de 2005 et de 2009.",
            {"attentats": "2005", "2009": "2009"},
        ),
    ],
)
def test_a_phrase_with_a_date_shares_the_verb_of_the_clause_before_it(
    extract: Extract, text: str, wanted: dict[str, str]
) -> None:
    dates = _dates(extract(text, published=PUBLISHED))
    assert {word: dates.get(word) for word in wanted} == wanted


def test_days_in_a_row_are_one_event(extract: Extract) -> None:
    mentions = extract("La réunion aura lieu lundi et mardi à Lyon.", published=PUBLISHED)
    assert _dates(mentions) == {"réunion": "2012-07-09/2012-07-10"}


@pytest.mark.parametrize(
    "text",
    [
        "Elle a été élue en 2010, la première femme depuis 1950.",
        "Le budget a doublé en 2010, la plus forte somme depuis 1950.",
        "Il a vendu le moulin en 2010 et la voiture de 1950.",
    ],
)
def test_a_date_that_says_more_of_a_noun_tells_no_event(extract: Extract, text: str) -> None:
    (mention,) = extract(text, published=PUBLISHED)
    assert mention.date is not None
    assert mention.date.edtf == "2010"


def test_participants_and_amounts_are_those_of_its_own_phrase(extract: Extract) -> None:
    told = {
        m.trigger.text: m
        for m in extract(
            "Le président s'est rendu à Tokyo lundi et à Séoul mardi. "
            "La mairie a supprimé 300 places en 2008 et 500 places en 2010.",
            published=PUBLISHED,
        )
    }
    names = {word: {p.name for p in told[word].participants} for word in ("rendu", "Séoul")}
    assert names == {"rendu": {"président", "Tokyo"}, "Séoul": {"président", "Séoul"}}
    assert [a.value for a in told["supprimé"].amounts] == [300]
    assert [a.value for a in told["places"].amounts] == [500]
    assert told["places"].type == told["supprimé"].type


@pytest.mark.parametrize(
    ("text", "verb", "date"),
    [
        ("Il a été arrêté lundi et, mardi, le juge l'a mis en examen.", "mis", "2012-07-03"),
        ("L'usine a fermé en 2005 et en 2008 le terrain a été vendu.", "vendu", "2008"),
        ("Le poète est mort en 2001 et en 2004, sa veuve a vendu la maison.", "vendu", "2004"),
    ],
)
def test_a_date_behind_a_conjunction_opens_the_next_clause(
    extract: Extract, text: str, verb: str, date: str
) -> None:
    assert _dates(extract(text, published=PUBLISHED))[verb] == date


@pytest.mark.parametrize(
    "text",
    [
        "La manifestation qui s'est déroulée vendredi a réuni des lycéens.",
        "La fête, tenue samedi à Brest et dimanche à Nantes, a réuni mille personnes.",
        "Il a gagné la course en 2004, 2006 et 2006, et la finale en 2006.",
    ],
)
def test_one_word_names_one_event(extract: Extract, text: str) -> None:
    mentions = extract(text, published=PUBLISHED)
    assert mentions
    assert len({mention.id for mention in mentions}) == len(mentions)
