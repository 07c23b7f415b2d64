"""What the event lexicon lets expect of a word by itself, whatever stands around it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from timeline.extraction.lexicon import Entry

# From which part of the entries that know a noun a type counts as one that it goes with.
_PART = 0.15
# What a noun that names an event itself counts, against 1 for one that an entry asks for.
_NAMING = 2


class Associations(NamedTuple):
    """By lemma: the types, but `other`, that the entries of a word give it in one sense or another;
    the classes that hold a noun; the types a noun goes with, each with its part (0 to 1)."""

    senses: Mapping[str, tuple[str, ...]]
    classes: Mapping[str, tuple[str, ...]]
    topics: Mapping[str, tuple[tuple[str, float], ...]]


def associate(
    verbs: Mapping[str, Sequence[Entry]],
    nouns: Mapping[str, Sequence[Entry]],
    classes: Mapping[str, frozenset[str]],
) -> Associations:
    """The associations of the entries and noun classes of a lexicon.

    A noun goes with a type where it names events of it, and where entries of the type ask for it,
    by itself or in a class ("train": transport, accident).
    """
    senses: dict[str, dict[str, None]] = defaultdict(dict)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for table in (verbs, nouns):
        for lemma, entries in table.items():
            for entry in entries if lemma != "*" else ():
                if entry.type != "other":
                    senses[lemma][entry.type] = None
                    counts[lemma][entry.type] += _NAMING if table is nouns else 0
    asked: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in _each(verbs, nouns):
        for _, filler in (*entry.slots, *entry.complements):
            for lemma in filler.lemmas:
                counts[lemma][entry.type] += 1
            for name in filler.classes:
                asked[name][entry.type] += 1
    holding: dict[str, list[str]] = defaultdict(list)
    for name, members in classes.items():
        for lemma in members:
            holding[lemma].append(name)
            for kind, times in asked[name].items():
                counts[lemma][kind] += times
    return Associations(
        {lemma: tuple(types) for lemma, types in senses.items()},
        {lemma: tuple(names) for lemma, names in holding.items()},
        {lemma: topics for lemma, of in counts.items() if (topics := _parts(of))},
    )


def _each(*tables: Mapping[str, Sequence[Entry]]) -> Iterator[Entry]:
    """Every entry of a type once: the words of an entry share it."""
    seen: set[int] = set()
    for table in tables:
        for entries in table.values():
            for entry in entries:
                if entry.type != "other" and id(entry) not in seen:
                    seen.add(id(entry))
                    yield entry


def _parts(counts: Counter[str]) -> tuple[tuple[str, float], ...]:
    whole = counts.total()
    parts = ((kind, times / whole) for kind, times in sorted(counts.items()) if times)
    return tuple((kind, part) for kind, part in parts if part >= _PART)
