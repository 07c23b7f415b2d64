"""Archives that are damaged, or meant to do damage: bounded work, and one sentence."""

from __future__ import annotations

import bz2
import gzip
import lzma
import struct
import tarfile
import zipfile
from collections.abc import Iterable

import pytest
from archive_files import FRENCH, OTHER, reason, tar_entry, tar_of, told, zip_of

from timeline.reading.members import MOST_BYTES
from timeline.reading.readers import tar_archive
from timeline.reading.unpacking import MOST_FREE, MOST_MEMBERS, MOST_RATIO

ZEROS = bytes(10_000_000)

# What cannot be unpacked.


def test_file_protected_by_a_password() -> None:
    info = zipfile.ZipInfo("a.txt")
    data = bytearray(zip_of((info, FRENCH), ("b.txt", OTHER)))
    data[6] |= 1  # the flags of the first file, and of its entry in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert told(bytes(data), "a.zip") == {
        "a.zip/a.txt": "protected by a password: unpack it first",
        "a.zip/b.txt": OTHER,
    }


def test_method_without_a_bound_is_not_unpacked() -> None:
    data = zip_of(("a.txt", ZEROS * 5), method=zipfile.ZIP_BZIP2)
    assert len(data) < 1000
    assert reason(data, "a.zip").startswith("packed by a rare method: ")


def test_file_with_a_wrong_checksum() -> None:
    data = zip_of(("a.txt", FRENCH), ("b.txt", OTHER), method=zipfile.ZIP_STORED)
    data = data.replace(b"Montverdier", b"Montferdier")
    assert told(data, "a.zip") == {
        "a.zip/a.txt": "damaged in its archive: pack it again",
        "a.zip/b.txt": OTHER,
    }


def test_too_large_file_is_not_unpacked() -> None:
    data = zip_of(("a.txt", bytes(MOST_BYTES + 1)))
    assert reason(data, "a.zip").startswith(f"too large for one article ({MOST_BYTES + 1:,} bytes")
    packed = gzip.compress(bytes(MOST_BYTES + 1))
    assert reason(packed, "a.txt.gz").startswith("too large for one article")


@pytest.mark.parametrize("left", [0.1, 0.5, 0.9, 0.999])
def test_zip_that_is_cut_short(left: float) -> None:
    data = zip_of(("a.txt", FRENCH), ("b.txt", OTHER))
    assert reason(data[: int(left * len(data))], "a.zip").startswith("cut short or damaged")


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress])
def test_tar_that_is_cut_short_gives_what_came_before(pack: type[bytes]) -> None:
    whole = tar_of(("a.txt", FRENCH * 50), ("b.txt", OTHER))
    second = whole.index(b"b.txt")
    for size in (second - 20, second, second + 100, second + 512, second + 512 + 20):
        assert told(pack(whole[:size]), "a.tar.gz") == {
            "a.tar.gz/a.txt": FRENCH * 50,
            "a.tar.gz": "cut short, what follows is lost: download or copy it again",
        }


