"""Comparing mentions on the workers of a Dask cluster, a stretch of dates at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from distributed import Client, Future, KilledWorker

from timeline.engine.dask_run import LOOK_AGAIN, RETRIES, Waiting, answer_of
from timeline.engine.local import reconciliation_version
from timeline.engine.sharing import ExtractionFailed
from timeline.reconciliation.comparisons import Comparisons, compared

_AHEAD = 2  # parts per worker that are sent and not yet given back, of some megabytes each


def compared_by(
    client: Client, address: str, lonely: float, parts: Iterable[Comparisons]
) -> Iterator[bytes]:
    """What `compared` gives of each part, in their order. Dask gives the parts of a worker that
    dies to others. Raises ExtractionFailed where the workers cannot do it, or are gone for more
    than `lonely` seconds."""
    parts, rules = iter(parts), reconciliation_version()
    under_way: deque[Future] = deque()
    try:
        while True:
            room = _AHEAD * max(1, len(client.nthreads()))
            while len(under_way) < room and (part := next(parts, None)) is not None:
                under_way.append(
                    client.submit(compare_part, rules, part, pure=False, retries=RETRIES)
                )
            if not under_way:
                return
            yield _answer(client, address, lonely, under_way[0])
            under_way.popleft()
    finally:
        client.cancel(list(under_way))


def compare_part(rules: str, part: Comparisons) -> bytes | None:
    """As `compared`, on a worker; None where it has other rules."""
    return compared(part) if reconciliation_version() == rules else None


def _answer(client: Client, address: str, lonely: float, future: Future) -> bytes:
    waiting = Waiting(address, lonely)
    while True:
        try:
            answer = answer_of(future, address, LOOK_AGAIN)
        except TimeoutError:
            waiting.goes_on(len(client.nthreads()))
        except KilledWorker as error:
            raise ExtractionFailed(
                "Worker after worker died while it compared mentions: give them more memory, and "
                "run again to go on."
            ) from error
        else:
            if isinstance(answer, bytes):
                return answer
            raise ExtractionFailed(
                "A worker has another version than this machine: install the same on all, start "
                "the workers anew, and run again."
            )
