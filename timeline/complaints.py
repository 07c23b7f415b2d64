"""What is wrong with a database, in one sentence that says what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
# A write beyond a quota or a limit on the size of files is an input/output error to SQLite.
_NOT_WRITTEN = (sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE)
_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)


class StoreError(Exception):
    """A database that cannot be used; its message is one sentence that says what to do."""


@contextmanager
def explained(path: Path | None) -> Iterator[None]:
    """Turns what SQLite complains of into a StoreError of one sentence."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise StoreError(_of_sqlite(error, path)) from error


@contextmanager
def explained_files(path: Path) -> Iterator[None]:
    """Turns what the system complains of, as a database's files are made, into a StoreError."""
    try:
        yield
    except OSError as error:
        raise StoreError(_of_system(error, path)) from error


def not_ours(path: Path | None) -> str:
    """That a file is something else."""
    return f"{path} is not a timeline database: name another file with --db."


def not_allowed(name: object) -> str:
    """That the system does not let the user write something."""
    return (
        f"{name} cannot be written: see to it that you may write it and its folder, or name "
        "another with --db."
    )


def no_room(what: object) -> str:
    """That something could not be written for want of room."""
    return (
        f"There is no room left to write {what}: make room and run the same command again; what "
        "was saved before is kept."
    )


def is_no_room(error: OSError) -> bool:
    """Whether a disk, a quota or a limit on the size of files is at its end."""
    return error.errno in _NO_ROOM


def _of_sqlite(error: sqlite3.DatabaseError, path: Path | None) -> str:
    name, text = path or "The database", str(error)
    if "not a database" in text:
        return not_ours(path)
    if "locked" in text:
        return f"{name} is in use by another program: wait until it is done."
    if "readonly" in text:
        return not_allowed(name)
    if "unable to open" in text:
        return f"{name} cannot be opened: see to it that you may read and write it and its folder."
    if "full" in text or getattr(error, "sqlite_errorcode", 0) in _NOT_WRITTEN:
        return no_room(name)
    if "malformed" in text:
        return (
            f"{name} is damaged and cannot be used ({text}): move it away and run "
            "`timeline extract` again."
        )
    return f"{name} cannot be used: {text}."


def _of_system(error: OSError, path: Path) -> str:
    if is_no_room(error):
        return no_room(path)
    if error.errno in _NOT_ALLOWED:
        return not_allowed(path)
    return f"{path} cannot be used: {error.strerror}."
