"""Which reader reads which file.

A reader is a module with one function, `read_page(data: bytes) -> Page`, that raises `Unreadable`
when there is no article in the bytes. To add a format, write that module in
`timeline/reading/readers/` and give it a line in `FORMATS`; it is imported when first used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePosixPath

from timeline.reading.pages import Page, Unreadable

ReadPage = Callable[[bytes], Page]


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its name, suffixes (lower case), and openings that give it away.

    `openings` are what a file of this format begins with (lower case, blanks skipped), so that a
    page saved under a plain text suffix is still read as what it is.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str
    openings: tuple[bytes, ...] = ()


FORMATS: tuple[Format, ...] = (
    Format("plain text", (".txt", ".text"), "timeline.reading.readers.plain"),
    Format("markdown", (".md", ".markdown"), "timeline.reading.readers.markdown"),
    Format(
        "HTML",
        (".html", ".htm", ".xhtml"),
        "timeline.reading.readers.html",
        (b"<!doctype html", b"<html"),
    ),
)


def reader_for(name: str, data: bytes = b"") -> ReadPage:
    """The `read_page` for a file of this name and content. Raises `Unreadable` if there is none."""
    suffix = PurePosixPath(name).suffix.lower()
    chosen = next((format for format in FORMATS if suffix in format.suffixes), None)
    if chosen is None:
        raise Unreadable(_unsupported(suffix))
    opening = data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()[:40].lower()
    by_content = next((format for format in FORMATS if opening.startswith(format.openings)), chosen)
    read_page: ReadPage = import_module(by_content.module).read_page
    return read_page


def _unsupported(suffix: str) -> str:
    known = ", ".join(format.suffixes[0] for format in FORMATS)
    if not suffix:
        return f"format not supported (no suffix): name it {known} if it is an article"
    return f"format not supported ({suffix}): save the article as {known}"
