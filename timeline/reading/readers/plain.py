"""Plain text → `Page`: a block a line, or a paragraph where lines were wrapped by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.reading.decoding import decode
from timeline.reading.pages import Block, Page

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_LINE_BREAK = re.compile(r"\r\n|[\r\n\u2028\u2029]")
_SENTENCE_END = (".", "!", "?", ":", "…", "»", ")", '"', "”")


def read_page(data: bytes) -> Page:
    """The page of a text file. Raises `Unreadable` for binary content."""
    text = decode(data)
    return Page(text, tuple(text_blocks(text)))


def text_blocks(text: str) -> Iterator[Block]:
    """The blocks of plain text, in order."""
    group: list[Block] = []
    for line in trimmed_lines(text):
        between = text[group[-1].char_end : line.char_start] if group else ""
        if group and len(_LINE_BREAK.findall(between)) > 1:
            yield from _paragraphs(text, group)
            group = []
        group.append(line)
    yield from _paragraphs(text, group)


def trimmed_lines(text: str) -> Iterator[Block]:
    """The lines that are not blank, without the blanks around them."""
    for match in _LINE.finditer(text):
        line = match.group()
        if not line.isspace():
            start = match.start() + len(line) - len(line.lstrip())
            yield Block(start, match.start() + len(line.rstrip()))


def _paragraphs(text: str, lines: list[Block]) -> Iterator[Block]:
    """The lines between two blank lines: one paragraph if they were wrapped, else each its own."""
    if len(lines) > 1 and _is_wrapped([text[line.char_start : line.char_end] for line in lines]):
        yield Block(lines[0].char_start, lines[-1].char_end)
    else:
        yield from lines


def _is_wrapped(lines: list[str]) -> bool:
    """Wrapped lines are about equally long, few end a sentence, and many begin in lower case."""
    inner = lines[:-1]
    if max(map(len, lines)) > 120 or min(map(len, inner)) < 35:
        return False
    open_ends = sum(not line.endswith(_SENTENCE_END) for line in inner)
    low_starts = sum(line[0].islower() for line in lines[1:])
    return open_ends >= 0.5 * len(inner) and low_starts >= 0.35 * len(inner)
