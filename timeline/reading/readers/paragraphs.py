"""The paragraphs of a word processor's document, gathered into a `Page`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from timeline.reading.members import MOST_CHARACTERS
from timeline.reading.pages import Block, Facts, Hint, Page, Unreadable
from timeline.reading.readers.styles import Role

_EMPTY_LINE = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_LINE_EDGE = re.compile(r"[^\S\n]*\n[^\S\n]*")
_MOST_PARAGRAPHS = 200_000  # empty ones too
_MOST_HEADING = 40  # words: whatever its style, more are a paragraph


@dataclass(slots=True)
class Paragraph:
    """A paragraph of a document, trimmed; `level` is a heading's, 1 the highest."""

    text: str
    hint: Hint = "text"
    level: int | None = None


@dataclass(slots=True)
class _Open:
    """A paragraph that has begun: where it will stand, what it is, and its text so far."""

    place: list[Paragraph]
    role: Role
    pieces: list[str] = field(default_factory=list)
    links: int = 0
    unlinked: bool = False


class Paragraphs:
    """Gathers text into paragraphs, which come in the order in which they begin.

    A paragraph may begin inside another, as those of a text box do; it then comes after it. An
    empty line inside a paragraph parts it in two. Raises `Unreadable` for more text than an article
    may have.
    """

    def __init__(self) -> None:
        self._places: list[list[Paragraph]] = []
        self._open: list[_Open] = []
        self._carried: tuple[int, _Open] | None = None  # goes on in the next of its depth
        self._size = 0

    def start(self, role: Role) -> None:
        """A paragraph begins."""
        if len(self._places) == _MOST_PARAGRAPHS:
            raise Unreadable(_too_large(_MOST_PARAGRAPHS, "paragraphs"))
        self._places.append([])
        paragraph = _Open(self._places[-1], role)
        if self._carried is not None and self._carried[0] == len(self._open):
            before = self._carried[1]
            paragraph.pieces, paragraph.unlinked = before.pieces, before.unlinked
            self._carried = None
        self._open.append(paragraph)

    def add(self, text: str | None) -> None:
        """Text of the innermost paragraph that is open; text outside of any is no text."""
        if not text or not self._open:
            return
        self._size += len(text)
        if self._size > MOST_CHARACTERS:
            raise Unreadable(_too_large(MOST_CHARACTERS, "characters"))
        paragraph = self._open[-1]
        paragraph.pieces.append(text)
        if not paragraph.links and not text.isspace():
            paragraph.unlinked = True

    def link(self, change: int) -> None:
        """A link begins (1) or ends (-1)."""
        if self._open:
            self._open[-1].links += change

    def end(self, joins_next: bool = False) -> None:
        """The innermost paragraph ends; or goes on in the next, where its end was deleted."""
        if not self._open:
            return
        paragraph = self._open.pop()
        if joins_next:
            self._settle()
            self._carried = (len(self._open), paragraph)
        else:
            _close(paragraph)

    def all(self) -> list[Paragraph]:
        """The paragraphs that hold text, in order."""
        while self._open:
            self.end()
        self._settle()
        return [paragraph for place in self._places for paragraph in place]

    def _settle(self) -> None:
        """Ends the paragraph that was to go on in another, and found none."""
        if self._carried is not None:
            _close(self._carried[1])
            self._carried = None


def _too_large(most: int, unit: str) -> str:
    return f"too large for one article (more than {most:,} {unit}): split it into articles"


def _close(paragraph: _Open) -> None:
    role = paragraph.role
    for part in _EMPTY_LINE.split("".join(paragraph.pieces)):
        text = _LINE_EDGE.sub("\n", part).strip()
        if not text:
            continue
        hint = role.hint
        if hint in ("title", "heading") and len(text.split()) > _MOST_HEADING:
            hint = "text"
        elif hint == "text" and not paragraph.unlinked:
            hint = "link"
        paragraph.place.append(Paragraph(text, hint, role.level))


def without_repeats(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Each text once, as the headers of first, left and right pages often say the same."""
    return list({paragraph.text: paragraph for paragraph in paragraphs}.values())


def page_of(paragraphs: Sequence[Paragraph], facts: Facts) -> Page:
    """The page of these paragraphs, with an empty line between them.

    Raises `Unreadable` where there are none.
    """
    if not paragraphs:
        raise Unreadable("empty file: no text in the document; save the article again")
    blocks, place = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(place, place + len(paragraph.text), paragraph.hint))
        place += len(paragraph.text) + 2
    text = "\n\n".join(paragraph.text for paragraph in paragraphs) + "\n"
    return Page(text, tuple(blocks), facts)
