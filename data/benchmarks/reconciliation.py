"""What reconciliation costs as mentions grow, and how well it finds the true events.

    python data/benchmarks/reconciliation.py [--full] [--sizes 1000 2000 …] [--seed 1] [--memory 8]

Makes synthetic mentions (`synthetic_news.py`), 1,000, 10,000 and 100,000 of them (with --full
1,000,000 too), and reconciles each number in a process of its own that may take so many GB. Prints
a line a number: seconds of CPU without those that making the mentions took; by how much they grow
where mentions double; mentions a second; peak memory of the process, and of one that only holds
the mentions in a list; candidate pairs; events; B-cubed against the true events.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from synthetic_news import SyntheticNews, true_event

from timeline.evaluation.metrics import bcubed
from timeline.reconciliation import reconcile
from timeline.reconciliation.blocking import candidate_pairs
from timeline.reconciliation.names import NameTable
from timeline.reconciliation.profiles import profiles_of

SIZES = (1_000, 10_000, 100_000)
FULL = 1_000_000
_COLUMNS = (
    "mentions", "CPU s", "a doubling", "mentions/s", "peak MB", "held MB", "pairs", "events",
    "P", "R", "F1",
)  # fmt: skip

Answer = dict[str, Any]


def main() -> int:
    """Prints a line a size; gives the exit status, 1 where a size came to no end."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--full", action="store_true", help=f"{FULL:,} mentions too")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--memory", type=float, default=8, help="GB that a process may take")
    parser.add_argument("--job", choices=list(_JOBS), help=argparse.SUPPRESS)
    parser.add_argument("--labels", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.job:
        return _work(given)
    print("  ".join(f"{name:>10}" for name in _COLUMNS))
    before: tuple[int, float] | None = None
    ended = True
    for size in [*given.sizes, *([FULL] if given.full else [])]:
        with tempfile.TemporaryDirectory() as folder:
            answers = {job: _ask(job, size, given, Path(folder) / "labels") for job in _JOBS}
        print(_row(size, answers, before), flush=True)
        seconds = answers["reconcile"].get("seconds")
        before = (size, seconds) if seconds else None
        ended = ended and seconds is not None
    return 0 if ended else 1


def _hold(news: SyntheticNews, _: Path) -> Answer:
    return {"held": len(list(news.mentions))}


def _reconcile(news: SyntheticNews, labels: Path) -> Answer:
    begun = time.process_time()
    count = 0
    with labels.open("w") as out:
        for count, event in enumerate(reconcile(news.articles, news.mentions), 1):
            out.writelines(f"{true_event(one.id)} {count}\n" for one in event.mentions)
    return {"seconds": time.process_time() - begun - news.seconds, "events": count}


def _score(_: SyntheticNews, labels: Path) -> Answer:
    with labels.open() as lines:
        return bcubed([(true, found) for true, found in map(str.split, lines)])


def _count_pairs(news: SyntheticNews, _: Path) -> Answer:
    ordered = sorted(news.mentions, key=lambda one: (one.article, one.trigger.char_start, one.id))
    names = NameTable(ordered)
    profiles = list(profiles_of(ordered, {one.id: one for one in news.articles}, names))
    return {"pairs": sum(1 for _ in candidate_pairs(profiles))}


# In the order in which they are done: what `reconcile` writes is what `score` reads.
_JOBS: dict[str, Callable[[SyntheticNews, Path], Answer]] = {
    "hold": _hold,
    "reconcile": _reconcile,
    "score": _score,
    "pairs": _count_pairs,
}


def _work(given: argparse.Namespace) -> int:
    """Does one job in this process and prints its answer."""
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (int(given.memory * 1e9),) * 2)
    answer = _JOBS[given.job](SyntheticNews(given.sizes[0], given.seed), given.labels)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # KB; bytes on macOS
    print(json.dumps(answer | {"peak": peak * (1 if sys.platform == "darwin" else 1024) / 1e6}))
    return 0


def _ask(job: str, size: int, given: argparse.Namespace, labels: Path) -> Answer:
    """The answer of a fresh process; empty where it ended without one.

    This process does none of the work: a child's peak counts from that of its parent.
    """
    command = [sys.executable, __file__, "--job", job, "--sizes", str(size)]
    command += ["--labels", str(labels), "--seed", str(given.seed), "--memory", str(given.memory)]
    child = subprocess.run(command, capture_output=True, text=True)
    if child.returncode:
        last = (child.stderr.splitlines() or ["no word"])[-1]
        print(f"{job} of {size:,} ended with status {child.returncode}: {last}", flush=True)
        return {}
    answer: Answer = json.loads(child.stdout)
    return answer


def _row(size: int, answers: dict[str, Answer], before: tuple[int, float] | None) -> str:
    done, held, pairs, score = (answers[job] for job in ("reconcile", "hold", "pairs", "score"))
    score = score if done else {}  # of a part alone it says nothing
    seconds = done.get("seconds")
    growth = None
    if before and seconds and size != before[0]:
        growth = (seconds / before[1]) ** (1 / math.log2(size / before[0]))
    cells = (
        f"{size:,}",
        _figure(seconds, "{:,.2f}"),
        _figure(growth, "x {:.2f}"),
        _figure(seconds and size / seconds, "{:,.0f}"),
        _figure(done.get("peak"), "{:,.0f}"),
        _figure(held.get("peak"), "{:,.0f}"),
        _figure(pairs.get("pairs"), "{:,}"),
        _figure(done.get("events"), "{:,}"),
        *(_figure(score.get(name), "{:.3f}") for name in ("P", "R", "F1")),
    )
    return "  ".join(f"{cell:>10}" for cell in cells)


def _figure(value: float | None, form: str) -> str:
    return "-" if value is None else form.format(value)


if __name__ == "__main__":
    raise SystemExit(main())
