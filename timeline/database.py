"""Opening the SQLite file of a store (its version, who may read it), and what it is asked in SQL.

The file carries a SQLite `application_id`, so that some other program's database is never taken
for a timeline, and its schema version in `user_version`.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal

from timeline.complaints import StoreError, explained, explained_files, not_allowed, not_ours
from timeline.filters import Filter
from timeline.schema import ADDED, SCHEMA, SCHEMA_VERSION, SEEN

APPLICATION_ID = 0x544C4652  # "TLFR"
_PRIVATE = 0o600
_WAIT_FOR_LOCK = 30.0  # seconds
_LARGEST = 2**63 - 1  # number that SQLite holds
# An event without what tells of it, unless that says how its date is meant. SQLite is quicker in
# leaving memberships out than Python in reading them.
WITHOUT_MENTIONS = (
    "CASE WHEN first_day <> last_day THEN payload"
    " ELSE json_set(payload, '$.memberships', json('[]')) END"
)


def connect_for_writing(path: Path) -> sqlite3.Connection:
    """Opens the database at `path`, made (readable by its owner alone) where there is none.

    Raises StoreError where that is impossible, or where the file is something else.
    """
    check_place(path)
    with explained_files(path):
        _make_private(path)
    if not os.access(path, os.W_OK):
        # SQLite would open it for reading, and leave files as unwritable beside it.
        raise StoreError(not_allowed(path))
    with explained(path):
        connection = sqlite3.connect(path, timeout=_WAIT_FOR_LOCK, isolation_level=None)
        try:
            if _is_empty(connection):
                _create(connection)
            _check(connection, path)
            _update(connection)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            connection.close()
            raise
    return connection


def check_place(path: Path) -> None:
    """Raises StoreError where no database can be at `path`."""
    if path.is_dir():
        raise StoreError(f"{path} is a folder: name a file with --db.")
    if not path.parent.is_dir():
        raise StoreError(f"{path.parent} is no folder: make it first, or name another with --db.")


def connect_for_reading(path: Path) -> sqlite3.Connection:
    """Opens an existing database without ever changing it. Raises StoreError."""
    if path.is_dir():
        raise StoreError(f"{path} is a folder: name a file with --db.")
    if not path.exists():
        place = f"No {path.name} here" if path.parent == Path() else f"No {path}"
        raise StoreError(
            f"{place}: run `timeline extract FOLDER` first, or name a database with --db."
        )
    with explained(path):
        connection = _read_only(path)
        try:
            if _is_empty(connection):
                raise StoreError(
                    f"{path} holds no timeline yet: run `timeline extract FOLDER` first."
                )
            _check(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def connect_in_memory() -> sqlite3.Connection:
    """A database that lives as long as the process."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _create(connection)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def columns_where(wanted: Filter) -> tuple[str, list[object]]:
    """The part of a filter that plain columns can answer, as SQL."""
    terms, values = ["sources >= ?"], list[object]((min(wanted.min_sources, _LARGEST),))
    if wanted.since is not None:
        terms.append("(last_day IS NULL OR last_day >= ?)")
        values.append(wanted.since.ordinal)
    if wanted.until is not None:
        terms.append("(first_day IS NULL OR first_day <= ?)")
        values.append(wanted.until.ordinal)
    if wanted.article is not None:
        terms.append("id IN (SELECT event_id FROM memberships WHERE article_id = ?)")
        values.append(wanted.article)
    for column, choices in (("type", wanted.types), ("factuality", wanted.factualities)):
        if choices:
            terms.append(f"{column} IN ({', '.join('?' * len(choices))})")
            values += choices
    if not wanted.hidden:
        terms.append(SEEN)
    return " AND ".join(terms), values


def as_text(values: Sequence[object]) -> list[object]:
    """The values as SQLite takes them: what a user typed may be no text; nothing is called so."""
    return [
        one.encode(errors="replace").decode() if isinstance(one, str) else one for one in values
    ]


def only_one(
    kind: Literal["event", "article", "correction"], name: str, rows: Sequence[tuple[str]]
) -> str:
    """The one id found, or a StoreError that says what else there is."""
    ids = [identifier for (identifier,) in rows]
    if len(ids) == 1 or name in ids:
        return name if name in ids else ids[0]
    if not ids:
        if kind == "article":
            raise StoreError(
                f"No article has the path {name!r} or an id that begins so: "
                "`timeline show --quotes` names their paths."
            )
        where = "correct list" if kind == "correction" else "show"
        raise StoreError(f"No {kind} has an id that begins with {name!r}: see `timeline {where}`.")
    more = ", ".join(ids[:8]) + (" …" if len(ids) > 8 else "")
    raise StoreError(f"Several {kind}s answer to {name!r}, name one of them: {more}")


def _make_private(path: Path) -> None:
    """Creates an empty file that its owner alone can read, whatever the umask."""
    with suppress(FileExistsError):
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, _PRIVATE)
        try:
            os.chmod(path, _PRIVATE)
        finally:
            os.close(descriptor)


def _read_only(path: Path) -> sqlite3.Connection:
    """A connection that cannot change the database.

    The first way tidies up the files of the write-ahead log when it is closed, but needs a file
    that can be written; the last does without the log's shared-memory file, which cannot be made in
    a folder that cannot be written, and is right where there is no log. A file that cannot be
    written is opened so from the first, or files as unwritable would stay beside it.
    """
    address = path.absolute().as_uri()
    has_log = path.with_name(f"{path.name}-wal").exists()
    ways = ["mode=rw", "mode=ro"] if has_log else ["mode=rw", "mode=ro", "immutable=1"]
    if not has_log and not os.access(path, os.W_OK):
        ways = ["immutable=1"]
    for way in ways:
        connection = sqlite3.connect(f"{address}?{way}", uri=True, timeout=_WAIT_FOR_LOCK)
        try:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return connection
        except sqlite3.OperationalError:
            connection.close()
            if way == ways[-1]:
                raise
    raise AssertionError("unreachable: the last way returns or raises")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _is_empty(connection: sqlite3.Connection) -> bool:
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return tables == 0 and _pragma(connection, "application_id") == 0


def _create(connection: sqlite3.Connection) -> None:
    connection.executescript(
        f"BEGIN IMMEDIATE;{SCHEMA}{ADDED}PRAGMA application_id = {APPLICATION_ID};"
        f"PRAGMA user_version = {SCHEMA_VERSION};COMMIT;"
    )


def _update(connection: sqlite3.Connection) -> None:
    """Gives a database of an earlier version the tables it lacks."""
    if _pragma(connection, "user_version") < SCHEMA_VERSION:
        connection.executescript(
            f"BEGIN IMMEDIATE;{ADDED}PRAGMA user_version = {SCHEMA_VERSION};COMMIT;"
        )


def _check(connection: sqlite3.Connection, path: Path) -> None:
    if _pragma(connection, "application_id") != APPLICATION_ID:
        raise StoreError(not_ours(path))
    version = _pragma(connection, "user_version")
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"{path} was written by a newer timeline (schema {version}, this one reads "
            f"{SCHEMA_VERSION}): update timeline, or name another file with --db."
        )
