"""What each export format costs as events grow: time, memory, size of the file.

    python data/benchmarks/exports.py [--sizes 10000 100000] [--formats json csv …] [--store]

Writes so many synthetic events, each told by three of 500 articles and made when it is asked for,
in every format, each in a process of its own. Prints a line a format and size: seconds of CPU (of
which making the events takes some), peak memory of the process, size of what was written. With
--store the events lie in a database, and `timeline export` reads them from there.

Peak memory in MB for 10,000 and 100,000 events, CPU seconds and MB written for 100,000 (CPython
3.11, pyarrow 26):

                made one by one           from a database
    format       10,000  100,000  CPU s    10,000  100,000  CPU s  written
    csv             26       26    6.4        42       42   13.2     33.8
    graphml         26       27    6.5        42       42   13.2     60.7
    html            36       36   22.6        53       53   30.3    181.2
    ics             32       32   14.2        48       48   21.7     95.5
    json            26       26   14.7        42       42   22.7    396.6
    jsonl           26       27   17.6        42       42   25.8    493.9
    jsonld          27       26   11.2        42       42   19.1    134.3
    markdown        32       32   16.2        48       48   24.1     67.1
    parquet        119      125   19.8       143      149   30.1      9.7
    timelinejs      32       32   14.8        48       48   22.6    100.8
    timeml          31       31    4.3        46       46    0.3      0.0
    tsv             26       26    6.3        42       42   13.6     33.3

TimeML is about one article: the same 50 events whatever the number. Parquet holds a row group of
1,000 events, what it has to say of each group at its end, and pyarrow itself.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, BinaryIO, cast

from timeline.filters import Filter, Selection
from timeline.intake import Reading
from timeline.model import (
    EVENT_TYPES,
    Amount,
    Article,
    Component,
    DateSpan,
    Day,
    Event,
    Evidence,
    Generator,
    Membership,
    Mention,
    Participant,
    Trigger,
)
from timeline.reading import merge_carriers
from timeline.rendering.content import Content
from timeline.rendering.formats import PLAIN, format_named, formats
from timeline.store import Store

SIZES = (10_000, 100_000)
_ARTICLES, _NAMES, _MENTIONS = 500, 5_000, 3
_IN_ONE = 50  # events that the article for TimeML tells of
_FIRST_DAY = Day(1990, 1, 1)
_GENERATOR = Generator("timeline", "0", "none")


def articles() -> Iterator[Article]:
    """The articles: title, address, and a text that is never looked into."""
    for number in range(_ARTICLES):
        text = f"Article {number}. Le 3 mai 2012, la mairie a signé un accord. " * 30
        yield Article(
            id=_article(number),
            path=f"press/{number:05}.html",
            text=text,
            title=f"Ce que l'on sait de l'affaire {number}",
            site="Le Courrier",
            url=f"https://courrier.example/{number}",
            published=DateSpan.of_day(_FIRST_DAY.plus(number * 20)),
        )


def events(size: int) -> Iterator[Event]:
    """So many events, by date, of which nothing is held."""
    for number in range(size):
        yield _event(number, DateSpan.of_day(_FIRST_DAY.plus(number * 10_000 // size)))


def _article(number: int) -> str:
    return f"{number:016x}"


def _event(number: int, date: DateSpan) -> Event:
    chance = Random(number)
    told_in = chance.sample(range(1, _ARTICLES), _MENTIONS)
    if number < _IN_ONE:
        told_in[0] = 0
    people = tuple(
        Participant(f"Personne {int(_NAMES * chance.random() ** 3)}", "PER", role)
        for role in ("agent", "patient")
    )
    mentions = [_mention(number, one, date, people, chance) for one in told_in]
    pairs = (Component("same type", 2.0), Component("same day", 3.0))
    return Event(
        id=f"{number:012x}",
        type=chance.choice(EVENT_TYPES),
        title=mentions[0].title,
        date=date,
        factuality="actual",
        confidence=0.9,
        salience=round(chance.random(), 3),
        sources=_MENTIONS,
        memberships=tuple(
            Membership(one, date, "explicit", None, mentions[0].id if place else None, pairs)
            for place, one in enumerate(mentions)
        ),
        participants=people,
        amounts=mentions[0].amounts,
        places=("Saint-Malo",),
    )


def _mention(
    number: int, article: int, date: DateSpan, people: tuple[Participant, ...], chance: Random
) -> Mention:
    start = chance.randrange(1500)
    first, second = people
    quote = f"{first.name} et {second.name} ont signé l'accord numéro {number}, « le meilleur »."
    return Mention(
        id=f"{number:08x}{article:08x}",
        article=_article(article),
        char_start=start,
        char_end=start + len(quote),
        quote=quote,
        trigger=Trigger("signé", "signer", start + 30, start + 35),
        type="agree",
        title=quote[:60],
        factuality="actual",
        date=date,
        date_source="explicit",
        date_evidence=(Evidence(_article(article), "3 mai 2012", start, start + 10),),
        participants=people,
        amounts=(Amount("4,5 %", 4.5, None, False, "%"),),
        components=(Component("base", -0.5), Component("date", 0.9), Component("place", 0.4)),
    )


class _Counted:
    """A stream that only counts what is written to it."""

    closed = False
    written = 0

    def write(self, data: Any) -> int:
        self.written += memoryview(data).nbytes
        return memoryview(data).nbytes

    def flush(self) -> None:
        pass

    def readable(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False


def _work(name: str, size: int, db: Path | None) -> None:
    """Writes the events in one format and prints what it cost, as JSON."""
    begun = time.process_time()
    if db is None:
        out = _Counted()
        selection = Selection(events(size), Filter(), {})
        content = Content(_GENERATOR, articles(), (), selection, _article(0))
        format_named(name).write(content, cast(BinaryIO, out), PLAIN)
        written = out.written
    else:
        from timeline.cli import app

        file = db.with_suffix(f".{name}")
        more = ["--article", _article(0)] if name == "timeml" else []
        app(["export", str(file), "--format", name, "--db", str(db), "--quiet", *more],
            standalone_mode=False)  # fmt: skip
        written = file.stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([time.process_time() - begun, peak, written / 1e6]))


def _database(size: int, folder: Path) -> Path:
    path = folder / f"{size}.db"
    with Store.create(path) as store:
        store.record((Reading("/b", one) for one in articles()), ["/b"], merge_carriers)
        store.save_events(events(size), _GENERATOR, "state")
    return path


def main() -> None:
    """Prints a line a format and size."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--formats", nargs="+", default=[one.name for one in formats()])
    parser.add_argument("--store", action="store_true", help="from a database")
    parser.add_argument("--job", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.job:
        name, size, db = given.job
        _work(name, int(size), Path(db) if db else None)
        return
    print(f"{'format':<12}{'events':>9}{'CPU s':>8}{'peak MB':>9}{'written MB':>12}")
    with tempfile.TemporaryDirectory() as folder:
        for size in given.sizes:
            db = str(_database(size, Path(folder))) if given.store else ""
            for name in given.formats:
                job = [sys.executable, __file__, "--job", name, str(size), db]
                answer = subprocess.run(job, check=True, capture_output=True).stdout
                seconds, peak, written = json.loads(answer)
                print(
                    f"{name:<12}{size:>9,}{seconds:>8.1f}{peak:>9.0f}{written:>12.1f}", flush=True
                )


if __name__ == "__main__":
    main()
