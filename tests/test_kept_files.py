"""Files that a run need not open again: only those that would give the same."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import timeline
from plain_extraction import PlainExtraction

from timeline import api
from timeline.engine import keeping, local, reading
from timeline.model import Day
from timeline.reading import FoundFile, Known, read_file
from timeline.reading.readers import plain

FIRE = "Le moulin du bas a brûlé en 1907. Les pompiers sont arrivés trop tard."
FLOOD = "La rivière a débordé en 1910. La gare a été inondée."
FILES = {"fire.txt", "flood.txt", "photo.jpg", "press.zip", "table.csv"}


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The files that were opened, in this process; one changed a moment ago is like any other."""
    names = set[str]()

    def read_here(files: Iterable[FoundFile], known: Known, **_: object) -> Iterator[Any]:
        for found in files:
            names.add(found.name)
            outcomes, last = read_file(found, known), None
            while True:
                try:
                    outcome = next(outcomes)
                except StopIteration as end:
                    yield found, last, end.value
                    break
                if last is not None:
                    yield found, last, None
                last = outcome

    monkeypatch.setattr(reading, "read_apart", read_here)
    monkeypatch.setattr(keeping, "_A_MOMENT", 0)
    return names


@pytest.fixture(autouse=True)
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extraction: PlainExtraction) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "fire.txt").write_text(FIRE, encoding="utf-8")
    (folder / "flood.txt").write_text(FLOOD, encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0 not an article")
    rows = "titre,texte\nUn vol,Un vol a été signalé en 1911.\nLe prix,Le prix a doublé en 1912.\n"
    (folder / "table.csv").write_text(rows, encoding="utf-8")
    with zipfile.ZipFile(folder / "press.zip", "w") as archive:
        archive.writestr("a.txt", "Le pont a sauté en 1913.")
        archive.writestr("b.png", b"\x89PNG")
        archive.writestr("sub/c.txt", "Le maire a démissionné en 1914.")
    return folder


def run(*options: str) -> str:
    """What a run says and what the database then exports, which are those of a new database."""
    said = timeline("extract", "corpus", *options).stdout
    export = timeline("export", "-", "--format", "json", "--undated").stdout
    timeline("extract", "corpus", *options, "--db", "new.db")
    assert timeline("export", "-", "--format", "json", "--undated", "--db", "new.db").stdout == (
        export
    )
    Path("new.db").unlink()
    return said.partition("Extracted")[0] + export


def test_unchanged_files_are_not_opened_and_all_is_said_of_them_again(opened: set[str]):
    timeline("extract", "corpus")
    assert opened == FILES
    opened.clear()
    again = timeline("extract", "corpus").stdout
    assert opened == set()
    new = timeline("extract", "corpus", "--db", "new.db").stdout
    assert opened == FILES
    parts = ("Extracted 6 articles.", "Extracted 0 articles; 6 had not changed.")
    expected = new.replace(*parts).replace(" --db new.db", "").replace("new.db", "timeline.db")
    assert again == expected
    assert "press.zip/b.png: format not supported" in again
    assert "Unchanged: 6 files" in timeline("extract", "corpus", "--dry-run").stdout


def touched(corpus: Path) -> str:
    os.utime(corpus / "fire.txt")
    return "fire.txt"


def of_the_same_size_and_time(corpus: Path) -> str:
    path = corpus / "fire.txt"
    before = path.stat()
    path.write_text(FIRE.replace("1907", "1908"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    return "fire.txt"


def replaced(corpus: Path) -> str:
    other = corpus.parent / "other.txt"
    other.write_text(FIRE.replace("moulin", "pont"), encoding="utf-8")
    shutil.copystat(corpus / "fire.txt", other)
    other.replace(corpus / "fire.txt")
    return "fire.txt"


def not_readable_any_more(corpus: Path) -> str:
    (corpus / "fire.txt").write_bytes(b"")
    return "fire.txt"


def readable_at_last(corpus: Path) -> str:
    (corpus / "photo.jpg").write_text("<html><body><p>" + FLOOD + "</p></body></html>")
    return "photo.jpg"


def renamed(corpus: Path) -> str:
    (corpus / "fire.txt").rename(corpus / "1908-05-03.txt")
    return "1908-05-03.txt"


def with_one_article_less(corpus: Path) -> str:
    with zipfile.ZipFile(corpus / "press.zip", "w") as archive:
        archive.writestr("sub/c.txt", "Le maire a été réélu en 1914.")
    return "press.zip"


def with_one_row_more(corpus: Path) -> str:
    with (corpus / "table.csv").open("a", encoding="utf-8") as table:
        table.write("Le gel,La vigne a gelé en 1915.\n")
    return "table.csv"


@pytest.mark.parametrize(
    "change",
    [
        touched,
        of_the_same_size_and_time,
        replaced,
        not_readable_any_more,
        readable_at_last,
        renamed,
        with_one_article_less,
        with_one_row_more,
    ],
)
def test_a_file_that_changed_is_opened_and_no_other(
    corpus: Path, opened: set[str], change: Callable[[Path], str]
):
    run()
    name = change(corpus)
    opened.clear()
    timeline("extract", "corpus", "--dry-run")
    assert opened == {name}
    run()


def test_a_file_that_was_gone_for_a_run_is_opened(corpus: Path, opened: set[str]):
    (corpus / "fire.txt").rename("fire.txt")
    first = run()
    Path("fire.txt").rename(corpus / "fire.txt")
    assert run() != first
    (corpus / "fire.txt").rename("fire.txt")
    assert run() == first


def test_options_by_which_articles_are_read_otherwise_open_all(corpus: Path, opened: set[str]):
    (corpus / "fire.txt").write_text(f"{FIRE} La mairie a brûlé lundi.", encoding="utf-8")
    Path("about.csv").write_text("path,published\nfire.txt,1907-03-02\n", encoding="utf-8")
    told = [["--published", "1911"], ["--published", "1912"], ["--metadata", "about.csv"], []]
    for options in told:
        opened.clear()
        timeline("extract", "corpus", "--dry-run", *options)
        assert opened == FILES
        run(*options)
        opened.clear()
        timeline("extract", "corpus", "--dry-run", *options)
        assert opened == set()
    Path("about.csv").write_text("path,published\nfire.txt,1907-03-03\n", encoding="utf-8")
    timeline("extract", "corpus", "--metadata", "about.csv")
    assert opened == FILES


def test_other_readers_a_fresh_run_and_another_folder_above_open_all(
    opened: set[str], monkeypatch: pytest.MonkeyPatch
):
    timeline("extract", "corpus")
    opened.clear()
    timeline("extract", "corpus", "--fresh")
    assert opened == FILES
    opened.clear()
    timeline("extract", ".")
    assert opened == {f"corpus/{name}" for name in FILES}
    timeline("extract", "corpus")
    opened.clear()
    monkeypatch.setattr(keeping, "readers_version", lambda: local.readers_version() + "+")
    timeline("extract", "corpus")
    assert opened == FILES


def test_a_day_of_publication_in_the_future_is_looked_at_again(
    corpus: Path, opened: set[str], monkeypatch: pytest.MonkeyPatch
):
    (corpus / "fire.txt").write_text(f"Publié le 5 mars 2031\n\n{FIRE}", encoding="utf-8")
    for day in (Day(2031, 3, 4), Day(2031, 3, 6), Day(2031, 3, 4)):
        monkeypatch.setattr(api, "latest_day", lambda day=day: day)
        opened.clear()
        timeline("extract", "corpus", "--dry-run")
        assert "fire.txt" in opened
        run()


def test_what_could_not_be_read_this_time_is_tried_again(
    opened: set[str], monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patched:

        def failing(data: bytes) -> None:
            raise MemoryError

        patched.setattr(plain, "read_page", failing)
        assert "fire.txt: cannot be read (MemoryError)" in timeline("extract", "corpus").stdout
    opened.clear()
    timeline("extract", "corpus", "--dry-run")
    assert opened == {"fire.txt", "flood.txt", "press.zip"}
    run()


def test_a_file_that_was_written_a_moment_ago_is_not_trusted(
    opened: set[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(keeping, "_A_MOMENT", 3600 * 10**9)
    timeline("extract", "corpus")
    opened.clear()
    timeline("extract", "corpus")
    assert opened == FILES
