"""What hostile files cost to read: the slowest, the most memory, and whether one gets through.

    python data/benchmarks/robustness.py [FILES] [SEED]

Writes so many files (3000 unless told) as `tests/reading/hostile_files.py` makes them, and reads
them in a process that may take 1.5 GB of memory (on Linux). Prints how many gave articles, reasons
or nothing; the slowest files with their seconds; and the peak memory. Ends with status 1 where a
file ended the process or gave nothing.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from timeline.model import Article
from timeline.reading import read

MOST_MEMORY = 1_500_000_000  # bytes of address space


def _read_all(folder: Path) -> None:
    """Reads each file of a folder; prints a line a file: its name, seconds, articles, reasons."""
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    for path in sorted(folder.iterdir()):
        print(path.name, end="\t", flush=True)  # the one that is being read, if this is the end
        begun = time.perf_counter()
        kinds = Counter(isinstance(outcome, Article) for outcome in read([path]))
        seconds = time.perf_counter() - begun
        print(f"{seconds:.4f}\t{kinds[True]}\t{kinds[False]}", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # KB; bytes on macOS
    print(f"peak\t{peak // (1024 if sys.platform == 'darwin' else 1)}")


def main(files: str = "3000", seed: str = "1") -> int:
    """Prints the report; gives the exit status."""
    sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "reading"))
    from hostile_files import hostile_files

    with tempfile.TemporaryDirectory() as folder:
        for name, data in hostile_files(int(files), int(seed)):
            (Path(folder) / name).write_bytes(data)
        command = [sys.executable, __file__, "--read", folder]
        child = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    *rows, last = [line.split("\t") for line in child.stdout.splitlines()]
    if child.returncode:
        print(f"ended with status {child.returncode} at {last[0]}")
        return 1
    nothing = [name for name, _, articles, reasons in rows if articles == reasons == "0"]
    print(f"{len(rows)} files: {sum(int(row[2]) for row in rows)} articles, ", end="")
    print(f"{sum(int(row[3]) for row in rows)} reasons, {len(nothing)} files gave nothing")
    for name, seconds, *_ in sorted(rows, key=lambda row: -float(row[1]))[:5]:
        print(f"{float(seconds):7.3f} s  {name}")
    print(f"peak memory {int(last[1]) / 1024:.0f} MB")
    return 1 if nothing else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--read"]:
        _read_all(Path(sys.argv[2]))
    else:
        raise SystemExit(main(*sys.argv[1:]))
