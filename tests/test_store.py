"""The store's file, and looking things up in it."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from samples import GENERATOR, article

from timeline.corrections import identified
from timeline.filters import Filter
from timeline.intake import Reading
from timeline.kept_files import KeptFiles
from timeline.model import Correction, Day, Timeline
from timeline.reading import merge_carriers
from timeline.store import Store, StoreError

ALIAS = identified(Correction("", "alias", names=("Anne Roux", "A. Roux"), made=""))
FIRE = "Le moulin a brûlé en 1907."


# The file


def test_only_its_owner_can_read_the_file(tmp_path: Path):
    before = os.umask(0)
    try:
        with Store.create(tmp_path / "t.db") as store:
            store.record([Reading("/c", article(FIRE))], [], merge_carriers)
            made = list(tmp_path.iterdir())
            assert {stat.S_IMODE(one.stat().st_mode) for one in made} == {0o600}
    finally:
        os.umask(before)


def test_what_was_saved_is_there_the_next_time(tmp_path: Path, made_by_hand: Timeline):
    with Store.create(tmp_path / "t.db") as store:
        store.record([Reading("/c", one) for one in made_by_hand.articles], ["/c"], merge_carriers)
        store.record([Reading("/c", one) for one in made_by_hand.skipped], [], merge_carriers)
        store.save_events(made_by_hand.events, made_by_hand.generator, "state")
    with Store.open(tmp_path / "t.db") as reader:
        assert reader.timeline() == made_by_hand
        assert reader.saved_state() == "state"


def test_there_is_no_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError, match=r"^No timeline.db here: run `timeline extract FOLDER`"):
        Store.open(Path("timeline.db"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("open_it", [Store.open, Store.create])
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, open_it):
    path = tmp_path / "letter.db"
    path.write_text("Madame, Monsieur, " * 200, encoding="utf-8")
    with pytest.raises(StoreError, match="is not a timeline database"):
        open_it(path)
    assert path.read_text(encoding="utf-8").startswith("Madame, Monsieur")


@pytest.mark.parametrize("open_it", [Store.open, Store.create])
def test_a_database_of_another_program_is_left_alone(tmp_path: Path, open_it):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE notes (note TEXT)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="is not a timeline database"):
        open_it(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("open_it", [Store.open, Store.create])
def test_a_database_of_a_newer_timeline_is_left_alone(tmp_path: Path, open_it):
    path = tmp_path / "t.db"
    Store.create(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 999")
    with pytest.raises(StoreError, match="written by a newer timeline"):
        open_it(path)


@pytest.mark.parametrize("open_it", [Store.open, Store.create])
def test_a_folder_is_no_database(tmp_path: Path, open_it):
    with pytest.raises(StoreError, match="is a folder"):
        open_it(tmp_path)


def test_an_empty_file_becomes_a_database(tmp_path: Path):
    path = tmp_path / "t.db"
    path.touch()
    with pytest.raises(StoreError, match="holds no timeline yet"):
        Store.open(path)
    Store.create(path).close()
    Store.open(path).close()


def test_a_reader_cannot_write(tmp_path: Path):
    Store.create(tmp_path / "t.db").close()
    with Store.open(tmp_path / "t.db") as reader, pytest.raises(sqlite3.OperationalError):
        reader._db.execute("DELETE FROM articles")


def test_reading_leaves_no_files_behind(tmp_path: Path):
    Store.create(tmp_path / "t.db").close()
    with Store.open(tmp_path / "t.db") as reader:
        list(reader.events())
    assert [one.name for one in tmp_path.iterdir()] == ["t.db"]


def test_a_damaged_database_is_told_in_one_sentence(tmp_path: Path):
    path = tmp_path / "t.db"
    with Store.create(path) as store:
        notes = (article(f"{FIRE} {number}", f"{number}.txt") for number in range(200))
        store.record((Reading("/c", note) for note in notes), [], merge_carriers)
    data = bytearray(path.read_bytes())
    data[8192:] = b"\xff" * (len(data) - 8192)
    path.write_bytes(bytes(data))
    with pytest.raises(StoreError, match="cannot be used"), Store.open(path) as reader:
        list(reader.articles())


@pytest.mark.parametrize("version", [1, 2, 3, 4, 5])
def test_a_database_of_an_earlier_schema_is_read_as_it_is_and_brought_up_to_date(
    tmp_path: Path, version: int
):
    path = tmp_path / "t.db"
    with Store.create(path) as store:
        store.record([Reading("/c", article(FIRE))], [], merge_carriers)
        before = store.state("v")
    with sqlite3.connect(path) as db:
        for table in ("kept_pairs", "kept_mentions", "kept_articles", "kept_notes"):
            db.execute(f"DROP TABLE {table}")
        if version < 5:
            db.execute("DROP TABLE files")
        if version < 4:
            db.execute("DROP TABLE corrections")
        if version < 3:
            db.executescript("DROP TABLE fingerprints; DROP TABLE copies;")
        if version < 2:
            db.execute("DROP TABLE passed_over")
        db.execute(f"PRAGMA user_version = {version}")
    with Store.open(path) as reader:
        assert (reader.corrections(), reader.problems()) == ([], {})
        assert [one.copy_of for one in reader.articles()] == [None]
        assert reader.counts().copies == 0
        assert reader.state("v") == before
    assert (KeptFiles.at(path) is None) == (version < 5)
    with Store.existing(path) as store:
        store.add_correction(ALIAS)
        assert store.corrections() == [ALIAS]
        if version < 3:
            assert store.without_fingerprint("v1") == [article(FIRE).id]


# Looking things up


@pytest.fixture
def filled(made_by_hand: Timeline) -> Iterable[Store]:
    with Store.in_memory() as store:
        store.record([Reading("/c", one) for one in made_by_hand.articles], ["/c"], merge_carriers)
        store.save_events(made_by_hand.events, made_by_hand.generator, "state")
        yield store


def test_events_come_in_their_order_those_without_a_date_last(
    filled: Store, made_by_hand: Timeline
):
    assert list(filled.events()) == list(made_by_hand.events)
    shuffled = made_by_hand.events[::-1]
    filled.save_events(shuffled, GENERATOR, "state")
    dated = [one for one in shuffled if one.date]
    assert list(filled.events()) == dated + [one for one in shuffled if not one.date]


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(since=Day(2012, 5, 8)),
        Filter(until=Day(1950, 1, 1)),
        Filter(since=Day(2012, 5, 7), until=Day(2012, 5, 7)),
        Filter(types=("opening", "closing")),
        Filter(factualities=("planned", "alleged")),
        Filter(min_sources=2),
    ],
)
def test_the_database_filters_as_the_filter_does(
    filled: Store, made_by_hand: Timeline, wanted: Filter
):
    expected = [one for one in made_by_hand.events if wanted.accepts(one, {})]
    assert list(filled.events(wanted)) == expected
    assert 0 < len(expected) < len(made_by_hand.events)


def test_events_and_articles_are_found_by_the_beginning_of_their_id(
    filled: Store, made_by_hand: Timeline
):
    wanted = made_by_hand.events[4]
    assert filled.event(wanted.id[:8]) == wanted
    assert filled.event_of(wanted.memberships[0].mention.id) == wanted.id
    note = made_by_hand.articles[0]
    assert filled.article(note.id[:8]) == note
    assert filled.article(note.path) == note


def test_an_ambiguous_beginning_names_the_candidates(filled: Store, made_by_hand: Timeline):
    first, second = made_by_hand.events[:2]
    twins = [replace(first, id="abc123"), replace(second, id="abc124")]
    filled.save_events(twins, GENERATOR, "state")
    with pytest.raises(StoreError, match="abc123, abc124"):
        filled.event("abc")
    assert filled.event("abc123").title == first.title


@pytest.mark.parametrize("name", ["zzz", "%", "_", "'"])
def test_an_unknown_id_says_where_to_look(filled: Store, name: str):
    with pytest.raises(StoreError, match="No event has an id that begins with"):
        filled.event(name)


def test_events_are_read_as_they_are_asked_for(filled: Store):
    events = filled.events()
    next(events)
    filled.close()
    events.close()  # what was not asked for was not read, and is not missed
