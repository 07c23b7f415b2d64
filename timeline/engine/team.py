"""Processes of our own that extract, and the articles that are under way between them."""

from __future__ import annotations

import queue
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from timeline.engine.apart import ENDED, Apart
from timeline.engine.local import Outcome, failed
from timeline.engine.sharing import ExtractionFailed, Ready
from timeline.model import Article

PATIENCE = 120.0  # seconds until an article counts as one on which the worker hangs,
_PER_CHARACTER = 0.001  # and this much more for each of its characters
_TOLD = 2  # articles that a worker has at once: the one it is at, and the next
_AHEAD = 16  # articles per worker that may be done before one that is due
# Articles that a worker does at most: tables of the words it has met, spaCy's and our own, grow
# without end, by a megabyte for some hundred articles.
_MOST = 10_000


@dataclass(slots=True)
class _Worker:
    """A process, the articles (by number) that it has, and since when it is at the first; how many
    it was given in all; the pipeline that it has loaded, None while it is at that."""

    process: Apart
    due: deque[int] = field(default_factory=deque)
    since: float = 0.0
    given: int = 0
    model: str | None = None


class Team:
    """Worker processes, and the articles that are under way.

    There are `first` workers at once, and `size` as soon as one of them can extract and there are
    articles for more: who loads a pipeline while others do is longer about it. A worker that dies
    on an article, or is not done with it after `patience` (seconds, and a millisecond more for each
    character), costs that article only; another takes its place. Methods raise ExtractionFailed
    where workers do not start, or cannot use pipeline or lexicons.
    """

    def __init__(
        self,
        size: int,
        model: str | Path | None,
        lexicons: Sequence[Path],
        patience: float = PATIENCE,
        first: int = 1,
    ) -> None:
        self._size = size
        self._given = (model, tuple(lexicons))
        self._patience = patience
        self._heard: queue.Queue[tuple[int, Any]] = queue.Queue()
        self._workers: dict[int, _Worker] = {}
        self._started = 0
        self._articles: dict[int, Article] = {}  # taken, and not given back
        self._again: deque[int] = deque()  # left over by a worker that is gone
        self._outcomes: dict[int, Outcome] = {}
        for _ in range(min(first, size)):
            self._start()

    def grow(self, size: int) -> None:
        """Allows for so many workers, if they were to be fewer."""
        self._size = max(self._size, size)

    def ready(self) -> str:
        """Returns when a worker can extract; gives the name and version of its pipeline."""
        while True:
            for worker in self._workers.values():
                if worker.model is not None:
                    return worker.model
            self._hear()

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

    def _start(self) -> _Worker:
        number = self._started
        self._started += 1

        def heard(answer: Any) -> None:
            self._heard.put((number, answer))

        worker = _Worker(Apart("timeline.engine.worker", heard), since=time.monotonic())
        worker.process.tell(self._given)
        self._workers[number] = worker
        return worker

    def _share_out(self, articles: Iterator[Article], following: int) -> bool:
        """Gives those something to do that have too little; gives whether anything is under way."""
        for most in range(_TOLD):
            while (worker := self._one_with(most)) is not None:
                number = self._next(articles, following)
                if number is None:
                    return bool(self._articles)
                self._give(worker or self._start(), number)
        return True

    def _one_with(self, most: int) -> _Worker | Literal[False] | None:
        """A worker that has so many articles at most; False for one that is still to be started,
        None where there is none."""
        for worker in self._workers.values():
            if len(worker.due) <= most and worker.given < _MOST:
                return worker
        can = any(worker.model is not None for worker in self._workers.values())
        return False if can and len(self._workers) < self._size else None

    def _give(self, worker: _Worker, number: int) -> None:
        if not worker.due:
            worker.since = time.monotonic()
        worker.due.append(number)
        worker.given += 1
        worker.process.tell(self._articles[number])

    def _next(self, articles: Iterator[Article], following: int) -> int | None:
        if self._again:
            return self._again.popleft()
        number = following + len(self._articles)
        if number >= following + _AHEAD * self._size or (article := next(articles, None)) is None:
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
        elif isinstance(answer, Ready):
            worker.model, worker.since = answer.model, time.monotonic()
        elif worker.model is None:
            raise ExtractionFailed(answer)
        else:
            self._outcomes[worker.due.popleft()] = answer
            worker.since = time.monotonic()
            if worker.given >= _MOST and not worker.due:
                self._workers.pop(number).process.end()
                self._start()

    def _limit(self, worker: _Worker) -> float:
        """When a worker is past patience, on the monotonic clock."""
        if worker.model is None:
            return worker.since + PATIENCE
        if not worker.due:
            return float("inf")
        length = len(self._articles[worker.due[0]].text)
        return worker.since + self._patience + _PER_CHARACTER * length

    def _give_up(self, number: int, why: str) -> None:
        """Puts another worker in the place of one, which costs the article that it was at."""
        worker = self._workers.pop(number)
        worker.process.end()
        if worker.model is None:
            raise ExtractionFailed("The processes that extract events do not start.")
        if worker.due:
            lost = worker.due.popleft()
            self._outcomes[lost] = failed(self._articles[lost], why)
            self._again.extend(worker.due)
        self._start()
