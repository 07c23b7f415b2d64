"""The model as plain dictionaries: everything comes back as it was."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import article, day, span

from timeline import codec
from timeline.model import (
    GRAINS,
    Amount,
    Article,
    Component,
    DateSpan,
    Day,
    Membership,
    Timeline,
    Zone,
)

days = st.integers(min_value=-1_000_000, max_value=4_000_000).map(Day.from_ordinal)


def through_json(data: object) -> object:
    return json.loads(json.dumps(data, allow_nan=False))


@given(days, st.integers(0, 40_000), st.sampled_from(GRAINS), st.booleans(), st.booleans())
def test_every_closed_date_comes_back(start, length, grain, approximate, uncertain):
    date = DateSpan(start, start.plus(length), grain, approximate, uncertain)
    assert codec.date_from_dict(through_json(codec.date_to_dict(date))) == date


@given(days, st.booleans(), st.sampled_from(GRAINS), st.booleans())
def test_every_open_date_comes_back(end, open_start, grain, approximate):
    ends = (None, end) if open_start else (end, None)
    date = DateSpan(*ends, grain, approximate)
    assert codec.date_from_dict(through_json(codec.date_to_dict(date))) == date


def test_a_date_is_start_end_grain_and_edtf():
    assert codec.date_to_dict(span("2012-05-01", "2012-05-31", "month", approximate=True)) == {
        "start": "2012-05-01",
        "end": "2012-05-31",
        "grain": "month",
        "edtf": "2012-05~",
    }
    assert codec.date_to_dict(None) is None


def test_every_event_comes_back(made_by_hand: Timeline):
    first = made_by_hand.events[0]
    set_right = replace(first, corrected=("date", "hidden"), hidden=True)
    for event in (*made_by_hand.events, set_right):
        memberships = [
            codec.membership_from_dict(through_json(codec.membership_to_dict(one)))
            for one in event.memberships
        ]
        data = through_json(codec.event_to_dict(event))
        assert codec.event_from_dict(data, memberships) == event


def test_a_lent_date_does_not_change_the_mention(made_by_hand: Timeline):
    mention = next(one for event in made_by_hand.events for one in event.mentions if not one.date)
    lent = Membership(
        mention, day("2012-05-07"), "cross-document", "giver", "other", (Component("why", 1.0),)
    )
    assert codec.membership_from_dict(codec.membership_to_dict(lent)) == lent


def test_an_article_comes_back():
    note = article(
        "Un titre\nUn texte.",
        title="Un titre",
        author="A. Dupré",
        published=day("2012-05-08"),
        published_source="byline",
        zones=(Zone(0, 8, "title"), Zone(9, 18, "body")),
        copy_of="0123456789abcdef",
    )
    data = through_json(codec.article_to_dict(note))
    zones = codec.zones_to_list(note.zones)
    assert codec.article_from_dict(data, note.text, zones) == note


def test_the_text_is_told_only_when_asked_for(made_by_hand: Timeline):
    note: Article = made_by_hand.articles[0]
    assert "text" not in codec.article_to_dict(note)
    assert codec.article_to_dict(note, with_text=True)["text"] == note.text


@pytest.mark.parametrize(
    ("value", "plain"),
    [(3, 3), (3.0, 3), (-0.0, 0), (2.5, 2.5), (1e15, 10**15), (None, None), (math.nan, None),
     (math.inf, None)],
)  # fmt: skip
def test_whole_numbers_are_integers_and_json_knows_no_nan(value, plain):
    number = codec.number(value)
    assert number == plain
    assert type(number) is type(plain)


def test_an_amount_without_a_value_is_still_an_amount():
    amount = Amount("des milliards et des milliards", math.inf, None, True, "EUR")
    data = through_json(codec.amount_to_dict(amount))
    assert data["value"] is None
    assert math.isnan(codec.amount_from_dict(data).value)


def test_a_match_weight_without_a_value_is_still_a_match_weight():
    rows = through_json(codec.components_to_list([Component("a", 2.0), Component("b", -math.inf)]))
    assert rows == [["a", 2], ["b", None]]


@pytest.mark.parametrize(("value", "plain"), [(0.12345, 0.123), (1, 1.0), (math.nan, 0.0)])
def test_scores_have_three_decimals(value, plain):
    assert codec.score(value) == plain
