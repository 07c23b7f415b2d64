"""`timeline extract`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager, nullcontext
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli import cluster, options
from timeline.cli.common import date_of, fail, note, reported
from timeline.cli.telling import Seen, nothing_read, print_preview, print_summary
from timeline.engine.choice import EngineName

if TYPE_CHECKING:
    from rich.progress import TaskID

    from timeline.engine import Progress, Stage
    from timeline.intake import Reading

_SOURCES = "What the articles do not say"
_LANGUAGE = "How to read them"
_MOST_WORKERS = 256


def extract(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Articles in any format, folders of them with all their subfolders, archives, "
            "patterns like 'press/**/*.pdf', addresses like s3://bucket/press, or - for standard "
            "input.",
        ),
    ],
    db: options.Database = Path("timeline.db"),
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="When articles appeared that do not say so: 2015-03-01, 2015, « 1er mars 2015 ».",
            rich_help_panel=_SOURCES,
        ),
    ] = None,
    metadata: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.csv",
            help="A table with the columns path, published, title and source (path and any of the "
            "others), for articles that do not say.",
            rich_help_panel=_SOURCES,
        ),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            metavar="PIPELINE",
            help="A French spaCy pipeline, folder or name, in place of the one that comes along.",
            rich_help_panel=_LANGUAGE,
        ),
    ] = None,
    lexicon: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE.toml",
            help="Words for events of your own, added to the lexicon; repeat it for several.",
            rich_help_panel=_LANGUAGE,
        ),
    ] = None,
    fresh: Annotated[
        bool,
        typer.Option(
            "--fresh", help="Read and extract every article again, also those that are unchanged."
        ),
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help="Read the files, say what would change, and change nothing: which are new, "
            "changed, vanished, skipped, and how many events would go.",
        ),
    ] = False,
    workers: Annotated[
        str,
        typer.Option(
            metavar="N|auto",
            help="How many processes extract events; auto is one for each core, and as few as the "
            "articles are worth.",
        ),
    ] = "auto",
    engine: cluster.Engine = EngineName.local,
    scheduler: cluster.Scheduler = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Read articles, extract their events, and save the timeline."""
    appeared = None if published is None else date_of(published)
    number = _number_of(workers)
    cluster.check(engine, scheduler, number)
    with reported(verbose):
        from timeline.api import latest_day
        from timeline.engine.choice import chosen_engine
        from timeline.engine.places import place_of
        from timeline.engine.reading import read_paths, scopes_of
        from timeline.engine.run import update
        from timeline.kept_files import KeptFiles
        from timeline.locking import locked
        from timeline.preview import preview
        from timeline.reading import merge_carriers
        from timeline.store import Store

        places = [place_of(path) for path in paths]
        seen = Seen()

        @contextmanager
        def readings(
            progress: Progress, meanwhile: Callable[[int], object] = lambda size: None
        ) -> Iterator[Generator[Reading]]:
            kept = None if fresh else KeptFiles.at(db)
            with nullcontext() if kept is None else kept:
                today = latest_day()
                found = read_paths(places, appeared, metadata, progress, db, today, meanwhile, kept)
                with closing(seen.noting(found)) as noted:
                    yield noted

        if dry_run:
            with (
                chosen_engine(engine, model, lexicon or (), number, scheduler) as made_by,
                _progress(quiet) as progress,
                readings(progress) as files,
            ):
                found = preview(
                    db,
                    files,
                    scopes_of(places),
                    merge_carriers,
                    made_by.version,
                    fresh=fresh,
                )
            print_preview(found, db)
            return
        waiting = (lambda told: None) if quiet else note
        # Before the files are looked at: what another run knows of them is to be the older.
        with (
            locked(db, waiting),
            chosen_engine(engine, model, lexicon or (), number, scheduler) as made_by,
            _progress(quiet) as progress,
            _told_when_interrupted(),
            readings(progress, made_by.prepare) as files,
        ):
            # Nothing is created, and nothing known is dropped, for paths that give nothing.
            first = seen.until_first_article(files)
            if seen.articles == 0 and not (db.exists() and scopes_of(places)):
                fail(nothing_read(seen.skipped))
            # A model or lexicon that cannot be used is told before anything is created.
            if not db.exists():
                made_by.ready()
            with Store.create(db) as store:
                summary = update(
                    store,
                    chain(first, files),
                    scopes_of(places),
                    made_by,
                    fresh=fresh,
                    progress=progress,
                )
        if seen.articles == 0:
            fail(nothing_read(seen.skipped))
        if not quiet:
            print_summary(seen, summary, db)


def _number_of(workers: str) -> int | None:
    """The number that --workers gives; None leaves it to the engine."""
    if workers == "auto":
        return None
    if not workers.isdecimal() or not 1 <= int(workers) <= _MOST_WORKERS:
        raise typer.BadParameter(
            f"{workers!r} is neither auto nor a number from 1 to {_MOST_WORKERS}.",
            param_hint="--workers",
        )
    return int(workers)


@contextmanager
def _told_when_interrupted() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        note("Interrupted: what was extracted is kept; run the same command again to go on.")
        raise


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress]:
    """A progress bar on standard error, if that is a terminal and anybody wants it."""
    from timeline.engine.reading import no_progress

    if quiet or not sys.stderr.isatty():
        yield no_progress
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    bar = Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True)
    tasks: dict[Stage, TaskID] = {}

    def tell(stage: Stage, done: int, total: int | None) -> None:
        if stage not in tasks:
            tasks[stage] = bar.add_task(stage, total=total)
        bar.update(tasks[stage], completed=done, total=total)

    with bar:
        yield tell
