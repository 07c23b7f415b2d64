"""Dates in words."""

from __future__ import annotations

import pytest
from samples import day, span

from timeline.model import DateSpan
from timeline.rendering.words import date_in_words

CASES = [
    ("15 févr. 2025", day("2025-02-15")),
    ("1er août 2025", day("2025-08-01")),
    ("févr. 2025", DateSpan.of_month(2025, 2)),
    ("2015", DateSpan.of_year(2015)),
    ("3–7 mai 2012", span("2012-05-03", "2012-05-07")),
    ("1er–31 mai 2012", span("2012-05-01", "2012-05-31", "day")),
    ("28 avr. – 3 mai 2012", span("2012-04-28", "2012-05-03")),
    ("28 déc. 2011 – 3 janv. 2012", span("2011-12-28", "2012-01-03")),
    ("sem. du 7 mai 2012", span("2012-05-07", "2012-05-13", "week")),
    ("8–14 mai 2012", span("2012-05-08", "2012-05-14", "week")),
    ("mars–avr. 2012", span("2012-03-01", "2012-04-30", "month")),
    ("nov. 2011 – févr. 2012", span("2011-11-01", "2012-02-29", "month")),
    ("2008–2009", span("2008-01-01", "2009-12-31", "year")),
    ("1er trim. 2012", span("2012-01-01", "2012-03-31", "quarter")),
    ("4e trim. 2012", span("2012-10-01", "2012-12-31", "quarter")),
    ("2e sem. 2012", span("2012-07-01", "2012-12-31", "half")),
    ("été 2012", span("2012-06-21", "2012-09-22", "season")),
    ("été 2012", span("2012-06-01", "2012-08-31", "season")),
    ("hiver 2011–2012", span("2011-12-21", "2012-03-19", "season")),
    ("printemps 2012", span("2012-03-20", "2012-06-20", "season")),
    ("années 1990", span("1990-01-01", "1999-12-31", "decade")),
    ("XIXe siècle", span("1801-01-01", "1900-12-31", "century")),
    ("XXe siècle", span("1900-01-01", "1999-12-31", "century")),
    ("Ier siècle", span("0001-01-01", "0100-12-31", "century")),
    ("IIe siècle av. J.-C.", span("-0199-01-01", "-0100-12-31", "century")),
    ("début 2012", span("2012-01-01", "2012-03-31", "month")),
    ("mi-2012", span("2012-05-01", "2012-08-31", "month")),
    ("fin 2012", span("2012-10-01", "2012-12-31", "month")),
    ("début mai 2012", span("2012-05-01", "2012-05-10", "month")),
    ("mi-mai 2012", span("2012-05-11", "2012-05-20", "month")),
    ("fin févr. 2012", span("2012-02-21", "2012-02-29", "month")),
    ("1er–10 mai 2012", span("2012-05-01", "2012-05-10")),
    ("jusqu'en 2019", span(None, "2019-12-31", "year")),
    ("jusqu'en mai 2019", span(None, "2019-05-31", "month")),
    ("jusqu'au 3 mai 2019", span(None, "2019-05-03")),
    ("jusqu'au 31 déc. 2019", span(None, "2019-12-31", "day")),
    ("depuis 2024", span("2024-01-01", None, "year")),
    ("depuis févr. 2024", span("2024-02-01", None, "month")),
    ("depuis le 1er févr. 2024", span("2024-02-01", None)),
    ("vers 2015", DateSpan.of_year(2015, approximate=True)),
    ("vers le 2 mai 2016", day("2016-05-02").vague()),
    ("vers 14 mai – 13 juin 2012", span("2012-05-14", "2012-06-13", approximate=True)),
    ("depuis 2024 environ", span("2024-01-01", None, "year", approximate=True)),
    ("avr. 2016 ?", span("2016-04-01", "2016-04-30", "month", uncertain=True)),
    ("15 mars 44 av. J.-C.", day("-0043-03-15")),
    ("1 av. J.-C.", span("0000-01-01", "0000-12-31", "year")),
    ("", None),
]


