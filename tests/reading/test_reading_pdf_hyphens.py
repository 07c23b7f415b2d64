"""Words that were broken at the end of a line: the document decides, then the lexicon."""

from __future__ import annotations

import pytest
from drawn_pdf import PROSE, column, drawn, texts_of

from timeline.reading.lexicon import raw_lexicon

RAW = raw_lexicon()["hyphen"]


def broken(pieces: str) -> tuple[str, str]:
    """The text of a page where a word is broken at `|`, and that word's two pieces."""
    first, second = pieces.split("|")
    lines = [PROSE[0], f"fermer la halle, ce dont le texte dit ici {first}", f"{second} et rien."]
    (text,) = texts_of(drawn(column(60, 100, lines)))
    return text, first + second


@pytest.mark.parametrize("pieces", RAW["kept"])
def test_hyphen_of_the_word_is_kept(pieces: str) -> None:
    text, whole = broken(pieces)
    assert f" {whole} et rien." in text


@pytest.mark.parametrize("pieces", RAW["joined"])
def test_broken_word_is_joined(pieces: str) -> None:
    text, whole = broken(pieces)
    assert f" {whole.replace('-', '')} et rien." in text


@pytest.mark.parametrize(
    ("elsewhere", "pieces", "whole"),
    [
        ("Le porte-feuille", "porte-|feuille", "porte-feuille"),
        ("Le portefeuille", "porte-|feuille", "portefeuille"),
        ("La contre-façon", "contre-|façon", "contre-façon"),
        ("Un viceprésident", "vice-|président", "viceprésident"),
        ("L'archi-traître", "d'archi-|traître", "d'archi-traître"),
    ],
)
def test_what_the_document_writes_elsewhere_goes_first(
    elsewhere: str, pieces: str, whole: str
) -> None:
    first, second = pieces.split("|")
    lines = [f"{elsewhere} se lit ici au milieu de la première ligne.", f"Et voici {first}"]
    (text,) = texts_of(drawn(column(60, 100, [*lines, f"{second} encore une fois, à la fin."])))
    assert f"Et voici {whole} encore" in text


def test_document_that_breaks_no_words_keeps_its_hyphens() -> None:
    lines = [*PROSE * 11, "fermer la halle, ce dont le texte dit ici gouverne-", "ment et rien."]
    assert texts_of(drawn(column(60, 60, lines)))[0].endswith("gouverne-ment et rien.")


def test_dash_at_the_end_of_a_line_is_no_hyphen() -> None:
    lines = [PROSE[0], "fermer la halle - que l'on dit fort ancienne -", "dès lundi matin."]
    (text,) = texts_of(drawn(column(60, 100, lines)))
    assert text.endswith("fermer la halle - que l'on dit fort ancienne - dès lundi matin.")


def test_soft_hyphen_at_the_end_of_a_line_is_dropped() -> None:
    assert broken("gouverne\u00ad|ment")[0].endswith("ici gouvernement et rien.")


def test_word_broken_by_the_edge_of_a_column() -> None:
    left = [*PROSE[:4], "novembre où par bonheur il n'y avait au gouverne-"]
    page = column(40, 100, left) + column(320, 100, ["ment personne encore.", *PROSE[:4]])
    assert "au gouvernement personne encore." in texts_of(drawn(page))[0]
