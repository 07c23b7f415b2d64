"""Packages that are broken, encrypted or hostile: one sentence, in little time and memory."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from random import Random

import pytest
from zipped import OPEN, WORD, book, opened, word, zipped

from timeline.reading.pages import Member, Page, Unreadable
from timeline.reading.readers import docx, epub, odt, packages
from timeline.reading.readers.packages import Package, parse_xml

PROSE = "Le conseil municipal de Montverdier a voté jeudi soir la rénovation de la halle. " * 3
PARAGRAPH = f"<w:p><w:r><w:t>{PROSE}</w:t></w:r></w:p>"
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
DOCUMENTS: dict[str, bytes] = {
    "docx": word(PARAGRAPH, footnotes="<w:footnote/>", styles="<w:style/>"),
    "odt": opened(f"<text:p>{PROSE}</text:p>"),
    "epub": book({"c.xhtml": f"<p>{PROSE}</p>"}),
}


def read(kind: str, data: bytes) -> Page | list[Member]:
    if kind == "epub":
        return list(epub.read_members(io.BytesIO(data)))
    return (docx if kind == "docx" else odt).read_page(data)


def reason(kind: str, data: bytes) -> str:
    with pytest.raises(Unreadable) as raised:
        read(kind, data)
    return str(raised.value)


def rebuilt(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({name: change(name, archive.read(name)) for name in archive.namelist()})


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_sound_document_is_read(kind: str) -> None:
    assert read(kind, DOCUMENTS[kind])


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"La halle ferme.", "not a ZIP file"),
        (b"{\\rtf1 La halle}", "an RTF document with another suffix"),
        (b"PK\x03\x04" + bytes(200), "(cut off or damaged): get it again"),
        (COMPOUND, "an old office document with a new suffix"),
        (
            COMPOUND + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password: save it without one",
        ),
        (zipped({"a.txt": "a"}), "is missing): save it again"),
    ],
)  # fmt: skip
def test_file_that_is_no_such_package(kind: str, data: bytes, told: str) -> None:
    assert told in reason(kind, data)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_cut_off_file(kind: str) -> None:
    data = DOCUMENTS[kind]
    for end in range(10, len(data) - 22, 97):
        assert "(cut off or damaged): get it again" in reason(kind, data[:end])


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_flipped_bits_give_a_document_or_a_reason(kind: str) -> None:
    random, told = Random(11), 0
    for _ in range(150):
        data = bytearray(DOCUMENTS[kind])
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        try:
            read(kind, bytes(data))
        except Unreadable as error:
            told += "\n" not in str(error)
    assert told > 20


def flagged(data: bytes, bit: int) -> bytes:
    """A ZIP file whose parts have a flag set, in the directory and before each part."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = changed.find(mark)
        while at >= 0:
            flags = struct.unpack_from("<H", changed, at + offset)[0]
            struct.pack_into("<H", changed, at + offset, flags | bit)
            at = changed.find(mark, at + 4)
    return bytes(changed)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_encrypted_zip_file(kind: str) -> None:
    encrypted = flagged(DOCUMENTS[kind], 0x01)
    assert "protected by a password: save it without one" in reason(kind, encrypted)


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize("bit", [0x20, 0x40])
def test_kinds_of_zip_file_that_nobody_writes(kind: str, bit: int) -> None:
    assert "is damaged): get it again" in reason(kind, flagged(DOCUMENTS[kind], bit))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_compression_is_not_unpacked(method: int) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("word/document.xml", f"<w:document {WORD}/>")
    assert "its compression is unknown" in reason("docx", file.getvalue())


def test_part_that_unfolds_into_too_much_is_not_unfolded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "_CHUNK", 1000)
    data = zipped({"a.xml": b" " * 100_000})
    with pytest.raises(Unreadable, match=r"^unfolds into more than 5,000 bytes \(a.xml\): split"):
        Package(io.BytesIO(data), "Word document").read("a.xml", most=5000)


