"""Extraction in worker processes, each with a pipeline of its own."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from timeline.engine.sharing import SharingEngine
from timeline.engine.team import PATIENCE, Team
from timeline.model import Article, Mention

# A worker needs as long to load its pipeline as for a text of some such length.
_WORTH_A_WORKER = 200_000  # characters


class WorkersEngine(SharingEngine):
    """What `LocalEngine` does, shared out to processes: the same mentions, in the same order.

    `workers` is their number; None is one for each core that this process may use, and as few as
    the articles are worth. A worker that dies on an article, or is not done with it after
    `patience` (seconds, and a millisecond more for each character), costs that article only, which
    is listed in `failures`. Its methods raise PipelineError or LexiconError where these cannot be
    used, and `ready` and `extract` ExtractionFailed where workers cannot use them, or do not start.
    `close` ends the processes.
    """

    def __init__(
        self,
        model: str | Path | None = None,
        lexicons: Sequence[Path] = (),
        workers: int | None = None,
        patience: float = PATIENCE,
    ) -> None:
        super().__init__(model, lexicons)
        self._given = (model, tuple(lexicons))
        self._workers = workers
        self._patience = patience
        self._team: Team | None = None

    def prepare(self, size: int) -> None:
        """Loads the pipeline: in the workers, meanwhile, if their number was given or so much may
        be worth some; else here."""
        # Files are hardly ever smaller than their text. How many workers that is worth is known
        # when they have been read: until then there is one.
        worth = 1 if size < 2 * _WORTH_A_WORKER else 2
        if (self._workers or worth) > 1:
            self._started(self._workers or 1)
        else:
            self._here.ready()

    def ready(self) -> None:
        """Returns when a worker has loaded its pipeline; loads here where there are none."""
        if self._workers is not None and self._workers > 1:
            self._started(self._workers)
        if self._team is not None:
            self._team.ready()
        else:
            self._here.ready()

    def extract(self, articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Mention, ...]]]:
        """Each article, in the order given, with its mentions in the order of the text.

        An article on which the extraction fails is left out and listed in `failures`.
        """
        articles = iter(articles)
        first, workers = self._worth(articles)
        articles = chain(first, articles)
        if workers < 2 and self._team is None:
            yield from self._here.extract(articles)
            return
        try:
            yield from self._settled(self._started(workers).outcomes(articles))
        finally:
            self.close()

    def close(self) -> None:
        """Ends the workers, if there are any."""
        if self._team is not None:
            self._team.end()
            self._team = None

    def _started(self, workers: int) -> Team:
        if self._team is None:
            # One core is for whoever reads.
            self._team = Team(workers, *self._given, self._patience, first=max(1, _cores() - 1))
        self._team.grow(workers)
        return self._team

    def _worth(self, articles: Iterator[Article]) -> tuple[list[Article], int]:
        """The articles that were taken to know how many workers they are worth, and that number."""
        if self._workers is not None:
            return [], self._workers
        taken, most, size = [], _cores(), 0
        for article in articles:
            taken.append(article)
            size += len(article.text)
            if size >= most * _WORTH_A_WORKER:
                break
        return taken, min(most, size // _WORTH_A_WORKER)


def _cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
