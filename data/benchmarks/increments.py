"""What it costs to add to a store, beside what it costs to reconcile all that it holds.

    python data/benchmarks/increments.py [--sizes 1000 5000 …] [--seed 1] [--folder FOLDER]

Keeps synthetic mentions (`synthetic_news.py`) of so many articles in a database, reconciles them,
then adds ten articles and reconciles, then hides an event and reconciles; and does all that at once
in a second database. Prints a line a size: mentions; seconds of CPU of the run over everything, of
the one after ten articles and how many events it worked out of how many, of the one after the
correction; megabytes of the database, and of it what is kept for the next run; whether both
databases export the same bytes. The exit status is 1 where they do not.

Ten articles of fewer than 20,000 mentions may change how large a block is compared whole; then
everything is worked out anew, and the line shows it.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from synthetic_news import SyntheticNews

from timeline.corrections import identified
from timeline.engine.run import remake
from timeline.intake import Reading
from timeline.model import Article, Correction, Generator, Mention
from timeline.reading import merge_carriers
from timeline.rendering.json_export import event_to_dict
from timeline.store import Store

SIZES = (1_000, 5_000, 20_000)
_MORE = 10  # articles
_EACH = 10  # mentions of an article, on the mean
_COLUMNS = ("articles", "mentions", "full s", "ten s", "anew", "events", "hide s", "MB", "kept MB")

Told = tuple[Article, list[Mention]]


def main() -> int:
    """Prints a line a size; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where the databases lie meanwhile")
    given = parser.parse_args()
    print("  ".join(f"{name:>8}" for name in _COLUMNS), " same")
    same = True
    for size in given.sizes:
        with tempfile.TemporaryDirectory(dir=given.folder) as folder:
            same = _line(size, given.seed, Path(folder)) and same
    return 0 if same else 1


def _line(size: int, seed: int, folder: Path) -> bool:
    with Store.create(folder / "more.db") as store:
        mentions = _take(store, islice(_told(size, seed), size))
        remake(store)
        mentions += _take(store, islice(_told(size, seed), size, size + _MORE))
        ten, anew = _reconciled(store)
        largest = max(store.events(), key=lambda one: (len(one.memberships), one.id))
        hide = Correction("", "hide", (tuple(one.id for one in largest.mentions),))
        store.add_correction(identified(hide))
        hidden, _ = _reconciled(store)
        events, digest = store.counts().events, _digest(store)
    with Store.create(folder / "once.db") as store:
        _take(store, islice(_told(size, seed), size + _MORE))
        store.add_correction(identified(hide))
        full, _ = _reconciled(store)
        same = digest == _digest(store)
    held, kept = _sizes(folder / "more.db")
    cells = (
        f"{size:,}",
        f"{mentions:,}",
        f"{full:,.1f}",
        f"{ten:,.2f}",
        f"{anew:,}",
        f"{events:,}",
        f"{hidden:,.2f}",
        f"{held:,.0f}",
        f"{kept:,.0f}",
    )
    print("  ".join(f"{cell:>8}" for cell in cells), "  yes" if same else "   NO", flush=True)
    return same


def _told(size: int, seed: int) -> Iterator[Told]:
    return SyntheticNews(2 * _EACH * (size + _MORE), seed).told()


def _take(store: Store, told: Iterable[Told]) -> int:
    """Keeps articles with their mentions as a run would; gives how many mentions."""
    pairs = list(told)
    with store.together():
        store.record(map(_reading, pairs), [], merge_carriers)
        store.save_mentions(pairs, "synthetic")
        store.finish(Generator("timeline", "0", "synthetic"))
    return sum(len(mentions) for _, mentions in pairs)


def _reading(told: Told) -> Reading:
    article = told[0]
    return Reading("/news", replace(article, text=article.id, carriers=(article.path,)))


def _reconciled(store: Store) -> tuple[float, int]:
    """How many seconds of CPU it takes, and how many events are worked out."""
    begun = time.process_time()
    anew = remake(store)
    return time.process_time() - begun, anew


def _digest(store: Store) -> str:
    """A digest of what the JSON export says of the events."""
    digest = hashlib.sha256()
    for event in store.events():
        digest.update(repr(event_to_dict(event)).encode())
    return digest.hexdigest()


def _sizes(path: Path) -> Sequence[float]:
    """Megabytes of a database, and of what is kept in it for the next run."""
    with Store.create(path) as store:
        kept = store.kept.size()
    return path.stat().st_size / 1e6, kept / 1e6


if __name__ == "__main__":
    raise SystemExit(main())
