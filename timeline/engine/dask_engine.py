"""Work on a Dask cluster: https://distributed.dask.org. Needs the extra `dask`.

`dask_run` shares the articles out, `dask_worker` is what workers do with them; `dask_comparing` has
mentions compared.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from distributed import Client, LocalCluster, Security
from distributed.comm import connect
from distributed.core import coerce_to_address

from timeline.engine.dask_comparing import compared_by
from timeline.engine.dask_run import Run, unlike
from timeline.engine.dask_worker import Given, look, versions_of
from timeline.engine.sharing import ExtractionFailed, SharingEngine
from timeline.engine.team import PATIENCE
from timeline.model import Article, Mention
from timeline.reconciliation.comparisons import Comparisons

_CONNECTING = 8.0  # seconds
_LONELY = 60.0  # seconds without any worker


class DaskEngine(SharingEngine):
    """What `LocalEngine` does, on the workers of a cluster: the same mentions, in the same order.

    `address` is how messages call the cluster. An article on which worker after worker dies, or
    that takes longer than `patience` (seconds, and a millisecond more for each character), is
    listed in `failures`; `lonely` is how many seconds to wait while there is no worker at all.
    Methods raise PipelineError or LexiconError where pipeline or lexicons cannot be used here,
    ExtractionFailed where the cluster cannot do it or is gone.
    """

    def __init__(
        self,
        client: Client,
        address: str,
        model: str | Path | None = None,
        lexicons: Sequence[Path] = (),
        patience: float = PATIENCE,
        lonely: float = _LONELY,
    ) -> None:
        super().__init__(model, lexicons)
        self._client = client
        self._address = address
        self._model = None if model is None else str(model)
        self._lexicons = tuple(lexicons)
        self._patience = patience
        self._lonely = lonely

    def check(self) -> None:
        """Makes the workers that are there ready; raises ExtractionFailed, naming the first that
        differs from here, where one does."""
        _ = self._here.version
        expected = versions_of(self._here)
        found = self._client.run(look, self._given(), on_error="return")
        for worker, answer in sorted(found.items()):
            if answer != expected:
                raise ExtractionFailed(unlike(worker, answer, expected))

    def prepare(self, size: int) -> None:
        """Nothing: `check` has made the workers ready."""

    def ready(self) -> None:
        """Nothing: `check` has made the workers ready."""

    def extract(self, articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Mention, ...]]]:
        """Each article, in the order given, with its mentions in the order of the text.

        An article on which the extraction fails is left out and listed in `failures`.
        """
        order = (self._given(), versions_of(self._here))
        run = Run(self._client, self._address, order, self._lonely)
        yield from self._settled(run.outcomes(articles))

    def compare(self, parts: Iterable[Comparisons]) -> Iterator[bytes]:
        """What `comparisons.compared` gives of each part, in their order."""
        return compared_by(self._client, self._address, self._lonely, parts)

    def _given(self) -> Given:
        model = self._model
        if model is not None and Path(model).is_dir():
            model = os.path.abspath(model)  # workers have other working folders
        lexicons = tuple(path.read_bytes() for path in self._lexicons)
        return Given(model, lexicons, self._patience)


@contextmanager
def dask_engine(
    model: str | Path | None,
    lexicons: Sequence[Path],
    scheduler: str | None = None,
    workers: int | None = None,
) -> Iterator[DaskEngine]:
    """An engine on the cluster of a scheduler, of which the workers have been checked.

    Without one, on a cluster of processes on this machine that ends with it: so many `workers`,
    None is one for each core. Raises ExtractionFailed where there is no scheduler at the address,
    or where a worker has another pipeline or other rules than this process.
    """
    with _hushed(), _cluster(scheduler, workers) as (client, address):
        engine = DaskEngine(client, address, model, lexicons)
        engine.check()
        yield engine


@contextmanager
def _cluster(scheduler: str | None, workers: int | None) -> Iterator[tuple[Client, str]]:
    if scheduler is None:
        with (
            LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                # Nobody asked for a dashboard; and its usual port may be somebody else's.
                dashboard_address="127.0.0.1:0",
                scheduler_kwargs={"dashboard": False},
                silence_logs=logging.CRITICAL,
            ) as cluster,
            Client(cluster, set_as_default=False) as client,
        ):
            yield client, cluster.scheduler_address
        return
    try:
        # A client that nobody answers takes long to give up, and says more than one sentence.
        asyncio.run(_call(scheduler))
        client = Client(scheduler, timeout=_CONNECTING, set_as_default=False)
    except Exception as error:  # what answers may be anything
        raise ExtractionFailed(
            f"There is no Dask scheduler at {scheduler}: start one (dask scheduler), and name its "
            "address, such as tcp://host:8786, with --scheduler."
        ) from error
    with client:
        yield client, scheduler


async def _call(scheduler: str) -> None:
    """Raises some error where nothing of Dask's answers at an address."""
    options = Security().get_connection_args("client")
    comm = await connect(coerce_to_address(scheduler), timeout=_CONNECTING, **options)
    await comm.close()


@contextmanager
def _hushed() -> Iterator[None]:
    """Keeps what Dask logs about lost workers from standing among our own sentences."""
    names = [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]
    loggers: list[tuple[logging.Logger, int]] = [
        (logger, logger.level) for logger in map(logging.getLogger, names)
    ]
    for logger, _ in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in loggers:
            logger.setLevel(level)