def test_parts_that_together_unfold_into_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MOST_UNPACKED", 250_000)
    data = zipped(dict.fromkeys("abc", b" " * 100_000))
    package = Package(io.BytesIO(data), "Word document")
    assert len(package.read("a")) + len(package.read("b")) == 200_000
    with pytest.raises(Unreadable, match=r"^unfolds into more than 250,000 bytes \(c\): split it"):
        package.read("c")


def test_bomb_of_text_is_told() -> None:
    text = f"<w:p><w:r><w:t>{'a ' * 1_100_000}</w:t></w:r></w:p>"
    assert reason("docx", word(text)).startswith(
        "too large for one article (more than 2,000,000 characters): "
    )


def test_bomb_of_bytes_is_told() -> None:
    assert reason("docx", word(" " * 65_000_000)).startswith("unfolds into more than 64,000,000 ")


def test_bomb_of_markup_is_told() -> None:
    crowded = "<w:p/>" * 2_000_001
    assert reason("docx", word(crowded)).startswith("too much markup in it (word/document.xml): ")
    assert "more than 200,000 paragraphs" in reason("docx", word("<w:p/>" * 200_001))
    (member,) = read("epub", book({"c.xhtml": "<b>" * 2_000_001}))
    assert "too much markup in it (OEBPS/c.xhtml)" in str(member.content)


def test_directory_of_too_many_parts_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "_MOST_DIRECTORY", 20_000)
    data = zipped({f"partie-{number}": "" for number in range(500)})
    assert reason("docx", data) == "holds too many parts: save it again"


def nested(kind: str, depth: int) -> bytes:
    if kind == "docx":
        return word("<w:sdt>" * depth + PARAGRAPH + "</w:sdt>" * depth)
    return opened(
        "<text:section>" * depth + f"<text:p>{PROSE}</text:p>" + "</text:section>" * depth
    )


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_deep_nesting(kind: str) -> None:
    assert read(kind, nested(kind, 200))
    assert "nests too deeply" in reason(kind, nested(kind, 50_000))


def with_entities(text: str) -> Iterator[tuple[str, bytes]]:
    doctype = f'<!DOCTYPE a [<!ENTITY lol "lol"><!ENTITY e SYSTEM "file:///etc/passwd">{text}]>'
    main = f"{doctype}<w:document {WORD}><w:body><w:p/></w:body></w:document>"
    yield "docx", zipped({"word/document.xml": main})
    content = f"<office:document-content {OPEN}/>"
    yield "odt", zipped({"content.xml": doctype + content})
    yield "odt", f"{doctype}<office:document {OPEN}/>".encode()


def test_document_that_defines_entities_is_refused() -> None:
    laughs = "".join(f'<!ENTITY l{i + 1} "{f"&l{i};" * 10}">' for i in range(9))
    for kind, data in (*with_entities(""), *with_entities('<!ENTITY l0 "ha">' + laughs)):
        assert "defines entities of its own" in reason(kind, data)


def test_entities_are_not_expanded_and_no_file_is_opened() -> None:
    outside = b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a>x</a>'
    assert parse_xml(outside, "a", "Word document").text == "x"
    with pytest.raises(Unreadable, match="no sound XML"):
        parse_xml(b"<a>&inconnu;</a>", "a", "Word document")


def test_name_of_a_part_is_fit_to_be_shown() -> None:
    data = zipped({"META-INF/container.xml": (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="a&#10;&#x202e;b"/></rootfiles></container>'
    )})  # fmt: skip
    assert reason("epub", data) == "broken EPUB book (a??b is missing): save it again"


def test_parts_that_are_no_xml_give_a_reason() -> None:
    for kind in ("docx", "odt"):
        broken = rebuilt(DOCUMENTS[kind], lambda name, part: part[:-5])
        assert "is no sound XML in line 1): open it and save it again" in reason(kind, broken)
