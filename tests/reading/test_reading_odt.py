"""OpenDocument texts: what is text, in which order, and what their styles and metadata say."""

from __future__ import annotations

from pathlib import Path

import pytest
from zipped import OPEN, blocks, opened, zipped

from timeline.model import Article
from timeline.reading import read
from timeline.reading.pages import Claim, Facts, Unreadable
from timeline.reading.readers.odt import read_page

PROSE = (
    "Le conseil municipal de Montverdier a voté jeudi soir la rénovation de la halle, qui sera "
    "fermée au public pendant dix-huit mois à partir du printemps."
)
HIDDEN = '<style:text-properties text:display="none"/>'


def p(content: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def style(name: str, parent: str = "", more: str = "", family: str = "paragraph") -> str:
    named = f'style:name="{name}" style:family="{family}" style:parent-style-name="{parent}"'
    return f"<style:style {named}>{more}</style:style>"


def note(text: str) -> str:
    body = f"<text:note-citation>1</text:note-citation><text:note-body>{p(text)}</text:note-body>"
    return f"<text:note>{body}</text:note>"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("La <text:span>halle</text:span> ferme.", "La halle ferme."),
        ("\n  La halle\n  <text:span> ferme.</text:span>\n", "La halle ferme."),
        ('a<text:s/>b<text:s text:c="3"/>c', "a b   c"),
        ('a<text:s text:c="999999999"/>b', "a b"),
        ("2013<text:tab/>La halle", "2013\tLa halle"),
        ("Montverdier,<text:line-break/>le 5", "Montverdier,\nle 5"),
        ("un<text:line-break/><text:line-break/>deux", "un\n\ndeux"),
        ("a<text:soft-page-break/>b<text:bookmark text:name='x'/>c", "abc"),
        ('Voir <text:a xlink:href="x" xmlns:xlink="y">le site</text:a>.', "Voir le site."),
        ("<text:placeholder>Cliquez ici</text:placeholder>Jeanne", "Jeanne"),
        ("<text:hidden-text>caché</text:hidden-text>vu", "vu"),
        (
            "<text:ruby><text:ruby-base>halle</text:ruby-base><text:ruby-text>glose"
            "</text:ruby-text></text:ruby>",
            "halle",
        ),
        ("<draw:frame><svg:title>Photo</svg:title><svg:desc>Vue</svg:desc></draw:frame>a", "a"),
    ],
)
def test_text_of_a_paragraph(content: str, text: str) -> None:
    assert read_page(opened(p(content))).text == text + "\n"


def test_tracked_insertions_are_text_and_deletions_are_not() -> None:
    deletion = f"<text:deletion>{p('mercredi')}</text:deletion>"
    changes = f"<text:tracked-changes><text:changed-region>{deletion}</text:changed-region>"
    body = p("Voté <text:change/><text:change-start/>jeudi<text:change-end/> soir")
    assert read_page(opened(changes + "</text:tracked-changes>" + body)).text == "Voté jeudi soir\n"


def test_paragraph_of_each_item_and_cell_is_a_block() -> None:
    items = f"<text:list><text:list-item>{p('Un')}<text:list><text:list-item>{p('Deux')}"
    items += "</text:list-item></text:list></text:list-item></text:list>"
    cell = f"<table:table-cell>{p('Trois')}{p('Quatre')}</table:table-cell>"
    table = f"<table:table><table:table-row>{cell}</table:table-row></table:table>"
    assert read_page(opened(items + table)).text == "Un\n\nDeux\n\nTrois\n\nQuatre\n"


def test_text_box_comes_after_the_paragraph_it_stands_in() -> None:
    styles = style("Caption") + style("Illustration", "Caption")
    box = f"<draw:frame><draw:text-box>{p('La halle', 'Illustration')}</draw:text-box></draw:frame>"
    page = read_page(opened(p(f"Le marché {box}ferme.") + p("Fin."), styles=styles))
    assert blocks(page) == [("text", "Le marché ferme."), ("caption", "La halle"), ("text", "Fin.")]


def test_hints_of_styles() -> None:
    styles = (
        style("Heading") + style("Title", "Heading") + style("Heading_20_2", "Heading")
        + style("Quotations") + style("Auteur") + style("Maison", "Heading_20_2")
    )  # fmt: skip
    automatic = style("P1", "Title") + style("P2", "Maison")
    names = ("P1", "Auteur", "Heading_20_2", "P2", "Quotations", "Standard")
    body = "".join(p(f"Bloc {name}", name) for name in names)
    page = read_page(opened(body, automatic, styles))
    assert [hint for hint, _ in blocks(page)] == [
        "title", "byline", "heading", "heading", "quote", "text",
    ]  # fmt: skip


def test_first_heading_of_the_first_level_is_the_title() -> None:
    heading = '<text:h text:outline-level="{}">{}</text:h>'
    body = heading.format(1, "La halle") + p(PROSE) + heading.format(2, "Le vote") + p(PROSE)
    page = read_page(opened(body))
    assert [hint for hint, _ in blocks(page)] == ["title", "text", "heading", "text"]


