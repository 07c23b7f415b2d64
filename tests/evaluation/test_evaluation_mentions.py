"""Precision, recall and F1 of mentions, each worked out by hand."""

import pytest
from evaluation_cases import day_row, gold_row, mention_of, perfect, timeline_of

FOUR_DAYS = [day_row(n, f"e{n}", f"2012-07-1{n}") for n in range(4)]


def rates(figures):
    return figures["P"], figures["R"], figures["F1"]


def test_a_perfect_timeline_scores_one_everywhere(score):
    report = score(FOUR_DAYS, perfect(FOUR_DAYS))
    for name in (
        "mentions_strict",
        "mentions_trigger",
        "mentions_relaxed",
        "mentions_sentence_only",
        "events_strict",
        "events_relaxed",
        "bcubed_strict_pairs",
        "bcubed_relaxed_pairs",
        "bcubed_strict_within_document",
    ):
        assert rates(report[name]) == (1.0, 1.0, 1.0), name
    assert report["date_accuracy_on_sentence_pairs"]["all"] == {
        "pairs": 4,
        "exact": 1.0,
        "overlap": 1.0,
        "undated": 0,
    }
    assert report["factuality_on_strict_pairs"] == {"pairs": 4, "agree": 1.0}
    assert report["type_on_strict_pairs"] == {"pairs": 4, "agree": 1.0}


def test_a_mention_left_out_costs_recall_alone(score):
    report = score(FOUR_DAYS, perfect(FOUR_DAYS[:3]))
    # 3 of 4 found, 3 of 3 right: F1 = 2 * 0.75 / 1.75
    assert rates(report["mentions_strict"]) == (1.0, 0.75, 0.8571)


def test_a_date_one_day_off_costs_both_but_keeps_its_sentence(score):
    answers = [("e", mention_of(row)) for row in FOUR_DAYS[:3]]
    answers.append(("e", mention_of(FOUR_DAYS[3], date={"start": "2012-07-14"})))
    report = score(FOUR_DAYS, timeline_of(answers))
    assert rates(report["mentions_strict"]) == (0.75, 0.75, 0.75)
    assert rates(report["mentions_relaxed"]) == (0.75, 0.75, 0.75)
    assert rates(report["mentions_sentence_only"]) == (1.0, 1.0, 1.0)
    assert report["date_accuracy_on_sentence_pairs"]["all"]["exact"] == 0.75


def test_the_month_of_a_day_is_relaxed_but_not_strict(score):
    report = score(FOUR_DAYS, perfect(FOUR_DAYS, date={"start": "2012-07"}))
    assert report["mentions_strict"]["tp"] == 0
    assert report["mentions_relaxed"]["tp"] == 4


def test_each_mention_told_twice_halves_precision(score):
    twice = [(row["cluster"], mention_of(row)) for row in FOUR_DAYS for _ in range(2)]
    report = score(FOUR_DAYS, timeline_of(twice))
    assert rates(report["mentions_strict"]) == (0.5, 1.0, 0.6667)


def test_one_mention_cannot_answer_two_of_the_gold(score):
    two_in_one = [day_row(1, "a", "2012-07-12"), day_row(1, "b", "2012-07-12", at=50)]
    report = score(two_in_one, perfect(two_in_one[:1]))
    assert rates(report["mentions_strict"]) == (1.0, 0.5, 0.6667)


def test_a_span_in_the_sentence_beside_the_trigger_is_not_on_the_trigger(score):
    beside = {"char_start": 60, "char_end": 64}
    report = score(FOUR_DAYS[:1], perfect(FOUR_DAYS[:1], trigger=beside))
    assert report["mentions_strict"]["tp"] == 1
    assert report["mentions_trigger"]["tp"] == 0


@pytest.mark.parametrize(("start", "end", "hits"), [(94, 99, 1), (95, 99, 0), (94, 94, 1)])
def test_a_sentence_ends_before_its_end_offset(score, start, end, hits):
    trigger = {"char_start": start, "char_end": end}
    report = score(FOUR_DAYS[:1], perfect(FOUR_DAYS[:1], trigger=trigger))
    assert report["mentions_sentence_only"]["tp"] == hits


