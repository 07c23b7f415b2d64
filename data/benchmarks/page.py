"""How soon a published page can be used, and how long a filter takes, with many events.

    python data/benchmarks/page.py [EVENTS] [ROUNDS]

Exports a page of synthetic events (5,000 unless told) and opens it in Chromium ROUNDS times (5
unless told). Prints the median milliseconds from the beginning of the navigation to the frame after
the page's program has run; from a click on a filter, a letter in the search and a step of zooming
to the frame that shows what came of it; and the same on a processor slowed down four times, which
is a phone's. Wanted: 2,000 to the first, 100 for a filter. Needs `chromium` and the extra `dev`.
"""

from __future__ import annotations

import io
import shutil
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from itertools import islice
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from showing import make_database

from timeline.filters import Filter, Selection
from timeline.rendering.content import Content
from timeline.rendering.formats import PLAIN, format_named
from timeline.storereader import StoreReader

_MENTIONS_AN_EVENT = 3
_SLOWER = 4

# Until the frame after DOMContentLoaded: the page's program stands at its end.
_READY = """
addEventListener("DOMContentLoaded", () => requestAnimationFrame(() => setTimeout(() => {
  window.ready = performance.now();
})));
"""
_TAKEN = """
async act => {
  const shown = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  await shown();
  const began = performance.now();
  Function(act)();
  await shown();
  return performance.now() - began;
}
"""
_SEARCH = """
const input = document.querySelector("input[type=search]");
input.value = "{words}";
input.dispatchEvent(new Event("input", {{ bubbles: true }}));
"""
_ACTS = {
    "filter by type": "document.querySelector('[data-facet=type] input').click()",
    "filter by person": "document.querySelector('[data-facet=who] input').click()",
    "all shown again": "document.querySelector('.tl-clear').click()",
    "search, first letters": _SEARCH.format(words="le pr"),
    "search, a word more": _SEARCH.format(words="le president a"),
    "search emptied": _SEARCH.format(words=""),
    "zoom": "document.querySelectorAll('.tl-caption button')[2].click()",
}


def main(events: str = "5000", rounds: str = "5") -> None:
    """Prints a line a measure."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        began = time.perf_counter()
        file.write_bytes(_page(Path(folder) / "timeline.db", int(events)))
        size = file.stat().st_size / 1e6
        print(f"{int(events):,} events, {size:.1f} MB, made in {time.perf_counter() - began:.0f} s")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
            plain = _measured(browser, file, int(rounds), 1)
            slowed = _measured(browser, file, int(rounds), _SLOWER)
            browser.close()
    print(f"{'':<24}{'ms':>8}{f'{_SLOWER}× slower':>12}")
    for name, times in plain.items():
        print(f"{name:<24}{statistics.median(times):8.0f}{statistics.median(slowed[name]):12.0f}")


def _page(database: Path, size: int) -> bytes:
    make_database(database, size * _MENTIONS_AN_EVENT)
    out = io.BytesIO()
    with StoreReader.open(database) as store:
        events = Selection(islice(store.events(), size), Filter(), store.articles_by_id())
        content = Content(store.generator(), store.articles(), (), events)
        format_named("html").write(content, out, PLAIN)
    return out.getvalue()


def _measured(browser: Browser, file: Path, rounds: int, slower: int) -> dict[str, list[float]]:
    taken: defaultdict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.add_init_script(_READY)
        page.goto(file.as_uri())
        page.wait_for_function("window.ready")
        taken["interactive"].append(page.evaluate("window.ready"))
        page.wait_for_timeout(500)
        for name, act in _ACTS.items():
            taken[name].append(page.evaluate(_TAKEN, act))
        context.close()
    return taken


if __name__ == "__main__":
    main(*sys.argv[1:])
