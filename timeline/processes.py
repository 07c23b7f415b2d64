"""Processes of our own that read hostile files: how one is started, and what it may take."""

from __future__ import annotations

import os
import pickle
import queue
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Literal

import timeline

Resource = Literal["RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_DATA"]


def command_of(module: str) -> list[str]:
    """The command that runs a module of ours as a process.

    Without -P, Python would look for modules in the folder that the run was started in.
    """
    return [sys.executable, "-P", "-m", module]


def environment(paths: Iterable[str]) -> dict[str, str]:
    """The environment of a process that is to find the same `timeline` as this one.

    It looks for other modules under `paths`, too; empty ones are passed over.
    """
    home = str(Path(timeline.__file__).parent.parent)
    return {**os.environ, "PYTHONPATH": os.pathsep.join([home, *filter(None, paths)])}


def channels() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output, which nothing else in this process gets hold of from now on: what
    a library prints goes to standard error."""
    orders = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(2, 1)
    return orders, answers


def taken(orders: BinaryIO) -> Iterator[Any]:
    """The pickles that whoever started this process sends; it never ends by itself.

    They are taken at once, in a thread of their own: who sends a long one need not wait until the
    one before it is done, and who ends, however, takes this process along, whatever it is at.
    """
    waiting: queue.Queue[Any] = queue.Queue()

    def take() -> None:
        with suppress(Exception):  # they end at an order's end or in the middle of one
            while True:
                waiting.put(pickle.load(orders))
        os._exit(0)

    threading.Thread(target=take, daemon=True).start()
    while True:
        yield waiting.get()


def send(answers: BinaryIO, answer: object) -> None:
    """Writes a pickle, which is on its way when this returns."""
    pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
    answers.flush()


def limit(kind: Resource, most: int) -> None:
    """Holds this process to so much of a resource (bytes, seconds), where the system knows how to;
    a lower limit that holds already is left."""
    if sys.platform == "win32":
        return
    import resource

    number = getattr(resource, kind)
    with suppress(ValueError, OSError):
        _, hard = resource.getrlimit(number)
        resource.setrlimit(number, (most, hard))
