"""The date that an event takes from its mentions: the most precise that most sources allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from timeline.model import DateSource, DateSpan, Mention
from timeline.reconciliation.date_words import is_stated
from timeline.reconciliation.profiles import Profile

_RANK: dict[DateSource, int] = {
    "explicit": 0, "relative": 1, "narrative": 2, "publication": 3, "cross-document": 4, "none": 5,
}  # fmt: skip
_ENDLESS = 10**7  # days


AMention = TypeVar("AMention", Mention, Profile)


@dataclass(frozen=True, slots=True)
class _Reading(Generic[AMention]):
    """One date that some mention gives, the mention, and how it got it."""

    date: DateSpan
    mention: AMention
    source: str
    rank: int


def best_date(members: Sequence[AMention], stories: Mapping[str, str]) -> AMention | None:
    """The mention whose date the event takes; None where none of them has a date.

    Where it is told as something that happened, what was planned before does not count. A date is
    allowed by each source (`stories`: of an article, the one it is a copy of, or itself) that gives
    one which shares a day with it. Of the dates that at least half of the sources allow, or that
    most allow if there are none, the event takes one that words of a text name rather than one
    inferred, then the most precise, then the one that most sources give.
    """
    happened = [m for m in members if m.factuality in ("actual", "alleged")]
    told = [m for m in happened or members if m.date] or [m for m in members if m.date]
    readings = [
        _Reading(m.date, m, stories.get(m.article, m.article), rank_of(m))
        for m in told
        if m.date is not None
    ]
    if not readings:
        return None
    sources = len({reading.source for reading in readings})

    def allowed(reading: _Reading[AMention]) -> int:
        return len({other.source for other in readings if other.date.overlaps(reading.date)})

    def given(reading: _Reading[AMention]) -> int:
        return len({other.source for other in readings if other.date == reading.date})

    enough = min((sources + 1) // 2, max(map(allowed, readings)))

    def worth(reading: _Reading[AMention]) -> tuple[object, ...]:
        date = reading.date
        return (
            allowed(reading) < enough,
            date.uncertain,
            reading.rank >= 2,
            date.days or _ENDLESS,
            date.approximate,
            -given(reading),
            -allowed(reading),
            reading.rank,
            reading.mention.id,
        )

    return min(readings, key=worth).mention


def rank_of(mention: Mention | Profile) -> int:
    """How far a mention's date is from words that name it: 0 or 1 for such words, 2 and more for
    what is inferred."""
    stated = is_stated(mention) if isinstance(mention, Mention) else mention.stated
    return min(_RANK[mention.date_source], 1 if stated else 9)
