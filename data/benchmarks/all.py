"""Every figure that says how quick, how small and how steady it is, in one table.

    OMP_NUM_THREADS=1 python data/benchmarks/all.py [--slice] [--out RESULTS.md]

Runs the measures of the other benchmarks one after the other, on the articles in the folder
$TIMELINE_ARTICLES where that is set, else on made-up ones (`varied_news.py`), and prints one table
(Markdown): what was measured, beside what, their ratio, and what is wanted. Other work on the
machine slows all that is told in seconds; ratios and CPU times bear some of it. --slice takes less
of everything and ends within two minutes; its figures show that all works, and no more.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import engine
import exports
import extraction
import reconciliation
import showing
import startup
import varied_news

import timeline
from timeline.model import Article
from timeline.reading import read

_PEAK = re.compile(r"peak memory of (\S+).*: (.+)")


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything is taken."""

    articles: int
    rounds: int
    others: int
    pairs: int
    steady: int
    starts: int
    events: int
    mentions: tuple[int, ...]
    many: int


FULL = Size(60, 7, 1, 7, 3, 3, 100_000, (5_000, 10_000, 20_000), 640)
SLICE = Size(8, 2, 1, 2, 0, 1, 1_000, (500, 1_000), 30)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    what: str
    value: str
    beside: str = ""
    ratio: float | None = None
    wanted: str = ""

    def __str__(self) -> str:
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        return f"| {self.what} | {self.value} | {self.beside} | {ratio} | {self.wanted} |"


def main() -> None:
    """Prints the table, or writes it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--slice", action="store_true", help="less of everything")
    parser.add_argument("--out", type=Path, help="where the table is written, as a page")
    given = parser.parse_args()
    size = SLICE if given.slice else FULL
    articles = _articles(size.articles)
    words = [*_head(articles, given.slice), "", "| | | beside | ratio | wanted |"]
    words.append("|---|---|---|---|---|")
    for line in words:
        print(line, flush=True)
    for row in _rows(articles, size):
        words.append(str(row))
        print(row, flush=True)
    if given.out:
        given.out.write_text("\n".join(words) + "\n", encoding="utf-8")


def _articles(most: int) -> list[Article]:
    folder = os.environ.get("TIMELINE_ARTICLES")
    if not folder:
        return varied_news.articles(range(most))
    return [one for one in read([Path(folder)]) if isinstance(one, Article)][:most]


def _head(articles: Sequence[Article], is_slice: bool) -> Iterator[str]:
    where = "of a folder" if os.environ.get("TIMELINE_ARTICLES") else "made up"
    count = sum(one.words for one in articles)
    python, spacy = platform.python_version(), version("spacy")
    yield "# Results" + (" (a slice, which measures little)" if is_slice else "")
    yield ""
    yield (
        f"By `python data/benchmarks/all.py`, {datetime.date.today()}: timeline "
        f"{timeline.__version__}, Python {python}, spaCy {spacy}, {os.cpu_count()} cores; "
        f"{len(articles)} articles {where}, {count:,} words."
    )


def _rows(articles: Sequence[Article], size: Size) -> Iterator[Row]:
    yield from _extraction(articles, size)
    ratio = engine.cost_of_a_run(articles, size.pairs)
    yield Row("engine and store", "CPU of a run", "bare extraction", ratio, "≤ 1.05")
    yield from _reconciliation(size)
    yield from _many(size)
    yield from _store(size)
    for workers in (1, 2):
        seconds = startup.to_first_article(workers, size.starts)
        what = f"start to first article, `--workers {workers}`"
        yield Row(what, f"{seconds:.2f} s", wanted="≤ 2.0 s")
    if size.steady:
        two = engine.speed_of_two(articles, size.steady)
        value = f"articles a second, on {two.cores:.2f} cores"
        yield Row("two workers, steady", value, "one process", two.speed, "≥ 1.75 on 2 cores")
        yield Row("two workers, steady", "CPU of an article", "one process", two.cpu, "≤ 1.14")


def _extraction(articles: Sequence[Article], size: Size) -> Iterator[Row]:
    costs = extraction.measure(articles, size.rounds, size.others)
    whole, bare, others = (
        f"{1e6 * seconds / costs.words:.0f} µs CPU a word"
        for seconds in (costs.whole, costs.bare, costs.others)
    )
    yield Row("extraction", whole, f"the bare pipeline: {bare}", costs.whole / costs.bare)
    by_hand = f"the pipeline and `search_dates` on each sentence: {others}"
    yield Row("extraction", whole, by_hand, costs.whole / costs.others, "≤ 1")


def _store(size: Size) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        db = exports._database(size.events, Path(folder))
        held = f"{size.events:,} events"
        weight = db.stat().st_size
        each = f"{weight / size.events:,.0f} bytes an event, with {exports._MENTIONS} mentions"
        yield Row(f"store of {held}", f"{weight / 1e6:,.0f} MB", each)
        ours, floor = startup.show_and_minimal(db, size.starts)
        typer = f"Typer, one Rich line: {floor:.2f} s"
        yield Row(f"`show` of {held}, to its end", f"{ours:.2f} s", typer, ours / floor)
        show = [sys.executable, "-m", "timeline", "show", "--db", str(db)]
        for what, options in (
            ("first line", []),
            ("first line, `--about personne`", ["--about", "personne"]),
            ("first line, `--search accord`", ["--search", "accord"]),
        ):
            runs = [showing.seconds([*show, *options])[0] for _ in range(size.starts)]
            yield Row(f"`show` of {held}, {what}", f"{statistics.median(runs):.2f} s")


def _reconciliation(size: Size) -> Iterator[Row]:
    # In a process of its own, since a peak of memory counts from that of the parent.
    sizes = [str(mentions) for mentions in size.mentions]
    for number, line in enumerate(_said("reconciliation.py", "--sizes", *sizes)[1:]):
        told = dict(zip(reconciliation._COLUMNS, re.split(r"\s{2,}", line.strip()), strict=True))
        value = f"{told['CPU s']} s CPU, {told['peak MB']} MB, F1 {told['F1']}"
        ratio = float(told["a doubling"].removeprefix("x ")) if number else None
        beside, wanted = ("half as many", "≤ 2.3") if number else ("", "")
        yield Row(f"reconciling {told['mentions']} mentions", value, beside, ratio, wanted)


def _many(size: Size) -> Iterator[Row]:
    peaks: dict[str, str] = {}
    for line in _said("many_articles.py", "--articles", str(size.many), "--extraction-only"):
        if found := _PEAK.match(line):
            name, peak = found.groups()
            peaks[name] = f"{peaks[name]}, {peak}" if name in peaks else peak
        elif line.startswith("CPU of an article"):
            ratio = float(line.rpartition(" ")[2])
            what = f"CPU of an article, of {size.many:,}"
            yield Row(what, "in the last quarter", "in the first", ratio, "≤ 1.05")
        elif "more: " in line:
            words, _, taken = line.partition(": ")
            yield Row(f"run after {size.many:,} articles, {words}", taken)
    for name, peak in peaks.items():
        yield Row(f"peak memory, {name}", peak)


def _said(program: str, *options: str) -> list[str]:
    """The lines that another benchmark prints."""
    command = [sys.executable, str(Path(__file__).with_name(program)), *options]
    return subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True
    ).stdout.splitlines()


if __name__ == "__main__":
    main()