@pytest.mark.parametrize("level", ["", "0x1", "-1", "99999999999999"])
def test_level_that_is_no_number_is_that_of_some_heading(level: str) -> None:
    heading = f'<text:h text:outline-level="{level}">Le vote</text:h>'
    page = read_page(opened("".join(p(PROSE) for _ in range(6)) + heading))
    assert blocks(page)[-1] == ("heading", "Le vote")


def test_hidden_text_is_no_text() -> None:
    automatic = style("P1", more=HIDDEN) + style("T1", more=HIDDEN, family="text")
    span = '<text:span text:style-name="T1">caché</text:span>'
    section = '<text:section text:display="none">{}</text:section>'
    asked = '<text:section text:display="condition" text:is-hidden="{}">{}</text:section>'
    body = p("caché", "P1") + p(f"a{span}b") + section.format(p("caché"))
    body += asked.format("true", p("caché")) + asked.format("false", p("vu"))
    assert read_page(opened(body, automatic)).text == "ab\n\nvu\n"


def test_paragraph_and_text_styles_may_have_one_name() -> None:
    automatic = style("A", family="text", more=HIDDEN) + style("A")
    assert read_page(opened(p("vu", "A"), automatic)).text == "vu\n"


def test_order_of_headers_notes_footers_and_comments() -> None:
    remark = f"<dc:creator>Hugo</dc:creator>{p('À vérifier.')}"
    remark = f"<office:annotation>{remark}</office:annotation>"
    contents = f"<text:table-of-content><text:index-body>{p('Un vote')}</text:index-body>"
    pages = (
        f"<style:master-page><style:header>{p('Le Bocage')}</style:header>"
        f"<style:header-left>{p('Le Bocage')}</style:header-left>"
        f'<style:header-first style:display="false">{p("Absent")}</style:header-first>'
        f"<style:footer>{p('Page <text:page-number>1</text:page-number>')}</style:footer>"
        "</style:master-page>"
    )
    body = contents + "</text:table-of-content>" + p(f"La halle{note('Une note.')}{remark} ferme.")
    assert blocks(read_page(opened(body, pages=pages))) == [
        ("furniture", "Le Bocage"),
        ("furniture", "Un vote"),
        ("text", "La halle ferme."),
        ("caption", "Une note."),
        ("furniture", "Page 1"),
        ("comments", "À vérifier."),
    ]


def test_facts_are_the_metadata_of_the_document() -> None:
    meta = (
        "<dc:title>La halle sera rénovée</dc:title><dc:creator>Hugo</dc:creator>"
        "<meta:initial-creator>Jeanne Bidule</meta:initial-creator>"
        "<meta:creation-date>2019-11-05T08:00:00.5</meta:creation-date>"
    )
    assert read_page(opened(p(PROSE), meta=meta)).facts == Facts(
        title="La halle sera rénovée",
        author="Jeanne Bidule",
        published=(Claim("2019-11-05", "document properties", "meta:creation-date"),),
    )


def test_flat_document_is_read_like_a_package() -> None:
    flat = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {OPEN}><office:meta>'
        "<dc:creator>Jeanne Bidule</dc:creator></office:meta><office:styles>"
        + style("Title") + "</office:styles><office:master-styles><style:master-page>"
        f"<style:footer>{p('Page 1')}</style:footer></style:master-page></office:master-styles>"
        f"<office:body><office:text>{p('La halle', 'Title')}{p(PROSE)}</office:text></office:body>"
        "</office:document>"
    )  # fmt: skip
    page = read_page(flat.encode())
    assert blocks(page) == [("title", "La halle"), ("text", PROSE), ("furniture", "Page 1")]
    assert page.facts.author == "Jeanne Bidule"


def test_package_without_styles_or_metadata_is_read() -> None:
    content = f"<office:document-content {OPEN}><office:body><office:text>{p(PROSE)}</office:text>"
    content += "</office:body></office:document-content>"
    assert read_page(zipped({"content.xml": content})).text == PROSE + "\n"
    parts = {"content.xml": content, "meta.xml": "<a", "META-INF/manifest.xml": "<a"}
    assert read_page(zipped(parts)).facts == Facts()


def test_encrypted_document_is_told() -> None:
    space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    entry = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    manifest = f"<manifest:manifest {space}>{entry}</manifest:manifest>"
    with pytest.raises(Unreadable, match="^protected by a password: save it without one$"):
        read_page(zipped({"META-INF/manifest.xml": manifest, "content.xml": bytes(range(256))}))


def test_spreadsheet_is_no_text() -> None:
    body = "<office:body><office:spreadsheet/></office:body>"
    content = f"<office:document-content {OPEN}>{body}</office:document-content>"
    with pytest.raises(Unreadable, match="^not an OpenDocument text"):
        read_page(zipped({"content.xml": content}))


def test_document_without_text() -> None:
    with pytest.raises(Unreadable, match="^empty file: no text in the document"):
        read_page(opened(p(" <text:s/>")))


def test_article_of_a_document(tmp_path: Path) -> None:
    body = p("La halle sera rénovée", "Title") + p("Par Jeanne Bidule") + p(PROSE)
    (tmp_path / "halle.odt").write_bytes(opened(body))
    (article,) = read([tmp_path])
    assert isinstance(article, Article)
    assert (article.title, article.author) == ("La halle sera rénovée", "Jeanne Bidule")
    assert [zone.kind for zone in article.zones] == ["title", "dateline", "body"]
