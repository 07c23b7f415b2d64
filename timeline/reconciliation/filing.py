"""Under which keys a mention is filed, and under which others are looked up that may be the same.

Mentions stand on three shelves, by how much of time they may meet: those without a date, planned,
or of many years, which may meet any other; those of half a year to some; those of days or months.
A mention is looked up among those before its own shelf and among those on it, so that what a year
dates is filed once and not in twelve months.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Literal

from timeline.model import Day
from timeline.reconciliation.knowledge import knowledge
from timeline.reconciliation.profiles import Profile
from timeline.reconciliation.wording import rarity

Shelf = Literal[0, 1, 2]
TIMELESS: Shelf = 0
COARSE: Shelf = 1
FINE: Shelf = 2

KEY_BITS = 39
_KEY_MASK = (1 << KEY_BITS) - 1
_RARE = 7.0  # as `rarity` has it: words of less than one sentence in a thousand
_MOST_RARE = 6  # words of a mention that are filed
_DRIFT = 3  # days by which two reports may differ
_MONTH, _SEASON, _YEAR = 31, 123, 366  # days
_LONGEST_COARSE = 36  # months
_ENDLESS = 10**9  # days

# How a key is used, in the lowest bits of what `uses_of` gives: the mention is filed under it, asks
# under it for those next to its own rank, for any, or for those next to its day on the first shelf.
FILED, ASKS_BESIDE, ASKS_ANY, ASKS_ITS_DAY = 1, 2, 4, 8
USE_BITS = 4

# What a key is made of besides a predicate.
_PREDICATE, _MARK, _NOUN, _NAME, _PLACE, _WORD, _NAME_ALONE, _TIME_ALONE = range(8)
_DAY, _DAY_OF_YEAR, _DAY_OF_SOME_YEAR, _ARTICLE, _STATED, _INFERRED, _ONCE = range(8, 15)
# Times: months since year 0, years (moved out of the way of months), or any.
_YEARS, _ANY = 1 << 40, 1 << 41


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of blocks. In a large block, what comes by a `telling` key meets those next to it, and
    what comes by a `common` one (all of a day, a word of a month) meets none: whoever is worth
    meeting there is met by another key."""

    telling: set[int]
    common: set[int]


def shelf_of(one: Profile) -> Shelf:
    """On which shelf a mention stands."""
    date = one.date
    if date is None or one.factuality == "planned" or date.start is None or date.end is None:
        return TIMELESS
    if date.end.ordinal - date.start.ordinal < _SEASON:
        return FINE
    return COARSE if _is_coarse(date.start, date.end) else TIMELESS


def span_of(one: Profile) -> tuple[int, int]:
    """The first and last day by which a mention is ordered: of its date, or else the day when its
    article appeared, as most news is new."""
    date = one.date
    if date is None:
        published = -_ENDLESS if one.published is None else one.published
        return (published, published)
    first, last = date.start or date.end, date.end or date.start
    assert first is not None
    assert last is not None
    return (first.ordinal, last.ordinal)


def uses_of(one: Profile) -> list[int]:
    """All keys of a mention, each with how it is used in its lowest `USE_BITS`; in order."""
    uses: dict[int, int] = {}

    def use(keys: Iterable[int], how: int) -> None:
        for key in keys:
            uses[key] = uses.get(key, 0) | how

    own, also, shelf = filed_under(one), also_asked_under(one), shelf_of(one)
    use(own.telling, FILED | ASKS_BESIDE)
    use(own.common, FILED | ASKS_ANY)
    use(also_filed_under(one), FILED)
    use(also.telling, ASKS_BESIDE)
    use(also.common, ASKS_ANY)
    if shelf != TIMELESS:
        others = asked_at_any_time(one)
        use(others.telling, ASKS_ITS_DAY)
        use(others.common, ASKS_ANY)
    if shelf == FINE:
        use(asked_in_its_years(one), ASKS_ANY)
    return sorted(key << USE_BITS | how for key, how in uses.items())


def filed_under(one: Profile) -> Keys:
    """The keys under which a mention is filed, and finds others that were filed before it."""
    times = _own_times(one)
    spans = [time for time in times if time != _ANY]
    months = [time for time in spans if time < _YEARS]
    telling = {*_telling(one, times), *_predicates(one, months)}
    telling.update(_key(kind, _ARTICLE, _number(one.article), 0) for kind in _kinds(one))
    common = {*_words(one, times), *_predicates(one, [time for time in times if time >= _YEARS])}
    date = one.date
    if date is None or date.start is None or date.end is None:
        return Keys(telling, common)
    days = date.end.ordinal - date.start.ordinal + 1
    if days <= _YEAR:
        common.update(_names_alone(one, spans))
        common.update(_key(0, _TIME_ALONE, 0, month) for month in months)
    if _SEASON < days <= _YEAR or (days > 2 and shelf_of(one) == TIMELESS):
        common.add(_key(0, _TIME_ALONE, 0, _YEARS + date.start.year))
    if days <= 2:
        both = range(date.start.ordinal, date.end.ordinal + 1)
        common.update(_key(0, _DAY, day, 0) for day in both)
    if one.type in knowledge().once:
        telling.update(_of_core(one, _ONCE))
    return Keys(telling, common)


