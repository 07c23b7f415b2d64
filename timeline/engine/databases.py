"""Telling timeline's own databases from the articles they lie among."""

from __future__ import annotations

import os
from pathlib import Path

from timeline.database import APPLICATION_ID
from timeline.locking import SUFFIX as LOCK_SUFFIX

# What lies beside a database while it is open, SQLite's and our own.
_BESIDE = ("-wal", "-shm", "-journal", LOCK_SUFFIX)
# The database header: https://www.sqlite.org/fileformat.html#the_database_header
_MAGIC = b"SQLite format 3\0"
_ID_START, _ID_END = 68, 72


def is_database_file(path: Path, db: Path | None = None) -> bool:
    """Whether a regular file is a timeline's database, or stands beside one while that is open.

    `db` counts as one whatever is in it. A file that cannot be read is none. Raises nothing.
    """
    return any(
        is_same_file(database, db) or _holds_timeline(database) for database in _databases_of(path)
    )


def _databases_of(path: Path) -> list[Path]:
    """The files that have to be a database for `path` to belong to one."""
    beside = [path.with_name(path.name.removesuffix(end)) for end in _BESIDE if _ends(path, end)]
    return [path, *beside]


def _ends(path: Path, end: str) -> bool:
    return path.name.endswith(end) and path.name != end


def is_same_file(path: Path, other: Path | None) -> bool:
    """Whether two paths lead to one file; not where there is no other."""
    return other is not None and os.path.realpath(path) == os.path.realpath(other)


def _holds_timeline(path: Path) -> bool:
    try:
        # What is no regular file might never end: a pipe is not opened.
        if not path.is_file():
            return False
        with path.open("rb") as file:
            header = file.read(_ID_END)
    except OSError:
        return False
    application = int.from_bytes(header[_ID_START:], "big")
    return header.startswith(_MAGIC) and application == APPLICATION_ID
