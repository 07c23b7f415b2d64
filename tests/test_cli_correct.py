"""`timeline correct`: what is set right shows at once, in every later run, and can be undone."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from command_line import python, timeline
from plain_extraction import PlainExtraction

import timeline.extraction as extracting
from timeline import reconciliation
from timeline.corrections import SCHEMA
from timeline.model import Event, Mention, Participant
from timeline.store import Store

FIRE = "Le moulin du bas a brûlé en 1907. Anne Roux a chanté en 1908."
AGAIN = "Le moulin de Vaux a brûlé en 1907. La Rousse a chanté en 1908. La crue a inondé Vaux."

_REAL = reconciliation.reconcile
_NAMES = {"moulin": ("Moulin", "ORG"), "Anne": ("Anne Roux", "PER"), "La R": ("La Rousse", "PER")}


class _Named(PlainExtraction):
    """Plain extraction, and somebody takes part in what it finds."""

    def named(self, mention: Mention) -> Mention:
        known = [name for word, name in _NAMES.items() if word in mention.quote]
        parts = tuple(Participant(name, kind, "patient") for name, kind in known)  # type: ignore[arg-type]
        kind = "disaster" if "brûlé" in mention.quote else "cultural"
        return replace(mention, participants=parts, type=kind)


@pytest.fixture(autouse=True)
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extraction: PlainExtraction) -> Path:
    """A database of two articles, reconciled as ever; the working folder is its own."""
    monkeypatch.setitem(vars(extracting), "extract_mentions", _Named())
    monkeypatch.setattr(reconciliation, "reconcile", _REAL)
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "fire.txt").write_text(FIRE, encoding="utf-8")
    (folder / "again.txt").write_text(AGAIN, encoding="utf-8")
    extract()
    return folder


def extract(*more: str) -> str:
    return timeline("extract", "corpus", *more).stdout


def about(word: str) -> list[Event]:
    with Store.open(Path("timeline.db")) as store:
        return [one for one in store.events() if any(word in m.quote for m in one.mentions)]


def only(word: str) -> Event:
    (event,) = about(word)
    return event


def exported(*more: str) -> str:
    return timeline("export", "-", "--format", "json", "--undated", *more).stdout


def correct(*arguments: str) -> str:
    """Runs `timeline correct`, which says what it did in a line; gives the correction's id."""
    (said,) = timeline("correct", *arguments).stdout.splitlines()
    return re.findall(r"timeline correct undo (\w+)", said)[0]


def wrong(*arguments: str, code: int) -> str:
    return " ".join(re.sub("[│\n]", " ", timeline("correct", *arguments, code=code).stderr).split())


# What can be set right


def test_a_date_is_set_told_and_marked():
    event = only("moulin")
    said = timeline("correct", "redate", event.id[:6], "mars 1907").stdout
    named = f"{event.id[:8]} ({event.title}, 2 mentions)"
    assert said.startswith(f"{named}: mars 1907 now, 1907 before. Undo it: timeline correct undo ")
    assert only("moulin").date.edtf == "1907-03"
    (line,) = [one for one in timeline("show").stdout.splitlines() if "brûlé" in one]
    assert "mars 1907" in line
    assert "corrected: date" in line
    shown = timeline("explain", event.id).stdout
    assert "corrected     date" in shown
    assert "1907: the text names it" in shown


@pytest.mark.parametrize("how", ["sans date", "--undated"])
def test_a_date_is_taken_away(how: str):
    correct("redate", only("moulin").id, how)
    assert "brûlé" not in timeline("show").stdout
    assert "brûlé" in timeline("show", "--undated").stdout


def test_a_title_is_set_on_one_line_that_obeys_nothing():
    correct("retitle", only("moulin").id, "L'incendie\n du \x1b[2Jmoulin")
    assert "L'incendie du ␛[2Jmoulin" in timeline("show").stdout


def test_a_hidden_event_is_shown_only_when_asked_for():
    event = only("moulin")
    correct("hide", event.id)
    for shown in (timeline("show").stdout, exported()):
        assert "brûlé" not in shown
    assert "corrected: hidden" in timeline("show", "--hidden").stdout
    (hidden,) = [one for one in json.loads(exported("--hidden"))["events"] if one["hidden"]]
    assert hidden["id"] == event.id
    assert "corrected     hidden" in timeline("explain", event.id).stdout


