"""`timeline export`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli import completion, options
from timeline.cli.common import fail, note, reported
from timeline.cli.filtering import ALL, filtered
from timeline.cli.output import check_new, destination
from timeline.filters import Filter, Selection

if TYPE_CHECKING:
    from timeline.model import Article
    from timeline.rendering.formats import Format, Unheld
    from timeline.storereader import StoreReader

_STANDARD_OUTPUT = "-"
_PAGE = "A page (html)"


def _print_schema(wanted: bool) -> None:
    if wanted:
        from timeline.rendering.schema import schema_text

        typer.echo(schema_text(), nl=False)
        raise typer.Exit


@filtered
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
            "--format",
            metavar="FORMAT",
            autocompletion=completion.formats,
            help="The format, whatever the suffix says: json, jsonl, csv, tsv, markdown, ics, "
            "timelinejs, jsonld, parquet, timeml, graphml, html.",
        ),
    ] = None,
    article: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help="Only what one article tells (its id, the beginning of it, or its path); TimeML "
            "holds no more than one.",
        ),
    ] = None,
    with_text: Annotated[
        bool,
        typer.Option("--with-text", help="The text of the articles too, in formats that hold it."),
    ] = False,
    bom: Annotated[
        bool,
        typer.Option(
            "--bom",
            help="A byte-order mark at the beginning of CSV or TSV, for spreadsheets that do not "
            "show accents without it.",
        ),
    ] = False,
    title: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="The title of the page.", rich_help_panel=_PAGE),
    ] = None,
    css: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="A style that goes into the page after its own.",
            rich_help_panel=_PAGE,
        ),
    ] = None,
    embed: Annotated[
        bool,
        typer.Option(
            "--embed",
            help="A fragment for a page of a content management system, not a whole page.",
            rich_help_panel=_PAGE,
        ),
    ] = False,
    language: Annotated[
        options.DateLanguage | None,
        typer.Option("--lang", help="The language of the page: fr, en.", rich_help_panel=_PAGE),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Write over a file that is there already.")
    ] = False,
    schema: Annotated[
        bool,
        typer.Option(
            "--schema",
            help="Print the JSON Schema of the JSON format and exit.",
            callback=_print_schema,
            is_eager=True,
        ),
    ] = False,
    wanted: Filter = ALL,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Write the timeline to a file, for other programs."""
    with reported(verbose):
        from timeline.rendering.content import Content
        from timeline.rendering.formats import Options
        from timeline.storereader import StoreReader

        check_new(file, force, db)
        chosen = _format(file, format_name, bom)
        if not chosen.page and (title or css or embed or language):
            raise typer.BadParameter("--title, --css, --embed and --lang are for html.")
        spoken = language or options.DateLanguage.fr
        asked = Options(with_text, bom, title, _style(css), embed, spoken.value)
        with StoreReader.open(db) as store:
            if article is not None:
                wanted = replace(wanted, article=store.article(article).id)
            articles = store.articles_by_id()
            selection = Selection(store.events(wanted), wanted, articles)
            told = _articles(store, wanted, articles)
            content = Content(store.generator(), told, store.skipped(), selection, wanted.article)
            with destination(file) as out:
                unheld = chosen.write(content, out, asked)
            if not quiet:
                _note_unheld(chosen, unheld)
                options.note_left_out(selection)
                if file != _STANDARD_OUTPUT:
                    note(f"Wrote {file}.")


def _format(file: str, name: str | None, bom: bool) -> Format:
    """The format that was asked for, which must go where it is to go."""
    from timeline.rendering.formats import format_for, format_named

    if name is None and file == _STANDARD_OUTPUT:
        raise typer.BadParameter("name the format of standard output with --format.")
    chosen = format_for(file) if name is None else format_named(name)
    if bom and not chosen.spreadsheet:
        raise typer.BadParameter(f"{chosen.name} takes no byte-order mark: --bom is for csv, tsv.")
    if chosen.binary and file == _STANDARD_OUTPUT and sys.stdout.isatty():
        fail(f"{chosen.name} is no text for a terminal: name a file, or send it through a pipe.")
    return chosen


def _style(path: Path | None) -> str | None:
    """The text of a style sheet."""
    try:
        return None if path is None else path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        fail(f"{path} is no text in UTF-8: save the style sheet as UTF-8.")


def _note_unheld(chosen: Format, unheld: Unheld) -> None:
    """Says how many events stayed out because the format cannot express them, and why."""
    for reason, number in sorted(unheld.items()):
        events = "1 event" if number == 1 else f"{number} events"
        note(f"{events} left out, which {chosen.name} cannot express: {reason}.")


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
    return (article for article in articles if article.id in needed or article.id == wanted.article)
