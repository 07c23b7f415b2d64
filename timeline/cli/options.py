"""Options that several commands take."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from timeline.cli import completion
from timeline.cli.common import note
from timeline.filters import Selection

_PROGRAM = "The program"


class DateLanguage(StrEnum):
    """The language that dates are put into words in."""

    fr = "fr"
    en = "en"


class Output(StrEnum):
    """How a command that answers a question prints its answer."""

    text = "text"
    json = "json"


Database = Annotated[
    Path, typer.Option("--db", metavar="FILE", help="The database that holds the timeline.")
]
Quiet = Annotated[
    bool,
    typer.Option("--quiet", "-q", help="Say nothing but errors.", rich_help_panel=_PROGRAM),
]
Verbose = Annotated[
    bool,
    typer.Option(
        "--verbose", "-v", help="Tell where an error came from.", rich_help_panel=_PROGRAM
    ),
]
Event = Annotated[
    str,
    typer.Argument(
        metavar="EVENT",
        help="An event's id, or a beginning no other has.",
        autocompletion=completion.events,
    ),
]
Language = Annotated[DateLanguage, typer.Option("--lang", help="The language of dates.")]
AsJson = Annotated[bool, typer.Option("--json", help="As one JSON object, for other programs.")]


def note_left_out(selection: Selection) -> None:
    """Says how many events had to stay out for want of a date, and how to see them."""
    if selection.left_out:
        events = "1 event" if selection.left_out == 1 else f"{selection.left_out} events"
        note(f"{events} without a date left out: add --undated to see them.")
