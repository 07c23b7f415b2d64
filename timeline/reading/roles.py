"""Which roles of the lexicon a block plays by its words: « Lire aussi » points elsewhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from timeline.reading.patterns import core, fold, phrase_pattern

Words = frozenset[str]
_NO_ROLES: Words = frozenset()
_WORD = re.compile(r"\w+")  # of a folded block
# The letters, figures and underscore of ASCII as they are, and blanks for its other characters.
_ASCII_WORDS = "".join(chr(code) if _WORD.match(chr(code)) else " " for code in range(128))
_TWO_WORDS = re.compile(r"(\w+)(?:\W+(\w+))?")
_WHOLE_WORD = re.compile(r"(?<![\w{}])\w+(?![\w{}])")
# Marks before the words: bullets, and the numbers that text browsers give to links.
_BULLETS = re.compile(r"(?:\[\d{1,3}\]|[^\w©(])+")


def words_of(folded: str) -> list[str]:
    """The words of folded text, as `_WORD` finds them."""
    if not folded.isascii():
        folded = folded.replace("«", " ").replace("»", " ")
        if not folded.isascii():
            return _WORD.findall(folded)
    return folded.translate(_ASCII_WORDS).split()


@dataclass(frozen=True, slots=True)
class _Group:
    """Phrases of one role and one way of matching, as one regular expression."""

    role: str
    where: str
    max_words: int
    pattern: re.Pattern[str]

    def matches(self, folded: str, unmarked: str) -> bool:
        """Whether a block holds one of the phrases."""
        if self.where == "line":
            return self.pattern.fullmatch(core(folded)) is not None
        if self.where == "start":
            return self.pattern.match(unmarked) is not None
        return self.pattern.search(folded) is not None


class Roles:
    """All groups of phrases, found by a word that a block must hold to match one of them.

    Most blocks have none of these words: to look for them is cheaper than to search for patterns.
    """

    def __init__(self, cues: Iterable[Mapping[str, Any]]) -> None:
        self._by_opening: dict[tuple[str, str | None], list[_Group]] = {}
        self._by_word: dict[str, list[_Group]] = {}
        self._by_piece: list[tuple[int, str, _Group]] = []
        self._most_words = 0
        for cue in cues:
            phrases, where = cue["phrases"], cue["where"]
            pattern = re.compile("|".join(phrase_pattern(phrase, where) for phrase in phrases))
            group = _Group(cue["role"], where, cue["max_words"], pattern)
            openings, words, pieces = _signs(phrases, where)
            for opening in openings:
                self._by_opening.setdefault(opening, []).append(group)
            for word in words:
                self._by_word.setdefault(word, []).append(group)
            self._by_piece += [(group.max_words, piece, group) for piece in sorted(pieces)]
            self._most_words = max(self._most_words, group.max_words)
        self._by_piece.sort(key=lambda one: -one[0])
        self._words = frozenset(self._by_word)

    def of(self, folded: str, count: int, words: Collection[str]) -> Words:
        """The roles of a folded block of so many words, whose words when folded are these."""
        if count > self._most_words or not folded:
            return _NO_ROLES
        unmarked, openings = folded, {_opening(folded)}
        if not folded[0].isalnum():
            marks = _BULLETS.match(folded)
            unmarked = folded[marks.end() :] if marks else folded
            openings = {_opening(unmarked), _opening(core(folded))}
        likely: list[_Group] = []
        for first, second in openings:
            likely += self._by_opening.get((first, None), ())
            likely += self._by_opening.get((first, second), ())
        if not self._words.isdisjoint(words):
            for word in self._words.intersection(words):
                likely += self._by_word[word]
        for most, piece, group in self._by_piece:
            if count > most:
                break
            if piece in folded:
                likely.append(group)
        if not likely:
            return _NO_ROLES
        found: set[str] = set()
        for group in likely:
            if count <= group.max_words and group.matches(folded, unmarked):
                found.add(group.role)
        return frozenset(found)


class Phrases:
    """Phrases that may stand anywhere in a folded block, to be counted."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._patterns = [
            (_longest_word(phrase), re.compile(phrase_pattern(phrase, "anywhere")))
            for phrase in phrases
        ]
        self._words = frozenset(word for word, _ in self._patterns)

    def count(self, folded: str, words: Collection[str]) -> int:
        """How many of them stand in a folded block with these words."""
        if self._words.isdisjoint(words):
            return 0
        held = self._words.intersection(words)
        return sum(
            word in held and pattern.search(folded) is not None for word, pattern in self._patterns
        )


def _signs(
    phrases: Iterable[str], where: str
) -> tuple[set[tuple[str, str | None]], set[str], set[str]]:
    """What a block holds that holds one of the phrases: the one or two words that they begin with;
    the longest word of those that may stand anywhere, or go on with a placeholder or begin with a
    mark; of those that have no whole word (« rédact{any} »), the longest piece."""
    first: set[tuple[str, str | None]] = set()
    longest: set[str] = set()
    pieces: set[str] = set()
    for phrase in phrases:
        folded = fold(phrase)
        opening = _opening(folded)
        whole = _WHOLE_WORD.findall(folded)
        if where != "anywhere" and opening in ((*whole[:1], None), (*whole[:2],)):
            first.add(opening)
        elif whole:
            longest.add(max(whole, key=len))
        else:
            bare = (piece.strip(' .,:;!?[]«»"') for piece in re.split(r"\{\w+\}", folded))
            pieces.add(max(bare, key=len))
    return first, longest, pieces


def _longest_word(phrase: str) -> str:
    return max(words_of(fold(phrase)), key=len)


def _opening(text: str) -> tuple[str, str | None]:
    """The first two words of a text that begins with one; "" and None where there is none."""
    match = _TWO_WORDS.match(text)
    return (match[1], match[2]) if match else ("", None)
