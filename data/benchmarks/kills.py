"""Whether a run that is killed leaves a valid store, and the next one makes up for it.

    python data/benchmarks/kills.py [--rounds N] [--seed N] [--folder FOLDER]

Each round begins `timeline extract`, kills it (SIGKILL) at a random moment, checks the database
(SQLite's integrity and foreign keys, and that every event can be read), runs it again to its end
and compares the JSON export, texts included, byte by byte with that of runs nobody disturbed.
Needs a system with `fork` and `ps`.

The articles are 60 short ones made up (`short_news`), or those of FOLDER. Rounds take turns: the
store is new; or it holds the timeline of another day, since when articles came, changed and
vanished. Every tenth round has two worker processes. Every third kills the run alone, all others
its whole process group; then nothing of it may be left after ten seconds. Moments are drawn evenly
over the time that an undisturbed run takes, in half of the rounds over what it takes from its first
commit on, which is waited for; a run that had ended by then is begun anew, killed earlier. Runs are
forked from a process that has loaded the pipeline, and save mentions 8 articles at a time, so that
a round takes seconds and has many commits to fall between. Prints where the runs were when they
were killed, by what their store holds. Ends with status 1 where a store was damaged, an export
differed or a process was left.

Of `--rounds 100`, seeds 1 and 2 together, 151 of 200 after the first commit:

    killed                    runs   valid   same export
    before its first commit     49      49            49
    extracting                 131     131           131
    reconciling                 15      15            15
    ending                       5       5             5
    all                        200     200           200
    0 with processes left after 10 seconds; 57 begun anew, having ended before

and of `--rounds 5 --folder` with full-length news articles: 4 extracting, 1 reconciling, all valid,
all with the same export, no process left.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from short_news import write_articles

from timeline.rendering.json_export import to_json
from timeline.storereader import StoreReader

_STAGES = ("before its first commit", "extracting", "reconciling", "ending")
_BEFORE = "before"  # stands in a database for the name of what made it, until a run has ended
_LEFT_AFTER = 10.0  # seconds until whatever a killed run started must have ended


@dataclass(frozen=True, slots=True)
class Setting:
    """What a run finds: the articles, and the database that it begins with, if any."""

    name: str
    articles: Path
    before: Path | None


@dataclass(frozen=True, slots=True)
class Course:
    """An undisturbed run: its export, how long it took, and until its first commit."""

    export: bytes
    seconds: float
    to_first_commit: float


@dataclass(frozen=True, slots=True)
class Moment:
    """When a run is killed: so many seconds after it was begun, or after its first commit."""

    after_commit: bool
    seconds: float


@dataclass(slots=True)
class Tally:
    """What was seen, by where runs were killed."""

    kills: Counter[str] = field(default_factory=Counter)
    intact: Counter[str] = field(default_factory=Counter)
    same: Counter[str] = field(default_factory=Counter)
    left: int = 0
    ended: int = 0


def load() -> None:
    """Loads all that a run needs, once; runs that are forked have it."""
    import timeline.engine.run
    import timeline.engine.workers
    import timeline.extraction as extraction
    import timeline.reading
    import timeline.reconciliation

    nlp, lexicon = extraction.load_pipeline(), extraction.load_lexicon(())
    timeline.engine.run._SAVED_TOGETHER = 8
    vars(extraction)["load_pipeline"] = lambda model=None: nlp
    vars(extraction)["load_lexicon"] = lambda paths=(): lexicon


def begin(articles: list[Path], db: Path, workers: int) -> int:
    """Begins a run in a process group of its own; gives the number of both."""
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    try:
        os.setsid()
        null = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(null, stream)
        from timeline.cli import app

        app(["extract", *map(str, articles), "--db", str(db), "--workers", str(workers)])
    except SystemExit as end:
        os._exit(int(end.code or 0))
    finally:
        os._exit(70)


def finish(articles: list[Path], db: Path, workers: int = 1) -> bytes:
    """Runs to the end; gives the export."""
    _, status = os.waitpid(begin(articles, db, workers), 0)
    if status:
        raise SystemExit(f"a run that nobody disturbed ended with status {status}")
    return export(db)


def export(db: Path) -> bytes:
    """All of a timeline, as JSON."""
    with StoreReader.open(db) as store:
        return to_json(store.timeline(), with_text=True).encode()


def undisturbed(setting: Setting, db: Path, workers: int) -> Course:
    """A run to the end, looked at all the while."""
    _begin_with(setting, db)
    held = stage(db)
    begun = time.monotonic()
    pid, first = begin([setting.articles], db, workers), None
    while os.waitpid(pid, os.WNOHANG) == (0, 0):
        if first is None and stage(db) != held:
            first = time.monotonic() - begun
        time.sleep(0.005)
    seconds = time.monotonic() - begun
    return Course(export(db), seconds, min(first or seconds, seconds))


def stage(db: Path) -> str:
    """How far a run has come, by what its database holds."""
    try:
        with closing(sqlite3.connect(f"{db.as_uri()}?mode=rw", uri=True)) as connection:
            if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                return _STAGES[0]
            meta = dict(connection.execute("SELECT key, value FROM meta"))
            if "unfinished" not in meta:
                ended = meta.get("generator.name", _BEFORE) != _BEFORE
                return _STAGES[3] if ended else _STAGES[0]
            stale = "SELECT 1 FROM articles WHERE extracted IS NULL"
            return _STAGES[1] if connection.execute(stale).fetchone() else _STAGES[2]
    except sqlite3.OperationalError:  # no file yet, or it is just being made
        return _STAGES[0]


def is_intact(db: Path) -> bool:
    """Whether a database that a killed run left is sound, and its events can be read."""
    if not db.exists():
        return True
    with closing(sqlite3.connect(db)) as connection:
        sound = list(connection.execute("PRAGMA integrity_check")) == [("ok",)]
        sound &= not list(connection.execute("PRAGMA foreign_key_check"))
        empty = not connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    if not empty:
        with StoreReader.open(db) as store:
            store.timeline()
    return sound


def is_anything_left(group: int) -> bool:
    """Whether any process of a group runs still."""
    listed = subprocess.run(["ps", "-A", "-o", "pgid=,stat="], capture_output=True, text=True)
    rows = (line.split() for line in listed.stdout.splitlines())
    return any(row[0] == str(group) and not row[1].startswith("Z") for row in rows)


def kill(setting: Setting, db: Path, moment: Moment, workers: int, *, group: bool) -> bool | None:
    """Begins a run and kills it; gives whether anything of it is left then, or None where it had
    ended before."""
    _begin_with(setting, db)
    pid = begin([setting.articles], db, workers)
    while moment.after_commit and stage(db) == _STAGES[0] and not _has_ended(pid):
        time.sleep(0.005)
    time.sleep(moment.seconds)
    if _has_ended(pid):
        return None
    try:
        (os.killpg if group else os.kill)(pid, signal.SIGKILL)
    except ProcessLookupError:  # begun so lately that it leads no group
        os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    given_up = time.monotonic() + _LEFT_AFTER
    while (left := is_anything_left(pid)) and time.monotonic() < given_up:
        time.sleep(0.05)
    return left


def _has_ended(pid: int) -> bool:
    """Whether a process has ended, which it may be asked again and again."""
    flags = os.WEXITED | os.WNOHANG | os.WNOWAIT
    return os.waitid(os.P_PID, pid, flags) is not None


def _begin_with(setting: Setting, db: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-lock"):
        db.with_name(db.name + suffix).unlink(missing_ok=True)
    if setting.before is not None:
        shutil.copy(setting.before, db)


def settings_of(folder: Path | None, seed: int, place: Path) -> list[Setting]:
    """A new store, and one that holds the timeline of another day."""
    articles, before = folder or place / "articles", place / "before.db"
    given = [articles]
    if folder is None:
        write_articles(articles, seed, day=1)
    else:
        given = sorted(path for path in folder.rglob("*") if path.is_file())[::2]
    finish(given, before)
    if folder is None:
        shutil.rmtree(articles)
        write_articles(articles, seed, day=2)
    with closing(sqlite3.connect(before)) as connection, connection:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'generator.name'", (_BEFORE,))
    return [Setting("new", articles, None), Setting("changed", articles, before)]


def run_rounds(settings: list[Setting], rounds: int, random: Random, db: Path) -> Tally:
    """Kills so many runs."""
    courses = {
        (one.name, workers): undisturbed(one, db, workers) for one in settings for workers in (1, 2)
    }
    (expected,) = {course.export for course in courses.values()}
    tally = Tally()
    for number in range(rounds):
        setting, workers = settings[number % 2], 2 if number % 20 in (4, 15) else 1
        course = courses[setting.name, workers]
        late = number % 4 < 2
        most = course.seconds - late * course.to_first_commit
        moment = Moment(late, random.uniform(0, most))
        while (left := kill(setting, db, moment, workers, group=number % 3 > 0)) is None:
            os.waitpid(-1, 0)
            tally.ended += 1
            moment = Moment(late, random.uniform(0, moment.seconds))
        tally.left += left
        where = stage(db)
        tally.kills[where] += 1
        tally.intact[where] += is_intact(db)
        tally.same[where] += finish([setting.articles], db, workers) == expected
    return tally


def main() -> int:
    """Prints the report; gives the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    load()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        settings = settings_of(given.folder, given.seed, place)
        tally = run_rounds(settings, given.rounds, Random(given.seed), place / "t.db")
    print(f"{'killed':<24}{'runs':>6}{'valid':>8}{'same export':>14}")
    for where in _STAGES:
        counts = (tally.kills[where], tally.intact[where], tally.same[where])
        print(f"{where:<24}{counts[0]:>6}{counts[1]:>8}{counts[2]:>14}")
    totals = [one.total() for one in (tally.kills, tally.intact, tally.same)]
    print(f"{'all':<24}{totals[0]:>6}{totals[1]:>8}{totals[2]:>14}")
    print(f"{tally.left} with processes left after {_LEFT_AFTER:.0f} seconds", end="; ")
    print(f"{tally.ended} begun anew, having ended before")
    return int(set(totals) != {given.rounds} or tally.left > 0)


if __name__ == "__main__":
    raise SystemExit(main())
