"""A date in French words, as short as a column of dates needs them: "15 févr. 2025", "vers 2015".

| date | words |
|---|---|
| a day, a month, a year | 15 févr. 2025 · févr. 2025 · 2015 |
| days of one month, of two | 3–7 mai 2012 · 28 avr. – 3 mai 2012 |
| a week, a quarter, a half | sem. du 7 mai 2012 · 2e trim. 2012 · 1er sem. 2012 |
| a season, a decade, a century | été 2012 · années 1990 · XIXe siècle |
| a part of a month or a year | début mai 2012 · mi-2012 |
| an open end | depuis 2024 · jusqu'en mai 2019 |
| approximate, uncertain | vers mai 2012 · 2015 ? |
"""

from __future__ import annotations

from timeline.model import DateSpan, Day, days_in_month

MONTHS = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin",
    "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip
_SEASONS = ("hiver", "printemps", "été", "automne")  # by their middle month: hiver is 12, 1, 2
_PARTS_OF_YEAR = {(1, 3): "début ", (5, 8): "mi-", (10, 12): "fin "}
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LONG_GRAINS = ("season", "quarter", "half", "year", "decade", "century")


def date_in_words(date: DateSpan | None) -> str:
    """The date in French, or the empty string for none."""
    if date is None:
        return ""
    words = _open_ended(date) or _unit(date) or _part(date) or _range(date)
    if date.approximate and not words.startswith(("depuis", "jusqu")):
        words = f"vers le {words}" if date.start == date.end else f"vers {words}"
    elif date.approximate:
        words += " environ"
    return f"{words} ?" if date.uncertain else words


def year_in_words(year: int) -> str:
    """An astronomical year as the French write it: -43 is "44 av. J.-C."."""
    return str(year) if year > 0 else f"{1 - year} av. J.-C."


def _month(day: Day) -> str:
    return f"{MONTHS[day.month - 1]} {year_in_words(day.year)}"


def _number(day: Day) -> str:
    return "1er" if day.day == 1 else str(day.day)


def _day(day: Day) -> str:
    return f"{_number(day)} {_month(day)}"


def _ends_month(day: Day) -> bool:
    return day.day == days_in_month(day.year, day.month)


def _open_ended(date: DateSpan) -> str | None:
    if date.start is None and date.end is not None:
        last = date.end
        if date.grain in _LONG_GRAINS and last.month == 12 and last.day == 31:
            return f"jusqu'en {year_in_words(last.year)}"
        if date.grain not in ("day", "week") and _ends_month(last):
            return f"jusqu'en {_month(last)}"
        return f"jusqu'au {_day(last)}"
    if date.end is None and date.start is not None:
        first = date.start
        if date.grain in _LONG_GRAINS and first.month == 1 and first.day == 1:
            return f"depuis {year_in_words(first.year)}"
        if date.grain not in ("day", "week") and first.day == 1:
            return f"depuis {_month(first)}"
        return f"depuis le {_day(first)}"
    return None


def _unit(date: DateSpan) -> str | None:
    """The name of the one calendar unit that the date is, if it is one."""
    assert date.start is not None
    assert date.end is not None
    first, last, year = date.start, date.end, year_in_words(date.start.year)
    if first == last:
        return _day(first)
    if date.grain == "week":
        return f"sem. du {_day(first)}" if date.days == 7 and first.weekday == 0 else None
    if date.grain == "season" and 80 <= (date.days or 0) <= 100:
        return _season(date)
    if first.day != 1 or not _ends_month(last) or date.grain == "day":
        return None
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months == 1:
        return _month(first)
    if date.grain == "quarter" and months == 3 and first.month % 3 == 1:
        return f"{_ordinal(1 + first.month // 3)} trim. {year}"
    if date.grain == "half" and months == 6 and first.month in (1, 7):
        return f"{_ordinal(1 + first.month // 7)} sem. {year}"
    if first.month != 1:
        return None
    if months == 12:
        return year
    if date.grain == "decade" and months == 120 and first.year > 0 and first.year % 10 == 0:
        return f"années {year}"
    if date.grain == "century" and months == 1200:
        return _century(first.year)
    return None


def _century(first_year: int) -> str | None:
    """The century that begins with this year; ours may be counted from its 0 or its 1."""
    if first_year > 0 and first_year % 100 < 2:
        return f"{_roman(1 + first_year // 100)} siècle"
    if first_year < 0 and (1 - first_year) % 100 == 0:
        return f"{_roman((1 - first_year) // 100)} siècle av. J.-C."
    return None


def _season(date: DateSpan) -> str:
    assert date.start is not None
    assert date.end is not None
    middle = date.start.plus((date.days or 0) // 2)
    years = year_in_words(date.end.year)
    if date.start.year != date.end.year:
        years = f"{year_in_words(date.start.year)}–{years}"
    return f"{_SEASONS[middle.month % 12 // 3]} {years}"


def _part(date: DateSpan) -> str | None:
    """`début`, `mi` or `fin` of a month or a year; exact days are a range, not a part."""
    first, last = date.start, date.end
    assert first is not None
    assert last is not None
    if first.year != last.year or (date.grain == "day" and not date.approximate):
        return None
    if first.month == last.month:
        if (first.day, last.day) == (1, 10):
            return f"début {_month(first)}"
        if (first.day, last.day) == (11, 20):
            return f"mi-{_month(first)}"
        return f"fin {_month(first)}" if first.day == 21 and _ends_month(last) else None
    part = _PARTS_OF_YEAR.get((first.month, last.month))
    if part is None or first.day != 1 or not _ends_month(last) or date.grain == "quarter":
        return None
    return part + year_in_words(first.year)


def _range(date: DateSpan) -> str:
    first, last = date.start, date.end
    assert first is not None
    assert last is not None
    whole_months = first.day == 1 and _ends_month(last) and date.grain not in ("day", "week")
    if whole_months and first.month == 1 and last.month == 12:
        return f"{year_in_words(first.year)}–{year_in_words(last.year)}"
    if first.year != last.year:
        return " – ".join(
            (_month(first), _month(last)) if whole_months else (_day(first), _day(last))
        )
    if whole_months:
        return f"{MONTHS[first.month - 1]}–{_month(last)}"
    if first.month != last.month:
        return f"{_number(first)} {MONTHS[first.month - 1]} – {_day(last)}"
    return f"{_number(first)}–{_day(last)}"


def _ordinal(number: int) -> str:
    return "1er" if number == 1 else f"{number}e"


def _roman(number: int) -> str:
    letters = ""
    for value, letter in _ROMAN:
        while number >= value:
            letters += letter
            number -= value
    return f"{letters}{'er' if letters == 'I' else 'e'}"
