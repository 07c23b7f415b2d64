"""Which reader reads which file.

A reader is one module in `timeline/reading/readers/` with one function:

- `read_page(data: bytes) -> Page` where a file is an article, or
- `read_members(file: BinaryIO) -> Iterator[Member]` where it holds several: an archive, a mailbox,
  a table. `file` is open at its beginning and can be sought; members are asked for one at a time.

Both raise `Unreadable` with one sentence for the user where nothing can be read. To add a format,
write that module and give it a line in `FORMATS`; it is imported when it is first used.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO

from timeline.reading.members import MOST_BYTES
from timeline.reading.pages import Member, Page, Unreadable
from timeline.reading.unpacking import Unpacked, packing_of
from timeline.reading.zips import marks_in_zip

ReadPage = Callable[[bytes], Page]
ReadMembers = Callable[[BinaryIO], Iterator[Member]]

HEAD_BYTES = 1100  # of a file, that tell its format


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its name, suffixes (lower case), and what gives it away.

    `openings` are what a file of this format begins with (lower case, blanks skipped), `opening`
    what its beginning matches where that is no fixed string, `inside` what a ZIP file of this
    format holds; by these a file with another format's suffix is still read as what it is. `extra`
    names the optional packages it needs. `unpacks` is true where the reader also takes what was
    packed with gzip, bzip2 or xz. Files of more than `most_bytes` are refused.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str
    openings: tuple[bytes, ...] = ()
    opening: re.Pattern[bytes] | None = None
    inside: str | None = None
    extra: str | None = None
    unpacks: bool = False
    most_bytes: int = MOST_BYTES


_WITH_PICTURES = 256_000_000  # bytes: most of them are no text
_ZIP = b"pk\x03\x04"
_READERS = "timeline.reading.readers."
# The line that parts the messages of a mailbox, with an hour in it, and a header field below it.
_MAILBOX = re.compile(
    rb"From \S[^\n]{0,200}\d\d:\d\d[^\n]{0,40}\n(?:>?From [^\n]{0,200}\n)?[\w-]+:"
)
FORMATS: tuple[Format, ...] = (
    Format("plain text", (".txt", ".text"), _READERS + "plain"),
    Format("markdown", (".md", ".markdown"), _READERS + "markdown"),
    Format(
        "HTML",
        (".html", ".htm", ".xhtml"),
        _READERS + "html",
        (b"<!doctype html", b"<html"),
    ),
    Format("ZIP archive", (".zip",), _READERS + "zip_archive", (_ZIP, b"pk\x05\x06")),
    Format(
        "tar archive",
        (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz"),
        _READERS + "tar_archive",
        opening=re.compile(rb".{257}ustar", re.S),  # the field `magic` of POSIX.1-1988
        unpacks=True,
    ),
    Format(
        "web archive",
        (".warc", ".warc.gz"),
        _READERS + "warc",
        (b"warc/0.", b"warc/1."),
        unpacks=True,
        extra="warc",
    ),
    Format(
        "Word document",
        (".docx", ".docm", ".dotx"),
        _READERS + "docx",
        inside="word/document.xml",
        most_bytes=_WITH_PICTURES,
    ),
    Format(
        "OpenDocument text",
        (".odt", ".ott", ".fodt"),
        _READERS + "odt",
        inside="application/vnd.oasis.opendocument.text",
        most_bytes=_WITH_PICTURES,
    ),
    Format("EPUB book", (".epub",), _READERS + "epub", inside="application/epub+zip"),
    Format("PDF", (".pdf",), _READERS + "pdf", (b"%pdf-",), most_bytes=_WITH_PICTURES),
    Format("e-mail message", (".eml",), _READERS + "mail"),
    Format("mailbox", (".mbox", ".mbx"), _READERS + "mailbox", opening=_MAILBOX),
    Format("table", (".csv", ".tsv"), _READERS + "tables"),
    Format("JSON", (".json",), _READERS + "json_table"),
    Format("JSON lines", (".jsonl", ".ndjson"), _READERS + "json_lines"),
    Format("Parquet", (".parquet",), _READERS + "parquet", (b"par1",), extra="parquet"),
)
# One file that was packed. Its suffix says nothing: browsers unpack such files and keep the name.
_PACKED = Format("packed file", (".gz", ".bz2", ".xz"), _READERS + "packed")

# Files that people have, of formats that are not read: what to do with them.
_ADVICE = {
    ".doc": "save it as .docx",
    ".rtf": "save it as .docx",
    ".pages": "export it as .docx",
    ".msg": "save the message as .eml",
    ".xls": "save the table as .csv",
    ".xlsx": "save the table as .csv",
    ".ods": "save the table as .csv",
    ".rar": "unpack it",
    ".7z": "unpack it",
    ".mobi": "convert it to .epub",
    ".mhtml": "save the page as .html",
    ".webarchive": "save the page as .html",
}


def format_for(name: str, head: bytes, file: BinaryIO | None = None) -> Format:
    """The format of a file of this name that begins with `head` (`HEAD_BYTES` are enough).

    What the content gives away goes before the suffix. `file` is looked into where `head` says that
    it is a ZIP file, and is left anywhere. Raises `Unreadable` where no reader is known.
    """
    file = file if file is not None else io.BytesIO(head)
    by_suffix = _by_suffix(name)
    if packing_of(head):
        return _packed(file, by_suffix)
    found = _by_content(head, file) or by_suffix
    if found is not None and _ZIP in found.openings:
        if by_suffix is not None and by_suffix.inside:
            return by_suffix  # which is broken, or has its parts elsewhere than most
        if _advice(name):  # a ZIP file of the parts of a spreadsheet
            found = None
    if found is None:
        raise Unreadable(_unsupported(name))
    return found


def has_reader(name: str) -> bool:
    """Whether a file of this name can be read, if it is what its name says."""
    return _by_suffix(name) is not None


def load_reader(format: Format) -> tuple[ReadPage | None, ReadMembers | None]:
    """The `read_page` or the `read_members` of a format; the other is None.

    Raises `Unreadable` where a package that the format needs is not installed.
    """
    try:
        module = import_module(format.module)
    except ModuleNotFoundError as error:
        if format.extra is None:
            raise
        raise Unreadable(
            f"{format.name} needs the extra '{format.extra}': "
            f"pip install 'timeline-fr[{format.extra}]'"
        ) from error
    return getattr(module, "read_page", None), getattr(module, "read_members", None)


def _by_suffix(name: str) -> Format | None:
    """The format with the longest suffix that the name ends in."""
    lower = name.rpartition("/")[2].lower()
    known = [
        (len(suffix), format)
        for format in FORMATS
        for suffix in format.suffixes
        if lower.endswith(suffix)
    ]
    if known:
        return max(known, key=lambda one: one[0])[1]
    stem, dot, suffix = lower.rpartition(".")
    return _by_suffix(stem) if stem and dot + suffix in _PACKED.suffixes else None


def _by_content(head: bytes, file: BinaryIO) -> Format | None:
    start = head[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    opening = start[:40].lower()
    for format in FORMATS:
        if format.opening and format.opening.match(start):
            return format
        if format.openings and opening.startswith(format.openings):
            return _inside_zip(file, format) if opening.startswith(_ZIP) else format
    return None


def _packed(file: BinaryIO, by_suffix: Format | None) -> Format:
    """Which format a packed file is: that of what it unpacks to, if its reader unpacks."""
    file.seek(0)
    try:
        head = Unpacked(file).read_some(HEAD_BYTES)
    except Unreadable:  # a broken one is told by its reader
        head = b""
    by_content = _by_content(head, io.BytesIO(head))
    found = by_content or by_suffix
    return found if found and found.unpacks else _PACKED


def _inside_zip(file: BinaryIO, otherwise: Format) -> Format:
    """Which of the formats that are ZIP files a ZIP file is."""
    marks = marks_in_zip(file)
    for format in FORMATS:
        if format.inside in marks:
            return format
    return otherwise


def _advice(name: str) -> str | None:
    """What to do with a file of a format that is not read; None where there is nothing special."""
    return _ADVICE.get("." + name.lower().rpartition(".")[2])


def _unsupported(name: str) -> str:
    lower = name.rpartition("/")[2].lower()
    stem, dot, suffix = lower.rpartition(".")
    if not dot or not stem:
        return "format not supported (no suffix): name it .txt, .html or .pdf if it is an article"
    advice = _advice(lower) or "save the article as .txt, .html, .pdf or .docx"
    return f"format not supported (.{suffix}): {advice}"
