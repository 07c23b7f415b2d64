"""Chronologies: dates as headings, or entries of a date that is set off and what happened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from timeline.model import ZoneKind
from timeline.reading.bylines import only_date
from timeline.reading.passages import Passage

_SET_OFF = re.compile(r" ?[:–—] | - ")
_MOST_DATE = 64  # characters of a date, with the mark behind it


def are_dated(lines: Iterable[str]) -> bool:
    """Whether several of the lines are nothing but a date: the headings of a chronology."""
    return sum(map(only_date, lines)) > 1


def keep_entries(passages: Sequence[Passage], kinds: list[ZoneKind | None]) -> None:
    """Takes what stands between the entries of a chronology and is one, too, for story."""
    entries = [i for i, passage in enumerate(passages) if _is_entry(passage)]
    told = [i for i in entries if kinds[i] is None]
    if 2 * len(told) <= len(entries):
        return
    for i in entries:
        if told[0] < i < told[-1] and kinds[i] == "furniture":
            kinds[i] = None


def _is_entry(passage: Passage) -> bool:
    """Whether a sentence stands behind a date that is set off: "12 mai 2019 : elle démissionne"."""
    if not passage.is_sentence:
        return False
    found = _SET_OFF.search(passage.text[:_MOST_DATE])
    return found is not None and only_date(passage.text[: found.start()])
