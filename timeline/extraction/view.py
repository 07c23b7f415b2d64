"""The text as the pipeline reads it, with a map back to the article's own text.

Curly apostrophes become straight, special spaces plain, soft hyphens and zero-width characters
vanish, ligatures are spelled out, decomposed accents composed, mojibake repaired. The article
itself is never changed: every offset that leaves this module points into the raw text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from timeline.mojibake import repairs

# One character for one: the map back stays the identity.
_SAME_LENGTH = {
    **dict.fromkeys("’‘ʼ`´′", "'"),
    **dict.fromkeys("\u00a0\u202f\u2007\u2009\u200a\u2002\u2003\u2008\u3000\t\r\v\f", " "),
    **dict.fromkeys("“”„‟", '"'),
    **dict.fromkeys("‐‑", "-"),
}
# These, and lone surrogates, which no encoder takes. Texts hold few of them, and `str.translate`
# looks up every letter.
_REPLACED = re.compile(f"[{re.escape(''.join(_SAME_LENGTH))}\ud800-\udfff]")
_VANISH = frozenset(
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
)
_MARKS = frozenset(".,;:!?»”)")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
# The number of a note, behind a word, a year or a mark; not that of « m² ».
_SUPERSCRIPTS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_RARE = re.compile(f"[{''.join((*_VANISH, *_LIGATURES, *_SUPERSCRIPTS))}]")


@dataclass(frozen=True, slots=True)
class View:
    """Normalised `text` of a stretch of raw text that begins at `offset`.

    `starts[i]` and `ends[i]` are the raw offsets, from the stretch's start, of the i-th character;
    None where nothing moved.
    """

    text: str
    offset: int
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Raw half-open offsets of a non-empty half-open range of the view."""
        if self.starts is None or self.ends is None:
            return self.offset + start, self.offset + end
        return self.offset + self.starts[start], self.offset + self.ends[end - 1]

    def position(self, raw: int) -> int:
        """The index in the view of the character at (or first after) a raw offset."""
        relative = raw - self.offset
        if self.starts is None:
            return min(max(relative, 0), len(self.text))
        return bisect_left(self.starts, relative)


# "il a du s'éloigner": the participle of "devoir" without its accent, told by the pronoun or the
# infinitive of a frequent verb behind it.
_DU = re.compile(
    r"\b(?:a|ai|as|ont|avons|avez|avait|avaient|aura|aurait|auraient)(?: pas| aussi)? d(u) "
    r"(?=(?:s'|se |l'|lui |leur |en |y )[^\W\d_]+(?:er|ir|re)\b"
    r"|(?:être|faire|partir|quitter|prendre|mettre|rendre|aller|renoncer|attendre)\b)"
)


def _same_length(found: re.Match[str]) -> str:
    return _SAME_LENGTH.get(found[0], "\ufffd")


def _accented(text: str) -> str:
    if " du " not in text:
        return text
    return _DU.sub(lambda match: match[0][:-2] + "û ", text)


def view_of(text: str, start: int, end: int) -> View:
    """The view of `text[start:end]` (code points, half-open)."""
    raw = text[start:end]
    mended = tuple(repairs(raw))
    plain = _accented(_REPLACED.sub(_same_length, raw))
    if not mended and (
        plain.isascii() or (not _RARE.search(plain) and unicodedata.is_normalized("NFC", plain))
    ):
        return View(plain, start)
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for index, following, character in _characters(plain, mended):
        if character in _VANISH or (character in _SUPERSCRIPTS and _calls_a_note(characters)):
            continue
        if unicodedata.combining(character) and characters:
            composed = unicodedata.normalize("NFC", characters[-1] + character)
            if len(composed) == 1:
                characters[-1], ends[-1] = composed, following
                continue
        for piece in _LIGATURES.get(character, character):
            characters.append(piece)
            starts.append(index)
            ends.append(following)
    return View("".join(characters), start, tuple(starts), tuple(ends))


def _calls_a_note(before: Sequence[str]) -> bool:
    """Whether a raised figure behind these characters is that of a note."""
    word = "".join(before[-4:])
    return (
        word[-1:] in _MARKS
        or (word.isdigit() and len(word) == 4)
        or (len(word) > 2 and word[-3:].isalpha())
    )


def _characters(
    plain: str, mended: Iterable[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str]]:
    """Each character with the half-open stretch it stands for; repaired ones in their place."""
    place = 0
    for start, end, character in mended:
        for index in range(place, start):
            yield index, index + 1, plain[index]
        yield start, end, _SAME_LENGTH.get(character, character)
        place = end
    for index in range(place, len(plain)):
        yield index, index + 1, plain[index]
