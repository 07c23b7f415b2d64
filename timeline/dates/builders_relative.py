"""Builders for what counts from publication or from the story, and for lengths of time."""

from __future__ import annotations

import re
from typing import Any

from timeline.dates.builders import Match, builder
from timeline.dates.compound import Chain
from timeline.dates.context import Meaning
from timeline.dates.deictic import (
    Daytime,
    Distance,
    Night,
    Season,
    Shifted,
    Weekday,
    Which,
    Window,
)
from timeline.dates.meanings import Quantity

_LETTERS = {
    "day": "D", "week": "W", "weekend": "W", "fortnight": "D", "month": "M", "quarter": "M",
    "half": "M", "year": "Y", "decade": "Y", "century": "Y", "millennium": "Y",
    "hour": "H", "minute": "M", "second": "S",
}  # fmt: skip
# How many "ces derniers jours", "quelques semaines" and the like are taken to be.
_FEW = {"day": 7, "week": 4}
_FACTORS = {"fortnight": 15, "quarter": 3, "half": 6, "decade": 10, "century": 100}
_FACTORS["millennium"] = 1000
_WEEKS = {8: 1, 15: 2}  # "en huit", "en quinze": days counted with both ends


def unit_of(match: Match, name: str = "unit") -> Any:
    """The unit that a rule or its words name."""
    return match.setting("unit") or match.lookup(name, "unit", "span_unit", "small_unit")


def count_of(match: Match) -> int | None:
    """How many; "quelques" and the like count as 0, nothing as 1."""
    if match.lookup("count", "rough") == 0:
        return 0
    return match.number("count") if match.has("count") else int(match.setting("count", 1))


@builder
def shifted(match: Match) -> Meaning | None:
    """A calendar unit next to the origin's; `by` units away, or as "dernier" or "suivant" say."""
    by = match.setting("by")
    if by is None:
        by = match.lookup("shift", "past", "next", "following", "previous")
    if not isinstance(by, int):
        return None
    return Shifted(unit_of(match), by, match.setting("anchor", "publication"))


@builder
def distance(match: Match) -> Meaning | None:
    """So many units before (`direction` -1) or after (1) the origin."""
    count, unit = count_of(match), unit_of(match)
    anchor = match.setting("anchor", "publication")
    direction = int(match.setting("direction"))
    if count is None or unit is None or unit in ("hour", "minute", "second"):
        return None
    if count == 0:
        ref = "PAST_REF" if direction < 0 else "FUTURE_REF"
        rough = {"day": (7, "day"), "week": (4, "week"), "month": (6, "month")}.get(unit)
        return Window(direction * rough[0], rough[1], anchor, False) if rough else Quantity(ref)
    if count > 3000:
        return None
    return Distance(direction * count, unit, anchor, bool(match.setting("exact")))


# A half of a unit, in a shorter one.
_HALVES = {"year": ("month", 12, 6), "month": ("day", 30, 15), "week": ("day", 7, 4)}
_HALVES |= {"century": ("year", 100, 50), "decade": ("year", 10, 5)}


@builder
def distance_and_half(match: Match) -> Meaning | None:
    """So many units and a half before or after the origin."""
    count, half = count_of(match), _HALVES.get(unit_of(match))
    if not count or half is None:
        return None
    unit, whole, part = half
    steps = int(match.setting("direction")) * (count * whole + part)
    return Distance(steps, unit, match.setting("anchor", "publication"))


@builder
def fortnight(match: Match) -> Meaning | None:
    """ "Sous huitaine", "sous quinzaine": until so many days ahead."""
    days = match.lookup("fortnight", "fortnight")
    return Window(days, "day") if isinstance(days, int) else None


