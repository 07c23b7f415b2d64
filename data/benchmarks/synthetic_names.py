"""Names that nobody bears, one for each rank of frequency: people, companies, products, places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from timeline.model import EntityType

_SYLLABLES = [consonant + vowel for consonant in "bdfglmnprstv" for vowel in "aeiou"]
_GIVEN = (
    "Adèle", "Amine", "Anaïs", "Bruno", "Carla", "Cyril", "Diane", "Driss", "Émile", "Fanny",
    "Félix", "Gaël", "Hélène", "Hugo", "Inès", "Ivan", "Jeanne", "Joël", "Karim", "Laure",
    "Loïc", "Maëlle", "Marc", "Nadia", "Noé", "Odile", "Omar", "Paula", "Rémi", "Rose",
    "Samir", "Sylvie", "Théo", "Ugo", "Vera", "Yann", "Zoé",
)  # fmt: skip
_TRADES = ("", "", " Énergie", " Industries", "Tech", " Presse", "Lab")
# As often as the sample articles name each.
_KINDS: tuple[tuple[EntityType, int], ...] = (("PER", 66), ("ORG", 48), ("MISC", 20), ("LOC", 8))
_RELATIVES = 12  # one in so many people has the surname of somebody better known


@dataclass(frozen=True, slots=True)
class Name:
    """What somebody or something is called in full, and in short where the full name is known."""

    full: str
    short: str
    type: EntityType


@lru_cache(maxsize=50_000)
def name_of(rank: int) -> Name:
    """The name of this rank, 0 for the most frequent."""
    scattered = rank * 2654435761 >> 7
    kind = _kind(scattered % sum(share for _, share in _KINDS))
    if kind == "PER":
        bearer = rank // 3 if scattered % _RELATIVES == 0 else rank
        surname = word(bearer).capitalize()
        return Name(f"{_GIVEN[scattered % len(_GIVEN)]} {surname}", surname, kind)
    name = word(rank).capitalize()
    if kind == "ORG":
        name += _TRADES[scattered % len(_TRADES)]
    if kind == "MISC":
        name += f"-{scattered % 9 + 1}"
    return Name(name, name, kind)


def word(number: int) -> str:
    """A word of four syllables, another for each number below 12,960,000."""
    # Times a number that shares no factor with 60: neighbours in rank are none in spelling.
    number = number * 7_310_191 % len(_SYLLABLES) ** 4
    syllables = []
    for _ in range(4):
        number, last = divmod(number, len(_SYLLABLES))
        syllables.append(_SYLLABLES[last])
    return "".join(syllables)


def _kind(place: int) -> EntityType:
    for kind, share in _KINDS:
        if place < share:
            return kind
        place -= share
    raise AssertionError("unreachable: the place is below the sum of the shares")
