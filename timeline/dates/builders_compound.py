"""Builders for what is made of other dates: parts, n-th units, ranges, limits."""

from __future__ import annotations

from dataclasses import replace

from timeline.dates.builders import Match, builder, days_beside
from timeline.dates.builders_relative import count_of, unit_of
from timeline.dates.compound import Around, Beside, Chain, DaysIn, FirstOf, InYear, NthOf, PartOf
from timeline.dates.context import Meaning
from timeline.dates.deictic import Distance, Season, Shifted, Weekday
from timeline.dates.limits import Bound
from timeline.dates.meanings import Calendar, Feast, MonthTold
from timeline.dates.ranges import Between


def _date(match: Match) -> Meaning | None:
    """The date an expression is about; a bare number is a day of the month."""
    of = match.meaning("of")
    number = match.number("of") if of is None else None
    return of if number is None else Calendar(day=number)


def _whole(match: Match) -> Meaning | None:
    """The longer date: one that is named, or the running unit ("de l'année")."""
    unit = match.lookup("within", "span_unit")
    return Shifted(unit, running=True) if unit and unit != "day" else match.meaning("of")


@builder
def part(match: Match) -> Meaning | None:
    """A part of a longer date: `part` of the rule, or the word that names it."""
    of = match.meaning("of")
    which = match.setting("part") or match.lookup("part", "part_start", "part_middle", "part_end")
    return PartOf(of, which) if of and which else None


@builder
def part_of_season(match: Match) -> Meaning | None:
    """A part of a season without its year ("au début de l'été")."""
    name = match.lookup("season", "season")
    which = match.lookup("part", "part_start", "part_middle", "part_end")
    return PartOf(Season(name), which) if name and which else None


@builder
def half_of(match: Match) -> Meaning | None:
    """The first or second half of a longer date."""
    of, number = _whole(match), match.number("number")
    if of is None or number not in (1, 2, -1):
        return None
    return PartOf(of, "first_half" if number == 1 else "second_half")


@builder
def edge_of(match: Match) -> Meaning | None:
    """The beginning or end of a longer date, told in its units: "les premiers jours de mai"."""
    of = _whole(match)
    return PartOf(of, "start" if match.has("first") else "end") if of else None


@builder
def nth(match: Match) -> Meaning | None:
    """The n-th unit or weekday of a longer date."""
    of, number = _whole(match), match.number("number")
    if of is None or number is None:
        return None
    return NthOf(number, unit_of(match) or "day", of, match.weekday)


@builder
def first_of(match: Match) -> Meaning | None:
    """The first (or, with `direction` -1, last) so many units of a longer date."""
    of, count = _whole(match), count_of(match)
    if of is None or not count:
        return None
    return FirstOf(count * int(match.setting("direction", 1)), unit_of(match), of)


@builder
def days_in(match: Match) -> Meaning | None:
    """A day, or days, of a month that another expression names."""
    of, first = match.meaning("of"), match.number("first")
    last = match.number("last") if match.has("last") else first
    if of is None or first is None or last is None:
        return None
    if isinstance(of, Shifted) and of.unit != "month":  # "contre 22 l'an dernier"
        return None
    return DaysIn(of, first, last)


@builder
def weekday_in(match: Match) -> Meaning | None:
    """A weekday, or weekdays, of a week that another expression names."""
    of = match.meaning("of")
    first = match.meaning("first")
    last = match.meaning("last") if match.has("last") else first
    if of is None or not isinstance(first, Weekday) or not isinstance(last, Weekday):
        return None
    return DaysIn(of, first.weekday, last.weekday, weekdays=True)


@builder
def week_of(match: Match) -> Meaning | None:
    """The week that holds a day."""
    of = _date(match)
    return None if of is None else Around(of, "week")


@builder
def weekend_of(match: Match) -> Meaning | None:
    """The weekend that holds a day."""
    of = _date(match)
    return None if of is None else Around(of, "weekend")


@builder
def between(match: Match) -> Meaning | None:
    """From one date to another."""
    first, last = match.meaning("first"), match.meaning("last")
    if first is None or last is None:
        return None
    same = isinstance(first, (Calendar, Feast)) and first == last
    return None if same else Between(first, last)


@builder
def bound(match: Match) -> Meaning | None:
    """A date as a limit; the rule's `side` says which."""
    of, side = _date(match), match.setting("side")
    back = isinstance(of, Chain) or (isinstance(of, Distance) and of.count < 0)
    if of is None or (side == "by" and back):  # "parti d'ici il y a deux ans"
        return None
    return Bound(of, side)


@builder
def next_to(match: Match) -> Meaning | None:
    """A day before or after a date: "le lendemain de Noël"."""
    of, by = match.meaning("of"), days_beside(match)
    return None if of is None or by is None else Beside(of, by)


@builder
def passed_on(match: Match) -> Meaning | None:
    """The date inside, with the words around it ("ce vendredi (15/06)"), or marked vague."""
    of = match.meaning("of")
    if isinstance(of, Calendar) and match.setting("vague"):
        return replace(of, approximate=True)
    return of


@builder
def nth_weekday(match: Match) -> Meaning | None:
    """The n-th Monday … Sunday of a longer date."""
    of, number, day = _whole(match), match.number("number"), match.meaning("weekday_word")
    if of is None or number is None or not isinstance(day, Weekday):
        return None
    return NthOf(number, "day", of, day.weekday)


@builder
def day_of_month(match: Match) -> Meaning | None:
    """A day of the running month."""
    day = match.number("first")
    return None if day is None else DaysIn(Shifted("month"), day, day)


@builder
def days_open(match: Match) -> Meaning | None:
    """From a bare day to another, of the month of the story or of publication."""
    first, last = match.number("first"), match.number("last")
    if first is None or last is None or first >= last:
        return None
    if match.setting("adjacent") and last != first + 1:
        return None
    return DaysIn(MonthTold(), first, last)


@builder
def quarter_in(match: Match) -> Meaning | None:
    """A quarter of a year that another expression names."""
    quarter, of = match.meaning("quarter"), match.meaning("of")
    if not isinstance(quarter, NthOf) or not isinstance(quarter.of, Shifted) or of is None:
        return None
    return replace(quarter, of=of)


@builder
def month_in(match: Match) -> Meaning | None:
    """A month or feast of a year that another expression names ("janvier de l'année prochaine")."""
    month, of = match.meaning("month"), match.meaning("of")
    if not isinstance(month, (Calendar, Feast)) or month.year is not None:
        return None
    if not isinstance(of, Shifted) or of.unit != "year":
        return None
    return InYear(month, of)


@builder
def part_of_unit(match: Match) -> Meaning | None:
    """A part of the unit that publication falls in: "la fin de l'année"."""
    which = match.setting("part") or match.lookup("part", "part_start", "part_middle", "part_end")
    unit = unit_of(match)
    return (
        PartOf(Shifted(unit, running=True), which) if which and unit not in (None, "day") else None
    )
