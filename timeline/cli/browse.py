"""`timeline browse`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from timeline.cli import options
from timeline.cli.common import fail, reported, unfinished


def browse(
    db: options.Database = Path("timeline.db"),
    light: Annotated[
        bool, typer.Option("--light", help="Dark letters on a light ground; the key l, too.")
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
    verbose: options.Verbose = False,
) -> None:
    """Look through the timeline on the screen, with its evidence, and set it right."""
    wanted = options.make_filter(
        since, until, types, about, sources, min_sources, factualities, search, top, undated, hidden
    )
    with reported(verbose):
        from timeline.storereader import StoreReader

        with StoreReader.open(db) as store:
            finished = store.is_finished()
        try:
            from timeline.browsing.app import browse as run
        except ModuleNotFoundError as error:
            if error.name is None or error.name.split(".")[0] != "textual":
                raise
            fail("`timeline browse` needs Textual: pip install 'timeline-fr[browse]'.")
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            fail("`timeline browse` needs a terminal: `timeline show` prints the timeline.")
        run(db, wanted, light=light, notice="" if finished else unfinished(db))
