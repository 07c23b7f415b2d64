"""Which dates the mentions of an event give, and what singles out the one that it has.

What is said of the choice follows from the event and its mentions alone, and holds whichever way
the date was come by.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from timeline.model import Article, DateSource, DateSpan, Event, Membership

# The most direct evidence first.
_DATE_SOURCES: tuple[DateSource, ...] = get_args(DateSource)


@dataclass(frozen=True, slots=True)
class Reading:
    """A date that mentions have of their own, or None, and these mentions.

    `sources` are the ids of the independent articles they stand in (of copies, the original),
    `chosen` whether it is the date of the event.
    """

    date: DateSpan | None
    chosen: bool
    sources: tuple[str, ...]
    memberships: tuple[Membership, ...]

    def by_evidence(self) -> dict[DateSource, list[Membership]]:
        """The mentions by what their date rests on, the most direct first."""
        kinds = {source: list[Membership]() for source in _DATE_SOURCES}
        for one in self.memberships:
            kinds[one.mention.date_source].append(one)
        return {source: found for source, found in kinds.items() if found}


def readings(event: Event, articles: Mapping[str, Article]) -> list[Reading]:
    """The distinct dates of the mentions: the event's first, then by number of sources and by
    precision; last those that have none of their own.

    `articles` are found by their id; one that is not known counts as a source by itself.
    """
    by_date: dict[str, list[Membership]] = {}
    for one in event.memberships:
        by_date.setdefault(_edtf(one.mention.date), []).append(one)
    found = [
        Reading(
            members[0].mention.date,
            bool(edtf) and edtf == _edtf(event.date),
            tuple(sorted({_original(one.mention.article, articles) for one in members})),
            tuple(members),
        )
        for edtf, members in by_date.items()
    ]
    return sorted(found, key=_rank)


def choice(event: Event, found: Sequence[Reading]) -> str:
    """What singles out the date of an event among the `readings` of its mentions, in words.

    A source allows a date if it gives one that shares a day with it.
    """
    dated = [one for one in found if one.date is not None]
    if event.date is None:
        return "no mention has a date" if not dated else "none of these is the event's: it has none"
    every = len({source for one in dated for source in one.sources})
    allowing = _allowing(event.date, dated)
    allowed = _share(allowing, every)
    chosen = next((one for one in dated if one.chosen), None)
    if chosen is None:
        return f"no mention gives it; {allowed} it" if dated else "no mention gives it"
    others = [one for one in dated if one is not chosen]
    if not others:
        return "the only date given"
    rivals = [one for one in others if len(_allowing(one.date, dated)) >= len(allowing)]
    of_those = "of those given" if every == 1 else f"that {allowed}"
    if _is_more_precise(chosen, rivals):
        return f"the most precise {of_those}"
    for words, is_told in _TOLD:
        told = [one for one in rivals if is_told(one)]
        if is_told(chosen) and _is_more_precise(chosen, told):
            return f"the most precise{words} {of_those}"
    if not rivals:
        return f"the one that most sources allow: {allowed} it"
    if all(_precision(one) >= _precision(chosen) for one in rivals):
        return f"no less precise than any other {of_those}"
    return f"{allowed} it"


def _names(reading: Reading) -> bool:
    return any(one.mention.date_source == "explicit" for one in reading.memberships)


def _states(reading: Reading) -> bool:
    direct = ("explicit", "relative")
    return any(one.mention.date_source in direct for one in reading.memberships)


# Ways in which texts say of the event itself when it was, the wider first.
_TOLD: tuple[tuple[str, Callable[[Reading], bool]], ...] = (
    (", stated rather than inferred,", _states),
    (", named rather than counted,", _names),
)


def _share(sources: set[str], every: int) -> str:
    """How many of the sources, with the verb: "2 of 3 sources allow"."""
    number = len(sources)
    if number == every:
        return {1: "the one source allows", 2: "both sources allow"}.get(
            every, f"all {every} sources allow"
        )
    return f"{number} of {every} sources {'allows' if number == 1 else 'allow'}"


def _allowing(date: DateSpan | None, dated: Sequence[Reading]) -> set[str]:
    return {
        source
        for one in dated
        if date is not None and one.date is not None and one.date.overlaps(date)
        for source in one.sources
    }


def _is_more_precise(chosen: Reading, others: Sequence[Reading]) -> bool:
    return all(_precision(chosen) < _precision(one) for one in others)


def _precision(reading: Reading) -> tuple[float, bool]:
    """Less is more precise."""
    date = reading.date
    if date is None:
        return (math.inf, True)
    return (date.days or math.inf, date.approximate or date.uncertain)


def _rank(reading: Reading) -> tuple[bool, bool, int, tuple[float, bool], str]:
    missing = reading.date is None
    number = -len(reading.sources)
    return (not reading.chosen, missing, number, _precision(reading), _edtf(reading.date))


def _edtf(date: DateSpan | None) -> str:
    return "" if date is None else date.edtf


def _original(identifier: str, articles: Mapping[str, Article]) -> str:
    article = articles.get(identifier)
    return identifier if article is None else article.copy_of or identifier
