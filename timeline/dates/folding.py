"""A plain view of a text: lower case, one kind of blank, apostrophe and dash, with a way back.

The grammar is written for this view. It has one character for each character of the text, except
that soft hyphens, zero-width characters and combining accents leave no trace of their own, so
`Folded.origin` maps its offsets back.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field

_REPLACED = {
    "'": "\u2019\u2018\u02bc\u2032\u00b4\u02b9`",
    " ": "\u00a0\u202f\u2007\u2009\u200a\u2002\u2003\u2004\u2005\u2006\u2008\u3000\t\r\x0b\x0c",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2212\u2192",
    "\n": "\u2028\u2029\u0085",
}
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# Two marks at most are composed: no French letter carries more, and normalising a long run of
# combining marks takes quadratic time.
_COMPOSED = re.compile(rf"[{_INVISIBLE}]+|\w[\u0300-\u036f]{{1,2}}|[\u0300-\u036f]+")
# What every match of that pattern holds; most texts have none, which is quickly seen.
_TO_COMPOSE = re.compile(rf"[{_INVISIBLE}\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class Folded:
    """The view, and the text it was made from.

    `cuts` and `shifts` say how far the offsets of the view lag behind those of the text.
    """

    view: str
    text: str
    cuts: list[int] = field(default_factory=list)
    shifts: list[int] = field(default_factory=list)

    def origin(self, offset: int) -> int:
        """The offset in the text of an offset in the view."""
        at = bisect_right(self.cuts, offset)
        return offset + self.shifts[at - 1] if at else offset

    def original(self, start: int, end: int) -> str:
        """The words of the text that a stretch of the view stands for."""
        return self.text[self.origin(start) : self.origin_end(end)]

    def origin_end(self, offset: int) -> int:
        """The same for an end offset, which must not reach over characters left out after it."""
        return self.origin(offset - 1) + 1 if offset else 0


def fold(text: str) -> Folded:
    """The view of `text`."""
    cuts: list[int] = []
    shifts: list[int] = []
    composed = text
    if _TO_COMPOSE.search(text):
        composed = _compose(text, cuts, shifts)
    view = composed.lower()
    if len(view) != len(composed):  # İ becomes two characters
        view = "".join(low if len(low := letter.lower()) == 1 else letter for letter in composed)
    for plain, variants in _REPLACED.items():
        for variant in variants:
            if variant in view:
                view = view.replace(variant, plain)
    return Folded(view, text, cuts, shifts)


def _compose(text: str, cuts: list[int], shifts: list[int]) -> str:
    """`text` without invisible characters and with composed accents; fills the two lists."""
    pieces: list[str] = []
    position = length = 0
    for found in _COMPOSED.finditer(text):
        pieces.append(text[position : found.start()])
        cluster = unicodedata.normalize("NFC", found.group())
        kept = cluster[:1] if cluster[:1].isalnum() else ""
        pieces.append(kept)
        length += found.start() - position + len(kept)
        position = found.end()
        cuts.append(length)
        shifts.append(position - length)
    pieces.append(text[position:])
    return "".join(pieces)


_ACCENTS = str.maketrans("àâäéèêëîïôöùûüÿç", "aaaeeeeiioouuuyc")


def without_accents(word: str) -> str:
    """A lower-case French word without its accents (`février` gives `fevrier`)."""
    return word.translate(_ACCENTS).replace("œ", "oe").replace("æ", "ae")
