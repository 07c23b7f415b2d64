"""HTML → `Page`: the blocks of the body as text, and what elements and classes say of them.

The text is the blocks in document order, inner tags dropped, entities decoded, runs of blanks made
one space (no-break spaces and soft hyphens stay), joined by an empty line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from timeline.reading.decoding import decode
from timeline.reading.pages import Block, Hint, Page, Unreadable
from timeline.reading.readers.html_facts import page_facts
from timeline.reading.readers.html_proposal import proposed
from timeline.reading.readers.html_roles import announces_others, element_roles

_CHARSET = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w:.-]+)""",
    re.I,
)
_MOST_TAGS = 500_000
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_DROPPED = frozenset({
    "script", "style", "noscript", "template", "svg", "head", "title", "math", "canvas",
    "object", "iframe", "audio", "video", "map", "option", "datalist",
})  # fmt: skip
_STRICT = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "li"})
_BLOCKS = _STRICT | frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd",
    "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "header", "hgroup", "hr", "legend", "main", "menu", "nav", "ol", "pre", "section",
    "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul",
    "html", "frameset", "noframes",
})  # fmt: skip
_HINTS: dict[str, Hint] = {
    "h1": "title", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading",
    "h6": "heading", "blockquote": "quote", "figcaption": "caption", "caption": "caption",
}  # fmt: skip
# Elements that hold one block of the several in the element around them.
_LONG = 120  # characters of a paragraph
_MOST_WRAPPED = 3  # elements around each other that hold nothing else
_WRAPPED = _STRICT | frozenset({"blockquote", "dt", "dd", "pre"})
# Inside one of these, nothing that an inner element says counts.
_STRONG: frozenset[Hint] = frozenset({"furniture", "comments", "caption", "byline"})


def read_page(data: bytes) -> Page:
    """The page of an HTML file. Raises `Unreadable` for binary content or a page without text."""
    declared = _CHARSET.search(data[:4096])
    markup = decode(data, declared.group(1).decode("ascii", "replace") if declared else None)
    if markup.count("<") > _MOST_TAGS:
        raise Unreadable(f"more than {_MOST_TAGS:,} tags: save the article itself")
    markup = markup.replace("\x00", "")
    root = _parse(markup)
    if root is None:
        raise Unreadable("empty file: no text in the page; save the article again")
    collector = _Collector(element_roles(root))
    _walk(root, collector)
    pieces = [piece for piece, _, _ in collector.blocks]
    opinions = proposed(markup, pieces)
    containers = _containers(collector.blocks)
    blocks, place = [], 0
    for i, (piece, hint, _) in enumerate(collector.blocks):
        end = place + len(piece)
        blocks.append(Block(place, end, hint, opinions[i], containers[i]))
        place += len(piece) + 2
    return Page("\n\n".join(pieces) + "\n", tuple(blocks), page_facts(root, markup))


def _parse(markup: str) -> Any:
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        return etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # nothing but blanks, or no markup that can be recovered
        return None


def _walk(root: Any, collector: _Collector) -> None:
    """Every piece of text in document order, without recursion: hostile pages nest deeply."""
    body = root.find("body")
    top = body if body is not None else root
    if top.tag in _DROPPED:
        return
    collector.open(top, top.tag)
    collector.add(top.text)
    around = [(top, iter(top))]
    while around:
        element, children = around[-1]
        child = next(children, None)
        if child is None:
            around.pop()
            collector.close(element, element.tag)
            collector.add(element.tail if element is not body else None)
            continue
        tag = child.tag
        if tag not in _DROPPED:
            collector.open(child, tag)
            collector.add(child.text)
            if len(child):
                around.append((child, iter(child)))
                continue
            collector.close(child, tag)
        collector.add(child.tail)
    collector.flush()


