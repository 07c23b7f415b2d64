"""`timeline explain`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from timeline.cli import options
from timeline.cli.common import print_lines, reported, terminal


def explain(
    event: Annotated[
        str,
        typer.Argument(metavar="EVENT", help="An event's id, or a beginning no other has."),
    ],
    db: options.Database = Path("timeline.db"),
    verbose: options.Verbose = False,
) -> None:
    """Explain why an event is dated so, and why its mentions are one event."""
    with reported(verbose):
        from timeline.rendering.explanation import explain as lines_of
        from timeline.storereader import StoreReader

        console = terminal()
        with StoreReader.open(db) as store:
            found = store.event(event)
            articles = {one.id: one for one in store.articles(text=False)}
            print_lines(lines_of(found, articles, console.width if console else None), console)
