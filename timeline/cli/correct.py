"""`timeline correct`: what a user sets right, applied at once and in every run to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli import options
from timeline.cli.common import database_hint, date_of, fail, note, reported
from timeline.model import Correction, CorrectionKind, DateSpan

if TYPE_CHECKING:
    from timeline.model import Event
    from timeline.store import Store

_NO_DATE = "sans date"
_SHORT_ID = 8  # digits, as `show` prints them
_SHORTEST_ID = 4
_Event = Annotated[
    str, typer.Argument(metavar="EVENT", help="An event's id, or a beginning no other has.")
]


def redate(
    event: _Event,
    date: Annotated[
        str | None,
        typer.Argument(
            metavar="[DATE]", help="Its date: 2015, 2015-03, 2015-03-01, « début mars 2015 »."
        ),
    ] = None,
    undated: Annotated[
        bool, typer.Option("--undated", help="Take its date away; « sans date » does it, too.")
    ] = False,
    db: options.Database = Path("timeline.db"),
    verbose: options.Verbose = False,
) -> None:
    """Say when an event was."""
    if (date is None) != undated:
        raise typer.BadParameter("give a DATE or --undated, one of them.")
    said = None if date is None or date.strip().casefold() == _NO_DATE else date_of(date)
    with _store(db, verbose) as store:
        before = store.event(event)
        kept = _keep(store, "redate", [before], date=said)
        now = _event_now(store, kept)
        _say(db, kept, f"{_named(now)}: {_words(now.date)} now, {_words(before.date)} before")


def retitle(
    event: _Event,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What it is to be called.")],
    db: options.Database = Path("timeline.db"),
    verbose: options.Verbose = False,
) -> None:
    """Say what an event is to be called."""
    words = " ".join(title.split())
    if not any(map(str.isalnum, words)):
        raise typer.BadParameter("a TITLE has letters or digits.")
    with _store(db, verbose) as store:
        before = store.event(event)
        kept = _keep(store, "retitle", [before], title=words)
        now = _event_now(store, kept)
        _say(db, kept, f"{now.id[:_SHORT_ID]} is called {now.title} now ({before.title} before)")


def hide(
    event: _Event,
    db: options.Database = Path("timeline.db"),
    verbose: options.Verbose = False,
) -> None:
    """Leave an event out of what is shown and exported."""
    with _store(db, verbose) as store:
        kept = _keep(store, "hide", [store.event(event)])
        _say(db, kept, f"{_named(_event_now(store, kept))} is hidden now")


def merge(
    events: Annotated[
        list[str],
        typer.Argument(metavar="EVENT EVENT...", help="Ids of events, or beginnings of them."),
    ],
    db: options.Database = Path("timeline.db"),
    verbose: options.Verbose = False,
) -> None:
    """Say that several events are one."""
    with _store(db, verbose) as store:
        found = list({one.id: one for one in map(store.event, events)}.values())
        if len(found) < 2:
            raise typer.BadParameter("name two events at least: one is one already.")
        kept = _keep(store, "merge", found)
        now = _event_now(store, kept)
        hidden = ", which is hidden" if now.hidden else ""
        _say(db, kept, f"{len(found)} events are one now, {_named(now)}{hidden}")


def split(
    event: _Event,
    mentions: Annotated[
        list[str],
        typer.Argument(
            metavar="MENTION...",
            help="Those that tell another event, by their number in `timeline explain EVENT` or "
            "their id; together they become one of their own.",
        ),
    ],
    db: options.Database = Path("timeline.db"),
    verbose: options.Verbose = False,
) -> None:
    """Say that some mentions of an event tell another."""
    with _store(db, verbose) as store:
        found = store.event(event)
        out = dict.fromkeys(_mention(found, name) for name in mentions)
        left = [mention.id for mention in found.mentions if mention.id not in out]
        if not left:
            raise typer.BadParameter("these are all its mentions: leave one at least.")
        kept = _keep(store, "split", [found], groups=(tuple(out), tuple(left)))
        taken, rest = (_event_now(store, kept, side) for side in kept.groups)
        _say(db, kept, f"two events now, {_named(taken)} and {_named(rest)}")


def alias(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME NAME...",
            help="Names of one person, organisation or place; it is written as the first.",
        ),
    ],
    db: options.Database = Path("timeline.db"),
    verbose: options.Verbose = False,
) -> None:
    """Say that several names are one entity."""
    if len(set(names)) < 2:
        raise typer.BadParameter("give two names at least.")
    with _store(db, verbose) as store:
        _check_names(store, names, names[1:])
        _keep_names(store, db, "alias", names, f"are one entity now, written {names[0]}")


def apart(
    names: Annotated[
        tuple[str, str], typer.Argument(metavar="NAME NAME", help="Two names, of two entities.")
    ],
    db: options.Database = Path("timeline.db"),
    verbose: options.Verbose = False,
) -> None:
    """Say that two names are never one entity."""
    from timeline.reconciliation.names import key_of

    if key_of(names[0]) == key_of(names[1]):
        raise typer.BadParameter("these are one name: case, accents and blanks tell none apart.")
    with _store(db, verbose) as store:
        _check_names(store, names, names)
        _keep_names(store, db, "apart", names, "are two entities now")


@contextmanager
def _store(db: Path, verbose: bool) -> Iterator[Store]:
    with reported(verbose):
        from timeline.locking import locked
        from timeline.store import Store

        with locked(db, note), Store.existing(db) as store:
            yield store


def _keep(
    store: Store,
    kind: CorrectionKind,
    events: Sequence[Event] = (),
    *,
    groups: tuple[tuple[str, ...], ...] = (),
    names: Sequence[str] = (),
    date: DateSpan | None = None,
    title: str | None = None,
) -> Correction:
    """Keeps a correction of these events (or of `groups` of their mentions) and applies it."""
    from timeline.corrections import identified
    from timeline.engine.run import remake

    mentions = groups or tuple(tuple(one.id for one in event.mentions) for event in events)
    about = tuple(event.title for event in events)
    said = Correction("", kind, mentions, tuple(names), date, title, about, _now())
    correction = identified(said)
    with store.together():
        store.add_correction(correction)
        remake(store)
    return correction


def _keep_names(
    store: Store, db: Path, kind: CorrectionKind, names: Sequence[str], what: str
) -> None:
    before = store.counts().events
    kept = _keep(store, kind, names=names)
    listed = f"{', '.join(names[:-1])} and {names[-1]}"
    _say(db, kept, f"{listed} {what}: {store.counts().events} events ({before} before)")


def _event_now(store: Store, kept: Correction, mentions: Sequence[str] = ()) -> Event:
    """The event that came out of a correction, of those with some of its mentions."""
    held = filter(None, map(store.event_of, mentions or kept.mentions))
    found = next(held, None)
    if found is None:
        fail("What the event was told by has changed: run `timeline extract` again, and see it.")
    return store.event(found)


def _mention(event: Event, name: str) -> str:
    """The id of the mention that a user named. Raises typer.BadParameter."""
    ids = [mention.id for mention in event.mentions]
    # Short figures are numbers, though an id may begin with them.
    numbers = {str(number): identifier for number, identifier in enumerate(ids, 1)}
    if (identifier := numbers.get(name.removesuffix("."))) is not None:
        return identifier
    long_enough = len(name) >= _SHORTEST_ID
    found = [identifier for identifier in ids if long_enough and identifier.startswith(name)]
    if len(found) != 1:
        raise typer.BadParameter(
            f"{name!r} is no mention of that event: name it by its number, 1 to {len(ids)}, as "
            f"`timeline explain {event.id[:_SHORT_ID]}` prints it."
        )
    return found[0]


def _check_names(store: Store, names: Sequence[str], known: Sequence[str]) -> None:
    """Ends the program for a text that is no name, or one of `known` that no article has."""
    from timeline.reconciliation.aliases import name_keys
    from timeline.reconciliation.names import key_of

    for name in names:
        if not key_of(name):
            raise typer.BadParameter(f"{name!r} is no name: it has no letter.")
    keys = name_keys(store.mentions())
    for name in known:
        if key_of(name) not in keys:
            fail(f"Nobody is called {name}: `timeline explain EVENT` shows who takes part.")


def _now() -> str:
    """This second in UTC, ISO 8601."""
    import datetime

    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _named(event: Event) -> str:
    count = len(event.memberships)
    return f"{event.id[:_SHORT_ID]} ({event.title}, {count} mention{'s' * (count > 1)})"


def _words(date: DateSpan | None) -> str:
    from timeline.rendering.words import date_in_words

    return date_in_words(date) or "undated"


def _say(db: Path, kept: Correction, what: str) -> None:
    """What changed, and how to take it back, in one line."""
    from timeline.rendering.sanitize import visible

    typer.echo(visible(f"{what}. Undo it: timeline correct undo {kept.id}{database_hint(db)}"))
