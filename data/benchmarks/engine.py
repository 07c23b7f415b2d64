"""What a run costs over bare extraction, and what a second worker is worth.

    OMP_NUM_THREADS=1 python data/benchmarks/engine.py [ARTICLES] [--articles 200] [--pairs 7]

Takes the articles of a folder, or made-up ones (`varied_news.py`). Extracts them in this process in
two ways that take turns, so that other work on the machine slows both alike: bare, and by a run
that takes them into a new database, looks for what is to be extracted, and saves the mentions
(reading and reconciliation left out). Prints the median ratio of CPU times. Then by one process and
by two workers, in turns, too: the median ratio of the seconds from the hundredth article to the
last but forty, since starting and ending are not counted, which a run of any size does once; that
of the CPU times; and how many cores the two workers and their parent had, since on fewer than two
cores that are free the seconds say nothing. Wanted: at most 1.05 of the first; of the second at
least 1.75 where there are two cores, for which the CPU times may differ by 1.14 at most.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import psutil
from varied_news import articles as made_up

from timeline.engine import Engine, Stage
from timeline.engine.local import LocalEngine
from timeline.engine.run import update
from timeline.engine.workers import WorkersEngine
from timeline.intake import Reading
from timeline.model import Article
from timeline.reading import read
from timeline.store import Store

_STARTING, _ENDING = 100, 40  # articles


class Extracted(Exception):
    """A run has come to reconciliation."""


def main() -> None:
    """Prints both ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--articles", type=int, default=200, help="how many are made up")
    parser.add_argument("--pairs", type=int, default=7)
    given = parser.parse_args()
    articles = made_up(range(given.articles))
    if given.folder:
        articles = [one for one in read([given.folder]) if isinstance(one, Article)]
    added = cost_of_a_run(articles, given.pairs)
    print(f"{len(articles)} articles, {given.pairs} pairs")
    print(f"engine and store, by bare extraction: {added:.3f} of the CPU time")
    two = speed_of_two(articles, given.pairs)
    print(f"two workers, by one process: {two.speed:.2f} of the speed, on {two.cores:.2f} cores;")
    print(f"{two.cpu:.2f} of the CPU time")


def cost_of_a_run(articles: Sequence[Article], pairs: int) -> float:
    """The CPU time of a run by that of bare extraction, the median over so many pairs."""
    engine = LocalEngine()
    engine.ready()
    ratios = []
    for _ in range(pairs + 1):
        begun = time.process_time()
        for _ in engine.extract(articles):
            pass
        bare = time.process_time() - begun
        begun = time.process_time()
        _run(articles, engine)
        ratios.append((time.process_time() - begun) / bare)
    return statistics.median(ratios[1:])  # the first fills caches


@dataclass(frozen=True, slots=True)
class Two:
    """Two workers by one process: articles a second, CPU time; and the cores that they had."""

    speed: float
    cpu: float
    cores: float


def speed_of_two(articles: Sequence[Article], pairs: int) -> Two:
    """Two workers beside one process, the medians over so many pairs."""
    many = list(articles) * (1 + 3 * (_STARTING + _ENDING) // len(articles))
    rows = []
    for _ in range(pairs):
        seconds, cpu = _spent(LocalEngine(), many)
        with closing(WorkersEngine(workers=2)) as engine:
            by_two, cpu_of_two = _spent(engine, many)
        rows.append((seconds / by_two, cpu_of_two / cpu, cpu_of_two / by_two))
    return Two(*map(statistics.median, zip(*rows, strict=True)))


def _run(articles: Sequence[Article], engine: Engine) -> None:
    def tell(stage: Stage, done: int, total: int | None) -> None:
        if stage == "reconciling":
            raise Extracted

    readings = (Reading("/made", one) for one in articles)
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.create(Path(folder) / "timeline.db") as store,
        suppress(Extracted),
    ):
        update(store, readings, [], engine, progress=tell)


def _spent(engine: Engine, articles: Sequence[Article]) -> tuple[float, float]:
    """Seconds, and CPU seconds of all processes."""
    extracted = engine.extract(articles)
    for _ in islice(extracted, _STARTING):
        pass
    begun, cpu = time.perf_counter(), _cpu()
    for _ in islice(extracted, len(articles) - _STARTING - _ENDING):
        pass
    return time.perf_counter() - begun, _cpu() - cpu


def _cpu() -> float:
    spent = time.process_time()
    for child in psutil.Process().children():
        times = child.cpu_times()
        spent += times.user + times.system
    return spent


if __name__ == "__main__":
    main()
