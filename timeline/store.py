"""The store: articles, mentions, corrections and events in one SQLite file, of which a rerun
touches only what changed.

Mentions are kept per article with a key of all that they were made from, so an unchanged article
is not extracted again. Each event is kept whole: a run that was interrupted leaves the last
complete timeline in place. Corrections belong to no article: they stay when one vanishes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Self

from timeline import codec, corrections, intake, positions
from timeline.complaints import StoreError, explained
from timeline.database import connect_for_reading, connect_for_writing, connect_in_memory
from timeline.intake import Merge, Reading
from timeline.kept import Kept
from timeline.model import Article, Correction, CorrectionProblem, Event, Generator, Mention
from timeline.storereader import CARRIED, Counts, StoreReader

_APART = 1 << 20  # positions of neighbouring events: others come between them later

__all__ = ["Counts", "Reading", "Store", "StoreError", "StoreReader"]


class Store(StoreReader):
    """A timeline in a SQLite file, for reading and writing.

    Every method raises StoreError, with one sentence, where the file cannot be read or written.
    """

    @classmethod
    def create(cls, path: Path) -> Self:
        """The store at `path`, for reading and writing; made where there is none."""
        return cls(connect_for_writing(path), path)

    @classmethod
    def existing(cls, path: Path) -> Self:
        """The store at `path`, for reading and writing; StoreError where there is none."""
        connect_for_reading(path).close()
        return cls.create(path)

    @classmethod
    def in_memory(cls) -> Self:
        """A store without a file."""
        return cls(connect_in_memory(), None)

    def record(self, readings: Iterable[Reading], scopes: Sequence[str], merge: Merge) -> None:
        """Takes in what a run read.

        `scopes` are the absolute paths (POSIX) that the run was given: of the files known from
        earlier runs, those that lie there and were not met again are dropped. `merge` makes one
        article of what its carriers say.
        """
        with self._transaction():
            self._set_meta("unfinished", "yes")
            intake.record(self._db, readings, scopes, merge)

    def stale(self, version: str, *, everything: bool = False) -> list[str]:
        """The ids of the articles whose mentions were never made, or from other words, or by
        another version than `version`; of all articles with `everything`."""
        changed = "" if everything else " AND extracted IS NOT content_key || ?"
        rows = self._rows(
            f"SELECT id FROM articles WHERE {CARRIED}{changed} ORDER BY id",
            *(() if everything else (version,)),
        )
        return [identifier for (identifier,) in rows]

    def save_mentions(
        self, extracted: Iterable[tuple[Article, Sequence[Mention]]], version: str
    ) -> None:
        """Keeps the mentions of some articles, in place of those they had."""
        with self._transaction():
            for article, mentions in extracted:
                self._db.execute("DELETE FROM mentions WHERE article_id = ?", (article.id,))
                stamped = "UPDATE kept_articles SET stamp = '' WHERE article_id = ?"
                self._db.execute(stamped, (article.id,))
                self._db.executemany(
                    "INSERT INTO mentions VALUES (?, ?, ?, ?)",
                    (
                        (mention.id, article.id, place, intake.dump(codec.mention_to_dict(mention)))
                        for place, mention in enumerate(mentions)
                    ),
                )
                passed_over = [codec.passed_over_to_dict(one) for one in article.passed_over]
                self._db.execute(
                    "INSERT OR REPLACE INTO passed_over VALUES (?, ?)",
                    (article.id, intake.dump(passed_over)),
                )
                self._db.execute(
                    "UPDATE articles SET extracted = content_key || ? WHERE id = ?",
                    (version, article.id),
                )

    def add_correction(self, correction: Correction) -> None:
        """Keeps a correction as the last one; one that says the same is replaced by it."""
        with self._transaction():
            self._db.execute("DELETE FROM corrections WHERE id = ?", (correction.id,))
            self._db.execute(
                "INSERT INTO corrections (id, payload) VALUES (?, ?)",
                (correction.id, intake.dump(corrections.to_dict(correction))),
            )

    def remove_corrections(self, ids: Iterable[str]) -> None:
        """Forgets the corrections with these ids."""
        with self._transaction():
            self._db.executemany("DELETE FROM corrections WHERE id = ?", ((one,) for one in ids))

    def save_problems(self, problems: Mapping[str, CorrectionProblem]) -> None:
        """Notes why some corrections, by their id, have no effect; all others have one."""
        with self._transaction():
            self._db.execute("UPDATE corrections SET problem = NULL")
            self._db.executemany(
                "UPDATE corrections SET problem = ? WHERE id = ?",
                ((problem, identifier) for identifier, problem in problems.items()),
            )

    def without_fingerprint(self, version: str) -> list[str]:
        """The ids of the articles whose fingerprint was never made, or from other words, or by
        another version than `version`."""
        rows = self._rows(
            "SELECT id FROM articles LEFT JOIN fingerprints ON article_id = id"
            f" WHERE {CARRIED} AND key IS NOT content_key || ? ORDER BY id",
            version,
        )
        return [identifier for (identifier,) in rows]

    def save_fingerprints(self, made: Iterable[tuple[str, bytes]], version: str) -> None:
        """Keeps the fingerprints of some articles, each with the article's id."""
        with self._transaction():
            self._db.executemany(
                "INSERT OR REPLACE INTO fingerprints"
                " SELECT id, content_key || ?, ? FROM articles WHERE id = ?",
                ((version, payload, identifier) for identifier, payload in made),
            )

    def fingerprints(self) -> Iterator[tuple[str, bytes]]:
        """The fingerprints that are kept, each with the id of its article."""
        yield from self._rows(
            "SELECT article_id, fingerprints.payload FROM fingerprints"
            f" JOIN articles ON article_id = id WHERE {CARRIED} ORDER BY article_id"
        )

    def save_events(
        self,
        events: Iterable[Event],
        generator: Generator | None,
        state: str,
        copies: Mapping[str, str] | None = None,
    ) -> None:
        """Makes `events`, in their order, the timeline; `state` is that of `state()`.

        Events are taken one by one, so that they need not be held, and may be made from what the
        store holds. `copies` are the ids of originals by those of the articles that are copies of
        them. Without a `generator`, an extraction that did not end is still one that did not.
        """
        with self._transaction():
            self.kept.forget_all()
            gone = {identifier for (identifier,) in self._rows("SELECT id FROM events")}
            for place, event in enumerate(events):
                self._put_event(place * _APART, event)
                gone.discard(event.id)
            self._end_events(gone, state, copies or {})
        if generator is not None:
            self.finish(generator)

    def save_changes(
        self,
        events: Iterable[Event],
        gone: Iterable[str],
        order: Sequence[str],
        state: str,
        copies: Mapping[str, str],
    ) -> None:
        """As `save_events`, where all other events stay as they are: `events` are new or take the
        place of those with their ids, those with the ids `gone` go, `order` are the ids of all."""
        with self._transaction():
            made = {event.id: event for event in events}
            held = dict(self._rows("SELECT id, position FROM events"))
            places = positions.spread(order, held, set(made), _APART)
            for identifier, place in places.items():
                if identifier in made:
                    self._put_event(place, made[identifier])
                elif held[identifier] != place:
                    moved = "UPDATE events SET position = ? WHERE id = ?"
                    self._db.execute(moved, (place, identifier))
            self._end_events(gone, state, copies)

    def _put_event(self, place: int, event: Event) -> None:
        payload = codec.event_to_dict(event)
        payload["memberships"] = [codec.membership_to_dict(m) for m in event.memberships]
        text = intake.dump(payload)
        old = self._rows("SELECT position, payload FROM events WHERE id = ?", event.id)
        if next(old, None) != (place, text):
            self._save_event(place, event, text)

    def _end_events(self, gone: Iterable[str], state: str, copies: Mapping[str, str]) -> None:
        self._db.execute("DELETE FROM copies")
        self._db.executemany("INSERT INTO copies VALUES (?, ?)", sorted(copies.items()))
        self._db.executemany("DELETE FROM events WHERE id = ?", ((one,) for one in gone))
        self._db.execute(f"DELETE FROM articles WHERE NOT {CARRIED}")
        self._set_meta("state", state)

    @cached_property
    def kept(self) -> Kept:
        """What is kept of the reconciliation that made the events."""
        return Kept(self._db)

    def finish(self, generator: Generator) -> None:
        """Notes that the events are those of the articles, and what made them."""
        with self._transaction():
            for key, value in codec.generator_to_dict(generator).items():
                self._set_meta(f"generator.{key}", value)
            self._db.execute("DELETE FROM meta WHERE key = 'unfinished'")

    def note_extraction(self, version: str, rules: str, model: str) -> None:
        """Notes what mentions are made by from now on: the version of `stale`, which holds those of
        the rules and the pipeline."""
        with self._transaction():
            for key, value in (("version", version), ("rules", rules), ("model", model)):
                self._set_meta(f"extraction.{key}", value)

    def _save_event(self, place: int, event: Event, payload: str) -> None:
        first, last = event.date and event.date.start, event.date and event.date.end
        self._db.execute("DELETE FROM events WHERE id = ?", (event.id,))
        self._db.execute(
            "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                event.id,
                place,
                first and first.ordinal,
                last and last.ordinal,
                event.date is not None,
                event.type,
                event.factuality,
                event.sources,
                codec.score(event.salience),
                payload,
            ),
        )
        self._db.executemany(
            "INSERT INTO memberships VALUES (?, ?, ?, ?)",
            (
                (event.id, number, membership.mention.id, membership.mention.article)
                for number, membership in enumerate(event.memberships)
            ),
        )

    @contextmanager
    def together(self) -> Iterator[None]:
        """All that is saved within is saved at once, or not at all where something is raised."""
        with self._transaction():
            yield

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self._db.in_transaction:  # whoever began it ends it
            yield
            return
        with explained(self._path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                # SQLite has taken back everything by itself where the disk is full.
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def _set_meta(self, key: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
