"""The process that reads: files of strangers are opened here, where nothing they do can stop a run.

Run as `python -m timeline.engine.reader`. It is told on standard input what the user knows of the
articles, then one file after the other, and answers on standard output with "ready", then with what
each file gave and None at its end; all as pickles. It ends with its standard input.
"""

from __future__ import annotations

import os
import pickle
import sys
from typing import Any, BinaryIO

# Of memory for data, where the system can hold a process to it.
MOST_BYTES_OF_MEMORY = 1_500_000_000


def main() -> None:
    """Reads what it is told to until there is no more."""
    from timeline.reading import read_file

    orders, answers = _channels()
    _limit_memory()
    known = pickle.load(orders)
    _send(answers, "ready")
    while (found := _next(orders)) is not None:
        for outcome in read_file(found, known):
            _send(answers, outcome)
        _send(answers, None)


def _channels() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output, which nothing else in this process gets hold of."""
    orders = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(2, 1)  # what a library prints goes to standard error
    return orders, answers


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    # Linux counts all private memory here, other systems less or nothing.
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = MOST_BYTES_OF_MEMORY if hard < 0 else min(hard, MOST_BYTES_OF_MEMORY)
    resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


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
