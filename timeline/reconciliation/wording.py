"""The wording of a sentence, and how telling what two sentences share is.

How rare a word is says a table that comes along (`resources/lexicons/frequencies.tsv`), not the
corpus at hand: an article more must not change how two others compare.
"""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache
from importlib.resources import files
from sys import intern

from timeline.reconciliation.folding import fold_words
from timeline.reconciliation.knowledge import knowledge

_WORD = re.compile(r"[^\W\d_]{3,}")
_LETTERS = re.compile(r"\w+")
_NAME = re.compile(r"[^\W\d_a-zà-öø-ÿ][^\W\d_]{2,}")
_FIGURE = re.compile(r"(?<![\d.,])(?!(?:1[5-9]|20)\d\d\b)\d[\d.,\u00a0\u202f]*\d")
_OPENING = " «“\"'’(–—-\u00a0"
STEM = 7  # letters: enough to join most forms of a word
_ROOT = 5  # letters that a verb and its noun share
_MOST = 60  # words of a sentence


def stems_of(text: str) -> tuple[str, ...]:
    """The stems of the words of a sentence that are no names, each once, in alphabetical order.

    A word is taken for a name by a capital after the first word; figures are left out, too.
    """
    found = set()
    for match in _WORD.finditer(text):
        word = match.group()
        if word[0].islower() or not text[: match.start()].strip(_OPENING):
            found.add(_stem(word))
            if len(found) == _MOST:
                break
    return tuple(sorted(found))


def marks_of(text: str) -> frozenset[str]:
    """What marks a sentence besides its words: names (words with a capital after the first) and
    figures of two and more digits that are no years."""
    found = set()
    for match in _NAME.finditer(text):
        if text[: match.start()].strip(_OPENING):
            found.add(_stem(match.group()))
    return frozenset(found.union(intern(one) for one in _FIGURE.findall(text)))


@lru_cache(maxsize=100_000)
def folded(lemma: str) -> str:
    """A lemma without case and accents."""
    return intern(fold_words(lemma))


@lru_cache(maxsize=100_000)
def root_of(lemma: str) -> str:
    """What a verb and its noun share: their first letters, of a short verb those before its ending
    (« vol », « voler »)."""
    word = folded(lemma).split(" ")[0]
    return intern(word[:_ROOT] if len(word) > _ROOT else word.removesuffix("er"))


def rarity(stem: str) -> float:
    """How rare a stem is: -ln of the share of sentences that hold it (Spärck Jones 1972)."""
    total, counts = _table()
    return math.log(total / (1 + counts.get(stem, 1)))


def likeness(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """How much of the rarer wording two sentences share: 0 to 1.

    The rarities of the shared stems, over those of the sentence that has less of them (overlap
    coefficient): a headline shares with a long sentence what it has.
    """
    shared = set(a).intersection(b)
    if not shared:
        return 0.0
    least = min(_weight(a), _weight(b))
    return sum(map(_squared, shared)) / least if least else 0.0


@lru_cache(maxsize=200_000)
def _squared(stem: str) -> float:
    return max(rarity(stem) - _COMMON, 0.0) ** 2


_COMMON = 3.0  # a word of every twentieth sentence tells nothing


@lru_cache(maxsize=50_000)
def _weight(stems: tuple[str, ...]) -> float:
    return sum(map(_squared, stems))


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    return intern(fold_words(word)[:STEM])


@cache
def _table() -> tuple[int, dict[str, int]]:
    path = files("timeline.resources") / "lexicons" / "frequencies.tsv"
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    return int(first), {intern(stem): int(count) for stem, count in (x.split("\t") for x in lines)}


@cache
def common_stems() -> frozenset[str]:
    """The stems of the words that stand in many names."""
    return frozenset(word[:STEM] for word in knowledge().common_name_words)


@lru_cache(maxsize=100_000)
def long_words(label: str) -> tuple[str, ...]:
    """The longer words of a name, but for those that stand in many."""
    known = knowledge()
    usual = known.organisation_words | known.common_name_words
    words = (match.group() for match in _LETTERS.finditer(fold_words(label)))
    return tuple(intern(word) for word in words if len(word) > 3 and word not in usual)


@lru_cache(maxsize=100_000)
def head_stems(phrase: str) -> tuple[str, ...]:
    """The stems of the words of a noun phrase up to its first complement."""
    known = knowledge()
    found: list[str] = []
    for match in _LETTERS.finditer(fold_words(phrase)):
        word = match.group()
        if word in known.small_words and found:
            break
        if len(word) > 3 and word not in known.ordinals and not word.isdigit():
            found.append(intern(word[:STEM]))
    return tuple(found)
