"""The commands of `timeline correct`, together."""

from __future__ import annotations

from functools import partial

import typer

from timeline.cli import correct, corrections
from timeline.cli.help import Command, Group

app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    epilog="Example: [bold]timeline correct redate 4f2a 2018-02-20[/bold], an id as "
    "`timeline show` prints it",
)

_SAY, _KEPT = "Set something right", "What was set right"
_command = partial(app.command, cls=Command)

_command(
    rich_help_panel=_SAY,
    epilog='Example: [bold]timeline correct redate 4f2a "début mars 2018"[/bold]',
)(correct.redate)
_command(
    rich_help_panel=_SAY,
    epilog='Example: [bold]timeline correct retitle 4f2a "Le procès commence"[/bold]',
)(correct.retitle)
_command(rich_help_panel=_SAY, epilog="Example: [bold]timeline correct hide 4f2a[/bold]")(
    correct.hide
)
_command(rich_help_panel=_SAY, epilog="Example: [bold]timeline correct merge 4f2a 91bc[/bold]")(
    correct.merge
)
_command(
    rich_help_panel=_SAY,
    epilog="Example: [bold]timeline correct split 4f2a 2 3[/bold], the second and third mention "
    "that `timeline explain 4f2a` prints",
)(correct.split)
_command(
    rich_help_panel=_SAY,
    epilog='Example: [bold]timeline correct alias "Marie Curie" "Maria Skłodowska"[/bold]',
)(correct.alias)
_command(
    rich_help_panel=_SAY,
    epilog='Example: [bold]timeline correct apart "Irène Joliot-Curie" Curie[/bold]',
)(correct.apart)
_command("list", rich_help_panel=_KEPT, epilog="Example: [bold]timeline correct list[/bold]")(
    corrections.list_corrections
)
_command(rich_help_panel=_KEPT, epilog="Example: [bold]timeline correct undo 9d1c2b3a[/bold]")(
    corrections.undo
)
_command(
    "export",
    rich_help_panel=_KEPT,
    epilog="Example: [bold]timeline correct export corrections.json[/bold]",
)(corrections.export_corrections)
_command(
    "import",
    rich_help_panel=_KEPT,
    epilog="Example: [bold]timeline correct import corrections.json[/bold]",
)(corrections.import_corrections)
