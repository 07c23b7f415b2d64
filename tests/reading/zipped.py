"""Packages for the tests, made by hand: ZIP files of small parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from timeline.reading.pages import Page

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP file of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def word(body: str, **parts: str) -> bytes:
    """A Word document of this body; other parts by kind, as `styles` or `footnotes`."""
    kinds = {name: name.rstrip("0123456789") for name in parts}
    return zipped(
        {
            "_rels/.rels": relations({"word/document.xml": "officeDocument"}),
            "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": relations(
                {f"{name}.xml": kind for name, kind in kinds.items()}
            ),
        }
        | {
            f"word/{name}.xml": f"<w:{kinds[name]} {WORD}>{part}</w:{kinds[name]}>"
            for name, part in parts.items()
        }
    )


def relations(targets: Mapping[str, str]) -> str:
    """A part of relationships: kind by target."""
    lines = (f'<Relationship Type="{_KINDS}{k}" Target="{t}"/>' for t, k in targets.items())
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(lines)}</Relationships>'


def opened(
    body: str, automatic: str = "", styles: str = "", pages: str = "", meta: str = ""
) -> bytes:
    """An OpenDocument text of this body, automatic and common styles, master pages, metadata."""
    return zipped({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {OPEN}>"
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {OPEN}><office:styles>{styles}</office:styles>"
        f"<office:master-styles>{pages}</office:master-styles></office:document-styles>",
        "meta.xml": f"<office:document-meta {OPEN}><office:meta>{meta}</office:meta>"
        "</office:document-meta>",
    })  # fmt: skip


def book(chapters: Mapping[str, str], metadata: str = "", **parts: str) -> bytes:
    """An EPUB book of these chapters (bodies by name); `guide` is the package document's,
    `encryption` a part of META-INF, `nav` and `ncx` the tables of contents."""
    kind = "application/xhtml+xml"
    listed = "".join(f'<item id="{n}" href="{n}" media-type="{kind}"/>' for n in chapters)
    if "nav" in parts:
        listed += '<item id="nav" href="nav.xhtml" media-type="x" properties="nav"/>'
    if "ncx" in parts:
        listed += '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    spine = "".join(f'<itemref idref="{name}"/>' for name in chapters)
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>{metadata}</metadata>'
        f'<manifest>{listed}</manifest><spine toc="ncx">{spine}</spine>'
        f"<guide>{parts.get('guide', '')}</guide></package>"
    )
    content = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:'
        'container"><rootfiles><rootfile full-path="OEBPS/livre.opf"/></rootfiles></container>',
        "OEBPS/livre.opf": opf,
    }
    places = {
        "nav": "OEBPS/nav.xhtml",
        "ncx": "OEBPS/toc.ncx",
        "encryption": "META-INF/encryption.xml",
    }
    content |= {place: parts[kind] for kind, place in places.items() if kind in parts}
    return zipped(content | {f"OEBPS/{name}": html(body) for name, body in chapters.items()})


def html(body: str, title: str = "") -> str:
    """A page of XHTML."""
    head = f"<head><title>{title}</title></head>" if title else "<head><title/></head>"
    space = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
    return body if body.startswith("<html") else f"<html {space}>{head}<body>{body}</body></html>"


def blocks(page: Page) -> list[tuple[str, str]]:
    """The hint and the text of each block of a page."""
    return [(block.hint, page.text[block.char_start : block.char_end]) for block in page.blocks]
