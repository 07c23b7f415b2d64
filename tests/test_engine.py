"""Runs: files in, a store brought up to date, or a timeline in memory."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from dispatches import DISPATCH, OWN_ACCOUNT, TAKEN_OVER
from plain_extraction import PlainExtraction

from timeline.engine import Stage
from timeline.engine.local import LocalEngine
from timeline.engine.reading import read_paths, scopes_of
from timeline.engine.run import Summary, timeline_of, update
from timeline.model import Article, Skipped, Timeline
from timeline.reconciliation.fingerprints import Fingerprint, fingerprint
from timeline.rendering.json_export import to_json
from timeline.store import Store

FIRE = "Le moulin du bas a brûlé en 1907. Les pompiers sont arrivés trop tard."
FLOOD = "La rivière a débordé en 1910. La gare a été inondée."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "sub").mkdir(parents=True)
    (folder / "fire.txt").write_text(FIRE, encoding="utf-8")
    (folder / "sub" / "flood.txt").write_text(FLOOD, encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0 not an article")
    return folder


@pytest.fixture
def store() -> Store:
    return Store.in_memory()


def run(store: Store, *paths: Path, fresh: bool = False) -> Summary:
    return update(store, read_paths(paths), scopes_of(paths), LocalEngine(), fresh=fresh)


def test_files_become_articles_with_paths_below_the_given_folder(corpus: Path):
    readings = list(read_paths([corpus]))
    outcomes = {reading.outcome.path: reading.outcome for reading in readings}
    assert list(outcomes) == ["fire.txt", "photo.jpg", "sub/flood.txt"]
    assert isinstance(outcomes["fire.txt"], Article)
    assert isinstance(outcomes["photo.jpg"], Skipped)
    assert {reading.root for reading in readings} == {str(corpus)}


def test_a_file_is_named_by_its_name_and_lies_in_its_folder(corpus: Path):
    (reading,) = read_paths([corpus / "sub" / "flood.txt"])
    assert reading.outcome.path == "flood.txt"
    assert reading.location == str(corpus / "sub" / "flood.txt")


def test_relative_paths_lie_where_they_lie(corpus: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(corpus)
    for path in (Path(), Path("../corpus"), corpus):
        assert sorted(reading.location for reading in read_paths([path])) == [
            str(corpus / name) for name in ("fire.txt", "photo.jpg", "sub/flood.txt")
        ]


def test_a_path_that_is_not_there_is_skipped_by_its_name(corpus: Path):
    missing = corpus / "nowhere"
    readings = read_paths([corpus / "fire.txt", missing])
    (skipped,) = (one for one in readings if isinstance(one.outcome, Skipped))
    assert skipped.outcome.path == "nowhere"
    assert skipped.location == str(missing)
    assert scopes_of([missing]) == []


def test_two_folders_at_once_each_have_their_root(corpus: Path):
    other = corpus.parent / "other"
    other.mkdir()
    os.mkfifo(other / "pipe.txt")
    roots = {one.outcome.path: one.root for one in read_paths([corpus, other])}
    assert roots["pipe.txt"] == str(other)
    assert roots["fire.txt"] == str(corpus)


def test_a_run_counts_what_it_did(corpus: Path, store: Store, extraction: PlainExtraction):
    summary = run(store, corpus)
    assert summary.extracted == 2
    assert (summary.held.articles, summary.held.events, summary.held.undated) == (2, 3, 1)


def test_a_second_run_extracts_nothing(corpus: Path, store: Store, extraction: PlainExtraction):
    run(store, corpus)
    extraction.extracted.clear()
    assert run(store, corpus).extracted == 0
    assert extraction.extracted == []


def test_a_fresh_run_extracts_everything(corpus: Path, store: Store, extraction: PlainExtraction):
    run(store, corpus)
    assert run(store, corpus, fresh=True).extracted == 2


def test_another_pipeline_extracts_everything(
    corpus: Path, store: Store, extraction: PlainExtraction
):
    run(store, corpus)
    extraction.version = "plain 2"
    assert run(store, corpus).extracted == 2
    assert store.generator().model == "plain 2"


def test_another_lexicon_extracts_everything(
    corpus: Path, tmp_path: Path, store: Store, extraction: PlainExtraction
):
    own = tmp_path / "own.toml"
    own.write_text("[fire]\n", encoding="utf-8")
    versions = {LocalEngine().version, LocalEngine(lexicons=[own]).version}
    own.write_text("[flood]\n", encoding="utf-8")
    versions.add(LocalEngine(lexicons=[own]).version)
    assert len(versions) == 3


def test_only_a_changed_article_is_extracted_again(
    corpus: Path, store: Store, extraction: PlainExtraction
):
    run(store, corpus)
    extraction.extracted.clear()
    (corpus / "fire.txt").write_text(FIRE.replace("1907", "1908"), encoding="utf-8")
    run(store, corpus)
    assert extraction.extracted == ["fire.txt"]


def test_an_interrupted_run_goes_on_where_it_ended(
    corpus: Path,
    store: Store,
    extraction: PlainExtraction,
    monkeypatch: pytest.MonkeyPatch,
):
    def interrupt(stage: Stage, done: int, total: int | None) -> None:
        if stage == "extracting":
            raise KeyboardInterrupt

    monkeypatch.setattr("timeline.engine.run._SAVED_TOGETHER", 1)
    arguments = (store, read_paths([corpus]), scopes_of([corpus]), LocalEngine())
    with pytest.raises(KeyboardInterrupt):
        update(*arguments, progress=interrupt)
    assert not store.is_finished()
    assert run(store, corpus).extracted == 1
    assert store.is_finished()


def test_progress_is_told_to_the_end(corpus: Path, store: Store, extraction: PlainExtraction):
    told: list[tuple[Stage, int, int | None]] = []

    def tell(stage: Stage, done: int, total: int | None) -> None:
        told.append((stage, done, total))

    update(store, read_paths([corpus], progress=tell), [], LocalEngine(), progress=tell)
    assert ("reading", 3, 3) in told
    assert ("extracting", 2, 2) in told
    assert [stage for stage, _, _ in told][-1] == "reconciling"


def test_with_and_without_a_store_the_timeline_is_the_same(
    corpus: Path, store: Store, extraction: PlainExtraction
):
    (corpus / "copy.txt").write_text(FIRE, encoding="utf-8")
    run(store, corpus)
    in_memory = timeline_of(read_paths([corpus]), LocalEngine())
    assert to_json(store.timeline(), with_text=True) == to_json(in_memory, with_text=True)
    assert len(in_memory.events) == 3
    assert in_memory.events[-1].date is None


def test_the_order_of_runs_does_not_show(corpus: Path, extraction: PlainExtraction):
    (corpus / "copy.txt").write_text(FLOOD, encoding="utf-8")
    parts = [corpus / "sub", corpus / "fire.txt", corpus / "copy.txt"]
    exports = set()
    for order in (parts, parts[::-1]):
        store = Store.in_memory()
        for part in order:
            run(store, part)
        exports.add(to_json(store.timeline()))
    assert len(exports) == 1


def test_an_article_that_fails_costs_that_article_only(corpus, monkeypatch):
    import timeline.extraction

    real = timeline.extraction.extract_mentions
    bad = sorted(path.name for path in corpus.rglob("*.txt"))[0]

    def failing(articles, nlp, lexicon):
        articles = list(articles)
        if any(article.path.endswith(bad) for article in articles):
            raise ValueError("a bug")
        return real(articles, nlp, lexicon)

    whole = timeline_of(read_paths([corpus]), LocalEngine())
    monkeypatch.setattr(timeline.extraction, "extract_mentions", failing, raising=False)
    found = timeline_of(read_paths([corpus]), LocalEngine())
    (left_out,) = [one for one in found.skipped if "could not be extracted" in one.reason]
    assert left_out.path.endswith(bad)
    assert len(found.skipped) == len(whole.skipped) + 1
    assert found.articles == whole.articles


# Copies of articles


@pytest.fixture
def press(tmp_path: Path) -> Path:
    folder = tmp_path / "press"
    texts = {"c.txt": DISPATCH, "a/b.html": TAKEN_OVER, "a/a.txt": OWN_ACCOUNT}
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def copies(found: Timeline) -> dict[str, str]:
    paths = {one.id: one.path for one in found.articles}
    return {one.path: paths[one.copy_of] for one in found.articles if one.copy_of}


def test_however_a_store_was_filled_its_copies_are_those_of_one_run(
    press: Path, extraction: PlainExtraction
):
    at_once = timeline_of(read_paths([press]), LocalEngine())
    assert copies(at_once) == {"a/b.html": "c.txt"}
    files = [press / "c.txt", press / "a" / "b.html", press / "a" / "a.txt"]
    for order in (files, files[::-1]):
        store = Store.in_memory()
        for path in order:
            run(store, path)
        run(store, press)
        assert to_json(store.timeline(), with_text=True) == to_json(at_once, with_text=True)


def test_an_original_that_vanished_leaves_its_copy_an_original(
    press: Path, store: Store, extraction: PlainExtraction
):
    assert run(store, press).held.copies == 1
    (press / "c.txt").unlink()
    assert run(store, press).held.copies == 0
    assert copies(store.timeline()) == {}


def test_a_rerun_reads_no_text_again_for_copies(
    press: Path, store: Store, extraction: PlainExtraction, monkeypatch: pytest.MonkeyPatch
):
    run(store, press)
    seen: list[str] = []

    def noting(one: Article) -> Fingerprint:
        seen.append(one.path)
        return fingerprint(one)

    monkeypatch.setattr("timeline.reconciliation.fingerprints.fingerprint", noting)
    (press / "new.txt").write_text(FLOOD, encoding="utf-8")
    run(store, press)
    assert seen == ["new.txt"]