def _containers(blocks: Sequence[tuple[str, Hint, Any]]) -> list[int]:
    """A number for the element around each block, given the elements that hold their text.

    Where that holds one block alone, or nothing but long ones, as the divisions do of which some
    pages make their paragraphs, it is the element around it.
    """
    around = [e.getparent() if e is not None and e.tag in _WRAPPED else e for _, _, e in blocks]
    short = [len(text) < _LONG for text, _, _ in blocks]
    for _ in range(_MOST_WRAPPED):
        held = Counter(around)
        mixed = {e for e, is_short in zip(around, short, strict=True) if is_short and held[e] > 1}
        wider = [
            e if e is None or e in mixed or e.getparent() is None else e.getparent() for e in around
        ]
        if wider == around:
            break
        around = wider
    numbers: dict[Any, int] = {}
    return [numbers.setdefault(element, len(numbers)) for element in around]


@dataclass(slots=True)
class _Open:
    """A block element that is open, its tag, and the hint its text takes from it and those around
    it."""

    element: Any
    tag: str
    hint: Hint


class _Collector:
    """Gathers text into blocks; a block element, or an empty line, ends the block before."""

    def __init__(self, roles: dict[Any, Hint]) -> None:
        self.blocks: list[tuple[str, Hint, Any]] = []
        self._roles = roles
        self._open: list[_Open] = []
        self._pieces: list[str] = []
        self._breaks = 0
        self._links = 0
        self._label: list[str] = []  # before the first link of the block
        self._linked = False
        self._trailing = False  # whether text follows a link

    def open(self, element: Any, tag: str) -> None:
        """An element starts."""
        if tag == "br":
            self._line_break()
        elif tag == "a":
            self._links += 1
        if tag in _BLOCKS or element in self._roles:
            self.flush()
            around = self._open[-1].hint if self._open else "text"
            own = self._roles.get(element) or _HINTS.get(tag)
            keep = around in _STRONG or own is None or (around == "quote" and own == "heading")
            self._open.append(_Open(element, tag, around if keep or own is None else own))

    def close(self, element: Any, tag: str) -> None:
        """An element ends."""
        if tag == "a":
            self._links -= 1
        if self._open and self._open[-1].element is element:
            self.flush()
            self._open.pop()

    def add(self, text: str | None) -> None:
        """Text between two tags."""
        if not text:
            return
        if text.strip(" \t\r\n\f\v"):
            self._breaks = 0
            if self._links:
                self._linked = True
            elif self._linked:
                self._trailing = True
            else:
                self._label.append(text)
        if self._open and self._open[-1].tag == "pre":
            first, *others = re.split(r"\n[ \t]*\n", text)
            self._pieces.append(first)
            for other in others:
                self.flush()
                self._pieces.append(other)
        else:
            self._pieces.append(text)

    def flush(self) -> None:
        """Ends the block, if there is any text in it."""
        text = _on_one_line("".join(self._pieces)) if self._pieces else ""
        if text:
            hint: Hint = self._open[-1].hint if self._open else "text"
            if hint in ("text", "outside") and self._linked and not self._trailing:
                hint = self._hint_of_link(hint)
            self.blocks.append((text, hint, self._open[-1].element if self._open else None))
        self._pieces.clear()
        self._label.clear()
        self._breaks, self._linked, self._trailing = 0, False, False

    def _hint_of_link(self, around: Hint) -> Hint:
        """What a block is that ends in a link: nothing else, or a « Lire aussi » and a link."""
        if not self._label:
            return "link"
        return "pointer" if announces_others("".join(self._label)) else around

    def _line_break(self) -> None:
        """Two line breaks make a paragraph, save where the page marks its paragraphs itself."""
        self._pieces.append(" ")
        self._breaks += 1
        if self._breaks == 2 and not (self._open and self._open[-1].tag in _STRICT):
            self.flush()


def _on_one_line(text: str) -> str:
    """Text with runs of blanks made one space; no-break spaces stay."""
    # Most text has none: to look for them is cheaper than to replace each space by itself.
    if "  " in text or any(blank in text for blank in "\n\t\r\f\v"):
        text = _BLANKS.sub(" ", text)
    return text.strip(" ")
