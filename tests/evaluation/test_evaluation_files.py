"""Files: gold lines that are refused, timelines that are none, texts that are not the gold's."""

import hashlib
import json

import pytest
from evaluation_cases import day_row, mention_of, perfect, timeline_of

from timeline.evaluation import GoldError, TimelineFileError, evaluate_files, load_gold

ROW = day_row(1, "a", "2012-07-12")


@pytest.fixture
def gold_file(tmp_path):
    """Writes lines (rows, or text as it is) to a gold file."""

    def written(*lines):
        path = tmp_path / "gold.jsonl"
        texts = (line if isinstance(line, str) else json.dumps(line) for line in lines)
        path.write_text("\n".join(texts), encoding="utf-8")
        return path

    return written


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"doc": None}, "doc is missing"),
        ({"trigger": ""}, "trigger is missing"),
        ({"sentence_start": "100"}, "sentence_start is missing or is no whole number"),
        ({"sentence_start": True}, "sentence_start is missing or is no whole number"),
        ({"sentence_end": 100}, "sentence_end is not after sentence_start"),
        ({"trigger_start": 3}, "trigger_start lies outside the sentence"),
        ({"start": "12 juillet"}, "not an ISO 8601 date: '12 juillet'"),
        ({"start": "2012-07-32"}, "no such day"),
        ({"start": "2013", "end": "2012"}, "ends before it starts"),
        ({"alt_dates": ["2012-07-12"]}, "alt_dates is no list of"),
        ({"alt_dates": [[None, None]]}, "neither start nor end"),
        ({"optional": "no"}, "optional is neither true nor false"),
        ({"sha256": "abc"}, "sha256 is not 64"),
        ({"type": 3}, "type is missing or is no text"),
    ],
)
def test_a_bad_line_is_refused_in_one_sentence_that_names_it(gold_file, change, complaint):
    path = gold_file(ROW, "", ROW | change)
    with pytest.raises(GoldError) as caught:
        load_gold(path)
    message = str(caught.value)
    assert message.startswith(f"{path}, line 3: ")
    assert complaint in message
    assert message.endswith(".")
    assert "\n" not in message


@pytest.mark.parametrize("line", ["{", "[]", '"text"', "[" * 100_000])
def test_a_line_that_is_no_object_is_refused(gold_file, line):
    with pytest.raises(GoldError, match="line 1: is no"):
        load_gold(gold_file(line))


def test_a_line_without_a_start_is_refused_since_null_is_what_says_undated(gold_file):
    row = {key: value for key, value in ROW.items() if key != "start"}
    with pytest.raises(GoldError, match="start is missing"):
        load_gold(gold_file(row))


def test_files_that_are_not_there_or_empty_or_not_text_are_refused(tmp_path, gold_file):
    with pytest.raises(GoldError, match="cannot be read"):
        load_gold(tmp_path / "none.jsonl")
    with pytest.raises(GoldError, match="holds no mention"):
        load_gold(gold_file("", ""))
    (tmp_path / "latin.jsonl").write_bytes(b"\xe9t\xe9")
    with pytest.raises(GoldError, match="not UTF-8"):
        load_gold(tmp_path / "latin.jsonl")


def test_what_a_line_may_leave_out(gold_file):
    needed = ("doc", "sentence_start", "sentence_end", "trigger", "trigger_start", "start")
    (mention,) = load_gold(gold_file({key: ROW[key] for key in needed}))
    assert mention.zone == "body"
    assert mention.date is not None
    assert mention.date.start == mention.date.end
    assert not mention.optional
    assert not mention.approximate
    assert mention.type is None


def test_mentions_without_event_or_cluster_corefer_with_nothing(gold_file):
    row = {key: value for key, value in ROW.items() if key not in ("event", "cluster")}
    one, other = load_gold(gold_file(row, row))
    assert one.cluster != other.cluster


