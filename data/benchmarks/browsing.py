"""How long `timeline browse` lets one wait, as events grow.

    python data/benchmarks/browsing.py [--sizes 1000 10000] [--seed 1] [--keep FILE]

Reconciles synthetic mentions (`synthetic_news.py`) until there are so many events, keeps them in a
database, and opens it without a terminal. Prints a line a size: seconds until the first events are
painted, until all are there, until all their sentences can be filtered by; then the longest that a
letter typed into the filter, a step of the cursor and the evidence of an event took until painted;
and a correction, until what it changed is shown. With --keep the last database stays there.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from synthetic_news import SyntheticNews
from textual.pilot import Pilot

import timeline
from timeline.browsing.app import Browser
from timeline.browsing.screen import TimelineScreen
from timeline.engine.run import remake
from timeline.filters import Filter, fold
from timeline.intake import Reading
from timeline.model import Article, Generator, Mention
from timeline.reading import merge_carriers
from timeline.store import Store

_COLUMNS = (
    "events", "mentions", "first", "all", "texts", "nothing", "letter", "step", "evidence",
    "correct",
)  # fmt: skip
_MENTIONS_OF_EVENT = 3
_TYPED = 5  # letters


def main() -> None:
    """Prints a line a size."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    print("  ".join(f"{name:>9}" for name in _COLUMNS))
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            db = given.keep or Path(folder, "timeline.db")
            counts = _fill(db, size, given.seed)
            seconds = asyncio.run(_measure(db))
        cells = [f"{count:,}" for count in counts] + [f"{one:.3f}" for one in seconds]
        print("  ".join(f"{cell:>9}" for cell in cells), flush=True)


def _fill(db: Path, events: int, seed: int) -> tuple[int, int]:
    """Makes a database of about so many events; gives their number, and that of their mentions."""
    told = [
        (_with_text(article, mentions), mentions)
        for article, mentions in SyntheticNews(events * _MENTIONS_OF_EVENT, seed).told()
    ]
    with Store.create(db) as store:
        store.record((Reading("/synthetic", one) for one, _ in told), ["/"], merge_carriers)
        store.save_mentions(told, "synthetic")
        store.finish(Generator("timeline", timeline.__version__, "synthetic"))
        remake(store)
        return store.counts().events, sum(len(mentions) for _, mentions in told)


def _with_text(article: Article, mentions: list[Mention]) -> Article:
    """The article with the sentences of its mentions where these say that they stand."""
    text = [" "] * max((one.char_end for one in mentions), default=0)
    for one in mentions:
        text[one.char_start : one.char_start + len(one.quote)] = one.quote
    return replace(article, text="".join(text), carriers=(article.path,))


async def _measure(db: Path) -> Iterator[float]:
    app = Browser(db, Filter(undated=True))
    begun = time.perf_counter()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0)
        screen = app.screen
        assert isinstance(screen, TimelineScreen)
        seconds = [await _until(pilot, begun, lambda: screen.listing.event is not None)]
        seconds.append(await _until(pilot, begun, lambda: screen.loaded))
        assert screen.listing.event is not None
        word = max(fold(screen.listing.event.title).split(), key=len)[:_TYPED]
        begun = time.perf_counter()
        await pilot.press("slash")
        seconds.append(await _until(pilot, begun, lambda: screen.indexed))
        seconds.append(max([await _pressed(pilot, "f12") for _ in word]))
        seconds.append(max([await _pressed(pilot, letter) for letter in word]))
        await pilot.press("enter", "end")
        seconds.append(max([await _pressed(pilot, "up") for _ in range(10)]))
        begun = time.perf_counter()
        await pilot.press("enter")
        await _until(pilot, begun, lambda: screen.page.virtual_size.height > 0)
        seconds.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        await pilot.press("h")
        seconds.append(await _until(pilot, begun, lambda: screen.loaded and not screen.busy))
    return iter(seconds)


async def _until(pilot: Pilot[Exception], begun: float, reached: Callable[[], bool]) -> float:
    while not reached():
        await pilot.pause(0.001)
    return time.perf_counter() - begun


async def _pressed(pilot: Pilot[Exception], key: str) -> float:
    begun = time.perf_counter()
    await pilot.press(key)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