def test_events_are_merged_and_the_id_of_what_came_out_is_told():
    fire, flood = only("moulin"), only("crue")
    said = timeline("correct", "merge", fire.id, flood.id).stdout
    assert only("moulin") == only("crue")
    assert only("moulin").id[:8] in said
    assert "merged by a correction" in timeline("explain", only("moulin").id).stdout


def test_mentions_are_split_off_by_the_number_that_explain_prints_or_by_id():
    event = only("moulin")
    first, second = (one.id for one in event.mentions)
    undo = correct("split", event.id, "2.")
    assert [[one.id for one in found.mentions] for found in about("moulin")] in (
        [[first], [second]],
        [[second], [first]],
    )
    timeline("correct", "undo", undo)
    correct("split", event.id, second[:8])
    assert len(about("moulin")) == 2


def test_names_are_joined_and_taken_apart():
    assert len(about("chanté")) == 2
    correct("alias", "Mme Roux", "Anne Roux", "La rousse")
    assert [one.name for one in only("chanté").participants] == ["Mme Roux"]
    correct("apart", "Anne Roux", "La Rousse")
    assert len(about("chanté")) == 2


# Kept, listed, undone


def set_right() -> None:
    correct("redate", only("moulin").id, "1906")
    correct("merge", only("moulin").id, only("crue").id)
    correct("alias", "Anne Roux", "La Rousse")
    correct("split", only("moulin").id, "1")
    correct("hide", only("chanté").id)


def test_later_runs_keep_what_was_set_right_whatever_their_order(corpus: Path):
    set_right()
    expected = exported("--hidden")
    extract()
    assert exported("--hidden") == expected
    extract("--fresh")
    assert exported("--hidden") == expected
    timeline("correct", "export", "kept.json")
    Path("timeline.db").unlink()
    for name in ("fire.txt", "again.txt"):
        (corpus / name).rename(name)
    timeline("extract", "fire.txt", "--quiet")
    timeline("correct", "import", "kept.json")
    timeline("extract", "again.txt", "--quiet")
    assert exported("--hidden") == expected


def test_undoing_everything_gives_the_bytes_of_before():
    before = exported()
    set_right()
    assert exported() != before
    timeline("correct", "undo", "--all")
    assert exported() == before
    assert timeline("correct", "list").stderr == "Nothing was corrected so far.\n"


def test_one_correction_is_undone_and_the_others_stay():
    event = only("moulin")
    correct("retitle", event.id, "L'incendie")
    dated = correct("redate", event.id, "1906")
    said = timeline("correct", "undo", dated[:5]).stdout
    assert said == f"Undone: redate L'incendie: 1906; in {event.id[:8]} now.\n"
    assert (only("moulin").title, only("moulin").date) == ("L'incendie", event.date)


def test_a_correction_of_a_vanished_article_is_reported_and_comes_back_with_it(corpus: Path):
    correct("retitle", only("crue").id, "L'inondation")
    (corpus / "again.txt").rename("again.txt")
    assert "1 correction no longer applies: timeline correct list\n" in extract()
    (line,) = timeline("correct", "list").stdout.splitlines()
    assert "no effect: no article tells of its event now" in line
    Path("again.txt").rename(corpus / "again.txt")
    assert "no longer" not in extract()
    assert only("crue").title == "L'inondation"


def test_the_list_says_what_a_later_correction_overruled_and_where_the_others_are():
    event = only("moulin")
    correct("redate", event.id, "1906")
    correct("redate", event.id, "1905")
    first, second = timeline("correct", "list").stdout.splitlines()
    assert first.endswith("no effect: a later correction says otherwise")
    assert second.endswith(f"now {event.id[:8]}")
    timeline("correct", "redate", event.id, "1906")
    assert only("moulin").date.edtf == "1906"
    assert len(timeline("correct", "list").stdout.splitlines()) == 2


