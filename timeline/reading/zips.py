"""Opening ZIP files, which office documents and books are too, without being blown up by one."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import IO, Any, BinaryIO, cast

from timeline.reading.decoding import decode_name
from timeline.reading.pages import Unreadable
from timeline.reading.unpacking import MOST_MEMBERS, TOO_MANY

BROKEN = "cut short or damaged, so that it cannot be unpacked: download or copy it again"

_MOST_DIRECTORY = 100 * MOST_MEMBERS  # bytes; an entry takes 46 and its name
_UTF8_NAME = 0x800  # flag of an entry, APPNOTE.TXT 4.4.4
_UNICODE_PATH = 0x7075  # extra field, APPNOTE.TXT 4.6.9
_LOCAL_HEADER = 30  # bytes before the name, APPNOTE.TXT 4.3.7


def open_zip(file: BinaryIO) -> zipfile.ZipFile:
    """The ZIP file that is open as `file`, ready to be read.

    Raises `Unreadable` for a damaged one, for one of too many members, and for one whose members
    lie over each other, as those of bombs do (D. Fifield, "A better zip bomb", WOOT 2019).
    """
    try:
        archive = zipfile.ZipFile(cast(IO[bytes], _Guarded(file)))
    except Unreadable:
        raise
    except Exception as error:  # the library lets through whatever a hostile field leads to
        raise Unreadable(BROKEN) from error
    infos = archive.infolist()
    if len(infos) > MOST_MEMBERS:
        raise Unreadable(TOO_MANY)
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise Unreadable("its members lie over each other: pack it again if it is no bomb")
        end = info.header_offset + _LOCAL_HEADER + len(_raw_name(info)) + info.compress_size
    return archive


def marks_in_zip(file: BinaryIO) -> set[str]:
    """What tells which kind of ZIP file this is: the names of its members, and its media type.

    The latter is the content of a member called `mimetype`, which is never packed (OpenDocument
    1.3, part 2, 3.3). Raises nothing; nothing tells of a damaged one.
    """
    try:
        with open_zip(file) as archive:
            marks = set(archive.namelist())
            if "mimetype" in marks:
                info = archive.getinfo("mimetype")
                if info.compress_type == zipfile.ZIP_STORED:
                    with archive.open(info) as member:
                        marks.add(member.read(80).decode("ascii", "replace").strip())
    except Exception:  # its reader tells what is wrong
        return set()
    return marks


def name_in_zip(info: zipfile.ZipInfo) -> str:
    """The name of a member as it was meant, where its encoding is not told too."""
    if info.flag_bits & _UTF8_NAME:
        return info.orig_filename
    raw = _raw_name(info)
    return _unicode_path(info.extra, raw) or decode_name(raw)


def _raw_name(info: zipfile.ZipInfo) -> bytes:
    encoding = "utf-8" if info.flag_bits & _UTF8_NAME else "cp437"
    return info.orig_filename.encode(encoding, "replace")


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """The name in UTF-8 that some tools write beside the one in the encoding of their system."""
    of_this_name = zlib.crc32(raw).to_bytes(4, "little")
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        if kind == _UNICODE_PATH and extra[5:9] == of_this_name:
            return extra[9 : 4 + size].decode("utf-8", "replace")
        extra = extra[4 + size :]
    return None


class _Guarded:
    """A file that refuses to be read in huge pieces: the directory of a ZIP file is one piece."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        """As of a file. Raises `Unreadable` where there are more bytes than a directory takes."""
        data = self._file.read(min(size, _MOST_DIRECTORY + 1) if size >= 0 else _MOST_DIRECTORY + 1)
        if len(data) > _MOST_DIRECTORY:
            raise Unreadable(TOO_MANY)
        return data

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)
