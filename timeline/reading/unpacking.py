"""Files packed with gzip, bzip2 or xz, read forward without being blown up by a bomb."""

from __future__ import annotations

import bz2
import io
import lzma
import re
import zlib
from collections.abc import Callable
from typing import BinaryIO, Protocol

from timeline.reading.pages import Unreadable

# What unpacks to more than this, and to more than so many times its size, is no archive of
# articles: pages of one site pack to a fiftieth at best, zeros to a thousandth or less.
MOST_FREE = 50_000_000  # bytes
MOST_RATIO = 200
MOST_MEMBERS = 200_000  # of one archive

CUT_SHORT = "cut short, what follows is lost: download or copy it again"
DAMAGED = "damaged, what follows is lost: download or copy it again"
LINK = "a link in an archive: put the file that it leads to in its place"
NO_FILE = "no ordinary file in an archive: put the article's own file in its place"
TOO_MANY = f"holds more than {MOST_MEMBERS:,} files: split it"

_CHUNK = 1 << 16  # bytes, read or unpacked at a time
_MOST_DICTIONARY = 200_000_000  # bytes of memory for xz, whose strongest preset takes 65 million
_BZIP2 = re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)")  # a block, or the end of an empty file


class _Unpacker(Protocol):
    """What `bz2` and `lzma` give to unpack with."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Gzip:
    """`zlib` with the ways of the other two; the checksum of RFC 1952 is seen to by zlib."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(16 + zlib.MAX_WBITS)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


def packing_of(head: bytes) -> Callable[[], _Unpacker] | None:
    """What unpacks a file that begins with `head`; None where it is not packed."""
    if head.startswith(b"\x1f\x8b"):
        return _Gzip
    if _BZIP2.match(head):
        return bz2.BZ2Decompressor
    if head.startswith(b"\xfd7zXZ\x00"):
        return lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MOST_DICTIONARY)
    return None


class Unfolding:
    """How much an archive has unpacked to so far, beside the bytes it took for that."""

    def __init__(self) -> None:
        self._packed = self._unpacked = 0

    def count(self, packed: int, unpacked: int) -> None:
        """Counts so many more bytes. Raises `Unreadable` for what can only be a bomb."""
        self._packed += packed
        self._unpacked += unpacked
        if self._unpacked > max(MOST_FREE, MOST_RATIO * self._packed):
            raise Unreadable(
                f"unpacks to more than {MOST_RATIO} times its size: unpack it and keep the articles"
            )


class Unpacked:
    """An open file as what it unpacks to, or as it is where it is not packed; read forward only.

    Has what `tarfile` and `warcio` ask of a file. Packed files that follow one another are one, as
    for the tools. Every method raises `Unreadable` for a bomb and where the file is damaged or cut
    short; bytes before that are given first.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._unfolding = Unfolding()
        self._rest = file.read(_CHUNK)  # read, but not yet given to the unpacker
        self._fresh = len(self._rest)
        self._make = packing_of(self._rest)
        self._unpacker = self._make() if self._make else None
        self._buffer, self._taken = b"", 0  # what is unpacked, and how much of it is given away
        self._place = 0
        self._allowance: int | None = None

    def allow(self, size: int | None) -> None:
        """From here on, `size` more bytes may be read (None: any number), skipped ones aside.

        Reading more raises `Unreadable`: what an archive says of a member is never that long.
        """
        self._allowance = size

    def tell(self) -> int:
        """How many bytes were read or skipped."""
        return self._place

    def read(self, size: int) -> bytes:
        """The next `size` bytes, fewer at the end."""
        self._spend(size)
        pieces = []
        while size > 0 and self._fill():
            pieces.append(self._take(size))
            size -= len(pieces[-1])
        return b"".join(pieces)

    def read_some(self, size: int) -> bytes:
        """Between 1 and `size` of the next bytes, or none at the end."""
        return self._take(size) if self._fill() else b""

    def readline(self, size: int | None = None) -> bytes:
        """The next bytes up to a line feed, with it; at most `size`."""
        line = bytearray()
        while not line.endswith(b"\n") and (size is None or len(line) < size) and self._fill():
            most = len(self._buffer) - self._taken if size is None else size - len(line)
            end = self._buffer.find(b"\n", self._taken, self._taken + most)
            piece = self._take(most if end < 0 else end + 1 - self._taken)
            self._spend(len(piece))
            line += piece
        return bytes(line)

    def seek(self, place: int) -> int:
        """Skips to `place`, from the beginning; gives where it stands then, less at the end.

        Raises `Unreadable` for a place that is behind.
        """
        if place < self._place:  # only a header that lies leads back
            raise Unreadable(DAMAGED)
        while self._place < place and self._fill():
            self._take(place - self._place)
            if self._unpacker is None and self._place < place - 1:
                # The byte before the place is read, to see whether the file goes as far.
                self._file.seek(place - 1 - self._place, io.SEEK_CUR)
                self._place = place - 1
        return self._place

    def _spend(self, size: int) -> None:
        if self._allowance is not None:
            self._allowance -= size
            if self._allowance < 0:
                raise Unreadable(DAMAGED)

    def _take(self, size: int) -> bytes:
        piece = self._buffer[self._taken : self._taken + size]
        self._taken += len(piece)
        self._place += len(piece)
        return piece

    def _fill(self) -> bool:
        """Whether there are bytes to take; unpacks some where there are none."""
        if self._taken == len(self._buffer):
            try:
                self._buffer, self._taken = self._more(), 0
            except (zlib.error, lzma.LZMAError, OSError, ValueError) as error:
                raise Unreadable(DAMAGED) from error
        return self._taken < len(self._buffer)

    def _more(self) -> bytes:
        """The next unpacked bytes, none at the end of the file."""
        while True:
            if self._make is None or self._unpacker is None:
                return self._packed()
            if self._unpacker.eof:
                self._rest = self._after(self._unpacker.unused_data)
                if not self._rest:
                    return b""
                self._unpacker = self._make()
            data = self._packed() if self._unpacker.needs_input else b""
            wanting = self._unpacker.needs_input
            unpacked = self._unpacker.decompress(data, _CHUNK)
            self._unfolding.count(self._fresh, len(unpacked))
            self._fresh = 0
            if unpacked:
                return unpacked
            if wanting and not data and not self._unpacker.eof:
                raise Unreadable(CUT_SHORT)

    def _packed(self) -> bytes:
        """The next bytes of the file itself, none at its end."""
        data, self._rest = self._rest, b""
        if not data:
            data = self._file.read(_CHUNK)
            self._fresh += len(data)
        return data

    def _after(self, data: bytes) -> bytes:
        """What follows a packed file; zeros are none of it: tapes and disks fill up with them."""
        data = data.lstrip(b"\0")
        while not data and (more := self._packed()):
            data = more.lstrip(b"\0")
        return data
