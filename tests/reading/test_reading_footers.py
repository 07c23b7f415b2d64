"""The line at the foot of an article that says whose it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.model import Article
from timeline.reading import read

BODY = (
    "Le conseil municipal de Montverdier a voté jeudi soir la rénovation de la halle, "
    "qui sera fermée au public pendant dix-huit mois à partir du printemps."
)
FOOTER = "Le Bocage libre, journal fondé en 1931. Tous droits réservés."


def zones(folder: Path, *paragraphs: str, name: str = "a.txt") -> list[tuple[str, str]]:
    text = "\n\n".join(("Un titre de quatre mots", *paragraphs))
    if name.endswith(".html"):
        told = "".join(f"<p>{one}</p>" for one in paragraphs)
        text = f"<h1>Un titre de quatre mots</h1>{told}"
    (folder / name).write_text(text, encoding="utf-8")
    (article,) = read([folder])
    assert isinstance(article, Article)
    return [(article.text[z.char_start : z.char_end].strip(), z.kind) for z in article.zones]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize("line", [FOOTER, "AGB, agence fondée en 1958"])
def test_footer_is_furniture(tmp_path: Path, name: str, line: str) -> None:
    assert zones(tmp_path, BODY, line, name=name)[1:] == [(BODY, "body"), (line, "furniture")]


def test_footer_over_other_furniture(tmp_path: Path) -> None:
    found = zones(tmp_path, BODY, FOOTER, "Partager sur les réseaux sociaux")
    assert [kind for _, kind in found] == ["title", "body", "furniture"]


@pytest.mark.parametrize(
    "last",
    [
        "Le Bocage libre, journal fondé en 1931, ferme ses portes.",
        "Le maire a démissionné.",
        "L'agence, fondée en 1958, a disparu.",
    ],
)
def test_a_last_sentence_stays_body(tmp_path: Path, last: str) -> None:
    assert zones(tmp_path, BODY, last)[-1] == (last, "body")


def test_the_same_words_among_the_paragraphs_stay_body(tmp_path: Path) -> None:
    line = "AGB, agence fondée en 1958."
    assert (line, "body") in zones(tmp_path, BODY, line, BODY + " Fin.")


def test_without_a_paragraph_before_it_nothing_is_a_footer(tmp_path: Path) -> None:
    line = "AGB, agence fondée en 1958."
    assert zones(tmp_path, "La halle a brûlé hier soir.", line)[-1] == (line, "body")
