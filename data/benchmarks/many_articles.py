"""Whether a long run is as quick at its end as at its beginning, and what it takes of memory.

    OMP_NUM_THREADS=1 python data/benchmarks/many_articles.py [--articles 5000] [--workers 2]
        [--extraction-only] [--keep FOLDER]

Writes made-up articles of 100 to 300 words (`varied_news.py`) to a temporary folder and makes their
timeline, as `timeline extract` does. Prints for each twentieth of the articles how many a second
were read and were extracted, and the CPU time that an article took, of all processes together: that
is the figure to compare where other work slows the machine. Then the peak memory of each process,
the seconds of each stage, those of a second run with ten articles more, and of a third with none.
With --extraction-only all runs end before reconciliation; with --keep articles and database stay in
a folder.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from varied_news import write_articles

from timeline.engine import Stage
from timeline.engine.keeping import _A_MOMENT
from timeline.engine.reading import read_paths, scopes_of
from timeline.engine.run import update
from timeline.engine.workers import WorkersEngine
from timeline.kept_files import KeptFiles
from timeline.store import Store

_PARTS = 20
_MORE = 10  # articles


class Enough(Exception):
    """A run has come to the stage that is not measured."""


@dataclass(slots=True)
class Watch:
    """Notes when a run was how far, what its processes have spent, and their peak memory."""

    extraction_only: bool = False
    begun: float = field(default_factory=time.perf_counter)
    spent: float = field(default_factory=lambda: sum(os.times()[:4]))  # CPU seconds, before it
    # Of each stage: seconds since the beginning, CPU seconds, items done.
    marks: dict[Stage, list[tuple[float, float, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    peaks: dict[str, float] = field(default_factory=dict)
    _looked: float = 0.0

    def tell(self, stage: Stage, done: int, total: int | None) -> None:
        """Is a run's `progress`."""
        now = time.perf_counter()
        if total is None or done == total or now - self._looked > 0.2 or stage == "extracting":
            self._looked = now
            mark = (now - self.begun, self._look(), done)
            if stage == "reading" and done == total:
                self.marks["extracting"] = [(*mark[:2], 0)]
            self.marks[stage].append(mark)
        if stage == "reconciling" and self.extraction_only:
            raise Enough

    def _look(self) -> float:
        """The CPU seconds of all processes, ended ones too; keeps the peaks of their memory."""
        here = psutil.Process()
        spent = sum(os.times()[:4])
        for one in (here, *here.children(recursive=True)):
            try:
                times, memory = one.cpu_times(), one.memory_info().rss / 1e6
                name = "parent" if one == here else one.cmdline()[-1].rpartition(".")[2]
            except (psutil.Error, IndexError):  # it has just ended
                continue
            spent += 0.0 if one == here else times.user + times.system
            name = f"{name} {one.pid}" if name == "worker" else name
            self.peaks[name] = max(self.peaks.get(name, 0.0), memory)
        return spent


def main() -> None:
    """Prints the report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--extraction-only", action="store_true")
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = given.keep or Path(name)
        folder, db = place / "articles", place / "timeline.db"
        write_articles(folder, range(given.articles))
        watch = run(folder, db, given.workers, given.extraction_only)
        for line in report(watch, given.articles):
            print(line, flush=True)
        write_articles(folder, range(given.articles, given.articles + _MORE))
        for words in (f"{_MORE} articles more", "nothing more"):
            time.sleep(_A_MOMENT / 1e9)  # until what was just written can be trusted
            again = run(folder, db, given.workers, given.extraction_only)
            print(f"{words}: {', '.join(stages(again))}", flush=True)
        print(f"database: {db.stat().st_size / 1e6:,.1f} MB")


def run(folder: Path, db: Path, workers: int, extraction_only: bool = False) -> Watch:
    """Makes the timeline of a folder."""
    watch = Watch(extraction_only)
    kept = KeptFiles.at(db)
    with closing(WorkersEngine(workers=workers)) as engine, Store.create(db) as store:
        readings = read_paths(
            [folder], progress=watch.tell, db=db, meanwhile=engine.prepare, kept=kept
        )
        with suppress(Enough):
            update(store, readings, scopes_of([folder]), engine, progress=watch.tell)
        if engine.failures:
            print(f"failures: {engine.failures}", file=sys.stderr)
    if kept is not None:
        kept.close()
    if not extraction_only:
        watch.tell("reconciling", 1, 1)
    return watch


def report(watch: Watch, articles: int) -> list[str]:
    """The rates of each twentieth, the peaks, the seconds of the stages."""
    lines = [f"{articles:,} articles", "part   read/s  CPU ms   extracted/s  CPU ms"]
    reading, extracting = (
        _rates(watch.marks[stage], articles) for stage in ("reading", "extracting")
    )
    for part, (read, told) in enumerate(zip(reading, extracting, strict=True), 1):
        lines.append(f"{part:>4}{read[0]:9.1f}{read[1]:8.2f}{told[0]:14.1f}{told[1]:8.1f}")
    first, last = (sum(one[1] for one in some) / 5 for some in (extracting[1:6], extracting[-5:]))
    lines.append(f"CPU of an article in the last quarter, by that in the first: {last / first:.3f}")
    lines += [f"peak memory of {name}: {size:,.0f} MB" for name, size in watch.peaks.items()]
    return [*lines, ", ".join(stages(watch))]


def stages(watch: Watch) -> list[str]:
    """How long each stage took."""
    said, before = [], (0.0, watch.spent)
    names: tuple[tuple[Stage, str], ...] = (
        ("reading", "read"), ("extracting", "extracted"), ("reconciling", "reconciled")
    )  # fmt: skip
    for stage, words in names:
        if marks := watch.marks[stage]:
            seconds, cpu, _ = marks[-1]
            said.append(f"{words} in {seconds - before[0]:.1f} s ({cpu - before[1]:.1f} s CPU)")
            before = (seconds, cpu)
    return said[: 2 if watch.extraction_only else 3]


def _rates(marks: list[tuple[float, float, int]], total: int) -> list[tuple[float, float]]:
    """Items a second, and CPU milliseconds an item, in each part of all items."""
    edges = [_at(marks, total * part / _PARTS) for part in range(_PARTS + 1)]
    part = total / _PARTS
    return [
        (part / max(end[0] - start[0], 1e-9), 1000 * (end[1] - start[1]) / part)
        for start, end in zip(edges, edges[1:], strict=False)
    ]


def _at(marks: list[tuple[float, float, int]], wanted: float) -> tuple[float, float]:
    """When so many were done, and the CPU seconds by then; between two marks in proportion."""
    before = marks[0]
    for mark in marks:
        if mark[2] >= wanted:
            share = (wanted - before[2]) / (mark[2] - before[2]) if mark[2] > before[2] else 0.0
            return tuple(a + share * (b - a) for a, b in zip(before[:2], mark[:2], strict=True))
        before = mark
    return before[:2]


if __name__ == "__main__":
    main()
