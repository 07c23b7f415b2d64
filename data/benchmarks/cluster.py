"""What a Dask cluster costs beside processes of timeline's own and none at all.

    OMP_NUM_THREADS=1 python data/benchmarks/cluster.py [ARTICLES] [--articles 120] [--rounds 3]

Writes made-up articles to a temporary folder (a folder of one's own may be named instead), and
extracts their events in this process, by two workers of a Dask cluster on this machine, and by two
workers of timeline's own (`--workers 2`). The three take turns, since other work on the machine
slows each of them by chance: prints the median over the rounds of seconds, of CPU seconds of all
processes, and of the ratio to this process in the same round; starting workers is not counted, as
a run of any size does it once. Then the memory of a worker, the bytes of an order and of an answer,
and how many batches a second the client can send and take back when the workers have nothing to do.
"""

from __future__ import annotations

import argparse
import os
import pickle
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import psutil
from distributed import Client, LocalCluster

from timeline.engine import dask_run
from timeline.engine.dask_engine import DaskEngine
from timeline.engine.dask_worker import Given, Outcome, Versions, extract_batch, versions_of
from timeline.engine.local import LocalEngine
from timeline.engine.workers import WorkersEngine
from timeline.model import Article
from timeline.reading import read

_WHO = ("La mairie", "Le syndicat", "Le tribunal de Rennes", "Jeanne Morvan", "L'usine Armor")
_DID = ("a annoncé", "a refusé", "a voté", "a vendu", "a fermé", "a condamné", "a racheté")
_WHAT = ("le pont neuf", "la halle", "une école", "les deux terrains", "le vieux port")
_WHEN = ("lundi", "mardi soir", "le 3 mars 2019", "en 2018", "la veille", "en juin")
_WHY = ("faute d'argent", "après des mois de débat", "contre l'avis des riverains")
_SENTENCES = 22  # about 300 words an article

Engine = LocalEngine | DaskEngine | WorkersEngine


def main() -> None:
    """Prints a line a way to run, and what is sent."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--articles", type=int, default=120, help="how many are made up")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = given.folder or _written(Path(made), given.articles)
        articles = [found for found in read([folder]) if isinstance(found, Article)]
    cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0")
    with cluster, Client(cluster) as client:
        on_cluster = DaskEngine(client, cluster.scheduler_address)
        on_cluster.check()
        _compare(articles, on_cluster, given.rounds)
        memory = max(client.run(_memory).values()) / 1e6
        print(f"a Dask worker and the process beside it take {memory:,.0f} MB")
        _weigh(articles)
        _hurry(articles, client)


def _written(folder: Path, count: int) -> Path:
    chance = random.Random(1)
    for number in range(count):
        sentences = (
            f"{chance.choice(_WHO)} {chance.choice(_DID)} {chance.choice(_WHAT)} "
            f"{chance.choice(_WHEN)}, {chance.choice(_WHY)}."
            for _ in range(_SENTENCES)
        )
        text = f"Nouvelles de {number}\n\nPublié le 5 mars 2020\n\n" + "\n\n".join(sentences)
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
    return folder


def _compare(articles: Sequence[Article], on_cluster: DaskEngine, rounds: int) -> None:
    engines: dict[str, Callable[[], Engine]] = {
        "in this process": LocalEngine,
        "2 Dask workers": lambda: on_cluster,
        "2 own workers": lambda: WorkersEngine(workers=2),
    }
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in engines}
    for _ in range(rounds):
        for name, engine in engines.items():
            taken[name].append(_timed(engine(), articles))
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(articles)} articles, {words} words; medians of {rounds} rounds")
    print(f"{'':18}articles/s  CPU s  speed  CPU, as against this process")
    alone = taken["in this process"]
    for name, rows in taken.items():
        pairs = list(zip(rows, alone, strict=True))
        print(
            f"{name:18}{len(articles) / statistics.median(row[0] for row in rows):10.1f}"
            f"{statistics.median(row[1] for row in rows):7.1f}"
            f"{statistics.median(one[0] / row[0] for row, one in pairs):7.2f}"
            f"{statistics.median(row[1] / one[1] for row, one in pairs):6.2f}"
        )


def _timed(engine: Engine, articles: Sequence[Article]) -> tuple[float, float]:
    """Seconds, and CPU seconds, from the first article that comes back to the last.

    The first ones load pipelines and start workers, which is not to be measured.
    """
    first = articles[: len(articles) // 4]
    found = engine.extract((*first, *articles))
    for _ in first:
        next(found)
    begun, cpu = time.perf_counter(), _cpu()
    for _ in found:
        pass
    # Workers that end with the run take what they have used with them into their parent's account.
    return time.perf_counter() - begun, _cpu() - cpu


def _memory() -> int:
    here = psutil.Process()
    return sum(int(one.memory_info().rss) for one in (here, *here.children(recursive=True)))


def _cpu() -> float:
    """CPU seconds of this process and all that it has started, ended ones too."""
    spent = sum(os.times()[:4])
    for child in psutil.Process().children(recursive=True):
        times = child.cpu_times()
        spent += times.user + times.system
    return spent


def _weigh(articles: Sequence[Article]) -> None:
    """Prints the bytes that an article is on its way there and back."""
    engine = LocalEngine()
    given, versions = Given(None, ()), versions_of(engine)
    sent = received = mentions = 0
    for batch in _batches(articles):
        sent += len(pickle.dumps((given, versions, batch)))
        answer = extract_batch(given, versions, batch)
        received += len(pickle.dumps(answer))
        mentions += sum(len(one[1]) for one in answer if isinstance(one, tuple))
    count = len(articles)
    text = sum(len(article.text.encode()) for article in articles)
    print(f"text {text / count:,.0f} bytes an article; sent {sent / count:,.0f}; ", end="")
    print(f"received {received / count:,.0f} with {mentions / count:.1f} mentions")


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    return dask_run._batches(articles)


def nothing(given: Given, expected: Versions, articles: Sequence[Article]) -> list[Outcome]:
    """An answer without any work."""
    return [(article, ()) for article in articles]


def _hurry(articles: Sequence[Article], client: Client) -> None:
    """Prints how quick everything but the extraction is."""
    order: Any = (Given(None, ()), versions_of(LocalEngine()))
    dask_run.extract_batch, kept = nothing, dask_run.extract_batch
    pool = list(articles) * max(1, 2000 // len(articles))
    try:
        begun = time.perf_counter()
        for _ in dask_run.Run(client, "", order, 60).outcomes(pool):
            pass
        seconds = time.perf_counter() - begun
    finally:
        dask_run.extract_batch = kept
    batches = sum(1 for _ in _batches(pool))
    print(f"without work: {batches / seconds:.0f} batches/s, {len(pool) / seconds:.0f} articles/s")


if __name__ == "__main__":
    main()
