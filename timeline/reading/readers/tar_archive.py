"""tar archive, packed or not → its members, in the order of the archive."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from typing import IO, Any, BinaryIO, cast

from timeline.reading.decoding import decode_name
from timeline.reading.members import MOST_BYTES, is_hidden, too_large
from timeline.reading.pages import Member, Unreadable
from timeline.reading.unpacking import (
    CUT_SHORT,
    DAMAGED,
    LINK,
    MOST_MEMBERS,
    NO_FILE,
    TOO_MANY,
    Unpacked,
)

_MOST_HEADER = 256_000  # bytes of one member: long names, attributes
# Before Python 3.11.10 `tarfile` takes time in the square of such a run (CVE-2024-6232).
_MANY_DIGITS = re.compile(rb"[0-9]{100}")


def read_members(file: BinaryIO) -> Iterator[Member]:
    """The files in a tar archive that are not hidden; those that cannot be read with the reason.

    Raises `Unreadable`, after the members before, where the archive is damaged, cut short or a
    bomb.
    """
    stream = _Stream(file)
    for before, info in enumerate(_infos(stream)):
        if before == MOST_MEMBERS:
            raise Unreadable(TOO_MANY)
        name = decode_name(info.name.encode("utf-8", "surrogateescape"))
        if not info.isdir() and not is_hidden(name):
            yield Member(name, _content(stream, info))


def _infos(stream: _Stream) -> Iterator[tarfile.TarInfo]:
    """What the archive says of each member; the stream stands where its content begins."""
    try:
        stream.allow(_MOST_HEADER)
        archive: Any = tarfile.TarFile(fileobj=cast(IO[bytes], stream), encoding="utf-8")
        while (info := archive.next()) is not None:
            archive.members.clear()  # kept, they would fill the memory
            stream.allow(None)
            yield info
            stream.allow(_MOST_HEADER)
    except Unreadable:
        raise
    except Exception as error:  # the library lets through whatever a hostile header leads to
        raise Unreadable(DAMAGED if stream.last else CUT_SHORT) from error
    # The library takes a header that is none for the end; the end are blocks of zeros.
    if not stream.last or any(stream.last):
        raise Unreadable(DAMAGED if len(stream.last) == tarfile.BLOCKSIZE else CUT_SHORT)


def _content(stream: _Stream, info: tarfile.TarInfo) -> bytes | Unreadable:
    if info.issym() or info.islnk():
        return Unreadable(LINK)
    if not info.isreg():
        return Unreadable(NO_FILE)
    if info.issparse():
        return Unreadable("a file with holes: pack it again as an ordinary file")
    if info.size > MOST_BYTES:
        return Unreadable(too_large(info.size, MOST_BYTES, "bytes"))
    if info.size < 0:
        raise Unreadable(DAMAGED)
    content = stream.read(info.size)
    if len(content) < info.size:
        raise Unreadable(CUT_SHORT)
    return content


class _Stream(Unpacked):
    """What a tar archive unpacks to; `last` is what was read last."""

    last = b""

    def read(self, size: int) -> bytes:
        """The next `size` bytes. Raises `Unreadable` for a header that only wastes time."""
        self.last = super().read(size)
        if self._allowance is not None and _MANY_DIGITS.search(self.last):
            raise Unreadable(DAMAGED)
        return self.last
