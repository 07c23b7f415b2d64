"""What a store keeps of a reconciliation (`timeline.reconciliation.keeping`), in tables of its own.

It is written in the transaction that writes the events, and says nothing where events were written
without it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from timeline import codec
from timeline.model import Mention

_CARRIED = "EXISTS (SELECT 1 FROM carriers WHERE article_id = articles.id)"
_TABLES = ("kept_notes", "kept_pairs", "kept_mentions", "kept_articles")


class Kept:
    """A `timeline.reconciliation.keeping.Keeper` over the tables of a store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def stamps(self) -> Mapping[str, str]:
        query = f"SELECT id, coalesce(extracted, '') FROM articles WHERE {_CARRIED}"
        return dict(self._db.execute(query))

    def mentions_of(self, article: str) -> Iterator[Mention]:
        query = "SELECT payload FROM mentions WHERE article_id = ?"
        for (payload,) in self._db.execute(query, (article,)):
            yield codec.mention_from_dict(json.loads(payload))

    def mention(self, identifier: str) -> Mention:
        payload = self._one("SELECT payload FROM mentions WHERE id = ?", identifier)
        return codec.mention_from_dict(json.loads(payload))

    def articles(self) -> Iterator[tuple[str, int, str, bytes, bytes]]:
        query = "SELECT article_id, number, stamp, facts, standing FROM kept_articles"
        return iter(self._db.execute(query))

    def uses(self) -> Iterator[tuple[int, bytes]]:
        return iter(self._db.execute("SELECT number, uses FROM kept_mentions"))

    def uses_of(self, number: int) -> bytes:
        return self._one("SELECT uses FROM kept_mentions WHERE number = ?", number)

    def pairs(self) -> Iterator[tuple[int, bytes]]:
        return iter(self._db.execute("SELECT number, pairs FROM kept_pairs"))

    def profiles_of(self, number: int) -> bytes:
        return self._one("SELECT profiles FROM kept_mentions WHERE number = ?", number)

    def note(self, name: str) -> bytes:
        return self._one("SELECT content FROM kept_notes WHERE name = ?", name)

    def forget(self, numbers: Iterable[int]) -> None:
        self._db.executemany(
            "DELETE FROM kept_articles WHERE number = ?", ((number,) for number in numbers)
        )

    def forget_all(self) -> None:
        for table in _TABLES:
            self._db.execute(f"DELETE FROM {table}")

    def keep(
        self, article: str, number: int, facts: bytes, standing: bytes, rest: tuple[bytes, bytes]
    ) -> None:
        self._db.execute(
            "INSERT INTO kept_articles (article_id, number, stamp, facts, standing)"
            " SELECT id, ?, coalesce(extracted, ''), ?, ? FROM articles WHERE id = ?"
            " ON CONFLICT (number) DO UPDATE SET"
            " stamp = excluded.stamp, facts = excluded.facts, standing = excluded.standing",
            (number, facts, standing, article),
        )
        self._db.execute("INSERT OR REPLACE INTO kept_mentions VALUES (?, ?, ?)", (number, *rest))

    def keep_pairs(self, number: int, pairs: bytes) -> None:
        self._db.execute("INSERT OR REPLACE INTO kept_pairs VALUES (?, ?)", (number, pairs))

    def keep_note(self, name: str, content: bytes) -> None:
        self._db.execute("INSERT OR REPLACE INTO kept_notes VALUES (?, ?)", (name, content))

    def size(self) -> int:
        """How many bytes are kept, without what the database needs around them."""
        columns = ("kept_articles.facts", "kept_articles.standing", "kept_mentions.profiles",
                   "kept_mentions.uses", "kept_pairs.pairs", "kept_notes.content")  # fmt: skip
        sums = (f"(SELECT total(length({one})) FROM {one.split('.')[0]})" for one in columns)
        return int(self._db.execute(f"SELECT {' + '.join(sums)}").fetchone()[0])

    def _one(self, query: str, value: str | int) -> bytes:
        row = self._db.execute(query, (value,)).fetchone()
        content = b"" if row is None else row[0]
        return content.encode() if isinstance(content, str) else bytes(content)
