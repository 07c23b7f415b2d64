"""Dates that dispatches leave to the reader: what is over, postponed, or compared with."""

from __future__ import annotations

import pytest
from conftest_extract import Extract

from timeline.model import Mention

# A Thursday.
_TODAY = "2024-05-16"


def _dates(mentions: tuple[Mention, ...]) -> dict[str, str | None]:
    """EDTF by trigger."""
    return {m.trigger.text: m.date.edtf if m.date else None for m in mentions}


@pytest.mark.parametrize(
    ("text", "trigger", "edtf"),
    [
        # A month that says how long, not which.
        ("Le groupe fermera son usine de Morlaix au mois de juillet.", "fermera", "2024-07"),
        # What a verb tells as over lies behind, whatever date stands beside it.
        ("Le maire vient d'annoncer la rénovation du stade en 2031.", "annoncer", _TODAY),
        ("La région a signé un contrat pour 2031.", "signé", _TODAY),
        ("Le concert a été reporté à demain.", "reporté", "2024-05-17"),
        ("La région a signé un contrat en 2021.", "signé", "2021"),
        # A purpose has the date of what serves it.
        ("Le groupe vendra sa filiale pour rembourser ses dettes mardi.", "vendra", "2024-05-21"),
        ("Le roi se rendra mardi à Rome pour rencontrer le pape.", "rencontrer", "2024-05-21"),
        ("La ville donne un bal pour fêter la fin de l'année.", "donne", _TODAY),
        # A figure compared with has a date of its own.
        ("Le chômage a augmenté à 8 %, contre 7 % en mai 2023.", "augmenté", _TODAY),
        ("Le Sénat a voté contre la réforme en mai 2023.", "voté", "2023-05"),
        # A noun that the verb has taken up may have one, too.
        ("Le record d'avril a été battu à Lille.", "battu", _TODAY),
        # What takes place need not be named again.
        ("Les élections sont prêtes. Elles auront lieu le 3 juin.", "lieu", "2024-06-03"),
        # Where it is named, the name tells it.
        ("Deux conférences auront lieu le 3 juin.", "conférences", "2024-06-03"),
        # What takes an object is a verb, whatever else the form may be.
        ("La préfecture ferme douze écoles.", "ferme", _TODAY),
        # A day counted from another event.
        ("La secouriste a été décorée mardi, au lendemain du naufrage.", "naufrage", "2024-05-13"),
        ("La ministre a été élue mardi, à la veille du sommet.", "élue", "2024-05-14"),
        # A noun that only says which event is meant has a date of its own.
        ("Le procès du braquage de janvier 2019 a commencé.", "braquage", "2019-01"),
        ("L'ouverture du procès de mardi a été reportée.", "ouverture", "2024-05-14"),
    ],
)
def test_dates_of_news(extract: Extract, text: str, trigger: str, edtf: str) -> None:
    assert _dates(extract(text, published=_TODAY)).get(trigger) == edtf


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Une avalanche s'est produite mardi. L'avalanche a tué deux skieurs.", "tué"),
        ("Un accident s'est produit mardi. Un passant a été blessé dans cet accident.", "blessé"),
        ("L'explosion a tué un ouvrier. L'explosion s'est produite mardi.", "tué"),
        ("L'attaque menée mardi a tué un soldat.", "tué"),
        ("Une skieuse s'est blessée lors d'un match disputé mardi.", "blessée"),
        ("Trois personnes sont mortes dans un accident survenu mardi.", "mortes"),
    ],
)
def test_what_a_happening_does_has_its_date(extract: Extract, text: str, trigger: str) -> None:
    assert _dates(extract(text, published=_TODAY))[trigger] == "2024-05-14"


def test_a_happening_to_come_dates_nothing_that_is_over(extract: Extract) -> None:
    mentions = extract("Le procès aura lieu mardi. Le procès a divisé la ville.", published=_TODAY)
    assert _dates(mentions).get("divisé") != "2024-05-14"


def test_a_postponed_noun_is_not_of_the_day_it_was_meant_for(extract: Extract) -> None:
    text = "La fusée a décollé. Prévu samedi dernier, le lancement a été reporté de cinq jours."
    mentions = extract(text, published=_TODAY, title="Lancement réussi de la fusée Orphée")
    assert _dates(mentions)["Lancement"] == _TODAY


def test_an_aside_makes_no_background(extract: Extract) -> None:
    text = (
        "L'élève fréquente l'école où un homme avait tué un professeur en mars 2012. "
        "Les suspects ont été arrêtés à Lyon."
    )
    assert _dates(extract(text, published=_TODAY))["arrêtés"] == _TODAY
    told = "Un homme a tué un professeur en mars 2012. Les suspects ont été arrêtés par la police."
    assert _dates(extract(told, published=_TODAY))["arrêtés"] != _TODAY


