"""Extraction in worker processes, each with a pipeline of its own."""

from __future__ import annotations

import os
import queue
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from timeline.engine.apart import ENDED, Apart
from timeline.engine.local import Outcome, failed
from timeline.engine.sharing import ExtractionFailed, SharingEngine
from timeline.model import Article, Mention

_TOLD = 2  # articles that a worker has at once: the one it is at, and the next
_AHEAD = 16  # articles per worker that may be done before one that is due
_PATIENCE = 120.0  # seconds until an article counts as one on which the worker hangs,
_PER_CHARACTER = 0.001  # and this much more for each of its characters
# A worker needs as long to load its pipeline as for a text of some such length.
_WORTH_A_WORKER = 200_000  # characters


class WorkersEngine(SharingEngine):
    """What `LocalEngine` does, shared out to processes: the same mentions, in the same order.

    `workers` is their number; None is one for each core that this process may use, and as few as
    the articles are worth. A worker that dies on an article, or is not done with it after
    `patience` (seconds, and a millisecond more for each character), costs that article only, which
    is listed in `failures`. Its methods raise PipelineError or LexiconError where these cannot be
    used, and `extract` ExtractionFailed where no worker starts.
    """

    def __init__(
        self,
        model: str | Path | None = None,
        lexicons: Sequence[Path] = (),
        workers: int | None = None,
        patience: float = _PATIENCE,
    ) -> None:
        super().__init__(model, lexicons)
        self._given = (model, tuple(lexicons))
        self._workers = workers
        self._patience = patience

    def extract(self, articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Mention, ...]]]:
        """Each article, in the order given, with its mentions in the order of the text.

        An article on which the extraction fails is left out and listed in `failures`.
        """
        articles = iter(articles)
        first, workers = self._worth(articles)
        articles = chain(first, articles)
        if workers < 2:
            yield from self._here.extract(articles)
            return
        team = _Team(workers, self._given, self._patience)
        try:
            yield from self._settled(team.outcomes(articles))
        finally:
            team.end()

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


@dataclass(slots=True)
class _Worker:
    """A process, the articles (by number) that it has, and since when it is at the first."""

    process: Apart
    due: deque[int] = field(default_factory=deque)
    since: float = 0.0
    ready: bool = False


class _Team:
    """Workers, and the articles that are under way."""

    def __init__(self, size: int, given: tuple[Any, ...], patience: float) -> None:
        self._given = given
        self._patience = patience
        self._heard: queue.Queue[tuple[int, Any]] = queue.Queue()
        self._workers: dict[int, _Worker] = {}
        self._started = 0
        self._articles: dict[int, Article] = {}  # taken, and not given back
        self._again: deque[int] = deque()  # left over by a worker that is gone
        self._outcomes: dict[int, Outcome] = {}
        for _ in range(size):
            self._start()

    def outcomes(self, articles: Iterator[Article]) -> Iterator[tuple[Article, Outcome]]:
        """What each article gave, in their order."""
        following = 0
        while self._share_out(articles, following):
            self._hear()
            while following in self._outcomes:
                yield self._articles.pop(following), self._outcomes.pop(following)
                following += 1

    def end(self) -> None:
        """Ends all processes at once."""
        for worker in self._workers.values():
            worker.process.end()

    def _start(self) -> None:
        number = self._started
        self._started += 1

        def heard(answer: Any) -> None:
            self._heard.put((number, answer))

        worker = _Worker(Apart("timeline.engine.worker", heard), since=time.monotonic())
        worker.process.tell(self._given)
        self._workers[number] = worker

    def _share_out(self, articles: Iterator[Article], following: int) -> bool:
        """Gives those something to do that have too little; gives whether anything is under way."""
        room = following + _AHEAD * len(self._workers)
        for count in range(_TOLD):
            for worker in self._workers.values():
                if len(worker.due) > count:
                    continue
                number = self._next(articles, following, room)
                if number is None:
                    return bool(self._articles)
                if not worker.due:
                    worker.since = time.monotonic()
                worker.due.append(number)
                worker.process.tell(self._articles[number])
        return True

    def _next(self, articles: Iterator[Article], following: int, room: int) -> int | None:
        if self._again:
            return self._again.popleft()
        number = following + len(self._articles)
        if number >= room or (article := next(articles, None)) is None:
            return None
        self._articles[number] = article
        return number

    def _hear(self) -> None:
        """Waits for an answer, or until a worker is past patience."""
        limits = {number: self._limit(worker) for number, worker in self._workers.items()}
        number, limit = min(limits.items(), key=lambda item: item[1])
        try:
            number, answer = self._heard.get(timeout=max(0.0, limit - time.monotonic()))
        except queue.Empty:
            self._give_up(number, "it takes far too long")
            return
        worker = self._workers.get(number)
        if worker is None:  # given up before
            return
        if answer is ENDED:
            self._give_up(number, "the worker died of it")
        elif not worker.ready:
            worker.ready, worker.since = True, time.monotonic()
        else:
            self._outcomes[worker.due.popleft()] = answer
            worker.since = time.monotonic()

    def _limit(self, worker: _Worker) -> float:
        """When a worker is past patience, on the monotonic clock."""
        if not worker.ready:
            return worker.since + _PATIENCE
        if not worker.due:
            return float("inf")
        length = len(self._articles[worker.due[0]].text)
        return worker.since + self._patience + _PER_CHARACTER * length

    def _give_up(self, number: int, why: str) -> None:
        """Puts another worker in the place of one, which costs the article that it was at."""
        worker = self._workers.pop(number)
        worker.process.end()
        if not worker.ready:
            raise ExtractionFailed("The processes that extract events do not start.")
        if worker.due:
            lost = worker.due.popleft()
            self._outcomes[lost] = failed(self._articles[lost], why)
            self._again.extend(worker.due)
        self._start()


def _cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
