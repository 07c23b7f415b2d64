"""Builders for dates that name their day, month, year, decade or century."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.dates.arithmetic import iso_week, season
from timeline.dates.builders import IMPOSSIBLE, Match, builder, full_year, hint_of
from timeline.dates.compound import NthOf
from timeline.dates.context import Meaning
from timeline.dates.deictic import Shifted
from timeline.dates.meanings import Calendar, Feast, Fixed, make_span
from timeline.dates.numbers import roman
from timeline.dates.parsing import by_dateparser
from timeline.dates.ranges import Between


@builder
def calendar(match: Match) -> Meaning | None:
    """A day, month or year by name: `{day} {month} {year}`, each optional."""
    day, month, year = match.number("day"), match.month, match.year
    if day is not None and (not 1 <= day <= 31 or make_span(year or 2000, month or 1, day) is None):
        return IMPOSSIBLE
    if year is None and day is not None:
        year = match.setting("known_years", {}).get(f"{day}-{month}")
    vague, short = bool(match.setting("vague")), match.number("short_year")
    return Calendar(year, month, day, match.weekday, hint_of(match), vague, short)


@builder
def numeric(match: Match) -> Meaning | None:
    """A date in figures; `order` gives the order of its numbers ("DMY", "YMD", "MY", "DM")."""
    found = re.findall(r"\d+", match.text)
    values = dict(zip(match.setting("order"), found, strict=False))
    number = _written_year(values.get("Y"))
    month, day = int(values["M"]), int(values["D"]) if "D" in values else None
    if make_span(2000 if number is None else number, month, day) is None:
        return IMPOSSIBLE
    return Calendar(number, month, day, match.weekday)


@builder
def roman_month(match: Match) -> Meaning | None:
    """A date in figures whose month is a Roman numeral ("12.IV.2003")."""
    day, numeral, year = re.findall(r"\w+", match.text)
    month, _ = roman(numeral)
    if month is None or make_span(int(year), month, int(day)) is None:
        return IMPOSSIBLE
    return Calendar(int(year), month, int(day))


@builder
def days_to(match: Match) -> Meaning | None:
    """From a bare day to a date in figures: "du 12 au 16/03"."""
    first = match.number("first")
    day, month, *years = re.findall(r"\d+", match.word("last"))
    if first is None:
        return None
    year, number, last = _written_year(*years), int(month), int(day)
    if any(make_span(year or 2000, number, one) is None for one in (first, last)):
        return IMPOSSIBLE
    return (
        Between(Calendar(year, number, first), Calendar(year, number, last))
        if first < last
        else None
    )


def _written_year(figures: str | None = None) -> int | None:
    """The year of a date in figures, which may have two of them, or none."""
    if figures is None:
        return None
    return int(figures) if len(figures) > 2 else full_year(int(figures))


@builder
def spaced_year(match: Match) -> Meaning | None:
    """A year whose figures stand apart ("1 9 1 4"), as old print is read by machines."""
    year, month, day = int(match.word("year").replace(" ", "")), match.month, match.number("day")
    return IMPOSSIBLE if make_span(year, month, day) is None else Calendar(year, month, day)


@builder
def foreign(match: Match) -> Meaning | None:
    """A date that the grammar sees and dateparser values (English months)."""
    span = by_dateparser(match.text)
    return Fixed(span) if span else IMPOSSIBLE


@builder
def figures(match: Match) -> Meaning | None:
    """A day, month and year as three numbers."""
    day, month, year = match.number("day"), match.number("month_number"), match.year
    if day is None or month is None or year is None or make_span(year, month, day) is None:
        return None
    return Calendar(year, month, day)


@builder
def day_list(match: Match) -> Meaning | None:
    """Days that share a month: `{first}` and `{last}` ("du 3 au 7 mai", "les 3 et 4 mai").

    With `adjacent`, only days that follow each other: "les 3 et 7 mai" are two dates.
    """
    first, last = match.number("first"), match.number("last")
    if first is None or last is None or match.month is None:
        return None
    if make_span(match.year or 2000, match.month, last) is None or not 1 <= first <= 31:
        return None
    if match.setting("adjacent") and last != first + 1 + match.has("between"):
        return None
    month, year = match.month, match.year
    if first > last:  # "du 28 au 3 mai" begins in the month before
        month, year = (month - 1 or 12), (year - 1 if year and month == 1 else year)
    if make_span(year or 2000, month, first) is None:
        return None
    return Between(
        Calendar(year, month, first, hint=hint_of(match)),
        Calendar(match.year, match.month, last, hint=hint_of(match)),
    )


@builder
def borrowed(match: Match) -> Meaning | None:
    """A date that takes its month or year from one further on: the "3" of "les 3 et 7 mai"."""
    day, month = match.number("day"), match.month
    if month is None or make_span(match.year or 2000, month, day) is None:
        return None
    return Calendar(match.year, month, day)


@builder
def quarter(match: Match) -> Meaning | None:
    """A quarter or half (`unit`) of a year; without its year, of the one the context suggests."""
    number = match.number("number")
    if number is None:
        number = match.lookup("code", "quarter_code", "half_code")
    if not isinstance(number, int):
        return None
    unit = match.setting("unit")
    if number == -1:
        number = {"quarter": 4, "half": 2}[unit]
    if not 1 <= number <= {"quarter": 4, "half": 2}[unit]:
        return None
    of = match.meaning("period") or (Calendar(match.year) if match.year else Shifted("year"))
    return NthOf(number, unit, of)


@builder
def coded(match: Match) -> Meaning | None:
    """A week, quarter or half in short, with its year: "2019-W42", "3T2019"."""
    text = match.text
    if "w" in text:
        span = iso_week(int(text[:4]), int(text[-2:]))
        return Fixed(span) if span else IMPOSSIBLE
    return NthOf(int(text[0]), "quarter" if text[1] == "t" else "half", Calendar(int(text[-4:])))


@builder
def season_of(match: Match) -> Meaning | None:
    """A season of a named year; "hiver 2012-2013" begins in the first."""
    year = match.number("year")
    name = match.lookup("season", "season")
    return Fixed(season(name, year)) if year and name else None


@builder
def week_number(match: Match) -> Meaning | None:
    """A week by its ISO number."""
    number, year = match.number("number"), match.year
    if number is None or not 1 <= number <= 53:
        return None
    if year is None:
        return NthOf(number, "week", Shifted("year"))
    span = iso_week(year, number)
    return Fixed(span) if span else IMPOSSIBLE


@builder
def feast_day(match: Match) -> Meaning | None:
    """A feast, described by the rule's settings (`calendars.feast`)."""
    known = ("month", "day", "easter", "weekday", "nth", "from", "plus")
    when = tuple((key, match.setting(key)) for key in known if match.setting(key) is not None)
    return Feast(when)


@builder
def advent(match: Match) -> Meaning | None:
    """The n-th Sunday of Advent; the first is the first Sunday from 27 November on."""
    number = match.number("number")
    if number is None or not (1 <= number <= 4 or number == -1):
        return None
    weeks = (4 if number == -1 else number) - 1
    return Feast((("month", 11), ("from", 27), ("weekday", 6), ("plus", 7 * weeks)))


@builder
def feast_in(match: Match) -> Meaning | None:
    """A feast with its year, or "dernier" or "prochain"."""
    feast = match.meaning("feast_date")
    named = match.meaning("year_date") or match.meaning("loose_year")
    if not isinstance(feast, Feast):
        return None
    year = named.year if isinstance(named, Calendar) else match.year
    return replace(feast, year=year, hint=hint_of(match))
