"""A type that only the context of a mention gives counts for its event, not for comparisons."""

from __future__ import annotations

from dataclasses import replace

from handmade import articles, mention

from timeline.model import Component, DateSpan, Event, Mention
from timeline.reconciliation import reconcile

_2015 = DateSpan.of_year(2015)
_VOLTA = ("VoltaGen", "ORG", "patient")


def _only(*mentions: Mention) -> Event:
    (event,) = reconcile(articles(*sorted({m.article for m in mentions})), mentions)
    return event


def _by_context(one: Mention) -> Mention:
    return replace(one, type_components=(Component("near", 1.5),))


def _weights(event: Event) -> list[tuple[Component, ...]]:
    return [one.components for one in event.memberships]


def test_two_general_words_are_compared_without_the_types_of_their_contexts() -> None:
    known = [
        mention("a", 0, "opération", "attack", _2015, _VOLTA),
        mention("b", 0, "intervention", "attack", _2015, _VOLTA),
    ]
    guessed = _only(*map(_by_context, known))
    assert guessed.type == "attack"
    assert _weights(guessed) == _weights(_only(*(replace(one, type="other") for one in known)))
    assert _weights(guessed) != _weights(_only(*known))


def test_an_event_has_the_type_of_the_lexicon_before_that_of_a_context() -> None:
    known = mention("a", 0, "fonder", "found", _2015, _VOLTA)
    guessed = [
        _by_context(mention(article, 0, "fonder", "opening", _2015, _VOLTA)) for article in "bc"
    ]
    assert _only(known, *guessed).type == "found"
    assert _only(*guessed).type == "opening"
