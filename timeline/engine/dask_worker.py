"""What a worker of a Dask cluster does: have the events of some articles extracted.

It does that in a process of its own beside the worker, as a worker of timeline's own: that can be
ended where an article makes it hang or die, which a task of Dask's cannot. The process loads
pipeline and lexicons once and is kept for the orders that follow. Nothing here needs Dask.
"""

from __future__ import annotations

import asyncio
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from timeline.engine.local import LocalEngine, Outcome, rules_version
from timeline.engine.sharing import ExtractionFailed
from timeline.engine.team import PATIENCE, Team
from timeline.model import Article

# There is one process beside this one, whatever the number of threads here.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Given:
    """What decides about mentions besides the article: the pipeline's name or folder (None: the one
    that comes along), and the users' lexicons as what is in them, since a worker has not the file.
    An article may take so many seconds, and a millisecond more for each character.
    """

    model: str | None
    lexicons: tuple[bytes, ...]
    patience: float = PATIENCE


@dataclass(frozen=True, slots=True)
class Versions:
    """What has to be the same here and on every worker."""

    timeline: str
    pipeline: str
    spacy: str


def versions_of(engine: LocalEngine) -> Versions:
    """The versions in this process. Raises PipelineError where the pipeline cannot be used."""
    return Versions(rules_version(), engine.model, version("spacy"))


async def look(given: Given) -> Versions | str:
    """The versions on this worker, which is ready then, or why it cannot extract."""

    def load() -> Versions | str:
        with _ONE_AT_A_TIME:
            return _versions(given)

    # A worker has to answer its scheduler while it loads.
    return await asyncio.to_thread(load)


def extract_batch(
    given: Given, expected: Versions, articles: Sequence[Article]
) -> list[Outcome] | Versions | str:
    """What each article gives, without its text, which whoever sent it has.

    Where this worker has other versions than `expected`, those; where it cannot extract, why.
    """
    with _ONE_AT_A_TIME:
        versions = _versions(given)
        if versions != expected:
            return versions
        try:
            return [outcome for _, outcome in _beside(given).outcomes(iter(articles))]
        except BaseException:
            _end()
            raise


def _versions(given: Given) -> Versions | str:
    try:
        return Versions(rules_version(), _beside(given).ready(), version("spacy"))
    except ExtractionFailed as error:
        _end()
        return str(error)


@dataclass(slots=True)
class _Beside:
    """The process beside this one, and the folder that its lexicons are in."""

    given: Given
    team: Team
    folder: tempfile.TemporaryDirectory[str]


_running: list[_Beside] = []  # one at most


def _beside(given: Given) -> Team:
    if not _running or _running[0].given != given:
        _end()
        folder = tempfile.TemporaryDirectory(prefix="timeline-")
        paths = [Path(folder.name) / f"{number}.toml" for number, _ in enumerate(given.lexicons)]
        for path, content in zip(paths, given.lexicons, strict=True):
            path.write_bytes(content)
        _running.append(_Beside(given, Team(1, given.model, paths, given.patience), folder))
    return _running[0].team


def _end() -> None:
    while _running:
        one = _running.pop()
        one.team.end()
        one.folder.cleanup()
