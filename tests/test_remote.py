"""Articles at addresses: read as those in a folder are, and never lost with the connection."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import timeline
from plain_extraction import PlainExtraction

from timeline.engine import remote
from timeline.engine.places import Url, place_of
from timeline.engine.reading import read_paths, scopes_of
from timeline.model import Skipped

fsspec = pytest.importorskip("fsspec", reason="needs the extra 'dask'")

FIRE = "Le moulin du bas a brûlé en 1907. Les pompiers sont arrivés trop tard."
FLOOD = "La rivière a débordé en 1910. La gare a été inondée."


@pytest.fixture
def bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A store of files without a place on this machine; the working folder is an empty one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(remote, "_PAUSES", ())
    files = fsspec.filesystem("memory")
    files.pipe_file("/press/fire.txt", FIRE.encode())
    files.pipe_file("/press/1910/flood.txt", FLOOD.encode())
    yield files
    files.store.clear()


def paths(*addresses: str) -> list[str]:
    return [one.outcome.path for one in read_paths([place_of(one) for one in addresses])]


def exported(*, code: int = 0) -> str:
    return timeline("export", "-", "--format", "json", "--undated", code=code).stdout


@pytest.mark.parametrize("text", ["s3://b/press", "zip::https://h/a.zip", "zip://a.txt::s3://b/c"])
def test_an_address_has_a_scheme(text: str):
    assert place_of(text) == Url(text)


@pytest.mark.parametrize("text", ["press", "C:/press", "c://press", "a::b", "s3:/press", "://x"])
def test_everything_else_is_a_path(text: str):
    assert place_of(text) == Path(text)


def test_an_address_gives_the_timeline_that_a_folder_gives(
    bucket: Any, tmp_path: Path, extraction: PlainExtraction
):
    (tmp_path / "press" / "1910").mkdir(parents=True)
    (tmp_path / "press" / "fire.txt").write_text(FIRE, encoding="utf-8")
    (tmp_path / "press" / "1910" / "flood.txt").write_text(FLOOD, encoding="utf-8")
    timeline("extract", "press")
    here = exported()
    Path("timeline.db").unlink()
    timeline("extract", "memory://press/")
    assert exported() == here
    assert "fire.txt" in here


def test_what_vanished_there_is_dropped_and_the_rest_is_kept(
    bucket: Any, extraction: PlainExtraction
):
    Path("other.txt").write_text("La halle a fermé en 1912.", encoding="utf-8")
    timeline("extract", "memory://press", "other.txt")
    bucket.rm_file("/press/fire.txt")
    assert "2 had not changed" in timeline("extract", "memory://press").stdout
    assert "moulin" not in exported()
    bucket.store.clear()
    result = timeline("extract", "memory://press", "other.txt")
    assert "press: no such file or folder" in result.stdout
    assert "rivière" in exported()


def test_when_the_connection_breaks_nothing_is_lost(
    bucket: Any, extraction: PlainExtraction, monkeypatch: pytest.MonkeyPatch
):
    timeline("extract", "memory://press")
    before = exported()

    def broken(*_: object, **__: object) -> None:
        raise ConnectionError("reset by \x1b[2J peer")

    with monkeypatch.context() as patch:
        patch.setattr(type(bucket), "get_file", broken)
        result = timeline("extract", "memory://press", code=1)
        assert "cannot be copied (ConnectionError: reset by ␛[2J peer)" in result.stderr
    with monkeypatch.context() as patch:
        patch.setattr(type(bucket), "info", broken)
        result = timeline("extract", "memory://press", code=1)
        assert "memory://press cannot be looked at" in result.stderr
    assert exported() == before


def test_one_file_that_cannot_be_copied_is_listed(bucket: Any, monkeypatch: pytest.MonkeyPatch):
    copy = type(bucket).get_file

    def but_for_the_flood(self: Any, path: str, *rest: Any, **more: Any) -> None:
        if "flood" in path:
            raise PermissionError("no")
        copy(self, path, *rest, **more)

    monkeypatch.setattr(type(bucket), "get_file", but_for_the_flood)
    outcomes = [one.outcome for one in read_paths([Url("memory://press")])]
    assert [one.path for one in outcomes] == ["fire.txt", "1910/flood.txt"]
    assert isinstance(outcomes[1], Skipped)
    assert outcomes[1].reason == "cannot be copied (PermissionError: no): run again"


def test_files_are_dropped_as_they_are_read(bucket: Any, monkeypatch: pytest.MonkeyPatch):
    for number in range(60):
        bucket.pipe_file(f"/many/{number:02}.txt", f"{FIRE} {number}".encode())
    there = set[Path]()
    most = 0
    copy = remote._copied

    def counted(one: Any, path: Path) -> str | None:
        nonlocal most
        there.add(path)
        most = max(most, sum(known.exists() for known in there))
        return copy(one, path)

    monkeypatch.setattr(remote, "_copied", counted)
    assert paths("memory://many") == [f"{number:02}.txt" for number in range(60)]
    assert len(there) == 60
    assert most <= 30
    assert not any(path.exists() for path in there)


def test_archives_are_folders_and_names_that_climb_do_not(bucket: Any):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a/fire.txt", FIRE)
        archive.writestr("../../flood.txt", FLOOD)
        archive.writestr(".hidden.txt", FLOOD)
    bucket.pipe_file("/press.zip", packed.getvalue())
    assert sorted(paths("zip::memory://press.zip")) == ["a/fire.txt", "flood.txt"]


def test_overlapping_addresses_give_each_file_once(bucket: Any):
    assert sorted(paths("memory://press/1910", "memory://press", "memory://press/fire.txt")) == [
        "1910/flood.txt",
        "fire.txt",
    ]


def test_what_a_run_answers_for(bucket: Any):
    given = ["memory://press/", "memory://press/fire.txt", "memory://gone"]
    assert scopes_of([Url(one) for one in given]) == ["memory://press", "memory://press/fire.txt"]


def test_keys_and_passwords_are_not_kept():
    assert str(Url("ftp://me:secret@host/press/")) == "ftp://host/press"
    root, name = remote._file(Url("https://host/press/a.html?key=secret"))
    assert (root, name[:2], name[-5:], "secret" in name) == (
        "https://host/press",
        "a-",
        ".html",
        False,
    )
    assert remote._file(Url("https://host")) == ("https://host", "index.html")


def test_without_the_extra_one_sentence_names_it(bucket: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    said = timeline("extract", "s3://bucket/press", code=1).stderr
    assert said == "s3://bucket/press needs the extra 'dask': pip install 'timeline-fr[dask]'.\n"
    assert not Path("timeline.db").exists()


def test_a_scheme_that_nobody_knows_is_one_sentence(bucket: Any):
    said = timeline("extract", "gopher2://press", code=1).stderr
    assert said.startswith("gopher2://press cannot be looked at (ValueError: Protocol not known")
    assert said.count("\n") == 1
