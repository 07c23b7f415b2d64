"""Opening a file that may be anything, and may change under one's hands."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from timeline.reading.finding import why_not_opened, why_not_regular
from timeline.reading.pages import Unreadable


@dataclass(frozen=True, slots=True)
class FileState:
    """What changes when somebody writes to a file or puts another in its place.

    `modified` is when its content changed, `changed` when its content, name or permissions did (on
    Windows, when it was made), in nanoseconds; `inode` is 0 where files have none.
    """

    size: int
    modified: int
    changed: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> FileState:
        """The state that the system reports."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)

    @property
    def content(self) -> tuple[int, int]:
        """The part of it that changes with what is in the file."""
        return self.size, self.modified


@dataclass(frozen=True, slots=True)
class Look:
    """A file was read to its end: in which state, and from when on (nanoseconds)."""

    state: FileState
    begun: int


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file at `path`, open for reading. Raises `Unreadable` where there is none that ends."""
    try:
        reason = why_not_regular(path.stat().st_mode)  # never open a pipe: it might not end
        if reason:
            raise Unreadable(reason)
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise Unreadable(why_not_opened(error)) from error


def state_of(file: BinaryIO) -> FileState:
    """The state of an open file."""
    return FileState.of(os.fstat(file.fileno()))
