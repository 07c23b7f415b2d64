"""Addresses that may be linked, and text that may stand in markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from timeline.rendering.escaping import markdown_text, web_link, xml_text
from timeline.rendering.sanitize import visible

MARKUP = st.text(st.sampled_from("*_`[]()<>!#&;:\\~|-+=.10@ ahtp/w\t\n\"'{}$^") | st.characters())


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://a.example/b?c=d&e=%20f#g", "https://a.example/b?c=d&e=%20f#g"),
        ("https://a.example:8080", "https://a.example:8080"),
        ("https://évènement.example/é(1)", "https://xn--vnement-2xah.example/%C3%A9%281%29"),
        ('https://a.example/"><b>', "https://a.example/%22%3E%3Cb%3E"),
        ("https://user:word@a.example/", "https://a.example/"),
    ],
)
def test_an_address_of_the_web_is_a_link(url: str, link: str):
    assert web_link(url) == link


@pytest.mark.parametrize(
    "url",
    [None, "", "a.example/b", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd",
     "https://", "https://a b/", "https://[::1", "https://a.example:x/", "https://" + "a" * 80],
)  # fmt: skip
def test_any_other_is_none(url: str | None):
    assert web_link(url) is None


@pytest.mark.parametrize(
    "text",
    ["1. x", "12) x", "- x", "+ x", "# x", "> x", "=== ", "*a*", "`a`", "[a](b)", "a\\", "&lt;",
     "1", "M. Musk, « l'offre » : 3 (trois) % ; 1.5"],
)  # fmt: skip
def test_markdown_shows_the_text_as_it_is(text: str):
    tokens = MarkdownIt("commonmark").parse(f"- {markdown_text(text)}\n")
    assert [one.type for one in tokens] == [
        "bullet_list_open", "list_item_open", "paragraph_open", "inline", "paragraph_close",
        "list_item_close", "bullet_list_close",
    ]  # fmt: skip
    assert "".join(one.content for one in tokens[3].children or ()) == text.strip()


@given(MARKUP.filter(lambda text: visible(text).strip() != ""))
def test_no_text_becomes_markup_in_markdown(text: str):
    tokens = MarkdownIt("commonmark").enable("table").parse(f"- {markdown_text(text)}\n")
    assert len(tokens) == 7
    children = tokens[3].children or ()
    assert {one.type for one in children} == {"text"}
    shown = "".join(one.content for one in children)
    assert shown.replace("\u2060", "") == visible(text).strip().replace("\u2060", "")


@given(MARKUP)
def test_no_address_ends_the_link_that_it_is_in(text: str):
    link = web_link(f"https://a.example/{text}") or ""
    assert link.isascii()
    assert not set(link) & set("<>\"'() \\\n`[]")


def test_common_sentences_keep_their_looks_in_markdown():
    said = "En 2018, M. Musk (Tesla) s'en va : « c'est fini ! » – dit-il."
    assert markdown_text(said) == said


def test_xml_keeps_every_character_it_can_hold():
    text = "a<b>&\"'\r\n\t\x85\u202e\x9b é 🎉"
    root = etree.fromstring(f'<a b="{xml_text(text)}">{xml_text(text)}</a>')
    assert root.text == text
    assert etree.fromstring(f"<a>{xml_text(chr(27) + chr(0xD800))}</a>").text == "␛\ufffd"
