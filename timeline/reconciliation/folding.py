"""One spelling for many: text without case, accents and kinds of mark."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """A name without case, accents, blanks and punctuation: the key of its spelling.

    >>> fold("Volta Gen") == fold("VoltaGEN") == "voltagen"
    True
    """
    return "".join(filter(str.isalnum, fold_words(name)))


@lru_cache(maxsize=100_000)
def fold_words(text: str) -> str:
    """Text without case and accents; blanks and punctuation stay.

    >>> fold_words("Élu à Œting")
    'elu a oeting'
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe")).casefold()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
