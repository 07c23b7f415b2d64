"""Word documents: what is text, in which order, and what its styles and properties say."""

from __future__ import annotations

from pathlib import Path

import pytest
from zipped import WORD, blocks, relations, word, zipped

from timeline.model import Article
from timeline.reading import read
from timeline.reading.pages import Claim, Facts, Unreadable
from timeline.reading.readers.docx import read_page

PROSE = (
    "Le conseil municipal de Montverdier a voté jeudi soir la rénovation de la halle, qui sera "
    "fermée au public pendant dix-huit mois à partir du printemps."
)
SHAPE = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
BEGIN, SEPARATE, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str, style: str = "", properties: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = content if content.startswith("<") else r(content)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def style(key: str, name: str, more: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{more}</w:style>'


def text_of(body: str, **parts: str) -> str:
    return read_page(word(body, **parts)).text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (r("La halle ") + r("ferme."), "La halle ferme."),
        ("<w:r><w:t> La halle </w:t></w:r>" + r(" ferme."), "La halle ferme."),
        (r("La\n halle"), "La  halle"),
        (r("2013") + "<w:r><w:tab/></w:r>" + r("La halle"), "2013\tLa halle"),
        (r("Montverdier, ") + "<w:r><w:br/></w:r>" + r(" le 5"), "Montverdier,\nle 5"),
        (r("un") + '<w:r><w:br w:type="page"/><w:br/></w:r>' + r("deux"), "un\n\ndeux"),
        (r("dix") + "<w:r><w:noBreakHyphen/></w:r>" + r("huit"), "dix-huit"),
        (r("réno") + "<w:r><w:softHyphen/></w:r>" + r("vation"), "réno\u00advation"),
        (r("a ") + '<w:r><w:sym w:font="Symbol" w:char="00B5"/></w:r>', "a µ"),
        (r("a") + '<w:r><w:sym w:font="Wingdings" w:char="F0A7"/></w:r>', "a"),
        (r("Voir ") + f"<w:hyperlink>{r('le site')}</w:hyperlink>" + r("."), "Voir le site."),
        (f"<w:smartTag><w:customXml>{r('La halle')}</w:customXml></w:smartTag>", "La halle"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{r('Hugo B.')}</w:sdtContent></w:sdt>", "Hugo B."),
        (
            r("Par ") + "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
            f"<w:sdtContent>{r('Cliquez ici')}</w:sdtContent></w:sdt>" + r("Jeanne"),
            "Par Jeanne",
        ),
        (r("a") + r(" secret", "<w:vanish/>") + r(" b", '<w:vanish w:val="0"/>'), "a b"),
        (r("une ") + "<w:ruby><w:rt>" + r("glose") + "</w:rt></w:ruby>" + r("halle"), "une halle"),
    ],
)  # fmt: skip
def test_text_of_a_paragraph(content: str, text: str) -> None:
    assert text_of(p(content)) == text + "\n"


def test_tracked_insertions_are_text_and_deletions_are_not() -> None:
    deleted = "<w:del><w:r><w:delText>mercredi</w:delText></w:r></w:del>"
    inserted = f"<w:ins>{r('jeudi')}</w:ins>"
    moved = f"<w:moveFrom>{r('hier ')}</w:moveFrom><w:moveTo>{r(' soir')}</w:moveTo>"
    assert text_of(p(r("Voté ") + deleted + inserted + moved)) == "Voté jeudi soir\n"


def test_deleted_end_of_a_paragraph_joins_it_with_the_next() -> None:
    mark = "<w:rPr><w:del/></w:rPr>"
    assert text_of(p("La halle ", properties=mark) + p("ferme.") + p("Fin.")) == (
        "La halle ferme.\n\nFin.\n"
    )
    assert text_of(p("La halle.", properties=mark)) == "La halle.\n"
    box = f"<w:r><w:txbxContent>{p('un', properties=mark)}</w:txbxContent></w:r>"
    assert text_of(p(box + r("La halle"), properties=mark) + p(" ferme.")) == (
        "un\n\nLa halle ferme.\n"
    )


def test_deleted_row_of_a_table_is_no_text() -> None:
    row = "<w:tr><w:trPr>{}</w:trPr><w:tc>{}</w:tc></w:tr>"
    table = f"<w:tbl>{row.format('<w:del/>', p('supprimé'))}{row.format('<w:ins/>', p('gardé'))}"
    assert text_of(table + "</w:tbl>") == "gardé\n"


