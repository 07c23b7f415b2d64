"""The reading lexicon, `resources/lexicons/reading.toml`, compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from typing import Any

from timeline.reading.patterns import (
    date_pattern,
    day_and_month_pattern,
    flexible,
    fold,
    one_of,
    phrase_pattern,
    plain_pieces,
)
from timeline.reading.roles import Phrases, Roles, Words, words_of

STEM = 6  # letters by which two words are the same


@dataclass(frozen=True, slots=True)
class BylineWords:
    """What a byline is made of, as regular expressions for raw text.

    `usual` are the words, folded, of all but the author, and of dates and hours. One of
    `author_pieces` stands in every line, without case, in which `author` is found.
    """

    usual: Words
    author_pieces: tuple[str, ...]
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
class TeaserWords:
    """How teasers of other articles end, and the last words of such an ending, folded."""

    ending: re.Pattern[str]
    last_words: Words


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
    """All of the lexicon. `examples` of cues, bylines and datelines are for the tests.

    `corporate` are the phrases with which a site speaks of itself.
    """

    cues: Roles
    corporate: Phrases
    byline: BylineWords
    date: str
    day_and_month: str
    title_label: re.Pattern[str]
    live_title: re.Pattern[str]
    teaser: TeaserWords
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
        return role in self.roles(folded, words)

    def roles(self, folded: str, words: int) -> Words:
        """The roles that a block (folded, of so many words) plays by its words."""
        return _roles_of(folded, words)


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
        cues=Roles(raw["cue"]),
        corporate=Phrases(
            phrase for cue in raw["cue"] if cue["role"] == "corporate" for phrase in cue["phrases"]
        ),
        byline=BylineWords(
            _usual_words(byline, date),
            plain_pieces(byline["author"]),
            *(_words(byline[part]) for part in ("published", "updated", "author", "filler")),
        ),
        date=date_pattern(date["months"], date["weekdays"]),
        day_and_month=day_and_month_pattern(date["months"]),
        live_title=re.compile(
            "|".join(phrase_pattern(phrase, "start") for phrase in raw["title"]["live"])
        ),
        title_label=re.compile(one_of(raw["title"]["labels"]) + r"\s*:\s*", re.IGNORECASE),
        teaser=TeaserWords(
            re.compile(one_of(raw["teaser"]["endings"]) + r"\W*$", re.IGNORECASE),
            frozenset(words_of(fold(ending))[-1] for ending in raw["teaser"]["endings"]),
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


# Of hours, ordinals and zones.
_IN_FIGURES = "à at h min mn a p m am pm gmt utc cet cest er st nd rd th t z"


def _usual_words(byline: Mapping[str, Any], date: Mapping[str, Any]) -> Words:
    lists = (byline["published"], byline["updated"], byline["filler"], *date.values())
    return frozenset(words_of(fold(" ".join((_IN_FIGURES, *chain(*lists))))))


def _words(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(one_of(phrases), re.IGNORECASE)


@lru_cache(maxsize=1024)  # the lines of a message are looked at several times
def _roles_of(folded: str, count: int) -> Words:
    return lexicon().cues.of(folded, count, words_of(folded))
