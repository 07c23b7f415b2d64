"""Text from articles is made harmless, one character for one character."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.rendering.sanitize import escaped_json, visible

any_text = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("L'été, « déjà »\u00a0: 3 €", "L'été, « déjà »\u00a0: 3 €"),
        ("rouge \x1b[31m et plus", "rouge ␛[31m et plus"),
        ("\x9b2J", "�2J"),
        ("sonne\x07", "sonne␇"),
        ("un\r\ndeux\ttrois", "un  deux trois"),
        ("fin\u2028suite\x85", "fin suite "),
        ("\u202efxé.exe", "�fxé.exe"),
        ("\u2066a\u2069", "�a�"),
        ("\u200fא", "�א"),
        ("\udce9", "�"),
        ("\U000e0041", "�"),
        ("\x7f\x00", "�␀"),
    ],
)
def test_what_a_terminal_would_obey_is_shown_instead(text: str, shown: str):
    assert visible(text) == shown


@given(any_text)
def test_offsets_hold_and_nothing_is_left(text: str):
    shown = visible(text)
    assert len(shown) == len(text)
    assert visible(shown) == shown
    assert shown.isprintable() or not set(shown) & set(map(chr, range(32)))
    shown.encode("utf-8")


@given(any_text)
def test_escaped_json_is_the_same_json(text: str):
    escaped = escaped_json(json.dumps(text, ensure_ascii=False))
    assert json.loads(escaped) == text
    assert not set(escaped) & {"\x1b", "\x9b", "\x7f", "\u202e", "\u2066"}
    escaped.encode("utf-8")
