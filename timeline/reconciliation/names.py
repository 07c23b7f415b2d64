"""One entity for its spellings: "Dumas" and "Claire Dumas", "VoltaGen", "Volta Gen", "VoltaGEN".

Folding never joins two full names of one surname: relatives and namesakes stay apart.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from timeline.model import Mention, Participant

if TYPE_CHECKING:
    from timeline.reconciliation.aliases import Aliases

# A rare spelling counts as a slip of a frequent one only if the frequent one is this much commoner.
_SLIP_RATIO = 3
# Shorter keys differ by one letter too easily ("Iran", "Irak").
_SLIP_LENGTH = 5


def fold(name: str) -> str:
    """A name without case, accents, blanks and punctuation: the key of its spelling.

    >>> fold("Volta Gen") == fold("VoltaGEN") == "voltagen"
    True
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


class NameTable:
    """Canonical names of all participants of a corpus. Deterministic, whatever the order.

    What `aliases` say of a name wins over what its spelling says.
    """

    def __init__(self, mentions: Iterable[Mention], aliases: Aliases | None = None) -> None:
        spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._per_article: defaultdict[str, set[str]] = defaultdict(set)
        brands: set[str] = set()
        people: set[str] = set()
        for mention in mentions:
            for participant in mention.participants:
                if not is_name(participant):
                    continue
                key = fold(participant.name)
                if not key:
                    continue
                spellings[key][participant.name] += 1
                self._per_article[mention.article].add(key)
                if any(letter.isupper() for letter in participant.name[1:].replace(" ", "")):
                    brands.add(key)
                if participant.type == "PER":
                    people.add(key)
        totals = {key: sum(counter.values()) for key, counter in spellings.items()}
        self._alias = _slips(totals, brands)
        self._labels = {key: _label(counter) for key, counter in spellings.items()}
        self._full = _full_names(spellings, people)
        self._roots: Mapping[str, str] = {}
        if aliases is not None:
            self._correct(aliases)

    def _correct(self, said: Aliases) -> None:
        """Takes in what users said of names: their keys stand for nothing but what they said."""
        self._roots = said.roots
        self._labels |= said.written
        self._alias = {
            key: other
            for key, other in self._alias.items()
            if key not in said.roots and not said.are_apart(key, other)
        }
        self._full = {
            key: {said.root(full) for full in bearers if not said.are_apart(key, full)}
            for key, bearers in self._full.items()
            if key not in said.roots
        }
        for keys in self._per_article.values():
            keys.update([said.root(key) for key in keys])

    def canonical(self, name: str, article: str) -> str:
        """The key of the entity that a name stands for in an article.

        A bare surname stands for the one full name that the article uses, else for the one that
        the corpus uses; where several people share it, it stays itself.
        """
        key = self._alias.get(fold(name), fold(name))
        key = self._roots.get(key, key)
        bearers = self._full.get(key)
        if not bearers:
            return key
        here = bearers & self._per_article[article]
        if len(here) == 1:
            return next(iter(here))
        return next(iter(bearers)) if len(bearers) == 1 else key

    def label(self, key: str) -> str:
        """How an entity is written: its most frequent spelling."""
        return self._labels.get(key, key)


def is_name(participant: Participant) -> bool:
    """Whether a participant is called by a name rather than by a noun phrase."""
    words = participant.name.split()
    return participant.type is not None or (
        bool(words) and (words[0][:1].isupper() or any(c.isupper() for c in words[0]))
    )


def _label(counter: Mapping[str, int]) -> str:
    return min(counter, key=lambda spelling: (-counter[spelling], spelling))


def _full_names(
    spellings: Mapping[str, Mapping[str, int]], people: set[str]
) -> dict[str, set[str]]:
    """For each surname, the keys of the full names that end in it."""
    full: defaultdict[str, set[str]] = defaultdict(set)
    for key, counter in spellings.items():
        words = _label(counter).replace("-", " - ").split()
        if key in people and len(words) > 1:
            for size in range(1, len(words)):
                surname = fold(" ".join(words[size:]))
                if surname and surname != key and surname in spellings:
                    full[surname].add(key)
    return dict(full)


def _slips(totals: Mapping[str, int], brands: set[str]) -> dict[str, str]:
    """Rare spellings one letter away from a brand name that the corpus writes often.

    Only brands (a capital inside the word): one letter separates too many people and places.
    """
    alias: dict[str, str] = {}
    frequent: Sequence[str] = sorted(key for key in brands if totals[key] >= _SLIP_RATIO)
    for key, count in sorted(totals.items()):
        if count > 1 or len(key) < _SLIP_LENGTH:
            continue
        for candidate in frequent:
            if totals[candidate] >= _SLIP_RATIO * count and _one_letter_less(key, candidate):
                alias[key] = candidate
                break
    return alias


def _one_letter_less(key: str, candidate: str) -> bool:
    return len(key) + 1 == len(candidate) and any(
        candidate[:i] + candidate[i + 1 :] == key for i in range(len(candidate))
    )
