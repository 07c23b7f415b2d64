"""Reading `operators.toml`: the words that say whether an event beside them took place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from timeline.model import Factuality

# Full forms of the elided words that an opening may hold.
FULL_FORMS = {"d'": "de", "qu'": "que", "s'": "si", "du": "de", "des": "de"}


@dataclass(frozen=True, slots=True)
class OperatorTables:
    """The words of the operators file, as the readings look them up."""

    # The group of each operator, by its lemma or by that with its preposition ("sauver de"): of
    # verbs, and of nouns and adjectives ("conseiller" is both).
    heads: Mapping[str, str]
    names: Mapping[str, str]
    # Those that read clauses only.
    clauses: Mapping[str, str]
    # The openings of clauses by their last word, the longest first, with their readings.
    openings: Mapping[str, Sequence[tuple[tuple[str, ...], Factuality]]]
    verdicts: Mapping[str, str]
    # The verbs that say it of their subject ("une grève menace").
    subjects: Mapping[str, str]
    # The lemmas of all.
    words: frozenset[str]
    # Verbs that are no events themselves: what they deny is.
    bare: frozenset[str]
    # Phrases and adverbs beside a clause, by their first word.
    asides: Mapping[str, Sequence[tuple[str, Factuality]]]


@lru_cache(maxsize=1)
def operator_tables() -> OperatorTables:
    """The tables of the operators that come with the package, read once."""
    source = resources.files("timeline").joinpath("resources", "lexicons", "operators.toml")
    data = tomllib.loads(source.read_text("utf-8"))
    heads: dict[str, str] = {}
    names: dict[str, str] = {}
    clauses: dict[str, str] = {}
    of_subjects: dict[str, str] = {}
    for group, table in data["operator"].items():
        for key, of in (("verbs", heads), ("nouns", names), ("adjectives", names)):
            for word in table.get(key, ()):
                of.setdefault(_key(word), group)
        of_subjects.update((_key(word), group) for word in table.get("subjects", ()))
        clauses.update((_key(word), group) for word in table.get("clauses", ()))
    openings: dict[str, list[tuple[tuple[str, ...], Factuality]]] = {}
    for reading, table in data["opening"].items():
        for opening in table["openings"]:
            opened = tuple(_words(opening))
            openings.setdefault(opened[-1], []).append((opened, reading))
    for listed in openings.values():
        listed.sort(key=lambda item: -len(item[0]))
    verdicts = {
        _key(word): reading
        for reading, table in data["verdict"].items()
        for key in ("adjectives", "verbs", "nouns")
        for word in table.get(key, ())
    }
    asides: dict[str, list[tuple[str, Factuality]]] = {}
    for reading, table in data["aside"].items():
        for phrase in (*table.get("openings", ()), *table.get("adverbs", ())):
            whole = tuple(_words(phrase))
            joined = " ".join(whole).replace("' ", "'")
            asides.setdefault(whole[0], []).append((joined, reading))
    bare = frozenset(map(_key, data["operator"]["negated"]["bare"]))
    words = frozenset(key.removeprefix("se ").partition(" ")[0] for key in (*heads, *verdicts))
    return OperatorTables(
        heads, names, clauses, openings, verdicts, of_subjects, words, bare, asides
    )


def _key(word: str) -> str:
    return "se " + word[2:] if word.startswith("s'") else word


def _words(phrase: str) -> Iterator[str]:
    for word in phrase.replace("'", "' ").split():
        yield FULL_FORMS.get(word, word)
