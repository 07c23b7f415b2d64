"""Reading in a process of its own, which is given up where a file makes it hang, burst or die."""

from __future__ import annotations

import contextlib
import queue
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from timeline.engine.apart import ENDED, Apart
from timeline.model import Article, Skipped
from timeline.reading.opening import Look

if TYPE_CHECKING:
    from timeline.reading import FoundFile, Known

MOST_SECONDS = 60.0  # until a file gives its next article
AHEAD = 16  # files told to the process before they are due
_KEPT = 64  # answers that may wait for somebody to take them
_TIRED = 100  # restarts, after which something else is wrong


class ReadingFailed(Exception):
    """The process that reads cannot be started, or not be kept running."""


def read_apart(
    files: Iterable[FoundFile],
    known: Known,
    most_seconds: float = MOST_SECONDS,
    meanwhile: Callable[[], object] = lambda: None,
) -> Iterator[tuple[FoundFile, Article | Skipped, Look | None]]:
    """What each file gave, in order; as `timeline.reading.read_file` does it, in another process.

    The last that a file gave comes with what `read_file` returns. A file that gives nothing for
    `most_seconds`, or that the process dies on, is Skipped, and reading goes on with the next.
    `meanwhile` is called once, when the process has begun and before it is waited for. Raises
    `ReadingFailed` where the process dies all the time.
    """
    waiting = iter(files)
    due: deque[FoundFile] = deque()
    restarts = 0
    process: _Process | None = None
    outcome: Article | Skipped | None = None  # of the file that is due, not yet given
    try:
        while True:
            while len(due) < AHEAD and (found := next(waiting, None)) is not None:
                due.append(found)
                if process is not None:
                    process.tell(found)
            if not due:
                return
            if process is None:
                process = _Process(known, due)
                if not restarts:
                    meanwhile()
                process.begin()
            answer = process.answer(most_seconds)
            if outcome is not None:
                yield due[0], outcome, answer if isinstance(answer, Look) else None
            outcome = answer if isinstance(answer, Article | Skipped) else None
            if isinstance(answer, str):
                found = due.popleft()
                process.end()
                process, restarts = None, restarts + 1
                yield found, Skipped(found.name, answer), None
                if restarts == _TIRED:
                    raise ReadingFailed("The process that reads files does not stay up.")
            elif outcome is None:
                due.popleft()
    finally:
        if process is not None:
            process.end()


class _Process:
    """A running reader, the files it was told to read, and what it has answered."""

    def __init__(self, known: Known, due: Iterable[FoundFile]) -> None:
        self._answers: queue.Queue[Any] = queue.Queue(_KEPT)
        self._process = Apart("timeline.engine.reader", self._answers.put)
        self.tell(known)
        for found in due:
            self.tell(found)

    def begin(self) -> None:
        """Waits until it is there. Raises ReadingFailed where it does not come."""
        if self._answers.get() is ENDED:
            self.end()
            raise ReadingFailed("The process that reads files does not start.")

    def tell(self, order: object) -> None:
        """Sends an order."""
        self._process.tell(order)

    def answer(self, most_seconds: float) -> Article | Skipped | Look | str | None:
        """The next outcome; a Look or None at the end of a file; why there is none, where it was
        given up."""
        try:
            answer = self._answers.get(timeout=most_seconds)
        except queue.Empty:
            return f"not read within {most_seconds:.0f} seconds: save its text as .txt"
        if answer is ENDED:
            return "too much for the reader, which broke down: save its text as .txt"
        return answer  # type: ignore[no-any-return]

    def end(self) -> None:
        """Ends the process at once."""
        self._process.end(self._make_room)

    def _make_room(self) -> None:
        with contextlib.suppress(queue.Empty):
            self._answers.get_nowait()
