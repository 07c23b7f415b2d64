"""`status`, `doctor` and `extract --dry-run`: what is said of a store and of the installation."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from command_line import timeline
from plain_extraction import PlainExtraction

from timeline import installation
from timeline.engine import local
from timeline.model import Correction, Timeline
from timeline.store import Store

FIRE = "Le moulin du bas a brûlé en 1907. Les pompiers sont arrivés trop tard."
FLOOD = "La rivière a débordé en 1910. La gare a été inondée."


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extraction: PlainExtraction) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(local, "packaged_model", lambda: extraction.version)
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "fire.txt").write_text(FIRE, encoding="utf-8")
    (folder / "flood.txt").write_text(FLOOD, encoding="utf-8")
    return folder


# status


def status() -> dict[str, Any]:
    return json.loads(timeline("status", "--json").stdout)


def test_status_counts_what_there_is(corpus: Path):
    (corpus / "same.md").write_text(FIRE, encoding="utf-8")
    (corpus / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    timeline("extract", "corpus")
    found = status()
    assert found.pop("bytes") > 4096
    assert found == {
        "schema": "timeline-status/1",
        "database": "timeline.db",
        "database_schema": 5,
        "generator": {"name": "timeline", "version": "0.1.0", "model": "plain 1"},
        "finished": True,
        "in_use": None,
        "articles": 2,
        "files": 3,
        "copies": 0,
        "languages": {"fr": 2},
        "mentions": 3,
        "events": 3,
        "undated": 1,
        "hidden": 0,
        "corrections": 0,
        "corrections_without_effect": 0,
        "skipped": 1,
        "to_extract": 0,
    }
    shown = timeline("status").stdout
    assert "articles      2, in 3 files\n" in shown
    assert "events        3, 1 without a date" in shown
    assert "last run      ended\n" in shown


def test_status_counts_what_users_set_right(db: Path, made_by_hand: Timeline):
    events = [replace(made_by_hand.events[0], hidden=True), *made_by_hand.events[1:]]
    with Store.create(db) as store:
        store.save_events(events, made_by_hand.generator, "state")
        store.add_correction(Correction("c1", "hide", (("m1",),), made=""))
        store.add_correction(Correction("c2", "hide", (("m2",),), made=""))
        store.save_problems({"c2": "gone"})
    found = status()
    assert found["hidden"] == found["corrections_without_effect"] == 1
    assert found["corrections"] == 2
    assert "corrections   2, 1 without effect\n" in timeline("status").stdout


def test_status_says_what_the_present_version_would_extract_anew(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
):
    timeline("extract", "corpus")
    assert status()["to_extract"] == 0
    with monkeypatch.context() as patch:
        patch.setattr(local, "rules_version", lambda: "newer rules")
        assert status()["to_extract"] == 2
    with monkeypatch.context() as patch:
        patch.setattr(local, "packaged_model", lambda: "plain 2")
        assert status()["to_extract"] == 2
        patch.setattr(local, "packaged_model", lambda: "another 2")
        assert status()["to_extract"] == 0
    with sqlite3.connect("timeline.db") as db:
        db.execute("DELETE FROM meta WHERE key LIKE 'extraction.%'")
    assert status()["to_extract"] is None


def test_status_says_that_a_run_did_not_end(corpus: Path, monkeypatch: pytest.MonkeyPatch):
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Store, "save_mentions", interrupt)
        timeline("extract", "corpus", code=130)
    found = status()
    assert (found["finished"], found["generator"], found["to_extract"]) == (False, None, 2)
    assert "did not end: run `timeline extract` again" in timeline("status").stdout


# extract --dry-run


def test_a_dry_run_says_what_would_change_and_changes_nothing(corpus: Path):
    timeline("extract", "corpus")
    before = Path("timeline.db").read_bytes()
    (corpus / "fire.txt").unlink()
    (corpus / "flood.txt").write_text(FLOOD.replace("1910", "1911"), encoding="utf-8")
    (corpus / "new\x1b.txt").write_text("Un pont a été coupé en 1912.", encoding="utf-8")
    (corpus / "empty.txt").touch()
    shown = timeline("extract", "corpus", "--dry-run").stdout.splitlines()
    assert shown[:7] == [
        *("New: 1 file", "  new␛.txt"),
        *("Changed: 1 file", "  flood.txt"),
        *("Vanished: 1 file", "  fire.txt"),
        "Skipped: 1 file",
    ]
    assert shown[7].startswith("  empty.txt: ")
    assert shown[8:] == [
        "Unchanged: 0 files",
        "2 articles would be extracted, and 3 events with no article left would go.",
        "Nothing was written to timeline.db: leave --dry-run out to do it.",
    ]
    assert Path("timeline.db").read_bytes() == before
    assert sorted(one.name for one in Path().iterdir()) == ["corpus", "timeline.db"]


def test_what_a_dry_run_says_is_what_a_run_does(corpus: Path):
    shown = timeline("extract", "corpus", "--dry-run").stdout
    assert "2 articles would be extracted." in shown
    assert [one.name for one in Path().iterdir()] == ["corpus"]
    assert "Extracted 2 articles." in timeline("extract", "corpus").stdout
    shown = timeline("extract", "corpus", "--dry-run").stdout
    assert shown.splitlines()[:2] == ["Unchanged: 2 files", "0 articles would be extracted."]
    assert "2 articles would be" in timeline("extract", "corpus", "--dry-run", "--fresh").stdout


# doctor


def doctor(code: int = 0) -> dict[str, dict[str, str]]:
    data = json.loads(timeline("doctor", "--json", code=code).stdout)
    return {one["about"]: one for one in data["findings"]}


@pytest.fixture
def well(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation in which nothing is wrong, whatever it is that runs the tests."""
    monkeypatch.setattr(installation, "findings", lambda: iter(()))


