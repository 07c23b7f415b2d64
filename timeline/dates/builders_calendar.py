"""Builders for dates that name their day, month, year, decade or century."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.dates.arithmetic import century, hull, iso_week, season, years
from timeline.dates.builders import IMPOSSIBLE, Match, builder, full_year, hint_of
from timeline.dates.calendars import republican
from timeline.dates.compound import Between, NthOf
from timeline.dates.context import Meaning
from timeline.dates.deictic import Shifted
from timeline.dates.meanings import Ancient, Calendar, Feast, Fixed, Republican, make_span
from timeline.dates.numbers import roman
from timeline.dates.parsing import by_dateparser
from timeline.model import DateSpan, Day


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
    year = values.get("Y")
    number = None if year is None else int(year) if len(year) > 2 else full_year(int(year))
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
    first, last = (
        match.number("first"),
        [int(part) for part in re.findall(r"\d+", match.word("last"))],
    )
    if first is None:
        return None
    year = full_year(last[2]) if len(last) > 2 and last[2] < 100 else last[2] if last[2:] else None
    if any(make_span(year or 2000, last[1], day) is None for day in (first, last[0])):
        return IMPOSSIBLE
    if first >= last[0]:
        return None
    return Between(Calendar(year, last[1], first), Calendar(year, last[1], last[0]))


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
def year_range(match: Match) -> Meaning | None:
    """From year to year, also with a short second year ("1939-45", "saison 2013-14")."""
    first, last = match.number("first"), match.number("last")
    if first is None or last is None:
        return None
    if last < 100:
        last += first // 100 * 100
    if not first < last <= first + 400:
        return None
    return Fixed(years(first, last - first + 1, "year"))


@builder
def decade(match: Match) -> Meaning | None:
    """The ten years from a round year: "les années 1990", "90", "quatre-vingt-dix"."""
    span = _decade(match.number("decade"))
    return Fixed(span) if span else None


@builder
def decades(match: Match) -> Meaning | None:
    """From one decade to another."""
    first, last = (_decade(match.number(name)) for name in ("first", "last"))
    return Between(Fixed(first), Fixed(last)) if first and last else None


def _decade(number: int | None) -> DateSpan | None:
    if number is None or number % 10 or not (0 < number < 100 or 1000 <= number <= 2100):
        return None
    return years(number + 1900 if number < 100 else number, 10, "decade")


@builder
def century_of(match: Match) -> Meaning | None:
    """A century by its number."""
    number = match.number("number")
    if number is None or not 1 <= number <= 40:
        return None
    before = bool(match.setting("before_era")) or match.has("before_era")
    return Fixed(century(number, before_era=before))


@builder
def century_range(match: Match) -> Meaning | None:
    """From century to century."""
    first, last = match.number("first"), match.number("last")
    before = match.has("before_era")
    if first is None or last is None or (first > last) != before:
        return None
    return Between(
        Fixed(century(first, before_era=before)), Fixed(century(last, before_era=before))
    )


@builder
def year_before_era(match: Match) -> Meaning | None:
    """A year before our era, in astronomical count (44 BC is -43)."""
    number = match.number("number")
    return None if not number else Fixed(DateSpan.of_year(1 - number))


@builder
def years_before_era(match: Match) -> Meaning | None:
    """From a year before our era to a later one, which has the smaller number."""
    first, last = match.number("first"), match.number("last")
    if not first or not last or first <= last:
        return None
    return Fixed(years(1 - first, first - last + 1, "year"))


@builder
def day_before_era(match: Match) -> Meaning | None:
    """A day of a year before our era."""
    number, month = match.number("number"), match.month
    if not number or month is None:
        return None
    span = make_span(1 - number, month, match.number("day"))
    return Fixed(span) if span else IMPOSSIBLE


@builder
def days_before_era(match: Match) -> Meaning | None:
    """Days of a month of a year before our era."""
    first, last, number = (match.number(name) for name in ("first", "last", "number"))
    if not number or match.month is None:
        return None
    spans = [make_span(1 - number, match.month, day) for day in (first, last)]
    span = hull(spans[0], spans[1]) if spans[0] and spans[1] else None
    return Fixed(span) if span else IMPOSSIBLE


@builder
def ancient(match: Match) -> Meaning | None:
    """A year of one or two figures in a text on Antiquity; with `last`, from it to another."""
    first, last = match.number("first"), match.number("last")
    if not first or (match.has("last") and not last):
        return None
    if last is None:
        return Ancient(first)
    if first < last:
        return Fixed(years(first, last - first + 1, "year"))
    return Fixed(years(1 - first, first - last + 1, "year"))


@builder
def year_of_era(match: Match) -> Meaning | None:
    """A year of our era that needs to be called one ("l'an 800", "476 apr. J.-C.")."""
    number = match.number("number")
    return Fixed(DateSpan.of_year(number)) if number and number <= 2100 else None


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
def republican_date(match: Match) -> Meaning | None:
    """A day, month or year of the French Republican calendar."""
    month, year = match.lookup("month", "republican_month"), match.number("year")
    day = match.number("day")
    if not isinstance(month, int):
        return None
    if year is None:
        return Republican(month, day) if day is None or 1 <= day <= 30 else IMPOSSIBLE
    first, last = republican(year, month, day or 1), republican(year, month, day or 30)
    if first is None or last is None:
        return IMPOSSIBLE
    return Fixed(DateSpan(first, last, "day" if day else "month"), republican=True)


@builder
def republican_year(match: Match) -> Meaning | None:
    """A year of the Republican calendar, from the second on; "l'an I" has other senses."""
    year = match.number("year")
    if year is None or not 2 <= year <= 14:
        return None
    first, after = republican(year, 1, 1), republican(year + 1, 1, 1)
    last = after.plus(-1) if after else Day(1806, 9, 22)  # the year after the last, as it would be
    return Fixed(DateSpan(first, last, "year")) if first else None


@builder
def feast_day(match: Match) -> Meaning | None:
    """A feast, described by the rule's settings (`calendars.feast`)."""
    known = ("month", "day", "easter", "weekday", "nth", "plus")
    when = tuple((key, match.setting(key)) for key in known if match.setting(key) is not None)
    return Feast(when)


@builder
def feast_in(match: Match) -> Meaning | None:
    """A feast with its year, or "dernier" or "prochain"."""
    feast = match.meaning("feast_date")
    named = match.meaning("year_date") or match.meaning("loose_year")
    if not isinstance(feast, Feast):
        return None
    year = named.year if isinstance(named, Calendar) else match.year
    return replace(feast, year=year, hint=hint_of(match))
