"""Extraction in worker processes: the same, and no worse for one that dies."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from command_line import python, timeline
from samples import article, day

from timeline.engine import team
from timeline.engine.apart import Apart
from timeline.engine.local import LocalEngine, packaged_model
from timeline.engine.sharing import ExtractionFailed
from timeline.engine.workers import WorkersEngine
from timeline.extraction import load_pipeline, pipeline_version
from timeline.model import Article

_TEXT = "Le moulin a brûlé le {} mai 1907. La mairie a été fermée deux jours plus tard."


def _articles(count: int) -> list[Article]:
    return [
        article(_TEXT.format(number), f"{number}.txt", published=day("1907-06-01"))
        for number in range(1, count + 1)
    ]


def test_workers_give_what_one_process_gives_in_the_same_order() -> None:
    pool = _articles(20)
    apart, here = WorkersEngine(workers=2), LocalEngine()
    assert list(apart.extract(pool)) == list(here.extract(pool))
    assert (apart.model, apart.version) == (here.model, here.version)
    assert apart.failures == ()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL")
def test_a_worker_that_dies_costs_the_article_that_it_was_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pool, started = _articles(60), list[Apart]()

    def start(*arguments: Any) -> Apart:
        started.append(Apart(*arguments))
        return started[-1]

    monkeypatch.setattr(team, "Apart", start)
    engine = WorkersEngine(workers=2)
    found = engine.extract(pool)
    done = list(islice(found, 3))
    for process in started:
        os.kill(process.pid, signal.SIGKILL)
    done += found
    assert len(started) == 4
    assert len(done) + len(engine.failures) == len(pool)
    assert 1 <= len(engine.failures) <= 2
    assert all("the worker died of it" in one.reason for one in engine.failures)
    lost = {one.path for one in engine.failures}
    assert done == list(LocalEngine().extract(one for one in pool if one.path not in lost))


def test_what_takes_far_too_long_is_listed_and_the_run_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(team, "_PER_CHARACTER", 0.0)
    engine = WorkersEngine(workers=2, patience=0.0)
    assert list(engine.extract(_articles(2))) == []
    assert [one.path for one in engine.failures] == ["1.txt", "2.txt"]
    assert all("it takes far too long" in one.reason for one in engine.failures)


def test_a_worker_that_has_done_many_articles_makes_room_for_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started = list[Apart]()

    def start(*arguments: Any) -> Apart:
        started.append(Apart(*arguments))
        return started[-1]

    monkeypatch.setattr(team, "Apart", start)
    monkeypatch.setattr(team, "_MOST", 4)
    pool = _articles(9)
    assert list(WorkersEngine(workers=2).extract(pool)) == list(LocalEngine().extract(pool))
    assert len(started) > 2


def test_few_articles_are_not_worth_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object) -> Iterator[None]:
        raise AssertionError("no process is to be started")

    monkeypatch.setattr(team, "Apart", nobody)
    assert len(list(WorkersEngine().extract(_articles(3)))) == 3


def test_the_parent_of_workers_knows_the_version_of_the_pipeline_and_never_loads_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.txt").write_text(_TEXT.format(3), encoding="utf-8")
    code = (
        "import sys; from timeline.cli import app\n"
        "try: app(['extract', 'a.txt', '--workers', '2'])\n"
        "except SystemExit as end: sys.exit(end.code or 'spacy' in sys.modules)"
    )
    done = python("-c", code, folder=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert b"Extracted 1 article." in done.stdout
    assert packaged_model() == pipeline_version(load_pipeline())


def test_a_pipeline_that_workers_cannot_use_is_told_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(_TEXT.format(3), encoding="utf-8")
    said = {
        timeline("extract", "a.txt", "--model", "nowhere", "--workers", number, code=1).stderr
        for number in ("1", "2", "auto")
    }
    with pytest.raises(ExtractionFailed) as told, closing(WorkersEngine("nowhere", (), 2)) as team:
        team.ready()
    assert said == {f"{told.value}\n"}
    assert not Path("timeline.db").exists()
