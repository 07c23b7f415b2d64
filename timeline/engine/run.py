"""A run: files are read, new or changed articles extracted, all mentions reconciled."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import timeline
from timeline.engine import Engine, Progress, Stage
from timeline.engine.databases import is_database_file
from timeline.engine.local import reconciliation_version
from timeline.intake import Reading
from timeline.model import Article, DateSpan, Event, Generator, Mention, Skipped, Timeline
from timeline.store import Counts, Store

if TYPE_CHECKING:
    from timeline.reading.finding import FoundFile

_SAVED_TOGETHER = 64  # articles: what an interruption may lose


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: how many articles were new or changed, what the store holds now, and the
    articles whose events could not be extracted, which the next run tries again."""

    extracted: int
    held: Counts
    failures: tuple[Skipped, ...] = ()


def no_progress(stage: Stage, done: int, total: int | None) -> None:
    """Tells nobody."""


def read_paths(
    paths: Sequence[Path],
    published: DateSpan | None = None,
    metadata: Path | None = None,
    progress: Progress = no_progress,
    db: Path | None = None,
) -> Iterator[Reading]:
    """What each file under `paths` gave, in a fixed order.

    `published` and `metadata` (a CSV file) date and name the articles that do not say. Timeline's
    own databases in a folder, `db` among them, are passed over. Raises ReadingError where the
    metadata cannot be used.
    """
    from timeline.reading import Known, find_files, load_metadata, read_file

    rows = None if metadata is None else load_metadata(metadata)
    known = Known(published, rows)
    files = [one for one in find_files(paths) if not _is_passed_over(one, paths, db)]
    for number, found in enumerate(files):
        progress("reading", number, len(files))
        if isinstance(found, Skipped):
            yield _placed(found, paths)
        else:
            root = _printable(os.path.abspath(found.path)).removesuffix(found.name)
            for outcome in read_file(found, known):
                yield Reading(root.rstrip("/") or "/", outcome)
    progress("reading", len(files), len(files))


def scopes_of(paths: Sequence[Path]) -> list[str]:
    """The absolute paths (POSIX) that a run answers for: those of `paths` that exist."""
    return [_printable(os.path.abspath(path)) for path in paths if os.path.exists(path)]


def update(
    store: Store,
    readings: Iterable[Reading],
    scopes: Sequence[str],
    engine: Engine,
    *,
    fresh: bool = False,
    progress: Progress = no_progress,
) -> Summary:
    """Brings the store up to what was read, in transactions that each leave it usable.

    Only articles that are new or changed are extracted; with `fresh`, all of them.
    """
    from timeline.reading import merge_carriers

    # Asked first: a pipeline or lexicon that cannot be used must leave the store as it was.
    version = engine.version
    store.record(readings, scopes, merge_carriers)
    stale = store.stale(version, everything=fresh)
    extracted = engine.extract(store.articles_of(stale)) if stale else iter(())
    done = 0
    while batch := list(islice(extracted, _SAVED_TOGETHER)):
        store.save_mentions(batch, version)
        done += len(batch)
        progress("extracting", done, len(stale))
    state = store.state(reconciliation_version())
    if fresh or state != store.saved_state():
        progress("reconciling", 0, None)
        events = reconciled(list(store.articles(text=False)), list(store.mentions()))
        store.save_events(events, _generator(engine), state)
    else:
        store.finish(_generator(engine))
    failures = tuple(engine.failures)
    return Summary(len(stale) - len(failures), store.counts(), failures)


def timeline_of(readings: Iterable[Reading], engine: Engine) -> Timeline:
    """The timeline of what was read, without a store: the same that a store would give."""
    from timeline.reading import merge_carriers

    outcomes = [reading.outcome for reading in readings]
    merged = merge_carriers([outcome for outcome in outcomes if isinstance(outcome, Article)])
    articles = sorted(merged, key=lambda article: article.id)
    mentions = [mention for _, found in engine.extract(articles) for mention in found]
    articles.sort(key=lambda article: (article.path, article.id))
    skipped = [outcome for outcome in outcomes if isinstance(outcome, Skipped)]
    skipped += engine.failures
    skipped.sort(key=lambda one: (one.path, one.reason))
    events = reconciled(articles, mentions)
    return Timeline(events, tuple(articles), tuple(skipped), _generator(engine))


def reconciled(articles: Sequence[Article], mentions: Sequence[Mention]) -> tuple[Event, ...]:
    """The events of all mentions in the order of a timeline, those without a date last."""
    from timeline.reconciliation import reconcile

    return tuple(sorted(reconcile(articles, mentions), key=lambda event: event.date is None))


def _generator(engine: Engine) -> Generator:
    return Generator("timeline", timeline.__version__, engine.model)


def _is_passed_over(found: FoundFile | Skipped, paths: Sequence[Path], db: Path | None) -> bool:
    """Whether this is a file of timeline's own, and nobody asked for it by name."""
    return (
        not isinstance(found, Skipped)
        and found.path not in paths
        and is_database_file(found.path, db)
    )


def _placed(skipped: Skipped, paths: Sequence[Path]) -> Reading:
    """A file that was never opened, by the folder it was found under; a given path by its own."""
    for path in paths:
        if _printable(path.as_posix()) == skipped.path:
            folder, name = os.path.split(_printable(os.path.abspath(path)))
            return Reading(folder, replace(skipped, path=name or folder))
    roots = [_printable(os.path.abspath(path)) for path in paths]
    known = (root for root in roots if os.path.lexists(f"{root}/{skipped.path}"))
    return Reading(next(known, roots[0]), skipped)


def _printable(path: str) -> str:
    """A path as readers name it: POSIX, bytes that are not UTF-8 written as `\\xNN`."""
    from timeline.reading.finding import printable

    return printable(Path(path).as_posix())
