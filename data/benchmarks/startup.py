"""What starting costs: `timeline show` over a Typer command that prints one Rich line, and
`timeline extract` until the first article is extracted.

    python data/benchmarks/startup.py [DATABASE] [ROUNDS]

Runs both in turn, ROUNDS times (11 unless told), each in a fresh process, and prints the medians,
their difference in seconds and their ratio. DATABASE is what `timeline extract` wrote,
`timeline.db` unless told. Then `timeline extract` of one sentence, in this process and by two
workers, a third as often: seconds from the start of the process until the article is extracted.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

MINIMAL = """
import typer
from rich.console import Console

app = typer.Typer()


@app.command()
def main() -> None:
    Console().print("[bold]one line[/bold]")


app()
"""
# Ends a run at the moment when it would save its first article.
FIRST_ARTICLE = """
import os
import sys

from timeline.cli import app
from timeline.store import Store


def ended(*_: object) -> None:
    os._exit(0)


Store.save_mentions = ended
app(["extract", *sys.argv[1:]])
"""


def main(database: str = "timeline.db", rounds: str = "11") -> None:
    """Prints the medians."""
    if not Path(database).exists():
        raise SystemExit(f"{database} does not exist: run `timeline extract FOLDER` first")
    ours, floor = show_and_minimal(Path(database), int(rounds))
    print(f"minimal Typer command  {floor:.3f} s")
    print(f"timeline show          {ours:.3f} s")
    print(f"difference             {ours - floor:+.3f} s, ratio {ours / floor:.2f}")
    for workers in (1, 2):
        seconds = to_first_article(workers, max(1, int(rounds) // 3))
        print(f"to the first article   {seconds:.3f} s with --workers {workers}")


def show_and_minimal(database: Path, rounds: int) -> tuple[float, float]:
    """Median seconds of `timeline show`, and of the Typer command."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "minimal.py"
        script.write_text(MINIMAL, encoding="utf-8")
        minimal = [sys.executable, str(script)]
        show = [sys.executable, "-m", "timeline", "show", "--db", str(database)]
        # One unmeasured round fills the caches of both.
        _seconds(minimal), _seconds(show)
        pairs = [(_seconds(show), _seconds(minimal)) for _ in range(rounds)]
    ours, floor = (statistics.median(column) for column in zip(*pairs, strict=True))
    return ours, floor


def to_first_article(workers: int, rounds: int) -> float:
    """Median seconds from the start of `timeline extract` until an article is extracted."""
    with tempfile.TemporaryDirectory() as folder:
        article, script = Path(folder) / "a.txt", Path(folder) / "first.py"
        article.write_text("Le moulin a brûlé le 3 mai 1907.", encoding="utf-8")
        script.write_text(FIRST_ARTICLE, encoding="utf-8")
        options = [str(article), "--workers", str(workers), "--quiet"]
        taken = []
        for number in range(rounds + 1):  # the first fills caches
            database = str(Path(folder) / f"{number}.db")
            taken.append(_seconds([sys.executable, str(script), *options, "--db", database]))
    return statistics.median(taken[1:])


def _seconds(command: Sequence[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main(*sys.argv[1:])
