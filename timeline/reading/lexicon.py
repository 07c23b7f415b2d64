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
    one_of,
    phrase_pattern,
)

Words = frozenset[str]
_BULLETS = re.compile(r"^[^\w©(]+")


@dataclass(frozen=True, slots=True)
class CueGroup:
    """Phrases of one role and one way of matching, as one regular expression."""

    where: str
    max_words: int
    pattern: re.Pattern[str]

    def matches(self, folded: str, words: int) -> bool:
        """Whether a block (folded, of so many words) holds one of the phrases."""
        if words > self.max_words:
            return False
        if self.where == "line":
            return self.pattern.fullmatch(_bare(folded)) is not None
        if self.where == "start":
            return self.pattern.match(_unmarked(folded)) is not None
        return self.pattern.search(folded) is not None


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

    cues: Mapping[str, tuple[CueGroup, ...]]
    corporate: tuple[re.Pattern[str], ...]
    byline: BylineWords
    date: str
    day_and_month: str
    title_label: re.Pattern[str]
    teaser_ending: re.Pattern[str]
    dateline: DatelineWords
    footer: FooterWords
    html: Mapping[str, Words]
    published_meta: tuple[str, ...]
    author_meta: tuple[str, ...]
    front_matter: Mapping[str, Words]
    hyphen: Mapping[str, Words]
    french_words: Words
    languages: Mapping[str, str]

    def is_cue(self, role: str, folded: str, words: int) -> bool:
        """Whether a block (folded, of so many words) plays this role by its words."""
        return any(group.matches(folded, words) for group in self.cues[role])

    def corporate_phrases(self, folded: str) -> int:
        """How many phrases with which a site speaks of itself stand in a folded block."""
        return sum(pattern.search(folded) is not None for pattern in self.corporate)


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
            re.compile(phrase_pattern(phrase, "anywhere"))
            for cue in raw["cue"]
            if cue["role"] == "corporate"
            for phrase in cue["phrases"]
        ),
        byline=BylineWords(
            *(_words(byline[part]) for part in ("published", "updated", "author", "filler"))
        ),
        date=date_pattern(date["months"], date["weekdays"]),
        day_and_month=day_and_month_pattern(date["months"]),
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
        languages=raw["language"]["names"],
    )


def _compile_cues(cues: Iterable[Mapping[str, Any]]) -> dict[str, tuple[CueGroup, ...]]:
    groups: dict[str, list[CueGroup]] = {}
    for cue in cues:
        alternatives = "|".join(phrase_pattern(p, cue["where"]) for p in cue["phrases"])
        group = CueGroup(cue["where"], cue["max_words"], re.compile(alternatives))
        groups.setdefault(cue["role"], []).append(group)
    return {role: tuple(members) for role, members in groups.items()}


def _words(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(one_of(phrases), re.IGNORECASE)


# A block is asked for many roles in a row.
_bare = lru_cache(maxsize=64)(core)


@lru_cache(maxsize=64)
def _unmarked(folded: str) -> str:
    return _BULLETS.sub("", folded)
