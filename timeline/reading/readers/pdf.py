"""PDF → `Page`: the text layer in reading order, in paragraphs; nothing is recognised in pictures.

The text is the paragraphs joined by an empty line. What the end of a line broke in two is made
whole: words, and paragraphs that go on in the next column or on the next page. Running heads, feet
and page numbers are blocks with the hint "furniture".

PDFs are programs, and pdfium, which runs them, is C++: a hostile one can take all memory, never
end, or crash. So they are read in a process of their own (`pdf_worker.py`), which is kept for the
next one, and ended when one goes wrong.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
import time
from contextlib import suppress

import pypdfium2  # noqa: F401 - that it is missing is told here, not in the other process

from timeline.processes import command_of, environment
from timeline.reading.pages import Page, UnreadableNow
from timeline.reading.readers.pdf_worker import MOST_SECONDS, page_from, receive, send

_MOST_WAITING = 60.0  # seconds; the limit of computing holds before, where there is one
_GAVE_UP = "broken PDF (it takes too long or too much memory to read): save the article again"


def read_page(data: bytes) -> Page:
    """The page of a PDF. Raises `Unreadable` where its text cannot be had."""
    with _lock:
        answer = _ask(data)
    return page_from(answer)


class _Worker:
    """A process that reads PDFs."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.answered = 0
        self._process = subprocess.Popen(
            command_of("timeline.reading.readers.pdf_worker"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(sys.path),
        )

    def ask(self, data: bytes) -> bytes | None:
        """What the process answers; None when it ended instead, or had to be ended."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        alarm = threading.Timer(_MOST_WAITING, process.kill)
        alarm.daemon = True
        alarm.start()
        try:
            send(process.stdin, data)
            answer = receive(process.stdout)
        except OSError:
            answer = None
        finally:
            alarm.cancel()
        self.answered += answer is not None
        return answer

    def close(self) -> None:
        """Ends the process."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was not written cannot be, the process is gone
                if pipe is not None:
                    pipe.close()
        self._process.wait()


_lock = threading.Lock()
_worker: _Worker | None = None


def _ask(data: bytes) -> bytes:
    """The answer for a PDF. A process that read others before is given a second try, anew."""
    global _worker
    while True:
        if _worker is None or _worker.owner != os.getpid():  # a fork must not share the pipes
            _worker = _start()
        since = time.monotonic()
        answer = _worker.ask(data)
        if answer is not None:
            return answer
        used = _worker.answered > 0 and time.monotonic() - since < MOST_SECONDS
        _close()
        if not used:
            raise UnreadableNow(_GAVE_UP)


def _start() -> _Worker:
    try:
        return _Worker()
    except OSError as error:
        raise UnreadableNow(
            f"no process could be started to read it ({error.strerror}): run again"
        ) from error


@atexit.register
def _close() -> None:
    global _worker
    if _worker is not None and _worker.owner == os.getpid():
        _worker.close()
    _worker = None
