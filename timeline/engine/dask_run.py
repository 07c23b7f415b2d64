"""Sharing articles out to the workers of a Dask cluster.

Articles are sent in batches of about one length, a bounded number of them at once, and come back in
the order given. Dask gives the batches of a worker that dies to others. One whose workers died
again and again is tried article by article with nothing else under way: then it is known which
article did it, and no other is blamed for lying beside it.
"""

from __future__ import annotations

import queue
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any

from distributed import Client, Future, KilledWorker

from timeline.engine.dask_worker import Given, Versions, extract_batch
from timeline.engine.local import Outcome, failed
from timeline.engine.sharing import ExtractionFailed
from timeline.model import Article

_TOGETHER = 20_000  # characters in a batch: a second or two of work
_AHEAD = 4  # batches per worker that are sent and not yet given back
RETRIES = 2  # after errors that are not of an article: those become its outcome
LOOK_AGAIN = 1.0  # second, after which the workers are counted anew


class Run:
    """The batches that are under way. A batch is known by its number."""

    def __init__(
        self, client: Client, address: str, order: tuple[Given, Versions], lonely: float
    ) -> None:
        self._client = client
        self._address = address
        self._order = order
        self._lonely = lonely
        self._taken: dict[int, list[Article]] = {}  # and not given back
        self._outcomes: dict[int, list[Outcome]] = {}
        self._under_way: dict[Future, int] = {}
        self._ended: queue.SimpleQueue[Future] = queue.SimpleQueue()
        self._suspects: deque[int] = deque()
        self._workers, self._counted = 0, -LOOK_AGAIN

    def outcomes(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Outcome]]:
        """What each article gave, in their order."""
        batches = _batches(articles)
        following = 0
        try:
            while self._share_out(batches, following):
                if self._under_way:
                    self._hear()
                else:
                    number = self._suspects.popleft()
                    self._outcomes[number] = [self._alone(one) for one in self._taken[number]]
                while following in self._outcomes:
                    gave = self._outcomes.pop(following)
                    yield from zip(self._taken.pop(following), gave, strict=True)
                    following += 1
        finally:
            self._client.cancel(list(self._under_way))

    def _share_out(self, batches: Iterator[list[Article]], following: int) -> bool:
        """Sends batches while there is room and nobody is suspected; gives whether there is
        anything left to wait for."""
        room = following + _AHEAD * max(1, self._count())
        while not self._suspects and following + len(self._taken) < room:
            batch = next(batches, None)
            if batch is None:
                break
            number = following + len(self._taken)
            self._taken[number] = batch
            self._under_way[self._sent(batch)] = number
        return bool(self._taken)

    def _sent(self, articles: Sequence[Article]) -> Future:
        # Not pure: an article that comes twice is worked on twice, rather than keys be hashed.
        future = self._client.submit(
            extract_batch, *self._order, articles, pure=False, retries=RETRIES
        )
        future.add_done_callback(self._ended.put)
        return future

    def _hear(self) -> None:
        """Takes what ended, as soon as anything has."""
        ended = [self._next()]
        while not self._ended.empty():
            ended.append(self._ended.get())
        for future in ended:
            number = self._under_way.pop(future)
            answer = self._answer(future)
            if answer is None:
                self._suspects.append(number)
            else:
                self._outcomes[number] = answer

    def _alone(self, article: Article) -> Outcome:
        """What an article gives while nothing else is under way."""
        self._sent([article])
        answer = self._answer(self._next())
        if answer is not None:
            return answer[0]
        return failed(article, "worker after worker died of it")

    def _next(self) -> Future:
        """The next that ends. Raises ExtractionFailed when there have been no workers for long."""
        waiting = Waiting(self._address, self._lonely)
        while True:
            try:
                return self._ended.get(timeout=LOOK_AGAIN)
            except queue.Empty:
                waiting.goes_on(self._count())

    def _answer(self, future: Future) -> list[Outcome] | None:
        """What a batch gave; None where its workers died again and again."""
        try:
            answer = answer_of(future, self._address)
        except KilledWorker:
            return None
        if isinstance(answer, list):
            return answer
        raise ExtractionFailed(unlike("A worker", answer, self._order[1]))

    def _count(self) -> int:
        """How many workers there are, or were a moment ago."""
        if time.monotonic() - self._counted >= LOOK_AGAIN:
            self._workers, self._counted = len(self._client.nthreads()), time.monotonic()
        return self._workers


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    batch: list[Article] = []
    length = 0
    for article in articles:
        batch.append(article)
        length += len(article.text)
        if length >= _TOGETHER:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch


class Waiting:
    """For an answer, while there may be no workers: for so many seconds without any, `lonely`."""

    def __init__(self, address: str, lonely: float) -> None:
        self._address, self._lonely = address, lonely
        self._last = time.monotonic()

    def goes_on(self, workers: int) -> None:
        """Notes how many workers there are now. Raises ExtractionFailed when there have been none
        for too long."""
        if workers:
            self._last = time.monotonic()
        elif time.monotonic() - self._last > self._lonely:
            raise ExtractionFailed(
                f"The scheduler at {self._address} has no workers: start some (dask worker "
                f"{self._address}) and run again to go on."
            )


def answer_of(future: Future, address: str, timeout: float | None = None) -> Any:
    """What a task gave. Raises TimeoutError after so many seconds, KilledWorker where its workers
    died again and again, ExtractionFailed where it failed or the scheduler is gone."""
    try:
        return future.result(timeout=timeout)
    except (KilledWorker, TimeoutError):
        raise
    except Exception as error:
        if future.status == "error":
            raise ExtractionFailed(_broken("A worker", error)) from error
        raise ExtractionFailed(
            f"The scheduler at {address} is gone: run again to go on when it is back."
        ) from error


def unlike(worker: str, answer: Versions | str | Exception, expected: Versions) -> str:
    """How a worker differs, and what to do."""
    if isinstance(answer, Exception):
        return _broken(worker, answer)
    if isinstance(answer, str):
        return f"{worker} cannot extract: {answer}"
    for field in fields(Versions):
        there, here = getattr(answer, field.name), getattr(expected, field.name)
        if there != here:
            break
    return (
        f"{worker} has another {field.name} than this machine ({there[:40]} there, {here[:40]} "
        "here): install the same on all, start the workers anew, and run again."
    )


def _broken(worker: str, error: Exception) -> str:
    said = (str(error).splitlines() or [""])[0][:200]
    return (
        f"{worker} cannot extract ({type(error).__name__}: {said}): install timeline-fr[dask] on "
        "all workers as it is here, and run again."
    )
