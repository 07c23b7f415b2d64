"""`timeline explain`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli import options
from timeline.cli.common import print_lines, reported, terminal

if TYPE_CHECKING:
    from timeline.model import Mention


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
            width = console.width if console else None

            def find_mention(identifier: str) -> Mention | None:
                event_id = store.event_of(identifier)
                mentions = () if event_id is None else store.event(event_id).mentions
                return next((one for one in mentions if one.id == identifier), None)

            print_lines(lines_of(found, articles, width, find_mention), console)
