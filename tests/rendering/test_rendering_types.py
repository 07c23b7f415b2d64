"""A type that only the context tells is said to be so, by `explain` and by `show --article`."""

from __future__ import annotations

from dataclasses import replace

from samples import article, day, event, mention

from timeline.dates import find_dates
from timeline.model import Component
from timeline.rendering.article_view import view_article
from timeline.rendering.explanation import explain

_NOTE = article("L'opération a cessé en 1907.")
_KNOWN = mention(_NOTE, _NOTE.text, "opération", "1907", date=day("1907-01-01"), type="attack")
_GUESSED = replace(_KNOWN, type_components=(Component("title", 1.22), Component("form", -0.4)))


def test_explain_says_what_speaks_for_a_type_that_the_context_gives():
    lines = [line.plain for line in explain(event(_GUESSED), {_NOTE.id: _NOTE}, None, {})]
    (line,) = [line for line in lines if line.startswith("   type ")]
    said = "by its context (rather than other: title +1.2, form -0.4)"
    assert line.split(None, 1)[1] == said
    plain = [line.plain for line in explain(event(_KNOWN), {_NOTE.id: _NOTE}, None, {})]
    assert not any(line.startswith("   type ") for line in plain)


def test_an_article_shows_which_types_its_context_gives():
    def shown(told):
        lines = view_article(_NOTE, [told], lambda _: None, find_dates, None)
        return [line.plain.strip() for line in lines]

    assert "→ opération attack (by its context), 1er janv. 1907 (explicit)" in shown(_GUESSED)
    assert "→ opération attack, 1er janv. 1907 (explicit)" in shown(_KNOWN)
