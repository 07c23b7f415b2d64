"""The word lists of `titles.toml`, and titles as text: pieces of a sentence put together again."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from importlib import resources

from timeline.extraction.tree import Word

# The longest title, in characters.
LONGEST = 90
COMMAS = frozenset({",", "–", "—"})
# What marks the end of a stretch of text as well as a comma does.
STOPS = frozenset({".", ";", ":", "!", "?", "…", "...", "»", ")", '"', "”"})
_OUTER = " ,;:.…–—-\t\n"
_PAIRS = {"(": ")", "«": "»", "“": "”", "[": "]"}
_CLOSING = frozenset(_PAIRS.values())
_TIDY = (
    (re.compile(r"\s+"), " "),
    (re.compile(r"\(\s*[,;]?\s*\)"), ""),
    (re.compile(r"\s+([,.)\]])"), r"\1"),
    (re.compile(r"([(\[])\s+"), r"\1"),
    (re.compile(r",(?:\s*,)+"), ","),
    (re.compile(r",\s*([.;:!?)»])"), r" \1"),
    (re.compile(r"\s+([.)])"), r"\1"),
    (re.compile(r"([(«:;])\s*,"), r"\1"),
    (re.compile(r"' "), "'"),
    (re.compile(r"\s+"), " "),
)


@lru_cache(maxsize=1)
def title_words() -> dict[str, frozenset[str]]:
    """The word lists of `titles.toml`, by the name of their table."""
    source = resources.files("timeline").joinpath("resources", "lexicons", "titles.toml")
    tables = tomllib.loads(source.read_text("utf-8"))
    return {key: frozenset(table["words"]) for key, table in tables.items()}


def listed(word: str, table: str) -> bool:
    """Whether a table of `titles.toml` lists a word."""
    return word in title_words()[table]


def rendered(words: Sequence[Word], said: Mapping[int, str]) -> str:
    """Words of a sentence as a title: blanks and commas around gaps set right, marks that lost
    their other half left out. `said` gives what stands in place of some words, by position."""
    lone = _unpaired(words)
    pieces: list[str] = []
    for place, word in enumerate(words):
        if word.i in lone:
            if pieces and word.whitespace_:
                pieces.append(" ")
            continue
        following = words[place + 1].i if place + 1 < len(words) else -1
        gap = following != word.i + 1
        text = said.get(word.i)
        if text is None:
            text = word.text
        elif pieces and pieces[-1] in _ELIDED and not _ELIDES.match(text):
            # "Qu'il" becomes "que [Durand]".
            pieces[-1] = _ELIDED[pieces[-1]]
        pieces.append(text + (" " if word.whitespace_ or gap else ""))
    text = "".join(pieces)
    for pattern, replacement in _TIDY:
        text = pattern.sub(replacement, text)
    text = text.strip(_OUTER)
    if text.startswith("«") and text.endswith("»") and text.count("«") == 1:
        text = text[1:-1].strip(_OUTER)
    return text


_ELIDES = re.compile(r"\[?[aeiouyhàâéèêëîïôœù]", re.IGNORECASE)
_ELIDED = {"qu'": "que ", "Qu'": "Que ", "s'": "si ", "S'": "Si ", "lorsqu'": "lorsque "}


def _unpaired(words: Sequence[Word]) -> Collection[int]:
    """Positions of brackets and quotation marks without their other half."""
    stack: list[Word] = []
    lone: set[int] = set()
    straight = [word for word in words if word.text == '"']
    if len(straight) % 2:
        lone.add(straight[-1].i)
    for word in words:
        if word.text in _PAIRS:
            stack.append(word)
        elif word.text in _CLOSING:
            if stack and _PAIRS[stack[-1].text] == word.text:
                stack.pop()
            else:
                lone.add(word.i)
    lone.update(word.i for word in stack)
    return lone
