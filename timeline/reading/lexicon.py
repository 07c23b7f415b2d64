"""The reading lexicon, `resources/lexicons/reading.toml`, compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from timeline.reading.patterns import (
    core,
    date_pattern,
    day_and_month_pattern,
    flexible,
    fold,
    one_of,
    phrase_pattern,
)

Words = frozenset[str]
STEM = 6  # letters by which two words are the same
# Marks before the words: bullets, and the numbers that text browsers give to links.
_A_WORD = re.compile(r"\w+")
_WHOLE_WORD = re.compile(r"(?<![\w{}])\w+(?![\w{}])")
_BULLETS = re.compile(r"^(?:\[\d{1,3}\]|[^\w©(])+")


@dataclass(frozen=True, slots=True)
class CueGroup:
    """Phrases of one role and one way of matching, as one regular expression.

    `first_words` are those that phrases begin with, which are to begin the block, `words` the
    longest of those that may stand anywhere; `pieces` stand in the phrases without such words.
    """

    role: str
    where: str
    max_words: int
    pattern: re.Pattern[str]
    first_words: Words
    words: Words
    pieces: tuple[str, ...]

    def matches(self, block: _Folded) -> bool:
        """Whether a block holds one of the phrases."""
        if block.count > self.max_words or not self._may(block):
            return False
        if self.where == "line":
            return self.pattern.fullmatch(block.core) is not None
        if self.where == "start":
            return self.pattern.match(block.unmarked) is not None
        return self.pattern.search(block.text) is not None

    def _may(self, block: _Folded) -> bool:
        # Most blocks have none of the words: to look is cheaper than to search.
        if not self.first_words.isdisjoint(block.openings):
            return True
        if not self.words.isdisjoint(block.words):
            return True
        return any(piece in block.text for piece in self.pieces)


class _Folded:
    """A folded block, of so many words, and how the groups look at it."""

    def __init__(self, text: str, count: int) -> None:
        self.text = text
        self.count = count
        self.words = set(_A_WORD.findall(text))
        self.core = core(text)
        self.unmarked = _BULLETS.sub("", text)
        self.openings = {_first_word(self.core), _first_word(self.unmarked)}


@dataclass(frozen=True, slots=True)
class BylineWords:
    """What a byline is made of, as regular expressions for raw text."""

    published: re.Pattern[str]
    updated: re.Pattern[str]
    author: re.Pattern[str]
    filler: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class DatelineWords:
    """What stands in or around a dateline, as alternatives of a regular expression for raw text."""

    particles: str
    prepositions: str
    signatures: str
    scenes: str


@dataclass(frozen=True, slots=True)
class FooterWords:
    """What the last line of a newspaper's article is made of, each as a regular expression."""

    particles: str
    outlets: str
    founded: str
    publishers: str
    companies: str
    notices: str
    addresses: str
    verbs: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All of the lexicon. `examples` of cues, bylines and datelines are for the tests."""

    cues: tuple[CueGroup, ...]
    corporate: tuple[tuple[str, re.Pattern[str]], ...]
    byline: BylineWords
    date: str
    day_and_month: str
    title_label: re.Pattern[str]
    live_title: re.Pattern[str]
    teaser_ending: re.Pattern[str]
    dateline: DatelineWords
    footer: FooterWords
    html: Mapping[str, Words]
    published_meta: tuple[str, ...]
    author_meta: tuple[str, ...]
    front_matter: Mapping[str, Words]
    hyphen: Mapping[str, Words]
    french_words: Words
    frequent_stems: Words
    languages: Mapping[str, str]

    def is_cue(self, role: str, folded: str, words: int) -> bool:
        """Whether a block (folded, of so many words) plays this role by its words."""
        return role in _roles_of(folded, words)

    def roles(self, folded: str, words: int) -> Words:
        """The roles that a block (folded, of so many words) plays by its words."""
        return _roles_of(folded, words)

    def corporate_phrases(self, folded: str) -> int:
        """How many phrases with which a site speaks of itself stand in a folded block."""
        words = set(_A_WORD.findall(folded))
        return sum(
            word in words and pattern.search(folded) is not None for word, pattern in self.corporate
        )


def raw_lexicon() -> dict[str, Any]:
    """The lexicon as it stands in the file, examples included."""
    path = files("timeline.resources") / "lexicons" / "reading.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def lexicon() -> Lexicon:
    """The compiled lexicon."""
    raw = raw_lexicon()
    byline, date = raw["byline"], raw["date"]
    ordered = ("published_meta", "author_meta")
    return Lexicon(
        cues=_compile_cues(raw["cue"]),
        corporate=tuple(
            (
                max(_A_WORD.findall(fold(phrase)), key=len),
                re.compile(phrase_pattern(phrase, "anywhere")),
            )
            for cue in raw["cue"]
            if cue["role"] == "corporate"
            for phrase in cue["phrases"]
        ),
        byline=BylineWords(
            *(_words(byline[part]) for part in ("published", "updated", "author", "filler"))
        ),
        date=date_pattern(date["months"], date["weekdays"]),
        day_and_month=day_and_month_pattern(date["months"]),
        live_title=re.compile(
            "|".join(phrase_pattern(phrase, "start") for phrase in raw["title"]["live"])
        ),
        title_label=re.compile(one_of(raw["title"]["labels"]) + r"\s*:\s*", re.IGNORECASE),
        teaser_ending=re.compile(
            r"(?:\.\.\.|…|\[…\]|\(…\)|\[\.\.\.\]|\(\.\.\.\)|"
            + one_of(raw["teaser"]["endings"])
            + r"\W*)$",
            re.IGNORECASE,
        ),
        dateline=DatelineWords(
            *(
                "|".join(map(flexible, raw["dateline"][part]))
                for part in ("particles", "prepositions", "signatures", "scenes")
            )
        ),
        footer=FooterWords(
            "|".join(map(flexible, raw["dateline"]["particles"])),
            *(
                one_of(raw["footer"][part])
                for part in (
                    "outlets",
                    "founded",
                    "publishers",
                    "companies",
                    "notices",
                    "addresses",
                    "verbs",
                )
            ),
        ),
        html={key: frozenset(words) for key, words in raw["html"].items() if key not in ordered},
        published_meta=tuple(raw["html"]["published_meta"]),
        author_meta=tuple(raw["html"]["author_meta"]),
        front_matter={key: frozenset(words) for key, words in raw["front_matter"].items()},
        hyphen={part: frozenset(raw["hyphen"][part]) for part in ("before", "after")},
        french_words=frozenset(raw["language"]["french_words"]),
        frequent_stems=frozenset(fold(w)[:STEM] for w in raw["language"]["common_words"]),
        languages=raw["language"]["names"],
    )


def _compile_cues(cues: Iterable[Mapping[str, Any]]) -> tuple[CueGroup, ...]:
    return tuple(
        CueGroup(
            cue["role"],
            cue["where"],
            cue["max_words"],
            re.compile("|".join(phrase_pattern(p, cue["where"]) for p in cue["phrases"])),
            *_signs(cue["phrases"], cue["where"]),
        )
        for cue in cues
    )


def _signs(phrases: Iterable[str], where: str) -> tuple[Words, Words, tuple[str, ...]]:
    """What a block holds that holds one of the phrases: the words that they begin with; the longest
    words of those that may stand anywhere; of those that begin with a mark, a placeholder or part
    of a word (« rédact{any} »), or have no whole word, the longest piece."""
    first: set[str] = set()
    longest: set[str] = set()
    pieces: set[str] = set()
    for phrase in phrases:
        folded = fold(phrase)
        word = _first_word(folded)
        whole = _WHOLE_WORD.findall(folded)
        if where == "anywhere" and whole:
            longest.add(max(whole, key=len))
        elif where != "anywhere" and word and not folded.startswith("{", len(word)):
            first.add(word)
        else:
            bare = (piece.strip(' .,:;!?[]«»"') for piece in re.split(r"\{\w+\}", folded))
            pieces.add(max(bare, key=len))
    return frozenset(first), frozenset(longest), tuple(sorted(pieces))


def _first_word(text: str) -> str:
    match = _A_WORD.match(text)
    return match.group() if match else ""


def _words(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(one_of(phrases), re.IGNORECASE)


# A block is asked for its roles many times, and many pages have the same menus.
@lru_cache(maxsize=8192)
def _roles_of(folded: str, count: int) -> frozenset[str]:
    block = _Folded(folded, count)
    return frozenset(group.role for group in lexicon().cues if group.matches(block))
