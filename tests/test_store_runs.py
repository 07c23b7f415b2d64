"""Runs one after the other into one store: reruns, unions, and what vanished."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from samples import GENERATOR, article, day, event, mention

from timeline.corrections import identified
from timeline.intake import Reading
from timeline.model import Article, Correction, Mention, Skipped
from timeline.reading import merge_carriers
from timeline.rendering.json_export import to_json
from timeline.store import Store, StoreReader

FIRE = "Le moulin a brûlé en 1907."
FLOOD = "La rivière a débordé en 1910."


def reading(text: str, path: str = "a.txt", root: str = "/corpus", **fields: object) -> Reading:
    return Reading(root, article(text, path, **fields))


def take(store: Store, *readings: Reading, scopes: Iterable[str] = ("/corpus",)) -> None:
    store.record(readings, list(scopes), merge_carriers)


def mentions_of(one: Article) -> list[Mention]:
    return [mention(one, one.text, one.text.split()[3], date=day("1907-01-01"))]


def finish(store: Store, version: str = "v1") -> list[str]:
    """Extracts what is stale, makes events of all mentions; gives what was extracted."""
    stale = store.stale(version)
    articles = list(store.articles_of(stale))
    store.save_mentions([(one, mentions_of(one)) for one in articles], version)
    events = [event(one) for one in sorted(store.mentions(), key=lambda one: one.id)]
    store.save_events(events, GENERATOR, store.state("r1"))
    return [one.path for one in articles]


def paths(store: StoreReader) -> list[str]:
    return [one.path for one in store.articles()]


@pytest.fixture
def store() -> Iterable[Store]:
    with Store.in_memory() as store:
        yield store


# Reruns


def test_what_has_not_changed_is_not_extracted_again(store: Store):
    take(store, reading(FIRE, "a.txt"), reading(FLOOD, "b.txt"))
    assert sorted(finish(store)) == ["a.txt", "b.txt"]
    take(store, reading(FIRE, "a.txt"), reading(FLOOD, "b.txt"))
    assert finish(store) == []


def test_another_version_extracts_everything_again(store: Store):
    take(store, reading(FIRE))
    finish(store, "v1")
    assert finish(store, "v2") == ["a.txt"]


def test_all_articles_can_be_asked_for(store: Store):
    take(store, reading(FIRE))
    finish(store)
    assert len(store.stale("v1", everything=True)) == 1


def test_another_day_of_publication_is_a_change(store: Store):
    take(store, reading(FIRE, "a.txt"), reading(FLOOD, "b.txt"))
    finish(store)
    later = reading(FIRE, "a.txt", published=day("1907-03-02"))
    take(store, later, reading(FLOOD, "b.txt"))
    assert finish(store) == ["a.txt"]


def test_a_file_that_moved_is_no_change(store: Store):
    take(store, reading(FIRE, "a.txt"))
    finish(store)
    take(store, reading(FIRE, "elsewhere/a.txt"))
    assert finish(store) == []
    assert paths(store) == ["elsewhere/a.txt"]


def test_a_file_with_new_words_is_a_new_article(store: Store):
    take(store, reading(FIRE, "a.txt"))
    finish(store)
    take(store, reading(FLOOD, "a.txt"))
    assert finish(store) == ["a.txt"]
    assert [one.text for one in store.articles()] == [FLOOD]
    assert [one.title for one in store.events()] == [FLOOD.rstrip(".")]


def test_the_state_tells_whether_events_are_to_be_made_anew(store: Store):
    take(store, reading(FIRE))
    finish(store)
    assert store.state("r1") == store.saved_state()
    assert store.state("r2") != store.saved_state()
    take(store, reading(FIRE), reading(FLOOD, "b.txt"))
    assert store.state("r1") != store.saved_state()


def test_an_interrupted_run_leaves_the_last_timeline(store: Store):
    take(store, reading(FIRE))
    finish(store)
    before = list(store.events())
    take(store, reading(FLOOD, "b.txt"))
    assert not store.is_finished()
    assert list(store.events()) == before
    finish(store)
    assert store.is_finished()


def test_a_failed_reading_takes_nothing_in(store: Store):
    def failing() -> Iterable[Reading]:
        yield reading(FIRE)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.record(failing(), ["/corpus"], merge_carriers)
    assert paths(store) == []
    assert store.is_finished()


def test_a_correction_is_a_change_and_when_it_was_made_is_none(store: Store):
    take(store, reading(FIRE))
    finish(store)
    before = store.state("r1")
    said = Correction("", "hide", (("m1",),), about=("Le feu",), made="2025-02-15T12:00:00Z")
    later = replace(said, about=(), made="2025-03-01T08:00:00Z")
    states = []
    for one in map(identified, (said, later)):
        store.add_correction(one)
        states.append(store.state("r1"))
        assert store.corrections() == [one]
    assert states[0] == states[1] != before
    store.remove_corrections([identified(said).id])
    assert store.state("r1") == before


# Unions, and what vanished


def test_a_second_folder_is_added(store: Store):
    take(store, reading(FIRE, "a.txt", "/one"), scopes=["/one"])
    take(store, reading(FLOOD, "b.txt", "/two"), scopes=["/two"])
    assert paths(store) == ["a.txt", "b.txt"]


def test_what_vanished_is_dropped_under_the_folders_of_this_run_alone(store: Store):
    take(store, reading(FIRE, "a.txt", "/one"), scopes=["/one"])
    take(store, reading(FLOOD, "b.txt", "/two"), scopes=["/two"])
    finish(store)
    take(store, scopes=["/one"])
    finish(store)
    assert paths(store) == ["b.txt"]
    assert len(list(store.events())) == 1


def test_a_folder_whose_name_begins_the_same_is_another(store: Store):
    take(store, reading(FIRE, "a.txt", "/corpus-2"), scopes=["/corpus-2"])
    take(store, scopes=["/corpus"])
    assert paths(store) == ["a.txt"]


def test_naming_one_file_does_not_drop_its_neighbours(store: Store):
    take(store, reading(FIRE, "a.txt"), reading(FLOOD, "b.txt"))
    take(store, reading(FIRE, "a.txt"), scopes=["/corpus/a.txt"])
    assert paths(store) == ["a.txt", "b.txt"]


def test_an_article_stays_while_one_file_carries_it(store: Store):
    take(store, reading(FIRE, "a.txt", "/one"), scopes=["/one"])
    take(store, reading(FIRE, "b.txt", "/two"), scopes=["/two"])
    assert [one.carriers for one in store.articles()] == [("a.txt", "b.txt")]
    take(store, scopes=["/one"])
    assert [one.carriers for one in store.articles()] == [("b.txt",)]


def test_a_file_is_named_from_the_outermost_folder_it_was_found_under(store: Store):
    inner = reading(FIRE, "a.txt", "/corpus/1907")
    outer = reading(FIRE, "1907/a.txt", "/corpus")
    for runs in ([inner, outer], [outer, inner]):
        for one in runs:
            take(store, one, scopes=[one.root])
        assert [one.carriers for one in store.articles()] == [("1907/a.txt",)]
        take(store, scopes=["/corpus"])
        finish(store)


def test_the_order_of_runs_does_not_show():
    runs = [
        [reading(FIRE, "x/a.txt", "/one", title="Incendie")],
        [reading(FIRE, "b.txt", "/two", published=day("1907-03-02")), reading(FLOOD, "c", "/two")],
        [reading(FLOOD, "d.txt", "/three", author="J. Morel")],
        [Reading("/three", Skipped("photo.jpg", "not text"))],
    ]
    exports = set()
    for order in (runs, runs[::-1], runs[2:] + runs[:2]):
        with Store.in_memory() as store:
            for run in order:
                take(store, *run, scopes=[])
                finish(store)
            exports.add(to_json(store.timeline(), with_text=True))
    assert len(exports) == 1


def test_a_file_that_can_no_longer_be_read_is_skipped_and_its_article_gone(store: Store):
    take(store, reading(FIRE, "a.txt"))
    take(store, Reading("/corpus", Skipped("a.txt", "empty file")))
    assert paths(store) == []
    assert list(store.skipped()) == [Skipped("a.txt", "empty file")]
    take(store, reading(FIRE, "a.txt"))
    assert paths(store) == ["a.txt"]
    assert list(store.skipped()) == []


def test_where_files_lie_never_leaves_the_store(store: Store):
    take(store, reading(FIRE, "a.txt", "/home/someone/secret"), scopes=[])
    take(store, Reading("/home/someone/secret", Skipped("b.txt", "empty file")), scopes=[])
    finish(store)
    assert "secret" not in to_json(store.timeline(), with_text=True)


def test_odd_names_and_texts_are_kept(store: Store):
    broken = "Le \ud800 a brûlé en 1907.\x1b[2J"
    name = "na\nme\udce9\u202e.txt"
    take(store, reading(broken, name, title="t\x00\udfff"))
    (kept,) = store.articles()
    assert kept.text == broken
    assert kept.title == "t\x00\udfff"
    assert kept.path == "na\nme\\udce9\u202e.txt"


# Copies of articles


def finger(store: Store, version: str = "v1") -> list[str]:
    """Makes the fingerprints that are missing; gives the ids of their articles."""
    missing = store.without_fingerprint(version)
    store.save_fingerprints([(one, one.encode()) for one in missing], version)
    return missing


def test_only_new_texts_get_a_fingerprint(store: Store):
    fire, flood = reading(FIRE, "a.txt"), reading(FLOOD, "b.txt")
    take(store, fire)
    assert finger(store) == [fire.outcome.id]
    take(store, fire, flood)
    assert finger(store) == [flood.outcome.id]
    assert finger(store) == []
    assert len(finger(store, "v2")) == 2
    take(store, flood)
    assert list(store.fingerprints()) == [(flood.outcome.id, flood.outcome.id.encode())]


def test_copies_are_kept_with_the_events_and_are_no_part_of_the_state(store: Store):
    take(store, reading(FIRE, "a.txt"), reading(FLOOD, "b.txt"))
    finish(store)
    first, second = store.articles()
    state = store.state("r1")
    store.save_events([], GENERATOR, state, {second.id: first.id})
    assert [one.copy_of for one in store.articles()] == [None, first.id]
    assert store.article("b.txt").copy_of == first.id
    assert [one.path for one in store.relatives(store.article("a.txt"))] == ["b.txt"]
    assert [one.path for one in store.relatives(store.article("b.txt"))] == ["a.txt"]
    assert store.counts().copies == 1
    assert store.state("r1") == state
    store.save_events([], GENERATOR, state)
    assert [one.copy_of for one in store.articles()] == [None, None]
