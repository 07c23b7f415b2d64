"""`timeline serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from timeline.cli import options
from timeline.cli.common import needing, note, reported, unfinished
from timeline.cli.filtering import ALL, filtered
from timeline.filters import Filter

_PORT = 8427


@filtered
def serve(
    db: options.Database = Path("timeline.db"),
    port: Annotated[
        int,
        typer.Option(min=0, max=65535, metavar="N", help="The port; 0 takes any that is free."),
    ] = _PORT,
    opens: Annotated[
        bool, typer.Option("--open", help="Open the page in the browser, too.")
    ] = False,
    language: Annotated[
        options.DateLanguage,
        typer.Option("--lang", help="The language of the page: fr, en."),
    ] = options.DateLanguage.fr,
    wanted: Filter = ALL,
    verbose: options.Verbose = False,
) -> None:
    """Look through the timeline in the browser, on this machine alone, and set it right there."""
    with reported(verbose):
        from timeline.storereader import StoreReader

        with StoreReader.open(db) as store:
            finished = store.is_finished()
        advice = "`timeline serve` needs Starlette and uvicorn: pip install 'timeline-fr[serve]'."
        with needing(["starlette", "uvicorn"], advice):
            from timeline.serving.page import Served
            from timeline.serving.server import serve as run
        if not finished:
            note(unfinished(db))

        def announce(address: str) -> None:
            typer.echo(address)
            note("Only this machine can open it; who has the address can correct. Ctrl-C ends it.")
            if opens:
                import webbrowser

                webbrowser.open(address)

        run(Served(db, wanted, language.value), port, announce, verbose=verbose)
