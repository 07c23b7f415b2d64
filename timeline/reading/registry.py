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
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO

from timeline.reading.pages import Member, Page, Unreadable

ReadPage = Callable[[bytes], Page]
ReadMembers = Callable[[BinaryIO], Iterator[Member]]

HEAD_BYTES = 1100  # of a file, that tell its format


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its name, suffixes (lower case), and what gives it away.

    `openings` are what a file of this format begins with (lower case, blanks skipped),
    `first_lines` what its beginning matches where that is no fixed string, `inside` what a ZIP file
    of this format holds; by these a file with another format's suffix is still read as what it is.
    `extra` names the optional packages it needs.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str
    openings: tuple[bytes, ...] = ()
    inside: str | None = None
    extra: str | None = None
    first_lines: re.Pattern[bytes] | None = None


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
    Format("e-mail message", (".eml",), _READERS + "mail"),
    Format("mailbox", (".mbox", ".mbx"), _READERS + "mailbox", first_lines=_MAILBOX),
    Format("table", (".csv", ".tsv"), _READERS + "tables"),
    Format("JSON", (".json",), _READERS + "json_table"),
    Format("JSON lines", (".jsonl", ".ndjson"), _READERS + "json_lines"),
    Format("Parquet", (".parquet",), _READERS + "parquet", (b"par1",), extra="parquet"),
)

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
    by_content = _by_content(head, file if file is not None else io.BytesIO(head))
    if by_content is not None:
        return by_content
    by_suffix = _by_suffix(name)
    if by_suffix is None:
        raise Unreadable(_unsupported(name))
    return by_suffix


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
    return max(known, key=lambda one: one[0])[1] if known else None


def _by_content(head: bytes, file: BinaryIO) -> Format | None:
    start = head[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    opening = start[:40].lower()
    for format in FORMATS:
        if format.first_lines and format.first_lines.match(start):
            return format
        if format.openings and opening.startswith(format.openings):
            return _inside_zip(file, format) if opening.startswith(b"pk\x03\x04") else format
    return None


def _inside_zip(file: BinaryIO, otherwise: Format) -> Format:
    """Which of the formats that are ZIP files a ZIP file is."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except Exception:  # a broken one is told by its reader
        return otherwise
    for format in FORMATS:
        if format.inside and (format.inside in names or format.inside.encode() == kind.strip()):
            return format
    return otherwise


def _unsupported(name: str) -> str:
    lower = name.rpartition("/")[2].lower()
    stem, dot, suffix = lower.rpartition(".")
    if not dot or not stem:
        return "format not supported (no suffix): name it .txt, .html or .pdf if it is an article"
    advice = _ADVICE.get("." + suffix, "save the article as .txt, .html, .pdf or .docx")
    return f"format not supported (.{suffix}): {advice}"
