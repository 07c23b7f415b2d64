"""Builders for what counts from a date or an event of the story told."""

from __future__ import annotations

from timeline.dates.builders import Match, builder, days_beside
from timeline.dates.builders_relative import count_of, unit_of
from timeline.dates.compound import CountedFrom
from timeline.dates.context import Meaning
from timeline.dates.deictic import Distance, NextSuch, Season, Shifted
from timeline.dates.events import FromEvent, stems_of
from timeline.dates.meanings import Quantity, make_span


@builder
def next_such(match: Match) -> Meaning | None:
    """The first such day or month after the story's date ("le 12 décembre suivant")."""
    month, day = match.month, match.number("day")
    if month is None or make_span(2000, month, day) is None:
        return None
    return NextSuch(month, day)


@builder
def story_day(match: Match) -> Meaning | None:
    """A day counted from the story's ("la veille"): `by` days."""
    return Shifted("day", int(match.setting("by")), "narrative")


@builder
def story_distance(match: Match) -> Meaning | None:
    """ "J+3": so many days after the day of the story."""
    by = match.number("by")
    return None if by is None else Shifted("day", by, "narrative")


@builder
def story_season(match: Match) -> Meaning | None:
    """The season after or before the date of the story."""
    by = match.lookup("shift", "following", "previous")
    if by is None:
        by = -1 if match.text.endswith("avant") else 1
    name = match.lookup("season", "season")
    return Season(name, "next" if by > 0 else "last", "narrative") if name else None


@builder
def days_of_hours(match: Match) -> Meaning | None:
    """So many hours that make whole days before or after the day of the story."""
    count = match.number("count")
    if not count or count % 24 or count > 240:
        return None
    return Distance(int(match.setting("direction")) * count // 24, "day", "narrative")


@builder
def from_event(match: Match) -> Meaning | None:
    """So long before or after an event ("cinq ans après sa création")."""
    count, unit = count_of(match), unit_of(match)
    direction = match.lookup("after", "after") or match.lookup("before_word", "before_word")
    if unit is None or not isinstance(direction, int):
        return None
    if match.setting("unit") == "hour":
        if not count or count % 24:
            return None
        count, unit = count // 24, "day"
    if not count or unit in ("hour", "minute", "second") or count > 3000:
        return Quantity("", "narrative")
    return FromEvent(direction * count, unit, stems_of(match.after, match.grammar.events))


@builder
def from_date(match: Match) -> Meaning | None:
    """So long before or after a date that is named: "trois jours avant Noël"."""
    lead, of = match.meaning("lead"), match.meaning("of")
    if not isinstance(lead, (FromEvent, Distance)) or of is None:
        return None
    if not match.word("lead").endswith(("après", "avant", "apres")):
        return None
    return CountedFrom(of, lead.count, lead.unit)


@builder
def beside_event(match: Match) -> Meaning | None:
    """The day before or after an event ("la veille du scrutin")."""
    by = days_beside(match)
    stems = stems_of(match.after, match.grammar.events)
    return None if by is None else FromEvent(by, "day", stems)


@builder
def day_of_event(match: Match) -> Meaning | None:
    """The day or night of an event ("le soir de l'incendie")."""
    return FromEvent(0, "day", stems_of(match.after, match.grammar.events))


@builder
def shifted_story(match: Match) -> Meaning | None:
    """The unit after or before the story's: "l'année suivante", "la semaine qui suit"."""
    by = match.lookup("shift", "following", "previous")
    if not isinstance(by, int):
        by = -1 if match.text.endswith("avant") else 1
    return Shifted(unit_of(match), by, "narrative")
