"""What articles, mentions and events take in the database, and how quickly they are written.

    python data/benchmarks/storage.py ARTICLES [--mentions 50000]

Makes the timeline of a folder of articles in a temporary database and prints the bytes of each of
its tables with their indexes, in all and a row (SQLite's `dbstat`), and what of each mention would
have to go to other machines if they reconciled: its packed profile, as often as it is filed. Then
takes synthetic articles in and saves their mentions (`synthetic_news.py`), as a run does, in CPU
seconds without those that making them took.
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from synthetic_news import SyntheticNews

from timeline.engine.local import LocalEngine
from timeline.engine.reading import read_paths
from timeline.engine.run import update
from timeline.intake import Reading
from timeline.reading import merge_carriers
from timeline.reconciliation.filing import also_filed_under, filed_under
from timeline.reconciliation.kept_profiles import KeptProfiles
from timeline.reconciliation.names import NameTable
from timeline.reconciliation.profiles import Profile, profiles_of
from timeline.store import Store

_SAVED_TOGETHER = 64  # articles, as in a run


def main() -> None:
    """Prints both tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--mentions", type=int, default=50_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "timeline.db"
        with Store.create(path) as store:
            update(store, read_paths([given.folder]), [], LocalEngine())
            mentions = list(store.mentions())
            articles = store.articles_by_id()
            profiles = list(profiles_of(mentions, articles, NameTable(mentions)))
        _weigh(path)
        _tell_apart(profiles)
        _write(Path(name) / "synthetic.db", given.mentions)


def _weigh(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        rows = db.execute(
            "SELECT tbl_name, sum(pgsize) FROM dbstat JOIN sqlite_schema USING (name)"
            " WHERE rootpage > 0 GROUP BY tbl_name ORDER BY 2 DESC"
        )
        print(f"{'table':14}{'rows':>8}{'bytes':>12}{'a row':>9}")
        for table, size in list(rows):
            (count,) = db.execute(f"SELECT count(*) FROM {table}").fetchone()
            print(f"{table:14}{count:>8}{size:>12,}{size / max(count, 1):>9,.0f}")
    print(f"file {path.stat().st_size:,} bytes")


def _tell_apart(profiles: Sequence[Profile]) -> None:
    spool = KeptProfiles(profiles)
    size = sum(len(spool._spool[place]) for place in range(len(spool))) / len(spool)
    filed = [filed_under(one) for one in profiles]
    every = zip(profiles, filed, strict=True)
    keys = sum(len(keys.telling | keys.common | also_filed_under(one)) for one, keys in every)
    print(f"a packed profile takes {size:.0f} bytes, and is filed {keys / len(filed):.1f} times")


def _write(path: Path, mentions: int) -> None:
    corpus = SyntheticNews(mentions)
    told = list(corpus.told())
    with Store.create(path) as store:
        begun = time.process_time()
        store.record((Reading("/made", one) for one, _ in told), [], merge_carriers)
        taken_in = time.process_time() - begun
        begun, waiting = time.process_time(), iter(told)
        while batch := list(islice(waiting, _SAVED_TOGETHER)):
            store.save_mentions(batch, "version")
        saved = time.process_time() - begun
    print(f"taking in: {1e6 * taken_in / len(told):.0f} µs an article (synthetic, without text)")
    print(f"saving: {1e6 * saved / mentions:.0f} µs a mention")


if __name__ == "__main__":
    main()
