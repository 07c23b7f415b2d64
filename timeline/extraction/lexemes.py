"""Attributes of single words that the French pipeline reads: number-like, norm, suffix, shape."""

import re
from collections.abc import Callable
from typing import Any

from spacy.attrs import LIKE_NUM, NORM, SHAPE, SUFFIX  # type: ignore[import-not-found]
from spacy.lang.lex_attrs import word_shape

_NUMERAL_WORDS = """
    zéro un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze
    seize vingt trente quarante cinquante soixante septante huitante octante nonante cent cents
    mille mil million millions milliard milliards billion billions
    premier première second seconde
"""
_NUMERALS = frozenset(_NUMERAL_WORDS.split())


def like_num(text: str) -> bool:
    """Whether a word or figure is a number (`97,4`, `3/4`, `3e`, `vingt-deux`, `troisième`)."""
    text = text.lstrip("+-±~").lower()
    if re.fullmatch(r"\d[\d.,\s]*(?:/\d+|er|ère|re|e|ème|nde?)?", text):
        return True
    parts = [p for p in re.split("[-‐‑]", text) if p != "et"]
    stems = [
        re.sub(r"(?:u|v)?ièmes?$", "", p) if p.endswith(("ième", "ièmes")) else p for p in parts
    ]
    return bool(parts) and all(_is_numeral(s) for s in stems)


def _is_numeral(stem: str) -> bool:
    return any(s in _NUMERALS for s in (stem, stem.rstrip("s"), stem + "e", stem + "q", stem + "f"))


def _straight(text: str) -> str:
    return text.replace("’", "'")


def _norm(text: str) -> str:
    return _straight(text).lower()


def _suffix(text: str) -> str:
    return _straight(text[-3:])


def _shape(text: str) -> str:
    return word_shape(_straight(text))


LEX_ATTRS: dict[int, Callable[[str], Any]] = {
    LIKE_NUM: like_num,
    NORM: _norm,
    SUFFIX: _suffix,
    SHAPE: _shape,
}
