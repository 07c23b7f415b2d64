"""Work on a Dask cluster: what one process gives, whatever becomes of the workers."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from command_line import ROOT, timeline
from samples import article, day

distributed = pytest.importorskip("distributed", reason="needs the extra 'dask'")

from timeline import reconciliation  # noqa: E402
from timeline.engine import apart, dask_comparing, dask_engine, dask_run  # noqa: E402
from timeline.engine.dask_engine import DaskEngine  # noqa: E402
from timeline.engine.dask_worker import Given, Versions, extract_batch, look  # noqa: E402
from timeline.engine.local import LocalEngine  # noqa: E402
from timeline.engine.sharing import ExtractionFailed  # noqa: E402
from timeline.model import Article  # noqa: E402
from timeline.reconciliation import comparisons  # noqa: E402
from timeline.reconciliation.comparisons import Comparisons  # noqa: E402

_TEXT = "Le moulin a brûlé le {} mai 1907. La mairie a été fermée deux jours plus tard."
_DEADLY = "mortel"


def _articles(count: int) -> list[Article]:
    return [
        article(_TEXT.format(number), f"{number}.txt", published=day("1907-06-01"))
        for number in range(1, count + 1)
    ]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A scheduler and two worker processes that talk over TCP."""
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        protocol="tcp",
        dashboard_address="127.0.0.1:0",
        scheduler_kwargs={"dashboard": False},
        silence_logs=50,
    ) as made:
        yield made


