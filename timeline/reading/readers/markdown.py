"""Markdown → `Page`: headings, quotations, lists, pictures, and front matter as metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.reading.decoding import decode
from timeline.reading.lexicon import lexicon
from timeline.reading.pages import Block, Claim, Facts, Hint, Page
from timeline.reading.readers.plain import trimmed_lines

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.S)
_FIELD = re.compile(r"([\w -]+?)[ \t]*:[ \t]*(.*)")
_HEADING = re.compile(r"(#{1,6})[ \t]+")
_UNDERLINE = re.compile(r"(?:=+|-+)$")
_ITEM = re.compile(r"(?:[-*+]|\d{1,3}[.)])[ \t]+")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)$")
_DEFINITION = re.compile(r"\[[^\]]+\]:[ \t]*\S+")
_LINK_ONLY = re.compile(r"(?:[-*+][ \t]+)?\[[^\]]*\]\([^)]*\)$")


def read_page(data: bytes) -> Page:
    """The page of a markdown file. Raises `Unreadable` for binary content."""
    text = decode(data)
    facts, start = _front_matter(text)
    blocks = list(_blocks(text, start))
    if start:
        blocks.insert(0, Block(0, start, "furniture"))
    return Page(text, tuple(blocks), facts)


def _front_matter(text: str) -> tuple[Facts, int]:
    """The facts of a leading `---` block of `key: value` lines, and where that block ends."""
    match = _FRONT_MATTER.match(text)
    if not match:
        return Facts(), 0
    lines = [line for line in match.group(1).splitlines() if line.strip()]
    # Indented lines, list items and remarks belong to the field above them.
    top = [line for line in lines if line[0] not in " \t-#"]
    fields = [field for line in top if (field := _FIELD.fullmatch(line.strip()))]
    if not fields or len(fields) < len(top):
        return Facts(), 0
    values: dict[str, str] = {}
    for field in fields:
        key = field.group(1).casefold().replace(" ", "_")
        value = field.group(2).strip("[] \t\"'")
        for fact, names in lexicon().front_matter.items():
            if key in names and value:
                values.setdefault(fact, value)
    written = values.pop("published", None)
    published = (Claim(written, where="front matter"),) if written else ()
    return Facts(**values, published=published), match.end()


def _blocks(text: str, start: int) -> Iterator[Block]:
    """Paragraphs are runs of lines; marks that begin a line end the paragraph before."""
    paragraph: list[Block] = []
    for line in trimmed_lines(text[start:]):
        content = text[start + line.char_start : start + line.char_end]
        line = Block(start + line.char_start, start + line.char_end, _line_hint(content))
        if paragraph:
            close = text.count("\n", paragraph[-1].char_end, line.char_start) <= 1
            if close and _UNDERLINE.match(content) and paragraph[0].hint == "text":
                hint: Hint = "title" if content[0] == "=" else "heading"
                yield Block(paragraph[0].char_start, paragraph[-1].char_end, hint)
                yield Block(line.char_start, line.char_end, "mark")
                paragraph = []
                continue
            if not (close and _continues(paragraph[0], line, content)):
                yield _joined(paragraph)
                paragraph = []
        if line.hint in ("title", "heading"):
            yield from _heading(text, line)
        else:
            paragraph.append(line)
    if paragraph:
        yield _joined(paragraph)


def _continues(first: Block, line: Block, content: str) -> bool:
    """Whether a line goes on with the paragraph that `first` opened."""
    if first.hint == "quote":
        return line.hint in ("quote", "text")
    return first.hint == line.hint == "text" and not _ITEM.match(content)


def _joined(lines: list[Block]) -> Block:
    return Block(lines[0].char_start, lines[-1].char_end, lines[0].hint)


def _heading(text: str, line: Block) -> Iterator[Block]:
    """The `#` marks, then the words of the heading: the words alone are a sentence."""
    match = _HEADING.match(text, line.char_start)
    words = match.end() if match else line.char_start
    yield Block(line.char_start, words, "mark")
    if words < line.char_end:
        yield Block(words, line.char_end, line.hint)


def _line_hint(line: str) -> Hint:
    heading = _HEADING.match(line)
    if heading:
        return "title" if len(heading.group(1)) == 1 else "heading"
    if line.startswith(">"):
        return "quote"
    if _PICTURE.match(line):
        return "caption"
    if _DEFINITION.match(line):
        return "furniture"
    if _LINK_ONLY.match(line):
        return "link"
    return "text"