def test_an_exported_file_is_imported_once():
    set_right()
    expected, kept = exported("--hidden"), timeline("correct", "export", "-").stdout
    timeline("correct", "undo", "--all")
    assert "5 corrections added." in timeline("correct", "import", "-", text=kept).stdout
    assert exported("--hidden") == expected
    said = timeline("correct", "import", "-", text=kept).stdout
    assert said == "0 corrections added, 5 were there already.\n"


def test_a_table_of_names_is_imported():
    Path("names.csv").write_text("Mme Roux,Anne Roux,La rousse\n\n", encoding="utf-8-sig")
    assert timeline("correct", "import", "names.csv").stdout == "1 correction added.\n"
    assert [one.name for one in only("chanté").participants] == ["Mme Roux"]
    Path("names.tsv").write_text("Anne Roux\tAnne\nLa rousse\n", encoding="utf-8")
    said = timeline("correct", "import", "names.tsv", code=1).stderr
    assert said.startswith("names.tsv: line 2 has one name only")


# What cannot be done


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("[", "no JSON"),
        ("{}", "no file of corrections"),
        ({"kind": "delete"}, 'correction 1: "kind" is one of redate, '),
        ({"kind": "hide", "mentions": ["abc"]}, '"mentions" is a list of lists of ids'),
        ({"kind": "merge", "mentions": [["a"]]}, '"mentions" has 2 or more lists of ids'),
        ({"kind": "alias", "names": ["Roux"]}, '"names" has 2 or more names'),
        ({"kind": "retitle", "mentions": [["a"]], "title": ""}, '"title" is the new title'),
        ({"kind": "redate", "mentions": [["a"]], "date": "1907"}, '"date" has a "start"'),
        ({"kind": "hide", "mentions": [["a"]], "made": "hier"}, '"made" is a time like'),
    ],
)
def test_a_file_that_cannot_be_used_is_told_and_changes_nothing(row: object, said: str):
    text = row if isinstance(row, str) else json.dumps({"schema": SCHEMA, "corrections": [row]})
    Path("own.json").write_text(text, encoding="utf-8")
    result = timeline("correct", "import", "own.json", code=1)
    assert result.stderr.startswith("own.json: ")
    assert said in result.stderr
    assert timeline("correct", "list").stdout == ""


def test_wrong_usage_says_what_to_do():
    event = only("moulin").id
    assert "is no date" in wrong("redate", event, "jamais", code=2)
    assert "one of them" in wrong("redate", event, code=2)
    assert "has letters" in wrong("retitle", event, " ", code=2)
    assert "two events at least" in wrong("merge", event, event[:8], code=2)
    assert "by its number, 1 to 2" in wrong("split", event, "3", code=2)
    assert "leave one at least" in wrong("split", event, "1", "2", code=2)
    assert "these are one name" in wrong("apart", "Anne Roux", "ANNE ROUX", code=2)
    assert "Nobody is called Paul" in wrong("alias", "Anne Roux", "Paul", code=1)
    assert "No event has an id" in wrong("hide", "zzz", code=1)
    assert "No correction has an id" in wrong("undo", "zzz", code=1)
    assert timeline("correct", "list").stdout == ""


def test_nothing_is_created_where_there_is_no_database():
    assert "run `timeline extract FOLDER` first" in wrong("hide", "a", "--db", "no.db", code=1)
    assert not Path("no.db").exists()


def test_an_extraction_that_did_not_end_is_still_to_be_run_again():
    with Store.create(Path("timeline.db")) as store:
        store.record([], [], lambda articles: articles)
    correct("retitle", only("moulin").id, "L'incendie")
    assert only("moulin").title == "L'incendie"
    assert "did not end: run it again" in timeline("show").stderr


def test_correcting_loads_no_pipeline():
    code = (
        f"import sys; sys.argv = ['timeline', 'correct', 'hide', '{only('moulin').id}']\n"
        "from timeline.cli import main\n"
        "try: main()\n"
        "finally: print([one for one in ('spacy', 'lxml') if one in sys.modules], file=sys.stderr)"
    )
    assert python("-c", code).stderr.decode().splitlines()[-1] == "[]"
