"""PDFs as newspapers, offices and browsers make them: `pdfs/make.py` made them from `halle.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn_pdf import PROSE, blocks_of, column, draw, drawn, new_pdf, texts_of

from timeline.model import Article
from timeline.reading import read
from timeline.reading.pages import Claim
from timeline.reading.readers.pdf import read_page
from timeline.reading.readers.pdf_text import page_of

FOLDER = Path(__file__).parent / "pdfs"
TITLE, *PARAGRAPHS = (FOLDER / "halle.txt").read_text(encoding="utf-8").strip().split("\n\n")
IN_LETTER = PARAGRAPHS[:9]


def pdf(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("journal.pdf", PARAGRAPHS),
        ("rapport.pdf", PARAGRAPHS),
        ("imprime.pdf", PARAGRAPHS),
        ("courrier.pdf", IN_LETTER),
    ],
)
def test_every_paragraph_comes_out_whole_and_in_order(name: str, expected: list[str]) -> None:
    written = [text for text in texts_of(pdf(name)) if text in expected]
    assert written == expected


@pytest.mark.parametrize("name", ["journal.pdf", "rapport.pdf", "imprime.pdf", "courrier.pdf"])
def test_blocks_are_the_text_in_order(name: str) -> None:
    page = page_of(pdf(name))
    pieces = [page.text[block.char_start : block.char_end] for block in page.blocks]
    assert "\n\n".join(pieces) + "\n" == page.text
    assert all(piece == piece.strip() != "" for piece in pieces)


def test_newspaper_page() -> None:
    blocks = blocks_of(pdf("journal.pdf"))
    assert blocks[0] == (TITLE, "title")
    assert blocks[2] == ("Par Jeanne Bidule, le 3 mars 2024", "text")
    assert [text for text, hint in blocks if hint == "heading"] == [
        "Un marché sans chambre froide",
        "Deux millions à emprunter",
    ]
    assert [text for text, hint in blocks if hint == "caption"] == [
        "La halle de Montverdier, vendredi matin, avant le démontage des étals. Photo Luc Ardoin"
    ]
    assert blocks[-1] == ("La Feuille du Bocage — page 1", "furniture")


def test_report_with_running_heads_a_table_and_a_note() -> None:
    blocks = blocks_of(pdf("rapport.pdf"))
    assert [text for text, hint in blocks if hint == "furniture"] == [
        "Chambre des comptes du Haut-Bocage Rapport 2024",
        "1 / 2",
        "Chambre des comptes du Haut-Bocage Rapport 2024",
        "2 / 2",
    ]
    texts = [text for text, _ in blocks]
    assert "La rénovation de la halle de Montverdier" in texts
    # The figure of a note is not the last one of the year.
    assert "La chambre a examiné le dossier le 29 février 2024¹, en séance publique." in texts
    # The date in a narrow cell is not torn by what stands beside it.
    cell = texts.index("12 janvier 2024")
    assert texts[cell + 1].startswith("Réunion publique à la salle des fêtes, en présence de plus")


def test_page_printed_from_a_browser() -> None:
    blocks = blocks_of(pdf("imprime.pdf"))
    furniture = [text for text, hint in blocks if hint == "furniture"]
    assert furniture[1::2] == [
        "http://lafeuille.example/halle.html 1/2",
        "http://lafeuille.example/halle.html 2/2",
    ]
    assert all(text.endswith(f"M {TITLE}") for text in furniture[::2])
    assert blocks[1] == (TITLE, "title")
    items = [text for text, _ in blocks if text.startswith(("1887", "1961", "1994"))]
    assert len(items) == 3


def test_letter() -> None:
    texts = texts_of(pdf("courrier.pdf"))
    assert texts[:7] == [
        "Mairie de Montverdier",
        "12, rue des Lilas",
        "35999 Montverdier",
        "Monsieur Armand Delcourt",
        "Sous-préfet du Haut-Bocage",
        "Montverdier, le 5 mars 2024",
        "Objet : fermeture de la halle",
    ]


def test_article_of_a_newspaper_page() -> None:
    (article,) = read([FOLDER / "journal.pdf"])
    assert isinstance(article, Article)
    assert article.title == TITLE
    assert article.author == "Jeanne Bidule"
    assert str(article.published and article.published.start) == "2024-03-03"
    body = [article.text[z.char_start : z.char_end] for z in article.zones if z.kind == "body"]
    assert [text.strip() for text in body if text.strip() in PARAGRAPHS] == PARAGRAPHS


def with_properties(title: str = "", author: str = "", date: str = "") -> bytes:
    document = draw(new_pdf(), column(60, 100, PROSE))
    document.set_title(title)
    document.set_author(author)
    data = bytes(document.output())
    start = data.index(b"/CreationDate (") + len(b"/CreationDate (")
    end = data.index(b")", start)
    # As long as what stands there, so that the cross-reference table stays right.
    return data[:start] + date.encode().ljust(end - start)[: end - start] + data[end:]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("D:20240305101500+01'00'", "2024-03-05"),
        ("D:20240305", "2024-03-05"),
        ("20240305101500", "2024-03-05"),
        ("D:2024", None),
        ("D:20241399", None),
        ("hier", None),
        ("", None),
    ],
)
def test_day_of_creation_is_claimed_and_only_read(written: str, day: str | None) -> None:
    claims = page_of(with_properties(date=written)).facts.published
    assert claims == ((Claim(day, "document properties", "CreationDate"),) if day else ())


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("La halle ferme ses portes", True),
        ("Microsoft Word - halle_v3.doc", False),
        ("halle finale.docx", False),
        ("C:\\Textes\\la halle", False),
        ("untitled", False),
        ("   ", False),
    ],
)
def test_title_of_the_properties(title: str, kept: bool) -> None:
    assert page_of(with_properties(title)).facts.title == (title if kept else None)


def test_author_of_the_properties() -> None:
    assert page_of(with_properties(author=" Jeanne\n Bidule ")).facts.author == "Jeanne Bidule"


def test_what_another_process_reads_is_the_same() -> None:
    for name in ("journal.pdf", "rapport.pdf"):
        assert read_page(pdf(name)) == page_of(pdf(name))


def test_junk_before_the_mark(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"From: ...\r\n" * 80 + drawn(column(60, 100, PROSE)))
    (article,) = read([tmp_path])
    assert isinstance(article, Article)
    assert article.text == " ".join(PROSE) + "\n"


def test_pdf_with_another_suffix(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(drawn(column(60, 100, PROSE)))
    (article,) = read([tmp_path])
    assert isinstance(article, Article)
    assert article.text == " ".join(PROSE) + "\n"
