"""One run at a time writes to a database."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from command_line import environment, timeline
from plain_extraction import PlainExtraction

from timeline import locking
from timeline.complaints import StoreError
from timeline.engine.databases import is_database_file
from timeline.locking import holder, locked

HOLD = (
    "import sys; from pathlib import Path; from timeline.locking import locked\n"
    "with locked(Path(sys.argv[1]), print): print('held', flush=True); sys.stdin.read()"
)


@contextmanager
def another_run(db: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds a database, until its standard input closes or it is killed."""
    command = [sys.executable, "-c", HOLD, str(db)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=environment(), **pipes) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_second_run_waits_says_for_whom_and_goes_on(tmp_path: Path):
    db, told = tmp_path / "t.db", list[str]()
    with another_run(db) as process:

        def waiting(words: str) -> None:
            told.append(words)
            assert process.stdin is not None
            process.stdin.close()

        with locked(db, waiting, 60):
            assert holder(db) is not None
    assert told == [f"{db} is in use by another run (process {process.pid}): waiting for it."]
    assert holder(db) is None
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_waits_too_long_says_who_holds_the_database_and_how_long_it_waited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extraction: PlainExtraction
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(locking, "MOST_SECONDS", 0.0)
    Path("a.txt").write_text("Le moulin du bas a brûlé en 1907.", encoding="utf-8")
    timeline("extract", "a.txt")
    with another_run(Path("timeline.db")) as process:
        name = f"timeline.db is in use by another run (process {process.pid})"
        for command in (["extract", "a.txt"], ["correct", "undo", "--all"]):
            assert timeline(*command, code=1).stderr.splitlines() == [
                f"{name}: waiting for it.",
                f"{name} still, after 0 seconds of waiting: run the same command again when that "
                "is done.",
            ]
        assert "Le moulin" in timeline("show").stdout
        assert f"(process {process.pid}) is at it now" in timeline("status").stdout


def test_a_run_that_is_killed_holds_nothing(tmp_path: Path):
    with another_run(tmp_path / "t.db") as process:
        process.kill()
        process.wait()
    assert is_database_file(tmp_path / "t.db-lock", tmp_path / "t.db")
    with locked(tmp_path / "t.db", pytest.fail):
        pass


def test_a_link_to_a_database_is_that_database(tmp_path: Path):
    (tmp_path / "link.db").symlink_to(tmp_path / "t.db")
    with another_run(tmp_path / "t.db"), pytest.raises(StoreError, match="is in use by another"):
        locked(tmp_path / "link.db", str, 0.0).__enter__()


def test_of_many_at_once_one_at_a_time_is_at_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(locking, "_PAUSE", 0.0)
    at_it, seen = list[int](), list[int]()

    def run(number: int) -> None:
        for _ in range(20):
            with locked(tmp_path / "t.db", str, 60):
                at_it.append(number)
                seen.append(len(at_it))
                at_it.remove(number)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [1] * 80


def test_a_folder_that_is_not_there_is_told(tmp_path: Path):
    with pytest.raises(StoreError, match="is no folder: make it first"):
        locked(tmp_path / "none" / "t.db", str).__enter__()
