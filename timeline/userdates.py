"""A date as a user writes one, on the command line or in a field."""

from __future__ import annotations

import re

from timeline.model import DateSpan, Day

NO_DATE = "sans date"
_ISO = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?")


class NotADate(ValueError):
    """Words that name no date; the message says which would."""


def date_of(text: str) -> DateSpan:
    """The date that a user wrote: `2015`, `2015-03`, `2015-03-01` or French words.

    Raises NotADate.
    """
    iso = _ISO.fullmatch(text.strip())
    try:
        if iso is None:
            from timeline.dates import parse_date

            date = parse_date(text)
            if date is None:
                raise ValueError
            return date
        year, month, day = (None if part is None else int(part) for part in iso.groups())
        if year is None or month is None:
            return DateSpan.of_year(year or 0)
        if day is None:
            return DateSpan.of_month(year, month)
        return DateSpan.of_day(Day(year, month, day))
    except (ValueError, IndexError):
        raise NotADate(
            f"{text!r} is no date: write 2015, 2015-03, 2015-03-01 or « mars 2015 »."
        ) from None


def date_or_none(text: str) -> DateSpan | None:
    """The date that a user wrote, None for « sans date ». Raises NotADate."""
    return None if text.strip().casefold() == NO_DATE else date_of(text)