def test_a_mention_without_a_trigger_is_placed_by_its_sentence(score):
    report = score(FOUR_DAYS, perfect(FOUR_DAYS, trigger=None))
    assert report["mentions_trigger"]["tp"] == 4


def test_a_mention_without_offsets_is_wrong(score):
    lost = perfect(FOUR_DAYS, trigger=None, char_start=None)
    report = score(FOUR_DAYS, lost)
    assert report["mentions_sentence_only"]["tp"] == 0
    assert report["mentions_strict"]["system"] == 4
    assert report["warnings"]["mentions_without_offsets"] == 4


def test_a_mention_takes_its_events_date_type_and_factuality(score):
    timeline = perfect(FOUR_DAYS)
    for event in timeline["events"]:
        for key in ("date", "type", "factuality"):
            event[key] = event["mentions"][0].pop(key)
    report = score(FOUR_DAYS, timeline)
    assert rates(report["mentions_strict"]) == (1.0, 1.0, 1.0)
    assert report["type_on_strict_pairs"] == {"pairs": 4, "agree": 1.0}
    assert report["factuality_on_strict_pairs"] == {"pairs": 4, "agree": 1.0}


def test_type_and_factuality_are_compared_only_where_both_say_something(score):
    rows = [*FOUR_DAYS[:3], day_row(3, "e3", "2012-07-13", type="other")]
    answers = [
        ("a", mention_of(rows[0], type="injure", factuality="alleged")),
        ("b", mention_of(rows[1])),
        ("c", mention_of(rows[2], type=None, factuality=None)),
        ("d", mention_of(rows[3])),
    ]
    report = score(rows, timeline_of(answers))
    # Type: a and b, of which b agrees; factuality: a, b and d, of which b and d agree.
    assert report["type_on_strict_pairs"] == {"pairs": 2, "agree": 0.5}
    assert report["factuality_on_strict_pairs"] == {"pairs": 3, "agree": 0.6667}


def test_only_documents_in_both_files_are_scored(score):
    rows = [day_row(1, "a", "2012-07-12"), day_row(1, "b", "2012-07-12", doc="d2")]
    other = mention_of(day_row(1, "z", "2012-07-12", doc="d3"))
    report = score(rows, timeline_of([("a", mention_of(rows[0])), ("z", other)], ["d1", "d3"]))
    assert report["documents"] == {"scored": 1, "gold_only": ["d2"], "system_only": 1}
    assert rates(report["mentions_strict"]) == (1.0, 1.0, 1.0)


def test_mentions_of_articles_that_are_not_listed_are_counted_and_left_out(score):
    stray = [("a", mention_of(FOUR_DAYS[0])), ("b", mention_of(FOUR_DAYS[1], article="nowhere"))]
    report = score(FOUR_DAYS[:1], timeline_of(stray))
    assert report["warnings"]["mentions_of_unknown_article"] == 1
    assert report["mentions_strict"]["system"] == 1


def test_recall_is_broken_down_by_what_the_gold_says(score):
    rows = [
        day_row(0, "a", "2012-07-10", zone="title", salience=3),
        day_row(1, "b", "2012-07-11", salience=1, date_source="relative"),
        gold_row(2, "c", "2012-07-01", "2012-07-31", salience=1, approx=True),
    ]
    answers = [
        ("a", mention_of(rows[0])),
        ("c", mention_of(rows[2], date={"start": "2012"})),
    ]
    report = score(rows, timeline_of(answers))
    assert report["recall_by_salience"] == {
        "1": {"gold": 2, "strict": 0.0, "relaxed": 0.5},
        "3": {"gold": 1, "strict": 1.0, "relaxed": 1.0},
    }
    assert report["recall_by_date_source"]["relative"]["relaxed"] == 0.0
    assert report["recall_by_zone"]["title"]["strict"] == 1.0
    assert report["recall_by_approx"]["True"] == {"gold": 1, "strict": 0.0, "relaxed": 1.0}


def test_an_empty_timeline_scores_zero(score):
    report = score(FOUR_DAYS, timeline_of([]))
    assert rates(report["mentions_strict"]) == (0.0, 0.0, 0.0)
    assert report["bcubed_strict_pairs"] == {"n": 0, "P": 0.0, "R": 0.0, "F1": 0.0}
