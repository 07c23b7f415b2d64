"""The engine that a user asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from enum import StrEnum
from pathlib import Path

from timeline.engine import Engine


class EngineName(StrEnum):
    """Where extraction can run."""

    local = "local"
    dask = "dask"


@contextmanager
def chosen_engine(
    name: EngineName,
    model: str | Path | None,
    lexicons: Sequence[Path],
    workers: int | None,
    scheduler: str | None,
) -> Iterator[Engine]:
    """The engine of this name. Raises ExtractionFailed where it cannot be had."""
    from timeline.engine.sharing import ExtractionFailed
    from timeline.engine.workers import WorkersEngine

    if name is EngineName.local:
        with closing(WorkersEngine(model, lexicons, workers)) as engine:
            yield engine
        return
    try:
        from timeline.engine.dask_engine import dask_engine
    except ImportError:
        raise ExtractionFailed(
            "--engine dask needs the extra 'dask': pip install 'timeline-fr[dask]'."
        ) from None
    with dask_engine(model, lexicons, scheduler, workers) as on_cluster:
        yield on_cluster
