"""Which dates an event could have had, and what singles out the one it has."""

from __future__ import annotations

from typing import Any

import pytest
from samples import alone, article, day, event, mention, span

from timeline.model import Article, DateSource, DateSpan, Event
from timeline.rendering.date_choice import choice, readings

Told = tuple[DateSpan | None, DateSource]
_YEAR, _MONTH = DateSpan.of_year(2012), DateSpan.of_month(2012, 5)


def told(*mentions: Told, date: DateSpan | None, **fields: Any) -> tuple[Event, dict[str, Article]]:
    """An event of this date that each of several articles tells once, and these articles."""
    articles = [
        article(f"Le pont {place} a rouvert.", f"{place}.txt") for place in range(len(mentions))
    ]
    made = [
        mention(one, one.text, "rouvert", date=given, date_source=source)
        for one, (given, source) in zip(articles, mentions, strict=True)
    ]
    return event(*made, date=date, **fields), {one.id: one for one in articles}


def why(*mentions: Told, date: DateSpan | None) -> str:
    one, articles = told(*mentions, date=date)
    return choice(one, readings(one, articles))


def test_distinct_dates_come_with_their_sources_and_evidence_the_chosen_first():
    one, articles = told(
        (_YEAR, "explicit"), (None, "none"), (day("2012-05-07"), "narrative"), (_YEAR, "relative"),
        date=day("2012-05-07"),
    )  # fmt: skip
    found = readings(one, articles)
    assert [reading.date for reading in found] == [day("2012-05-07"), _YEAR, None]
    assert [reading.chosen for reading in found] == [True, False, False]
    assert [len(reading.sources) for reading in found] == [1, 2, 1]
    assert list(found[1].by_evidence()) == ["explicit", "relative"]


def test_copies_of_one_article_are_one_source():
    first = article("Le pont a rouvert.")
    copy = article("Le pont a rouvert. ", "copy.txt", copy_of=first.id)
    mentions = [mention(one, "Le pont a rouvert.", "rouvert", date=_YEAR) for one in (first, copy)]
    (reading,) = readings(event(*mentions), {first.id: first, copy.id: copy})
    assert reading.sources == (first.id,)


_SEVENTH, _EIGHTH, _NINTH = (day(f"2012-05-0{number}") for number in (7, 8, 9))


@pytest.mark.parametrize(
    ("mentions", "date", "words"),
    [
        ([(_YEAR, "explicit"), (_YEAR, "narrative")], _YEAR, "the only date given"),
        (
            [(_YEAR, "explicit"), (_SEVENTH, "explicit")],
            _SEVENTH,
            "the most precise that both sources allow",
        ),
        (
            [(_YEAR, "explicit"), (_SEVENTH, "explicit"), (day("2011-03-01"), "explicit")],
            _SEVENTH,
            "the most precise that 2 of 3 sources allow",
        ),
        (
            [(_MONTH, "explicit"), (_SEVENTH, "narrative")],
            _MONTH,
            "the most precise, stated rather than inferred, that both sources allow",
        ),
        (
            [(_SEVENTH, "explicit"), (_EIGHTH, "relative")],
            _SEVENTH,
            "the most precise, named rather than counted, that 1 of 2 sources allows",
        ),
        (
            [(_SEVENTH, "explicit"), (_EIGHTH, "explicit")],
            _SEVENTH,
            "no less precise than any other that 1 of 2 sources allows",
        ),
        (
            [(_MONTH, "explicit"), (_YEAR, "explicit"), (_EIGHTH, "narrative")],
            _YEAR,
            "all 3 sources allow it",
        ),
        (
            [(_YEAR, "explicit"), (_SEVENTH, "explicit")],
            _MONTH,
            "no mention gives it; both sources allow it",
        ),
        (
            [(_YEAR, "explicit"), (_SEVENTH, "explicit")],
            day("2015-01-01"),
            "no mention gives it; 0 of 2 sources allow it",
        ),
        ([(None, "none")], None, "no mention has a date"),
        ([(None, "none")], _YEAR, "no mention gives it"),
        ([(_YEAR, "explicit")], None, "none of these is the event's: it has none"),
    ],
)
def test_what_is_said_of_the_choice(mentions: list[Told], date: DateSpan | None, words: str):
    assert why(*mentions, date=date) == words


def test_a_source_that_gives_two_dates_allows_both():
    text = "Le pont a rouvert en 2012. Il a rouvert le 7 mai 2012. Il a rouvert le 9 mai 2012."
    note = article(text)
    sentences = [f"{one}." for one in text.rstrip(".").split(". ")]
    made = [
        mention(note, sentence, "rouvert", date=date, date_source="explicit")
        for sentence, date in zip(sentences, (_YEAR, _SEVENTH, _NINTH), strict=True)
    ]
    one = event(*made, date=_SEVENTH)
    found = readings(one, {note.id: note})
    assert choice(one, found) == "no less precise than any other of those given"


def test_open_spans_are_the_least_precise():
    since = span("2012-05-01", None, "month")
    assert why((since, "explicit"), (_YEAR, "explicit"), date=_YEAR) == (
        "the most precise that both sources allow"
    )


def test_an_event_whose_articles_are_not_known_is_explained():
    lonely = alone("Un bal", _YEAR)
    assert choice(lonely, readings(lonely, {})) == "the only date given"
