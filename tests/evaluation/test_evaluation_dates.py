"""When two dates agree: exactly, by another reading, by leniency for the vague, by overlap."""

import pytest
from evaluation_cases import gold_row, perfect

from timeline.evaluation.isodates import read_span, written

JULY_12 = ("2012-07-12", "2012-07-12")


@pytest.fixture
def outcome(score):
    """Scores one mention: gold's start and end, the timeline's; how it counts."""

    def judged(gold, given, alternatives=True, **more):
        row = gold_row(1, "a", *gold, **more)
        start, end = given
        timeline = perfect([row], date={"start": start, "end": end})
        report = score([row], timeline, alternatives=alternatives)
        names = {"strict": "mentions_strict", "relaxed": "mentions_relaxed"}
        return "".join(word + " " for word, name in names.items() if report[name]["tp"]).strip()

    return judged


@pytest.mark.parametrize(
    ("gold", "given", "verdict"),
    [
        (JULY_12, JULY_12, "strict relaxed"),
        (JULY_12, ("2012-07-13", "2012-07-13"), ""),
        (JULY_12, ("2012-07-12", "2012-07-13"), "relaxed"),
        (("2012-07-01", "2012-07-31"), ("2012-07", "2012-07"), "strict relaxed"),
        (("2012-02-01", "2012-02-29"), ("2012-02", "2012-02"), "strict relaxed"),
        (("2012-01-01", "2012-12-31"), ("2012", "2012"), "strict relaxed"),
        (("2008-01-01", "2009-12-31"), ("2008", "2009"), "strict relaxed"),
        (("2012-07-01", "2012-07-31"), ("2012-07-31", "2012-08-31"), "relaxed"),
        (JULY_12, (None, None), ""),
        (("-0043-03-15", "-0043-03-15"), ("-0043-03-15", "-0043-03-15"), "strict relaxed"),
    ],
)
def test_dates_agree_when_both_ends_do(outcome, gold, given, verdict):
    assert outcome(gold, given) == verdict


@pytest.mark.parametrize(
    ("gold", "given", "verdict"),
    [
        (("2012-07-12", None), ("2012-07-12", None), "strict relaxed"),
        (("2012-07-12", None), ("2030-01-01", "2030-01-01"), "relaxed"),
        (("2012-07-12", None), ("2012-07-11", "2012-07-11"), ""),
        ((None, "2012-07-12"), ("2012-07-12", "2012-07-12"), "relaxed"),
        ((None, "2012-07-12"), ("2012-07-12", None), "relaxed"),
        ((None, "2012-07-12"), ("2012-07-13", None), ""),
        ((None, "2012-07-12"), ("..", "2012-07-12"), "strict relaxed"),
    ],
)
def test_an_open_end_reaches_without_limit(outcome, gold, given, verdict):
    assert outcome(gold, given) == verdict


def test_other_readings_count_unless_they_are_switched_off(outcome):
    readings = {"alt_dates": [["2012-07-01", "2012-07-15"], ["2012-09-01", None]]}
    month = ("2012-07-01", "2012-07-31")
    assert outcome(month, ("2012-07-01", "2012-07-15"), **readings) == "strict relaxed"
    assert outcome(month, ("2012-09-01", None), **readings) == "strict relaxed"
    assert outcome(month, ("2012-10-01", "2012-10-01"), **readings) == "relaxed"
    narrow = outcome(month, ("2012-07-01", "2012-07-15"), alternatives=False, **readings)
    assert narrow == "relaxed"


@pytest.mark.parametrize(
    ("gold", "given", "verdict"),
    [
        # a vague day: up to 31 days that hold it
        (JULY_12, ("2012-07-01", "2012-07-31"), "strict relaxed"),
        (JULY_12, ("2012-07-01", "2012-08-01"), "relaxed"),
        (JULY_12, ("2012-07-13", "2012-07-14"), ""),
        # 21 vague days: up to four times as many, 84 (31 of May, 30 of June, 23 of July)
        (("2012-06-20", "2012-07-10"), ("2012-05-01", "2012-07-23"), "strict relaxed"),
        (("2012-06-20", "2012-07-10"), ("2012-05-01", "2012-07-24"), "relaxed"),
        # what is open is never close to a vague date
        (JULY_12, ("2012-07-01", None), "relaxed"),
        # an open vague date has no length to exceed
        (("2012-07-12", None), ("2012-07-01", "2019-07-01"), "strict relaxed"),
    ],
)
def test_a_vague_date_is_met_by_a_span_of_reasonable_length(outcome, gold, given, verdict):
    assert outcome(gold, given, approx=True) == verdict


def test_leniency_for_the_vague_can_be_switched_off(outcome):
    month = ("2012-07-01", "2012-07-31")
    assert outcome(JULY_12, month, approx=True, alternatives=False) == "relaxed"


@pytest.mark.parametrize(
    ("date", "span"),
    [
        ({"start": "2012-05-22"}, "2012-05-22"),
        ({"start": "2012-05~", "end": "2012-06?"}, "2012-05-01..2012-06-30"),
        ({"start": "2012-05-22T18:30:00", "end": "2012-05-22"}, "2012-05-22"),
        ({"start": None, "end": "2012"}, "..2012-12-31"),
        ({"start": "2012", "end": ".."}, "2012-01-01.."),
        ({"start": None, "end": None}, "undated"),
        (None, "undated"),
    ],
)
def test_points_are_days_months_or_years_and_may_be_open(date, span):
    assert written(read_span(date)) == span


@pytest.mark.parametrize("point", ["2012-13", "2012-00", "2012-02-30", "2012-05-00", "hier", "12"])
def test_what_is_no_date_is_refused(point):
    with pytest.raises(ValueError, match=r"no such|not an ISO"):
        read_span({"start": point})


def test_an_unreadable_date_counts_as_none(score):
    row = gold_row(1, "a", *JULY_12)
    report = score([row], perfect([row], date={"start": "hier"}))
    assert report["warnings"]["mentions_without_date"] == 1
    assert report["date_accuracy_on_sentence_pairs"]["all"]["undated"] == 1
