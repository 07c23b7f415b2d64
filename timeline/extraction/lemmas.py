"""Lemmas as the lexicon spells them, whichever pipeline has read the text.

Verbs go through the conjugation, so that a pipeline that copies the form of a verb it has never met
("investi") does no harm; nouns lose a plural ending only when the lexicon then knows them. Words in
capitals often lack their accents ("DECES"): they get those of the lexicon's word.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from spacy.tokens import Token

from timeline.extraction.lexicon import Lexicon
from timeline.extraction.verb_lemmas import verb_lemma
from timeline.extraction.word_tables import unaccented


def set_lemmas(tokens: Iterable[Token], lexicon: Lexicon) -> None:
    """Sets the lemma of each token, lower case; proper names keep their capitals."""
    nouns = frozenset(lexicon.nouns) | lexicon.predicates.get("event_nouns", frozenset())
    for token in tokens:
        lemma = token.lemma_ if token.pos_ == "PROPN" else token.lemma_.lower()
        capitals = token.text.isupper() and len(token) > 1
        if token.pos_ in ("VERB", "AUX"):
            lemma = verb_lemma(token.text, lemma)
            if capitals:
                lemma = _accented(frozenset(lexicon.verbs)).get(lemma, lemma)
        elif token.pos_ in ("NOUN", "PROPN") and lemma not in nouns:
            form = token.lower_
            singular = [form, form.removesuffix("s"), form.removesuffix("x")]
            if capitals:
                singular += [_accented(nouns).get(word, word) for word in singular]
            lemma = next((word for word in singular if word in nouns), lemma)
        token.lemma_ = lemma


@cache
def _accented(lemmas: frozenset[str]) -> dict[str, str]:
    """The words that have accents, by their letters alone; none where two are spelt so."""
    words = {lemma.removeprefix("se ") for lemma in lemmas}
    found: dict[str, str] = {}
    for word in sorted(words):
        letters = unaccented(word)
        if letters != word and letters not in words:
            found[letters] = "" if letters in found else word
    return {letters: word for letters, word in found.items() if word}
