"""Events and clustering, worked out by hand."""

import pytest
from evaluation_cases import day_row, mention_of, perfect, timeline_of

from timeline.evaluation.metrics import bcubed


def test_b_cubed_by_hand():
    # Event 1 holds A A, event 2 holds A B. Precision 1, 1, 1/2, 1/2; recall 2/3, 2/3, 1/3, 1.
    figures = bcubed([("A", 1), ("A", 1), ("A", 2), ("B", 2)])
    assert figures == {"n": 4, "P": 0.75, "R": 0.6667, "F1": 0.7059}


TWO_EVENTS = [
    day_row(0, "a", "2012-07-10"),
    day_row(1, "a", "2012-07-10"),
    day_row(2, "b", "2012-07-12"),
    day_row(3, "b", "2012-07-12"),
]


def test_all_in_one_event_costs_precision(score):
    figures = score(TWO_EVENTS, perfect(TWO_EVENTS, event=lambda row: "all"))
    assert figures["bcubed_strict_pairs"] == {"n": 4, "P": 0.5, "R": 1.0, "F1": 0.6667}
    assert figures["mentions_strict"]["F1"] == 1.0
    assert figures["events_strict"]["system_events"] == 1


def test_each_mention_its_own_event_costs_recall(score):
    figures = score(TWO_EVENTS, perfect(TWO_EVENTS, event=lambda row: str(row["sentence_start"])))
    assert figures["bcubed_strict_pairs"] == {"n": 4, "P": 1.0, "R": 0.5, "F1": 0.6667}


def test_an_event_is_found_by_one_mention_and_right_by_one(score):
    wrong = {"start": "1999"}
    answers = [
        ("x", mention_of(TWO_EVENTS[0])),
        ("x", mention_of(TWO_EVENTS[1], date=wrong)),
        ("y", mention_of(TWO_EVENTS[2], date=wrong)),
        ("z", mention_of(TWO_EVENTS[3], date=wrong)),
    ]
    events = score(TWO_EVENTS, timeline_of(answers))["events_strict"]
    # Of a and b, a is found; of x, y and z, x is right: F1 = 2 * (1/3 * 1/2) / (1/3 + 1/2)
    assert events == {
        "gold_events": 2,
        "found": 1,
        "system_events": 3,
        "supported": 1,
        "P": 0.3333,
        "R": 0.5,
        "F1": 0.4,
    }


def test_one_event_in_two_documents_kept_apart_costs_recall_across_them_only(score):
    rows = [day_row(1, "a", "2012-07-10"), day_row(1, "a", "2012-07-10", doc="d2")]
    figures = score(rows, perfect(rows, event=lambda row: row["doc"]))
    assert figures["bcubed_strict_pairs"]["R"] == 0.5
    assert figures["bcubed_strict_within_document"]["R"] == 1.0


@pytest.mark.parametrize("first", ["left", "right"])
def test_the_answer_on_the_trigger_is_preferred_to_one_elsewhere_in_the_sentence(score, first):
    row = day_row(1, "a", "2012-07-10")
    on = ("right", mention_of(row, type="die"))
    off = ("left", mention_of(row, type="injure", trigger={"char_start": 160, "char_end": 164}))
    figures = score([row], timeline_of(sorted([on, off], key=lambda pair: pair[0] != first)))
    assert figures["type_on_strict_pairs"] == {"pairs": 1, "agree": 1.0}


@pytest.mark.parametrize("first", ["left", "right"])
def test_off_the_trigger_the_nearer_answer_is_preferred(score, first):
    row = day_row(1, "a", "2012-07-10")
    near = ("right", mention_of(row, type="die", trigger={"char_start": 120, "char_end": 124}))
    far = ("left", mention_of(row, type="injure", trigger={"char_start": 160, "char_end": 164}))
    figures = score([row], timeline_of(sorted([near, far], key=lambda pair: pair[0] != first)))
    assert figures["type_on_strict_pairs"] == {"pairs": 1, "agree": 1.0}


@pytest.mark.parametrize("first", ["left", "right"])
def test_of_two_on_the_trigger_the_one_with_the_date_is_preferred(score, first):
    row = day_row(1, "a", "2012-07-10")
    right = ("right", mention_of(row))
    wrong = ("left", mention_of(row, date={"start": "1999"}))
    figures = score([row], timeline_of(sorted([right, wrong], key=lambda pair: pair[0] != first)))
    assert figures["date_accuracy_on_sentence_pairs"]["all"]["exact"] == 1.0


def test_more_pairs_are_preferred_to_better_ones(score):
    """The trigger of `a` fits the only answer `b` could have; `a` yields and takes the other."""
    rows = [day_row(1, "a", "2012-07-10"), day_row(1, "b", "2012-07-12", at=50)]
    answers = [
        ("x", mention_of(rows[0], date={"start": "2012-07-10", "end": "2012-07-12"})),
        ("y", mention_of(rows[0], trigger={"char_start": 190, "char_end": 194})),
    ]
    assert score(rows, timeline_of(answers))["mentions_relaxed"]["tp"] == 2
