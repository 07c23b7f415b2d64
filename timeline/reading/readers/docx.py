"""Word documents (.docx) → `Page`: WordprocessingML (ECMA-376 part 1) in a package (part 2).

Order: headers of the pages as furniture, the text, the notes that it refers to as captions, footers
as furniture, comments. A note is kept as a caption: most are references, whose dates are those of
other publications.
"""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from timeline.reading.pages import Facts, Hint, Page, Unreadable
from timeline.reading.readers.docx_styles import read_styles
from timeline.reading.readers.docx_text import NoteKey, read_text
from timeline.reading.readers.packages import Package
from timeline.reading.readers.paragraphs import Paragraph, page_of, without_repeats
from timeline.reading.readers.properties import document_facts, settle_title
from timeline.reading.readers.styles import Styles
from timeline.reading.readers.wordml import W, as_transitional

_KIND = "Word document"
_MAIN = "word/document.xml"
_CORE = "docProps/core.xml"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CREATED = "{http://purl.org/dc/terms/}created"
_EDGES = ("header", "footer")
_NO_NOTES = ("separator", "continuationSeparator", "continuationNotice")


def read_page(data: bytes) -> Page:
    """The page of a Word document. Raises `Unreadable` for what is none, or holds no text."""
    package = Package(io.BytesIO(data), _KIND)
    parts = _Parts.of(package)
    styles = read_styles(parts.root("styles"))
    main = _xml(package, parts.main)
    body = main.find(W + "body")
    if body is None:
        raise Unreadable(f"broken {_KIND} (no text part): open it and save it again")
    text, notes = read_text(body, styles)
    facts = _facts(package, parts.core)
    title = settle_title(text, facts.title)
    furniture = [list(_parts_text(parts, kind, "furniture", styles)) for kind in _EDGES]
    remarks = _parts_text(parts, "comments", "comments", styles)
    ordered = [
        *without_repeats(furniture[0]),
        *text,
        *_notes(parts, notes, styles),
        *without_repeats(furniture[1]),
        *remarks,
    ]
    if not ordered and main.find(f".//{W}altChunk") is not None:
        raise Unreadable("its text is another file inside it: open it in Word and save it again")
    return page_of(ordered, Facts(title=title, author=facts.author, published=facts.published))


@dataclass(frozen=True, slots=True)
class _Parts:
    """Where the parts of a document are, as its relationships say (part 2)."""

    package: Package
    main: str
    core: str
    related: tuple[tuple[str, str], ...]  # kind and name, of those that the main part refers to

    @staticmethod
    def of(package: Package) -> _Parts:
        top = dict(reversed(list(_relations(package, ""))))
        main = top.get("officeDocument", _MAIN)
        if main not in package.names and _MAIN in package.names:
            main = _MAIN
        core = top.get("core-properties", _CORE)
        return _Parts(package, main, core, tuple(_relations(package, main)))

    def named(self, kind: str) -> list[str]:
        """The names of the parts of a kind, each once."""
        return list(
            dict.fromkeys(name for k, name in self.related if k == kind and name in self.names())
        )

    def names(self) -> frozenset[str]:
        """The names of all parts that there are."""
        return self.package.names

    def root(self, kind: str) -> Any:
        """The root of the first part of a kind; None where there is none."""
        named = self.named(kind)
        return _xml(self.package, named[0]) if named else None


def _relations(package: Package, part: str) -> Iterator[tuple[str, str]]:
    """Kind and name of the parts that a part, or the package itself (""), refers to."""
    folder, _, name = part.rpartition("/")
    root = package.optional_xml(posixpath.join(folder, "_rels", name + ".rels"))
    if root is None:
        return
    for relation in root.iter(_RELATION):
        target = relation.get("Target")
        if target and relation.get("TargetMode") != "External":
            kind = (relation.get("Type") or "").rpartition("/")[2]
            yield kind, posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")


def _xml(package: Package, name: str) -> Any:
    return package.parse(as_transitional(package.read(name)), name)


def _parts_text(parts: _Parts, kind: str, hint: Hint, styles: Styles) -> Iterator[Paragraph]:
    for name in parts.named(kind):
        yield from read_text(_xml(parts.package, name), styles, hint)[0]


def _notes(parts: _Parts, keys: Iterable[NoteKey], styles: Styles) -> Iterator[Paragraph]:
    """The footnotes, then the endnotes, that the text refers to, in its order."""
    keys = list(dict.fromkeys(keys))
    for kind in ("footnote", "endnote"):
        root = parts.root(kind + "s")
        if root is None:
            continue
        notes = {
            note.get(W + "id"): note
            for note in root.iter(W + kind)
            if note.get(W + "type") not in _NO_NOTES
        }
        for key in keys:
            note = notes.get(key.id) if key.kind == kind else None
            if note is not None:
                yield from read_text(note, styles, "caption")[0]


def _facts(package: Package, name: str) -> Facts:
    """The facts of the core properties (part 2); none where they are broken."""
    try:
        root = package.optional_xml(name)
    except Unreadable:  # they say something of the article, and are no part of it
        return Facts()
    if root is None:
        return Facts()
    return document_facts(
        root.findtext(_DC + "title"),
        root.findtext(_DC + "creator"),
        root.findtext(_CREATED),
        "dcterms:created",
    )
