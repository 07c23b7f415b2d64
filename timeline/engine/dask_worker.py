"""What a worker of a Dask cluster does: extract the events of some articles.

A worker process loads pipeline and lexicons once and keeps them for the orders that follow. Nothing
here needs Dask.
"""

from __future__ import annotations

import asyncio
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from timeline.engine.local import LocalEngine, Outcome, rules_version
from timeline.engine.sharing import sent_back
from timeline.model import Article

# A pipeline is not made for several threads, and they would not be quicker.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Given:
    """What decides about mentions besides the article: the pipeline's name or folder (None: the one
    that comes along), and the users' lexicons as what is in them, since a worker has not the file.
    """

    model: str | None
    lexicons: tuple[bytes, ...]


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
        engine = _engine(given)
        return [sent_back(engine, article) for article in articles]


def _versions(given: Given) -> Versions | str:
    from timeline.extraction import LexiconError, PipelineError

    try:
        return versions_of(_engine(given))
    except (PipelineError, LexiconError) as error:
        return str(error)


@lru_cache(maxsize=1)
def _engine(given: Given) -> LocalEngine:
    with tempfile.TemporaryDirectory(prefix="timeline-") as folder:
        paths = [Path(folder) / f"{number}.toml" for number, _ in enumerate(given.lexicons)]
        for path, content in zip(paths, given.lexicons, strict=True):
            path.write_bytes(content)
        engine = LocalEngine(given.model, paths)
        _ = engine.version  # loads all, while the files are there
        return engine
