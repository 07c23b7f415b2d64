"""What names of styles, titles and authors in a word processor's document are taken for."""

from __future__ import annotations

import pytest

from timeline.reading.lexicon import raw_lexicon
from timeline.reading.pages import Claim, Facts
from timeline.reading.readers.paragraphs import Paragraph
from timeline.reading.readers.properties import document_facts, looks_like_title, settle_title
from timeline.reading.readers.styles import Role, Style, Styles, hint_of_style

STYLES = raw_lexicon()["styles"]["examples"]
PROPERTIES = raw_lexicon()["properties"]
PROSE = (
    "Le conseil municipal de Montverdier a voté jeudi soir la rénovation de la halle, qui sera "
    "fermée au public pendant dix-huit mois."
)


@pytest.mark.parametrize(
    ("hint", "name"), [(group["hint"], name) for group in STYLES for name in group["names"]]
)
def test_name_of_a_style(hint: str, name: str) -> None:
    name = name.replace("_20_", " ")  # how OpenDocument writes a blank in a style's key
    assert (hint_of_style(name) or "none") == hint


def test_style_without_a_name_of_its_own_is_what_its_parent_is() -> None:
    styles = Styles({
        "P1": Style("Mon intertitre du Bocage", parent="Titre2"),
        "Titre2": Style("heading 2", parent="Normal"),
        "Normal": Style("Normal"),
    })  # fmt: skip
    assert styles.role("P1") == Role("heading", 2)
    assert styles.role("Normal") == styles.role(None) == Role("text")


def test_outline_level_makes_a_heading() -> None:
    styles = Styles({"A": Style("Rubrique", level=3), "B": Style("Encadré", parent="A")})
    assert styles.role("A") == styles.role("B") == Role("heading", 3)


def test_style_that_is_not_defined_goes_by_its_key() -> None:
    assert Styles({}).role("Titre1") == Role("heading", 1)


def test_styles_that_are_each_others_parents_end() -> None:
    styles = Styles({"A": Style("a", parent="B"), "B": Style("b", parent="A")})
    assert styles.role("A") == Role("text")
    assert not styles.hidden("A")


def test_hidden_is_inherited_until_it_is_denied() -> None:
    styles = Styles({
        "A": Style("Note interne", hidden=True),
        "B": Style("b", parent="A"),
        "C": Style("c", parent="B", hidden=False),
    })  # fmt: skip
    assert styles.hidden("B")
    assert not styles.hidden("C")


@pytest.mark.parametrize("title", PROPERTIES["titles"]["examples"])
def test_title_that_a_program_fills_in(title: str) -> None:
    assert not looks_like_title(title)


@pytest.mark.parametrize("title", PROPERTIES["titles"]["not_examples"])
def test_title_that_somebody_gave(title: str) -> None:
    assert looks_like_title(title)


@pytest.mark.parametrize("author", PROPERTIES["authors"]["examples"])
def test_author_that_a_program_fills_in(author: str) -> None:
    assert document_facts(None, author, None, "").author is None


@pytest.mark.parametrize("author", PROPERTIES["authors"]["not_examples"])
def test_author_with_a_name(author: str) -> None:
    assert document_facts(None, author, None, "").author == author


def test_day_of_creation_is_claimed() -> None:
    facts = document_facts("Halle", " Jeanne\n Bidule ", "2019-11-05T08:12:00Z", "dcterms:created")
    claim = Claim("2019-11-05", "document properties", "dcterms:created")
    assert facts == Facts(author="Jeanne Bidule", published=(claim,))


@pytest.mark.parametrize(
    ("author", "created"),
    [
        (None, "1601-01-01T00:00:00Z"),
        (None, "1980-01-01T00:00:00"),
        ("python-docx", "2013-12-23T23:15:00Z"),
        (None, "hier"),
        (None, "5/11/2019"),
        (None, None),
    ],
)
def test_day_that_no_clock_showed_is_not_claimed(author: str | None, created: str | None) -> None:
    assert document_facts(None, author, created, "").published == ()


def titled(named: str | None, *paragraphs: Paragraph) -> tuple[str | None, list[str]]:
    title = settle_title(paragraphs, named)
    return title, [paragraph.hint for paragraph in paragraphs]


def test_first_heading_near_the_top_is_the_title() -> None:
    heading = Paragraph("La halle", "heading", 1)
    other = Paragraph("Le marché", "heading", 1)
    assert titled(None, Paragraph("Bocage"), heading, Paragraph(PROSE), other) == (
        None,
        ["text", "title", "text", "heading"],
    )


def test_heading_far_down_or_of_a_lower_level_is_no_title() -> None:
    far = [*(Paragraph(PROSE) for _ in range(5)), Paragraph("La halle", "heading", 1)]
    assert titled(None, *far)[1][-1] == "heading"
    assert titled(None, Paragraph("La halle", "heading", 2), Paragraph(PROSE))[1][0] == "heading"


def test_heading_after_a_title_stays_a_heading() -> None:
    title, heading = Paragraph("La halle", "title"), Paragraph("Un", "heading", 1)
    assert titled("Autre titre", title, heading) == (None, ["title", "heading"])


def test_line_that_the_properties_name_is_the_title() -> None:
    line = Paragraph("LA HALLE SERA RÉNOVÉE")
    heading = Paragraph("Un vote", "heading", 1)
    named = "La halle sera rénovée"
    assert titled(named, line, heading, Paragraph(PROSE))[1] == ["title", "heading", "text"]


def test_heading_that_the_properties_name_with_the_site_is_the_title() -> None:
    menu = [Paragraph(f"Rubrique {number}") for number in range(9)]
    heading = Paragraph("La halle sera rénovée", "heading", 2)
    named = "La halle sera rénovée - Le Bocage libre"
    assert titled(named, *menu, heading, Paragraph(PROSE)) == (
        None,
        ["text"] * 9 + ["title", "text"],
    )
    assert titled(named, Paragraph("La halle", "heading", 2))[1] == ["heading"]


def test_title_of_the_properties_counts_only_where_the_text_has_none() -> None:
    named = "La halle sera rénovée"
    assert titled(named, Paragraph(PROSE)) == (named, ["text"])
    assert titled(named, Paragraph("Un autre titre"), Paragraph(PROSE))[0] is None
    assert titled(named, Paragraph("Accueil " * 20), Paragraph(PROSE))[0] is None
