"""`timeline extract`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli import cluster, options
from timeline.cli.common import database_hint, date_of, fail, note, reported
from timeline.engine.choice import EngineName

if TYPE_CHECKING:
    from rich.progress import TaskID

    from timeline.engine import Progress, Stage
    from timeline.engine.run import Summary
    from timeline.intake import Reading
    from timeline.model import Article, Skipped

_SOURCES = "What the articles do not say"
_LANGUAGE = "How to read them"
_MOST_WORKERS = 256
_MOST_NAMED = 5  # files in one remark


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
        typer.Option("--fresh", help="Extract every article again, also those that are unchanged."),
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
        from timeline.store import Store

        places = [place_of(path) for path in paths]
        with (
            chosen_engine(engine, model, lexicon or (), number, scheduler) as made_by,
            _progress(quiet) as progress,
            _told_when_interrupted(),
        ):
            seen = _Seen()
            readings = seen.noting(
                read_paths(places, appeared, metadata, progress, db, latest_day())
            )
            # Nothing is created, and nothing known is dropped, for paths that give nothing.
            first = seen.until_first_article(readings)
            if seen.articles == 0 and not (db.exists() and scopes_of(places)):
                fail(_nothing_read(seen.skipped))
            # A model or lexicon that cannot be used is told before anything is created.
            _ = made_by.version
            with Store.create(db) as store:
                summary = update(
                    store,
                    chain(first, readings),
                    scopes_of(places),
                    made_by,
                    fresh=fresh,
                    progress=progress,
                )
        if seen.articles == 0:
            fail(_nothing_read(seen.skipped))
        if not quiet:
            _print_summary(seen, summary, db)


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


class _Seen:
    """Keeps count of what passes by: articles, and what was skipped.

    `unpublished` holds, by their id, the paths of articles that nothing says the publication of.
    """

    def __init__(self) -> None:
        self.articles = 0
        self.texts: set[str] = set()
        self.unpublished: dict[str, str] = {}
        self._published: set[str] = set()
        self.skipped: list[Skipped] = []

    def noting(self, readings: Iterator[Reading]) -> Iterator[Reading]:
        from timeline.model import Article

        for reading in readings:
            if isinstance(reading.outcome, Article):
                self.articles += 1
                self.texts.add(reading.outcome.id)
                self._note_publication(reading.outcome)
            else:
                self.skipped.append(reading.outcome)
            yield reading

    def _note_publication(self, article: Article) -> None:
        # Where one file of a text says when it was published, the article is dated.
        if article.published is not None:
            self._published.add(article.id)
            self.unpublished.pop(article.id, None)
        elif article.id not in self._published:
            self.unpublished.setdefault(article.id, article.path)

    def until_first_article(self, readings: Iterator[Reading]) -> list[Reading]:
        taken = []
        for reading in readings:
            taken.append(reading)
            if self.articles:
                break
        return taken


def _print_summary(seen: _Seen, summary: Summary, db: Path) -> None:
    held = summary.held
    copies = seen.articles - len(seen.texts)
    twice = f" ({_count(copies, 'file')} with a text that another has too)" if copies else ""
    typer.echo(f"Read {_count(seen.articles, 'file')}{twice}.")
    skipped = [*seen.skipped, *summary.failures]
    if skipped:
        typer.echo(f"Skipped {_count(len(skipped), 'file')}:")
        for line in _reasons(skipped):
            typer.echo(line)
    same = held.articles - summary.extracted
    unchanged = f"; {same} had not changed" if same else ""
    typer.echo(f"Extracted {_count(summary.extracted, 'article')}{unchanged}.")
    if seen.unpublished:
        typer.echo(_unpublished(list(seen.unpublished.values())))
    if held.copies:
        typer.echo(_copies(held.copies))
    if summary.corrections_gone:
        gone = _count(summary.corrections_gone, "correction")
        apply = "applies" if summary.corrections_gone == 1 else "apply"
        typer.echo(f"{gone} no longer {apply}: timeline correct list{database_hint(db)}")
    undated = f", {held.undated} of them without a date" if held.undated else ""
    advice = " (undated ones with --undated)" if held.undated else ""
    look = f"Look at them: timeline show{database_hint(db)}{advice}"
    typer.echo(f"{db} holds {_count(held.events, 'event')}{undated}. {look}")


def _copies(number: int) -> str:
    if number == 1:
        return "1 article is a copy of another, and no source of its own."
    return f"{number} articles are copies of others, and no sources of their own."


def _unpublished(paths: Sequence[str]) -> str:
    """What it means that these articles do not say when they were published, and what helps."""
    from timeline.rendering.sanitize import visible

    names = ", ".join(map(visible, paths[:_MOST_NAMED])) + " …" * (len(paths) > _MOST_NAMED)
    say, it = (
        ("does not say when it was", "it")
        if len(paths) == 1
        else ("do not say when they were", "them")
    )
    return (
        f"{_count(len(paths), 'article')} {say} published ({names}): relative dates in {it} stay "
        "undated; tell it with --published or --metadata."
    )


def _reasons(skipped: Sequence[Skipped]) -> Iterator[str]:
    from timeline.rendering.sanitize import visible

    for one in skipped:
        yield f"  {visible(one.path)}: {visible(one.reason)}"


def _nothing_read(skipped: Sequence[Skipped]) -> str:
    for line in _reasons(skipped):
        note(line)
    return "Nothing could be read: name French articles (.txt, .html, .pdf …) or folders of them."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


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