def also_filed_under(one: Profile) -> set[int]:
    """The keys under which a mention is filed for others that look there (`also_asked_under`): a
    stated date for what has an inferred one, a day of the year for what names no year."""
    if one.date is None:
        return set()
    keys = set(_days_of_year(one, _DAY_OF_YEAR))
    if one.yearless:
        keys.update(_days_of_year(one, _DAY_OF_SOME_YEAR))
    if one.stated:
        keys.update(_of_core(one, _STATED))
    elif shelf_of(one) == COARSE:
        keys.update(_of_core(one, _INFERRED))
    return keys


def also_asked_under(one: Profile) -> Keys:
    """The keys under which a mention finds others that were filed before it, and is not filed."""
    telling: set[int] = set()
    common = set(_days_of_year(one, _DAY_OF_SOME_YEAR))
    if one.date is not None and not one.stated:
        # What has its date from what stands around it may be of an earlier, stated one.
        telling.update(_of_core(one, _STATED))
    if one.yearless:
        common.update(_days_of_year(one, _DAY_OF_YEAR))
    return Keys(telling, common)


def asked_at_any_time(one: Profile) -> Keys:
    """The keys under which a mention of another shelf finds those of the first."""
    any_time = (_ANY,)
    return Keys(set(_telling(one, any_time)), {*_words(one, any_time), *_predicates(one, any_time)})


def asked_in_its_years(one: Profile) -> set[int]:
    """The keys under which a mention of the last shelf finds those of the one before."""
    date = one.date
    assert date is not None
    assert date.start is not None
    assert date.end is not None
    years = _years(date.start, date.end)
    keys = {*_telling(one, years), *_words(one, years), *_predicates(one, years)}
    keys.update(_names_alone(one, years))
    if date.end.ordinal - date.start.ordinal > 1:
        keys.add(_key(0, _TIME_ALONE, 0, _YEARS + date.start.year))
    if one.stated:
        keys.update(_of_core(one, _INFERRED))
    return keys


def _own_times(one: Profile) -> tuple[int, ...]:
    date = one.date
    if date is None or date.start is None or date.end is None:
        return (_ANY,)
    times: tuple[int, ...] = ()
    if date.end.ordinal - date.start.ordinal < _SEASON:
        first, last = date.start.plus(-_DRIFT), date.end.plus(_DRIFT)
        times = tuple(range(first.year * 12 + first.month, last.year * 12 + last.month + 1))
    elif _is_coarse(date.start, date.end):
        times = _years(date.start, date.end)
    return (*times, _ANY) if shelf_of(one) == TIMELESS else times


def _is_coarse(start: Day, end: Day) -> bool:
    first, last = start.plus(-_DRIFT), end.plus(_DRIFT)
    return (last.year - first.year) * 12 + last.month - first.month <= _LONGEST_COARSE


def _years(start: Day, end: Day) -> tuple[int, ...]:
    first, last = start.plus(-_DRIFT).year, end.plus(_DRIFT).year
    return tuple(range(_YEARS + first, _YEARS + last + 1))


def _predicates(one: Profile, times: Iterable[int]) -> Iterator[int]:
    kinds = _kinds(one)
    return (_key(kind, _PREDICATE, 0, time) for time in times for kind in kinds)


def _telling(one: Profile, times: Iterable[int]) -> Iterator[int]:
    """A predicate with a name, figure, noun or place of the sentence."""
    items = [(_MARK, _number(mark)) for mark in one.marks]
    items += [(_NOUN, _number(noun)) for noun in one.nouns]
    items += [(_NAME, _number(name)) for name in one.everyone]
    items += [(_PLACE, _number(place)) for place in one.places]
    kinds = _kinds(one)
    for time in times:
        for kind in kinds:
            for what, item in items:
                yield _key(kind, what, item, time)


def _words(one: Profile, times: Iterable[int]) -> Iterator[int]:
    rare = sorted((stem for stem in one.stems if rarity(stem) >= _RARE), key=_by_rarity)
    numbers = [_number(stem) for stem in rare[:_MOST_RARE]]
    return (_key(0, _WORD, number, time) for time in times for number in numbers)


def _names_alone(one: Profile, times: Iterable[int]) -> Iterator[int]:
    numbers = [_number(name) for name in one.everyone]
    return (_key(0, _NAME_ALONE, number, time) for time in times for number in numbers)


def _of_core(one: Profile, what: int) -> Iterator[int]:
    """A predicate with each name that acts or is acted on: what can be one event though the dates
    do not meet."""
    for kind in _kinds(one):
        for name in one.agents | one.patients:
            yield _key(kind, what, _number(name), 0)


def _days_of_year(one: Profile, what: int) -> Iterator[int]:
    date = one.date
    if date is not None and date.start and date.end and one.last - one.first < _MONTH:
        yield _key(0, what, date.start.month * 32 + date.start.day, date.end.day)


def _kinds(one: Profile) -> tuple[int, ...]:
    known = knowledge()
    if one.type in known.vague and not (one.nouns and one.type in known.wide):
        return (_number(one.root),)
    return (_number(one.root), _number(f"={one.type}"))


def _by_rarity(stem: str) -> tuple[float, str]:
    return (-rarity(stem), stem)


def _key(kind: int, what: int, item: int, time: int) -> int:
    # The hash of whole numbers is the same in each run, unlike that of strings.
    return hash((kind, what, item, time)) & _KEY_MASK


@lru_cache(maxsize=200_000)
def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=7).digest())
