"""What a store holds and what made it, without reading a single event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from timeline.locking import holder
from timeline.model import Generator
from timeline.storereader import CARRIED, Counts, StoreReader

_LOG = "-wal"  # what SQLite has written and not yet moved into the file itself


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a store holds.

    `files` carry articles, `skipped` gave none; `languages` has the number of articles of each;
    `idle` is the number of corrections without effect; `size` is in bytes, on disk. `generator`
    made the events, None where no run has ended yet; `finished` says whether the last run ended,
    `in_use` who is at it just now. `outdated` articles would be extracted anew by the next run with
    the same options; None where the store does not say what made it.
    """

    size: int
    schema: int
    generator: Generator | None
    finished: bool
    in_use: str | None
    files: int
    counts: Counts
    languages: Mapping[str, int]
    mentions: int
    hidden: int
    corrections: int
    idle: int
    skipped: int
    outdated: int | None


class InventoryReader(StoreReader):
    """A store that is counted."""

    def inventory(self, rules: str, model: str) -> Inventory:
        """What there is; `rules` and `model` are the versions that a run would have now."""
        generator, path = self.generator(), self._path or Path()
        return Inventory(
            size=sum(_size(path.with_name(path.name + end)) for end in ("", _LOG)),
            schema=self._number("SELECT user_version FROM pragma_user_version"),
            generator=generator if generator.name else None,
            finished=self.is_finished() and bool(generator.name),
            in_use=holder(path),
            files=self._number("SELECT count(*) FROM carriers"),
            counts=self.counts(),
            languages=dict(
                self._rows(
                    "SELECT json_extract(payload, '$.language') AS language, count(*)"
                    f" FROM articles WHERE {CARRIED} GROUP BY language ORDER BY 2 DESC, 1"
                )
            ),
            mentions=self._number(
                "SELECT count(*) FROM mentions JOIN articles ON article_id = articles.id"
                f" WHERE {CARRIED}"
            ),
            hidden=self._number(
                """SELECT count(*) FROM events WHERE instr(payload, '"hidden":true')"""
            ),
            corrections=len(self.corrections()),
            idle=len(self.problems()),
            skipped=self._number("SELECT count(*) FROM skipped"),
            outdated=self._outdated(rules, model),
        )

    def _outdated(self, rules: str, model: str) -> int | None:
        version, used = self._meta("extraction.version"), self._meta("extraction.model")
        if version is None or used is None:
            return None
        changed = self._meta("extraction.rules") != rules
        # Another pipeline that the user named may have changed, too; the run will see.
        changed |= used != model and used.split(" ")[0] == model.split(" ")[0]
        query = f"SELECT count(*) FROM articles WHERE {CARRIED}"
        if changed:
            return self._number(query)
        return self._number(f"{query} AND extracted IS NOT content_key || ?", version)

    def _number(self, query: str, *values: object) -> int:
        return int(next(self._rows(query, *values))[0])


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
