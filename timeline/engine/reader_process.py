"""Reading in a process of its own, which is given up where a file makes it hang, burst or die."""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import subprocess
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from timeline.model import Article, Skipped
from timeline.processes import command_of, environment

if TYPE_CHECKING:
    from timeline.reading import FoundFile, Known

MOST_SECONDS = 60.0  # until a file gives its next article
_AHEAD = 16  # files told to the process before they are due
_KEPT = 64  # answers that may wait for somebody to take them
_TIRED = 100  # restarts, after which something else is wrong
_ENDED = EOFError()


class ReadingFailed(Exception):
    """The process that reads cannot be started, or not be kept running."""


def read_apart(
    files: Iterable[FoundFile], known: Known, most_seconds: float = MOST_SECONDS
) -> Iterator[tuple[FoundFile, Article | Skipped]]:
    """What each file gave, in order; as `timeline.reading.read_file` does it, in another process.

    A file that gives nothing for `most_seconds`, or that the process dies on, is Skipped, and
    reading goes on with the next. Raises `ReadingFailed` where that happens all the time.
    """
    waiting = iter(files)
    due: deque[FoundFile] = deque()
    restarts = 0
    process: _Process | None = None
    try:
        while True:
            while len(due) < _AHEAD and (found := next(waiting, None)) is not None:
                due.append(found)
                if process is not None:
                    process.tell(found)
            if not due:
                return
            process = process or _Process(known, due)
            answer = process.answer(most_seconds)
            if isinstance(answer, str):
                found = due.popleft()
                process.end()
                process, restarts = None, restarts + 1
                yield found, Skipped(found.name, answer)
                if restarts == _TIRED:
                    raise ReadingFailed("The process that reads files does not stay up.")
            elif answer is None:
                due.popleft()
            else:
                yield due[0], answer
    finally:
        if process is not None:
            process.end()


class _Process:
    """A running reader, the files it was told to read, and what it has answered."""

    def __init__(self, known: Known, due: Iterable[FoundFile]) -> None:
        self._running = subprocess.Popen(
            command_of("timeline.engine.reader"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment([os.environ.get("PYTHONPATH", "")]),
        )
        self._answers: queue.Queue[Any] = queue.Queue(_KEPT)
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self.tell(known)
        if self._answers.get() is _ENDED:
            self.end()
            raise ReadingFailed("The process that reads files does not start.")
        for found in due:
            self.tell(found)

    def tell(self, order: object) -> None:
        """Sends an order; one that has died does not mind."""
        assert self._running.stdin is not None
        with contextlib.suppress(OSError):
            pickle.dump(order, self._running.stdin, pickle.HIGHEST_PROTOCOL)
            self._running.stdin.flush()

    def answer(self, most_seconds: float) -> Article | Skipped | str | None:
        """The next outcome; None at the end of a file; why there is none, where it was given up."""
        try:
            answer = self._answers.get(timeout=most_seconds)
        except queue.Empty:
            return f"not read within {most_seconds:.0f} seconds: save its text as .txt"
        if answer is _ENDED:
            return "too much for the reader, which broke down: save its text as .txt"
        return answer  # type: ignore[no-any-return]

    def end(self) -> None:
        """Ends the process at once."""
        self._running.kill()
        self._running.wait()
        while self._listener.is_alive():  # it may be waiting for room
            with contextlib.suppress(queue.Empty):
                self._answers.get(timeout=0.05)
        for stream in (self._running.stdin, self._running.stdout):
            assert stream is not None
            with contextlib.suppress(OSError):
                stream.close()

    def _listen(self) -> None:
        assert self._running.stdout is not None
        with contextlib.suppress(Exception):  # it ends at an answer's end or in the middle of one
            while True:
                self._answers.put(pickle.load(self._running.stdout))
        self._answers.put(_ENDED)