def test_a_sound_installation_is_found_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    found = doctor()
    for about in ("Python", "SQLite", "lexicons", "pipeline", "room", "database"):
        assert found[about]["state"] == "ok", found[about]
    assert list(tmp_path.iterdir()) == []


def test_packages_that_are_missing_or_too_old_are_named(monkeypatch: pytest.MonkeyPatch):
    needed = ["typer>=999", "no-such-package>=1", "warcio>=999; extra == 'warc'",
              "no-such-one; extra == 'parquet'"]  # fmt: skip
    monkeypatch.setattr(metadata, "requires", lambda _: needed)
    (packages,) = installation._packages()
    assert packages.state == "problem"
    assert "needed is typer>=999; no-such-package is missing" in packages.said
    parquet, warc = installation._extras()
    assert parquet.state == "ok"
    assert parquet.said.endswith("pip install 'timeline-fr[parquet]'")
    assert warc.state == "warning"


def test_a_check_that_fails_is_a_problem_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch):
    def broken() -> None:
        raise RuntimeError("no model\nhere")

    monkeypatch.setattr("timeline.extraction.load_pipeline", lambda model=None: broken())
    found = list(installation.findings())
    assert [one.about for one in found if one.state == "problem"] == ["pipeline"]
    assert found[-1].said == "RuntimeError: no model here"


@pytest.mark.usefixtures("well")
def test_a_damaged_database_is_a_problem(corpus: Path):
    timeline("extract", "corpus")
    assert doctor()["database"]["state"] == "ok"
    data = bytearray(Path("timeline.db").read_bytes())
    data[-8192:] = b"\xff" * 8192
    Path("timeline.db").write_bytes(bytes(data))
    found = doctor(code=1)["database"]
    assert found["state"] == "problem"
    assert "move timeline.db away" in found["advice"]
    Path("timeline.db").write_text("Madame, Monsieur", encoding="utf-8")
    assert "is not a timeline database" in doctor(code=1)["database"]["said"]


@pytest.mark.usefixtures("well")
def test_what_is_not_as_it_should_be_is_a_warning(corpus: Path):
    timeline("extract", "corpus")
    with sqlite3.connect("timeline.db") as db:
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("INSERT INTO meta VALUES ('unfinished', 'yes')")
    Path("timeline.db").chmod(0o644)
    found = doctor()
    assert {about for about, one in found.items() if one["state"] == "warning"} == {
        *("permissions", "journal", "last run"),
    }
    assert found["permissions"]["advice"] == "chmod 600 timeline.db"
    assert "warning  permissions" in timeline("doctor").stdout


@pytest.mark.usefixtures("well")
def test_rows_that_refer_to_what_is_not_there_are_a_problem(corpus: Path):
    timeline("extract", "corpus")
    with sqlite3.connect("timeline.db") as db:
        db.execute("DELETE FROM articles")
    assert "refer to what is not there" in doctor(code=1)["database"]["said"]
