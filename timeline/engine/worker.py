"""A process that extracts the events of one article after the other.

Run as `python -m timeline.engine.worker`. It is told on standard input which pipeline and lexicons
to use, then the articles, and answers on standard output with "ready", then with what each article
gave; all as pickles. It ends with its standard input.
"""

from __future__ import annotations

import os

from timeline.engine.local import LocalEngine
from timeline.engine.sharing import sent_back
from timeline.processes import channels, send, taken


def main() -> None:
    """Extracts what it is told to until there is no more."""
    orders, answers = channels()
    told = taken(orders)
    engine = LocalEngine(*next(told))
    _ = engine.version  # loads the pipeline
    send(answers, "ready")
    for article in told:
        send(answers, sent_back(engine, article))


if __name__ == "__main__":
    try:
        main()
    except (KeyboardInterrupt, BrokenPipeError):  # the run has ended
        os._exit(0)