def test_a_line_separator_inside_a_trigger_ends_no_line(gold_file):
    line = json.dumps(ROW | {"trigger": "a\u2028b"}, ensure_ascii=False)
    (mention,) = load_gold(gold_file(line))
    assert mention.trigger_end - mention.trigger_start == 3


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("{", "is not JSON"),
        ("[]", "is no timeline"),
        ("{}", "no list of articles"),
        ('{"articles": [], "events": [3]}', "no list of events"),
        (
            '{"articles": [{"id": "x"}], "events": [{"mentions": [{"article": "x", '
            '"char_start": "3", "char_end": 4}]}]}',
            "offsets that are no whole numbers",
        ),
    ],
)
def test_a_file_that_is_no_timeline_is_refused_by_name(tmp_path, gold_file, content, complaint):
    path = tmp_path / "timeline.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(TimelineFileError, match=complaint) as caught:
        evaluate_files(gold_file(ROW), path)
    assert str(path) in str(caught.value)


def test_files_score_as_what_they_hold(tmp_path, gold_file):
    path = tmp_path / "timeline.json"
    path.write_text(json.dumps(perfect([ROW])), encoding="utf-8")
    from_files = evaluate_files(gold_file(ROW), path)
    assert from_files.as_dict()["mentions_strict"]["F1"] == 1.0
    assert evaluate_files(gold_file(ROW), perfect([ROW])) == from_files


class TestTexts:
    text = "x" * 110 + "fait" + "y" * 81
    digest = hashlib.sha256(text.encode()).hexdigest()

    def warnings(self, gold_file, row, timeline, **options):
        return evaluate_files(gold_file(row), timeline, **options).warnings

    def with_text(self, text):
        timeline = perfect([ROW])
        timeline["articles"][0]["text"] = text
        return timeline

    def test_the_text_of_the_gold_gives_no_warning(self, gold_file):
        row = ROW | {"sha256": self.digest}
        assert self.warnings(gold_file, row, self.with_text(self.text)) == ()

    def test_another_text_is_told_by_its_hash(self, gold_file):
        row = ROW | {"sha256": self.digest}
        (warning,) = self.warnings(gold_file, row, self.with_text(self.text + " "))
        assert "d1: the timeline's text is not the one the gold was made on" in warning

    def test_without_a_text_the_articles_id_tells(self, gold_file):
        row, timeline = ROW | {"sha256": self.digest}, perfect([ROW])
        for digest, warned in ((self.digest[:16], 0), ("0123456789abcdef", 1)):
            timeline["articles"][0]["id"] = digest
            timeline["events"][0]["mentions"][0]["article"] = digest
            assert len(self.warnings(gold_file, row, timeline)) == warned

    def test_without_a_hash_the_triggers_tell(self, gold_file):
        assert self.warnings(gold_file, ROW, self.with_text(self.text)) == ()
        (warning,) = self.warnings(gold_file, ROW, self.with_text("z" + self.text))
        assert "1 of 1 gold triggers do not stand at their offsets" in warning

    def test_plain_texts_are_read_beside_the_timeline_and_in_a_folder_named(
        self, tmp_path, gold_file
    ):
        (tmp_path / "corpus").mkdir()
        (tmp_path / "corpus" / "d1.txt").write_text("z" + self.text, encoding="utf-8")
        path = tmp_path / "timeline.json"
        path.write_text(json.dumps(perfect([ROW])), encoding="utf-8")
        assert len(self.warnings(gold_file, ROW, path)) == 1
        texts = tmp_path / "texts"
        texts.mkdir()
        (texts / "d1.txt").write_text(self.text, encoding="utf-8")
        assert self.warnings(gold_file, ROW, path, text_dir=texts) == ()


def test_what_looks_wrong_with_a_timeline_is_said(gold_file):
    timeline = timeline_of(
        [
            ("a", mention_of(ROW, date={"start": "hier"})),
            ("b", mention_of(ROW, article="nowhere")),
        ],
        ["d1", "other/d1"],
    )
    said = " ".join(evaluate_files(gold_file(ROW), timeline).warnings)
    assert "2 articles of the timeline are named 'd1'" in said
    assert "1 mentions belong to articles that the timeline does not list" in said
    assert "1 mentions have a date that cannot be read" in said


def test_nothing_in_common_is_said(gold_file):
    warnings = evaluate_files(gold_file(ROW), timeline_of([], ["d9"])).warnings
    assert any("no document is in both files" in warning for warning in warnings)
