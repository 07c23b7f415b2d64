"""What one store tells after many runs is what one run tells, though each works out only a part."""

from __future__ import annotations

import hashlib
import random
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from crowd import NAMES, crowd
from hypothesis import given, settings
from hypothesis import strategies as st
from test_reconcile_properties import tellings
from test_run_orders import FILES, NamingEngine, readings

from timeline.corrections import identified
from timeline.engine.run import Summary, remake, update
from timeline.intake import Reading
from timeline.model import Article, Correction, DateSpan, Day, Event, Mention, Skipped, Zone
from timeline.reconciliation import blocking
from timeline.rendering.json_export import to_json
from timeline.store import Store

# A new article may make a surname ambiguous, a spelling frequent, or spell an acronym out.
_NAMES = (
    *NAMES,
    ("Ferrand", "PER"),
    ("Nadia Ferrand", "PER"),
    ("Nadia Ferand", "PER"),
    ("OFH", "ORG"),
    ("Office français de l'habitat", "ORG"),
    ("groupe VoltaGen", "ORG"),
)
_SLOTS = "abcdefg"
# As they are, and such that a few mentions fill them.
_LIMITS = (
    {},
    {"_MOST_COMPARED": 3, "_NEIGHBOURS": 2, "_MOST_OF_COMMON": 2, "_FEWEST_OF_COMMON": 2},
)


class ToldEngine:
    """In place of the pipeline: the mentions that articles are given with."""

    version = model = "told 1"
    failures: tuple[Skipped, ...] = ()
    compare = None

    def __init__(self) -> None:
        self.told: dict[str, tuple[Mention, ...]] = {}

    def ready(self) -> None:
        """There is nothing to load."""

    def extract(self, articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Mention, ...]]]:
        return ((one, self.told[one.id]) for one in articles)

    def article(self, text: str, told: Sequence[Mention], published: DateSpan | None) -> Article:
        """An article of this text that tells these mentions of another one."""
        name = hashlib.sha256(text.encode()).hexdigest()[:16]

        def here(one: Mention, identifier: str | None) -> str | None:
            return identifier and name + identifier.removeprefix(one.article)

        self.told[name] = tuple(
            replace(
                one,
                id=name + one.id.removeprefix(one.article),
                article=name,
                refers_to=here(one, one.refers_to),
                carried_from=here(one, one.carried_from),
            )
            for one in told
        )
        zones = (Zone(0, len(text), "body"),)
        return Article(name, "", text, published=published, zones=zones)


def run(store: Store, files: Mapping[str, Article], engine: ToldEngine) -> str:
    """What a store tells after a run over all these files, and of which corrections are idle."""
    found = [
        Reading("/corpus", replace(one, path=name, carriers=(name,)))
        for name, one in sorted(files.items())
    ]
    update(store, found, ["/corpus"], engine)
    return to_json(store.timeline(), undated=True) + repr(sorted(store.problems().items()))


def run_anew(files: Mapping[str, Article], engine: ToldEngine, said: Sequence[Correction]) -> str:
    """The same of a new store."""
    with Store.in_memory() as store:
        for one in said:
            store.add_correction(one)
        return run(store, files, engine)


@st.composite
def corrections(draw: st.DrawFn, events: Sequence[Event]) -> Correction:
    """Something that a user may say of these events or of names."""
    kind = draw(st.sampled_from(["merge", "split", "redate", "hide", "alias", "apart"]))
    if kind in ("alias", "apart"):
        named = st.sampled_from([name for name, _ in _NAMES])
        names = draw(st.lists(named, min_size=2, max_size=2, unique=True))
        return identified(Correction("", kind, names=tuple(names)))
    ids = [tuple(one.id for one in event.mentions) for event in events]
    chosen = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=2, unique=True))
    if kind == "split" and len(chosen[0]) > 1:
        return identified(Correction("", kind, (chosen[0][:1], chosen[0][1:])))
    if kind == "merge" and len(chosen) > 1:
        return identified(Correction("", kind, tuple(chosen)))
    if kind == "redate":
        date = draw(st.sampled_from([None, DateSpan.of_day(Day(2015, 12, 5))]))
        return identified(Correction("", kind, (chosen[0],), date=date))
    return identified(Correction("", "hide", (chosen[0],)))


