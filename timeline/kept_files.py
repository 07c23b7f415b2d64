"""What files gave in earlier runs, for a run that need not read them again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Self

from timeline import intake
from timeline.complaints import StoreError
from timeline.intake import storable
from timeline.model import Article, Skipped
from timeline.storereader import StoreReader

# What lies at a location or, as in a folder, within it ("0" is the character after "/").
_WITHIN = "(location = ?1 OR (location > ?1 || '/' AND location < ?1 || '0'))"


class KeptFiles(StoreReader):
    """A store that is asked what files gave, also while a run writes to it."""

    @classmethod
    def at(cls, path: Path) -> Self | None:
        """The store at `path`; None where nothing can be known from it: there is none, it is of an
        earlier schema or damaged (whoever writes to it says so), or not to be read while a run
        writes to it."""
        with suppress(StoreError):
            store = cls.open(path)
            if store._has("files") and list(store._rows("PRAGMA journal_mode")) == [("wal",)]:
                return store
            store.close()
        return None

    def key(self, location: str, root: str) -> str | None:
        """The key of a file that was read from this folder; None for one that was not."""
        query = "SELECT key FROM files WHERE location = ? AND root = ?"
        rows = self._rows(query, storable(location), storable(root))
        return next((str(key) for (key,) in rows), None)

    def outcomes(self, location: str, root: str) -> Iterator[Article | Skipped]:
        """What a file gave, with paths relative to `root`."""
        start = len(intake.location_of(storable(root), ""))
        for at, payload, text in self._rows(
            "SELECT location, reading, text FROM carriers JOIN articles ON article_id = id"
            f" WHERE {_WITHIN} ORDER BY location",
            storable(location),
        ):
            yield intake.article_at(at[start:], payload, text)
        for at, reason in self._rows(
            f"SELECT location, reason FROM skipped WHERE {_WITHIN} ORDER BY location",
            storable(location),
        ):
            yield Skipped(at[start:], reason)
