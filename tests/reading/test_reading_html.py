"""HTML → text: blocks in document order, inner tags dropped, blanks folded."""

from __future__ import annotations

import pytest

from timeline.reading.pages import Unreadable
from timeline.reading.readers.html import read_page


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<h1>Un</h1><p>deux</p><ul><li>trois</li></ul>", "Un\n\ndeux\n\ntrois\n"),
        ("<p>a <b>b</b><i>c</i> <a href=x>d</a></p>", "a bc d\n"),
        ("<p>\n  a\t\tb\r\n c </p>", "a b c\n"),
        ("<p>3&nbsp;&euro; &eacute;t&#233; &#x153;&shy;&amp;lt;</p>", "3\u00a0€ été œ\u00ad&lt;\n"),
        ("<p>a\u202f! &nbsp; b</p>", "a\u202f! \u00a0 b\n"),
        ("<p>a<br>b<br/><br/>c</p>", "a b c\n"),
        ("<div>a<br><br>b<br>c</div>", "a\n\nb c\n"),
        ("<p>a<script>x</script>b<style>y</style>c<!-- z -->d</p>", "abcd\n"),
        ("<svg><text>x</text></svg><template><p>y</p></template><p>a</p>", "a\n"),
        ("<p>un<p>deux", "un\n\ndeux\n"),
        ("<div>a<p>b</p>c<span>d</span></div>e", "a\n\nb\n\ncd\n\ne\n"),
        ("<blockquote>a<p>b</p></blockquote>", "a\n\nb\n"),
        (
            "<table><tr><th>a<td>b</table><figure><figcaption>c</figcaption></figure>",
            "a\n\nb\n\nc\n",
        ),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "a\n\nb\n\nc\n"),
        ("<pre>a\n b\n\nc</pre>", "a b\n\nc\n"),
        ("texte nu", "texte nu\n"),
        ("<p>a\x00" + "b" * 2000, "a" + "b" * 2000 + "\n"),
        ("<?xml version='1.0' encoding='utf-8'?><html><body><p>é</p></body></html>", "é\n"),
        ("<title>non</title><p>oui</p>", "oui\n"),
    ],
)
def test_text_of_markup(markup: str, text: str) -> None:
    assert read_page(markup.encode()).text == text


def test_blocks_lie_where_their_text_is() -> None:
    page = read_page("<h1>É</h1><p>a  b</p><blockquote>c</blockquote>".encode())
    found = [(page.text[b.char_start : b.char_end], b.hint) for b in page.blocks]
    assert found == [("É", "title"), ("a b", "text"), ("c", "quote")]


@pytest.mark.parametrize(
    "declaration",
    [
        '<meta charset="windows-1252">',
        '<meta http-equiv=x content="text/html; charset=ISO-8859-1">',
        "",
    ],
)
def test_encoding_of_the_page(declaration: str) -> None:
    markup = f"<html><head>{declaration}</head><body><p>L’été à Nîmes</p></body></html>"
    assert read_page(markup.encode("cp1252")).text == "L’été à Nîmes\n"


def test_deep_nesting_is_no_danger() -> None:
    markup = "<div>" * 50_000 + "profond" + "</div>" * 50_000 + "<p>fin</p>"
    assert read_page(markup.encode()).text


@pytest.mark.parametrize(
    "wrapper",
    [
        '<form id="form1">{}</form>',
        '<div class="with-sidebar">{}</div>',
        '<div class="comments-open">{}</div>',
        '<div id="menu-content">{}</div>',
        '<aside class="related">{}</aside>',
    ],
)
def test_wrapper_of_the_whole_article_is_not_furniture(wrapper: str) -> None:
    prose = "<h1>Un titre</h1>" + "<p>" + "Il pleut sur la ville et sur les champs. " * 5 + "</p>"
    page = read_page(wrapper.format(prose).encode())
    assert [block.hint for block in page.blocks] == ["title", "text"]


@pytest.mark.parametrize(
    ("markup", "hint"),
    [
        ("<nav>a</nav>", "furniture"),
        ("<footer><p>a</p></footer>", "furniture"),
        ("<aside>a</aside>", "furniture"),
        ("<div class='shareButtons'>a</div>", "furniture"),
        ("<div id='wp-comments'><p>a</p></div>", "comments"),
        ("<div role='navigation'>a</div>", "furniture"),
        ("<div hidden>a</div>", "furniture"),
        ("<div style='display: none'>a</div>", "furniture"),
        ("<figure><figcaption>a</figcaption></figure>", "caption"),
        ("<div class='byline'>a</div>", "byline"),
        ("<div><a href=x>a</a></div>", "link"),
        ("<div class='no-comments'>a</div>", "text"),
        ("<p class='share'>a</p>", "text"),
    ],
)
def test_hint_of_an_element(markup: str, hint: str) -> None:
    prose = "<p>" + "Il pleut sur la ville et sur les champs. " * 5 + "</p>"
    page = read_page((prose + markup).encode())
    assert page.blocks[-1].hint == hint


def test_more_tags_than_any_article_has() -> None:
    with pytest.raises(Unreadable, match="more than 500,000 tags"):
        read_page(b"<html>" + b"<p>a" * 500_001)