def test_result_of_a_field_is_text_and_its_code_is_not() -> None:
    code = "<w:r><w:instrText>MERGEFIELD ville</w:instrText></w:r>"
    inner = BEGIN + code + SEPARATE + r("caché") + END
    field = BEGIN + code + inner + SEPARATE + r("Montverdier") + END
    assert text_of(p(r("À ") + field + r(", le maire"))) == "À Montverdier, le maire\n"


def test_field_that_never_ends_hides_no_other_paragraph() -> None:
    assert text_of(p(r("Un ") + BEGIN + r("code")) + p("Deux") + p(END + r("Trois"))) == (
        "Un\n\nDeux\n\nTrois\n"
    )


def test_field_whose_begin_is_hidden_is_followed_all_the_same() -> None:
    begin = '<w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r>'
    assert text_of(p(begin + r("code") + SEPARATE + r("texte") + END)) == "texte\n"


def test_paragraph_of_each_cell_is_a_block() -> None:
    cells = f"<w:tc>{p('2013')}</w:tc><w:tc>{p('La halle ouvre.')}{p('Elle plaît.')}</w:tc>"
    assert (
        text_of(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
        == "2013\n\nLa halle ouvre.\n\nElle plaît.\n"
    )


@pytest.mark.parametrize("requires", ["wps", "inconnu"])
def test_text_box_comes_once_after_the_paragraph_it_stands_in(requires: str) -> None:
    box = f"<w:txbxContent>{p('Encadré')}{p('suite')}</w:txbxContent>"
    choice = f'<mc:Choice {SHAPE} Requires="{requires}"><w:drawing>{box}</w:drawing></mc:Choice>'
    both = f"<mc:AlternateContent {MC}>{choice}<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    body = p(r("La halle ") + f"<w:r>{both}</mc:AlternateContent></w:r>" + r("ferme.")) + p("Fin.")
    assert text_of(body) == "La halle ferme.\n\nEncadré\n\nsuite\n\nFin.\n"


def test_hints_of_styles() -> None:
    styles = (
        style("Titre", "Title")
        + style("Titre1", "heading 1")
        + style("Inter", "Inter du Bocage", '<w:basedOn w:val="Titre1"/>')
        + style("Maison", "Maison", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
        + style("Lgende", "caption")
        + style("Citation", "Quote")
        + style("TM1", "toc 1")
        + style("Normal", "Normal")
    )
    keys = ("Titre", "Titre1", "Inter", "Maison", "Lgende", "Citation", "TM1", "Normal", "Légende")
    page = read_page(word("".join(p(f"Bloc {key}", key) for key in keys), styles=styles))
    assert [hint for hint, _ in blocks(page)] == [
        "title", "heading", "heading", "heading", "caption", "quote", "furniture", "text",
        "caption",
    ]  # fmt: skip


def test_outline_level_of_the_paragraph_itself_makes_a_heading() -> None:
    level = '<w:outlineLvl w:val="{}"/>'
    body = p("Une partie", properties=level.format(1)) + p(PROSE, properties=level.format(9))
    assert blocks(read_page(word(body))) == [("heading", "Une partie"), ("text", PROSE)]


def test_paragraph_of_prose_is_no_heading_whatever_its_style() -> None:
    page = read_page(word(p(PROSE + " " + PROSE, "Titre1")))
    assert blocks(page) == [("text", PROSE + " " + PROSE)]


def test_first_heading_of_the_first_level_is_the_title() -> None:
    page = read_page(word(p("La halle", "Titre1") + p(PROSE) + p("Le marché", "Titre1")))
    assert [hint for hint, _ in blocks(page)] == ["title", "text", "heading"]


def test_paragraph_that_is_all_link_is_a_link() -> None:
    link = f"<w:hyperlink>{r('Lire aussi : le pont')}</w:hyperlink>"
    page = read_page(word(p(link) + p(r("Lire ") + link)))
    assert [hint for hint, _ in blocks(page)] == ["link", "text"]


def test_table_of_contents_is_furniture() -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    contents = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{p('La halle 1')}</w:sdtContent>"
    page = read_page(word(contents + "</w:sdt>" + p(PROSE)))
    assert blocks(page) == [("furniture", "La halle 1"), ("text", PROSE)]


def test_text_hidden_by_its_style_is_no_text() -> None:
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    styles = style("Note", "Note interne", hidden) + (
        f'<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/>{hidden}</w:style>'
    )
    body = p("À vérifier", "Note") + p(r("a") + r("b", '<w:rStyle w:val="Secret"/>') + r("c"))
    assert text_of(body, styles=styles) == "ac\n"


def test_order_of_headers_notes_footers_and_comments() -> None:
    note = '<w:{0} w:id="{1}"{3}>{2}</w:{0}>'
    refers = '<w:r><w:{0}Reference w:id="{1}"/></w:r>'
    body = p(
        r("La halle") + refers.format("endnote", 2) + refers.format("footnote", 3) + r(" ferme.")
        + f"<w:del>{refers.format('footnote', 4)}</w:del>" + refers.format("footnote", 2)
    )  # fmt: skip
    page = read_page(
        word(
            body,
            header1=p("Le Bocage libre"),
            header2=p("Le Bocage libre") + p("Numéro 12"),
            footer1=p("Page 1"),
            footnotes=note.format("footnote", 0, p("___"), ' w:type="separator"')
            + note.format("footnote", 2, p("Note deux."), "")
            + note.format("footnote", 3, p("Note trois."), "")
            + note.format("footnote", 4, p("Note supprimée."), ""),
            endnotes=note.format("endnote", 2, p("Note de fin."), ""),
            comments=note.format("comment", 0, p("À vérifier."), ""),
        )
    )
    assert blocks(page) == [
        ("furniture", "Le Bocage libre"),
        ("furniture", "Numéro 12"),
        ("text", "La halle ferme."),
        ("caption", "Note trois."),
        ("caption", "Note deux."),
        ("caption", "Note de fin."),
        ("furniture", "Page 1"),
        ("comments", "À vérifier."),
    ]


def properties(title: str, author: str, created: str) -> str:
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>{title}</dc:title><dc:creator>{author}'
        f"</dc:creator><dcterms:created>{created}</dcterms:created></cp:coreProperties>"
    )


def document(body: str, core: str) -> bytes:
    main = f"<w:document {WORD}><w:body>{body}</w:body></w:document>"
    return zipped({"word/document.xml": main, "docProps/core.xml": core})


def test_facts_are_the_properties_of_the_document() -> None:
    core = properties("La halle sera rénovée", "Jeanne Bidule", "2019-11-05T08:00:00Z")
    page = read_page(document(p(PROSE), core))
    assert page.facts == Facts(
        title="La halle sera rénovée",
        author="Jeanne Bidule",
        published=(Claim("2019-11-05", "document properties", "dcterms:created"),),
    )


@pytest.mark.parametrize("core", ["<a", "", "<a/>", properties("", "", "")])
def test_properties_that_say_nothing_are_no_facts(core: str) -> None:
    assert read_page(document(p(PROSE), core)).facts == Facts()


def test_strict_document_is_read_as_a_transitional_one() -> None:
    strict = WORD.replace(
        "schemas.openxmlformats.org/wordprocessingml/2006", "purl.oclc.org/ooxml/wordprocessingml"
    )
    main = f"<w:document {strict}><w:body>{p(PROSE)}</w:body></w:document>"
    assert read_page(zipped({"word/document.xml": main})).text == PROSE + "\n"


def test_main_part_is_where_the_package_says() -> None:
    main = f"<w:document {WORD}><w:body>{p(PROSE)}</w:body></w:document>"
    parts = {"_rels/.rels": relations({"/texte/a.xml": "officeDocument"}), "texte/a.xml": main}
    assert read_page(zipped(parts)).text == PROSE + "\n"


@pytest.mark.parametrize("body", ["", p(" "), p(r("caché", "<w:vanish/>"))])
def test_document_without_text(body: str) -> None:
    with pytest.raises(Unreadable, match="^empty file: no text in the document"):
        read_page(word(body))


def test_document_whose_text_is_another_file_is_told() -> None:
    with pytest.raises(Unreadable, match="another file inside it: open it in Word"):
        read_page(word("<w:altChunk/>"))


def test_part_that_holds_text_and_is_broken_is_told() -> None:
    with pytest.raises(Unreadable, match=r"word/footnotes\.xml is no sound XML in line 1"):
        text_of(p(r("a") + '<w:r><w:footnoteReference w:id="1"/></w:r>'), footnotes="<w:p>")


def test_article_of_a_document(tmp_path: Path) -> None:
    body = p("La halle sera rénovée", "Titre") + p("Par Jeanne Bidule") + p(PROSE)
    (tmp_path / "halle.DOCX").write_bytes(word(body))
    (article,) = read([tmp_path])
    assert isinstance(article, Article)
    assert (article.title, article.author) == ("La halle sera rénovée", "Jeanne Bidule")
    assert [zone.kind for zone in article.zones] == ["title", "dateline", "body"]
