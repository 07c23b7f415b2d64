"""From the paths that a user named to what each file under them gave."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.engine import Progress
from timeline.engine.databases import is_database_file, is_same_file
from timeline.engine.places import Place, Url
from timeline.engine.reader_process import read_apart
from timeline.intake import Reading
from timeline.model import DateSpan, Day, Skipped

if TYPE_CHECKING:
    from timeline.kept_files import KeptFiles
    from timeline.reading import FoundFile

STANDARD_INPUT = Path("-")
_INPUT_ROOT = "standard input:"  # no path begins like this


def no_progress(stage: str, done: int, total: int | None) -> None:
    """Tells nobody."""


def read_paths(
    paths: Sequence[Place],
    published: DateSpan | None = None,
    metadata: Path | None = None,
    progress: Progress = no_progress,
    db: Path | None = None,
    today: Day | None = None,
    meanwhile: Callable[[int], object] = lambda size: None,
    kept: KeptFiles | None = None,
) -> Iterator[Reading]:
    """What each file under `paths` gave, in a fixed order; files are read in another process.

    A path may be a pattern (`articles/**/*.txt`), `-` is standard input, and what lies at a Url is
    copied here a few files at a time. `published` and `metadata` (a CSV file) date and name the
    articles that do not say; none may say that it was published after `today`. Timeline's own
    databases in a folder, `db` among them, and the metadata are passed over. Files that `kept`
    knows as they are come first, and are not opened. `meanwhile` is called with about how many
    bytes there are to read as soon as the other process is at it. Raises ReadingError where the
    metadata cannot be used, and RemoteError where an address cannot be reached.
    """
    from timeline.engine.keeping import Keeping
    from timeline.engine.remote import remote_files
    from timeline.reading import FoundFile, Known, find_files, load_metadata

    known = Known(published, None if metadata is None else load_metadata(metadata), today)
    keeping = Keeping(kept, known)
    named = named_paths(paths)
    found = list(find_files(named))
    urls = [path for path in paths if isinstance(path, Url)]
    with _standard_input(STANDARD_INPUT in paths) as given, remote_files(urls) as remote:
        files = [one for one in found if isinstance(one, FoundFile)]
        skipped = [one for one in found if isinstance(one, Skipped)]
        total = len(files) + len(given) + len(remote) + len(skipped)
        yield from (_placed(one, named) for one in skipped)
        done = len(skipped)
        unread: list[FoundFile] = []
        for file in files:
            progress("reading", done, total)
            if readings := keeping.readings(file, _root(file)):
                yield from readings
                done += 1
            elif _is_passed_over(file, named, db, metadata):
                total -= 1
            else:
                unread.append(file)
        progress("reading", done, total)
        last = None
        for file, outcome, look in read_apart(
            chain(unread, given, remote),
            known,
            meanwhile=lambda: meanwhile(sum(map(_size, [*unread, *given])) + remote.size),
        ):
            if last is not None and file is not last:
                done += 1
                progress("reading", done, total)
            last = file
            if file in given:
                yield Reading(_INPUT_ROOT, outcome)
            elif (root := remote.root_of(file)) is not None:
                yield Reading(root, outcome)
            else:
                yield Reading(_root(file), outcome, keeping.file_read(file, look))
        yield from remote.readings
        progress("reading", total, total)


def scopes_of(paths: Sequence[Place]) -> list[str]:
    """The absolute paths (POSIX) and addresses that a run answers for: those of `paths` that exist.

    Raises RemoteError where an address cannot be reached.
    """
    from timeline.engine.remote import scope_of

    here = [_printable(os.path.abspath(path)) for path in named_paths(paths) if path.exists()]
    there = [scope_of(path) for path in paths if isinstance(path, Url)]
    return here + [scope for scope in there if scope is not None]


def named_paths(paths: Sequence[Place]) -> list[Path]:
    """The paths with what matches in place of patterns; standard input and addresses left out."""
    from timeline.reading.finding import matching

    local = [path for path in paths if isinstance(path, Path) and path != STANDARD_INPUT]
    return [one for path in local for one in matching(path)]


@contextmanager
def _standard_input(wanted: bool) -> Iterator[list[FoundFile]]:
    """What comes from standard input, as a file of its own while it is read; if any is wanted."""
    from timeline.reading import FoundFile

    if not wanted:
        yield []
        return
    with tempfile.TemporaryDirectory(prefix="timeline-") as folder:
        path = Path(folder) / "standard-input"
        with path.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        yield [FoundFile(path, f"standard-input-{_digest(path)}.txt")]


def _size(found: FoundFile) -> int:
    try:
        return found.path.stat().st_size
    except OSError:  # gone; whoever reads it says so
        return 0


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def _root(found: FoundFile) -> str:
    path = _printable(os.path.abspath(found.path)).removesuffix(found.name)
    return path.rstrip("/") or "/"


def _is_passed_over(
    found: FoundFile, paths: Sequence[Path], db: Path | None, metadata: Path | None
) -> bool:
    """Whether this is a file of timeline's own, or the user's table, and not asked for by name."""
    if found.path in paths:
        return False
    return is_same_file(found.path, metadata) or is_database_file(found.path, db)


def _placed(skipped: Skipped, paths: Sequence[Path]) -> Reading:
    """A file that was never opened, by the folder it was found under; a given path by its own."""
    for path in paths:
        if _printable(path.as_posix()) == skipped.path:
            folder, name = os.path.split(_printable(os.path.abspath(path)))
            return Reading(folder, replace(skipped, path=name or folder))
    roots = [_printable(os.path.abspath(path)) for path in paths]
    known = (root for root in roots if os.path.lexists(f"{root}/{skipped.path}"))
    return Reading(next(known, roots[0]), skipped)


def _printable(path: str) -> str:
    """A path as readers name it: POSIX, bytes that are not UTF-8 written as `\\xNN`."""
    from timeline.reading.finding import printable

    return printable(Path(path).as_posix())
