"""Names that are slips of the pen for others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from timeline.reconciliation.folding import fold

# Shorter keys differ by one letter too easily ("Iran", "Irak").
_SLIP_LENGTH = 5
_SLIP_LENGTH_OF_WORDS = 6
_INNER_CAPITAL = re.compile(r"\w[A-ZÀ-ÖØ-Þ]")


def slips(
    rare: set[str], frequent: set[str], labels: Mapping[str, str], kind: Mapping[str, str]
) -> dict[str, str]:
    """Rare spellings of a frequent name with a letter more, less or out of place.

    One letter separates too many people and places: no place is a slip, and only of a brand (a
    capital inside the word) may it be the last letter.
    """
    near: defaultdict[str, set[str]] = defaultdict(set)
    for key in frequent:
        if len(key) >= _SLIP_LENGTH and kind.get(key) != "LOC":
            for gap in _gaps(key):
                near[gap].add(key)
    alias: dict[str, str] = {}
    for key in sorted(rare):
        if len(key) < _SLIP_LENGTH or kind.get(key) == "LOC":
            continue
        for candidate in sorted({one for gap in _gaps(key) for one in near.get(gap, ())}):
            alike = kind.get(key, kind.get(candidate)) == kind.get(candidate)
            brand = len(key) + 1 == len(candidate) and _is_brand(labels[candidate])
            if brand or (alike and _is_slip(labels[key], labels[candidate])):
                alias[key] = candidate
                break
    return alias


def _is_brand(label: str) -> bool:
    return _INNER_CAPITAL.search(label) is not None


def _is_slip(one: str, other: str) -> bool:
    """Whether two names differ in nothing but their last, long word, and there by a letter inside
    it that is doubled, dropped or changes places with the next: a first name one letter away is
    another person's."""
    a, b = one.split(), other.split()
    if len(a) != len(b) or list(map(fold, a[:-1])) != list(map(fold, b[:-1])):
        return False
    short, long = sorted((fold(a[-1]), fold(b[-1])), key=len)
    if len(short) < _SLIP_LENGTH_OF_WORDS or short[:1] != long[:1] or short == long:
        return False
    if len(short) == len(long):
        differ = [i for i in range(len(short)) if short[i] != long[i]]
        return (
            len(differ) == 2
            and differ[1] == differ[0] + 1
            and short[differ[0]] == long[differ[1]]
            and short[differ[1]] == long[differ[0]]
        )
    return any(long[:i] + long[i + 1 :] == short for i in range(1, len(long) - 1))


def _gaps(key: str) -> set[str]:
    """A key, and what is left of it without one letter: two keys one letter apart share one."""
    return {key, *(key[:i] + key[i + 1 :] for i in range(len(key)))}
