"""The report: as data, as a table, as a list of errors."""

import json

import pytest
from evaluation_cases import day_row, gold_row, load, mention_of, perfect, timeline_of

from timeline.evaluation import evaluate

ROWS = [
    day_row(0, "a", "2012-07-10", zone="title"),
    day_row(1, "b", "2012-07-11"),
    day_row(2, "c", "2012-07-12", optional=True),
    gold_row(3, "a", None, None),
]


@pytest.fixture
def report(tmp_path):
    """A timeline with one mention right, one misdated, one too many, one ignored."""
    answers = [
        ("e1", mention_of(ROWS[0])),
        ("e2", mention_of(ROWS[1], date={"start": "2012-07"})),
        ("e3", mention_of(ROWS[2])),
        ("e4", mention_of(day_row(7, "z", "2012-07-20"))),
    ]
    return evaluate(load(tmp_path, ROWS), timeline_of(answers))


def test_the_figures_are_plain_data_in_known_groups(report):
    figures = report.as_dict()
    assert json.loads(json.dumps(figures)) == figures
    assert set(figures) == {
        "documents",
        "warnings",
        "undated_gold",
        "mentions_strict",
        "mentions_trigger",
        "mentions_relaxed",
        "mentions_sentence_only",
        "events_strict",
        "events_relaxed",
        "recall_by_salience",
        "recall_by_date_source",
        "recall_by_type",
        "recall_by_factuality",
        "recall_by_zone",
        "recall_by_approx",
        "date_accuracy_on_sentence_pairs",
        "bcubed_strict_pairs",
        "bcubed_relaxed_pairs",
        "bcubed_strict_within_document",
        "factuality_on_strict_pairs",
        "type_on_strict_pairs",
    }


def test_changing_the_data_does_not_change_the_report(report):
    report.as_dict()["mentions_strict"]["tp"] = 99
    assert report.as_dict()["mentions_strict"]["tp"] == 1


def test_the_table_shows_the_rates_and_the_counts(report):
    table = report.render()
    # One of two found; one of three right, since what answers optional gold is ignored.
    line = next(line for line in table.splitlines() if line.startswith("mentions, date exact"))
    assert line.split()[3:6] == ["0.333", "0.500", "0.400"]
    assert "1 tp, 3 system, 2 gold, 1 ignored" in line
    assert "undated gold (clustering only): 0 of 1 found" in table
    assert "recall by zone" in table
    assert max(map(len, table.splitlines())) <= 100


def test_a_missed_mention_comes_with_the_date_that_was_given_instead(report):
    (missed,) = report.errors().missed
    assert missed.gold.cluster == "b"
    assert missed.given is not None
    assert missed.given.event == "e2"
    assert "2012-07-11" in report.errors().render()
    assert "given 2012-07-01..2012-07-31 (event e2)" in report.errors().render()


def test_a_spurious_mention_comes_with_the_gold_it_came_near(report):
    misdated, too_many = report.errors().spurious
    assert misdated.answer.event == "e2"
    assert misdated.near is not None
    assert misdated.near.cluster == "b"
    assert too_many.answer.event == "e4"
    assert too_many.near is None


def test_nothing_from_the_files_reaches_the_terminal_as_a_command(tmp_path):
    hostile = "\x1b[2J\u202e"
    row = day_row(1, "a", "2012-07-12", doc=hostile, type=hostile, date_source=hostile)
    timeline = perfect([row], date={"start": "1999"})
    timeline["events"][0]["id"] = hostile
    timeline["articles"].append({"id": "x", "path": hostile})
    report = evaluate(load(tmp_path, [row]), timeline)
    for text in (report.render(), report.errors().render()):
        assert all(char.isprintable() or char == "\n" for char in text)
        assert "\\x1b" in text
