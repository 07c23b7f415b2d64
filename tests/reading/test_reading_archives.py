"""Archives: their files as articles, whatever their names, and nothing that they say is trusted."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from pathlib import Path

import pytest
from archive_files import FRENCH, OTHER, reason, tar_entry, tar_of, told, unix_entry, zip_of

from timeline.model import Article
from timeline.reading import read, read_data
from timeline.reading.members import MOST_NESTED, Names, is_hidden

# What is in an archive.


def test_files_of_a_zip_are_articles_ordered_by_name() -> None:
    data = zip_of(("b.txt", FRENCH), ("2021/a.html", f"<html><p>{OTHER}"))
    assert list(told(data, "presse.zip").items()) == [
        ("presse.zip/2021/a.html", OTHER + "\n"),
        ("presse.zip/b.txt", FRENCH),
    ]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress])
@pytest.mark.parametrize("name", ["presse.tar", "presse.tgz", "presse.txt", "presse"])
def test_files_of_a_tar_keep_their_order(pack: type[bytes], name: str) -> None:
    data = pack(tar_of(("b.txt", FRENCH), ("./2021/a.txt", OTHER)))
    assert list(told(data, name).items()) == [
        (f"{name}/b.txt", FRENCH),
        (f"{name}/2021/a.txt", OTHER),
    ]


def test_archive_lies_in_a_folder_like_any_file(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zip_of(("2021-03-05-halle.txt", FRENCH)))
    (tmp_path / "b.tar.xz").write_bytes(lzma.compress(tar_of(("c.txt", OTHER))))
    first, second = read([tmp_path])
    assert isinstance(first, Article)
    assert first.path == "a.zip/2021-03-05-halle.txt"
    assert first.published is not None
    assert first.published_source == "file name"
    assert second.path == "b.tar.xz/c.txt"


@pytest.mark.parametrize("archive_of", [zip_of, tar_of])
def test_hidden_files_and_folders_are_passed_over(archive_of: type[bytes]) -> None:
    data = archive_of((".DS_Store", b"\0\0"), ("__MACOSX/._a.txt", b"\0"), ("./a.txt", FRENCH))
    assert told(data, "a.zip") == {"a.zip/a.txt": FRENCH}


def test_folders_are_no_files() -> None:
    assert list(told(zip_of(("b/", ""), ("b/a.txt", FRENCH)), "a.zip")) == ["a.zip/b/a.txt"]
    data = tar_of((tar_entry("b", tarfile.DIRTYPE), ""), ("b/a.txt", FRENCH))
    assert list(told(data, "a.tar")) == ["a.tar/b/a.txt"]


@pytest.mark.parametrize(
    ("name", "hidden"),
    [("./a", False), ("../a", False), (".a", True), ("a/.b/c", True), ("a.b/c..d", False)],
)
def test_dots_that_only_lead_the_way_hide_nothing(name: str, hidden: bool) -> None:
    assert is_hidden(name) is hidden


@pytest.mark.parametrize("archive_of", [zip_of, tar_of])
def test_archive_without_a_file(archive_of: type[bytes]) -> None:
    assert reason(archive_of((".a", "x")), "a").startswith("nothing in it")
    assert reason(archive_of(), "a.tar").startswith("nothing in it")


def test_archives_may_lie_in_each_other_to_a_depth() -> None:
    data = zip_of(("a.txt", FRENCH))
    for _ in range(MOST_NESTED - 1):
        data = zip_of(("in.zip", data))
    (path,) = told(data, "a.zip")
    assert path == "a.zip" + "/in.zip" * (MOST_NESTED - 1) + "/a.txt"
    assert "archives in each other" in reason(zip_of(("in.zip", data)), "a.zip")


def test_one_bad_file_does_not_stop_the_others() -> None:
    data = zip_of(("a.txt", b"\0" * 99), ("b.jpg", b"\xff\xd8\xff"), ("c.txt", FRENCH))
    assert told(data, "a.zip") == {
        "a.zip/a.txt": "not a text file (binary content): save its text as .txt or .html",
        "a.zip/b.jpg": "format not supported (.jpg): "
        "save the article as .txt, .html, .pdf or .docx",
        "a.zip/c.txt": FRENCH,
    }


# Packed files.


@pytest.mark.parametrize(
    ("pack", "suffix"), [(gzip.compress, ".gz"), (bz2.compress, ".bz2"), (lzma.compress, ".xz")]
)
def test_packed_file_is_read_by_the_name_below(pack: type[bytes], suffix: str) -> None:
    for name, content in (("a.md", f"# Titre\n\n{FRENCH}"), ("a.html", f"<p>{FRENCH}</p>")):
        (outcome,) = read_data(pack(content.encode()), name + suffix)
        assert isinstance(outcome, Article)
        assert outcome.path == name + suffix
        assert [zone.kind for zone in outcome.zones][-1] == "body"


def test_packed_file_keeps_its_name_in_gzip() -> None:
    buffer = io.BytesIO()
    with gzip.GzipFile("été.txt", "wb", fileobj=buffer) as file:
        file.write(FRENCH.encode())
    assert told(buffer.getvalue(), "X01") == {"X01/été.txt": FRENCH}


def test_file_that_was_unpacked_and_kept_its_name() -> None:
    assert told(FRENCH.encode(), "a.txt.gz") == {"a.txt.gz": FRENCH}


def test_packed_files_that_follow_one_another_are_one() -> None:
    data = gzip.compress(FRENCH.encode()) + gzip.compress(b"\n") + bytes(600)
    assert told(data, "a.txt.gz") == {"a.txt.gz": FRENCH + "\n"}


def test_page_packed_under_the_name_of_an_archive() -> None:
    data = gzip.compress(f"<!doctype html><p>{FRENCH}".encode())
    assert told(data, "a.tar.gz") == {"a.tar.gz": FRENCH + "\n"}


# Names.


@pytest.mark.parametrize("encoding", ["utf-8", "cp850", "cp1252"])
def test_accents_of_names_without_their_encoding(encoding: str) -> None:
    name = "Élysée - où ça, la fête à Noël ?.txt"
    placeholder = "x" * len(name.encode(encoding))
    raw = zip_of((placeholder, FRENCH)).replace(placeholder.encode(), name.encode(encoding))
    assert list(told(raw, "a.zip")) == [f"a.zip/{name}"]


def test_accents_of_names_in_tar_archives() -> None:
    assert list(told(tar_of(("Été.txt", FRENCH)), "a.tar")) == ["a.tar/Été.txt"]
    info = tarfile.TarInfo("Février à Brévenne.txt")
    data = info.tobuf(tarfile.USTAR_FORMAT, encoding="cp1252") + bytes(1024)
    assert list(told(data, "a.tar")) == ["a.tar/Février à Brévenne.txt"]


def test_name_in_utf8_beside_the_one_of_the_system() -> None:
    info = zipfile.ZipInfo("_uvre.txt")
    field = b"\x01" + zlib.crc32(b"_uvre.txt").to_bytes(4, "little") + "Œuvre.txt".encode()
    info.extra = struct.pack("<HH", 0x7075, len(field)) + field
    assert list(told(zip_of((info, FRENCH)), "a.zip")) == ["a.zip/Œuvre.txt"]
    info.filename = "autre.txt"  # renamed since by a tool that knows nothing of the field
    assert list(told(zip_of((info, FRENCH)), "a.zip")) == ["a.zip/autre.txt"]


@pytest.mark.parametrize("archive_of", [zip_of, tar_of])
@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("../../etc/passwd.txt", "etc/passwd.txt"),
        ("/etc/passwd.txt", "etc/passwd.txt"),
        ("C:\\Temp\\a.txt", "Temp/a.txt"),
        ("a\n\x1b[2J\u2028.txt", "a\\n\\x1b[2J\\u2028.txt"),
        ("x" * 5000 + ".txt", "x" * 396 + ".txt"),
    ],
)
def test_hostile_names(archive_of: type[bytes], name: str, path: str) -> None:
    assert told(archive_of((name, FRENCH)), "a.zip") == {f"a.zip/{path}": FRENCH}


def test_files_of_one_name_are_numbered_and_keep_their_format() -> None:
    data = tar_of(("a.txt", FRENCH), ("a.txt", OTHER), ("a (2).txt", FRENCH), ("./a.txt", OTHER))
    names = ["a.tar/a.txt", "a.tar/a (2).txt", "a.tar/a (2) (2).txt", "a.tar/a (3).txt"]
    assert list(told(data, "a.tar")) == names


def test_number_stands_before_a_suffix_only() -> None:
    names = Names()
    given = [names.unique(raw) for raw in ("M. Orvain", "M. Orvain", "v1.0/a", "v1.0/a", "", "")]
    assert given == [
        *("M. Orvain", "M (2). Orvain", "v1.0/a", "v1.0/a (2)", "member", "member (2)")
    ]


# What is no file.


def test_links_and_devices_of_a_zip_are_never_followed() -> None:
    link, device = unix_entry("a.txt", 0o120777), unix_entry("b.txt", 0o020644)
    data = zip_of((link, "/etc/passwd"), (device, ""), (unix_entry("c.txt", 0o100644), FRENCH))
    result = told(data, "a.zip")
    assert result["a.zip/a.txt"].startswith("a link in an archive: ")
    assert result["a.zip/b.txt"].startswith("no ordinary file")
    assert result["a.zip/c.txt"] == FRENCH


def test_links_and_devices_of_a_tar_are_never_followed() -> None:
    data = tar_of(
        ("c.txt", FRENCH),
        (tar_entry("a.txt", tarfile.SYMTYPE, "/etc/passwd"), ""),
        (tar_entry("b.txt", tarfile.LNKTYPE, "c.txt"), ""),
        (tar_entry("d.txt", tarfile.CHRTYPE), ""),
        (tar_entry("e.txt", tarfile.FIFOTYPE), ""),
    )
    result = list(told(data, "a.tar").values())
    assert result[0] == FRENCH
    assert all(one.startswith("a link in an archive: ") for one in result[1:3])
    assert all(one.startswith("no ordinary file") for one in result[3:])