@builder
def hours(match: Match) -> Meaning | None:
    """So many hours that make whole days; ahead, the days until then."""
    count, direction = match.number("count"), int(match.setting("direction"))
    if not count or count % 24 or count > 240:
        return None
    anchor = match.setting("anchor", "publication")
    if direction > 0 and not match.text.startswith("dans ") or "dans les" in match.text:
        return Window(count // 24, "day", anchor)
    return Distance(direction * count // 24, "day", anchor)


@builder
def long_distance(match: Match) -> Meaning | None:
    """A distance in several units ("il y a deux ans, un mois et vingt-et-un jours"): a day."""
    steps = []
    for suffix in ("", "_b", "_c"):
        count = match.number(f"count{suffix}")
        unit = match.lookup(f"unit{suffix}", "unit")
        if count is not None and isinstance(unit, str):
            steps.append(Distance(int(match.setting("direction")) * count, unit, exact=True))
    return Chain(tuple(steps))


@builder
def window(match: Match) -> Meaning | None:
    """A stretch that ends (`direction` -1) or begins at the origin ("ces trois derniers mois")."""
    count, unit = count_of(match), unit_of(match)
    if count is None or unit is None or count > 3000:
        return None
    if not count or not (match.has("count") or "count" in match.rule.settings):
        count = _FEW.get(unit, 3)
    direction = int(match.setting("direction"))
    return Window(
        direction * count,
        unit,
        match.setting("anchor", "publication"),
        bool(match.setting("include", True)),
    )


@builder
def weekday(match: Match) -> Meaning | None:
    """A day of the week; `which` or the words say which one."""
    which = match.setting("which", "nearest")
    if match.has("past"):
        which = "last"
    if match.has("next"):
        which = "next"
    day = match.weekday
    return None if day is None else Weekday(day, which, match.setting("anchor", "publication"))


@builder
def some_weekday(match: Match) -> Meaning | None:
    """No weekday in particular ("un vendredi")."""
    return None if match.weekday is None else Quantity(f"XXXX-WXX-{match.weekday + 1}")


@builder
def some_date(match: Match) -> Meaning | None:
    """A date that comes back ("chaque 15 août")."""
    return Quantity("XXXX")


@builder
def weekday_later(match: Match) -> Meaning | None:
    """ "lundi en huit": the next Monday and a week."""
    day = match.weekday
    weeks = _WEEKS.get(match.number("count") or 0)
    if day is None or weeks is None:
        return None
    return Chain((Weekday(day, "coming"), Distance(7 * weeks, "day", exact=True)))


@builder
def relative_season(match: Match) -> Meaning | None:
    """A season with "dernier" or "prochain", else as the rule's `which` says."""
    said: Which = match.setting("which", "nearest")
    which: Which = "last" if match.has("past") else "next" if match.has("next") else said
    return Season(match.lookup("season", "season"), which)


@builder
def duration(match: Match) -> Meaning | None:
    """A length of time, in TIMEX3's notation."""
    count, unit = count_of(match), unit_of(match)
    if unit is None or count is None:
        return None
    number = str(count * _FACTORS.get(unit, 1)) if count else "X"
    clock = "T" if unit in ("hour", "minute", "second") else ""
    return Quantity(f"P{clock}{number}{_LETTERS[unit]}")


@builder
def every(match: Match) -> Meaning | None:
    """A recurrence, in TIMEX3's notation."""
    day = match.lookup("weekday", "weekday", "weekdays")
    if day is not None:
        return Quantity(f"XXXX-WXX-{day + 1}")
    if match.month:
        return Quantity(f"XXXX-{match.month:02d}")
    unit = unit_of(match)
    if unit is None:
        return Quantity("XXXX")
    count = (count_of(match) or 1) * _FACTORS.get(unit, 1)
    clock = "T" if unit in ("hour", "minute", "second") else ""
    return Quantity(f"P{clock}{count}{_LETTERS[unit]}")


@builder
def clock(match: Match) -> Meaning | None:
    """A time of day."""
    if match.setting("hour") is not None:
        hour, minute = int(match.setting("hour")), 0
    elif match.has("hour"):
        hour, minute = match.number("hour") or 0, match.number("minute") or 0
    else:
        digits = [int(part) for part in re.findall(r"\d+", match.word("clock"))]
        hour, minute = digits[0], digits[1] if len(digits) > 1 else 0
    return Quantity(f"T{hour:02d}:{minute:02d}") if hour <= 24 and minute < 60 else None


@builder
def deictic(match: Match) -> Meaning | None:
    """ "aujourd'hui", "hier", "demain"."""
    by = match.lookup("deictic", "deictic")
    return Shifted("day", by) if isinstance(by, int) else None


@builder
def deictic_later(match: Match) -> Meaning | None:
    """ "demain en huit": the day and a week."""
    by, weeks = match.lookup("deictic", "deictic"), _WEEKS.get(match.number("count") or 0)
    if not isinstance(by, int) or weeks is None:
        return None
    return Shifted("day", by + 7 * weeks)


@builder
def daytime(match: Match) -> Meaning | None:
    """A part of the day told of ("dans la soirée")."""
    return Daytime()


@builder
def night(match: Match) -> Meaning | None:
    """The night before publication, or that of the story: it belongs to both days."""
    return Night()


@builder
def weekday_abbreviated(match: Match) -> Meaning | None:
    """A weekday in short, on its own."""
    day = match.lookup("weekday_dotted", "weekday_dotted")
    return Weekday(day) if isinstance(day, int) else None
