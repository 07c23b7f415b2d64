"""What commands share: where they write, how they end, how a date is given."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import typer

from timeline import userdates
from timeline.model import DateSpan

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_PRINTED_TOGETHER = 50  # lines


@contextmanager
def reported(verbose: bool) -> Iterator[None]:
    """Runs a command: what goes wrong becomes one sentence on standard error and an exit code.

    0 also for a reader that closed the pipe, 1 where nothing could be done; with `verbose`, what
    nobody foresaw comes with its traceback.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes standard output once more at its end, which must not fail either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except Exception as error:
        if isinstance(error, typer.Exit) or type(error).__module__.startswith("typer"):
            raise
        if verbose:
            import traceback

            traceback.print_exc()
        fail(_sentence(error))


@contextmanager
def needing(packages: Collection[str], advice: str) -> Iterator[None]:
    """Imports what an extra brings: `advice` is said where one of its packages is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name is None or error.name.split(".")[0] not in packages:
            raise
        fail(advice)


def fail(message: str) -> NoReturn:
    """Says why nothing could be done and ends the program with exit code 1."""
    note(message)
    raise typer.Exit(1)


def note(message: str) -> None:
    """A line on standard error, whatever names of files it may hold."""
    from timeline.rendering.sanitize import visible

    typer.echo(visible(message), err=True)


def unfinished(db: Path) -> str:
    """That the last run did not end, and what to do."""
    return f"The last `timeline extract{database_hint(db)}` did not end: run it again."


def terminal() -> Console | None:
    """The terminal that standard output is, or None where it goes elsewhere."""
    console = _console()
    return console if console.is_terminal else None


def _console(**more: Any) -> Console:
    from rich.console import Console

    class Pipe(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Pipe(highlight=False, markup=False, emoji=False, **more)


def print_lines(lines: Iterable[Text], console: Console | None, *, page: bool = False) -> bool:
    """Prints lines, styled on a terminal and plain elsewhere; gives whether there were any.

    With `page`, what is higher than the terminal is shown page by page, if there is a pager.
    """
    lines = iter(lines)
    if console is None or not page:
        return _print(lines, console)
    from timeline.cli.paging import paged, pager

    screen = list(islice(lines, console.height))
    command = pager() if len(screen) == console.height else None
    if command is None:
        return _print(chain(screen, lines), console)
    with paged(command) as out:
        there = _console(
            file=out,
            force_terminal=True,
            width=console.width,
            color_system=console.color_system,
            no_color=console.no_color,
        )
        _print(chain(screen, lines), there)
    return True


def _print(lines: Iterator[Text], console: Console | None) -> bool:
    from rich.text import Text

    printed = False
    # Each call of Rich's `print` costs more than the lines it prints.
    while batch := list(islice(lines, _PRINTED_TOGETHER)):
        if console is None:
            sys.stdout.writelines(f"{line.plain}\n" for line in batch)
        else:
            console.print(Text("\n").join(batch), soft_wrap=True)
        printed = True
    return printed


@contextmanager
def utf8_output() -> Iterator[TextIO]:
    """Standard output for what other programs read: UTF-8, whatever the terminal's encoding."""
    from timeline.rendering.encoding import utf8_text

    with utf8_text(sys.stdout.buffer) as out:
        yield out


def print_json(data: object) -> None:
    """One JSON object on standard output, in UTF-8."""
    import json

    from timeline.rendering.sanitize import escaped_json

    with utf8_output() as out:
        out.write(escaped_json(json.dumps(data, ensure_ascii=False, indent=1)) + "\n")


def date_of(text: str) -> DateSpan:
    """The date that a user wrote: `2015`, `2015-03`, `2015-03-01` or French words.

    Raises typer.BadParameter (wrong usage).
    """
    try:
        return userdates.date_of(text)
    except userdates.NotADate as error:
        raise typer.BadParameter(str(error)) from None


def database_hint(db: Path) -> str:
    """The option that names a database, where it is not the one that needs no naming."""
    return "" if db == Path("timeline.db") else f" --db {db}"


def _sentence(error: Exception) -> str:
    if type(error).__module__.startswith("timeline."):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        from timeline.complaints import is_no_room, no_room

        if is_no_room(error):
            return no_room(error.filename or "all of it")
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror}."
    kind = type(error).__name__
    return f"Something went wrong ({kind}: {error}): run again with --verbose to see where."
