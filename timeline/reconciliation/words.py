"""The words of a text, so that two ways to write them are one: accents, ligatures, soft hyphens."""

from __future__ import annotations

import re
import unicodedata

from timeline.mojibake import repaired

# Letters that Unicode does not take apart, and marks within words: accents once taken apart, soft
# hyphens, joiners.
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O"})
_MARKS = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]")
_WORD = re.compile(r"[^\W_]+")


def spelled_words(text: str) -> list[str]:
    """The words and numbers in order, without accents and punctuation, capitals as they are.

    >>> spelled_words("L'Élysée, au cœur de Paris")
    ['L', 'Elysee', 'au', 'coeur', 'de', 'Paris']
    """
    plain = unicodedata.normalize("NFKD", repaired(text).translate(_LIGATURES))
    return _WORD.findall(_MARKS.sub("", plain))


def folded_words(text: str) -> list[str]:
    """`spelled_words` in small letters."""
    return [word.casefold() for word in spelled_words(text)]
