"""Whether a database is sound: what is in the file, and what is around it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from timeline.complaints import StoreError
from timeline.database import connect_for_reading
from timeline.installation import Finding, guarded
from timeline.locking import holder
from timeline.schema import SCHEMA_VERSION

_ABOUT = "database"
_LITTLE_ROOM = 100_000_000  # bytes
_PRIVATE = 0o600


def findings(path: Path) -> Iterator[Finding]:
    """What there is to say of the database at `path`, which is not changed; slow where it is large,
    as all of it is read."""
    yield from guarded("room", lambda: _room(path), "look at the disk")
    # A run that was killed at its very beginning leaves a file with nothing in it.
    if not path.exists() or (path.is_file() and not path.stat().st_size):
        said = f"there is none in {path} yet"
        yield Finding(_ABOUT, "ok", said, "timeline extract FOLDER makes one")
        return
    advice = f"move {path} away and run `timeline extract` again"
    if path.is_file():
        yield from guarded("permissions", lambda: _permissions(path), advice)
    yield from guarded(_ABOUT, lambda: _content(path), advice)
    if (at_it := holder(path)) is not None:
        yield Finding("in use", "ok", f"{at_it} is writing to it")


def _room(path: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(path.absolute().parent).free
    said = f"{free / 1e9:.1f} GB free for the database"
    if free < _LITTLE_ROOM:
        yield Finding("room", "warning", said, "make room: a run needs as much as its articles")
    else:
        yield Finding("room", "ok", said)


def _permissions(path: Path) -> Iterator[Finding]:
    mode = stat.S_IMODE(path.stat().st_mode)
    allowed = os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)
    if mode & ~_PRIVATE and sys.platform != "win32":
        said, advice = f"others may use it (mode {mode:04o})", f"chmod 600 {path}"
        yield Finding("permissions", "warning", said, advice)
    if not allowed:
        said = "it cannot be written, or not its folder"
        yield Finding("permissions", "warning", said, "it can be shown, but no run can use it")
    elif not mode & ~_PRIVATE:
        yield Finding("permissions", "ok", "only you can read and write it")


def _content(path: Path) -> Iterator[Finding]:
    try:
        connection = connect_for_reading(path)
    except StoreError as error:
        yield Finding(_ABOUT, "problem", str(error))
        return
    with closing(connection):
        wrong = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(3)")]
        if wrong != ["ok"]:
            advice = f"move {path} away and run `timeline extract` again"
            yield Finding(_ABOUT, "problem", f"it is damaged: {'; '.join(wrong)}", advice)
            return
        lost = len(list(connection.execute("PRAGMA foreign_key_check")))
        if lost:
            advice = f"timeline extract --fresh --db {path} on all its folders makes it anew"
            yield Finding(_ABOUT, "problem", f"{lost} rows refer to what is not there", advice)
        else:
            yield Finding(_ABOUT, "ok", "every page and every reference in it is sound")
        yield from _ways(connection)


def _ways(connection: sqlite3.Connection) -> Iterator[Finding]:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    older = version < SCHEMA_VERSION
    said = f"{version}, the present one is {SCHEMA_VERSION}" if older else str(version)
    yield Finding("schema", "ok", said, "the next run brings it up to date" if older else "")
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    if mode == "wal":
        yield Finding("journal", "ok", "write-ahead log: it can be read while a run writes")
    else:
        said = f"{mode}: it cannot be read while a run writes"
        yield Finding("journal", "warning", said, "put it on a disk of this machine")
    if connection.execute("SELECT 1 FROM meta WHERE key = 'unfinished'").fetchone():
        yield Finding("last run", "warning", "it did not end", "run `timeline extract` again")
