"""OpenDocument texts (.odt, .fodt) → `Page`: ODF 1.3, parts 2 (packages) and 3 (schema).

Order: headers of the pages as furniture, the text, its notes as captions, footers as furniture,
comments. A note is kept as a caption: most are references, whose dates are those of other
publications.
"""

from __future__ import annotations

import io
from typing import Any

from timeline.reading.pages import Facts, Page, Unreadable
from timeline.reading.readers.odt_styles import read_styles
from timeline.reading.readers.odt_text import read_text
from timeline.reading.readers.opendocument import DC, MANIFEST, META, OFFICE, STYLE
from timeline.reading.readers.packages import Package, parse_xml
from timeline.reading.readers.paragraphs import Paragraph, page_of, without_repeats
from timeline.reading.readers.properties import document_facts, settle_title
from timeline.reading.readers.styles import Styles

_KIND = "OpenDocument text"
_EDGES = ("header", "footer")
_PAGES = ("", "-left", "-first")


def read_page(data: bytes) -> Page:
    """The page of an OpenDocument text. Raises `Unreadable` for what is none, or holds no text."""
    content, others, meta = _roots(data)
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise Unreadable(f"not an {_KIND} (a table, a drawing or slides): save its text as .odt")
    styles = read_styles(root for root in (others, content) if root is not None)
    text = read_text(body, styles)
    facts = _facts(meta)
    title = settle_title(text.paragraphs, facts.title)
    headers, footers = (_edges(others, edge, styles) for edge in _EDGES)
    ordered = [*headers, *text.paragraphs, *text.notes, *footers, *text.comments]
    return page_of(ordered, Facts(title=title, author=facts.author, published=facts.published))


def _roots(data: bytes) -> tuple[Any, Any, Any]:
    """What holds the text, the common styles with the pages' headers, and the metadata.

    They are parts of a package, or one flat XML file (part 3, `office:document`).
    """
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        root = parse_xml(data, "the file", _KIND)
        return root, root, root
    package = Package(io.BytesIO(data), _KIND)
    manifest = _aside(package, "META-INF/manifest.xml")
    # By part 2 an encrypted part is listed with how it is.
    if manifest is not None and next(manifest.iter(MANIFEST + "encryption-data"), None) is not None:
        raise Unreadable("protected by a password: save it without one")
    content, others = package.xml("content.xml"), package.optional_xml("styles.xml")
    return content, others, _aside(package, "meta.xml")


def _aside(package: Package, name: str) -> Any:
    """The root of a part that is no part of the text; None where it is missing or broken."""
    try:
        return package.optional_xml(name)
    except Unreadable:
        return None


def _edges(root: Any, edge: str, styles: Styles) -> list[Paragraph]:
    """The headers or footers of the pages, each text once."""
    if root is None:
        return []
    texts = [
        read_text(element, styles, "furniture")
        for pages in _PAGES
        for element in root.iter(f"{STYLE}{edge}{pages}")
        if element.get(STYLE + "display") != "false"
    ]
    return without_repeats(paragraph for text in texts for paragraph in text.paragraphs)


def _facts(root: Any) -> Facts:
    meta = root.find(f".//{OFFICE}meta") if root is not None else None
    if meta is None:
        return Facts()
    return document_facts(
        meta.findtext(DC + "title"),
        meta.findtext(META + "initial-creator") or meta.findtext(DC + "creator"),
        meta.findtext(META + "creation-date"),
        "meta:creation-date",
    )
