"""`timeline correct list`, `undo`, `export` and `import`: the corrections that are kept."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from timeline.cli import options
from timeline.cli.common import database_hint, fail, note, print_lines, reported, terminal
from timeline.cli.output import check_new, destination

_DELIMITERS = {".csv": ",", ".tsv": "\t"}


def list_corrections(
    db: options.Database = Path("timeline.db"), verbose: options.Verbose = False
) -> None:
    """List what was set right, in the order in which it was, and what of it has no effect."""
    with reported(verbose):
        from timeline.rendering.corrections import view_correction
        from timeline.storereader import StoreReader

        console = terminal()
        with StoreReader.open(db) as store:
            kept, problems = store.corrections(), store.problems()
            for one in kept:
                events = [store.event_of(mention) for mention in one.mentions]
                width = console.width if console else None
                print_lines(view_correction(one, problems.get(one.id), events, width), console)
        if not kept:
            note("Nothing was corrected so far.")


def undo(
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID...]", help="Ids as `timeline correct list` prints them."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Undo all corrections.")] = False,
    db: options.Database = Path("timeline.db"),
    verbose: options.Verbose = False,
) -> None:
    """Take corrections back."""
    if bool(ids) == everything:
        raise typer.BadParameter("give an ID (see `timeline correct list`) or --all, one of them.")
    with reported(verbose):
        from timeline import correcting
        from timeline.locking import locked
        from timeline.store import Store

        with locked(db, note), Store.existing(db) as store:
            named = [store.correction(one) for one in ids or ()]
            gone = store.corrections() if everything else named
            before = store.counts().events
            for said in correcting.undo(store, gone):
                typer.echo(said)
            now = store.counts().events
        if not gone:
            note("Nothing was corrected so far.")
        elif now != before:
            typer.echo(f"There are {now} events now, {before} before.")


def export_corrections(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="The JSON file to write; - is standard output.")
    ],
    db: options.Database = Path("timeline.db"),
    force: Annotated[
        bool, typer.Option("--force", help="Write over a file that is there already.")
    ] = False,
    verbose: options.Verbose = False,
) -> None:
    """Write the corrections to a file, for another database or to keep them."""
    with reported(verbose):
        from timeline.corrections import write_file
        from timeline.storereader import StoreReader

        check_new(file, force, db)
        with StoreReader.open(db) as store:
            kept = store.corrections()
        with destination(file) as out:
            out.write(write_file(kept).encode("utf-8", "backslashreplace"))
        if file != "-":
            note(f"Wrote {_count(len(kept))} to {file}.")


def import_corrections(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="A file that export wrote, - being standard input; or a .csv or .tsv file of "
            "aliases, the names of one entity in each line, first how it is written.",
        ),
    ],
    db: options.Database = Path("timeline.db"),
    verbose: options.Verbose = False,
) -> None:
    """Add the corrections of a file, after those that are there."""
    with reported(verbose):
        from timeline.corrections import CorrectionError, read_aliases, read_file
        from timeline.engine.run import remake
        from timeline.locking import locked
        from timeline.store import Store

        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        try:
            text = content.decode("utf-8-sig")
            delimiter = _DELIMITERS.get(Path(file).suffix.lower())
            found = read_aliases(text, delimiter) if delimiter else read_file(text)
        except (CorrectionError, UnicodeDecodeError) as error:
            fail(f"{file}: {error}.")
        with locked(db, note), Store.existing(db) as store:
            known = {one.id for one in store.corrections()}
            new = [one for one in found if one.id not in known]
            with store.together():
                for one in new:
                    store.add_correction(one)
                remake(store)
            problems = store.problems()
        there = f", {len(found) - len(new)} were there already" if len(new) < len(found) else ""
        typer.echo(f"{_count(len(new))} added{there}.")
        if idle := sum(one.id in problems for one in new):
            hint = f"timeline correct list{database_hint(db)}"
            typer.echo(f"{idle} of them without effect: {hint}")


def _count(number: int) -> str:
    return "1 correction" if number == 1 else f"{number} corrections"
