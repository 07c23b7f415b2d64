"""How soon `timeline show` prints its first line, from a database of many events.

    python data/benchmarks/showing.py [MENTIONS] [ROUNDS]

Makes a database of synthetic mentions (28,000 unless told, which are some 10,000 events), then runs
in turn, ROUNDS times (7 unless told), each in a fresh process: a Typer command that prints one Rich
line, `timeline show` and the same with `--search`, which has to read every event. Prints the median
seconds to the first line and to the end, and what the first line costs over the Typer command.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from startup import MINIMAL
from synthetic_news import SyntheticNews

from timeline.intake import Reading
from timeline.model import Generator
from timeline.reading import merge_carriers
from timeline.reconciliation import reconcile
from timeline.store import Store


def main(mentions: str = "28000", rounds: str = "7") -> None:
    """Prints a line a command."""
    with tempfile.TemporaryDirectory() as folder:
        database, script = Path(folder) / "timeline.db", Path(folder) / "minimal.py"
        print(f"{make_database(database, int(mentions)):,} events")
        script.write_text(MINIMAL, encoding="utf-8")
        show = [sys.executable, "-m", "timeline", "show", "--db", str(database), "--quiet"]
        commands = {
            "Typer, one Rich line": [sys.executable, str(script)],
            "timeline show": show,
            "timeline show --search": [*show, "--search", "le"],
        }
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for number in range(int(rounds) + 1):
            for name, command in commands.items():
                times = seconds(command)
                if number:  # the first round fills the caches
                    taken[name].append(times)
    floor = 0.0
    print("                        first line   to the end   first line over Typer's")
    for name, times in taken.items():
        first, end = (statistics.median(column) for column in zip(*times, strict=True))
        floor = floor or first
        print(f"{name:<24}{first:8.3f} s{end:11.3f} s{first - floor:+14.3f} s")


def make_database(path: Path, size: int) -> int:
    """Writes a database of so many mentions; gives the number of its events."""
    corpus = SyntheticNews(size)
    with Store.create(path) as store:
        told = list(corpus.told())
        articles = [article for article, _ in told]
        store.record((Reading("/news", one) for one in articles), [], merge_carriers)
        store.save_mentions(told, "synthetic")
        events = reconcile(articles, [mention for _, found in told for mention in found])
        store.save_events(events, Generator("timeline", "synthetic", "none"), "")
        return store.counts().events


def seconds(command: Sequence[str]) -> tuple[float, float]:
    """How long a command takes to its first line, and to its end."""
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        process.stdout.readline()
        first = time.perf_counter() - begun
        process.stdout.read()
    return first, time.perf_counter() - begun


if __name__ == "__main__":
    main(*sys.argv[1:])