@pytest.mark.parametrize("limits", _LIMITS)
@settings(max_examples=60)
@given(data=st.data())
def test_whatever_runs_and_corrections_led_to_it_a_store_tells_what_one_run_tells(
    limits: dict[str, int], data: st.DataObject
):
    engine = ToldEngine()
    versions = data.draw(st.lists(tellings(_SLOTS, _NAMES), min_size=2, max_size=3))
    days = st.sampled_from([None, DateSpan.of_day(Day(2015, 12, 7))])
    contents = st.tuples(
        st.sampled_from(_SLOTS), st.integers(0, len(versions) - 1), st.booleans(), days
    )
    changes = st.dictionaries(st.sampled_from("123456"), st.none() | contents, min_size=1)
    files: dict[str, Article] = {}
    with Store.in_memory() as store, patch.dict(vars(blocking), limits):
        for first in (True, *data.draw(st.lists(st.just(False), min_size=1, max_size=4))):
            for file, content in data.draw(changes).items():
                files.pop(file, None)
                if content is not None:
                    letter, version, copied, day = content
                    told = [one for one in versions[version] if one.article == letter]
                    # A text of the same words is a copy.
                    text = f"Page {letter} numéro {version}" + "!" * copied
                    files[file] = engine.article(text, told, day)
            events = list(store.events())
            if not first and events and data.draw(st.booleans()):
                store.add_correction(data.draw(corrections(events)))
            if (said := store.corrections()) and data.draw(st.booleans()):
                store.remove_corrections([data.draw(st.sampled_from(said)).id])
            told_here = run(store, files, engine)
            assert told_here == run_anew(files, engine, store.corrections())


@pytest.mark.parametrize("seed", range(5))
def test_articles_of_a_crowd_come_and_go_and_are_copied_and_corrected(seed: int):
    engine, chance = ToldEngine(), random.Random(seed)
    known = defaultdict(list)
    for one in crowd(200):
        known[one.article].append(one)
    files: dict[str, Article] = {}
    with Store.in_memory() as store, patch.dict(vars(blocking), _LIMITS[1]):
        for step in range(6):
            for name in chance.sample(sorted(known), 3 if step else 25):
                if files.pop(name, None) is None:
                    copied = chance.choice(["", "!", "!!"])
                    other = chance.choice(sorted(known)) if copied else name
                    files[name] = engine.article(f"Page {other}{copied}", known[other], None)
            events = [one for one in store.events() if len(one.memberships) > 1]
            if events and chance.random() < 0.7:
                ids = [[m.id for m in one.mentions] for one in chance.sample(events, 2)]
                split = ((*ids[0][:1],), (*ids[0][1:],))
                said = chance.choice([("split", split), ("merge", ((*ids[0],), (*ids[1],)))])
                store.add_correction(identified(Correction("", *said)))
            elif said := store.corrections():
                store.remove_corrections([chance.choice(said).id])
            assert run(store, files, engine) == run_anew(files, engine, store.corrections())


def take(store: Store, *names: str, **more: str) -> Summary:
    """A run over these files and others of the same folder."""
    files = FILES | {f"{name}.txt": text for name, text in more.items()}
    found = readings([*names, *(f"{name}.txt" for name in more)], files)
    return update(store, found, [], NamingEngine())


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as store:
        take(store, *FILES)
        yield store


def test_an_article_about_others_leaves_the_events_of_the_rest_alone(store: Store):
    before = store.counts().events
    done = take(store, e="Anne Roux a fondé Sirius en 1999.")
    assert (done.worked_out, done.held.events) == (1, before + 1)


def test_an_article_about_the_same_works_out_what_it_joins(store: Store):
    before = store.counts().events
    done = take(store, e="Paul Meyer a quitté VoltaGen en 2018.")
    assert done.held.events == before
    assert done.worked_out < before


def test_a_correction_works_out_the_event_that_it_is_about(store: Store):
    event = max(store.events(), key=lambda one: len(one.memberships))
    hide = Correction("", "hide", (tuple(one.id for one in event.mentions),))
    store.add_correction(identified(hide))
    assert remake(store) == 1
    assert store.event(event.id).hidden


def test_a_namesake_in_a_new_article_parts_what_the_surname_joined():
    with Store.in_memory() as store:
        take(store, a="Claire Dumas a fondé Sirocco en 2015.", b="Dumas a fondé Sirocco en 2015.")
        (event,) = store.events()
        assert [one.name for one in event.participants] == ["Claire Dumas", "Sirocco"]
        take(store, c="Jean Dumas a voté en 1999.")
        assert "Dumas" in {one.name for event in store.events() for one in event.participants}


def test_with_fresh_or_by_other_rules_everything_is_worked_out(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    everything = store.counts().events
    again = update(store, readings(FILES, FILES), [], NamingEngine(), fresh=True)
    assert again.worked_out == everything
    monkeypatch.setattr("timeline.engine.run.reconciliation_version", lambda: "other rules")
    assert remake(store) == everything
    assert remake(store) == 0


def test_a_database_of_an_earlier_schema_is_worked_out_once(tmp_path: Path):
    path = tmp_path / "timeline.db"
    with Store.create(path) as store:
        take(store, *FILES)
        everything = store.counts().events
    with sqlite3.connect(path) as db:
        for table in ("notes", "pairs", "mentions", "articles"):
            db.execute(f"DROP TABLE kept_{table}")
        db.execute("PRAGMA user_version = 4")
    with Store.create(path) as store:
        assert remake(store) == everything
        assert remake(store) == 0
