"""Fixtures for all tests. Lying here, it also lets every test import `samples`."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from plain_extraction import PlainExtraction, one_event_a_title
from samples import sample

import timeline.engine.local
import timeline.extraction
import timeline.reconciliation
from timeline.intake import Reading
from timeline.model import Timeline
from timeline.reading import merge_carriers
from timeline.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# How long an example takes depends on the machine, and no test is about that.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselects the tests that need treebanks where nothing says where these lie."""
    if all(os.environ.get(f"TIMELINE_{name}") for name in ("TREEBANKS", "ARTICLES")):
        return
    left_out = [item for item in items if item.get_closest_marker("treebanks")]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


@pytest.fixture(scope="session")
def made_by_hand() -> Timeline:
    """A timeline of events of every kind."""
    return sample()


@pytest.fixture
def extraction(monkeypatch: pytest.MonkeyPatch) -> PlainExtraction:
    """Replaces pipeline and reconciliation by ones that need no model."""
    plain = PlainExtraction()
    fakes = {
        "extract_mentions": plain,
        "load_pipeline": lambda model=None: None,
        "load_lexicon": lambda paths=(): None,
    }
    for name, fake in fakes.items():
        monkeypatch.setitem(vars(timeline.extraction), name, fake)
    monkeypatch.setattr(timeline.engine.local, "packaged_model", lambda: plain.version)
    monkeypatch.setattr(timeline.reconciliation, "reconcile", one_event_a_title)
    return plain


@pytest.fixture
def db(tmp_path: Path, made_by_hand: Timeline, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with the timeline made by hand; the working folder is its own."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "timeline.db"
    readings = [Reading("/c", one) for one in (*made_by_hand.articles, *made_by_hand.skipped)]
    with Store.create(path) as store:
        store.record(readings, ["/c"], merge_carriers)
        store.save_events(made_by_hand.events, made_by_hand.generator, "state")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium; without it these tests are skipped, unless they are called for."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium")
    if program is None:
        said = "no chromium on the path"
        pytest.fail(said) if "TIMELINE_BROWSER" in os.environ else pytest.skip(said)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program)
        yield started
        started.close()
