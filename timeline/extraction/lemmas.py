"""Lemmas as the lexicon spells them, whichever pipeline has read the text.

Verbs go through the conjugation, so that a pipeline that copies the form of a verb it has never met
("investi") does no harm; nouns lose a plural ending only when the lexicon then knows them.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from timeline.extraction.lexicon import Lexicon
from timeline.extraction.verb_lemmas import verb_lemma


def set_lemmas(tokens: Iterable[Token], lexicon: Lexicon) -> None:
    """Sets the lemma of each token, lower case; proper names keep their capitals."""
    nouns = lexicon.nouns.keys() | lexicon.predicates.get("event_nouns", frozenset())
    for token in tokens:
        lemma = token.lemma_ if token.pos_ == "PROPN" else token.lemma_.lower()
        if token.pos_ in ("VERB", "AUX"):
            lemma = verb_lemma(token.text, lemma)
        elif token.pos_ in ("NOUN", "PROPN") and lemma not in nouns:
            form = token.lower_
            singular = (form, form.removesuffix("s"), form.removesuffix("x"))
            lemma = next((word for word in singular if word in nouns), lemma)
        token.lemma_ = lemma
