"""The command line: thin, and quick to start, as every command imports what it needs itself."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from functools import partial
from typing import Annotated

import typer

from timeline.cli import correcting
from timeline.cli.browse import browse
from timeline.cli.dates import dates
from timeline.cli.doctor import doctor
from timeline.cli.evaluate import evaluate
from timeline.cli.explain import explain
from timeline.cli.export import export
from timeline.cli.extract import extract
from timeline.cli.help import Command, Group
from timeline.cli.serve import serve
from timeline.cli.show import show
from timeline.cli.status import status
from timeline.rendering.encoding import use_plainer_letters

app = typer.Typer(
    name="timeline",
    cls=Group,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from timeline import __version__

        typer.echo(f"timeline {__version__}")
        raise typer.Exit


@app.callback(
    epilog="Begin with [bold]timeline extract[/bold] on a folder of articles, "
    "then [bold]timeline show[/bold]."
)
def _timeline(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version and exit.", callback=_version, is_eager=True
        ),
    ] = False,
) -> None:
    """A folder of French articles goes in, one ordered, evidenced timeline comes out."""


_MAKE, _READ, _CHECK = "Make a timeline", "Read it", "Look closer"
_WELL = "See to it that all is well"
_command = partial(app.command, cls=Command)

_command(
    rich_help_panel=_MAKE,
    epilog="Example: [bold]timeline extract articles/ --published 2024-05-13[/bold]",
)(extract)
_command(
    rich_help_panel=_READ,
    epilog="Example: [bold]timeline show --since 2015 --about curie --quotes[/bold]",
)(show)
_command(
    rich_help_panel=_READ,
    epilog="Example: [bold]timeline browse --since 2015 --about curie[/bold]; ? shows the keys",
)(browse)
_command(
    rich_help_panel=_READ,
    epilog="Example: [bold]timeline serve --open --since 2015 --about curie[/bold]",
)(serve)
_command(
    rich_help_panel=_READ,
    epilog="Example: [bold]timeline export events.csv --type acquire --type merge[/bold], or "
    "[bold]timeline export article.tml --article press/a.html[/bold]",
)(export)
_command(
    rich_help_panel=_CHECK,
    epilog="Example: [bold]timeline explain 4f2a[/bold], an id as `timeline show` prints it",
)(explain)
app.add_typer(
    correcting.app,
    name="correct",
    rich_help_panel=_CHECK,
    help="Set right what was found: it holds in every run to come, and can be undone.",
)
_command(
    rich_help_panel=_CHECK,
    epilog='Example: [bold]timeline dates "Réélu mardi dernier" --published 2012-11-10[/bold]',
)(dates)
_command(
    rich_help_panel=_CHECK,
    epilog="Example: [bold]timeline evaluate gold.jsonl --db timeline.db[/bold]\n\n"
    "ignored: mentions that match optional or undated gold, neither right nor wrong\n\n"
    "pairs: a gold mention and the mention of the timeline that was matched with it\n\n"
    "B-cubed: how well the mentions of one event stand together, mean over mentions",
)(evaluate)
_command(
    rich_help_panel=_WELL, epilog="Example: [bold]timeline status --db press.db --json[/bold]"
)(status)
_command(
    rich_help_panel=_WELL,
    epilog="Example: [bold]timeline doctor[/bold], which ends with 1 where something is wrong",
)(doctor)


def main() -> None:
    """Runs the command line and exits with its code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter gets one that resembles it, not an error.
        with contextlib.suppress(ValueError):
            if isinstance(stream, io.TextIOWrapper):
                console = os.environ.get("TERM") == "linux" and stream.isatty()
                use_plainer_letters(stream, linux_console=console)
    app()
