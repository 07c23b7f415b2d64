"""`timeline correct`: what a user sets right, applied at once and in every run to come."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli import options
from timeline.cli.common import database_hint, note, reported
from timeline.userdates import NotADate, date_or_none

if TYPE_CHECKING:
    from timeline.correcting import Corrected
    from timeline.model import Event
    from timeline.store import Store

_SHORTEST_ID = 4


def redate(
    event: options.Event,
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
    try:
        said = None if date is None else date_or_none(date)
    except NotADate as error:
        raise typer.BadParameter(str(error)) from None
    with _store(db, verbose) as store:
        from timeline import correcting

        _say(db, correcting.redate(store, store.event(event), said))


def retitle(
    event: options.Event,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What it is to be called.")],
    db: options.Database = Path("timeline.db"),
    verbose: options.Verbose = False,
) -> None:
    """Say what an event is to be called."""
    with _store(db, verbose) as store:
        from timeline import correcting

        _say(db, correcting.retitle(store, store.event(event), title))


def hide(
    event: options.Event,
    db: options.Database = Path("timeline.db"),
    verbose: options.Verbose = False,
) -> None:
    """Leave an event out of what is shown and exported."""
    with _store(db, verbose) as store:
        from timeline import correcting

        _say(db, correcting.hide(store, store.event(event)))


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
        from timeline import correcting

        _say(db, correcting.merge(store, [*map(store.event, events)]))


def split(
    event: options.Event,
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
        from timeline import correcting

        found = store.event(event)
        out = [_mention(found, name) for name in mentions]
        _say(db, correcting.split(store, found, out))


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
    with _store(db, verbose) as store:
        from timeline import correcting

        _say(db, correcting.alias(store, names))


def apart(
    names: Annotated[
        tuple[str, str], typer.Argument(metavar="NAME NAME", help="Two names, of two entities.")
    ],
    db: options.Database = Path("timeline.db"),
    verbose: options.Verbose = False,
) -> None:
    """Say that two names are never one entity."""
    with _store(db, verbose) as store:
        from timeline import correcting

        _say(db, correcting.apart(store, names))


@contextmanager
def _store(db: Path, verbose: bool) -> Iterator[Store]:
    with reported(verbose):
        from timeline.correcting import Refused
        from timeline.locking import locked
        from timeline.store import Store

        with locked(db, note), Store.existing(db) as store:
            try:
                yield store
            except Refused as error:
                raise typer.BadParameter(str(error)) from None


def _mention(event: Event, name: str) -> str:
    """The id of the mention that a user named. Raises typer.BadParameter."""
    from timeline.rendering.terminal import SHORT_ID

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
            f"`timeline explain {event.id[:SHORT_ID]}` prints it."
        )
    return found[0]


def _say(db: Path, done: Corrected) -> None:
    """What changed, and how to take it back, in one line."""
    from timeline.rendering.sanitize import visible

    undo = f"timeline correct undo {done.correction.id}{database_hint(db)}"
    typer.echo(visible(f"{done.what}. Undo it: {undo}"))
