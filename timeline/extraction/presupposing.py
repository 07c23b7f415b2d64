"""Nouns that tell an event as known and over: "après l'effondrement du mur".

Their clause says what came of it, on a day of its own. The words that say so are in
`resources/lexicons/earlier.toml`.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources

from timeline.extraction.tree import Word

_PLAIN = {"du": "de", "des": "de", "d'": "de", "au": "à", "aux": "à"}
# What may stand between a preposition and its noun.
_BETWEEN = frozenset({"DET", "ADJ", "NUM"})


def is_presupposed(noun: Word) -> bool:
    """Whether a noun stands behind a preposition that says that its event was before the clause.

    Of coordinated nouns the first one's preposition counts ("après le vol et l'incendie"). The
    order of the words decides: parsers differ on what the head of "à la suite de" is.
    """
    if noun.relation == "conj" and noun.head.pos_ == "NOUN" and noun.head.i < noun.i:
        return _is_behind(noun) or is_presupposed(noun.head)
    return _is_behind(noun)


def _is_behind(noun: Word) -> bool:
    words, first = noun.doc.words, noun.i
    while first > 0 and words[first - 1].pos_ in _BETWEEN and words[first - 1].text not in _PLAIN:
        first -= 1
    if first == 0:
        return False
    before = [_PLAIN.get(word.lower_, word.lower_) for word in words[max(0, first - 4) : first]]
    return any(before[-len(one) :] == list(one) for one in _prepositions().get(before[-1], ()))


@lru_cache(maxsize=1)
def _prepositions() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The prepositions, as words, by their last one."""
    source = resources.files("timeline").joinpath("resources", "lexicons", "earlier.toml")
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in tomllib.loads(source.read_text("utf-8"))["prepositions"]["words"]:
        words = tuple(phrase.split())
        found[words[-1]] = (*found.get(words[-1], ()), words)
    return found
