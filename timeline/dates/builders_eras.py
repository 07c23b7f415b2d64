"""Builders for years and what is longer: decades, centuries, eras, the Republican calendar."""

from __future__ import annotations

from timeline.dates.arithmetic import century, hull, season, years
from timeline.dates.builders import IMPOSSIBLE, Match, builder
from timeline.dates.calendars import republican
from timeline.dates.context import Meaning
from timeline.dates.eras import Ancient, Republican
from timeline.dates.meanings import Fixed, make_span
from timeline.dates.ranges import Between
from timeline.model import DateSpan, Day


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
    number = match.number("number")
    return _day_of(match, 1 - number) if number else None


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
def part_of_century(match: Match) -> Meaning | None:
    """The n-th quarter or third of a century."""
    number, which = match.number("century_number"), match.number("number")
    parts = match.lookup("part", "part_word")
    if number is None or which is None or not 1 <= number <= 40 or not isinstance(parts, int):
        return None
    which = parts + 1 + which if which < 0 else which
    if not 1 <= which <= parts:
        return None
    first = (number - 1) * 100 + 1
    begin, end = first + 100 * (which - 1) // parts, first + 100 * which // parts
    return Fixed(years(begin, end - begin, "year"))


@builder
def millennium_of(match: Match) -> Meaning | None:
    """A millennium by its number."""
    number = match.number("number")
    if number is None or not 1 <= number <= 10:
        return None
    first = 1 - number * 1000 if match.has("before_era") else (number - 1) * 1000 + 1
    return Fixed(years(first, 1000, "century"))


@builder
def short_years(match: Match) -> Meaning | None:
    """A war of the last century by the ends of its years ("14-18")."""
    first, last = match.number("first"), match.number("last")
    if first is None or last is None or not first < last:
        return None
    return Fixed(years(1900 + first, last - first + 1, "year"))


@builder
def day_of_era(match: Match) -> Meaning | None:
    """A day or month of a year of our era."""
    number = match.number("number")
    return _day_of(match, number) if number else None


def _day_of(match: Match, year: int) -> Meaning | None:
    """The day or month that a match names, in a year."""
    if match.month is None:
        return None
    span = make_span(year, match.month, match.number("day"))
    return Fixed(span) if span else IMPOSSIBLE


@builder
def season_before_era(match: Match) -> Meaning | None:
    """A season of a year before our era."""
    number, name = match.number("number"), match.lookup("season", "season")
    return Fixed(season(name, 1 - number)) if number and name else None
