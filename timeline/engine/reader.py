"""The process that reads: files of strangers are opened here, where nothing they do can stop a run.

Run as `python -m timeline.engine.reader`. It is told on standard input what the user knows of the
articles, then one file after the other, and answers on standard output with "ready", then with what
each file gave and, behind it, what `read_file` returns; all as pickles. It ends with its standard
input.
"""

from __future__ import annotations

import os
import signal

from timeline.processes import channels, limit, send, taken

# Of memory for data, where the system can hold a process to it.
MOST_BYTES_OF_MEMORY = 1_500_000_000
# For one article; the run gives up long before, if it is there to do so. In a pattern that does not
# come to its end no thread of Python's gets a turn, and the system has to end the process.
_MOST_SECONDS = 300


def main() -> None:
    """Reads what it is told to until there is no more."""
    from timeline.reading import read_file

    orders, answers = channels()
    # Linux counts all private memory here, other systems less or nothing.
    limit("RLIMIT_DATA", MOST_BYTES_OF_MEMORY)
    told = taken(orders)
    known = next(told)
    send(answers, "ready")
    for found in told:
        _end_after(_MOST_SECONDS)
        outcomes = read_file(found, known)
        try:
            while True:
                send(answers, next(outcomes))
                _end_after(_MOST_SECONDS)
        except StopIteration as end:
            send(answers, end.value)
        _end_after(0)


def _end_after(seconds: int) -> None:
    """Lets the system end this process after some time, if nothing is said before; 0: never."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


if __name__ == "__main__":
    try:
        main()
    except (KeyboardInterrupt, BrokenPipeError):  # the run has ended
        os._exit(0)
