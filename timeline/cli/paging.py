"""Long output page by page, as other command-line tools show it."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

# What Git tells `less`, too: leave at once if all fits, show colours, keep the screen as it was.
_LESS = "FRX"


def pager() -> list[str] | None:
    """The command that pages: what PAGER names, or `less`; None where there is none, none is
    wanted (an empty PAGER, or `cat`), or nobody is there to turn pages, or nothing to turn."""
    if not sys.stdin.isatty() or is_dumb():
        return None
    try:
        command = shlex.split(os.environ.get("PAGER", "less"))
    except ValueError:
        return None
    if not command or command == ["cat"] or shutil.which(command[0]) is None:
        return None
    # Whatever else LESS asks for, colours are to be shown and not spelt out.
    return [*command, "-R"] if os.path.basename(command[0]) == "less" else command


def is_dumb() -> bool:
    """Whether the terminal says of itself that it only goes on writing."""
    return os.environ.get("TERM", "").lower() in ("dumb", "unknown")


@contextmanager
def paged(command: list[str]) -> Iterator[IO[str]]:
    """What is written to the pager is shown by it; a reader who leaves early hears no complaint."""
    encoding, errors = sys.stdout.encoding, sys.stdout.errors
    environment = {"LESS": _LESS, "LV": "-c", **os.environ}
    if encoding.lower().startswith("utf-8"):
        # Python writes it also where no locale is set, and `less` would spell accents out.
        environment.setdefault("LESSCHARSET", "utf-8")
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, env=environment, encoding=encoding, errors=errors
    )
    assert process.stdin is not None
    # An interrupt is the pager's to answer, as long as it runs.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield process.stdin
    except BrokenPipeError:
        pass
    finally:
        with suppress(BrokenPipeError):
            process.stdin.close()
        process.wait()
        signal.signal(signal.SIGINT, before)
