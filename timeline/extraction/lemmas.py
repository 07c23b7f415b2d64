"""Lemmas as the lexicon spells them, whichever pipeline has read the text.

Verbs go through the conjugation, so that a pipeline that copies the form of a verb it has never met
("investi") does no harm; nouns lose a plural ending only when the lexicon then knows them. Words in
capitals often lack their accents ("DECES"): they get those of the lexicon's word.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from timeline.extraction.lexicon import Lexicon
from timeline.extraction.tree import Word
from timeline.extraction.verb_lemmas import infinitives, verb_lemma
from timeline.extraction.word_tables import unaccented

# How participles end, but for the agreement.
_PARTICIPLES = ("é", "i", "is", "u", "t")


def set_lemmas(words: Iterable[Word], lexicon: Lexicon) -> None:
    """Sets the lemma of each word, lower case; proper names keep their capitals."""
    nouns = lexicon.known_nouns
    for word in words:
        if word.relation == "advcl" and word.pos_ in ("NOUN", "PROPN") and _is_participle(word):
            word.pos_, word.morph = "VERB", {**word.morph, "VerbForm": "Part", "Tense": "Past"}
            word.lemma_ = word.lower_
        pos, lemma = word.pos_, word.lemma_
        if pos != "PROPN":
            lemma = lemma.lower()
        if pos in ("VERB", "AUX"):
            lemma = verb_lemma(word.text, lemma)
            if _in_capitals(word):
                lemma = _accented(lexicon.known_verbs).get(lemma, lemma)
        elif pos in ("NOUN", "PROPN") and lemma not in nouns:
            form = word.lower_
            singular = [form, form.removesuffix("s"), form.removesuffix("x")]
            if _in_capitals(word):
                singular += [_accented(nouns).get(one, one) for one in singular]
            lemma = next((one for one in singular if one in nouns), lemma)
        word.lemma_ = lemma


def _is_participle(word: Word) -> bool:
    """Whether a word at the start of its sentence is a participle that its capital has disguised:
    "Partie de Lorient en mai, elle a abandonné"."""
    stem = word.lower_.removesuffix("s").removesuffix("e")
    verbs = stem.endswith(_PARTICIPLES) and any(infinitives(word.lower_))
    bare = not any(child.relation in ("det", "case", "cop") for child in word.children)
    return word.is_sent_start and verbs and bare


def _in_capitals(word: Word) -> bool:
    return len(word.text) > 1 and word.text.isupper()


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
