"""`timeline export`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli import options
from timeline.cli.common import note, reported
from timeline.cli.output import check_new, destination
from timeline.filters import Filter, Selection

if TYPE_CHECKING:
    from timeline.model import Article
    from timeline.storereader import StoreReader


def export(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="The file to write, its format by its suffix; - is standard output.",
        ),
    ],
    db: options.Database = Path("timeline.db"),
    format_name: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="FORMAT", help="The format (json, csv …), whatever the suffix says."
        ),
    ] = None,
    with_text: Annotated[
        bool,
        typer.Option("--with-text", help="The text of the articles too, in formats that hold it."),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Write over a file that is there already.")
    ] = False,
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
    """Write the timeline to a file, for other programs."""
    wanted = options.make_filter(
        since, until, types, about, sources, min_sources, factualities, search, top, undated, hidden
    )
    with reported(verbose):
        from timeline.rendering.content import Content
        from timeline.rendering.formats import format_for, format_named
        from timeline.storereader import StoreReader

        if format_name is None and file == "-":
            raise typer.BadParameter("name the format of standard output with --format.")
        chosen = format_for(file) if format_name is None else format_named(format_name)
        check_new(file, force)
        with StoreReader.open(db) as store:
            articles = store.articles_by_id()
            selection = Selection(store.events(wanted), wanted, articles)
            told = _articles(store, wanted, articles)
            content = Content(store.generator(), told, store.skipped(), selection)
            with destination(file) as out:
                chosen.write(content, out, with_text)
            if not quiet:
                options.note_left_out(selection)
                if file != "-":
                    note(f"Wrote {file}.")


def _articles(
    store: StoreReader, wanted: Filter, known: Mapping[str, Article]
) -> Iterator[Article]:
    """All articles, or where a filter narrows the events those that they rest on."""
    articles = store.articles()
    if not wanted.narrows:
        return articles
    needed = {
        name
        for event in Selection(store.events(wanted), wanted, known)
        for mention in event.mentions
        for name in (mention.article, *(one.article for one in mention.date_evidence))
    }
    return (article for article in articles if article.id in needed)
