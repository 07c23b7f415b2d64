"""EPUB books: which of their documents are articles, and what the book says of them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from zipped import blocks, book, html, zipped

from timeline.model import Article, DateSpan, Day, Skipped
from timeline.reading import read
from timeline.reading.pages import Claim, Facts, Member, Page, Unreadable
from timeline.reading.readers.epub import read_members

HALL = (
    "Le conseil municipal de Montverdier a voté jeudi soir la rénovation de la halle, qui sera "
    "fermée au public pendant dix-huit mois à partir du printemps."
)
BRIDGE = (
    "Le pont de Saint-Brice a été fermé lundi matin à la circulation après la crue, a annoncé la "
    "mairie, qui attend le rapport d'un expert."
)
CHAPTERS = {
    "c1.xhtml": f"<h1>La halle</h1><p>{HALL}</p>",
    "c2.xhtml": f"<h1>Le pont</h1><p>{BRIDGE}</p>",
}


def members(data: bytes) -> list[Member]:
    return list(read_members(io.BytesIO(data)))


def page_of(member: Member) -> Page:
    assert isinstance(member.content, Page)
    return member.content


def nav(*links: tuple[str, str], kind: str = "toc") -> str:
    items = "".join(f'<li><a href="{target}">{label}</a></li>' for target, label in links)
    return html(f'<nav epub:type="{kind}"><ol>{items}</ol></nav>')


def test_chapters_are_members_in_the_order_of_the_spine() -> None:
    one, two = members(book(CHAPTERS))
    assert (one.name, two.name) == ("OEBPS/c1.xhtml", "OEBPS/c2.xhtml")
    assert blocks(page_of(one)) == [("title", "La halle"), ("text", HALL)]
    assert page_of(two).facts.title == "Le pont"


def test_chapters_are_read_one_at_a_time() -> None:
    chapters = read_members(io.BytesIO(book(CHAPTERS)))
    assert next(chapters).name == "OEBPS/c1.xhtml"


def test_facts_of_the_book_are_said_of_each_chapter() -> None:
    metadata = (
        "<dc:title>Le Bocage libre, numéro 12</dc:title><dc:creator>Jeanne Bidule</dc:creator>"
        '<dc:creator opf:role="ill">Lucie Machin</dc:creator><dc:creator>Hugo Truc</dc:creator>'
        "<dc:identifier>urn:uuid:12</dc:identifier>"
        "<dc:identifier>https://bocage.example/12</dc:identifier>"
        '<dc:date opf:event="modification">2024-01-01</dc:date><dc:date>2019-11-05</dc:date>'
    )
    for member in members(book(CHAPTERS, metadata)):
        assert member.facts == Facts(
            author="Jeanne Bidule, Hugo Truc",
            site="Le Bocage libre, numéro 12",
            url="https://bocage.example/12",
            published=(Claim("2019-11-05", where="dc:date"),),
        )


def test_title_of_a_page_that_does_not_stand_in_it_is_no_title() -> None:
    page = html(f"<p>La halle</p><p>{HALL}</p>", title="Le Bocage libre, numéro 12")
    (member,) = members(book({"c.xhtml": page}))
    assert page_of(member).facts.title is None


def test_contents_name_a_chapter_that_has_no_title_of_its_own() -> None:
    chapters = {"c.xhtml": f"<p>{HALL}</p>"}
    (member,) = members(book(chapters, nav=nav(("c.xhtml", "La halle"))))
    assert page_of(member).facts.title == "La halle"


def test_older_contents_name_chapters_too() -> None:
    point = '<navPoint><navLabel><text>{}</text></navLabel><content src="{}"/></navPoint>'
    points = point.format("La halle", "c.xhtml") + point.format("Un vote", "c.xhtml#vote")
    ncx = f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{points}</navMap></ncx>'
    doctype = '<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "ncx-2005-1.dtd">'
    (member,) = members(book({"c.xhtml": f"<p>{HALL}</p>"}, ncx=doctype + ncx))
    assert page_of(member).facts.title == "La halle"


def test_contents_do_not_rename_a_chapter() -> None:
    (member,) = members(book({"c1.xhtml": CHAPTERS["c1.xhtml"]}, nav=nav(("c1.xhtml", "Page 4"))))
    assert page_of(member).facts.title == "La halle"


@pytest.mark.parametrize(
    "page",
    [
        "<p>Le Bocage libre</p><p>Numéro 12</p>",
        "<img src='une.jpg'/>",
        "",
        f"<section epub:type='copyright-page'><p>{HALL}</p></section>",
    ],
)
def test_document_without_prose_is_no_chapter(page: str) -> None:
    found = members(book({"page.xhtml": page} | CHAPTERS))
    assert [member.name for member in found] == ["OEBPS/c1.xhtml", "OEBPS/c2.xhtml"]


def test_number_of_a_note_is_no_text() -> None:
    number = '<sup><a href="#n1" epub:type="noteref" id="r1"><b>1</b></a></sup>'
    link = '<a href="c2.xhtml">(1)</a>'
    (member,) = members(book({"c.xhtml": f"<p>La halle{number} ferme {link}. {HALL}</p>"}))
    assert page_of(member).text == f"La halle ferme (1). {HALL}\n"


def test_dialogue_is_prose() -> None:
    lines = "".join("<p>– Le marché ferme donc ce soir.</p>" for _ in range(4))
    assert len(members(book({"c.xhtml": lines}))) == 1


def test_pages_that_the_guide_or_the_landmarks_set_apart_are_no_chapters() -> None:
    extra = {"mentions.xhtml": f"<p>{HALL}</p>", "titre.xhtml": f"<p>{HALL}</p>"}
    landmark = '<a epub:type="titlepage" href="titre.xhtml">Titre</a>'
    data = book(
        extra | CHAPTERS,
        guide='<reference type="copyright-page" href="mentions.xhtml#a"/>',
        nav=html(f'<nav epub:type="landmarks"><ol><li>{landmark}</li></ol></nav>'),
    )
    assert [member.name for member in members(data)] == ["OEBPS/c1.xhtml", "OEBPS/c2.xhtml"]


def test_book_of_pictures_is_told() -> None:
    with pytest.raises(Unreadable, match="^no chapter with text in it"):
        members(book({"une.xhtml": "<img src='une.jpg'/>"}))


def encryption(algorithm: str, uri: str) -> str:
    return (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
        'xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
        f'<enc:EncryptionMethod Algorithm="{algorithm}"/><enc:CipherData>'
        f'<enc:CipherReference URI="{uri}"/></enc:CipherData></enc:EncryptedData></encryption>'
    )


def test_encrypted_book_is_told() -> None:
    said = encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OEBPS/c2.xhtml")
    with pytest.raises(Unreadable, match=r"^encrypted by its seller \(DRM\)"):
        members(book(CHAPTERS, encryption=said))


def test_mangled_fonts_are_no_encryption() -> None:
    said = encryption("http://www.idpf.org/2008/embedding", "OEBPS/c2.xhtml")
    assert len(members(book(CHAPTERS, encryption=said))) == 2


def test_chapter_that_is_missing_is_told_and_the_others_are_read() -> None:
    data = book(CHAPTERS)
    whole = {"OEBPS/c1.xhtml": html(CHAPTERS["c1.xhtml"])}
    parts = {name: read_part(data, name) for name in ("META-INF/container.xml", "OEBPS/livre.opf")}
    one, two = members(zipped(parts | whole))
    assert page_of(one).facts.title == "La halle"
    assert str(two.content) == "broken EPUB book (OEBPS/c2.xhtml is missing): save it again"


def read_part(data: bytes, name: str) -> bytes:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"a.txt": "a"}, "META-INF/container.xml is missing"),
        ({"META-INF/container.xml": "<a/>"}, "does not say what is in it"),
        ({"META-INF/container.xml": "<a>"}, "no sound XML"),
    ],
)
def test_book_without_its_map_is_told(parts: dict[str, str], reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        members(zipped(parts))


def test_book_without_spine_is_told() -> None:
    parts = {
        "META-INF/container.xml": read_part(book(CHAPTERS), "META-INF/container.xml"),
        "OEBPS/livre.opf": '<package xmlns="http://www.idpf.org/2007/opf"/>',
    }
    with pytest.raises(Unreadable, match="no spine"):
        members(zipped(parts))


def test_articles_of_a_book(tmp_path: Path) -> None:
    metadata = "<dc:title>Le Bocage libre</dc:title><dc:date>2019-11-05</dc:date>"
    english = (
        "The city council voted on Thursday evening to renovate the market hall, which will be "
        "closed to the public for eighteen months, starting next spring, the mayor said."
    )
    chapters = CHAPTERS | {"c3.xhtml": f"<p>{english}</p>"}
    (tmp_path / "numero.epub").write_bytes(book(chapters, metadata))
    one, two, three = read([tmp_path])
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert (one.path, one.title) == ("numero.epub/OEBPS/c1.xhtml", "La halle")
    assert (two.site, two.published) == ("Le Bocage libre", DateSpan.of_day(Day(2019, 11, 5)))
    assert isinstance(three, Skipped)
    assert three.reason.startswith("not in French")
