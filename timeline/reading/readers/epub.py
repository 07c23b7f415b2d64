"""EPUB books → their chapters, each a page of HTML (EPUB 3.3, and OPF 2.0.1 for older books).

A member is a document of the spine that holds a paragraph of prose; the cover, the title page, the
table of contents and the like are left out. What the book says of itself is said of each chapter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import BinaryIO

from timeline.reading.members import MOST_BYTES
from timeline.reading.pages import Facts, Member, Page, Unreadable
from timeline.reading.passages import passages_of
from timeline.reading.patterns import fold
from timeline.reading.readers import html
from timeline.reading.readers.epub_book import NO_CHAPTERS, Book, read_book
from timeline.reading.readers.packages import Package

_KIND = "EPUB book"
# What a document says it is, on its body or its first section (EPUB 3.3, `epub:type`).
_KIND_OF_DOCUMENT = re.compile(
    rb"""<(?:body|section)\b[^<>]{0,200}?\sepub:type\s*=\s*["']([^"'<>]{0,200})"""
)
# The number of a note, which would be glued to the word before it.
_NOTE_NUMBER = re.compile(
    rb"""<a\b[^<>]{0,300}?\sepub:type\s*=\s*["']noteref["'][^<>]{0,300}>.{0,60}?</a\s*>""", re.S
)
_LEAST_PROSE = 18  # words, in sentences
_TOP = 5  # blocks of a chapter, among which its title stands


def read_members(file: BinaryIO) -> Iterator[Member]:
    """The chapters of a book, in the order of its spine.

    Raises `Unreadable` for what is no book, is encrypted, or holds no prose; what is wrong with one
    chapter is said of that one.
    """
    package = Package(file, _KIND)
    book = read_book(package)
    none = True
    for name in book.chapters:
        member = _chapter(package, book, name)
        if member is not None:
            none = False
            yield member
    if none:
        raise Unreadable("no chapter with text in it (a book of pictures?): save its text as .txt")


def _chapter(package: Package, book: Book, name: str) -> Member | None:
    """A chapter; None for a document without prose."""
    try:
        data = package.read(name, MOST_BYTES)
        package.spend_marks(data, name)
    except Unreadable as error:
        return Member(name, error, book.facts)
    kind = _KIND_OF_DOCUMENT.search(data[:4096])
    if kind and not NO_CHAPTERS.isdisjoint(kind.group(1).decode("ascii", "replace").split()):
        return None
    try:
        page = html.read_page(_NOTE_NUMBER.sub(b"", data))
    except Unreadable:
        return None  # no text in it, as in a cover
    if not _holds_prose(page):
        return None
    return Member(name, replace(page, facts=_facts(page, book, name)), book.facts)


def _holds_prose(page: Page) -> bool:
    """Whether there is a paragraph, or dialogue enough for one."""
    words = 0
    for block in page.blocks:  # one at a time: most chapters open with prose
        (passage,) = passages_of(Page(page.text, (block,)))
        words += passage.words if passage.is_sentence else 0
        if words >= _LEAST_PROSE:
            return True
    return False


def _facts(page: Page, book: Book, name: str) -> Facts:
    """What a chapter says of itself. Its title is one that stands at its top: `<title>` is often
    the book's, and the contents may name the file. Where prose stands there, it is the contents'.
    """
    blocks = islice((block for block in page.blocks if block.hint != "furniture"), _TOP)
    top = passages_of(Page(page.text, tuple(blocks)))
    named = [title for title in (page.facts.title, book.titles.get(name)) if title]
    stands = [title for title in named if any(fold(title) in passage.folded for passage in top)]
    untitled = bool(top) and top[0].hint == "text" and top[0].is_paragraph
    title = stands[0] if stands else book.titles.get(name) if untitled else None
    return replace(page.facts, title=title)
