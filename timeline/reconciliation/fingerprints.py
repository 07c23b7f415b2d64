"""What a text is known again by: its word shingles, their MinHash signature, its names and numbers.

After Broder (1997), "On the resemblance and containment of documents": a text is the set of its
shingles, here of three words in a row each, and the least value that a random permutation gives to
a shingle is equal for two texts as often as their sets resemble each other. The permutations are
the multiply-shift hashes of Dietzfelbinger (1996), "Universal hashing and k-wise independent random
variables via integer arithmetic without primes": the upper half of ax + b modulo 2^64, with a and b
from SplitMix64 (Steele, Lea and Flood, 2014) seeded with 0. It is all integer arithmetic, so a text
has the same fingerprint on every machine.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from timeline.model import Article, Zone
from timeline.reconciliation.words import spelled_words

SHINGLE = 3  # words
# Texts that share three tenths of their shingles meet in one band at least with probability 0.90,
# those that share four tenths with 0.996, strangers (one hundredth) with 0.00008.
BANDS, ROWS = 85, 3
SHORTEST = 40  # words; below, a text has too few shingles for any share of them to mean much

_STORY = frozenset({"body", "quote"})
_TITLED = _STORY | {"title"}
_TOGETHER = 4096  # shingles that are permuted at once: bounds the memory for a long text
_HEADER = struct.Struct("<IIIQ")

Hashes = NDArray[np.uint32]


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """A text as the search for copies sees it.

    `words` is how many its story has, `digest` a hash of all its words in order, titles included.
    `particulars` (names and numbers) and `shingles` are sets: sorted, each value once. `signature`
    is empty, as they are, for a text below `SHORTEST`.
    """

    words: int
    digest: int
    particulars: Hashes
    shingles: Hashes
    signature: Hashes


def fingerprint(article: Article) -> Fingerprint:
    """The fingerprint of an article's story: furniture, dateline and title are left out."""
    spelled = _spelled(article, _STORY)
    words = [word.casefold() for word in spelled]
    shown = [word.casefold() for word in _spelled(article, _TITLED)]
    digest = _hash(" ".join(shown))
    if len(words) < SHORTEST:
        nothing = np.empty(0, "<u4")
        return Fingerprint(len(words), digest, nothing, nothing, nothing)
    shingles = _shingles(words)
    return Fingerprint(len(words), digest, _particulars(spelled), shingles, _signature(shingles))


def packed(one: Fingerprint) -> bytes:
    """A fingerprint as bytes, for a store."""
    sizes = (one.words, one.particulars.size, one.shingles.size)
    arrays = (one.particulars, one.shingles, one.signature)
    return _HEADER.pack(*sizes, one.digest) + b"".join(array.tobytes() for array in arrays)


def unpacked(data: bytes) -> Fingerprint:
    """The inverse of `packed`."""
    words, particulars, shingles, digest = _HEADER.unpack_from(data)
    values = np.frombuffer(data, "<u4", offset=_HEADER.size)
    first, second = particulars, particulars + shingles
    return Fingerprint(words, digest, values[:first], values[first:second], values[second:])


def _spelled(article: Article, kinds: frozenset[str]) -> list[str]:
    """The words in zones of these kinds."""
    text = article.text
    zones = article.zones or (Zone(0, len(text), "body"),)
    # Two zones may adjoin without a blank; their words are two.
    chosen = (text[one.char_start : one.char_end] for one in zones if one.kind in kinds)
    return spelled_words(" ".join(chosen))


def _particulars(spelled: list[str]) -> Hashes:
    """Numbers, and words that the text writes with a capital alone: what "Le" begins is no name."""
    small = {word for word in spelled if word[0].islower()}
    folded = {word.casefold() for word in spelled if not word[0].islower()}
    values = [_hash(word) >> 32 for word in folded - small]
    return np.unique(np.array(values, "<u4"))


def _shingles(words: list[str]) -> Hashes:
    hashes = np.array([_hash(word) for word in words], np.uint64)
    mixed = np.zeros(len(words) - SHINGLE + 1, np.uint64)
    for place in range(SHINGLE):
        mixed = _mixed(mixed + hashes[place : place + mixed.size])
    return np.unique((mixed >> np.uint64(32)).astype("<u4"))


def _signature(shingles: Hashes) -> Hashes:
    least = np.full(BANDS * ROWS, np.iinfo(np.uint32).max, np.uint64)
    for start in range(0, shingles.size, _TOGETHER):
        some = shingles[start : start + _TOGETHER].astype(np.uint64)
        permuted = (some[:, None] * _FACTORS + _SUMMANDS) >> np.uint64(32)
        least = np.minimum(least, permuted.min(axis=0))
    return least.astype("<u4")


@lru_cache(maxsize=1 << 16)
def _hash(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest(), "little")


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finaliser of SplitMix64: every bit of the result depends on every bit given."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _splitmix(count: int) -> NDArray[np.uint64]:
    """The first values of SplitMix64 seeded with 0."""
    return _mixed(np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15))


_FACTORS, _SUMMANDS = np.split(_splitmix(2 * BANDS * ROWS), 2)
