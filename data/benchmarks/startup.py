"""How much `timeline show` costs over a Typer command that prints one Rich line.

    python data/benchmarks/startup.py [DATABASE] [ROUNDS]

Runs both in turn, ROUNDS times (11 unless told), each in a fresh process, and prints the medians,
their difference in seconds and their ratio. DATABASE is what `timeline extract` wrote,
`timeline.db` unless told.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
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


def _seconds(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main(database: str = "timeline.db", rounds: str = "11") -> None:
    """Prints the two medians, their difference and ratio."""
    if not Path(database).exists():
        raise SystemExit(f"{database} does not exist: run `timeline extract FOLDER` first")
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "minimal.py"
        script.write_text(MINIMAL, encoding="utf-8")
        minimal = [sys.executable, str(script)]
        show = [sys.executable, "-m", "timeline", "show", "--db", database]
        # One unmeasured round fills the caches of both.
        _seconds(minimal), _seconds(show)
        pairs = [(_seconds(minimal), _seconds(show)) for _ in range(int(rounds))]
    floor = statistics.median(pair[0] for pair in pairs)
    ours = statistics.median(pair[1] for pair in pairs)
    print(f"minimal Typer command  {floor:.3f} s")
    print(f"timeline show          {ours:.3f} s")
    print(f"difference             {ours - floor:+.3f} s, ratio {ours / floor:.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
