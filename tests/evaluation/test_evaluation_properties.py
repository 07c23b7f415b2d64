"""What holds of any gold and any timeline."""

import itertools
import tempfile
from pathlib import Path

from evaluation_cases import gold_row, load, mention_of, perfect, timeline_of
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.evaluation import evaluate
from timeline.evaluation.matching import best_pairs

# How long one example takes says nothing here.
untimed = settings(deadline=None)

DATES = st.sampled_from(
    [
        (None, None),
        ("2012-07-12", "2012-07-12"),
        ("2012-07-13", "2012-07-13"),
        ("2012-07-01", "2012-07-31"),
        ("2012-07-13", None),
    ]
)


@st.composite
def gold_rows(draw):
    """Some lines, at most two a sentence, each with a trigger of its own."""
    places = st.tuples(st.sampled_from(["d1", "d2"]), st.integers(0, 4), st.sampled_from([10, 50]))
    rows = []
    for doc, sentence, at in draw(st.lists(places, min_size=1, max_size=10, unique=True)):
        row = gold_row(sentence, draw(st.sampled_from("abc")), *draw(DATES), doc=doc, at=at)
        row["optional"] = draw(st.booleans())
        row["approx"] = draw(st.booleans())
        rows.append(row)
    return rows


@st.composite
def answers_to(draw, rows):
    """Answers to some of the lines, some twice, with the right date or another."""
    answers = []
    for row in draw(st.lists(st.sampled_from(rows), max_size=12)):
        start, end = draw(DATES)
        dated = draw(st.sampled_from([{}, {"date": {"start": start, "end": end}}]))
        answers.append((draw(st.sampled_from("xyz")), mention_of(row, **dated)))
    return answers


@st.composite
def gold_and_answers(draw):
    rows = draw(gold_rows())
    return rows, draw(answers_to(rows))


def figures(rows, timeline, **options):
    with tempfile.TemporaryDirectory() as folder:
        return evaluate(load(Path(folder), rows), timeline, **options).as_dict()


@untimed
@given(gold_rows())
def test_gold_against_itself_is_right_in_everything(rows):
    report = figures(rows, perfect(rows))
    strict = report["mentions_strict"]
    assert strict["tp"] == strict["gold"] == strict["system"]
    assert strict["tp"] + strict["ignored"] == len(rows)
    assert report["undated_gold"]["gold"] == report["undated_gold"]["found"]
    clustering = report["bcubed_strict_pairs"]
    assert clustering["F1"] == (1.0 if clustering["n"] else 0.0)


@untimed
@given(gold_rows(), st.data())
def test_the_order_of_lines_and_events_changes_nothing(rows, data):
    timeline = perfect(rows)
    shuffled = {
        **timeline,
        "articles": data.draw(st.permutations(timeline["articles"])),
        "events": data.draw(st.permutations(timeline["events"])),
    }
    assert figures(rows, timeline) == figures(data.draw(st.permutations(rows)), shuffled)


@untimed
@given(gold_and_answers(), st.data())
def test_how_many_are_found_never_hangs_on_order(case, data):
    rows, answers = case
    docs = ["d1", "d2"]
    one = figures(rows, timeline_of(answers, docs))
    other = figures(
        data.draw(st.permutations(rows)),
        timeline_of(data.draw(st.permutations(answers)), docs),
    )
    for name in ("mentions_strict", "mentions_relaxed", "mentions_sentence_only"):
        assert one[name]["tp"] == other[name]["tp"]
        assert one[name]["R"] == other[name]["R"]


@untimed
@given(gold_and_answers(), st.sampled_from(["ignore", "count", "drop"]), st.booleans())
def test_the_looser_the_reading_the_more_is_found(case, optional, alternatives):
    rows, answers = case
    timeline = timeline_of(answers, ["d1", "d2"])
    report = figures(rows, timeline, optional=optional, alternatives=alternatives)
    strict, relaxed, sentence, trigger = (
        report[f"mentions_{name}"]["tp"]
        for name in ("strict", "relaxed", "sentence_only", "trigger")
    )
    assert trigger <= strict <= relaxed <= sentence
    for name in ("mentions_strict", "mentions_relaxed", "mentions_sentence_only"):
        counted = report[name]
        assert counted["system"] + counted["ignored"] == len(answers)


@untimed
@given(gold_and_answers())
def test_the_errors_listed_are_those_counted(case):
    rows, answers = case
    with tempfile.TemporaryDirectory() as folder:
        report = evaluate(load(Path(folder), rows), timeline_of(answers, ["d1", "d2"]))
    strict, errors = report.as_dict()["mentions_strict"], report.errors()
    assert len(errors.missed) == strict["gold"] - strict["tp"]
    assert len(errors.spurious) == strict["system"] - strict["tp"]


EDGES = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 9), max_size=14
)


@untimed
@given(EDGES)
def test_the_matching_is_the_best_of_all_there_are(worth):
    """Against brute force: all ways to give each row one column or none."""
    chosen = best_pairs(worth)
    assert len({row for row, _ in chosen}) == len({column for _, column in chosen}) == len(chosen)
    rows = sorted({row for row, _ in worth})
    best = 0
    for columns in itertools.product([*range(5), None], repeat=len(rows)):
        taken = [column for column in columns if column is not None]
        if len(taken) == len(set(taken)):
            best = max(best, sum(worth.get(pair, 0) for pair in zip(rows, columns, strict=True)))
    assert sum(worth[pair] for pair in chosen) == best
