"""Whether sources say that something went on through a time, or was on some day within it.

A span of days is the same for « du 3 au 5 mai », which it lasted, and « entre le 3 et le 5 mai »,
on one of which it was. Only the words that the date was read from tell the two apart.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from timeline.model import DateSpan, Event, Evidence, Membership, Mention
from timeline.rendering.words import Extent, Language, date_in_words

_BEFORE = 12  # characters before the words of a date that are looked at


def event_date_in_words(event: Event, language: Language = "fr") -> str:
    """The date of an event in words, with what its sources say of its extent."""
    return date_in_words(event.date, language, event_extent(event))


def event_extent(event: Event) -> Extent | None:
    """The extent of an event; None where it does not matter, or is not known."""
    if event.date is None or event.date.days == 1 or "date" in event.corrected:
        return None
    return extent_of(event.date, event.memberships)


def extent_of(date: DateSpan | None, memberships: Sequence[Membership]) -> Extent | None:
    """What the words of mentions say of a date; None where none is known.

    A date that none of them gives was made of theirs, and is one that all of them allow.
    """
    if date is None or not memberships:
        return None
    told = [one.mention for one in memberships if one.mention.date == date]
    if not told:
        return "within"
    return next((extent for one in told if (extent := mention_extent(one))), None)


def mention_extent(mention: Mention) -> Extent | None:
    """What the words of a mention's own date say; None where there are none."""
    words = [one for one in mention.date_evidence if one.article == mention.article]
    return _extent(words[-1], _before(words[-1], mention)) if words else None


def _before(words: Evidence, mention: Mention) -> str:
    start = words.char_start - mention.char_start
    return mention.quote[max(start - _BEFORE, 0) : start] if start > 0 else ""


def _extent(words: Evidence, before: str) -> Extent | None:
    known = _beginnings()
    said = words.text.replace("’", "'").casefold()
    preceding = before.casefold().split()[-1:]
    if any(one in known["between"] for one in preceding) or _begins(said, known["between"]):
        return "within"
    if _begins(said, known["since"]):
        return "since"
    if _begins(said, known["until"], whole=False):
        return "until"
    joined = any(one in known["and"] for one in said.split())
    if joined and _begins(said, known["unclear"]):
        return None
    # "4, 5, 6", "2011-2012"
    if joined or said[:1].isdigit() or _begins(said, known["throughout"]):
        return "throughout"
    return "within"


def _begins(said: str, words: Iterable[str], *, whole: bool = True) -> bool:
    return any(said.startswith(f"{word} " if whole else word) for word in words)


@cache
def _beginnings() -> dict[str, list[str]]:
    path = files("timeline") / "resources" / "lexicons" / "extent.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
