"""`timeline browse`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from timeline.cli import options
from timeline.cli.common import fail, needing, reported, unfinished
from timeline.cli.filtering import ALL, filtered
from timeline.cli.paging import is_dumb
from timeline.filters import Filter


@filtered
def browse(
    db: options.Database = Path("timeline.db"),
    light: Annotated[
        bool, typer.Option("--light", help="Dark letters on a light ground; the key l, too.")
    ] = False,
    wanted: Filter = ALL,
    verbose: options.Verbose = False,
) -> None:
    """Look through the timeline on the screen, with its evidence, and set it right."""
    with reported(verbose):
        from timeline.storereader import StoreReader

        with StoreReader.open(db) as store:
            finished = store.is_finished()
        advice = "`timeline browse` needs Textual: pip install 'timeline-fr[browse]'."
        with needing(["textual"], advice):
            from timeline.browsing.app import browse as run
        # It draws on standard error.
        if not all(one.isatty() for one in (sys.stdin, sys.stdout, sys.stderr)):
            fail("`timeline browse` needs a terminal: `timeline show` prints the timeline.")
        if is_dumb():
            fail(
                f"`timeline browse` needs a terminal that it can draw on, and TERM says "
                f"{os.environ['TERM']}: `timeline show` prints the timeline."
            )
        run(db, wanted, light=light, notice="" if finished else unfinished(db))
