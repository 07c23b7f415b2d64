"""What a run would change, tried on a copy of the store."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from timeline.complaints import explained
from timeline.database import connect_for_reading
from timeline.intake import Merge, Reading
from timeline.model import Skipped
from timeline.store import Store

_COPY = "copy.db"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a run would do.

    Files that carry articles are named by their paths, sorted: those that are `new`, that have
    `changed`, that `vanished` (gone, or not readable any more); `unchanged` is the number of the
    others. `extracted` is the number of articles that would be extracted,
    `events_gone` of the events that rest on nothing but articles which no file would carry.
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    vanished: tuple[str, ...]
    unchanged: int
    skipped: tuple[Skipped, ...]
    extracted: int
    events_gone: int


class _Copy(Store):
    """A store that may be changed at will."""

    def carriers(self) -> dict[str, tuple[str, str]]:
        """What each file says and its path, by where it lies."""
        query = "SELECT location, article_id || reading, substr(location, length(root) + 1)"
        rows = self._rows(f"{query} FROM carriers")
        return {location: (says, path.lstrip("/")) for location, says, path in rows}

    def events_on_nothing(self) -> int:
        """How many events rest on articles alone that no file carries."""
        carried = "SELECT 1 FROM carriers WHERE carriers.article_id = memberships.article_id"
        lasting = f"SELECT 1 FROM memberships WHERE event_id = events.id AND EXISTS ({carried})"
        query = f"SELECT count(*) FROM events WHERE NOT EXISTS ({lasting})"
        return int(next(self._rows(query))[0])


def preview(
    db: Path,
    readings: Iterable[Reading],
    scopes: Sequence[str],
    merge: Merge,
    version: str,
    *,
    fresh: bool = False,
) -> Preview:
    """What a run would do to the store at `db`, which need not exist and is not touched.

    The other arguments are those of `Store.record` and `Store.stale`. Raises StoreError where there
    is a file that cannot be read as a store, or no room for a copy of it.
    """
    met: list[Skipped] = []

    def noting() -> Iterator[Reading]:
        for reading in readings:
            if isinstance(reading.outcome, Skipped):
                met.append(reading.outcome)
            yield reading

    with _copy(db) as store:
        before = store.carriers()
        store.record(noting(), scopes, merge)
        after = store.carriers()
        return Preview(
            new=_paths(after[one] for one in after.keys() - before.keys()),
            changed=_paths(
                after[one] for one in after.keys() & before.keys() if after[one] != before[one]
            ),
            vanished=_paths(before[one] for one in before.keys() - after.keys()),
            unchanged=sum(before.get(one) == says for one, says in after.items()),
            skipped=tuple(sorted(met, key=lambda one: (one.path, one.reason))),
            extracted=len(store.stale(version, everything=fresh)),
            events_gone=store.events_on_nothing(),
        )


@contextmanager
def _copy(db: Path) -> Iterator[_Copy]:
    """A store with the same content, that vanishes; empty where there is none."""
    if not db.exists() or db.stat().st_size == 0:
        with _Copy.in_memory() as store:
            yield store
        return
    with tempfile.TemporaryDirectory(prefix="timeline-") as folder:
        path = Path(folder) / _COPY
        with (
            explained(path),
            closing(connect_for_reading(db)) as original,
            closing(sqlite3.connect(path)) as copy,
        ):
            original.backup(copy)
        with _Copy.create(path) as store:
            yield store


def _paths(carriers: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(sorted(path for _, path in carriers))
