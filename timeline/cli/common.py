"""What commands share: where they write, how they end, how a date is given."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

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


def fail(message: str) -> NoReturn:
    """Says why nothing could be done and ends the program with exit code 1."""
    note(message)
    raise typer.Exit(1)


def note(message: str) -> None:
    """A line on standard error, whatever names of files it may hold."""
    from timeline.rendering.sanitize import visible

    typer.echo(visible(message), err=True)


def terminal() -> Console | None:
    """The terminal that standard output is, or None where it goes elsewhere."""
    from rich.console import Console

    class Pipe(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    console = Pipe(highlight=False, markup=False, emoji=False)
    return console if console.is_terminal else None


def print_lines(lines: Iterable[Text], console: Console | None) -> int:
    """Prints lines, styled on a terminal and plain elsewhere; gives their number."""
    from rich.text import Text

    printed = 0
    lines = iter(lines)
    # Each call of Rich's `print` costs more than the lines it prints.
    while batch := list(islice(lines, _PRINTED_TOGETHER)):
        if console is None:
            sys.stdout.writelines(f"{line.plain}\n" for line in batch)
        else:
            console.print(Text("\n").join(batch), soft_wrap=True)
        printed += len(batch)
    return printed


@contextmanager
def utf8_output() -> Iterator[TextIO]:
    """Standard output for what other programs read: UTF-8, whatever the terminal's encoding."""
    out = io.TextIOWrapper(
        sys.stdout.buffer, "utf-8", "backslashreplace", newline="", write_through=True
    )
    try:
        yield out
    finally:
        out.detach()  # or standard output would be closed along with it


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
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror}."
    kind = type(error).__name__
    return f"Something went wrong ({kind}: {error}): run again with --verbose to see where."
