"""Setting a timeline right: each correction is kept and applied at once.

What `timeline correct` and `timeline browse` do alike. Every function raises StoreError where the
store cannot be used, and CorrectingError, whose message is a sentence, where there is nothing that
could be corrected so.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.corrections import identified
from timeline.engine.run import remake
from timeline.model import Correction, CorrectionKind, DateSpan, Event
from timeline.rendering.corrections import says
from timeline.rendering.terminal import SHORT_ID
from timeline.rendering.words import date_in_words
from timeline.store import Store


class CorrectingError(Exception):
    """A correction that cannot be made; the message says what to do."""


class Refused(CorrectingError):
    """What was asked for is no correction."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """What was set right: the correction kept, what it changed in words (they may hold anything an
    article does), and the events that came out of it."""

    correction: Correction
    what: str
    events: tuple[Event, ...] = ()


def redate(store: Store, event: Event, date: DateSpan | None) -> Corrected:
    """Says when an event was; None takes its date away."""
    kept = _keep(store, "redate", [event], date=date)
    now = _event_now(store, kept)
    what = f"{_named(now)}: {_words(now.date)} now, {_words(event.date)} before"
    return Corrected(kept, what, (now,))


def retitle(store: Store, event: Event, title: str) -> Corrected:
    """Says what an event is to be called, on one line."""
    words = " ".join(title.split())
    if not any(map(str.isalnum, words)):
        raise Refused("a TITLE has letters or digits.")
    kept = _keep(store, "retitle", [event], title=words)
    now = _event_now(store, kept)
    what = f"{now.id[:SHORT_ID]} is called {now.title} now ({event.title} before)"
    return Corrected(kept, what, (now,))


def hide(store: Store, event: Event) -> Corrected:
    """Leaves an event out of what is shown and exported."""
    kept = _keep(store, "hide", [event])
    now = _event_now(store, kept)
    return Corrected(kept, f"{_named(now)} is hidden now", (now,))


def merge(store: Store, events: Sequence[Event]) -> Corrected:
    """Says that several events are one."""
    found = list({one.id: one for one in events}.values())
    if len(found) < 2:
        raise Refused("name two events at least: one is one already.")
    kept = _keep(store, "merge", found)
    now = _event_now(store, kept)
    hidden = ", which is hidden" if now.hidden else ""
    return Corrected(kept, f"{len(found)} events are one now, {_named(now)}{hidden}", (now,))


def split(store: Store, event: Event, mentions: Sequence[str]) -> Corrected:
    """Says that some mentions of an event, by their ids, tell another."""
    out = dict.fromkeys(mentions)
    left = [mention.id for mention in event.mentions if mention.id not in out]
    if not left:
        raise Refused("these are all its mentions: leave one at least.")
    kept = _keep(store, "split", [event], groups=(tuple(out), tuple(left)))
    taken, rest = (_event_now(store, kept, side) for side in kept.groups)
    return Corrected(kept, f"two events now, {_named(taken)} and {_named(rest)}", (taken, rest))


def alias(store: Store, names: Sequence[str]) -> Corrected:
    """Says that several names are one entity, written as the first."""
    if len(set(names)) < 2:
        raise Refused("give two names at least.")
    _check_names(store, names, names[1:])
    return _keep_names(store, "alias", names, f"are one entity now, written {names[0]}")


def apart(store: Store, names: tuple[str, str]) -> Corrected:
    """Says that two names are never one entity."""
    from timeline.reconciliation.names import key_of

    if key_of(names[0]) == key_of(names[1]):
        raise Refused("these are one name: case, accents and blanks tell none apart.")
    _check_names(store, names, names)
    return _keep_names(store, "apart", names, "are two entities now")


def undo(store: Store, gone: Sequence[Correction]) -> list[str]:
    """Takes corrections back, and says of each what it was."""
    with store.together():
        store.remove_corrections(one.id for one in gone)
        remake(store)
    said = []
    for one in gone:
        held = dict.fromkeys(filter(None, map(store.event_of, one.mentions)))
        found = f"; in {', '.join(event[:SHORT_ID] for event in held)} now" if held else ""
        said.append(f"Undone: {one.kind} {says(one)}{found}.")
    return said


def hiding(store: Store, event: Event) -> list[Correction]:
    """The corrections by which an event is hidden."""
    own = {mention.id for mention in event.mentions}
    hides = (one for one in store.corrections() if one.kind == "hide")
    return [one for one in hides if not own.isdisjoint(one.mentions)]


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
    mentions = groups or tuple(tuple(one.id for one in event.mentions) for event in events)
    about = tuple(event.title for event in events)
    said = Correction("", kind, mentions, tuple(names), date, title, about, _now())
    correction = identified(said)
    with store.together():
        store.add_correction(correction)
        remake(store)
    return correction


def _keep_names(store: Store, kind: CorrectionKind, names: Sequence[str], what: str) -> Corrected:
    before = store.counts().events
    kept = _keep(store, kind, names=names)
    listed = f"{', '.join(names[:-1])} and {names[-1]}"
    return Corrected(kept, f"{listed} {what}: {store.counts().events} events ({before} before)")


def _event_now(store: Store, kept: Correction, mentions: Sequence[str] = ()) -> Event:
    """The event that came out of a correction, of those with some of its mentions."""
    held = filter(None, map(store.event_of, mentions or kept.mentions))
    found = next(held, None)
    if found is None:
        raise CorrectingError(
            "What the event was told by has changed: run `timeline extract` again, and see it."
        )
    return store.event(found)


def _check_names(store: Store, names: Sequence[str], known: Sequence[str]) -> None:
    """Raises CorrectingError for a text that is no name, or one of `known` that no article has."""
    from timeline.reconciliation.aliases import name_keys
    from timeline.reconciliation.names import key_of

    for name in names:
        if not key_of(name):
            raise Refused(f"{name!r} is no name: it has no letter.")
    keys = name_keys(store.mentions())
    for name in known:
        if key_of(name) not in keys:
            raise CorrectingError(
                f"Nobody is called {name}: `timeline explain EVENT` shows who takes part."
            )


def _now() -> str:
    """This second in UTC, ISO 8601."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _named(event: Event) -> str:
    count = len(event.memberships)
    return f"{event.id[:SHORT_ID]} ({event.title}, {count} mention{'s' * (count > 1)})"


def _words(date: DateSpan | None) -> str:
    return date_in_words(date) or "undated"
