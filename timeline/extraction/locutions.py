"""Locutions: several words that the lexicon files as one, some behind the verb's object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline.extraction.lexicon import ARTICLES, Frame, Lexicon
from timeline.extraction.syntax import children, complements, objects
from timeline.extraction.tree import Word, remembered


def locution(
    word: Word, key: str, frames: Iterable[Frame], lexicon: Lexicon
) -> tuple[str | None, list[Word]]:
    """The type of a locution that a word begins, filed under a key, and its other words."""
    if key not in lexicon.locutions:
        return None, []
    # Most words begin no locution: the first word behind tells, without a list of all.
    first = next(_behind(word), None)
    near = lexicon.may_begin(key, (first.lower_, first.lemma_.lower()) if first else None)
    for following in (*([following_words(word)] if near else ()), *_behind_object(word)):
        pairs = [(token.lower_, token.lemma_.lower()) for token in following]
        kind, length = lexicon.locution_type(key, pairs, frames)
        if kind is not None:
            return kind, following[:length]
    return None, []


def _behind_object(verb: Word) -> Iterable[list[Word]]:
    """The phrases behind a verb's object with their prepositions, where a locution may go on: "elle
    a placé l'entreprise en redressement"."""
    if verb.pos_ != "VERB":
        return
    for item in objects(verb):
        if item.i < verb.i:
            continue
        for head in (verb, item):
            for _, phrase in complements(head):
                if phrase.i > item.i and phrase.pos_ == "NOUN":
                    yield [*children(phrase, "case")[:1], phrase, *following_words(phrase)]


@remembered
def following_words(word: Word) -> list[Word]:
    """The words after one, adverbs and articles left out, for locutions."""
    return list(_behind(word))


def _behind(word: Word) -> Iterator[Word]:
    for token in word.doc.words[word.i + 1 : word.i + 8]:
        if token.is_punct or token.is_space:
            return
        if token.pos_ != "ADV" and token.lower_ not in ARTICLES:
            yield token
