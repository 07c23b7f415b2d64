"""Titles that leave open what they speak of stand behind what their article is about."""

from __future__ import annotations

import pytest
from conftest_extract import Extract, title_of

_PLANT = "La direction de la papeterie de Lormond a vendu ses entrepôts à la société Belcour. {}"


@pytest.mark.parametrize(
    ("headline", "topic"),
    [
        # What stands before the colon, if it says more than where.
        ("Papeterie de Lormond : cent emplois supprimés", "[Papeterie de Lormond :] "),
        # Where, and what happened there or what is spoken of.
        ("Charente : une grève paralyse le port", "[Charente, grève :] "),
        ("Charente : fermeture de la papeterie", "[Charente, fermeture de la papeterie :] "),
        # The section of a newspaper says nothing.
        ("Santé : fermeture de la clinique de Lormond", "[Fermeture de la clinique de Lormond :] "),
        # Who does something is not what all of an article is about.
        ("« Nous partirons », jurent les ouvriers", ""),
        ("Les ouvriers de la papeterie débrayent", ""),
        # Nor is what kind of text it is.
        ("Les dates clés d'une fermeture", ""),
    ],
)
def test_a_headline_says_what_a_title_that_names_nothing_is_about(
    extract: Extract, headline: str, topic: str
) -> None:
    text = _PLANT.format("Les licenciements ont été annoncés le 3 mai 2024.")
    told = "es licenciements ont été annoncés"
    title = title_of(extract, text, "licenciements", headline)
    assert title == (f"{topic}l{told}" if topic else f"L{told}")


@pytest.mark.parametrize(
    ("sentence", "trigger", "title"),
    [
        # The subject is open, though something else has a name.
        (
            "La cession a été approuvée à Brenac le 3 mai 2024.",
            "approuvée",
            "[Papeterie de Lormond :] la cession a été approuvée à Brenac",
        ),
        # What a relative clause names does not tell which one is meant.
        (
            "Le directeur, qui vit à Brenac, a démissionné le 3 mai 2024.",
            "démissionné",
            "[Papeterie de Lormond :] le directeur, qui vit à Brenac, a démissionné",
        ),
        # What the noun's own complement names does.
        (
            "Le maire de Brenac a démissionné le 3 mai 2024.",
            "démissionné",
            "Le maire de Brenac a démissionné",
        ),
        # What can go makes room, but nothing without which the rest says too little.
        (
            "Les derniers ouvriers ont occupé les entrepôts le 3 mai 2024 avec l'appui de "
            "plusieurs centaines de personnes.",
            "occupé",
            "[Papeterie de Lormond :] les derniers ouvriers ont occupé les entrepôts",
        ),
    ],
)
def test_a_title_whose_subject_is_left_open_stands_behind_its_topic(
    extract: Extract, sentence: str, trigger: str, title: str
) -> None:
    headline = "Papeterie de Lormond : cent emplois supprimés"
    assert title_of(extract, _PLANT.format(sentence), trigger, headline) == title


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("Charente : une grève paralyse le port", "[Charente :] la grève a été suspendue"),
        ("Appel à la grève", "La grève a été suspendue"),
    ],
)
def test_a_topic_does_not_repeat_the_noun_of_the_title(
    extract: Extract, headline: str, title: str
) -> None:
    text = "Les entrepôts sont fermés. La grève a été suspendue le 3 mai 2024."
    assert title_of(extract, text, "suspendue", headline) == title


def test_a_sentence_that_begins_with_another_place_has_no_topic_of_that_of_the_headline(
    extract: Extract,
) -> None:
    text = _PLANT.format("En Bretagne, la grève a été votée le 3 mai 2024.")
    title = title_of(extract, text, "votée", "Charente : une grève paralyse le port")
    assert not title.startswith("[Charente")


def test_a_noun_that_a_pronoun_stands_for_is_told_by_the_name_beside_it(extract: Extract) -> None:
    text = (
        "La présidente du club de Morlac, Anne Rivaud, a vendu le stade. Elle a démissionné le "
        "3 mai 2024."
    )
    title = title_of(extract, text, "démissionné", "Un stade vendu")
    assert title == "[Anne Rivaud] a démissionné"


@pytest.mark.parametrize(
    ("text", "trigger", "title"),
    [
        # A date that another one puts right stays.
        (
            "La mairie de Morlac a confirmé que le stade n'ouvrirait pas en juin 2024, mais en "
            "septembre 2025, faute de crédits.",
            "ouvrirait",
            "La mairie de Morlac a confirmé que le stade n'ouvrirait pas en juin 2024",
        ),
        # What is said of somebody is not said of the body that he works for.
        (
            "Le parquet de Lormond a requis le 3 mai 2024 douze ans de réclusion criminelle contre "
            "le directeur de la société Belcour, qui a toujours nié les faits.",
            "nié",
            "Le directeur de la société Belcour a toujours nié les faits",
        ),
        # No half of a pair.
        (
            "Anne Rivaud a disparu le 3 mai 2024 quelque part entre la gare de Morlac, où elle "
            "travaillait depuis vingt ans, et le domicile de ses parents âgés.",
            "disparu",
            None,
        ),
    ],
)
def test_a_title_says_neither_less_nor_other_than_its_sentence(
    extract: Extract, text: str, trigger: str, title: str | None
) -> None:
    found = title_of(extract, text, trigger, "Les nouvelles de Lormond")
    if title is None:
        assert "entre" not in found.split() or "et" in found.split()
    else:
        assert found.startswith(title)
