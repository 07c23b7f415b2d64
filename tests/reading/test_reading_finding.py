"""Paths and folders → files, in a fixed order; and what cannot be looked into."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from timeline.model import Skipped
from timeline.reading import FoundFile, find_files


def names(*paths: Path | str) -> list[str]:
    return [f.name for f in find_files(paths) if isinstance(f, FoundFile)]


def skipped(*paths: Path | str) -> dict[str, str]:
    return {s.path: s.reason for s in find_files(paths) if isinstance(s, Skipped)}


def write(path: Path, text: str = "Bonjour.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_folders_are_searched_recursively_and_ordered_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/deep/er/c.md", "Été.txt"):
        write(tmp_path / name)
    assert names(tmp_path) == ["a/deep/er/c.md", "a/z.txt", "b.txt", "Été.txt"]


def test_a_file_is_named_by_its_file_name(tmp_path: Path) -> None:
    assert names(write(tmp_path / "sub" / "a.txt")) == ["a.txt"]


def test_order_of_paths_does_not_matter(tmp_path: Path) -> None:
    one, two = write(tmp_path / "x" / "b.txt").parent, write(tmp_path / "y" / "a.txt").parent
    assert names(one, two) == names(two, one) == ["a.txt", "b.txt"]


def test_overlapping_roots_give_each_file_once(tmp_path: Path) -> None:
    inner = write(tmp_path / "sub" / "a.txt")
    assert names(tmp_path, inner.parent, inner) == ["sub/a.txt"]
    assert names(inner, inner.parent, tmp_path) == ["sub/a.txt"]
    assert skipped(inner, inner.parent, tmp_path) == {}


def test_hidden_files_are_passed_over_unless_named(tmp_path: Path) -> None:
    hidden = write(tmp_path / ".git" / "config.txt")
    write(tmp_path / ".DS_Store")
    write(tmp_path / "a.txt")
    assert names(tmp_path) == ["a.txt"]
    assert skipped(tmp_path) == {}
    assert names(hidden) == ["config.txt"]


def test_missing_path_is_told(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere"
    assert skipped(missing)[missing.as_posix()].startswith("no such file or folder")


def test_empty_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    assert skipped(tmp_path)[tmp_path.as_posix()].startswith("empty folder")


def test_nul_in_a_path_is_told() -> None:
    assert "NUL" in skipped("a\x00b")["a\x00b"]


def test_special_files_are_told_and_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        here = os.getcwd()
        os.chdir(tmp_path)  # the name of a socket may not be long
        try:
            server.bind("socket.txt")
        finally:
            os.chdir(here)
        told = skipped(tmp_path)
    assert "named pipe" in told["pipe.txt"]
    assert "socket" in told["socket.txt"]


def test_links_to_folders_are_followed_once(tmp_path: Path) -> None:
    write(tmp_path / "real" / "a.txt")
    (tmp_path / "a_link").symlink_to(tmp_path / "real", target_is_directory=True)
    (tmp_path / "real" / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert names(tmp_path) == ["real/a.txt"]
    told = skipped(tmp_path)
    assert set(told) == {"a_link", "real/loop"}
    assert all("symbolic link" in reason for reason in told.values())


def test_link_that_bites_its_tail_is_told(tmp_path: Path) -> None:
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    assert all("symbolic link" in reason for reason in skipped(tmp_path).values())
    assert set(skipped(tmp_path)) == {"ring", "gone.txt"}


def test_linked_files_are_carriers_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "b.txt").symlink_to(write(tmp_path / "a.txt"))
    assert names(tmp_path) == ["a.txt", "b.txt"]


def test_folder_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "closed" / "b.txt")
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert names(tmp_path) == ["a.txt"]
    assert skipped(tmp_path)["closed"].startswith("permission denied")


def test_file_names_that_are_not_utf8_are_made_printable(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(raw, "wb") as file:
            file.write(b"Bonjour.")
    except OSError:  # some file systems refuse such names
        raw = os.fsencode(write(tmp_path / "cafe.txt"))
    (name,) = names(tmp_path)
    name.encode("utf-8")
    assert name in (r"caf\xe9.txt", "cafe.txt")
