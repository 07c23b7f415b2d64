"""A dispatch that a second outlet takes over is one source; somebody's own account is another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import timeline
from dispatches import DISPATCH, OWN_ACCOUNT, TAKEN_OVER


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of a dispatch, its copy under a hostile name, and an account of its own."""
    folder = tmp_path_factory.mktemp("press")
    (folder / "articles").mkdir()
    (folder / "articles" / "agence\x1b[2J.txt").write_text(DISPATCH, encoding="utf-8")
    (folder / "articles" / "page.html").write_text(TAKEN_OVER, encoding="utf-8")
    db = folder / "timeline.db"
    shown = timeline("extract", str(folder / "articles"), "--db", str(db)).stdout
    assert "1 article is a copy of another, and no source of its own.\n" in shown
    assert sources(db) == {1}
    (folder / "articles" / "own.txt").write_text(OWN_ACCOUNT, encoding="utf-8")
    timeline("extract", str(folder / "articles"), "--db", str(db))
    return db


def sources(db: Path) -> set[int]:
    """How many sources tell of the agreement, by each of the events that are one."""
    exported = timeline("export", "-", "--format", "json", "--type", "agree", "--db", str(db))
    return {event["sources"] for event in json.loads(exported.stdout)["events"]}


def test_a_second_account_is_a_second_source(press: Path):
    assert sources(press) == {2}
    exported = json.loads(timeline("export", "-", "--format", "json", "--db", str(press)).stdout)
    ids = {one["path"]: one["id"] for one in exported["articles"]}
    originals = {one["path"]: one["copy_of"] for one in exported["articles"]}
    assert originals == {
        "agence\x1b[2J.txt": None,
        "own.txt": None,
        "page.html": ids["agence\x1b[2J.txt"],
    }


def test_quotes_name_the_original(press: Path):
    shown = timeline("show", "--type", "agree", "--quotes", "--db", str(press)).stdout
    assert "2 sources" in shown
    assert "— page.html, 15 mars 2023, copy of agence␛[2J.txt\n" in shown


def test_an_explanation_says_what_is_a_copy(press: Path):
    line = timeline("show", "--type", "agree", "--db", str(press)).stdout.splitlines()[1]
    shown = timeline("explain", line.split()[-1], "--db", str(press)).stdout
    assert "3 mentions, 2 sources, 1 copy\n" in shown
    assert "published 15 mars 2023 (metadata), a copy of agence␛[2J.txt\n" in shown
    assert ", in a copy of its article\n" in shown


def test_an_article_is_shown_with_its_original_or_its_copies(press: Path):
    copy = timeline("show", "--article", "page.html", "--db", str(press)).stdout
    assert "copy of    agence␛[2J.txt\n" in copy
    original = timeline("show", "--article", "agence\x1b[2J.txt", "--db", str(press)).stdout
    assert "copies     page.html\n" in original
