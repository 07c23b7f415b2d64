"""One run at a time: who writes to a database holds a lock beside it.

SQLite lets several programs write in turns, a transaction each. A run is many transactions, and
what it read would no longer hold if another's came between. The lock is the operating system's, on
a file beside the database: it ends with the process that holds it, however that ends, so none is
ever left over. Readers need none.
"""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from timeline.complaints import StoreError, explained_files
from timeline.database import check_place

SUFFIX = "-lock"
MOST_SECONDS = 30.0  # of waiting
_PAUSE = 0.1  # seconds
_PRIVATE = 0o600
_LOCKED_BYTE = 1 << 30  # Windows lets nobody read what is locked: far behind what is written


@contextmanager
def locked(
    path: Path,
    waiting: Callable[[str], object] = lambda told: None,
    most_seconds: float | None = None,
) -> Iterator[None]:
    """Keeps other runs away from the database at `path`, which need not exist.

    Where another run is at it, waits for `most_seconds` (MOST_SECONDS if None), after telling
    `waiting` so in a sentence. Raises StoreError, which says who holds it, when these are over, and
    where no lock can be made.
    """
    check_place(path)
    beside = _beside(path)
    with explained_files(path):
        descriptor = _acquired(path, beside, waiting, most_seconds)
    try:
        yield
    finally:
        # Removed while it is held: whoever opened it meanwhile sees that it is no longer the one.
        with suppress(OSError):
            beside.unlink()
        os.close(descriptor)


def holder(path: Path) -> str | None:
    """Who is writing to the database at `path` just now, in words; None for nobody."""
    beside = _beside(path)
    try:
        descriptor = os.open(beside, os.O_RDWR)
    except OSError:
        return None
    try:
        return None if _lock(descriptor) else _holder(beside)
    finally:
        os.close(descriptor)


def _beside(path: Path) -> Path:
    real = Path(os.path.realpath(path))
    return real.with_name(real.name + SUFFIX)


def _acquired(
    path: Path, beside: Path, waiting: Callable[[str], object], most_seconds: float | None
) -> int:
    most = MOST_SECONDS if most_seconds is None else most_seconds
    begun, told = time.monotonic(), False
    while (descriptor := _try(beside)) is None:
        if not told:
            waiting(f"{path} is in use by {_holder(beside)}: waiting for it.")
            told = True
        if time.monotonic() - begun >= most:
            raise StoreError(
                f"{path} is in use by {_holder(beside)} still, after {most:.0f} seconds of "
                "waiting: run the same command again when that is done."
            )
        time.sleep(_PAUSE)
    return descriptor


def _try(beside: Path) -> int | None:
    """The locked file, open, with our name in it; None where another process holds it."""
    descriptor = os.open(beside, os.O_CREAT | os.O_RDWR, _PRIVATE)
    try:
        if _lock(descriptor) and _is_still(descriptor, beside):
            with suppress(OSError):  # a full disk has room for a lock, not for its holder's name
                os.ftruncate(descriptor, 0)
                os.write(descriptor, f"{os.getpid()} {socket.gethostname()}\n".encode())
            return descriptor
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None


def _lock(descriptor: int) -> bool:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(descriptor, 0, os.SEEK_SET)
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_still(descriptor: int, beside: Path) -> bool:
    """Whether the open file is the one of this name, and was not removed by who held it."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(beside))
    except FileNotFoundError:
        return False


def _holder(beside: Path) -> str:
    try:
        pid, host = beside.read_text(encoding="utf-8").split()
    except (OSError, ValueError):  # gone by now, or not written yet
        return "another run"
    here = "" if host == socket.gethostname() else f" on {host}"
    return f"another run (process {pid}{here})"
