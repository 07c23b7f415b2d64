"""One timeline, whatever the runs that led to it: merging and all, only the model left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import pytest
from plain_extraction import PlainExtraction
from samples import article

from timeline.engine.run import timeline_of, update
from timeline.intake import Reading
from timeline.model import Article, Mention, Participant, Skipped
from timeline.rendering.json_export import to_json
from timeline.store import Store

FILES = {
    "a.txt": "Claire Dumas a fondé VoltaGen en 2015. Paul Meyer a quitté VoltaGen en 2018.",
    "b.txt": "En 2015, Dumas a fondé Volta Gen. Claire Dumas a fondé Ampère Lab en 2019.",
    "c.txt": "Paul Meyer a quitté VoltaGen. Le conseil de VoltaGen a voté en 2018.",
    "d.txt": "Meyer a quitté VoltaGen en 2018. Jean Dumas a fondé Sirocco en 2019.",
}
ALL = tuple(FILES)
TYPES = {"fondé": "found", "quitté": "end_position", "voté": "vote"}


class NamingEngine(PlainExtraction):
    """Sentences as of `PlainExtraction`, with the names before the verb and behind it."""

    model = "noms 1"
    failures: tuple[Skipped, ...] = ()
    compare = None

    def ready(self) -> None:
        """It is."""

    def extract(self, articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Mention, ...]]]:
        return self(articles, None, None)

    def _mentions(self, article: Article) -> Iterator[Mention]:
        for one in super()._mentions(article):
            at = one.trigger.char_start - one.char_start
            people = [
                Participant(name[0], "PER", "agent" if name.start() < at else "patient")
                for name in re.finditer(r"(?!En |Le )[A-Z]\w+(?: [A-Z]\w+)*", one.quote)
            ]
            yield replace(one, type=TYPES[one.trigger.text], participants=tuple(people))


def readings(names: Iterable[str], files: Mapping[str, str]) -> list[Reading]:
    return [Reading("/corpus", article(files[name], name)) for name in names]


def run(store: Store, names: Sequence[str], files: Mapping[str, str] = FILES) -> str:
    """What a store tells after a run over these files."""
    scopes = [f"/corpus/{name}" for name in names]
    update(store, readings(names, files), scopes, NamingEngine())
    return to_json(store.timeline(), undated=True)


@pytest.fixture
def at_once() -> str:
    """What one run over all files tells; two events of it by several articles."""
    with Store.in_memory() as store:
        export = run(store, ALL)
    assert [one["sources"] for one in json.loads(export)["events"]] == [2, 3, 1, 1, 1]
    return export


@pytest.mark.parametrize(
    "runs",
    [
        [ALL[::-1]],
        [ALL[:2], ALL[2:]],
        [ALL[2:], ALL[:2]],
        [[name] for name in ALL],
        [[name] for name in reversed(ALL)],
        [["b.txt"], ["d.txt", "b.txt"], ["c.txt"], ["a.txt", "c.txt"]],
    ],
)  # fmt: skip
def test_how_the_files_came_in_does_not_show(at_once: str, runs: Sequence[Sequence[str]]):
    with Store.in_memory() as store:
        exports = [run(store, names) for names in runs]
    assert exports[-1] == at_once


def test_what_a_file_said_before_does_not_show(at_once: str):
    before = {**FILES, "a.txt": "Claire Dumas a quitté VoltaGen en 2018."}
    with Store.in_memory() as store:
        assert run(store, ALL, before) != at_once
        assert run(store, ["a.txt"]) == at_once


def test_a_timeline_without_a_store_is_the_same(at_once: str):
    made = timeline_of(readings(reversed(ALL), FILES), NamingEngine())
    assert to_json(made, undated=True) == at_once
