"""A process that extracts the events of one article after the other.

Run as `python -m timeline.engine.worker`. It is told on standard input which pipeline and lexicons
to use, then the articles, and answers on standard output with "ready", then with what each article
gave; all as pickles. It ends with its standard input.
"""

from __future__ import annotations

import os
import pickle
from dataclasses import replace
from typing import BinaryIO

from timeline.engine.local import LocalEngine
from timeline.model import Article, Mention, Skipped
from timeline.processes import channels, taken


def main() -> None:
    """Extracts what it is told to until there is no more."""
    orders, answers = channels()
    told = taken(orders)
    engine = LocalEngine(*next(told))
    _ = engine.version  # loads the pipeline
    _send(answers, "ready")
    for article in told:
        _send(answers, _extract(engine, article))


def _extract(
    engine: LocalEngine, article: Article
) -> tuple[Article, tuple[Mention, ...]] | Skipped:
    """What an article gives; without its text, which whoever sent it has."""
    for told, mentions in engine.extract([article]):
        return replace(told, text=""), mentions
    return engine.failures[-1]


def _send(answers: BinaryIO, answer: object) -> None:
    pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
    answers.flush()


if __name__ == "__main__":
    try:
        main()
    except (KeyboardInterrupt, BrokenPipeError):  # the run has ended
        os._exit(0)
