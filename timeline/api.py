"""The Python API: what the command line does, as functions."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.model import DateSpan, Day, Timeline

if TYPE_CHECKING:
    from spacy.language import Language


def extract(
    paths: str | Path | Sequence[str | Path],
    *,
    published: DateSpan | Day | datetime.date | str | None = None,
    metadata: str | Path | None = None,
    model: str | Path | None = None,
    lexicon: Sequence[str | Path] = (),
) -> Timeline:
    """The timeline of the articles in files and folders, here or at addresses such as
    "s3://bucket/press"; nothing is written anywhere.

    `published` dates the articles that do not say when they appeared (a string is ISO 8601),
    `metadata` is a CSV file (path, published, title, source) about them, `model` the folder or name
    of a spaCy pipeline, `lexicon` TOML files that add to the lexicon. What could not be read is
    listed in `skipped`. Raises ValueError for a `published` that is no date, and ReadingError,
    PipelineError or LexiconError where metadata, model or a lexicon cannot be used, RemoteError
    where an address cannot be reached.
    """
    from timeline.dates.parsing import as_span
    from timeline.engine.local import LocalEngine
    from timeline.engine.places import place_of
    from timeline.engine.reading import read_paths
    from timeline.engine.run import timeline_of

    given = [paths] if isinstance(paths, str | Path) else paths
    engine = LocalEngine(model, [Path(path) for path in lexicon])
    readings = read_paths(
        [place_of(path) for path in given],
        as_span(published),
        None if metadata is None else Path(metadata),
        today=latest_day(),
        meanwhile=engine.prepare,
    )
    return timeline_of(readings, engine)


def latest_day() -> Day:
    """Today, wherever on Earth it is latest: the last day that an article can be published on."""
    now = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=14)))
    return Day(now.year, now.month, now.day)


def load_pipeline(model: str | Path | None = None) -> Language:
    """The French spaCy pipeline, or the one of the given folder or name. Raises PipelineError."""
    from timeline.extraction import load_pipeline as load

    return load(model)
