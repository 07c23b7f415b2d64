"""ZIP archive → its members, ordered by name."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from timeline.reading.members import MOST_BYTES, is_hidden, too_large
from timeline.reading.pages import Member, Unreadable
from timeline.reading.unpacking import LINK, NO_FILE, Unfolding
from timeline.reading.zips import name_in_zip, open_zip

_ENCRYPTED = 0x1  # flag of an entry, APPNOTE.TXT 4.4.4
_PIECE = 1 << 20  # bytes
# bzip2 and LZMA, which the library unpacks too, it unpacks without a bound.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def read_members(file: BinaryIO) -> Iterator[Member]:
    """The files in a ZIP archive that are not hidden; those that cannot be read with the reason.

    Raises `Unreadable` for an archive that is damaged or a bomb.
    """
    with open_zip(file) as archive:
        named = [(name_in_zip(info), info.header_offset, info) for info in archive.infolist()]
        unfolding = Unfolding()
        for name, _, info in sorted(named, key=lambda one: one[:2]):
            if not name.endswith("/") and not is_hidden(name):
                content = _content(archive, info)
                if isinstance(content, bytes):
                    unfolding.count(info.compress_size, len(content))
                yield Member(name, content)


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | Unreadable:
    reason = _why_not(info)
    if reason is not None:
        return Unreadable(reason)
    pieces = []
    try:
        with archive.open(info) as member:
            while piece := member.read(_PIECE):  # which never gives more than `file_size`
                pieces.append(piece)
    except Exception:  # a wrong checksum, or whatever else a damaged member leads to
        return Unreadable("damaged in its archive: pack it again")
    return b"".join(pieces)


def _why_not(info: zipfile.ZipInfo) -> str | None:
    """Why a member is not read, by what its entry says of it."""
    kind = stat.S_IFMT(info.external_attr >> 16)  # as Unix tools write it; else 0
    if kind == stat.S_IFLNK:
        return LINK
    if kind not in (0, stat.S_IFREG):
        return NO_FILE
    if info.flag_bits & _ENCRYPTED:
        return "protected by a password: unpack it first"
    if info.compress_type not in _METHODS:
        return "packed by a rare method: unpack it first, or pack it as an ordinary ZIP file"
    if info.file_size > MOST_BYTES:
        return too_large(info.file_size, MOST_BYTES, "bytes")
    return None
