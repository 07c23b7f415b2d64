"""Which reader reads a file: what its content gives away goes before its suffix."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest
from archive_files import FRENCH, reason, tar_of, told, zip_of

from timeline.reading import registry
from timeline.reading.pages import Unreadable
from timeline.reading.registry import FORMATS, Format, format_for, has_reader, load_reader

WORD = Format("Word document", (".docx",), "word", inside="word/document.xml")
BOOK = Format("EPUB book", (".epub",), "book", inside="application/epub+zip")
HTML = f"<!DOCTYPE html><html><body><p>{FRENCH}</p>".encode()


@pytest.fixture(autouse=True)
def _office(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two formats that are ZIP files, whether or not this version reads them."""
    others = [one for one in FORMATS if one.name not in (WORD.name, BOOK.name)]
    monkeypatch.setattr(registry, "FORMATS", (*others, WORD, BOOK))


def named(name: str, data: bytes) -> str:
    return format_for(name, data[:1100], io.BytesIO(data)).name


WORD_FILE = zip_of(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<document/>"))
BOOK_FILE = zip_of(("mimetype", "application/epub+zip"), method=zipfile.ZIP_STORED)
PLAIN_ZIP = zip_of(("a.txt", FRENCH))


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("a.txt", PLAIN_ZIP, "ZIP archive"),
        ("a", PLAIN_ZIP, "ZIP archive"),
        ("a.zip", zip_of(), "ZIP archive"),
        ("a.zip", WORD_FILE, "Word document"),
        ("a.doc", WORD_FILE, "Word document"),
        ("a.zip", BOOK_FILE, "EPUB book"),
        ("a.docx", HTML, "HTML"),
        ("a.doc", b"\xef\xbb\xbf\n" + HTML, "HTML"),
        ("a", HTML, "HTML"),
        ("a.zip", HTML, "HTML"),
        ("a.txt", tar_of(("a.txt", FRENCH)), "tar archive"),
        ("a.txt", gzip.compress(tar_of(("a.txt", FRENCH))), "tar archive"),
        ("a.tar.gz", gzip.compress(bytes(10240)), "tar archive"),
        ("a.tgz", gzip.compress(HTML), "packed file"),
        ("a.txt.gz", gzip.compress(FRENCH.encode()), "packed file"),
        ("a.gz", gzip.compress(PLAIN_ZIP), "packed file"),
        ("a.txt", gzip.compress(b"WARC/1.1\r\n"), "web archive"),
        ("a.txt", b"WARC/1.0\r\n", "web archive"),
        ("a.warc.gz", b"", "web archive"),
        ("a.txt.gz", b"Bonjour", "plain text"),
        ("a.tar.gz", b"Bonjour", "tar archive"),
        ("a.txt", b"PK, deux lettres", "plain text"),
        ("a.txt", b"BZh, dit-il", "plain text"),
        ("A.ZIP", b"", "ZIP archive"),
    ],
)
def test_content_tells_the_format(name: str, data: bytes, format: str) -> None:
    assert named(name, data) == format


def test_media_type_counts_only_as_it_has_to_be_written() -> None:
    packed = zip_of(("mimetype", "application/epub+zip" + " " * 10**6))
    assert named("a", packed) == "ZIP archive"


def test_zip_without_the_marks_of_its_format_is_left_to_the_reader_of_its_name() -> None:
    assert named("a.docx", WORD_FILE[:-30]) == "Word document"
    assert named("a.docx", PLAIN_ZIP) == "Word document"


def test_spreadsheet_is_not_read_as_its_parts() -> None:
    for name in ("a.xlsx", "a.pages"):
        with pytest.raises(Unreadable, match="format not supported"):
            named(name, zip_of(("xl/workbook.xml", "<workbook/>")))


def test_text_named_otherwise() -> None:
    assert told(HTML, "a.docx") == {"a.docx": FRENCH + "\n"}
    assert reason(FRENCH.encode(), "a.zip").startswith("cut short or damaged")


@pytest.mark.parametrize(
    ("name", "known"), [("a.txt", True), ("a.html.gz", True), ("a.gz", False), ("a", False)]
)
def test_names_that_have_a_reader(name: str, known: bool) -> None:
    assert has_reader(name) is known


@pytest.mark.parametrize("name", ["a", "a.gz", ".gz", "a.mp3"])
def test_what_is_of_no_format(name: str) -> None:
    with pytest.raises(Unreadable, match="format not supported"):
        named(name, b"Bonjour")


def test_format_whose_package_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unreadable, match=r"pip install 'timeline-fr\[x\]'"):
        load_reader(Format("rare format", (), "no.such.module", extra="x"))


def test_formats_share_no_suffix() -> None:
    suffixes = [suffix for format in FORMATS for suffix in format.suffixes]
    assert len(suffixes) == len(set(suffixes))


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
def test_every_format_has_a_reader(format: Format) -> None:
    read_page, read_members = load_reader(format)
    assert (read_page is None) != (read_members is None)
