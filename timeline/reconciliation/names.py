"""One entity for its spellings: "Dumas" and "Claire Dumas", "VoltaGen", "Volta Gen", "VoltaGEN",
"OFH" and "Office français de l'habitat", "groupe Dupré" and "Dupré".

Folding never joins two full names of one surname: relatives and namesakes stay apart.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING

from timeline.model import EntityType, Mention, Participant
from timeline.reconciliation.folding import fold, fold_words
from timeline.reconciliation.knowledge import knowledge
from timeline.reconciliation.slips import slips

if TYPE_CHECKING:
    from timeline.reconciliation.aliases import Aliases

# A spelling met once counts as a slip of one met so often, or in so many articles.
_FREQUENT, _FREQUENT_IN = 3, 2
_WORD = re.compile(r"\w+")
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,7}")
_TITLED = 4  # words before a name that say who bears it, at most


Named = tuple[str, EntityType | None]


class NameTable:
    """Canonical names of all participants of a corpus. Deterministic, whatever the order.

    What `aliases` say of a name wins over what its spelling says.
    """

    def __init__(self, mentions: Iterable[Mention], aliases: Aliases | None = None) -> None:
        self._take(((one.article, names_in([one]).items()) for one in mentions), aliases)

    @classmethod
    def of_counts(
        cls,
        counts: Iterable[tuple[str, Iterable[tuple[Named, int]]]],
        aliases: Aliases | None = None,
    ) -> NameTable:
        """The same, given how often each name of `names_in` is met, article by article."""
        made = cls.__new__(cls)
        made._take(counts, aliases)
        return made

    def _take(
        self,
        counts: Iterable[tuple[str, Iterable[tuple[Named, int]]]],
        aliases: Aliases | None,
    ) -> None:
        spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._per_article: defaultdict[str, set[str]] = defaultdict(set)
        self._keys: dict[str, str] = {}
        for article, names in counts:
            for (name, kind_of_name), times in names:
                key = self._keys.get(name)
                if key is None:
                    key = self._keys[name] = intern(key_of(name))
                if not key:
                    continue
                spellings[key][untitled(name)] += times
                self._per_article[article].add(key)
                if kind_of_name:
                    kinds[key][kind_of_name] += times
        self._labels = {key: _label(counter) for key, counter in spellings.items()}
        kind = {key: _label(counter) for key, counter in kinds.items()}
        self._alias = self._found(spellings, kind)
        people = {key for key in spellings if kind.get(key) == "PER"}
        self._first = _first_names(self._labels, people)
        self._full = _full_names(self._labels, people, set(spellings))
        if aliases is not None:
            self._correct(aliases)
        self._alias = {key: _end_of(key, self._alias) for key in self._alias}

    def _found(
        self, spellings: Mapping[str, Counter[str]], kind: Mapping[str, str]
    ) -> dict[str, str]:
        """For each key of another spelling, a key that it stands for."""
        carriers = Counter(key for keys in self._per_article.values() for key in keys)
        frequent = {
            key
            for key, counter in spellings.items()
            if carriers[key] >= _FREQUENT_IN or counter.total() >= _FREQUENT
        }
        rare = {key for key, counter in spellings.items() if counter.total() == 1}
        alias = slips(rare, frequent - rare, self._labels, kind)
        named = {key: label for key, label in self._labels.items() if key not in alias}
        alias |= _without_organisation_words(named, kind)
        named = {key: label for key, label in named.items() if key not in alias}
        return alias | _acronyms(named, kind)

    def _correct(self, said: Aliases) -> None:
        """Takes in what users said of names: their keys stand for nothing but what they said."""
        self._labels |= said.written
        self._alias = {
            key: other
            for key, other in self._alias.items()
            if key not in said.roots and not said.are_apart(key, _end_of(key, self._alias))
        }
        self._alias |= said.roots
        self._first = _corrected(self._first, said)
        self._full = _corrected(self._full, said)
        for keys in self._per_article.values():
            keys.update([said.root(key) for key in keys])

    def canonical(self, name: str, article: str) -> str:
        """The key of the entity that a name stands for in an article.

        A bare surname stands for the one full name that the article uses, else for the one that
        the corpus uses; where several people share it, it stays itself.
        """
        key = self._keys.get(name)
        if key is None:
            key = key_of(name)
        key = self._alias.get(key, key)
        bearers = self._full.get(key)
        if not bearers:
            named = self._first.get(key, frozenset())
            here = named & self._per_article[article] or named
            return next(iter(here)) if len(here) == 1 else key
        here = bearers & self._per_article[article]
        if len(here) == 1:
            key = next(iter(here))
        elif len(bearers) == 1 and not here:
            key = next(iter(bearers))
        return self._alias.get(key, key)

    def is_shared(self, key: str) -> bool:
        """Whether a key is a surname that several people of the corpus bear."""
        return len(self._full.get(key, ())) > 1

    def label(self, key: str) -> str:
        """How an entity is written: its most frequent spelling."""
        return self._labels.get(key, key)


def names_in(mentions: Iterable[Mention]) -> Counter[Named]:
    """How often the participants of mentions are called by each name, with its type."""
    return Counter(
        (one.name, one.type) for mention in mentions for one in mention.participants if is_name(one)
    )


def is_name(participant: Participant) -> bool:
    """Whether a participant is called by a name rather than by a noun phrase."""
    words = participant.name.split()
    return participant.type is not None or (
        bool(words) and (words[0][:1].isupper() or any(c.isupper() for c in words[0]))
    )


@lru_cache(maxsize=100_000)
def untitled(name: str) -> str:
    """A name without what stands before it: « Mme Dumas », « le maréchal Dumas »."""
    words = name.split()
    known = knowledge()
    for place, word in enumerate(words[:_TITLED]):
        folded = fold_words(word).strip(".")
        article = folded in known.small_words or not folded.isalpha()
        titled = folded in known.civilities or (folded in known.roles and not word[0].isupper())
        if not (titled or (article and not word[:1].isupper())):
            return " ".join(words[place:])
    return name


def key_of(name: str) -> str:
    """What a name is known by: how it is spelt (`fold`), without what stands before it."""
    return fold(untitled(name))


def _label(counter: Mapping[str, int]) -> str:
    return min(counter, key=lambda spelling: (-counter[spelling], spelling))


def _end_of(key: str, alias: Mapping[str, str]) -> str:
    seen = {key}
    while (following := alias.get(key)) is not None and following not in seen:
        key = following
        seen.add(key)
    return key


def _corrected(bearers: Mapping[str, frozenset[str]], said: Aliases) -> dict[str, frozenset[str]]:
    """Those whom short names may stand for, without what users said otherwise."""
    return {
        key: frozenset(said.root(full) for full in named if not said.are_apart(key, full))
        for key, named in bearers.items()
        if key not in said.roots
    }


def _full_names(
    labels: Mapping[str, str], people: set[str], known: set[str]
) -> dict[str, frozenset[str]]:
    """For each surname, the keys of the full names that end in it; for « C. Dumas », likewise."""
    full: defaultdict[str, set[str]] = defaultdict(set)
    for key in people:
        words = labels[key].replace("-", " - ").split()
        if len(words) < 2 or len(fold(words[0])) < 2:
            continue
        for size in range(1, len(words)):
            surname = fold(" ".join(words[size:]))
            for short in (surname, fold(words[0])[0] + surname):
                if surname and short != key and short in known:
                    full[short].add(key)
    return {surname: frozenset(bearers) for surname, bearers in full.items()}


def _first_names(labels: Mapping[str, str], people: set[str]) -> dict[str, frozenset[str]]:
    """For each first name, the keys of the full names that begin with it."""
    full: defaultdict[str, set[str]] = defaultdict(set)
    for key in people:
        words = labels[key].split()
        if len(words) > 1 and len(fold(words[0])) > 2:
            full[fold(words[0])].add(key)
    return {first: frozenset(bearers) for first, bearers in full.items()}


def _without_organisation_words(
    labels: Mapping[str, str], kind: Mapping[str, str]
) -> dict[str, str]:
    """« groupe Dupré » and « Dupré SA » for « Dupré », where both are organisations."""
    alias = {}
    words_of = knowledge().organisation_words
    for key, label in labels.items():
        words = label.split()
        bare = fold(" ".join(word for word in words if fold_words(word).strip(".") not in words_of))
        organisations = kind.get(key, "ORG") == kind.get(bare, "ORG") == "ORG"
        if bare and bare != key and bare in labels and organisations:
            alias[key] = bare
    return alias


def _acronyms(labels: Mapping[str, str], kind: Mapping[str, str]) -> dict[str, str]:
    """Acronyms for the one name of several words that has their letters as initials."""
    small = knowledge().small_words
    expansions: defaultdict[str, set[str]] = defaultdict(set)
    for key, label in labels.items():
        words = [word for word in _WORD.findall(label) if fold_words(word) not in small]
        if len(words) >= 2 and kind.get(key, "ORG") != "PER":
            expansions["".join(fold_words(word)[0] for word in words)].add(key)
    return {
        key: next(iter(found))
        for key, label in labels.items()
        if _ACRONYM.fullmatch(label) and len(key) > 2 and kind.get(key, "ORG") != "PER"
        if len(found := expansions.get(key, set())) == 1
    }
