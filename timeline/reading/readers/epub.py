"""EPUB books → their chapters, each a page of HTML (EPUB 3.3, and OPF 2.0.1 for older books).

A member is a document of the spine that holds a paragraph of prose; the cover, the title page, the
table of contents and the like are left out. What the book says of itself is said of each chapter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from timeline.reading.members import MOST_BYTES
from timeline.reading.pages import Facts, Member, Page, Unreadable
from timeline.reading.passages import passages_of
from timeline.reading.patterns import fold
from timeline.reading.readers import html
from timeline.reading.readers.epub_book import NO_CHAPTERS, Book, read_book
from timeline.reading.readers.packages import Package, refuse_crowded

_KIND = "EPUB book"
# What a document says it is, on its body or its first section (EPUB 3.3, section 6.1.3.1).
_KIND_OF_DOCUMENT = re.compile(
    rb"""<(?:body|section)\b[^>]{0,200}?\sepub:type\s*=\s*["']([^"'<>]{0,200})"""
)
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
        refuse_crowded(data, name)
    except Unreadable as error:
        return Member(name, error, book.facts)
    kind = _KIND_OF_DOCUMENT.search(data[:4096])
    if kind and not NO_CHAPTERS.isdisjoint(kind.group(1).decode("ascii", "replace").split()):
        return None
    try:
        page = html.read_page(data)
    except Unreadable:
        return None  # no text in it, as in a cover
    if not any(passage.is_paragraph for passage in passages_of(page)):
        return None
    return Member(name, replace(page, facts=_facts(page, book, name)), book.facts)


def _facts(page: Page, book: Book, name: str) -> Facts:
    """What a chapter says of itself; its title is one that its text or the contents have.

    `<title>` is often the book's, or what the program that made it calls the file.
    """
    own = page.facts.title
    top = [page.text[block.char_start : block.char_end] for block in page.blocks[:_TOP]]
    stands = own is not None and any(fold(own) in fold(text) for text in top)
    return replace(page.facts, title=own if stands else book.titles.get(name))
