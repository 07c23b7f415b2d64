"""What reconciliation knows of French words and kinds of events: `lexicons/reconciliation.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import permutations

from timeline.reconciliation.folding import fold_words


@dataclass(frozen=True, slots=True)
class Knowledge:
    """`kindred` holds pairs of event types in both orders; `ordinals` gives each folded word the
    places in a row that it may stand for; `counted` the kind of people that a unit counts; the rest
    are sets of types or of folded words."""

    kindred: frozenset[tuple[str, str]]
    vague: frozenset[str]
    wide: frozenset[str]
    once: frozenset[str]
    of_people: frozenset[str]
    ordinals: dict[str, frozenset[int]]
    small_words: frozenset[str]
    organisation_words: frozenset[str]
    common_name_words: frozenset[str]
    pronouns: frozenset[str]
    civilities: frozenset[str]
    roles: frozenset[str]
    counted: dict[str, str]
    countries: frozenset[str]
    months: frozenset[str]

    def are_other_kinds(self, one: str, other: str) -> bool:
        """Whether two types are known, and no two reports of one event give them."""
        if one == other or (one, other) in self.kindred:
            return False
        return one not in self.vague and other not in self.vague


@cache
def knowledge() -> Knowledge:
    """What comes along."""
    folder = files("timeline.resources") / "lexicons"
    data = tomllib.loads((folder / "reconciliation.toml").read_text(encoding="utf-8"))
    names = tomllib.loads((folder / "names.toml").read_text(encoding="utf-8"))
    places = {"first": {1}, "second": {2}, "third": {3}, "fourth": {4}, "later": {2, 3, 4}}
    people = {kind: units for kind, units in data["counted"].items() if kind != "description"}
    return Knowledge(
        frozenset(pair for group in data["kindred"]["groups"] for pair in permutations(group, 2)),
        frozenset(data["vague"]["types"]),
        frozenset(data["vague"]["wide"]),
        frozenset(data["once"]["types"]),
        frozenset(data["of_people"]["types"]),
        {
            word: frozenset(places[place])
            for place in places
            for word in _folded(data["ordinals"][place])
        },
        _folded(data["small_words"]["words"]),
        _folded(data["organisation_words"]["words"]),
        _folded(data["common_name_words"]["words"]),
        _folded(data["pronouns"]["words"]),
        frozenset(word.strip(".") for word in _folded(names["civility"]["words"])),
        _folded(names["person_nouns"]["words"]),
        {unit: kind for kind, units in people.items() for unit in units},
        frozenset(word for name in _folded(names["places"]["words"]) for word in name.split()),
        _folded(data["months"]["words"]),
    )


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold_words, words))
