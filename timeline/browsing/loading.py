"""What is done beside the screen's own work: reading the events, and correcting them.

Each function is run in a thread, opens the store itself, and says what it found by `post`, piece by
piece; it ends early where `post` gives False. What may go wrong is posted as `Failed`; what nobody
foresaw is raised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from textual.message import Message

from timeline.browsing.lines import Row
from timeline.complaints import StoreError
from timeline.correcting import CorrectingError, hiding, undo
from timeline.filters import Filter, Selection, searchable
from timeline.locking import locked
from timeline.model import Event
from timeline.store import Store, StoreReader

T = TypeVar("T")
Post = Callable[[Message], bool]
# A change to the store: what it did in words, and the id of the event to look at then.
Change = Callable[[Store], tuple[str, str | None]]
_FIRST, _TOGETHER = 100, 2000  # events


@dataclass(eq=False)
class Loaded(Message):
    """Some rows of a loading; at its `end` how many events had to stay out for want of a date."""

    loading: int
    rows: list[Row]
    left_out: int = 0
    end: bool = False


@dataclass(eq=False)
class Indexed(Message):
    """What can be found in the text of some events, by their id."""

    texts: dict[str, str]
    end: bool = False


@dataclass(eq=False)
class Changed(Message):
    """What was corrected, in words that may hold anything, and the event to look at."""

    what: str
    event: str | None


@dataclass(eq=False)
class Failed(Message):
    """Why something could not be done, in words that may hold anything; whether it was to be a
    correction."""

    why: str
    correction: bool = False


def load(db: Path, wanted: Filter, loading: int, post: Post) -> None:
    """Posts the rows of the events that pass a filter; `loading` is the number of this loading."""
    # Mentions are most of what a store holds, and the list looks only at the words of some dates.
    told = bool(wanted.about or wanted.sources or wanted.search is not None)
    try:
        with StoreReader.open(db) as store:
            articles = {one.id: one for one in store.articles(text=False)} if told else {}
            selection = Selection(store.events(wanted, mentions=told), wanted, articles)
            for rows in _batches(map(Row.of, selection)):
                if not post(Loaded(loading, rows)):
                    return
            post(Loaded(loading, [], selection.left_out, end=True))
    except StoreError as error:
        post(Failed(str(error)))


def index(db: Path, post: Post) -> None:
    """Posts what can be found in the texts of all events."""
    try:
        with StoreReader.open(db) as store:
            for found in _batches((one.id, searchable(one)) for one in store.events()):
                if not post(Indexed(dict(found))):
                    return
    except StoreError as error:
        post(Failed(str(error)))
    post(Indexed({}, end=True))


def correct(db: Path, change: Change, post: Post) -> None:
    """Makes a change to the store, and posts what came of it."""
    try:
        with locked(db), Store.existing(db) as store:
            what, event = change(store)
        post(Changed(what, event))
    except (StoreError, CorrectingError) as error:
        post(Failed(str(error), correction=True))


def unhide(store: Store, event: Event) -> tuple[str, str]:
    """Takes back all by which an event is hidden."""
    return " ".join(undo(store, hiding(store, event))), event.id


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    items = iter(items)
    size = _FIRST
    while batch := list(islice(items, size)):
        yield batch
        size = _TOGETHER
