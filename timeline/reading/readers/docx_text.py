"""The text of a part of a Word document (ECMA-376 part 1, sections 17.2 to 17.16)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from lxml import etree

from timeline.reading.pages import Hint
from timeline.reading.readers.docx_styles import outline_level
from timeline.reading.readers.paragraphs import Paragraph, Paragraphs
from timeline.reading.readers.styles import Role, Styles
from timeline.reading.readers.wordml import MATH, MC, SHAPES, W, flag, value

_BREAKS = re.compile(r"[\t\r\n]+")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What is deleted, or says how to set the text.
_LEFT_OUT = frozenset(
    W + name
    for name in (
        "del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "sectPr", "tblPr", "tblGrid", "tcPr",
        "instrText", "delInstrText", "delText", "rt",
    )
)  # fmt: skip
# The hyphen is U+002D by the specification (part 1, 17.3.3.18), only that no line may break there.
_SIGNS = {
    W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n",
    W + "noBreakHyphen": "-", W + "softHyphen": "\u00ad",
}  # fmt: skip
_CONTENTS = "Table of Contents"  # the gallery that Word takes it from, in any language


class NoteKey(NamedTuple):
    """Which note a text refers to."""

    kind: Literal["footnote", "endnote"]
    id: str | None


def read_text(
    root: Any, styles: Styles, hint: Hint | None = None
) -> tuple[list[Paragraph], list[NoteKey]]:
    """The paragraphs inside `root`, and the notes they refer to, both in order.

    Tracked insertions are text, deletions are not; hidden text and the codes of fields are not. The
    paragraphs of a text box follow that which it is anchored in. `hint`, where given, is that of
    all paragraphs. Raises `Unreadable` for more text than an article may have.
    """
    reader = _Reader(styles, hint)
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            reader.end(element)
        elif not reader.start(element):
            walk.skip_subtree()
    return reader.paragraphs.all(), reader.notes


@dataclass(slots=True)
class _Open:
    """A paragraph that is open: whether its end was deleted, is hidden, and its fields."""

    joins_next: bool
    hidden: bool
    # One entry for each field that is open, innermost last: whether its code is still running. A
    # field may begin in one paragraph and end in another, its code does not in practice.
    codes: list[bool] = field(default_factory=list)
    running: int = 0


class _Reader:
    """Follows the elements of a part. Nothing here recurses: hostile documents nest deeply."""

    def __init__(self, styles: Styles, hint: Hint | None) -> None:
        self.paragraphs = Paragraphs()
        self.notes: list[NoteKey] = []
        self._styles = styles
        self._hint = hint
        self._open: list[_Open] = []
        self._contents: Any = None
        self._branches: list[Any] = []  # that are read, of the alternatives that are open
        self._starts: dict[str, Callable[[Any], bool]] = {
            W + "p": self._paragraph,
            W + "r": self._run,
            W + "t": self._text,
            MATH + "t": self._text,
            W + "sym": self._symbol,
            W + "fldChar": self._field,
            W + "hyperlink": self._link,
            W + "sdt": self._control,
            W + "tr": lambda row: row.find(f"{W}trPr/{W}del") is None,
            W + "footnoteReference": self._note,
            W + "endnoteReference": self._note,
            MC + "AlternateContent": self._alternative,
            MC + "Choice": self._is_read,
            MC + "Fallback": self._is_read,
        }

    def start(self, element: Any) -> bool:
        """An element starts; gives whether what is inside it is to be read."""
        tag = element.tag
        if tag in _LEFT_OUT:
            return False
        sign = _SIGNS.get(tag)
        if sign is not None:
            self._add(sign)
            return False
        start = self._starts.get(tag)
        return start is None or start(element)

    def end(self, element: Any) -> None:
        """An element ends, whether it was read or not."""
        if element.tag == W + "p":
            paragraph = self._open.pop()
            self.paragraphs.end(paragraph.joins_next)
        elif element.tag == W + "hyperlink":
            self.paragraphs.link(-1)
        elif element.tag == MC + "AlternateContent":
            self._branches.pop()
        elif element is self._contents:
            self._contents = None

    def _add(self, text: str | None) -> None:
        if self._open and not self._open[-1].running:
            self.paragraphs.add(text)

    def _paragraph(self, element: Any) -> bool:
        properties = element.find(W + "pPr")
        key = value(properties, "pStyle")
        mark = properties.find(W + "rPr") if properties is not None else None
        deleted = mark is not None and (
            mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None
        )
        self._open.append(_Open(deleted, self._styles.hidden(key)))
        self.paragraphs.start(self._role(properties, key))
        return True

    def _role(self, properties: Any, key: str | None) -> Role:
        if self._hint is not None:
            return Role(self._hint)
        if self._contents is not None:
            return Role("furniture")
        role = self._styles.role(key)
        level = outline_level(properties)
        if level is None or role.hint not in ("text", "heading"):
            return role
        return Role("heading", level)

    def _run(self, element: Any) -> bool:
        properties = element.find(W + "rPr")
        hidden = flag(properties, "vanish")
        if hidden is None:
            hidden = self._styles.hidden(value(properties, "rStyle")) or bool(
                self._open and self._open[-1].hidden
            )
        if hidden:  # its text only: a field that begins here may end elsewhere
            for sign in element.iterchildren(W + "fldChar"):
                self._field(sign)
        return not hidden

    def _text(self, element: Any) -> bool:
        text = element.text or ""
        if element.get(_SPACE) != "preserve" and element.tag == W + "t":
            text = text.strip(" \t\r\n")
        self._add(_BREAKS.sub(" ", text))
        return False

    def _symbol(self, element: Any) -> bool:
        """A character of a symbol font; those in the private area are bullets and ornaments."""
        try:
            code = int(element.get(W + "char") or "", 16)
        except ValueError:
            return False
        if 0x20 <= code < 0xD800:
            self._add(chr(code))
        return False

    def _field(self, element: Any) -> bool:
        """A field's begin, code, separate, result, end (part 1, 17.16.18): its result is text."""
        if not self._open:
            return False
        paragraph = self._open[-1]
        codes = paragraph.codes
        match element.get(W + "fldCharType"):
            case "begin":
                codes.append(True)
                paragraph.running += 1
            case "separate" if codes:
                paragraph.running -= codes[-1]
                codes[-1] = False
            case "end" if codes:
                paragraph.running -= codes.pop()
        return False

    def _link(self, element: Any) -> bool:
        self.paragraphs.link(1)
        return True

    def _control(self, element: Any) -> bool:
        """A content control (part 1, 17.5.2); the words that ask to fill it in are no text."""
        properties = element.find(W + "sdtPr")
        if flag(properties, "showingPlcHdr"):
            return False
        if properties is not None and self._contents is None:
            gallery = value(properties.find(W + "docPartObj"), "docPartGallery")
            if gallery == _CONTENTS:
                self._contents = element
        return True

    def _note(self, element: Any) -> bool:
        kind: Literal["footnote", "endnote"] = (
            "footnote" if element.tag == W + "footnoteReference" else "endnote"
        )
        self.notes.append(NoteKey(kind, element.get(W + "id")))
        return False

    def _alternative(self, element: Any) -> bool:
        self._branches.append(_branch(element))
        return True

    def _is_read(self, branch: Any) -> bool:
        return bool(self._branches) and branch is self._branches[-1]


def _branch(alternative: Any) -> Any:
    """The branch of an alternative (part 3): the first that is understood, else the last."""
    branch = None
    for branch in alternative:
        needs = (branch.get("Requires") or "").split()
        if all((branch.nsmap.get(need) or "").startswith(SHAPES) for need in needs):
            break
    return branch
