"""The groups of predicates that a verb belongs to as it is used, and words that may be verbs."""

from __future__ import annotations

from timeline.extraction.lexicon import Lexicon
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import is_reflexive
from timeline.extraction.tree import Word

_MODAL_GROUPS = frozenset(
    {"modal.planned", "modal.hypothetical", "modal.negated", "modal.actual", "aspectual"}
)
NO_GROUPS: frozenset[str] = frozenset()


def groups_of(token: Word, lexicon: Lexicon) -> frozenset[str]:
    """The groups of a verb as it is used: "s'engager" is filed as "se engager", too."""
    known: frozenset[str] | None = token.memo.get("groups")
    return token.remember("groups", _groups_of(token, lexicon)) if known is None else known


def _groups_of(token: Word, lexicon: Lexicon) -> frozenset[str]:
    lemma = token.lemma_.lower()
    groups = lexicon.groups.get(lemma, NO_GROUPS)
    if is_reflexive(token):
        groups |= lexicon.groups.get(f"se {lemma}", NO_GROUPS)
    return groups


def among(token: Word, group: str, lexicon: Lexicon) -> bool:
    """Whether a verb belongs to a group, as it is used."""
    return group in groups_of(token, lexicon)


def is_modal(token: Word, lexicon: Lexicon) -> bool:
    """Whether a verb's complement, not the verb itself, is the event."""
    return not _MODAL_GROUPS.isdisjoint(groups_of(token, lexicon))


def may_be_participle(token: Word, sentence: Sentence) -> bool:
    """Whether a word is an adjective, or a noun that stands where a participle does, between a
    name and a date: "Anne Roux, partie en mai, dirige un club"."""
    if token.pos_ == "ADJ":
        return True
    dated = any(token.i < moment.start <= token.i + 2 for moment in sentence.moments)
    named = (
        token.i > 1 and token.doc.words[token.i - 1].text == "," and token.i - 2 in sentence.names
    )
    return token.pos_ == "NOUN" and dated and named