@pytest.mark.parametrize(("words", "date"), CASES)
def test_date_in_words(words: str, date: DateSpan | None):
    assert date_in_words(date) == words


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("1 Feb 2025", day("2025-02-01")),
        ("3–7 May 2012", span("2012-05-03", "2012-05-07")),
        ("28 Apr – 3 May 2012", span("2012-04-28", "2012-05-03")),
        ("week of 7 May 2012", span("2012-05-07", "2012-05-13", "week")),
        ("Q4 2012", span("2012-10-01", "2012-12-31", "quarter")),
        ("H2 2012", span("2012-07-01", "2012-12-31", "half")),
        ("winter 2011–2012", span("2011-12-21", "2012-03-19", "season")),
        ("1990s", span("1990-01-01", "1999-12-31", "decade")),
        ("19th century", span("1801-01-01", "1900-12-31", "century")),
        ("21st century", span("2001-01-01", "2100-12-31", "century")),
        ("12th century", span("1101-01-01", "1200-12-31", "century")),
        ("2nd century BC", span("-0199-01-01", "-0100-12-31", "century")),
        ("mid-2012", span("2012-05-01", "2012-08-31", "month")),
        ("since Feb 2024", span("2024-02-01", None, "month")),
        ("until 3 May 2019", span(None, "2019-05-03")),
        ("about 2 May 2016", day("2016-05-02").vague()),
        ("Apr 2016?", span("2016-04-01", "2016-04-30", "month", uncertain=True)),
        ("15 Mar 44 BC", day("-0043-03-15")),
    ],
)
def test_date_in_english_words(words: str, date: DateSpan):
    assert date_in_words(date, "en") == words


@pytest.mark.parametrize(
    ("date", "lasted", "within", "in_english"),
    [
        (
            span("2012-05-03", "2012-05-07"),
            "du 3 au 7 mai 2012",
            "entre le 3 et le 7 mai 2012",
            ("from 3 to 7 May 2012", "between 3 and 7 May 2012"),
        ),
        (
            span("2012-04-01", "2012-06-30", "month"),
            "d'avr. à juin 2012",
            "entre avr. et juin 2012",
            ("from Apr to Jun 2012", "between Apr and Jun 2012"),
        ),
        (
            span("2007-01-01", "2012-11-01", "year"),
            "de 2007 au 1er nov. 2012",
            "entre 2007 et le 1er nov. 2012",
            ("from 2007 to 1 Nov 2012", "between 2007 and 1 Nov 2012"),
        ),
        (
            span("2012-10-26", "2012-11-01", approximate=True),
            "du 26 oct. au 1er nov. 2012 environ",
            "entre le 26 oct. et le 1er nov. 2012 environ",
            ("from 26 Oct to 1 Nov 2012 or so", "between 26 Oct and 1 Nov 2012 or so"),
        ),
        # Calendar units have their name, whichever is meant; so has a part of one, where it was on
        # some day of it.
        (DateSpan.of_month(2012, 5), "mai 2012", "mai 2012", ("May 2012", "May 2012")),
        (
            span("2012-06-01", "2012-06-10"),
            "du 1er au 10 juin 2012",
            "début juin 2012",
            ("from 1 to 10 Jun 2012", "early Jun 2012"),
        ),
    ],
)
def test_what_lasted_is_told_apart_from_what_was_on_some_day(
    date: DateSpan, lasted: str, within: str, in_english: tuple[str, str]
):
    assert date_in_words(date, extent="throughout") == lasted
    assert date_in_words(date, extent="within") == within
    assert date_in_words(date, "en", "throughout") == in_english[0]
    assert date_in_words(date, "en", "within") == in_english[1]


def test_what_was_cut_at_the_publication_is_written_as_it_was_said():
    since = span("2007-01-01", "2012-11-01", "year")
    assert date_in_words(since, extent="since") == "depuis 2007"
    assert (
        date_in_words(span("2012-07-06", "2012-07-11"), extent="until") == "jusqu'au 11 juil. 2012"
    )
