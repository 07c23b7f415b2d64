"""Taking in what a run read: which file carries which article, and which files are gone.

A store remembers of every file where it lies. What it says of its article is kept for each file,
so that an article carried by several comes out the same whatever the order of the runs; and a file
found under several folders is named from the outermost of them.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from timeline import codec
from timeline.model import Article, Skipped

Merge = Callable[[Sequence[Article]], Sequence[Article]]


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that gave all that it holds, by its path as an outcome's.

    While its `key` is the same, it would give the same again.
    """

    path: str
    key: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file gave: an article or the reason why not.

    `root` is the absolute path (POSIX) of the folder that the outcome's `path` is relative to.
    `file` comes with the last that a file gave, if it need not be read again.
    """

    root: str
    outcome: Article | Skipped
    file: FileRead | None = None

    @property
    def location(self) -> str:
        """Where the file lies on this machine, POSIX."""
        return location_of(self.root, self.outcome.path)


@dataclass(slots=True)
class _Met:
    """What a run met, by where it lies, and the articles whose carriers it changed."""

    carriers: set[str] = field(default_factory=set)
    skipped: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)


def record(
    db: sqlite3.Connection, readings: Iterable[Reading], scopes: Sequence[str], merge: Merge
) -> None:
    """Writes what was read, drops the files under `scopes` that were not met again, and merges
    what the carriers of each changed article say. To be called inside a transaction."""
    met = _Met()
    for reading in readings:
        _take(db, reading, met)
        if reading.file is not None:
            _take_file(db, reading.root, reading.file, met)
    tables = (("carriers", met.carriers), ("skipped", met.skipped), ("files", met.files))
    for table, seen in tables:
        for (location,) in list(db.execute(f"SELECT location FROM {table}")):
            if location not in seen and any(_is_within(location, scope) for scope in scopes):
                _drop(db, table, location, met)
    for identifier in sorted(met.changed):
        _merge_carriers(db, identifier, merge)


def location_of(root: str, path: str) -> str:
    """Where a file lies on this machine, POSIX."""
    return f"{root.rstrip('/')}/{path}"


def storable(text: str) -> str:
    """The text with what UTF-8 cannot write (half of a surrogate pair) spelled out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def article_of(payload: str, text: bytes) -> Article:
    """The article of a row of `articles`, or the reading of a row of `carriers`."""
    data = json.loads(payload)
    return codec.article_from_dict(data, text.decode("utf-8", "surrogatepass"), data["zones"])


def article_at(path: str, payload: str, text: bytes) -> Article:
    """The article of a row of `carriers`, as a reading of the file at this path gives it."""
    return replace(article_of(payload, text), path=path, carriers=(path,))


def dump(data: object) -> str:
    """JSON for a column; what is no character (half of a surrogate pair) is escaped."""
    return json.dumps(data, separators=(",", ":"), allow_nan=False)


def _take(db: sqlite3.Connection, reading: Reading, met: _Met) -> None:
    outcome = reading.outcome
    table = "carriers" if isinstance(outcome, Article) else "skipped"
    location, root = storable(reading.location), storable(reading.root)
    known = db.execute(f"SELECT root FROM {table} WHERE location = ?", (location,)).fetchone()
    if known is not None and len(known[0]) < len(root):
        root = known[0]
    path = location[len(root) :].lstrip("/")
    if isinstance(outcome, Skipped):
        met.skipped.add(location)
        db.execute(
            "INSERT OR REPLACE INTO skipped VALUES (?, ?, ?, ?)",
            (location, root, path, storable(outcome.reason)),
        )
    else:
        met.carriers.add(location)
        _take_article(db, location, root, replace(outcome, path=path, carriers=(path,)), met)


def _take_file(db: sqlite3.Connection, root: str, file: FileRead, met: _Met) -> None:
    location = storable(location_of(root, file.path))
    met.files.add(location)
    new = (storable(root), file.key)
    query = "SELECT root, key FROM files WHERE location = ?"
    if db.execute(query, (location,)).fetchone() != new:
        db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (location, *new))


def _take_article(
    db: sqlite3.Connection, location: str, root: str, article: Article, met: _Met
) -> None:
    reading = _payload(article)
    query = "SELECT root, article_id, reading FROM carriers WHERE location = ?"
    old = db.execute(query, (location,)).fetchone()
    if old == (root, article.id, reading):
        return
    if old is not None:
        met.changed.add(old[1])
    met.changed.add(article.id)
    db.execute(
        "INSERT OR IGNORE INTO articles VALUES (?, ?, ?, ?, '', NULL)",
        (
            article.id,
            article.path,
            article.text.encode("utf-8", "surrogatepass"),
            reading,
        ),
    )
    db.execute(
        "INSERT OR REPLACE INTO carriers VALUES (?, ?, ?, ?)",
        (location, root, article.id, reading),
    )


def _drop(db: sqlite3.Connection, table: str, location: str, met: _Met) -> None:
    if table == "carriers":
        query = "SELECT article_id FROM carriers WHERE location = ?"
        met.changed.add(db.execute(query, (location,)).fetchone()[0])
    db.execute(f"DELETE FROM {table} WHERE location = ?", (location,))


def _merge_carriers(db: sqlite3.Connection, identifier: str, merge: Merge) -> None:
    rows = db.execute(
        "SELECT reading, text FROM carriers JOIN articles ON article_id = id WHERE id = ?",
        (identifier,),
    )
    readings = sorted((article_of(*row) for row in rows), key=lambda one: (one.path, _payload(one)))
    if not readings:
        return
    article = merge(readings)[0]
    db.execute(
        "UPDATE articles SET path = ?, payload = ?, content_key = ? WHERE id = ?",
        (article.path, _payload(article), _content_key(article), identifier),
    )


def _payload(article: Article) -> str:
    data = codec.article_to_dict(article)
    data["zones"] = codec.zones_to_list(article.zones)
    return dump(data)


def _content_key(article: Article) -> str:
    """A hash of all that extraction may look at: everything but where the article was found."""
    bare = replace(article, path="", carriers=(), copy_of=None)
    return hashlib.sha256(_payload(bare).encode()).hexdigest()


def _is_within(location: str, scope: str) -> bool:
    return location == scope or location.startswith(scope.rstrip("/") + "/")
