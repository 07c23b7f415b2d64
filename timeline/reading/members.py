"""The members of a file that holds several articles, and how much a file may unfold into."""

from __future__ import annotations

import unicodedata
from collections import Counter

from timeline.reading.pages import Unreadable

MOST_BYTES = 32_000_000  # of one article's file
MOST_CHARACTERS = 2_000_000  # of one article
EMPTY = "empty file: no text in it; save the article again"
MOST_UNFOLDED = 4_000_000_000  # bytes, of all that lies in one file
MOST_NESTED = 3  # archives in archives
_MOST_NAME = 400


class Overspent(Unreadable):
    """A file that unfolds into more than it may."""


class Budget:
    """What one file may still unfold into, everything that is nested in it taken together."""

    def __init__(self, most: int = MOST_UNFOLDED) -> None:
        self._most = self._left = most

    def spend(self, size: int) -> None:
        """Counts `size` more bytes. Raises `Overspent` when that is more than a file may hold."""
        self._left -= size
        if self._left < 0:
            raise Overspent(f"unfolds into more than {self._most:,} bytes: split it")


class Names:
    """Gives each member a name that is printable, stays inside its file, and is nobody else's."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._asked: Counter[str] = Counter()

    def unique(self, raw: str) -> str:
        """The name of a member, POSIX: `..` and roots dropped, controls written as `\\xNN`.

        A name that was given already is numbered before its suffix, which tells the format:
        `a (2).txt`.
        """
        parts = raw.replace("\\", "/").split("/")
        kept = [part for part in parts if part not in ("", ".", "..")]
        if len(kept) > 1 and len(kept[0]) == 2 and kept[0][1] == ":":  # C:/
            kept = kept[1:]
        name = unnumbered = _shortened("".join(map(_printable, "/".join(kept))) or "member")
        while name in self._given:
            self._asked[unnumbered] += 1
            stem, suffix = _split(unnumbered)
            name = f"{stem} ({self._asked[unnumbered] + 1}){suffix}"
        self._given.add(name)
        return name


def too_large(size: int, most: int, unit: str) -> str:
    """The reason why an article of this size is not read."""
    return f"too large for one article ({size:,} {unit}, at most {most:,}): split it into articles"


def is_hidden(name: str) -> bool:
    """Whether a member is one that a folder's listing passes over too."""
    parts = (part for part in name.split("/") if part not in (".", ".."))
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)


def _split(name: str) -> tuple[str, str]:
    """A name, and its suffix if it has one that could tell a format."""
    stem, dot, suffix = name.rpartition(".")
    told = stem and "/" not in suffix and len(suffix) < 10
    return (stem, dot + suffix) if told else (name, "")


def _shortened(name: str) -> str:
    """The beginning of a name that is too long, with its suffix."""
    stem, suffix = _split(name)
    return stem[: _MOST_NAME - len(suffix)] + suffix


def _printable(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return character.encode("unicode_escape", "surrogatepass").decode("ascii")
    return character
