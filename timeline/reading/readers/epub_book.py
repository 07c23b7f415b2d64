"""What an EPUB book is made of: its chapters, their titles, and what it says of itself.

From the container (OCF, EPUB 3.3 section 4), the package document (section 5; OPF 2.0.1) and the
table of contents (section 7; NCX in older books).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from timeline.reading.pages import Claim, Facts, Unreadable
from timeline.reading.readers.packages import Package

_OCF = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_XMLENC = "{http://www.w3.org/2001/04/xmlenc#}"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_DOCUMENTS = ("application/xhtml+xml", "text/html", "text/x-oeb1-document")
# Fonts are mangled by these, which hides no text.
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
# What is no chapter: types of the guide (OPF 2.0.1) and of the landmarks (EPUB
# Structural Semantics Vocabulary).
NO_CHAPTERS = frozenset({
    "cover", "title-page", "titlepage", "halftitlepage", "toc", "index", "copyright-page", "loi",
    "lot", "landmarks", "page-list", "colophon", "other.ms-coverimage",
})  # fmt: skip
_URL = re.compile(r"https?://\S+")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Book:
    """The chapters (names of parts, in order), their titles by name, and the book's facts."""

    chapters: tuple[str, ...]
    titles: dict[str, str]
    facts: Facts


def read_book(package: Package) -> Book:
    """The book in a package. Raises `Unreadable` where it is broken or encrypted."""
    path = _package_document(package)
    root = package.xml(path)
    items = {
        item.get("id"): item
        for item in root.iterfind(f"{_OPF}manifest/{_OPF}item")
        if item.get("href")
    }
    spine = root.find(_OPF + "spine")
    if spine is None:
        raise Unreadable("broken EPUB book (it has no spine): get it again")
    contents = _contents(package, path, items, spine.get("toc"))
    left_out = {_part(path, r.get("href")) for r in root.iter(_OPF + "reference") if _no_chapter(r)}
    left_out |= {name for name, kind in contents.kinds if not NO_CHAPTERS.isdisjoint(kind.split())}
    if contents.name is not None:
        left_out.add(contents.name)
    chapters = dict.fromkeys(
        name
        for reference in spine.iter(_OPF + "itemref")
        if (item := items.get(reference.get("idref"))) is not None
        and item.get("media-type") in _DOCUMENTS
        and (name := _part(path, item.get("href"))) not in left_out
    )
    _refuse_encrypted(package, chapters)
    return Book(tuple(chapters), contents.titles, _facts(root.find(_OPF + "metadata")))


def _package_document(package: Package) -> str:
    container = package.xml("META-INF/container.xml")
    for root_file in container.iter(_OCF + "rootfile"):
        path = root_file.get("full-path")
        if path:
            return str(path)
    raise Unreadable("broken EPUB book (it does not say what is in it): get it again")


def _refuse_encrypted(package: Package, chapters: dict[str, None]) -> None:
    """`encryption.xml` says what is encrypted, and how."""
    root = package.optional_xml("META-INF/encryption.xml")
    for data in root.iter(_XMLENC + "EncryptedData") if root is not None else ():
        method = data.find(_XMLENC + "EncryptionMethod")
        if method is not None and method.get("Algorithm") in _FONTS:
            continue
        for reference in data.iter(_XMLENC + "CipherReference"):
            if _part("", reference.get("URI")) in chapters:
                raise Unreadable("encrypted by its seller (DRM): get the book without it")


@dataclass(slots=True)
class _Contents:
    """The table of contents: the part it is, titles by part, and kinds of part (landmarks)."""

    name: str | None
    titles: dict[str, str]
    kinds: list[tuple[str, str]]


def _contents(
    package: Package, path: str, items: dict[str | None, Any], ncx: str | None
) -> _Contents:
    """The table of contents of EPUB 3, else that of EPUB 2; an empty one where it is broken."""
    nav = next((i for i in items.values() if "nav" in (i.get("properties") or "").split()), None)
    item = nav if nav is not None else items.get(ncx)
    if item is None:
        return _Contents(None, {}, [])
    name = _part(path, item.get("href"))
    found = _Contents(name, {}, [])
    try:
        root = package.optional_xml(name)
    except Unreadable:  # the chapters are there without it
        return found
    for kind, title, target in _entries(root) if root is not None else ():
        part = _part(name, target)
        if kind:
            found.kinds.append((part, kind))
        elif title and "#" not in target:  # a part of a chapter gives it no title
            found.titles.setdefault(part, title)
    return found


def _entries(root: Any) -> Iterator[tuple[str | None, str, str]]:
    """Kind (of landmarks only), title and target of each entry of a table of contents."""
    for nav in root.iter(_XHTML + "nav"):
        kind = nav.get(_TYPE)
        for link in nav.iter(_XHTML + "a") if kind in ("toc", "landmarks") else ():
            if link.get("href"):
                yield (
                    (link.get(_TYPE) or "") if kind == "landmarks" else None,
                    _clean("".join(link.itertext())),
                    link.get("href"),
                )
    for point in root.iter(_NCX + "navPoint"):
        content = point.find(_NCX + "content")
        title = point.findtext(f"{_NCX}navLabel/{_NCX}text")
        if content is not None and content.get("src"):
            yield None, _clean(title), content.get("src")


def _facts(metadata: Any) -> Facts:
    """What the package document says of the book (its `metadata`)."""
    if metadata is None:
        return Facts()
    authors = [
        _clean(creator.text)
        for creator in metadata.iter(_DC + "creator")
        if creator.get(_OPF + "role", "aut") == "aut"
    ]
    addresses = [*metadata.iter(_DC + "source"), *metadata.iter(_DC + "identifier")]
    url = next((u for e in addresses if _URL.fullmatch(u := _clean(e.text))), None)
    return Facts(
        author=", ".join(dict.fromkeys(filter(None, authors))) or None,
        site=_clean(metadata.findtext(_DC + "title")) or None,
        url=url,
        published=tuple(_published(metadata)),
    )


def _published(metadata: Any) -> Iterator[Claim]:
    """The days that the book claims to be published on: not those of a change or a conversion."""
    for meta in metadata.iter(_OPF + "meta"):
        if meta.get("property") == "dcterms:issued" and _clean(meta.text):
            yield Claim(_clean(meta.text), where="dcterms:issued")
    for date in metadata.iter(_DC + "date"):
        if date.get(_OPF + "event", "publication") == "publication" and _clean(date.text):
            yield Claim(_clean(date.text), where="dc:date")


def _no_chapter(reference: Any) -> bool:
    return (reference.get("type") or "").lower() in NO_CHAPTERS


def _part(base: str, reference: str | None) -> str:
    """The name of the part that a reference in the part `base` leads to."""
    target = unquote((reference or "").partition("#")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), target)).lstrip("/")


def _clean(text: str | None) -> str:
    return _BLANKS.sub(" ", text or "").strip()
