"""Opening a file that may be anything, and may change under one's hands."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from timeline.reading.finding import why_not_opened, why_not_regular
from timeline.reading.pages import Unreadable


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


def state_of(file: BinaryIO) -> tuple[int, int]:
    """What changes when somebody writes to an open file: its size and time of change (ns)."""
    status = os.fstat(file.fileno())
    return status.st_size, status.st_mtime_ns
