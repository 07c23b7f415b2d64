"""`timeline evaluate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from timeline.cli import options
from timeline.cli.common import note, reported


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="A gold file: JSON lines, one mention a line.")
    ],
    db: options.Database = Path("timeline.db"),
    json_file: Annotated[
        Path | None,
        typer.Option("--json", metavar="FILE", help="A JSON export, in place of the database."),
    ] = None,
    output: Annotated[
        options.Output,
        typer.Option("--format", help="A table to read, or all figures as JSON."),
    ] = options.Output.text,
    undated: Annotated[
        bool, typer.Option("--undated", help="Count events without a date too.")
    ] = False,
    verbose: options.Verbose = False,
) -> None:
    """Measure a timeline against a gold file: precision, recall and F1."""
    with reported(verbose):
        from timeline.evaluation import evaluate_files
        from timeline.rendering.sanitize import visible

        report = evaluate_files(gold, _timeline(db, undated) if json_file is None else json_file)
        if output is options.Output.text:
            for line in report.render().splitlines():
                typer.echo(visible(line))
            return
        import json

        for warning in report.warnings:
            note(warning)
        typer.echo(json.dumps(report.as_dict(), ensure_ascii=False, indent=1))


def _timeline(db: Path, undated: bool) -> dict[str, Any]:
    """The timeline of a database as its JSON export would have it."""
    import json

    from timeline.rendering.json_export import to_json
    from timeline.storereader import StoreReader

    with StoreReader.open(db) as store:
        exported: dict[str, Any] = json.loads(
            to_json(store.timeline(), with_text=True, undated=undated)
        )
    return exported
