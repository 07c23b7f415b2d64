"""`timeline show`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from timeline.cli import options
from timeline.cli.common import database_hint, note, print_lines, reported, terminal
from timeline.filters import Filter, Selection


def show(
    db: options.Database = Path("timeline.db"),
    quotes: Annotated[
        bool, typer.Option("--quotes", help="The sentences that tell of each event, too.")
    ] = False,
    article: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help="Instead of the timeline, one article (its id, the beginning of it, or its path) "
            "with its zones, dates and events.",
        ),
    ] = None,
    since: options.Since = None,
    until: options.Until = None,
    types: options.Types = None,
    about: options.About = None,
    sources: options.Sources = None,
    min_sources: options.MinSources = 1,
    factualities: options.Factualities = None,
    search: options.Search = None,
    top: options.Top = None,
    undated: options.Undated = False,
    hidden: options.Hidden = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Show the timeline, by year."""
    wanted = options.make_filter(
        since, until, types, about, sources, min_sources, factualities, search, top, undated, hidden
    )
    with reported(verbose):
        if article is None:
            _show_timeline(db, wanted, quotes=quotes, quiet=quiet)
        else:
            _show_article(db, article)


def _show_timeline(db: Path, wanted: Filter, *, quotes: bool, quiet: bool) -> None:
    from timeline.rendering.terminal import Layout, render
    from timeline.storereader import StoreReader

    console = terminal()
    with StoreReader.open(db) as store:
        articles = {one.id: one for one in store.articles(text=False)}
        selection = Selection(store.events(wanted), wanted, articles)
        layout = Layout(console.width if console else None, quotes)
        shown = print_lines(render(selection, articles, layout), console)
        if quiet:
            return
        if not shown:
            note("No event to show.")
        options.note_left_out(selection)
        if not store.is_finished():
            note(f"The last `timeline extract{database_hint(db)}` did not end: run it again.")


def _show_article(db: Path, name: str) -> None:
    from timeline.dates import find_dates
    from timeline.rendering.article_view import view_article
    from timeline.storereader import StoreReader

    console = terminal()
    with StoreReader.open(db) as store:
        article = store.article(name)
        mentions = list(store.mentions(article.id))
        others = store.relatives(article)
        width = console.width if console else None
        print_lines(
            view_article(article, mentions, store.event_of, find_dates, width, others),
            console,
        )
