"""Reading a store: what `show`, `export` and `explain` need, and nothing that writes."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from timeline import codec, corrections, database, intake
from timeline.complaints import explained
from timeline.filters import Filter
from timeline.model import (
    Article,
    Correction,
    CorrectionProblem,
    Day,
    Event,
    Generator,
    Mention,
    PassedOver,
    Skipped,
    Timeline,
)

_FETCHED_TOGETHER = 64  # rows
# An article without a carrier is left only until the events that rest on it are made anew.
CARRIED = "EXISTS (SELECT 1 FROM carriers WHERE article_id = articles.id)"


@dataclass(frozen=True, slots=True)
class Counts:
    """What a store holds: distinct articles, events, how many of these have no date, and how many
    of the articles are copies of others."""

    articles: int
    events: int
    undated: int
    copies: int


class StoreReader:
    """A timeline in a SQLite file, for reading. A context manager that closes the file.

    Every method raises StoreError, with one sentence, where the file cannot be read or written.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path | None) -> None:
        self._db = connection
        self._path = path

    @classmethod
    def open(cls, path: Path) -> Self:
        """The existing store at `path`, for reading only."""
        return cls(database.connect_for_reading(path), path)

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def is_finished(self) -> bool:
        """Whether the events are those of the articles: False after an interrupted run."""
        return self._meta("unfinished") is None

    def saved_state(self) -> str | None:
        """The state that the events were made from."""
        return self._meta("state")

    def state(self, version: str) -> str:
        """A hash of all that events are made from: articles, mentions, corrections, `version`."""
        digest = hashlib.sha256(version.encode())
        for row in self._rows(
            f"SELECT id, payload, coalesce(extracted, '') FROM articles WHERE {CARRIED} ORDER BY id"
        ):
            digest.update("\0".join(row).encode())
        for correction in self.corrections():
            digest.update(f"\0{correction.id}".encode())
        return digest.hexdigest()

    def generator(self) -> Generator:
        """What made the timeline."""
        name, version, model = (
            self._meta(f"generator.{key}") or "" for key in ("name", "version", "model")
        )
        return Generator(name, version, model)

    def articles(self, *, text: bool = True) -> Iterator[Article]:
        """The articles by path, then id; without `text` quicker, their text left empty."""
        column = "text" if text else "x''"
        query = f"SELECT id, payload, {column} FROM articles WHERE {CARRIED} ORDER BY path, id"
        originals = self._originals()
        for identifier, payload, content in self._rows(query):
            yield replace(intake.article_of(payload, content), copy_of=originals.get(identifier))

    def articles_of(self, ids: Iterable[str]) -> Iterator[Article]:
        """The articles with these ids that there are, in the order of `ids`."""
        originals = self._originals()
        query = "SELECT payload, text FROM articles WHERE id = ?"
        for identifier in ids:
            for row in self._rows(query, identifier):
                yield replace(intake.article_of(*row), copy_of=originals.get(identifier))

    def counts(self) -> Counts:
        """How much there is."""
        undated = "(SELECT count(*) FROM events WHERE NOT dated)"
        events = "(SELECT count(*) FROM events)"
        query = f"SELECT count(*), {events}, {undated} FROM articles WHERE {CARRIED}"
        articles, events, undated_events = next(self._rows(query))
        return Counts(articles, events, undated_events, len(self._originals()))

    def article(self, name: str) -> Article:
        """The one article whose id begins with `name`, or that a file of this path carries."""
        rows = list(
            self._rows(
                "SELECT DISTINCT articles.id FROM articles JOIN carriers ON article_id = id"
                " WHERE substr(id, 1, length(?)) = ? OR path = ? ORDER BY id LIMIT 9",
                *(name,) * 3,
            )
        )
        article = next(self.articles_of([database.only_one("article", name, rows)]))
        return replace(article, passed_over=self._passed_over(article.id))

    def relatives(self, article: Article) -> list[Article]:
        """The article's original, if it is a copy, and its copies, by path."""
        originals = self._originals()
        wanted = {copy for copy, original in originals.items() if original == article.id}
        if article.copy_of is not None:
            wanted.add(article.copy_of)
        found = list(self.articles_of(wanted))
        return sorted(found, key=lambda one: (one.path, one.id))

    def articles_by_id(self) -> Mapping[str, Article]:
        """All articles, without text, by their id; they are read when first one is asked for."""
        return _ArticlesById(self)

    def _originals(self) -> dict[str, str]:
        """The id of the original, by the id of each copy."""
        if not self._has("copies"):
            return {}
        return dict(self._rows("SELECT article_id, original FROM copies"))

    def _has(self, table: str) -> bool:
        """Whether there is such a table: databases of earlier schemas lack some."""
        return bool(list(self._rows("SELECT 1 FROM sqlite_master WHERE name = ?", table)))

    def _passed_over(self, article_id: str) -> tuple[PassedOver, ...]:
        if not self._has("passed_over"):
            return ()
        rows = self._rows("SELECT payload FROM passed_over WHERE article_id = ?", article_id)
        return tuple(
            codec.passed_over_from_dict(one) for (payload,) in rows for one in json.loads(payload)
        )

    def mentions(self, article_id: str | None = None) -> Iterator[Mention]:
        """The mentions by article and place; of one article, or of all."""
        chosen = CARRIED if article_id is None else "articles.id = ?"
        for (payload,) in self._rows(
            "SELECT mentions.payload FROM mentions JOIN articles ON article_id = articles.id"
            f" WHERE {chosen} ORDER BY article_id, position",
            *(() if article_id is None else (article_id,)),
        ):
            yield codec.mention_from_dict(json.loads(payload))

    def corrections(self) -> list[Correction]:
        """What users set right, in the order in which they did."""
        if not self._has("corrections"):
            return []
        rows = self._rows("SELECT payload FROM corrections ORDER BY position")
        return [corrections.from_dict(json.loads(payload)) for (payload,) in rows]

    def correction(self, name: str) -> Correction:
        """The one correction whose id begins with `name`."""
        known = {one.id: one for one in self.corrections()}
        rows = [(identifier,) for identifier in known if identifier.startswith(name)]
        return known[database.only_one("correction", name, rows)]

    def problems(self) -> dict[str, CorrectionProblem]:
        """Why some corrections have no effect on the events as they are, by their id."""
        if not self._has("corrections"):
            return {}
        return dict(self._rows("SELECT id, problem FROM corrections WHERE problem IS NOT NULL"))

    def skipped(self) -> Iterator[Skipped]:
        """The files that gave no article, by path, then reason."""
        for path, reason in self._rows("SELECT path, reason FROM skipped ORDER BY path, reason"):
            yield Skipped(path, reason)

    def events(self, wanted: Filter | None = None, *, mentions: bool = True) -> Iterator[Event]:
        """The events in order, as they are read from the file, those without a date last; without
        `mentions` quicker, the memberships left empty of those that a day or nothing dates.

        What `wanted` asks of dates, types, factuality, the article and number of sources is left to
        the database; the rest is for `filters.Selection`.
        """
        where, values = database.columns_where(wanted or Filter(hidden=True))
        column = "payload" if mentions else database.WITHOUT_MENTIONS
        for (payload,) in self._rows(
            f"SELECT {column} FROM events WHERE {where} ORDER BY dated DESC, position", *values
        ):
            yield _event(payload)

    def years(self, wanted: Filter) -> dict[int, int]:
        """How many events begin (or, where that is open, end) in each astronomical year, of those
        that pass what `events` leaves to the database."""
        where, values = database.columns_where(wanted)
        days = self._rows(
            "SELECT coalesce(first_day, last_day) AS day, count(*) FROM events"
            f" WHERE {where} AND day IS NOT NULL GROUP BY day ORDER BY day",
            *values,
        )
        found: dict[int, int] = {}
        for ordinal, count in days:
            year = Day.from_ordinal(ordinal).year
            found[year] = found.get(year, 0) + count
        return found

    def event(self, name: str) -> Event:
        """The one event whose id begins with `name`."""
        rows = self._rows(
            "SELECT id, payload FROM events WHERE substr(id, 1, length(?)) = ? ORDER BY id LIMIT 9",
            *(name,) * 2,
        )
        found = dict(rows)
        return _event(found[database.only_one("event", name, [(one,) for one in found])])

    def event_ids(self, name: str, most: int) -> list[str]:
        """The ids that begin with `name`, so many of them at most."""
        rows = self._rows(
            "SELECT id FROM events WHERE substr(id, 1, length(?)) = ? ORDER BY id LIMIT ?",
            *(name, name, most),
        )
        return [identifier for (identifier,) in rows]

    def event_of(self, mention_id: str) -> str | None:
        """The id of the event that a mention belongs to."""
        rows = self._rows("SELECT event_id FROM memberships WHERE mention_id = ?", mention_id)
        return next((str(identifier) for (identifier,) in rows), None)

    def timeline(self) -> Timeline:
        """All of it, in memory."""
        return Timeline(
            tuple(self.events()), tuple(self.articles()), tuple(self.skipped()), self.generator()
        )

    def _rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        # Rows are handed out outside `explained`: what happens to them there is not the database's.
        with explained(self._path):
            cursor = self._db.execute(query, database.as_text(values))
            rows = cursor.fetchmany(_FETCHED_TOGETHER)
        while rows:
            yield from rows
            with explained(self._path):
                rows = cursor.fetchmany(_FETCHED_TOGETHER)

    def _meta(self, key: str) -> str | None:
        rows = self._rows("SELECT value FROM meta WHERE key = ?", key)
        return next((value for (value,) in rows), None)


def _event(payload: str) -> Event:
    data = json.loads(payload)
    memberships = [codec.membership_from_dict(one) for one in data["memberships"]]
    return codec.event_from_dict(data, memberships)


class _ArticlesById(Mapping[str, Article]):
    def __init__(self, store: StoreReader) -> None:
        self._store = store

    @cached_property
    def _articles(self) -> dict[str, Article]:
        return {one.id: one for one in self._store.articles(text=False)}

    def __getitem__(self, identifier: str) -> Article:
        return self._articles[identifier]

    def __iter__(self) -> Iterator[str]:
        return iter(self._articles)

    def __len__(self) -> int:
        return len(self._articles)
