"""A date in words, as short as a column of dates needs them: "15 févr. 2025", "vers 2015".

| date | French | English |
|---|---|---|
| a day | 15 févr. 2025 | 15 Feb 2025 |
| days of one month, of two | 3–7 mai 2012 · 28 avr. – 3 mai 2012 | 3–7 May 2012 |
| a week | sem. du 7 mai 2012 | week of 7 May 2012 |
| a quarter, a half | 2e trim. 2012 · 1er sem. 2012 | Q2 2012 · H1 2012 |
| a season, a decade | été 2012 · années 1990 | summer 2012 · 1990s |
| a century | XIXe siècle | 19th century |
| a part of a month or a year | début mai 2012 · mi-2012 | early May 2012 · mid-2012 |
| an open end | depuis 2024 · jusqu'en mai 2019 | since 2024 · until May 2019 |
| that it lasted | du 3 au 7 mai 2012 · de 2015 à 2018 | from 3 to 7 May 2012 · from 2015 to 2018 |
| some day within | entre le 3 et le 7 mai 2012 | between 3 and 7 May 2012 |
| approximate, uncertain | vers mai 2012 · 2015 ? | about May 2012 · 2015? |
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from babel import Locale

from timeline.model import DateSpan, Day, days_in_month

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
# What is meant by the days from the first to the last of a date: from the first on, until the last,
# all of them, or one of them.
Extent = Literal["since", "until", "throughout", "within"]

Unit = Literal["day", "month", "year"]
_LOCALES: Mapping[Language, str] = {"fr": "fr", "en": "en_GB"}
_PARTS_OF_YEAR = {(1, 3): "begin", (5, 8): "middle", (10, 12): "end"}
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_VOWELS = tuple("aàâeéèêiîoôuûy")
_LONG_GRAINS = ("season", "quarter", "half", "year", "decade", "century")


def date_in_words(
    date: DateSpan | None, language: Language = "fr", extent: Extent | None = None
) -> str:
    """The date in words, or the empty string for none; as short as can be where its extent is not
    known."""
    return "" if date is None else _words_of(language).date(date, extent)


def year_in_words(year: int, language: Language = "fr") -> str:
    """An astronomical year as people write it: -43 is "44 av. J.-C."."""
    return _words_of(language).year(year)


@cache
def _words_of(language: Language) -> _Words:
    path = files("timeline") / "resources" / "lexicons" / "date_words.toml"
    phrases = tomllib.loads(path.read_text(encoding="utf-8"))[language]
    return _Words(phrases, Locale.parse(_LOCALES[language]))


class _Words:
    """The dates of one language."""

    def __init__(self, phrases: Mapping[str, Any], locale: Locale) -> None:
        self._phrases = phrases
        self._months = locale.months["format"]["abbreviated"]

    def date(self, date: DateSpan, extent: Extent | None) -> str:
        if date.days != 1 and date.start is not None and date.end is not None:
            if extent == "since":
                date = replace(date, end=None)
            elif extent == "until":
                date = replace(date, start=None)
        words = self._open_ended(date)
        if words is not None:
            words = self._put("about_open", words=words) if date.approximate else words
        else:
            unit = self._unit(date) or self._part(date, loosely=extent == "within")
            words = unit or self._range(date, extent)
            if date.approximate:
                about = "about_day" if date.start == date.end else "about"
                words = self._put(about if unit or not extent else "about_open", words=words)
        return self._put("uncertain", words=words) if date.uncertain else words

    def year(self, year: int) -> str:
        return str(year) if year > 0 else self._put("year_bc", year=1 - year)

    def _put(self, phrase: str, **words: object) -> str:
        return str(self._phrases[phrase]).format(**words)

    def _month(self, day: Day) -> str:
        return f"{self._months[day.month]} {self.year(day.year)}"

    def _number(self, day: Day) -> str:
        return str(self._phrases["first_of_month"]) if day.day == 1 else str(day.day)

    def _day(self, day: Day) -> str:
        return self._put("day", number=self._number(day), month=self._month(day))

    def _open_ended(self, date: DateSpan) -> str | None:
        if date.start is None and date.end is not None:
            last = date.end
            if date.grain in _LONG_GRAINS and last.month == 12 and last.day == 31:
                return self._put("until", unit=self.year(last.year))
            if date.grain not in ("day", "week") and _ends_month(last):
                return self._put("until", unit=self._month(last))
            return self._put("until_day", day=self._day(last))
        if date.end is None and date.start is not None:
            first = date.start
            if date.grain in _LONG_GRAINS and first.month == 1 and first.day == 1:
                return self._put("since", unit=self.year(first.year))
            if date.grain not in ("day", "week") and first.day == 1:
                return self._put("since", unit=self._month(first))
            return self._put("since_day", day=self._day(first))
        return None

    def _unit(self, date: DateSpan) -> str | None:
        """The name of the one calendar unit that the date is, if it is one."""
        assert date.start is not None
        assert date.end is not None
        first, last, year = date.start, date.end, self.year(date.start.year)
        if first == last:
            return self._day(first)
        if date.grain == "week":
            whole = date.days == 7 and first.weekday == 0
            return self._put("week", day=self._day(first)) if whole else None
        if date.grain == "season" and 80 <= (date.days or 0) <= 100:
            return self._season(date)
        if first.day != 1 or not _ends_month(last) or date.grain == "day":
            return None
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        if months == 1:
            return self._month(first)
        ordinals = self._phrases["ordinals"]
        if date.grain == "quarter" and months == 3 and first.month % 3 == 1:
            return self._put("quarter", ordinal=ordinals[first.month // 3], year=year)
        if date.grain == "half" and months == 6 and first.month in (1, 7):
            halves = self._phrases.get("halves", ordinals)
            return self._put("half", ordinal=halves[first.month // 7], year=year)
        if first.month != 1:
            return None
        if months == 12:
            return year
        if date.grain == "decade" and months == 120 and first.year > 0 and first.year % 10 == 0:
            return self._put("decade", year=year)
        if date.grain == "century" and months == 1200:
            return self._century(first.year)
        return None

    def _century(self, first_year: int) -> str | None:
        """The century that begins with this year; ours may be counted from its 0 or its 1."""
        if first_year > 0 and first_year % 100 < 2:
            number, phrase = 1 + first_year // 100, "century"
        elif first_year < 0 and (1 - first_year) % 100 == 0:
            number, phrase = (1 - first_year) // 100, "century_bc"
        else:
            return None
        return self._put(phrase, roman=_roman(number), ordinal=_english_ordinal(number))

    def _season(self, date: DateSpan) -> str:
        assert date.start is not None
        assert date.end is not None
        middle = date.start.plus((date.days or 0) // 2)
        years = self.year(date.end.year)
        if date.start.year != date.end.year:
            years = f"{self.year(date.start.year)}–{years}"
        # By their middle month: winter is 12, 1 and 2.
        return f"{self._phrases['seasons'][middle.month % 12 // 3]} {years}"

    def _part(self, date: DateSpan, *, loosely: bool) -> str | None:
        """Begin, middle or end of a month or a year; exact days are a range, not a part, unless
        it was on one of them."""
        first, last = date.start, date.end
        assert first is not None
        assert last is not None
        exact = date.grain == "day" and not date.approximate
        if first.year != last.year or (exact and not loosely):
            return None
        if first.month == last.month:
            if (first.day, last.day) == (1, 10):
                return self._put("begin", unit=self._month(first))
            if (first.day, last.day) == (11, 20):
                return self._put("middle", unit=self._month(first))
            ends = first.day == 21 and _ends_month(last)
            return self._put("end", unit=self._month(first)) if ends else None
        part = _PARTS_OF_YEAR.get((first.month, last.month))
        if part is None or first.day != 1 or not _ends_month(last) or date.grain == "quarter":
            return None
        return self._put(part, unit=self.year(first.year))

    def _range(self, date: DateSpan, extent: Extent | None) -> str:
        first, last = date.start, date.end
        assert first is not None
        assert last is not None
        begins, ends = _edges(date)
        begin, end = self._edge(first, begins), self._edge(last, ends)
        if first.year == last.year and begins != "year":
            # What both have in common is said once.
            begin = self._months[first.month]
            if begins == "day":
                begin = self._number(first)
                if first.month != last.month or ends != "day":
                    begin = self._put("day", number=begin, month=self._months[first.month])
        if extent == "throughout":
            return f"{self._from(begin, begins)} {self._to(end, ends)}"
        if extent == "within":
            put = [self._within(begin, begins), self._within(end, ends)]
            return self._put("within", first=put[0], last=put[1])
        dash = " – " if begins != ends or " " in begin else "–"
        return f"{begin}{dash}{end}"

    def _edge(self, day: Day, unit: Unit) -> str:
        if unit == "year":
            return self.year(day.year)
        return self._month(day) if unit == "month" else self._day(day)

    def _from(self, words: str, unit: Unit) -> str:
        if unit == "day":
            return self._put("from_day", words=words)
        return self._put("from_vowel" if words[0] in _VOWELS else "from", words=words)

    def _to(self, words: str, unit: Unit) -> str:
        return self._put("to_day" if unit == "day" else "to", words=words)

    def _within(self, words: str, unit: Unit) -> str:
        return self._put("within_day", words=words) if unit == "day" else words


def _edges(date: DateSpan) -> tuple[Unit, Unit]:
    """How precisely the first and the last day of a span are said."""
    first, last = date.start, date.end
    assert first is not None
    assert last is not None
    if date.grain in ("day", "week"):
        return "day", "day"
    begins: Unit = "month" if first.day == 1 else "day"
    ends: Unit = "month" if _ends_month(last) else "day"
    if date.grain in ("year", "decade", "century") and first.year != last.year:
        begins = "year" if begins == "month" and first.month == 1 else begins
        ends = "year" if ends == "month" and last.month == 12 else ends
    if begins == "month" and (first.year, first.month) == (last.year, last.month):
        begins = "day"
    return begins, ends


def _ends_month(day: Day) -> bool:
    return day.day == days_in_month(day.year, day.month)


def _english_ordinal(number: int) -> str:
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _roman(number: int) -> str:
    letters = ""
    for value, letter in _ROMAN:
        while number >= value:
            letters += letter
            number -= value
    return f"{letters}{'er' if letters == 'I' else 'e'}"
