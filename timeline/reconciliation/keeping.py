"""What is kept of a reconciliation, so that the next one need not begin anew.

Of each article: which of its mentions are its own and which a copy repeats, its names, under which
keys its mentions are filed, their profiles, and the pairs that speak for one event. A mention is
known by a number that it keeps as long as its article's own mentions are the same. Of all: the
steps that made the groups, the events that came of them, and what corrections came to.
"""

from __future__ import annotations

import json
import platform
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from hashlib import blake2b
from operator import attrgetter
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from timeline.model import Amount, Article, DateSpan, Day, Mention
from timeline.reconciliation import filing
from timeline.reconciliation.misdating import first_named
from timeline.reconciliation.names import Named, NameTable, names_in
from timeline.reconciliation.profiles import Profile

Numbers = NDArray[np.int64]

# What is kept is of no use to another layout, or where texts fold or whole numbers hash otherwise.
LAYOUT = f"1 {platform.python_version()} {sys.hash_info.width} {np.__version__}"
PLACE_BITS = 20  # of the number of a mention: its place among its article's own
_DIGEST = 8  # bytes
_ENCODER = json.JSONEncoder(separators=(",", ":"), check_circular=False)
_values_of = attrgetter(*(one.name for one in fields(Profile)))
_FIELDS = [one.name for one in fields(Profile)]
_DATE, _AMOUNTS = _FIELDS.index("date"), _FIELDS.index("amounts")
_SETS = [place for place, one in enumerate(fields(Profile)) if "Keys" in str(one.type)]
_ORDINALS, _STEMS = _FIELDS.index("ordinals"), _FIELDS.index("stems")


class Keeper(Protocol):
    """Where it is kept."""

    def stamps(self) -> Mapping[str, str]:
        """What the mentions of each article that is there were made from."""

    def mentions_of(self, article: str) -> Iterator[Mention]:
        """The mentions of an article, in any order."""

    def mention(self, identifier: str) -> Mention:
        """The mention with this id."""

    def articles(self) -> Iterator[tuple[str, int, str, bytes, bytes]]:
        """Of each article: its id, number, the stamp of the mentions, facts and standing."""

    def uses(self) -> Iterator[tuple[int, bytes]]:
        """The keys of each article's mentions, by the article's number."""

    def uses_of(self, number: int) -> bytes:
        """The keys of one article's mentions."""

    def pairs(self) -> Iterator[tuple[int, bytes]]:
        """The pairs of each article's mentions with those before them, by its number."""

    def profiles_of(self, number: int) -> bytes:
        """The profiles of one article's mentions."""

    def note(self, name: str) -> bytes:
        """What is kept of all; nothing where there is none."""

    def forget(self, numbers: Iterable[int]) -> None:
        """Drops what is kept of articles."""

    def forget_all(self) -> None:
        """Drops everything."""

    def keep(
        self, article: str, number: int, facts: bytes, standing: bytes, rest: tuple[bytes, bytes]
    ) -> None:
        """Keeps what belongs to an article, whose mentions are those of now; `rest` are its
        profiles and keys."""

    def keep_pairs(self, number: int, pairs: bytes) -> None:
        """Keeps the pairs of an article that is kept."""

    def keep_note(self, name: str, content: bytes) -> None:
        """Keeps something of all."""


@dataclass(slots=True)
class Facts:
    """What is kept of an article in words.

    `own` are the ids of its own mentions in order. `original` is the article that it is a copy of,
    `found` its mentions that repeat those of the original (copy, repeated), `repeats` those of them
    that no correction keeps apart. `names` counts how its own mentions call who takes part,
    `others` are all other names and places in it. `digest` says how its names are understood, and
    when it was published; `digests` are those of the profiles of its own mentions.
    """

    own: list[str] = field(default_factory=list)
    original: str | None = None
    found: list[tuple[str, str]] = field(default_factory=list)
    repeats: list[tuple[str, str]] = field(default_factory=list)
    names: list[tuple[Named, int]] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    digest: str = ""
    digests: list[str] = field(default_factory=list)


def note_names(facts: Facts, mentions: Sequence[Mention]) -> None:
    """Writes into `facts` the names in an article's mentions; `own` and `repeats` stand there."""
    repeated = {copy for copy, _ in facts.repeats}
    counts = names_in(one for one in mentions if one.id not in repeated)
    facts.names = sorted(counts.items(), key=lambda item: (item[0][0], item[0][1] or ""))
    others = {place for one in mentions for place in one.places}
    others.update(name for name, _ in names_in(one for one in mentions if one.id in repeated))
    facts.others = sorted(others - {name for name, _ in counts})


