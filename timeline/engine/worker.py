"""A process that extracts the events of one article after the other.

Run as `python -m timeline.engine.worker`. It is told on standard input which pipeline and lexicons
to use, then the articles, and answers on standard output with the name and version of the pipeline
when it is ready (`Ready`), or why it cannot be, then with what each article gave; all as pickles.
It ends with its standard input.
"""

from __future__ import annotations

import os

from timeline.engine.local import LocalEngine
from timeline.engine.sharing import Ready, sent_back
from timeline.processes import channels, send, taken


def main() -> None:
    """Extracts what it is told to until there is no more."""
    orders, answers = channels()
    told = taken(orders)
    engine = LocalEngine(*next(told))
    send(answers, _ready(engine))
    for article in told:
        send(answers, sent_back(engine, article))


def _ready(engine: LocalEngine) -> Ready | str:
    from timeline.extraction import LexiconError, PipelineError

    try:
        engine.ready()
    except (PipelineError, LexiconError) as error:
        return str(error)
    return Ready(engine.model)


if __name__ == "__main__":
    try:
        main()
    except (KeyboardInterrupt, BrokenPipeError):  # the run has ended
        os._exit(0)
