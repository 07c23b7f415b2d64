"""PDFs drawn line by line for the tests, with the fonts that every PDF reader has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fpdf import FPDF

from timeline.reading.pages import Hint
from timeline.reading.readers.pdf_text import page_of

LEADING = 12.0
BODY = 10.0
# Lines of about the same width, that fill a column of 230 points at 10 points.
PROSE = (
    "Le conseil municipal de Montverdier a décidé jeudi de",
    "fermer la halle pendant les travaux, que le cabinet de la",
    "maire juge indispensables depuis la chute de plusieurs",
    "ardoises devant les étals des marchands, un matin de",
    "novembre où par bonheur il n'y avait encore personne",
)


class Text(NamedTuple):
    """A line: where its baseline begins, from the page's upper left corner, in points."""

    x: float
    y: float
    text: str
    size: float = BODY
    style: str = ""


def column(x: float, y: float, lines: Sequence[str], **type_of: object) -> list[Text]:
    """Lines under each other."""
    return [Text(x, y + i * LEADING, line, **type_of) for i, line in enumerate(lines)]  # type: ignore[arg-type]


def new_pdf(width: float = 595, height: float = 842) -> FPDF:
    pdf = FPDF(unit="pt", format=(width, height))
    pdf.set_auto_page_break(False)
    return pdf


def draw(pdf: FPDF, lines: Iterable[Text]) -> FPDF:
    """A page with these lines."""
    pdf.add_page()
    for line in lines:
        pdf.set_font("Helvetica", line.style, line.size)
        pdf.text(line.x, line.y, line.text)
    return pdf


def drawn(*pages: Iterable[Text]) -> bytes:
    """The bytes of a PDF with a page for each group of lines."""
    pdf = new_pdf()
    for lines in pages:
        draw(pdf, lines)
    return bytes(pdf.output())


def width_of(text: str) -> float:
    """How wide a line is, in points."""
    pdf = new_pdf()
    pdf.set_font("Helvetica", size=BODY)
    return pdf.get_string_width(text)


def blocks_of(data: bytes) -> list[tuple[str, Hint]]:
    """The blocks of a PDF, each with its hint."""
    page = page_of(data)
    return [(page.text[block.char_start : block.char_end], block.hint) for block in page.blocks]


def texts_of(data: bytes) -> list[str]:
    """The blocks of a PDF."""
    return [text for text, _ in blocks_of(data)]
