"""Records by number, of which memory holds only those written last: the rest lies in a file."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO

_IN_MEMORY = 1 << 24  # bytes


class Spool:
    """Records, numbered as they come. What does not fit into some megabytes of memory goes to a
    temporary file, which vanishes with the spool. Raises OSError where there is no room for it."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._ends = array("q", [0])
        self._latest = bytearray()
        self._written = 0

    def append(self, record: bytes) -> None:
        """Adds a record."""
        self._latest += record
        self._ends.append(self._ends[-1] + len(record))
        if len(self._latest) > _IN_MEMORY:
            if self._file is None:
                self._file = TemporaryFile(buffering=0)  # noqa: SIM115 - open as long as the spool
            self._file.seek(self._written)
            self._file.write(self._latest)
            self._written = self._ends[-1]
            self._latest = bytearray()

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> bytes:
        begin, end = self._ends[number], self._ends[number + 1]
        if begin >= self._written or self._file is None:
            return bytes(self._latest[begin - self._written : end - self._written])
        self._file.seek(begin)
        return self._file.read(end - begin)

    def __iter__(self) -> Iterator[bytes]:
        return (self[number] for number in range(len(self)))
