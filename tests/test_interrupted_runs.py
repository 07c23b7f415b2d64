"""Runs that cannot go on: what was there stays, nothing keeps running, the next run completes."""

from __future__ import annotations

import json
import os
import pickle
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from command_line import ROOT, environment, python, timeline
from plain_extraction import PlainExtraction
from samples import GENERATOR, article

from timeline.intake import Reading
from timeline.model import Correction
from timeline.processes import command_of
from timeline.reading import FoundFile, Known, merge_carriers
from timeline.store import Store, StoreError

# A disk that is full


@contextmanager
def few_pages(monkeypatch: pytest.MonkeyPatch, more: int) -> Iterator[None]:
    """A database that may grow by so many pages only."""
    connect = sqlite3.connect

    def limited(path: object, **options: object) -> sqlite3.Connection:
        connection = connect(path, **options)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + more}")
        return connection

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", limited)
        yield


@contextmanager
def small_files(monkeypatch: pytest.MonkeyPatch, kilobytes: int) -> Iterator[None]:
    """No file may become larger."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def write_articles(numbers: range) -> None:
    Path("corpus").mkdir(exist_ok=True)
    for number in numbers:
        mills = (f"Le moulin {number} de {town} a brûlé en {1800 + number}." for town in range(40))
        text = " ".join(mills)
        Path(f"corpus/{number}.txt").write_text(text, encoding="utf-8")


def exported(db: str = "timeline.db") -> str:
    return timeline("export", "-", "--format", "json", "--with-text", "--db", db).stdout


def events(db: str = "timeline.db") -> object:
    return json.loads(exported(db))["events"]


@pytest.mark.parametrize(
    ("limit", "size"), [(few_pages, 1), (few_pages, 40), (small_files, 30), (small_files, 250)]
)
def test_a_full_disk_is_told_and_a_run_that_has_room_completes(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    extraction: PlainExtraction,
    limit: Callable[[pytest.MonkeyPatch, int], AbstractContextManager[None]],
    size: int,
):
    monkeypatch.chdir(tmp_path)
    write_articles(range(20))
    timeline("extract", "corpus")
    before = events()
    write_articles(range(10, 80))
    with limit(monkeypatch, size):
        said = timeline("extract", "corpus", code=1).stderr
    assert said == (
        "There is no room left to write timeline.db: make room and run the same command again; "
        "what was saved before is kept.\n"
    )
    with sqlite3.connect("timeline.db") as connection:
        assert list(connection.execute("PRAGMA integrity_check")) == [("ok",)]
    assert events() == before
    timeline("extract", "corpus")
    timeline("extract", "corpus", "--db", "other.db")
    assert exported() == exported("other.db")


def test_a_file_or_folder_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extraction: PlainExtraction
):
    monkeypatch.chdir(tmp_path)
    write_articles(range(3))
    Path("kept").mkdir()
    timeline("extract", "corpus/1.txt", "--db", "kept/t.db")
    before = exported("kept/t.db")
    Path("kept/t.db").chmod(0o400)
    Path("kept").chmod(0o500)
    try:
        if os.access("kept", os.W_OK):
            pytest.skip("whoever runs this may write everywhere")
        for mode in (0o500, 0o700):
            Path("kept").chmod(mode)
            assert timeline("extract", "corpus", "--db", "kept/t.db", code=1).stderr == (
                "kept/t.db cannot be written: see to it that you may write it and its folder, or "
                "name another with --db.\n"
            )
            assert exported("kept/t.db") == before
    finally:
        Path("kept").chmod(0o700)
        Path("kept/t.db").chmod(0o600)
    timeline("extract", "corpus", "--db", "kept/t.db")


# Runs that are killed


def test_events_and_what_they_make_of_corrections_are_saved_at_once():
    def interrupted(store: Store) -> None:
        with store.together():
            store.save_events([], GENERATOR, "state")
            store.save_problems({"c1": "gone"})
            raise KeyboardInterrupt

    with Store.in_memory() as store:
        store.record([Reading("/c", article("Le moulin a brûlé."))], [], merge_carriers)
        store.add_correction(Correction("c1", "hide", (("m1",),), made=""))
        with pytest.raises(KeyboardInterrupt):
            interrupted(store)
        assert store.saved_state() is None
        assert store.problems() == {}
        assert not store.is_finished()


def test_a_disk_that_is_full_is_told_where_sqlite_has_taken_everything_back_by_itself():
    def full(store: Store) -> None:
        with store.together():
            store._db.execute("ROLLBACK")
            raise sqlite3.OperationalError("database or disk is full")

    with Store.in_memory() as store, pytest.raises(StoreError, match="no room left"):
        full(store)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are forked")
def test_a_run_that_was_killed_is_made_up_for_by_the_next():
    done = python(str(ROOT / "data" / "benchmarks" / "kills.py"), "--rounds", "6", "--seed", "7")
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    assert done.stdout.decode().splitlines()[-2].split() == ["all", "6", "6", "6"]


# Processes that a run started

HANGING = """
import re, sys, time
from timeline.reading.readers import plain

def read_page(data):
    print("reading", file=sys.stderr, flush=True)
    re.match("(a+)+$", "a" * 60 + "b") if b"PATTERN" in data else time.sleep(1000)

plain.read_page = read_page
from timeline.engine import reader
reader._MOST_SECONDS = 2
reader.main()
"""


@pytest.mark.parametrize("module", ["timeline.engine.reader", "timeline.engine.worker"])
def test_a_process_ends_when_whoever_started_it_has(module: str):
    with subprocess.Popen(
        command_of(module), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(timeout=60) == 0


# Where a pattern does not come to its end, Python gets no turn to notice anything.
@pytest.mark.skipif(sys.platform == "win32", reason="nothing else ends a process there")
@pytest.mark.parametrize(("word", "code"), [("SLEEP", 0), ("PATTERN", -14)])
def test_a_reader_that_is_at_a_file_for_ever_ends_when_whoever_started_it_has(
    tmp_path: Path, word: str, code: int
):
    path = tmp_path / "a.txt"
    path.write_text(word, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", HANGING],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        pickle.dump(Known(), process.stdin)
        pickle.dump(FoundFile(path, "a.txt"), process.stdin)
        process.stdin.flush()
        assert process.stderr.readline() == b"reading\n"
        process.stdin.close()
        assert process.wait(timeout=60) == code