def pack_facts(facts: Facts) -> bytes:
    """Facts as bytes."""
    values = [getattr(facts, one.name) for one in fields(Facts)]
    return _dump(values)


def unpack_facts(data: bytes) -> Facts:
    """The inverse of `pack_facts`."""
    facts = Facts(*json.loads(data))
    facts.found = [(copy, original) for copy, original in facts.found]
    facts.repeats = [(copy, original) for copy, original in facts.repeats]
    facts.names = [((name, kind), count) for (name, kind), count in facts.names]
    return facts


# What stands of each mention in numbers: shelf, first and last day of its order, first day where
# words name it, last day, whether it is dated.
STANDING = 6


def standing_of(profiles: Sequence[Profile]) -> Numbers:
    """A row of `STANDING` numbers for each mention."""
    rows = [
        (
            filing.shelf_of(one),
            *filing.span_of(one),
            first_named(one),
            one.last,
            one.date is not None,
        )
        for one in profiles
    ]
    return np.array(rows, np.int64).reshape(-1, STANDING)


def uses_of(profiles: Sequence[Profile]) -> Numbers:
    """The keys of an article's mentions with their uses, each over the mention's place."""
    found = [
        use << PLACE_BITS | place
        for place, one in enumerate(profiles)
        for use in filing.uses_of(one)
    ]
    return np.array(found, np.int64)


def with_places(uses: Sequence[bytes]) -> bytes:
    """As `uses_of`, of an article for whose mentions, in order, these are the uses."""
    places = np.repeat(np.arange(len(uses)), [len(one) // 8 for one in uses])
    return (np.frombuffer(b"".join(uses), np.int64) << PLACE_BITS | places).tobytes()


def pack_profiles(profiles: Sequence[Profile]) -> tuple[bytes, list[str]]:
    """The profiles of an article as bytes, and a digest of each."""
    dumped = [_dump(_plain(one)) for one in profiles]
    digests = [blake2b(one, digest_size=_DIGEST).hexdigest() for one in dumped]
    return zlib.compress(b"\n".join(dumped), 1), digests


class PackedProfiles:
    """The profiles of `pack_profiles`, each made when it is first asked for."""

    def __init__(self, data: bytes) -> None:
        self._packed = zlib.decompress(data).split(b"\n")
        self._made: dict[int, Profile] = {}

    def __getitem__(self, place: int) -> Profile:
        found = self._made.get(place)
        if found is None:
            found = self._made[place] = _profile(json.loads(self._packed[place]))
        return found


def understanding(article: Article, facts: Facts, names: NameTable) -> str:
    """A digest of how the names of an article are understood, and of what else profiles and events
    rest on besides its mentions."""
    start = article.published.start if article.published else None
    spelt = [*(name for (name, _), _ in facts.names), *facts.others]
    keys = [names.canonical(name, article.id) for name in spelt]
    understood = [(key, names.is_shared(key), names.label(key)) for key in keys]
    day = start.ordinal if start else None
    data = [article.copy_of, day, facts.repeats, understood]
    return blake2b(_dump(data), digest_size=_DIGEST).hexdigest()


def _plain(one: Profile) -> list[Any]:
    values: list[Any] = list(_values_of(one))
    for place in (*_SETS, _ORDINALS):
        values[place] = sorted(values[place])
    date = one.date
    if date is not None:
        days = ((day.year, day.month, day.day) if day else None for day in (date.start, date.end))
        values[_DATE] = [*days, date.grain, date.approximate, date.uncertain]
    values[_AMOUNTS] = [
        (item.text, item.value, item.value_max, item.approximate, item.unit) for item in one.amounts
    ]
    return values


def _profile(values: list[Any]) -> Profile:
    for place in (*_SETS, _ORDINALS):
        values[place] = frozenset(values[place])
    if values[_DATE] is not None:
        start, end, *marks = values[_DATE]
        values[_DATE] = DateSpan(start and Day(*start), end and Day(*end), *marks)
    values[_AMOUNTS] = tuple(Amount(*one) for one in values[_AMOUNTS])
    values[_STEMS] = tuple(values[_STEMS])
    return Profile(*values)


def _dump(data: object) -> bytes:
    return _ENCODER.encode(data).encode()
