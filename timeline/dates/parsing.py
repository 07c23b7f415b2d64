"""Reading one publication date, as metadata, bylines and file names write it."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from timeline.model import DateSpan, Day, TimeExpression, days_in_month

Order = Literal["DMY", "MDY", "YMD"]

_LONGEST = 300  # characters of a date string that are read
_COMPACT = re.compile(
    r"(?<!\d)((?:1[0-9]|20)\d\d)([-_./]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)"
)
# The day and the time that follows it may touch: "20250215T102200", "20250215102200".
_STAMP = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
    r"[t _-]?[0-2]\d[0-5]\d([0-5]\d)?(?!\d)",
    re.IGNORECASE,
)
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ].*)?)?)?")
# What most bylines hold, and the grammar reads as nothing else: « 1er mars 2024 ».
_PLAIN_DAY = re.compile(r"([0-9]{1,2})(?:er)? ([^\W\d_]+) ((?:1[6-9]|20)\d\d)")
_MONTH_FIRST = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_PUBLISHED = re.compile(r"(?:publi|paru|mis en ligne|post)\w{0,8}[^\d]{0,20}$", re.IGNORECASE)
_FULL_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def as_span(published: Day | DateSpan | datetime.date | str | None) -> DateSpan | None:
    """A publication date in any of the forms the public functions take.

    Raises ValueError for a string that is no date.
    """
    if published is None or isinstance(published, DateSpan):
        return published
    if isinstance(published, Day):
        return DateSpan.of_day(published)
    if isinstance(published, datetime.date):
        return DateSpan.of_day(Day(published.year, published.month, published.day))
    span = _iso(published.strip()) or parse_date(published)
    if span is None:
        raise ValueError(f"{published!r} is no date; write it as 2025-02-15, 2025-02 or 2025")
    return span


@lru_cache(maxsize=4096)
def parse_date(text: str, order: Order = "DMY") -> DateSpan | None:
    """The date that a date string names: `15/02/2025`, `Publié le 3 mars 2024 à 10h15`.

    `order` is that of numeric dates with the year last. The first day named wins. None where there
    is no date, where it names no year, and where the day does not exist (31 février). Times and
    zones are dropped: the day is the one written. What the French grammar cannot value falls to
    dateparser, in French and English, which never sees relative expressions.
    """
    text = text.strip()[:_LONGEST]
    if (plain := _PLAIN_DAY.fullmatch(text)) and (month := _months().get(plain[2])):
        return _day(int(plain[3]), month, int(plain[1]))
    compact = _from_numbers(text, order)
    if compact is not None:
        return compact[0]
    ours, impossible = _by_grammar(text)
    if impossible:
        return None
    if ours is not None and ours.date is not None:
        rest = text[: ours.char_start] + " " + text[ours.char_end :]
        if ours.date.grain not in ("month", "year") or not re.search(r"\w{3}|\d", rest):
            return ours.date
    if not _FULL_YEAR.search(text):
        return None
    foreign = by_dateparser(text, order)
    if foreign is not None:
        return foreign
    if ours is None or ours.date is None:
        return None
    # A lone year in a longer text is no publication date; a month with its year is.
    lone_year = ours.date.grain == "year" and len(text) > len(ours.text) + 20
    return None if lone_year else ours.date


@cache
def _months() -> Mapping[str, int]:
    """Months by their names: the grammar's words, without the rest of it, which takes time."""
    path = files("timeline.resources") / "lexicons" / "dates" / "words.toml"
    months: dict[str, int] = tomllib.loads(path.read_text(encoding="utf-8"))["classes"]["month"]
    return months


def _iso(text: str) -> DateSpan | None:
    """A day, month or year in ISO 8601. Raises ValueError for a day that is not."""
    found = _ISO.fullmatch(text)
    if not found:
        return DateSpan.of_day(Day.parse(text)) if re.fullmatch(r"-\d{4}-\d\d-\d\d", text) else None
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None  # the pattern begins with it
    if month is None:
        return DateSpan.of_year(year)
    if not 1 <= month <= 12:
        raise ValueError(f"no such month: {text!r}")
    return DateSpan.of_month(year, month) if day is None else DateSpan.of_day(Day(year, month, day))


def _from_numbers(text: str, order: Order) -> tuple[DateSpan | None] | None:
    """A date all in figures that the grammar does not read; (None,) where it does not exist."""
    found = _COMPACT.search(text) or _STAMP.search(text)
    if found:
        digits = re.sub(r"\D", "", found.group())
        return (_day(int(digits[:4]), int(digits[4:6]), int(digits[6:8])),)
    if order == "MDY" and (found := _MONTH_FIRST.search(text)):
        month, day, year = int(found.group(1)), int(found.group(3)), int(found.group(4))
        return (_day(year, month, day),)
    return None


def _day(year: int, month: int, day: int) -> DateSpan | None:
    if not 1 <= month <= 12 or not 1 <= day <= days_in_month(year, month):
        return None
    return DateSpan.of_day(Day(year, month, day))


def _by_grammar(text: str) -> tuple[TimeExpression | None, bool]:
    """The first day, else the first date with its year, and whether an impossible day is named."""
    from timeline.dates.folding import fold
    from timeline.dates.grammar import grammar
    from timeline.dates.recogniser import recognise
    from timeline.dates.resolver import resolve

    rules = grammar()
    folded = fold(text)
    found = resolve(recognise(folded, rules), folded, rules, None)
    if any(expression.problem == "no such day" for expression in found):
        return None, True
    dated = [
        expression
        for expression in found
        if expression.date is not None
        and expression.anchor == "none"
        and expression.date.start is not None
        and expression.date.end is not None
    ]
    days = [e for e in dated if e.date is not None and e.date.days == 1]
    # "Mis à jour le 3 mars, publié le 1er mars": the word nearest before a day says which it is.
    published = [e for e in days if _PUBLISHED.search(text[: e.char_start])]
    return next(iter(published or days or dated), None), False


@lru_cache(maxsize=4096)
def by_dateparser(text: str, order: Order = "DMY") -> DateSpan | None:
    """What dateparser reads in an absolute date with its year: a day, else a month.

    The reference day is fixed, so that the same string always gives the same date, and years,
    months or days that are not written are never filled in.
    """
    import dateparser  # slow to import, and most dates do not need it

    for parts in (["day", "month", "year"], ["month", "year"]):
        found = dateparser.parse(
            text,
            languages=["fr", "en"],
            settings={
                "DATE_ORDER": order,
                "PARSERS": ["absolute-time"],
                "PREFER_DAY_OF_MONTH": "first",
                "RELATIVE_BASE": datetime.datetime(2000, 1, 1),
                "REQUIRE_PARTS": parts,
                "RETURN_AS_TIMEZONE_AWARE": False,
            },
        )
        if found is not None and str(found.year) in text:
            if "day" in parts:
                return _day(found.year, found.month, found.day)
            return DateSpan.of_month(found.year, found.month)
    return None