@pytest.fixture
def client(cluster: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A client of the cluster; batches are small, so that few articles are many."""
    monkeypatch.setattr(dask_run, "_TOGETHER", 200)
    with distributed.Client(cluster, set_as_default=False) as made:
        made.wait_for_workers(2)
        yield made


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample articles and a dozen short ones; the working folder is that above them."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "corpus"
    shutil.copytree(ROOT / "seeds", folder)
    for one in _articles(12):
        (folder / one.path).write_text(one.text, encoding="utf-8")
    return folder


def _exported(*options: str) -> str:
    timeline("extract", "corpus", "--db", "one.db", "--quiet", *options)
    export = timeline("export", "-", "--format", "json", "--undated", "--db", "one.db").stdout
    Path("one.db").unlink()
    return export


def test_a_cluster_gives_the_bytes_that_one_process_gives_though_a_worker_is_killed(
    cluster: Any, client: Any, corpus: Path, monkeypatch: pytest.MonkeyPatch
):
    here = _exported("--workers", "1")
    there = ("--engine", "dask", "--scheduler", cluster.scheduler_address)
    assert _exported(*there) == here

    killed = []
    hear = dask_run.Run._hear

    def killing(run: Any) -> None:
        hear(run)
        if not killed and run._under_way:
            killed.append(next(iter(client.run(os.getpid).values())))
            os.kill(killed[0], signal.SIGKILL)

    monkeypatch.setattr(dask_run.Run, "_hear", killing)
    assert _exported(*there) == here
    assert killed


def test_mentions_that_a_cluster_compared_give_the_same_bytes_though_a_worker_is_killed(
    cluster: Any, client: Any, corpus: Path, monkeypatch: pytest.MonkeyPatch
):
    here = _exported("--workers", "1")
    there = ("--engine", "dask", "--scheduler", cluster.scheduler_address)
    monkeypatch.setattr(reconciliation, "SHARED_FROM", 10)
    monkeypatch.setattr(comparisons, "_TOGETHER", 16)
    compared = []
    submit = distributed.Client.submit

    def killing(client: Any, task: Any, *given: Any, **options: Any) -> Any:
        future = submit(client, task, *given, **options)
        if task is dask_comparing.compare_part:
            compared.append(given)
            if len(compared) == 3:
                os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)
        return future

    monkeypatch.setattr(distributed.Client, "submit", killing)
    assert _exported(*there) == here
    assert len(compared) > 3


def test_workers_that_compare_by_other_rules_are_told(client: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(dask_comparing, "reconciliation_version", lambda: "0.0.9-abc")
    engine = DaskEngine(client, "there")
    with pytest.raises(ExtractionFailed, match="^A worker has another version than this machine"):
        list(engine.compare([Comparisons(b"", b"", b"", b"")]))


def test_the_lexicon_of_a_user_travels_to_the_workers(client: Any, tmp_path: Path):
    own = tmp_path / "own.toml"
    own.write_text('[[trigger]]\ntype = "award"\nverbs = ["brûler"]\n', encoding="utf-8")
    pool = _articles(3)
    engine = DaskEngine(client, "there", lexicons=[own])
    engine.check()
    found = list(engine.extract(pool))
    assert found == list(LocalEngine(lexicons=[own]).extract(pool))
    assert found != list(LocalEngine().extract(pool))


def deadly(given: Given, expected: Versions, articles: Sequence[Article]) -> Any:
    """As `extract_batch`, on a worker that one article is the death of."""
    if any(_DEADLY in one.text for one in articles):
        os.kill(os.getpid(), signal.SIGKILL)
    return extract_batch(given, expected, articles)


def test_an_article_that_workers_die_of_is_listed_and_no_other(
    cluster: Any, client: Any, monkeypatch: pytest.MonkeyPatch
):
    # One death is enough to suspect everything that the worker was to do next.
    monkeypatch.setattr(cluster.scheduler, "allowed_failures", 0)
    monkeypatch.setattr(dask_run, "extract_batch", deadly)
    pool = _articles(9)
    pool.insert(4, article(f"Un accident {_DEADLY} a eu lieu le 3 mai 1907.", "deadly.txt"))
    engine = DaskEngine(client, "there")
    found = list(engine.extract(pool))
    assert [one.path for one in engine.failures] == ["deadly.txt"]
    assert "worker after worker died of it" in engine.failures[0].reason
    del pool[4]
    assert found == list(LocalEngine().extract(pool))


_HANGING = f"""
import time
from timeline.engine import worker

extract = worker.sent_back

def sent_back(engine, article):
    if {_DEADLY!r} in article.text:
        time.sleep(1000)
    return extract(engine, article)

worker.sent_back = sent_back
worker.main()
"""


def hanging(given: Given, expected: Versions, articles: Sequence[Article]) -> Any:
    """As `extract_batch`, on a worker where extraction does not come to its end on one article."""
    kept, apart.command_of = apart.command_of, lambda module: [sys.executable, "-c", _HANGING]
    try:
        return extract_batch(given, expected, articles)
    finally:
        apart.command_of = kept


def test_an_article_that_extraction_hangs_on_is_listed_and_no_other(
    client: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(dask_run, "extract_batch", hanging)
    pool = _articles(9)
    pool.insert(4, article(f"Un accident {_DEADLY} a eu lieu le 3 mai 1907.", "endless.txt"))
    engine = DaskEngine(client, "there", patience=5.0)
    found = list(engine.extract(pool))
    assert [one.path for one in engine.failures] == ["endless.txt"]
    assert "it takes far too long" in engine.failures[0].reason
    del pool[4]
    assert found == list(LocalEngine().extract(pool))


def test_no_more_than_a_few_batches_are_taken_ahead(client: Any):
    taken = 0

    def counted(articles: Iterable[Article]) -> Iterator[Article]:
        nonlocal taken
        for one in articles:
            taken += 1
            yield one

    found = DaskEngine(client, "there").extract(counted(_articles(28) * 10))
    next(found)
    in_a_batch = 3
    assert taken <= in_a_batch * dask_run._AHEAD * 2
    found.close()


def test_a_worker_that_differs_is_named(client: Any, monkeypatch: pytest.MonkeyPatch):
    def elsewhere(engine: LocalEngine) -> Versions:
        return Versions("0.0.9-abc", engine.model, "0")

    monkeypatch.setattr(dask_engine, "versions_of", elsewhere)
    with pytest.raises(ExtractionFailed, match=r"^tcp://\S+ has another timeline than this mach"):
        DaskEngine(client, "there").check()
    # A worker that came later is found out by what it is asked to do.
    with pytest.raises(ExtractionFailed, match=r"^A worker has another timeline"):
        list(DaskEngine(client, "there").extract(_articles(1)))


def test_a_model_that_a_worker_has_not_is_a_sentence():
    said = asyncio.run(look(Given("fr_nowhere", ())))
    assert str(said).startswith("There is no installed spaCy pipeline")


def test_a_scheduler_without_workers_is_not_waited_for_without_end():
    with (
        distributed.LocalCluster(
            n_workers=0, protocol="tcp", dashboard_address="127.0.0.1:0", silence_logs=50
        ) as lonely,
        distributed.Client(lonely, set_as_default=False) as client,
    ):
        engine = DaskEngine(client, "tcp://there:1", lonely=0)
        with pytest.raises(ExtractionFailed, match="at tcp://there:1 has no workers: start some"):
            list(engine.extract(_articles(1)))
        with pytest.raises(ExtractionFailed, match="at tcp://there:1 has no workers: start some"):
            list(engine.compare([Comparisons(b"", b"", b"", b"")]))


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "htp://127.0.0.1", "no host"])
def test_without_a_scheduler_there_one_sentence_says_so(
    address: str, corpus: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(dask_engine, "_CONNECTING", 0.5)
    there = ("--engine", "dask", "--scheduler", address)
    said = timeline("extract", "corpus", *there, code=1).stderr
    assert said.startswith(f"There is no Dask scheduler at {address}: start one")
    assert said.count("\n") == 1
    assert not Path("timeline.db").exists()


def test_without_the_extra_one_sentence_names_it(corpus: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "timeline.engine.dask_engine")
    monkeypatch.delitem(sys.modules, "timeline.engine.dask_comparing")
    monkeypatch.delitem(sys.modules, "timeline.engine.dask_run")
    said = timeline("extract", "corpus", "--engine", "dask", code=1).stderr
    assert said == "--engine dask needs the extra 'dask': pip install 'timeline-fr[dask]'.\n"


@pytest.mark.parametrize(
    "options",
    [["--scheduler", "x"], ["--engine", "dask", "--scheduler", "x", "--workers", "2"]],
)
def test_options_that_contradict_each_other_are_wrong_usage(options: list[str]):
    timeline("extract", "seeds", *options, code=2)