@pytest.mark.parametrize(
    ("entry", "trigger", "edtf"),
    [
        ("1981 - Mort du fondateur, Jean Cortal", "Mort", "1981"),
        ("1811. Naissance à Lorvent de Jean Cortal.", "Naissance", "1811"),
        ("2005 – Anne Roux prend la tête du groupe.", "prend", "2005"),
        ("Mars 1984 : entrée en Bourse.", "entrée", "1984-03"),
    ],
)
def test_a_chronicle_dates_its_entries(
    extract: Extract, entry: str, trigger: str, edtf: str
) -> None:
    mentions = extract(f"1975 : Cortal ouvre une usine.\n{entry}\n2009 : dépôt de bilan.")
    assert _dates(mentions).get(trigger) == edtf


def test_the_years_of_a_section_date_no_event(extract: Extract) -> None:
    text = "Histoire du port\n\n## Fondation et ventes (1998-2003)\n\nLe port ouvre en 1999."
    dates = {m.trigger.text: m.date and m.date.edtf for m in extract(text)}
    assert "1998/2003" not in dates.values()
    assert dates["ouvre"] == "1999"


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        # What somebody tells on Monday is no news of Wednesday.
        ("La gardienne a signé à Metz, a annoncé lundi le club.", "signé", "2012-07-02"),
        # The circumstance of a dated verb, and what follows from it at once.
        (
            "Le témoin a reconnu son erreur lors de son audition, lundi.",
            "audition",
            "2012-07-02",
        ),
        ("Une crue a emporté le pont lundi, faisant trois morts.", "morts", "2012-07-02"),
        # A verb of reaction speaks of what was before.
        ("Le club a dénoncé lundi l'arrestation de son joueur.", "arrestation", None),
        ("La fête de la ville a été reportée au 14 octobre.", "reportée", "2012-10-14"),
        (
            "Le groupe prévoit de fermer deux usines d'ici à 2015.",
            "fermer",
            "2012-07-04/2015-12-31",
        ),
        ("Les éleveurs ont menacé de bloquer le pont samedi.", "bloquer", "2012-07-07"),
        (
            "L'éruption, en 1944, avait fait dix morts et détruit le village.",
            "détruit",
            "1944",
        ),
        ("Le maire avait été alerté à plusieurs reprises.", "alerté", None),
    ],
)
def test_dates_of_what_stands_beside_a_dated_verb(
    extract: Extract, text: str, trigger: str, date: str | None
) -> None:
    found = [m for m in extract(text, published="2012-07-04") if m.trigger.text == trigger]
    assert [m.date.edtf if m.date else None for m in found] == [date]


def test_a_year_named_in_passing_is_left(extract: Extract) -> None:
    mentions = extract(
        "Le parquet a rouvert lundi le dossier de la navigatrice disparue en mai 1998. Des débris "
        "ont été découverts le 21 avril par un pêcheur.",
        published="2012-07-04",
    )
    (found,) = (m for m in mentions if m.trigger.text == "découverts")
    assert found.date is not None
    assert found.date.edtf == "2012-04-21"


def test_a_passive_infinitive_has_its_subject(extract: Extract) -> None:
    (mention,) = extract("L'ancien patron doit être jugé en août.", published="2012-07-04")
    assert mention.type == "trial"
    assert [(p.name, p.role) for p in mention.participants] == [("ancien patron", "patient")]


def test_a_locution_goes_on_behind_its_object(extract: Extract) -> None:
    (mention,) = extract(
        "Le tribunal a placé l'entreprise en redressement judiciaire lundi.",
        published="2012-07-04",
    )
    assert mention.type == "restructure"


@pytest.mark.parametrize(
    ("text", "trigger", "factuality"),
    [
        ("La joueuse a annoncé qu'elle quitterait le club en août.", "quitterait", "planned"),
        ("Le groupe avait promis que l'usine serait vendue en août.", "vendue", "planned"),
        ("Selon le quotidien, le groupe supprimerait 300 postes.", "supprimerait", "alleged"),
    ],
)
def test_a_conditional_is_the_future_of_what_was_said(
    extract: Extract, text: str, trigger: str, factuality: str
) -> None:
    found = [m for m in extract(text, published="2012-07-04") if m.trigger.text == trigger]
    assert [m.factuality for m in found] == [factuality]


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        ("La maire, en poste depuis 2004, a démissionné lundi.", "démissionné", "2012-07-02"),
        ("Il a signé un exploit, une première depuis 1990.", "signé", "2012-07-04"),
        ("Les ventes ont reculé de 3 % par rapport à 2010.", "reculé", "2012-07-04"),
        ("Il est accusé d'avoir volé, en 2008, des tableaux.", "accusé", "2012-07-04"),
        ("La ministre inaugurera la foire samedi.", "inaugurera", "2012-07-07"),
        ("Le concert d'Anne Roux, prévu samedi à Lorvent, est complet.", "concert", "2012-07-07"),
        (
            "Fondée en 1997, la société perdait de l'argent depuis cinq ans. Elle avait refusé une "
            "offre d'un fonds.",
            "refusé",
            None,
        ),
        ("L'œuvre sera rendue au musée au cours d'une fête le 14 août.", "rendue", "2012-08-14"),
        ("Par décret du 3 mai, les deux communes ont fusionné.", "fusionné", "2012-05-03"),
    ],
)
def test_what_dates_a_clause_and_what_only_stands_in_it(
    extract: Extract, text: str, trigger: str, date: str | None
) -> None:
    found = [m for m in extract(text, published="2012-07-04") if m.trigger.text == trigger]
    assert [m.date.edtf if m.date else None for m in found] == [date]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Anne Roux (3 mai 1910 - 2 juin 1999) est peintre.", ["1910-05-03", "1999-06-02"]),
        (
            "Anne Roux (Paris, 3 mai 1910 – Lyon, 2 juin 1999) est peintre.",
            ["1910-05-03", "1999-06-02"],
        ),
    ],
)
def test_two_dates_in_brackets_are_those_of_a_life(
    extract: Extract, text: str, dates: list[str]
) -> None:
    told = [m for m in extract(text) if m.type in ("be_born", "die")]
    assert [m.date.edtf for m in told if m.date] == dates
    assert {p.name for m in told for p in m.participants} == {"Anne Roux"}


