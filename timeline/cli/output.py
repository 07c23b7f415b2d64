"""Where a command writes what it was asked for: a file, or standard output."""

from __future__ import annotations

import os
import signal
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import BinaryIO, NoReturn

from timeline.cli.common import fail
from timeline.complaints import is_no_room

# Not every system has both.
_ENDING = [one for one in signal.Signals if one.name in ("SIGHUP", "SIGTERM")]


def check_new(file: str, force: bool, db: Path) -> None:
    """Ends the program where nothing can be written to `file`, where it is there already and is not
    to be written over, and where it is the database itself."""
    path = Path(file)
    if file == "-" or _is_stream(path):
        return
    if path.is_dir():
        fail(f"{path} is a folder: name a file.")
    if not path.parent.is_dir():
        fail(f"{path.parent} is no folder: make it first, or name another.")
    if path.exists() and db.exists() and path.samefile(db):
        fail(f"{file} is the database itself: name another file.")
    if not force and os.path.lexists(path):
        fail(f"{file} is there already: add --force to write over it.")


@contextmanager
def destination(file: str) -> Iterator[BinaryIO]:
    """Standard output, or a file that appears under its name only when it is complete; a pipe or a
    device that has a name is written to as it is."""
    if file == "-":
        yield sys.stdout.buffer
        return
    path = Path(file)
    if _is_stream(path):
        with path.open("wb") as handle:
            yield handle
        return
    import tempfile

    # Where a link leads, so that it stays one.
    path = path.resolve()
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        if is_no_room(error):
            raise
        fail(f"{file} cannot be written ({error.strerror}): name another file.")
    try:
        with _leaving_by_exceptions(), open(descriptor, "wb") as handle:
            yield handle
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


@contextmanager
def _leaving_by_exceptions() -> Iterator[None]:
    """Lets signals that would end the program at once, such as that of a lost connection, end it
    by an exception, so that what was begun is tidied away."""

    def leave(number: int, frame: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    deadly = [one for one in _ENDING if signal.getsignal(one) is signal.SIG_DFL]
    for one in deadly:
        signal.signal(one, leave)
    try:
        yield
    finally:
        for one in deadly:
            signal.signal(one, signal.SIG_DFL)


def _is_stream(path: Path) -> bool:
    """Whether there is something that data goes through, and that must not be replaced."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISCHR(mode) or stat.S_ISSOCK(mode)


def _umask() -> int:
    """The mask that new files get their mode by; there is no way to read it but to set it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
