"""Long output goes to a pager, on a terminal and nowhere else."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from samples import article, day, mention

from timeline.intake import Reading
from timeline.model import Generator
from timeline.reading import merge_carriers
from timeline.reconciliation import reconcile
from timeline.store import Store

pty = pytest.importorskip("pty")

_KEEP = "import sys; open('paged.txt', 'w').write(sys.stdin.read())"
_SENTENCE = "Le pont a rouvert lundi."


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A timeline of forty events in its folder, one a year."""
    source = article(_SENTENCE)
    told = [
        replace(mention(source, _SENTENCE, "rouvert", date=day(f"{year}-05-07")), id=f"{year}")
        for year in range(1980, 2020)
    ]
    with Store.create(tmp_path / "timeline.db") as store:
        store.record([Reading("/c", source)], [], merge_carriers)
        store.save_mentions([(source, told)], "v")
        store.save_events(reconcile([source], told), Generator("timeline", "0", "m"), "state")
    return tmp_path


def on_a_terminal(
    folder: Path, *arguments: str, pager: str, kind: str = "xterm"
) -> tuple[str, int]:
    """What the command writes to a terminal of 24 lines, and its exit code."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PAGER": pager, "TERM": kind, "COLUMNS": "80", "LINES": "24"}
    command = [sys.executable, "-m", "timeline", *arguments]
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, cwd=folder
    )
    os.close(theirs)
    shown = b""
    try:
        while some := os.read(ours, 4096):
            shown += some
    except OSError:  # how Linux says that the other end was closed
        pass
    os.close(ours)
    return shown.decode(), process.wait(30)


def test_what_is_higher_than_the_terminal_is_paged_in_colour(database: Path):
    (database / "keep.py").write_text(_KEEP)
    shown, code = on_a_terminal(database, "show", pager=f"{sys.executable} keep.py")
    paged = (database / "paged.txt").read_text()
    assert code == 0
    assert "1980" not in shown
    assert all(f"7 mai {year}" in paged for year in range(1980, 2020))
    assert "\x1b[" in paged


@pytest.mark.parametrize("arguments", [("show", "--top", "2"), ("show", "--no-pager")])
def test_what_fits_and_what_is_not_to_be_paged_is_not(database: Path, arguments: tuple[str, ...]):
    (database / "keep.py").write_text(_KEEP)
    shown, _ = on_a_terminal(database, *arguments, pager=f"{sys.executable} keep.py")
    assert "7 mai" in shown
    assert not (database / "paged.txt").exists()


@pytest.mark.parametrize("pager", ["false", "nobody-has-this", ""])
def test_a_reader_who_leaves_or_has_no_pager_hears_no_complaint(database: Path, pager: str):
    shown, code = on_a_terminal(database, "show", pager=pager)
    assert code == 0
    assert "Traceback" not in shown
    assert ("7 mai 1980" in shown) == (pager != "false")


def test_a_terminal_that_only_goes_on_writing_gets_neither_pages_nor_a_screen(database: Path):
    (database / "keep.py").write_text(_KEEP)
    shown, code = on_a_terminal(database, "show", pager=f"{sys.executable} keep.py", kind="dumb")
    assert code == 0
    assert "7 mai 2019" in shown
    assert "\x1b" not in shown
    shown, code = on_a_terminal(database, "browse", pager="", kind="dumb")
    assert code == 1
    assert "TERM says dumb" in shown
    assert "\x1b" not in shown
