"""The text of an OpenDocument text (ODF 1.3, part 3, chapters 4 to 7)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lxml import etree

from timeline.reading.pages import Hint
from timeline.reading.readers.odt_styles import style_key
from timeline.reading.readers.opendocument import DC, META, OFFICE, SVG, TEXT
from timeline.reading.readers.paragraphs import Paragraph, Paragraphs
from timeline.reading.readers.styles import Role, Styles

_BLANKS = re.compile(r"[ \t\r\n]+")
_NUMBER = re.compile("[0-9]{1,2}")  # more spaces, or levels, than these say nothing
_LEFT_OUT = frozenset({
    TEXT + "tracked-changes",  # holds what was deleted
    TEXT + "note-citation", TEXT + "number", TEXT + "placeholder", TEXT + "ruby-text",
    TEXT + "hidden-text", TEXT + "sequence-decls", TEXT + "variable-decls",
    TEXT + "user-field-decls", OFFICE + "forms", OFFICE + "scripts", OFFICE + "binary-data",
    OFFICE + "event-listeners", SVG + "title", SVG + "desc", DC + "creator", DC + "date",
    META + "creator-initials", META + "date-string",
})  # fmt: skip
_FURNITURE = frozenset(
    TEXT + name
    for name in (
        "table-of-content", "illustration-index", "table-index", "object-index", "user-index",
        "alphabetical-index",
    )
)  # fmt: skip
# What ends up apart from the text, and what its paragraphs then are.
_APART: dict[str, Hint] = {TEXT + "note": "caption", OFFICE + "annotation": "comments"}


@dataclass(frozen=True, slots=True)
class Text:
    """The paragraphs of a text, of the notes to it and of the comments on it, each in order."""

    paragraphs: list[Paragraph]
    notes: list[Paragraph]
    comments: list[Paragraph]


def read_text(root: Any, styles: Styles, hint: Hint | None = None) -> Text:
    """The text inside `root`. Tracked insertions are text; deleted and hidden text is not.

    The paragraphs of a text box follow that which it is anchored in. `hint`, where given, is that
    of all paragraphs. Raises `Unreadable` for more text than an article may have.
    """
    reader = _Reader(styles, hint)
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if reader.start(element):
                reader.add(element.text)
            else:
                walk.skip_subtree()
        else:
            reader.end(element)
            if element is not root:
                reader.add(element.tail)
    return reader.text()


class _Stream:
    """Paragraphs of the text, of the notes or of the comments, and the state of white space."""

    def __init__(self) -> None:
        self.paragraphs = Paragraphs()
        # For each paragraph that is open, whether blanks follow one and so are dropped.
        self.after_blank: list[bool] = []


class _Reader:
    """Follows the elements of a text. Nothing here recurses: hostile documents nest deeply."""

    def __init__(self, styles: Styles, hint: Hint | None) -> None:
        self._styles = styles
        self._hint = hint
        self._streams = {kind: _Stream() for kind in ("text", *_APART.values())}
        self._apart: list[Hint] = []
        self._furniture = 0
        self._starts: dict[str, Callable[[Any], bool]] = {
            TEXT + "p": self._paragraph,
            TEXT + "h": self._paragraph,
            TEXT + "span": self._span,
            TEXT + "a": self._link,
            TEXT + "section": _is_shown,
            TEXT + "s": self._spaces,
            TEXT + "tab": lambda element: self._sign("\t"),
            TEXT + "line-break": lambda element: self._sign("\n"),
        }

    def start(self, element: Any) -> bool:
        """An element starts; gives whether what is inside it is to be read."""
        tag = element.tag
        if tag in _LEFT_OUT:
            return False
        if tag in _APART:
            self._apart.append(_APART[tag])
        elif tag in _FURNITURE:
            self._furniture += 1
        start = self._starts.get(tag)
        return start is None or start(element)

    def end(self, element: Any) -> None:
        """An element ends, whether it was read or not."""
        tag = element.tag
        if tag in (TEXT + "p", TEXT + "h"):
            stream = self._stream()
            stream.paragraphs.end()
            stream.after_blank.pop()
        elif tag == TEXT + "a":
            self._stream().paragraphs.link(-1)
        elif tag in _APART:
            self._apart.pop()
        elif tag in _FURNITURE:
            self._furniture -= 1

    def add(self, text: str | None) -> None:
        """Text between two tags: a run of blanks is one, none at a paragraph's start (6.1.2)."""
        stream = self._stream()
        if not text or not stream.after_blank:
            return
        text = _BLANKS.sub(" ", text)
        if stream.after_blank[-1]:
            text = text.removeprefix(" ")
        if text:
            stream.after_blank[-1] = text.endswith(" ")
            stream.paragraphs.add(text)

    def text(self) -> Text:
        """What was read."""
        streams = (self._streams[kind].paragraphs.all() for kind in ("text", *_APART.values()))
        return Text(*streams)

    def _stream(self) -> _Stream:
        return self._streams[self._apart[-1] if self._apart else "text"]

    def _paragraph(self, element: Any) -> bool:
        key = element.get(TEXT + "style-name")
        stream = self._stream()
        stream.paragraphs.start(self._role(element, key))
        stream.after_blank.append(True)
        return not self._styles.hidden(key)

    def _role(self, element: Any, key: str | None) -> Role:
        hint = self._apart[-1] if self._apart else self._hint
        if hint is not None:
            return Role(hint)
        if self._furniture:
            return Role("furniture")
        role = self._styles.role(key)
        if element.tag == TEXT + "h" and role.hint in ("text", "heading"):
            level = element.get(TEXT + "outline-level") or "1"
            return Role("heading", int(level) if _NUMBER.fullmatch(level) else None)
        return role

    def _span(self, element: Any) -> bool:
        key = element.get(TEXT + "style-name")
        return not (key and self._styles.hidden(style_key("text", key)))

    def _link(self, element: Any) -> bool:
        self._stream().paragraphs.link(1)
        return True

    def _spaces(self, element: Any) -> bool:
        count = element.get(TEXT + "c") or "1"
        return self._sign(" " * (int(count) if _NUMBER.fullmatch(count) else 1))

    def _sign(self, sign: str) -> bool:
        """A blank that stands for itself: blanks after it are no part of its run."""
        stream = self._stream()
        if stream.after_blank:
            stream.paragraphs.add(sign)
            stream.after_blank[-1] = False
        return False


def _is_shown(section: Any) -> bool:
    """Whether a section is shown: what a condition hides is marked."""
    display = section.get(TEXT + "display")
    hidden = display == "condition" and section.get(TEXT + "is-hidden") == "true"
    return not hidden and display != "none"