def test_what_is_counted_takes_part(extract: Extract) -> None:
    (mention,) = extract("Trois skieurs sont morts lundi.", published="2012-07-04")
    assert [p.name for p in mention.participants] == ["Trois skieurs"]


def test_a_life_told_in_the_present_is_no_news(extract: Extract) -> None:
    mentions = extract(
        "Le poète est mort lundi.\n\nNé à Salto en 1937, il publie ses premiers vers à vingt ans.",
        published="2012-07-04",
    )
    dates = {m.trigger.text: m.date.edtf if m.date else None for m in mentions}
    assert dates["Né"] == "1937"
    assert dates.get("publie") is None


def test_an_aside_may_end_the_text(extract: Extract) -> None:
    mentions = extract("Le départ de la maire de la ville, en poste depuis 2004")
    assert all(m.type == "end_position" for m in mentions)


def test_the_entries_of_a_chronology_are_of_their_days_even_where_it_opens_with_news(
    extract: Extract,
) -> None:
    text = (
        "Le tribunal a condamné mardi l'ancien maire. Retour sur l'affaire.\n\n"
        "3 mai 2011 – Le conseil vote les travaux.\n\n"
        "20 octobre – Une association porte plainte.\n\n"
        "12 janvier – La police perquisitionne la mairie."
    )
    found = _dates(extract(text, published=_TODAY))
    assert found["condamné"] == "2024-05-14"
    assert found["porte"] == "2011-10-20"
    assert found["perquisitionne"] == "2012-01-12"


def test_what_a_pronoun_counts_is_told_of_the_event_before(extract: Extract) -> None:
    text = (
        "Un incendie a détruit lundi un entrepôt à Morlaix. "
        "Il a causé 3 millions d'euros de dégâts, selon la mairie."
    )
    fire, damage = extract(text, published=_TODAY)
    assert damage.refers_to == fire.id
    assert (damage.type, damage.date) == (fire.type, fire.date)
    assert [amount.value for amount in damage.amounts] == [3_000_000]


def test_the_day_on_which_something_became_known_is_not_its_day(extract: Extract) -> None:
    text = "Le tribunal a prononcé mardi la fermeture du bar, a-t-on appris mercredi au parquet."
    assert _dates(extract(text, published=_TODAY)) == {"fermeture": "2024-05-14"}
    text = "La vente, conclue mardi à Morlaix, a enrichi la ville."
    assert _dates(extract(text, published=_TODAY))["conclue"] == "2024-05-14"


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        ("La tempête de 2009 a détruit la halle.", "détruit", "2009"),
        ("L'incendie de mars avait ravagé le dépôt.", "ravagé", "2024-03"),
        ("L'attentat de 2006 a tué douze passants.", "tué", "2006"),
        ("La crise de 2009 a touché les éleveurs.", "touché", "2009"),
        # A record that falls does not fall when it was set.
        ("Le record de 2009 est tombé lundi.", "tombé", "2024-05-13"),
        ("Le budget de 2012 a augmenté les impôts.", "augmenté", "2024-05-16"),
    ],
)
def test_what_a_dated_happening_did_was_then(
    extract: Extract, text: str, trigger: str, date: str
) -> None:
    mentions = extract(text, "2024-05-16")
    dates = {m.trigger.text: m.date.edtf if m.date else None for m in mentions}
    assert dates[trigger] == date


def test_a_title_that_counts_years_has_the_day_that_the_body_gives(extract: Extract) -> None:
    text = (
        "Six ans après le drame, le barrage de Morlac a rouvert\n\nUn car est tombé le 3 mai 2018 "
        "dans le lac de Morlac. Le barrage a rouvert mardi devant cent habitants."
    )
    title = "Six ans après le drame, le barrage de Morlac a rouvert"
    dates = [
        m.date for m in extract(text, published=_TODAY, title=title) if m.trigger.text == "rouvert"
    ]
    assert {date and date.edtf for date in dates} == {"2024-05-14"}
