"""`timeline explain`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from timeline.cli import options
from timeline.cli.common import print_lines, reported, terminal, utf8_output


def explain(
    event: options.Event,
    db: options.Database = Path("timeline.db"),
    everything: Annotated[
        bool,
        typer.Option(
            "--all",
            help="Also what is otherwise only counted: mentions matched for the same reasons as "
            "others, dates that few give.",
        ),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="All of it as one JSON object, for other programs.")
    ] = False,
    verbose: options.Verbose = False,
) -> None:
    """Explain why an event is dated so, and why its mentions are one event."""
    with reported(verbose):
        from timeline.evidence import articles_of, lenders_of
        from timeline.storereader import StoreReader

        with StoreReader.open(db) as store:
            found = store.event(event)
            lenders = lenders_of(store, found)
            articles = articles_of(store, found, lenders)
        if as_json:
            from timeline.rendering import explanation_json

            with utf8_output() as out:
                explanation_json.write(found, articles, lenders, out)
        else:
            from timeline.rendering import explanation
            from timeline.rendering.terminal import WIDEST

            console = terminal()
            width = min(console.width, WIDEST) if console else None
            lines = explanation.explain(found, articles, width, lenders, everything=everything)
            print_lines(lines, console)
