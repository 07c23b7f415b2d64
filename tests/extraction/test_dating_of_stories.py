"""Dates of a story that an article tells after the fact: what each of them counts from."""

from __future__ import annotations

import pytest
from conftest_extract import Extract

# A Thursday; the articles have a byline and do not tell the news of their own day.
_TODAY = "2022-03-17"


def _dates(extract: Extract, text: str) -> dict[str, str | None]:
    mentions = extract(text, _TODAY, source="byline")
    return {m.trigger.text: m.date.edtf if m.date else None for m in mentions}


@pytest.mark.parametrize(
    ("text", "trigger", "edtf"),
    [
        # A date of a participle or a noun leaves the story on the day of the main clause.
        (
            "Le juge l'avait relaxé le 12 octobre 2020, à l'issue d'un procès ouvert le 7 "
            "septembre. Le même jour, son frère était condamné à deux ans de prison.",
            "condamné",
            "2020-10-12",
        ),
        (
            "Le tribunal a condamné la compagnie le 12 décembre 2018 pour l'accident du 3 mai "
            "2016. Le lendemain, l'action a chuté de 12 %.",
            "chuté",
            "2018-12-13",
        ),
        # Nor does what was decided for a later day move it.
        (
            "Le 3 mai 2010, le conseil a décidé que le pont fermerait le 8 juin. Deux jours plus "
            "tard, les riverains ont manifesté.",
            "manifesté",
            "2010-05-05",
        ),
        # A flashback to a day of a year that is only named in passing is the story.
        (
            "En 2018, il est revenu sur l'accident du 3 mai 2010. Le lendemain, un car avait "
            "brûlé.",
            "brûlé",
            "2010-05-04",
        ),
        # "Puis" leads to a later month, a mere comma does not.
        (
            "L'office a infligé une amende au club en décembre 2018, puis la ligue l'a sanctionné "
            "en juin.",
            "sanctionné",
            "2019-06",
        ),
        # A story in the present goes on over paragraphs without naming its years.
        (
            "Elle prend la tête de l'usine en janvier 2018. Elle porte plainte le 6 février. Le "
            "chef d'atelier est arrêté en mars.\n\nLa sanction tombe en décembre : quatre millions "
            "d'euros. Un mois plus tard, elle démissionne.",
            "démissionne",
            "2019-01~",
        ),
        # What is told as past does not: it is of the last such month.
        (
            "Elle prend la tête de l'usine en janvier 2018. Elle porte plainte le 6 février. Le "
            "chef d'atelier est arrêté en mars.\n\nElle a démissionné en décembre.",
            "démissionné",
            "2021-12",
        ),
        # Between commas a day has the tense of the clause before it.
        (
            "Anne Roux avait démissionné, le 14 mai, et son adjoint l'avait imitée trois jours "
            "plus tard.",
            "imitée",
            "2021-05-17",
        ),
    ],
)
def test_a_story_goes_on_from_its_main_clauses(
    extract: Extract, text: str, trigger: str, edtf: str
) -> None:
    assert _dates(extract, text)[trigger] == edtf


@pytest.mark.parametrize(
    ("text", "trigger", "edtf"),
    [
        ("Elle dirigeait depuis 2011 cette fabrique de drap.", "dirigeait", "2011"),
        (
            "La coopérative est présidée depuis l'automne 2018 par un éleveur.",
            "présidée",
            "2018-09-23/2018-12-20",
        ),
        # What was done again and again since then was so up to the publication.
        (
            "Depuis 2009, trois usines ont été fermées dans la vallée.",
            "fermées",
            "2009/2022-03-17",
        ),
    ],
)
def test_since_when_something_is_so_is_when_it_began(
    extract: Extract, text: str, trigger: str, edtf: str
) -> None:
    assert _dates(extract, text)[trigger] == edtf


def test_an_entry_looks_ahead_from_its_own_day(extract: Extract) -> None:
    text = (
        "4 mars 2019 – Le conseil vote le plan.\n\n13 septembre 2020 – La direction annonce des "
        "départs d'ici à la fin de 2021. Le procès du patron doit s'ouvrir le 7 novembre."
    )
    assert _dates(extract, text)["ouvrir"] == "2020-11-07"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # The event that another one is counted from is taken up with its date.
        (
            "Le 3 mai 2019, le car avait percuté un camion. Le camion a brûlé en dix minutes ; le "
            "corps du chauffeur a été retrouvé le lendemain. Une passagère est morte trois jours "
            "après la collision.",
            {
                "percuté": "2019-05-03",
                "brûlé": "2019-05-03",
                "retrouvé": "2019-05-04",
                "morte": "2019-05-06",
                "collision": "2019-05-03",
            },
        ),
        # Whole days may be told in hours.
        (
            "Le trésorier a démissionné vendredi, quarante-huit heures après le départ de la "
            "présidente.",
            {"démissionné": "2022-03-11", "départ": "2022-03-09"},
        ),
        # The article may date it further on.
        (
            "Anne Roux a porté plainte treize jours après l'incendie. Le maire se tait.\n\n"
            "L'incendie s'était déclaré le 3 mai 2020 dans les cuisines.",
            {"porté": "2020-05-16", "déclaré": "2020-05-03"},
        ),
        # Where nothing dates it, nobody knows.
        ("Le comptable a démissionné trois jours après la perquisition.", {"démissionné": None}),
    ],
)
def test_so_long_after_an_event_is_counted_from_that_event(
    extract: Extract, text: str, told: dict[str, str | None]
) -> None:
    assert _dates(extract, text) == told
