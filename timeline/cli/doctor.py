"""`timeline doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from timeline.cli import options
from timeline.cli.common import print_json, print_lines, reported, terminal

if TYPE_CHECKING:
    from rich.text import Text

    from timeline.installation import Finding

_STYLES = {"ok": "green", "warning": "yellow", "problem": "bold red"}


def doctor(
    db: options.Database = Path("timeline.db"),
    as_json: options.AsJson = False,
    verbose: options.Verbose = False,
) -> None:
    """Check the installation and a database, and say what to do about what is wrong."""
    with reported(verbose):
        from timeline import installation, soundness

        found: list[Finding] = []

        def noted() -> Iterator[Finding]:
            for checks in (installation.findings(), soundness.findings(db)):
                for one in checks:
                    found.append(one)
                    yield one

        if as_json:
            data = [
                {"about": one.about, "state": one.state, "said": one.said, "advice": one.advice}
                for one in noted()
            ]
            print_json({"schema": "timeline-doctor/1", "findings": data})
        else:
            print_lines(map(_line, noted()), terminal())
        if any(one.state == "problem" for one in found):
            raise typer.Exit(1)


def _line(one: Finding) -> Text:
    from rich.text import Text

    from timeline.rendering.sanitize import visible

    line = Text(f"{one.state:<9}", style=_STYLES[one.state])
    line.append(visible(f"{one.about:<14}{one.said}"), style="default")
    return line.append(visible(f" → {one.advice}" if one.advice else ""), style="bold")
