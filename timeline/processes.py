"""Processes of our own that read hostile files: how one is started, and what it may take."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Literal

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
