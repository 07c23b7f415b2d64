"""Where a command writes what it was asked for: a file, or standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from timeline.cli.common import fail


def check_new(file: str, force: bool) -> None:
    """Ends the program where a file is there already and is not to be written over."""
    if file != "-" and not force and os.path.lexists(file):
        fail(f"{file} is there already: add --force to write over it.")


@contextmanager
def destination(file: str) -> Iterator[BinaryIO]:
    """Standard output, or a file that appears under its name only when it is complete."""
    if file == "-":
        yield sys.stdout.buffer
        return
    import tempfile

    path = Path(file)
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with open(descriptor, "wb") as handle:
            yield handle
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _umask() -> int:
    """The mask that new files get their mode by; there is no way to read it but to set it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
