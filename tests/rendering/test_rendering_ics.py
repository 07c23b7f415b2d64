"""The iCalendar export, read by a parser of RFC 5545."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import icalendar
import pytest
from exports import exported, written
from samples import alone, article, day, event, mention, span, timeline_of

from timeline.model import DateSpan, Timeline


def events_of(timeline: Timeline) -> list[Any]:
    return icalendar.Calendar.from_ical(exported("ics", timeline)).walk("VEVENT")


@pytest.mark.parametrize(
    ("when", "first", "behind"),
    [
        (day("2012-05-07"), date(2012, 5, 7), date(2012, 5, 8)),
        (DateSpan.of_month(2012, 2), date(2012, 2, 1), date(2012, 3, 1)),
        (DateSpan.of_year(2012), date(2012, 1, 1), date(2013, 1, 1)),
        (span("2024-01-01", None, "year"), date(2024, 1, 1), None),
        (day("0001-01-01"), date(1, 1, 1), date(1, 1, 2)),
        (day("9999-12-30"), date(9999, 12, 30), date(9999, 12, 31)),
    ],
)
def test_days_are_whole_and_the_end_is_the_day_behind(when: DateSpan, first: date, behind: object):
    (found,) = events_of(timeline_of(alone("Un fait", when)))
    assert found.decoded("DTSTART") == first
    assert found.decoded("DTEND", None) == behind


def test_what_cannot_be_expressed_is_counted():
    whens = [None, span(None, "2019-12-31", "year"), day("-0043-03-15"), day("0000-12-31"),
             day("9999-12-31"), day("2012-05-07")]  # fmt: skip
    facts = [alone(f"Le fait {'i' * number}", when) for number, when in enumerate(whens)]
    data, unheld = written("ics", timeline_of(*facts))
    assert len(icalendar.Calendar.from_ical(data).walk("VEVENT")) == 1
    assert unheld == {"no date": 1, "no beginning": 1, "a year before 1 or after 9999": 3}


def test_what_an_event_says():
    paper = article(
        "Le conseil, réuni, a nié; puis \\n rien.",
        title="Un titre",
        url="https://a.example/b",
        published=day("2012-05-09"),
    )
    told = mention(paper, paper.text, "nié", date=day("2012-05-07"), places=("Lyon", "Bron, Rhône"))
    (found,) = events_of(timeline_of(event(told, factuality="negated"), articles=(paper,)))
    assert found["SUMMARY"] == paper.text.rstrip(".")
    assert found["DESCRIPTION"] == (
        "7 mai 2012; démenti\n\n« Le conseil, réuni, a nié; puis \\n rien. » — Un titre, 9 mai"
        " 2012, https://a.example/b"
    )
    assert found["LOCATION"] == "Lyon, Bron, Rhône"
    assert (found["URL"], found["STATUS"]) == ("https://a.example/b", "CANCELLED")
    assert found["UID"] == f"{event(told).id}@timeline"
    assert found.decoded("DTSTAMP") == datetime(2012, 5, 9, tzinfo=UTC)


def test_an_event_that_no_dated_article_tells_has_a_fixed_stamp():
    (found,) = events_of(timeline_of(alone("Un fait", day("2012-05-07"))))
    assert found.decoded("DTSTAMP") == datetime(1970, 1, 1, tzinfo=UTC)


def test_lines_have_at_most_75_octets_and_no_character_is_cut():
    title = "é🎉a" * 100
    data = exported("ics", timeline_of(alone(title, day("2012-05-07"))))
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines[:-1])
    assert b"\n" not in data.replace(b"\r\n", b"")
    (found,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert found["SUMMARY"] == title


def test_every_event_has_what_the_rfc_requires(made_by_hand: Timeline):
    found = events_of(made_by_hand)
    assert len({one["UID"] for one in found}) == len(found) > 15
    assert all(one.get("DTSTAMP") and one.get("DTSTART") and not one.errors for one in found)
