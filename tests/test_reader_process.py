"""Reading in a process of its own: it gives what reading here gives, and nothing brings it down."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from timeline.engine import apart
from timeline.engine.reader_process import ReadingFailed, read_apart
from timeline.model import Article, Skipped
from timeline.reading import FoundFile, Known, find_files, read

FRENCH = (
    "Le conseil municipal de Montverdier a voté jeudi soir la rénovation de la halle, "
    "qui sera fermée au public pendant dix-huit mois à partir du printemps."
)
# Stands in for a reader's library that hangs, dies or takes all memory on some files.
BAD_READER = """
import os, time
from timeline.reading.readers import plain
good = plain.read_page

def read_page(data):
    if b"HANG" in data:
        time.sleep(1000)
    if b"DIE" in data:
        os.abort()
    if b"BURST" in data:
        return bytearray(3_000_000_000)
    if b"PRINT" in data:
        print("hello"); os.write(1, b"hello")
    return good(data)

plain.read_page = read_page
from timeline.engine.reader import main
main()
"""


@pytest.fixture
def bad_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "bad_reader.py"
    script.write_text(BAD_READER, encoding="utf-8")
    popen = apart.subprocess.Popen

    def start(command: list[str], **options: object) -> object:
        return popen([command[0], str(script)], **options)

    monkeypatch.setattr(apart.subprocess, "Popen", start)


def files(folder: Path, *words: str) -> list[FoundFile]:
    folder.mkdir()
    for number, word in enumerate(words):
        (folder / f"{number:02}.txt").write_text(f"{FRENCH} {word}", encoding="utf-8")
    return [one for one in find_files(folder) if isinstance(one, FoundFile)]


def test_it_gives_what_reading_here_gives(tmp_path: Path) -> None:
    found = files(tmp_path / "articles", *map(str, range(40)))
    (tmp_path / "articles" / "bad.txt").write_bytes(bytes(99))
    found = [one for one in find_files(tmp_path / "articles") if isinstance(one, FoundFile)]
    apart = [outcome for _, outcome, _ in read_apart(found, Known())]
    assert apart == list(read(tmp_path / "articles"))
    assert len(apart) == 41


def test_nothing_to_read_starts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart.subprocess, "Popen", None)
    assert list(read_apart([], Known())) == []


@pytest.mark.usefixtures("bad_reader")
def test_files_that_hang_die_or_burst_are_told_and_the_others_read(tmp_path: Path) -> None:
    found = files(tmp_path / "articles", "", "HANG", "", "DIE", "DIE", "BURST", "PRINT", "")
    start = time.monotonic()
    outcomes = [outcome for _, outcome, _ in read_apart(found, Known(), most_seconds=5.0)]
    assert time.monotonic() - start < 60
    told = [one.reason if isinstance(one, Skipped) else "" for one in outcomes]
    assert [isinstance(one, Article) for one in outcomes] == [
        *(True, False, True, False, False, False, True, True)
    ]
    assert told[1].startswith("not read within 5 seconds")
    assert told[3].startswith("too much for the reader")
    assert "Memory" in told[5] or told[5].startswith("too much for the reader")


@pytest.mark.usefixtures("bad_reader")
def test_one_that_is_left_early_leaves_nothing_running(tmp_path: Path) -> None:
    reading = read_apart(files(tmp_path / "articles", *[""] * 30), Known())
    next(reading)
    reading.close()


def test_a_process_that_does_not_start_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    popen = apart.subprocess.Popen

    def fail(command: list[str], **options: object) -> object:
        return popen([command[0], "-c", "import nothing_of_this_name"], **options)

    monkeypatch.setattr(apart.subprocess, "Popen", fail)
    with pytest.raises(ReadingFailed, match="does not start"):
        list(read_apart(files(tmp_path / "articles", ""), Known()))


def test_modules_in_the_working_folder_are_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = files(tmp_path / "articles", "")
    (tmp_path / "queue.py").write_text("raise SystemExit", encoding="utf-8")
    (tmp_path / "lxml.py").write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    ((_, outcome, _),) = read_apart(found, Known())
    assert isinstance(outcome, Article)
