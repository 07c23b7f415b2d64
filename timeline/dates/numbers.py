"""Numbers as French writes them: in words and in Roman numerals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

# "xix", "xixe", "xixème", "ier": lower case, since the lexer sees folded text.
FRENCH_ROMAN = re.compile(r"(?=[ivxlcdm])([ivxlcdm]{1,9}?)(er|ere|ère|e|es|eme|ème|è)?")
_CANONICAL = re.compile(r"(m{0,3})(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def roman(word: str) -> tuple[int | None, bool]:
    """The value of a Roman numeral in lower case, and whether it is an ordinal (`xixe`).

    (None, False) for what is no well-formed numeral.
    """
    found = FRENCH_ROMAN.fullmatch(word)
    if not found or not _CANONICAL.fullmatch(found.group(1)):
        return None, False
    digits = [_ROMAN_VALUES[letter] for letter in found.group(1)]
    total = sum(
        -digit if follower > digit else digit
        for digit, follower in zip(digits, [*digits[1:], 0], strict=True)
    )
    return total, found.group(2) is not None


def spoken_prefix(words: Sequence[str], values: Mapping[str, object]) -> tuple[int, int]:
    """The longest run of number words that makes one number: how many words, and the number.

    `words` may hold "-" and "et" between number words ("vingt-et-un"); "et" joins only what French
    joins with it (21, 31 … 71), so "deux et trois" are two numbers.
    """
    done = current = 0
    thousands = 0
    length = 0
    joined = False
    for index, word in enumerate(words):
        if word in ("-", "et"):
            joined = word == "et" or (joined and word == "-")
            continue
        value = values.get(word)
        if not isinstance(value, int):
            break
        follows = index > 0
        if joined and not (value in (1, 11) and current % 100 in (20, 30, 40, 50, 60, 70)):
            break
        if value == 1000:
            if thousands or (follows and current == 0):
                break
            thousands = (current or 1) * 1000
            current = 0
        else:
            added = _add(current, value)
            if added is None:
                break
            current = added
        joined = False
        done, length = thousands + current, index + 1
    return length, done


def _add(current: int, value: int) -> int | None:
    """A number below a thousand with one more word, or None where French does not say that."""
    rest = current % 100
    if value == 100:
        multiplies = 1 <= current <= 19
        return current * 100 if multiplies else 100 if current == 0 else None
    if value == 20 and rest == 4:
        return current - 4 + 80
    if value >= 20:
        return current + value if rest == 0 else None
    if value >= 10:
        return current + value if rest in (0, 60, 80) else None
    if rest in (10, 70, 90):
        return current + value if value >= 7 else None
    return current + value if rest in (0, 20, 30, 40, 50, 60, 80) else None
