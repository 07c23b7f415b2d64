"""`timeline show`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli import options
from timeline.cli.common import note, print_lines, reported, terminal, unfinished
from timeline.cli.filtering import ALL, filtered
from timeline.filters import Filter, Selection, years_of

if TYPE_CHECKING:
    from rich.text import Text

    from timeline.model import Event
    from timeline.rendering.words import Language


@filtered
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
    wanted: Filter = ALL,
    language: options.Language = options.DateLanguage.fr,
    page: Annotated[
        bool, typer.Option("--pager/--no-pager", help="Long output page by page (PAGER, less).")
    ] = True,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Show the timeline, by year."""
    if article is not None and (quotes or wanted != ALL):
        raise typer.BadParameter(
            "--article shows all of one article: leave out --quotes and what narrows the timeline, "
            "or name the article with --source."
        )
    with reported(verbose):
        if article is None:
            _show_timeline(db, wanted, _How(quotes, language.value, page, quiet))
        else:
            _show_article(db, article, language.value, page)


@dataclass(frozen=True, slots=True)
class _How:
    quotes: bool
    language: Language
    page: bool
    quiet: bool


def _show_timeline(db: Path, wanted: Filter, how: _How) -> None:
    from timeline.rendering.chronology import Layout, render, summary
    from timeline.storereader import StoreReader

    console = terminal()
    with StoreReader.open(db) as store:
        articles = store.articles_by_id()
        selection = Selection(store.events(wanted), wanted, articles)
        events: Iterable[Event] = selection
        layout = Layout(console.width if console else None, how.quotes, how.language)
        lines: Iterable[Text] = ()
        if console is not None:
            # What the database cannot tell is counted from the events, which then are held.
            events = list(selection) if wanted.reads else selection
            years = years_of(events) if isinstance(events, list) else store.years(wanted)
            lines = summary(years, layout)
        lines = chain(lines, render(events, articles, layout))
        shown = print_lines(lines, console, page=how.page)
        if how.quiet:
            return
        if not shown:
            note("No event to show.")
        options.note_left_out(selection)
        if not store.is_finished():
            note(unfinished(db))


def _show_article(db: Path, name: str, language: Language, page: bool) -> None:
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
            view_article(article, mentions, store.event_of, find_dates, width, others, language),
            console,
            page=page,
        )
