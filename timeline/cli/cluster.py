"""The options of `timeline extract` that say where events are extracted."""

from __future__ import annotations

from typing import Annotated

import typer

from timeline.engine.choice import EngineName

_PANEL = "From laptop to cluster"

Engine = Annotated[
    EngineName,
    typer.Option(
        help="What extracts events: processes of timeline's own on this machine, or Dask (with the "
        "extra dask).",
        rich_help_panel=_PANEL,
    ),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="The Dask scheduler, such as tcp://host:8786; without one, Dask's workers are "
        "processes on this machine, as many as --workers says.",
        rich_help_panel=_PANEL,
    ),
]


def check(engine: EngineName, scheduler: str | None, workers: int | None) -> None:
    """Raises typer.BadParameter for options that contradict each other."""
    if scheduler is None:
        return
    if engine is not EngineName.dask:
        raise typer.BadParameter("it needs --engine dask.", param_hint="--scheduler")
    if workers is not None:
        raise typer.BadParameter(
            "a scheduler has workers of its own: leave the option out.", param_hint="--workers"
        )
