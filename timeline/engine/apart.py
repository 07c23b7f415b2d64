"""A process of our own that does one thing: told orders, it answers; both are pickles."""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import threading
from collections.abc import Callable
from typing import Any

from timeline.processes import command_of, environment

ENDED = EOFError()  # what is heard last


class Apart:
    """A running process of a module, and a thread that listens to it.

    `heard` is called in that thread with each answer and at last with `ENDED`; it may block.
    """

    def __init__(self, module: str, heard: Callable[[Any], object]) -> None:
        self._heard = heard
        self._running = subprocess.Popen(
            command_of(module),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment([os.environ.get("PYTHONPATH", "")]),
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    @property
    def pid(self) -> int:
        """The number that the system knows the process by."""
        return self._running.pid

    def tell(self, order: object) -> None:
        """Sends an order; a process that has died does not mind."""
        assert self._running.stdin is not None
        with contextlib.suppress(OSError):
            pickle.dump(order, self._running.stdin, pickle.HIGHEST_PROTOCOL)
            self._running.stdin.flush()

    def end(self, room: Callable[[], object] = lambda: None) -> None:
        """Ends the process at once; `room` is called until nothing more is heard."""
        self._running.kill()
        self._running.wait()
        while self._listener.is_alive():
            room()
            self._listener.join(0.05)
        for stream in (self._running.stdin, self._running.stdout):
            assert stream is not None
            with contextlib.suppress(OSError):
                stream.close()

    def _listen(self) -> None:
        assert self._running.stdout is not None
        with contextlib.suppress(Exception):  # it ends at an answer's end or in the middle of one
            while True:
                self._heard(pickle.load(self._running.stdout))
        self._heard(ENDED)
