"""The process that reads: files of strangers are opened here, where nothing they do can stop a run.

Run as `python -m timeline.engine.reader`. It is told on standard input what the user knows of the
articles, then one file after the other, and answers on standard output with "ready", then with what
each file gave and None at its end; all as pickles. It ends with its standard input.
"""

from __future__ import annotations

import os
import pickle
from typing import Any, BinaryIO

from timeline.processes import channels, limit

# Of memory for data, where the system can hold a process to it.
MOST_BYTES_OF_MEMORY = 1_500_000_000


def main() -> None:
    """Reads what it is told to until there is no more."""
    from timeline.reading import read_file

    orders, answers = channels()
    # Linux counts all private memory here, other systems less or nothing.
    limit("RLIMIT_DATA", MOST_BYTES_OF_MEMORY)
    known = pickle.load(orders)
    _send(answers, "ready")
    while (found := _next(orders)) is not None:
        for outcome in read_file(found, known):
            _send(answers, outcome)
        _send(answers, None)


def _next(orders: BinaryIO) -> Any:
    try:
        return pickle.load(orders)
    except EOFError:
        return None


def _send(answers: BinaryIO, answer: object) -> None:
    pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
    answers.flush()


if __name__ == "__main__":
    try:
        main()
    except (KeyboardInterrupt, BrokenPipeError):  # the run has ended
        os._exit(0)
