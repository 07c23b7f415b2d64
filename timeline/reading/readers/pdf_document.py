"""A PDF's bytes → its sheets and what it says of itself, or the reason why there are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from timeline.reading.members import MOST_CHARACTERS, too_large
from timeline.reading.pages import Claim, Facts, Unreadable
from timeline.reading.readers.pdf_words import Sheet, read_sheet

MOST_PAGES = 2000
_MARK = b"%PDF-"
_MARK_WITHIN = 1024  # bytes, in which readers look for the mark
_MOST_UNMAPPED = 0.5  # of the letters, that may be none that anybody could read
# ISO 32000-1, 7.9.4: D:YYYYMMDDHHmmSSOHH'mm', of which all but the year may be missing.
_DATE = re.compile(r"(?:D:)?(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_FILE_NAME = re.compile(
    r"\S*[/\\].*|.*\.(?:docx?|odt|rtf|pdf|html?|txt|tmp|indd|qxp|qxd|pages|tex|dvi|ps|pptx?|xlsx?)",
    re.IGNORECASE,
)
_PROGRAM = re.compile(r"(?:microsoft|powerpoint|word|openoffice|libreoffice)\b.* - ", re.IGNORECASE)
_BLANKS = re.compile(r"[\s\x00-\x1f]+")


@dataclass(frozen=True, slots=True)
class Document:
    """The sheets of a PDF, in order, and the facts of its information dictionary."""

    sheets: tuple[Sheet, ...]
    facts: Facts


def read_document(data: bytes) -> Document:
    """The document that a PDF's bytes hold. Raises `Unreadable` where its text cannot be had."""
    if _MARK not in data[: _MARK_WITHIN + len(_MARK)]:
        raise Unreadable("not a PDF file (it does not begin like one): save the article again")
    try:
        opened = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_refusal(error)) from error
    try:
        if len(opened) > MOST_PAGES:
            raise Unreadable(too_large(len(opened), MOST_PAGES, "pages"))
        facts = _facts(opened)
        sheets = tuple(_sheets(opened))
    finally:
        opened.close()
    _refuse_unreadable(sheets)
    return Document(sheets, facts)


def _sheets(document: Any) -> Iterator[Sheet]:
    """The sheet of each page; a page that is broken counts as an empty one, unless all are."""
    characters = broken = 0
    for index in range(len(document)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            broken += 1
            continue
        try:
            sheet = read_sheet(page, MOST_CHARACTERS - characters)
        finally:
            page.close()
        characters += sum(len(word.text) + 1 for word in sheet.words)
        yield sheet
    if broken == len(document):
        raise Unreadable("broken PDF (none of its pages can be opened): save the article again")


def _refusal(error: Any) -> str:
    match error.err_code:
        case pdfium.FPDF_ERR_PASSWORD:
            return "encrypted PDF (it asks for a password): save it without a password"
        case pdfium.FPDF_ERR_SECURITY:
            return "encrypted PDF (with a method that cannot be read): save it without protection"
        case _:
            return "broken PDF (it is cut off or damaged): save the article again"


def _refuse_unreadable(sheets: tuple[Sheet, ...]) -> None:
    """Refuses scans, empty documents, and fonts that do not say what their letters are."""
    pages = f"{len(sheets)} page{'s' if len(sheets) != 1 else ''}"
    text = "".join(word.text for sheet in sheets for word in sheet.words)
    if not any(map(str.isalnum, text)) and not any(sheet.aside for sheet in sheets):
        if any(sheet.scanned for sheet in sheets):
            raise Unreadable(
                f"no text layer (it is a scan of {pages}): run text recognition (OCR) on it first"
            )
        raise Unreadable(f"empty PDF (no text on its {pages}): save the article again")
    unknown = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" for c in text)
    if unknown > _MOST_UNMAPPED * len(text):
        raise Unreadable(
            "its fonts do not say which letters they show: run text recognition (OCR) on it first"
        )


def _facts(document: Any) -> Facts:
    title = _clean(document.get_metadata_value("Title"))
    date = _DATE.match(document.get_metadata_value("CreationDate").strip())
    published = "-".join(date.groups()) if date else ""
    return Facts(
        title=title if title and _is_title(title) else None,
        author=_clean(document.get_metadata_value("Author")) or None,
        published=(Claim(published, "document properties", "CreationDate"),) if date else (),
    )


def _is_title(title: str) -> bool:
    """Whether it is more than what a program puts there: the name of a file, its own, no word."""
    if _FILE_NAME.fullmatch(title) or _PROGRAM.match(title):
        return False
    return len(title.split()) >= 2 and any(map(str.isalpha, title)) and len(title) <= 300


def _clean(value: str) -> str:
    return _BLANKS.sub(" ", value).strip()