def test_packed_tar_that_is_cut_short_gives_what_came_before() -> None:
    noise = "".join(f"{i * 7919 % 10007} " for i in range(30_000))
    data = gzip.compress(tar_of(("a.txt", FRENCH), ("b.txt", FRENCH + noise)))
    result = told(data[: len(data) // 2], "a.tgz")
    assert result.pop("a.tgz/a.txt") == FRENCH
    assert result == {"a.tgz": "cut short, what follows is lost: download or copy it again"}


def test_tar_with_a_broken_header_gives_what_came_before() -> None:
    data = bytearray(tar_of(("a.txt", FRENCH), ("b.txt", OTHER)))
    data[1024 + 3] ^= 0x40
    assert told(bytes(data), "a.tar") == {
        "a.tar/a.txt": FRENCH,
        "a.tar": "damaged, what follows is lost: download or copy it again",
    }


def test_gzip_that_is_cut_short_or_flipped() -> None:
    data = bytearray(gzip.compress(FRENCH.encode()))
    assert reason(bytes(data[:-20]), "a.txt.gz").startswith("cut short")
    data[-5] ^= 1  # in the checksum
    assert reason(bytes(data), "a.txt.gz").startswith("damaged")


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.zip", "a.gz"])
def test_archive_that_is_none(name: str) -> None:
    assert len(reason(b"\x01\x02\x03" * 999, name)) > 20


# Bombs.


def test_zeros_nested_in_archives() -> None:
    data = zip_of(*((f"{i}.txt", ZEROS) for i in range(2)))
    for _ in range(2):
        data = zip_of(*((f"{i}.zip", data) for i in range(3)))
    reasons = set(told(data, "a.zip").values())
    assert reasons == {"not a text file (binary content): save its text as .txt or .html"}


def test_archive_that_unpacks_to_much_more_than_its_size() -> None:
    data = zip_of(*((f"{i:02}.txt", ZEROS * 3) for i in range(20)))
    *before, last = told(data, "a.zip").items()
    assert len(before) * 30_000_000 < MOST_FREE
    assert last[0] == "a.zip"
    assert last[1].startswith(f"unpacks to more than {MOST_RATIO} times its size: ")


def test_packed_zeros() -> None:
    info = tarfile.TarInfo("a.txt")
    info.size = 1_000_000_000
    data = gzip.compress(info.tobuf() + ZEROS * 10)
    result = told(data, "a.tgz")
    assert result["a.tgz/a.txt"].startswith("too large for one article (1,000,000,000 bytes")
    assert result["a.tgz"].startswith("unpacks to more than")


def entries(count: int, directory: bytes, place: int) -> bytes:
    """The end of a ZIP file whose directory holds so many entries."""
    count = min(count, 65535)
    return directory + struct.pack(
        "<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), place, 0
    )


def test_files_that_lie_over_each_other() -> None:
    data = zip_of(("a.txt", ZEROS))
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    bomb = data[:start] + entries(1000, data[start:end] * 1000, start)
    assert reason(bomb, "a.zip").startswith("its members lie over each other: ")


def test_archives_in_each_other_without_end() -> None:
    data = zip_of(("a.zip", b""))
    for _ in range(99):
        data = zip_of(("a.zip", data))
    assert "archives in each other" in reason(data, "a.zip")


def test_million_names() -> None:
    fields = (b"PK\x01\x02", 20, 3, 20, 0, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0)
    entry = struct.pack("<4s4B4HL2L5H2L", *fields) + b"a"
    data = b"PK\x03\x04" + entries(10**6, entry * 10**6, 4)
    assert reason(data, "a.zip") == f"holds more than {MOST_MEMBERS:,} files: split it"


def test_endless_tar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tar_archive, "MOST_MEMBERS", 3)
    result = told(tar_of(*((f"{i}.txt", FRENCH) for i in range(9))), "a.tar")
    assert len(result) == 4
    assert result["a.tar"].startswith("holds more than")


def damaged_after(headers: Iterable[bytes]) -> bool:
    data = tar_of(("a.txt", FRENCH))[:1024] + b"".join(headers) + bytes(1024)
    result = told(data, "a.tar")
    assert result.pop("a.tar/a.txt") == FRENCH
    return list(result.values())[0].startswith(("damaged", "cut short"))


def test_header_that_claims_a_terabyte() -> None:
    data = tar_entry("a.txt", tarfile.REGTYPE, size=10**12).tobuf(tarfile.GNU_FORMAT) + bytes(999)
    result = told(data, "a.tar")
    assert result["a.tar/a.txt"].startswith("too large for one article (1,000,000,000,000 bytes")
    assert result["a.tar"].startswith("cut short")


def test_file_with_holes_is_not_filled_up() -> None:
    info = tarfile.TarInfo("a.txt")
    info.pax_headers = {
        "GNU.sparse.major": "1",
        "GNU.sparse.minor": "0",
        "GNU.sparse.realsize": str(10**12),
    }
    data = tar_of((info, "1\n0\n10\n".ljust(512, "\0") + "0123456789"), ("b.txt", FRENCH))
    result = told(data, "a.tar")
    assert result["a.tar/a.txt"].startswith("a file with holes: ")
    assert result["a.tar/b.txt"] == FRENCH


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME])
def test_headers_that_are_meant_to_fill_the_memory(kind: bytes) -> None:
    huge = tar_entry("a", kind, size=3 * 10**9).tobuf(tarfile.GNU_FORMAT)
    assert damaged_after([huge, bytes(10**6)])
    chain = tar_entry("a", kind, size=512).tobuf() + b"12 path=a/b\n".ljust(512, b"\0")
    assert damaged_after([chain * 3000])


def test_headers_that_are_meant_to_take_time() -> None:
    slow = tar_entry("a", tarfile.XHDTYPE, size=200 * 1024).tobuf() + b"1" * 200 * 1024
    assert damaged_after([slow * 5])


def test_header_that_leads_back() -> None:
    info = tarfile.TarInfo("b.txt")
    info.size = -2048
    assert damaged_after([info.tobuf(tarfile.GNU_FORMAT)])
