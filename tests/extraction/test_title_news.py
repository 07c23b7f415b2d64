"""What a headline tells that opens with no noun phrase, and titles that name somebody else."""

from __future__ import annotations

import pytest
from conftest_extract import DAY, Extract, title_of

_PLANT = "La direction de la papeterie de Lormond a vendu ses entrepôts. {}"


@pytest.mark.parametrize(
    ("headline", "topic"),
    [
        # Who was done what.
        ("Charente : Paul Roux acquitté en appel", "[Charente, Paul Roux acquitté en appel :] "),
        # Of what is part of it.
        ("Anne Roux accusée de fraude", "[Anne Roux accusée de fraude :] "),
        # What happens where stands before the colon.
        ("Grève au port de Brenac : le préfet attend", "[Grève au port de Brenac :] "),
        # What is done, where that says enough.
        ("Charente : Belcour conteste le plan de reprise", "[Charente, plan de reprise :] "),
        # Whom a portrait is of.
        ("Hélène Roux, la dame du papier", "[Hélène Roux :] "),
        # What a clause tells, as a noun.
        ("Belcour s'effondre en Bourse", "[Effondrement de Belcour :] "),
        (
            "La cour annule la vente de la halle de Brenac",
            "[Annulation de la vente de la halle de Brenac :] ",
        ),
        # What it is the inside story of.
        ("Les dessous de la vente de la halle de Brenac", "[Vente de la halle de Brenac :] "),
        # What is new, but says enough.
        ("Charente : un marché de la laine sous la halle", "[Charente, marché de la laine :] "),
        # Which one was sold is not said.
        ("Une papeterie vendue", ""),
        # What is nobody's news: "ne baissent pas les bras".
        ("Les ouvriers ne baissent pas les bras", ""),
    ],
)
def test_a_headline_that_opens_with_no_noun_phrase_says_what_an_article_is_about(
    extract: Extract, headline: str, topic: str
) -> None:
    text = _PLANT.format("Les licenciements ont été annoncés le 3 mai 2024.")
    told = "es licenciements ont été annoncés"
    title = title_of(extract, text, "licenciements", headline)
    assert title == (f"{topic}l{told}" if topic else f"L{told}")


@pytest.mark.parametrize(
    ("headline", "sentence", "trigger", "title"),
    [
        # Who has left is said, and not in what story.
        (
            "Papeterie de Lormond : cent emplois supprimés",
            "Paul Roux a démissionné le 3 mai 2024.",
            "démissionné",
            "[Papeterie de Lormond :] Paul Roux a démissionné",
        ),
        # Whom the headline names, a reader can place.
        (
            "Paul Roux quitte la papeterie",
            "Paul Roux a démissionné le 3 mai 2024.",
            "démissionné",
            "Paul Roux a démissionné",
        ),
        # What a reader knows to be somebody else's is open.
        (
            "Papeterie de Lormond : cent emplois supprimés",
            "Anne Roux et Paul Lenoir ont rejeté son offre le 3 mai 2024.",
            "rejeté",
            "[Papeterie de Lormond :] Anne Roux et Paul Lenoir ont rejeté son offre",
        ),
    ],
)
def test_a_title_that_names_nothing_of_its_headline_stands_behind_its_topic(
    extract: Extract, headline: str, sentence: str, trigger: str, title: str
) -> None:
    assert title_of(extract, _PLANT.format(sentence), trigger, headline) == title


@pytest.mark.parametrize(
    ("before", "sentence", "trigger", "title"),
    [
        # Nobody else is named nearby.
        (
            "La papeterie ferme.",
            "Elle a démissionné le 3 mai 2024.",
            "démissionné",
            "[Hélène Roux] a démissionné",
        ),
        # Set apart.
        (
            "La papeterie ferme.",
            "C'est elle qui a vendu les entrepôts le 3 mai 2024.",
            "vendu",
            "C'est [Hélène Roux] qui a vendu les entrepôts",
        ),
        # Another woman is.
        (
            "Claire Lenoir dirigeait la papeterie.",
            "Elle a démissionné le 3 mai 2024.",
            "démissionné",
            "[Claire Lenoir] a démissionné",
        ),
        # He is not the one it is of.
        (
            "Son mari dirigeait la papeterie.",
            "Il a démissionné le 3 mai 2024.",
            "démissionné",
            "[Hélène Roux :] il a démissionné",
        ),
    ],
)
def test_a_portrait_s_pronoun_is_whom_it_is_of_where_nobody_else_is_meant(
    extract: Extract, before: str, sentence: str, trigger: str, title: str
) -> None:
    text = f"{before} {sentence}"
    assert title_of(extract, text, trigger, "Hélène Roux, la dame du papier") == title


@pytest.mark.parametrize(
    ("before", "title"),
    [
        ("Anne Lenoir a quitté le conseil.", "[Anne Lenoir :] Paul Roux lui succède"),
        # Two may be meant.
        (
            "Anne Lenoir a quitté le conseil avec Marc Dumas.",
            "[Papeterie de Lormond :] Paul Roux lui succède",
        ),
    ],
)
def test_whom_an_object_pronoun_stands_for_stands_before_its_title(
    extract: Extract, before: str, title: str
) -> None:
    text = f"{before} Paul Roux lui succède le 3 mai 2024."
    headline = "Papeterie de Lormond : cent emplois supprimés"
    assert title_of(extract, text, "succède", headline) == title


@pytest.mark.parametrize(
    ("sentence", "trigger", "kept"),
    [
        # Without it the sentence is another one.
        (
            "Le tribunal correctionnel de Brenac, présidé par Claire Lenoir, a condamné Paul Roux "
            "à un an de prison avec sursis le 3 mai 2024.",
            "condamné",
            "un an de prison avec sursis",
        ),
        # Both commas of what is set off, where the one before it has gone.
        (
            "La directrice générale de la papeterie de Lormond, Anne Roux, 52 ans, a démissionné "
            "de toutes ses fonctions le 3 mai 2024.",
            "démissionné",
            "Anne Roux, 52 ans, a démissionné",
        ),
    ],
)
def test_a_title_keeps_what_would_make_it_untrue_or_broken(
    extract: Extract, sentence: str, trigger: str, kept: str
) -> None:
    assert kept in title_of(extract, sentence, trigger, "Une papeterie vendue")


def test_a_title_never_loses_what_its_denial_restricts(extract: Extract) -> None:
    sentence = (
        "Restitué par les autorités de Brenac le 22 mai 2023, le tableau n'avait été montré depuis "
        "qu'à une poignée de spécialistes de la peinture."
    )
    mentions = extract(sentence, published=DAY, title="Un tableau rendu")
    titles = [mention.title for mention in mentions]
    assert titles
    assert all("n'avait" not in title or "qu'à" in title for title in titles)


def test_a_date_in_brackets_says_what_became_of_a_work(extract: Extract) -> None:
    text = "Le fabricant a changé de modèle. Mistral-1 (2018) ; Mistral-2 (2020) ;"
    titles = [mention.title for mention in extract(text, published=DAY, title="Belcour")]
    assert titles[1:] == ["[Sortie de] Mistral-1 (2018)", "[Sortie de] Mistral-2 (2020)"]


def test_others_are_said_to_be_of_the_kind_of_the_first(extract: Extract) -> None:
    text = (
        "Trois marins sont morts dans le naufrage et deux autres ont été grièvement blessés mardi "
        "à Lormond."
    )
    title = title_of(extract, text, "blessés", "Naufrage au large de Lormond")
    assert "deux autres [marins] ont été grièvement blessés" in title
