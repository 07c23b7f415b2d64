"""What other libraries know better than we could test by hand, asked the same questions."""

from __future__ import annotations

import datetime
from typing import Any

import dateparser
import holidays
import pytest
from convertdate import french_republican
from dateutil.easter import easter as dateutil_easter
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import find_dates
from timeline.dates.calendars import easter, republican
from timeline.dates.grammar import RULE_FILES, read_rules
from timeline.model import DateSpan

EXAMPLES: list[dict[str, Any]] = [
    example
    for file in RULE_FILES
    for rule in read_rules()[file]["rule"]
    for example in rule.get("examples", ())
]


@given(st.integers(1583, 4099))
def test_easter_is_that_of_dateutil(year: int) -> None:
    assert str(easter(year)) == dateutil_easter(year).isoformat()


@given(st.integers(1, 14), st.integers(1, 12), st.integers(1, 30))
def test_the_republican_calendar_is_that_of_convertdate(year: int, month: int, day: int) -> None:
    there = datetime.date(*french_republican.to_gregorian(year, month, day))
    assert str(republican(year, month, day)) == there.isoformat()


# Names as our grammar has them, for the holidays that the library knows in French law.
NAMES = {
    "Jour de l'an": "le jour de l'An",
    "Lundi de Pâques": "le lundi de Pâques",
    "Fête du Travail": "la fête du Travail",
    "Ascension": "l'Ascension",
    "Lundi de Pentecôte": "le lundi de Pentecôte",
    "Assomption": "l'Assomption",
    "Toussaint": "la Toussaint",
    "Noël": "Noël",
}


@pytest.mark.parametrize("name", NAMES)
@given(year=st.integers(1990, 2060))
def test_french_holidays_are_those_of_the_law(name: str, year: int) -> None:
    law = holidays.country_holidays("FR", years=year, language="fr")
    days = [day for day, names in law.items() if name in names.split("; ")]
    found = find_dates(f"{NAMES[name]} {year}")
    if days:  # Whit Monday was none in 2005
        assert [str(e.date.start) for e in found if e.date] == [day.isoformat() for day in days]


def parsed(text: str) -> datetime.date | None:
    """What dateparser reads in an absolute French date."""
    found = dateparser.parse(
        text,
        languages=["fr"],
        settings={"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"]},
    )
    return found.date() if found else None


FORMS = ["%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d"]
MONTHS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet"]
MONTHS += ["août", "septembre", "octobre", "novembre", "décembre"]


@given(
    day=st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)),
    form=st.sampled_from([*FORMS, "{d} {m} {y}", "le {d} {m} {y}", "{m} {d}, {y}"]),
)
def test_absolute_days_are_those_of_dateparser(day: datetime.date, form: str) -> None:
    month = MONTHS[day.month - 1]
    text = day.strftime(form) if form in FORMS else form.format(d=day.day, m=month, y=day.year)
    ours = find_dates(text)[0].date
    assert ours is not None
    assert str(ours.start) == day.isoformat() == str(parsed(text))


@given(count=st.integers(2, 400), unit=st.sampled_from(["jours", "semaines"]))
def test_days_ago_are_those_of_dateparser(count: int, unit: str) -> None:
    today = datetime.datetime(2025, 2, 15)
    text = f"il y a {count} {unit}"
    theirs = dateparser.parse(text, languages=["fr"], settings={"RELATIVE_BASE": today})
    ours = find_dates(text, today.date())[0].date
    assert ours is not None
    assert theirs is not None
    assert ours.start is not None
    assert ours.end is not None
    assert str(ours.start) <= theirs.date().isoformat() <= str(ours.end)


def spans() -> list[DateSpan]:
    """The spans of every example of the grammar that another library can express."""
    found = []
    for example in EXAMPLES:
        for one in find_dates(example["text"], example.get("published")):
            if one.date is not None and one.date.start and one.date.end and one.date.start.year > 0:
                found.append(one.date)
    return found


@pytest.mark.parametrize(
    "span", sorted(set(spans()), key=lambda span: span.edtf), ids=lambda s: s.edtf
)
def test_edtf_is_read_by_its_library_as_the_same_days(span: DateSpan) -> None:
    theirs = parse_edtf(span.edtf)
    first, last = theirs.lower_strict(), theirs.upper_strict()
    assert f"{first[0]:04d}-{first[1]:02d}-{first[2]:02d}" == str(span.start)
    assert f"{last[0]:04d}-{last[1]:02d}-{last[2]:02d}" == str(span.end)
