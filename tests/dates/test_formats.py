"""Every way to write a date gives the date back, whatever the day."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import find_dates
from timeline.dates.calendars import republican
from timeline.dates.folding import without_accents
from timeline.model import Day

MONTHS = [
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
]  # fmt: skip
SHORT = [
    "janv.", "févr.", "mars", "avr.", "mai", "juin",
    "juil.", "août", "sept.", "oct.", "nov.", "déc.",
]  # fmt: skip
WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
REPUBLICAN = [
    "vendémiaire", "brumaire", "frimaire", "nivôse", "pluviôse", "ventôse",
    "germinal", "floréal", "prairial", "messidor", "thermidor", "fructidor",
]  # fmt: skip
UNITS = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
]  # fmt: skip
TENS = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante"]
ROMAN = [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]


def words(number: int) -> str:
    """A number in French words."""
    if number < 20:
        return UNITS[number]
    if number < 70:
        tens, rest = divmod(number, 10)
        return TENS[tens] + ("" if not rest else " et un" if rest == 1 else f"-{UNITS[rest]}")
    if number < 80:
        return "soixante et onze" if number == 71 else f"soixante-{UNITS[number - 60]}"
    if number < 100:
        return "quatre-vingts" if number == 80 else f"quatre-vingt-{UNITS[number - 80]}"
    hundreds, rest = divmod(number, 100)
    if number < 1000:
        head = "cent" if hundreds == 1 else f"{UNITS[hundreds]} cent{'' if rest else 's'}"
        return f"{head} {words(rest)}" if rest else head
    thousands, rest = divmod(number, 1000)
    head = "mille" if thousands == 1 else f"{words(thousands)} mille"
    return f"{head} {words(rest)}" if rest else head


def roman(number: int) -> str:
    """A number in Roman numerals."""
    written = ""
    for value, sign in ROMAN:
        written += sign * (number // value)
        number %= value
    return written


def ordinal(number: int) -> str:
    """A day of the month: "1er", "2"."""
    return "1er" if number == 1 else str(number)


def spoken_day(day: datetime.date) -> str:
    """The day of the month in words."""
    return "premier" if day.day == 1 else words(day.day)


def month(day: datetime.date) -> str:
    """The name of the month."""
    return MONTHS[day.month - 1]


def weekday(day: datetime.date) -> str:
    """The name of the day of the week."""
    return WEEKDAYS[day.weekday()]


DAY_FORMATS: dict[str, Callable[[datetime.date], str]] = {
    "15 février 2025": lambda d: f"{ordinal(d.day)} {month(d)} {d.year}",
    "le 15 février 2025": lambda d: f"le {ordinal(d.day)} {month(d)} {d.year}",
    "samedi 15 février 2025": lambda d: f"{weekday(d)} {ordinal(d.day)} {month(d)} {d.year}",
    "Samedi, 15 février, 2025": lambda d: f"{weekday(d).title()}, {d.day} {month(d)}, {d.year}",
    "15 févr. 2025": lambda d: f"{d.day} {SHORT[d.month - 1]} {d.year}",
    "sam. 15 févr. 2025": lambda d: f"{weekday(d)[:3]}. {d.day} {SHORT[d.month - 1]} {d.year}",
    "15 FÉVRIER 2025": lambda d: f"{d.day} {month(d).upper()} {d.year}",
    "15 fevrier 2025": lambda d: f"{d.day} {without_accents(month(d))} {d.year}",
    "15\u00a0février\u202f2025": lambda d: f"{d.day}\u00a0{month(d)}\u202f{d.year}",
    "15 février de l’an 2025": lambda d: f"{d.day} {month(d)} de l’an {d.year}",
    "février 15, 2025": lambda d: f"{month(d)} {d.day}, {d.year}",
    "15/02/2025": lambda d: f"{d.day:02d}/{d.month:02d}/{d.year}",
    "15/2/2025": lambda d: f"{d.day}/{d.month}/{d.year}",
    "15.02.2025": lambda d: f"{d.day:02d}.{d.month:02d}.{d.year}",
    "15-02-2025": lambda d: f"{d.day:02d}-{d.month:02d}-{d.year}",
    "2025-02-15": lambda d: d.isoformat(),
    "2025/02/15": lambda d: f"{d.year}/{d.month:02d}/{d.day:02d}",
    "2025-02-15T10:22:00+01:00": lambda d: f"{d.isoformat()}T10:22:00+01:00",
    "15.II.2025": lambda d: f"{d.day}.{roman(d.month)}.{d.year}",
    "quinze février deux mille vingt-cinq": lambda d: (
        f"le {spoken_day(d)} {month(d)} {words(d.year)}"
    ),
    "15 février 1 9 1 4": lambda d: f"{d.day} {month(d)} {' '.join(str(d.year))}",
    "February 15, 2025": lambda d: d.strftime("%B %d, %Y"),
    "15 Feb 2025": lambda d: d.strftime("%d %b %Y"),
}
MODERN = st.dates(datetime.date(1500, 1, 1), datetime.date(2099, 12, 31))


def only(text: str) -> tuple[str | None, str | None]:
    """The first and last day of the one date of a text."""
    found = [e for e in find_dates(text) if e.type == "DATE"]
    assert len(found) == 1, (text, [e.text for e in found])
    assert found[0].date is not None, text
    start, end = found[0].date.start, found[0].date.end
    return str(start) if start else None, str(end) if end else None


@pytest.mark.parametrize("form", DAY_FORMATS)
@given(day=MODERN)
def test_a_day_is_read_back(form: str, day: datetime.date) -> None:
    assert only(DAY_FORMATS[form](day)) == (day.isoformat(), day.isoformat())


@pytest.mark.parametrize(
    "frame", ["Il est mort {} à Lyon.", "({})", "Paris, {}. – La ville", "« {} »"]
)
@pytest.mark.parametrize("form", ["15 février 2025", "15/02/2025", "2025-02-15", "15 févr. 2025"])
@given(day=MODERN)
def test_a_day_is_read_back_from_a_sentence(frame: str, form: str, day: datetime.date) -> None:
    assert only(frame.format(DAY_FORMATS[form](day))) == (day.isoformat(), day.isoformat())


@given(day=st.dates(datetime.date(1950, 1, 1), datetime.date(2049, 12, 31)))
def test_a_short_year_is_of_the_hundred_around(day: datetime.date) -> None:
    for mark in "/.":
        text = f"le {day.day:02d}{mark}{day.month:02d}{mark}{day.year % 100:02d}"
        assert only(text) == (day.isoformat(), day.isoformat())


def last_of(year: int, number: int) -> datetime.date:
    """The last day of a month."""
    after = datetime.date(year + number // 12, number % 12 + 1, 1)
    return after - datetime.timedelta(1)


@given(year=st.integers(1500, 2098), number=st.integers(1, 12))
def test_a_month_is_read_back(year: int, number: int) -> None:
    ends = (f"{year}-{number:02d}-01", last_of(year, number).isoformat())
    name, short = MONTHS[number - 1], SHORT[number - 1]
    texts = [
        f"en {name} {year}",
        f"{name.upper()} {year}",
        f"{short} {year}",
        f"{name} de l'an {year}",
    ]
    for text in texts:
        assert only(text) == ends
    if year >= 1900:
        assert only(f"le mois {number:02d}/{year}") == ends


@given(year=st.integers(1500, 2098))
def test_a_year_is_read_back(year: int) -> None:
    ends = (f"{year}-01-01", f"{year}-12-31")
    for text in [f"en {year}", f"({year})", f"l'an {year}", f"l'année {year}", f"en {words(year)}"]:
        assert only(text) == ends


@given(decade=st.integers(150, 209))
def test_a_decade_is_read_back(decade: int) -> None:
    assert only(f"les années {decade}0") == (f"{decade}0-01-01", f"{decade}9-12-31")


@given(number=st.integers(1, 21))
def test_a_century_is_read_back(number: int) -> None:
    ends = (f"{number * 100 - 99:04d}-01-01", f"{number * 100:04d}-12-31")
    suffix = "er" if number == 1 else "e"
    assert only(f"au {roman(number)}{suffix} siècle") == ends
    assert only(f"au {number}{suffix} siècle") == ends


@given(year=st.integers(1, 3000))
def test_a_year_before_our_era_is_astronomical(year: int) -> None:
    astronomical = Day(1 - year, 1, 1)
    for era in ("av. J.-C.", "avant notre ère", "avant J.-C."):
        assert only(f"en {year} {era}")[0] == str(astronomical)


@given(year=st.integers(1950, 2049), quarter=st.integers(1, 4))
def test_a_quarter_is_read_back(year: int, quarter: int) -> None:
    first, last = f"{year}-{quarter * 3 - 2:02d}-01", last_of(year, quarter * 3).isoformat()
    ordinal_word = ["premier", "deuxième", "troisième", "quatrième"][quarter - 1]
    for text in (f"T{quarter} {year}", f"le {ordinal_word} trimestre {year}", f"{quarter}T{year}"):
        assert only(text) == (first, last)


@given(year=st.integers(1950, 2049), week=st.integers(1, 52))
def test_a_week_is_read_back(year: int, week: int) -> None:
    monday = datetime.date.fromisocalendar(year, week, 1)
    ends = (monday.isoformat(), (monday + datetime.timedelta(6)).isoformat())
    for text in (f"semaine {week} de {year}", f"{year}-W{week:02d}"):
        assert only(text) == ends


@given(year=st.integers(2, 14), number=st.integers(1, 12), day=st.integers(1, 30))
def test_a_republican_day_is_read_back(year: int, number: int, day: int) -> None:
    there = republican(year, number, day)
    assert only(f"le {ordinal(day)} {REPUBLICAN[number - 1]} an {roman(year)}") == (str(there),) * 2


@given(first=MODERN, days=st.integers(1, 400))
def test_a_range_is_read_back(first: datetime.date, days: int) -> None:
    last = first + datetime.timedelta(days)
    full = DAY_FORMATS["15 février 2025"]
    ends = (first.isoformat(), last.isoformat())
    assert only(f"du {full(first)} au {full(last)}") == ends
    assert only(f"entre le {full(first)} et le {full(last)}") == ends
    if first.month == last.month and first.year == last.year:
        assert only(f"du {ordinal(first.day)} au {full(last)}") == ends
