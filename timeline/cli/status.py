"""`timeline status`."""

from __future__ import annotations

from pathlib import Path

import typer

from timeline.cli import options
from timeline.cli.common import database_hint, print_json, reported


def status(
    db: options.Database = Path("timeline.db"),
    as_json: options.AsJson = False,
    verbose: options.Verbose = False,
) -> None:
    """Tell what a database holds, what made it, and whether the last run ended."""
    with reported(verbose):
        from timeline.engine.local import packaged_model, rules_version
        from timeline.inventory import InventoryReader
        from timeline.rendering import status as words

        with InventoryReader.open(db) as store:
            held = store.inventory(rules_version(), packaged_model())
        if as_json:
            print_json(words.to_dict(held, str(db)))
        else:
            for line in words.lines(held, str(db), database_hint(db)):
                typer.echo(line)
