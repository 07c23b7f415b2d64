"""`timeline dates`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli import options
from timeline.cli.common import date_of, note, print_lines, reported, terminal

if TYPE_CHECKING:
    from rich.text import Text

    from timeline.model import TimeExpression


def dates(
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="A French text; - is standard input.")
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", metavar="FILE", help="A file to read the text from; - as above."),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="When the text appeared: what « hier » and « mardi » count from."
        ),
    ] = None,
    output: Annotated[
        options.Output,
        typer.Option("--format", help="A line for each expression, or JSON."),
    ] = options.Output.text,
    verbose: options.Verbose = False,
) -> None:
    """Find the time expressions of a text, and their dates."""
    if (text is None) == (file is None):
        raise typer.BadParameter("give a TEXT or a --file, one of them.")
    appeared = None if published is None else date_of(published)
    with reported(verbose):
        from timeline.dates import find_dates

        found = find_dates(_text(text, file), appeared)
        if output is options.Output.json:
            _print_json(found)
        else:
            print_lines(map(_line, found), terminal())
            if not found:
                note("No time expression found.")


def _text(text: str | None, file: Path | None) -> str:
    from timeline.reading.decoding import decode

    if text == "-" or file == Path("-"):
        return decode(sys.stdin.buffer.read())
    return decode(file.read_bytes()) if file is not None else text or ""


def _line(found: TimeExpression) -> Text:
    from rich.text import Text

    from timeline.rendering.sanitize import visible

    date = "no date" if found.date is None else found.date.edtf
    anchor = "" if found.anchor == "none" else f", counted from {_ANCHORS[found.anchor]}"
    line = Text(f"{date:<23} ", style="bold cyan" if found.date else "dim")
    line.append(visible(found.text))
    if found.problem is not None:
        anchor += f"; {_PROBLEMS[found.problem]}"
    kind = f"{found.type} {found.value}".rstrip()
    facts = f"  {kind}, {found.char_start}–{found.char_end}{anchor}"
    return line.append(facts, style="dim")


_ANCHORS = {"publication": "the day of publication", "narrative": "a date before it"}


_PROBLEMS = {
    "no such day": "there is no such day",
    "other weekday": "that day was another weekday",
    "no publication date": "say with --published when the text appeared",
    "nothing to count from": "the text does not date what it counts from",
}


def _print_json(found: list[TimeExpression]) -> None:
    import json

    from timeline import codec
    from timeline.rendering.sanitize import escaped_json

    plain = [codec.time_expression_to_dict(one) for one in found]
    typer.echo(escaped_json(json.dumps(plain, ensure_ascii=False, indent=1)))
