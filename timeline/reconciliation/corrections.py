"""Corrections applied: what users said of events and names, whatever the articles say.

The order in which they were made decides. Of two that contradict, the later one holds, and of the
earlier one all that is left possible. Those that are about an event are kept for its mentions:
they apply to the event that now holds most of these (of equals, the first by article and place),
so that they survive a merge, a split, and articles that come and go.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from timeline.model import CORRECTED, Correction, CorrectionProblem, Event, Mention
from timeline.reconciliation.aliases import aliases_of, name_keys
from timeline.reconciliation.constraints import Constraints, Statement, resolve
from timeline.reconciliation.names import key_of

_OF_EVENTS = ("redate", "retitle", "hide")


def constraints_of(
    corrections: Sequence[Correction], repeats: Mapping[str, str]
) -> Constraints[str]:
    """Which mentions (by id) the merges and splits put together and apart.

    `repeats` gives for mentions of copies those that they repeat: they are one with these as long
    as no correction says otherwise.
    """
    repeated = [Statement(((copy, original),)) for copy, original in sorted(repeats.items())]
    return resolve(
        repeated
        + [
            Statement(one.groups, apart=one.kind == "split")
            for one in corrections
            if one.kind in ("merge", "split")
        ]
    )


def applying(
    corrections: Sequence[Correction], home: Mapping[str, str]
) -> dict[str, list[Correction]]:
    """What the corrections say of events, by the id of the event, in their order.

    `home` is the id of the event of each mention that they are about and that is still there, the
    events by the place of their first mention.
    """
    said: defaultdict[str, list[Correction]] = defaultdict(list)
    for one in corrections:
        if one.names or _is_gone(one, home):
            continue
        if one.kind in _OF_EVENTS:
            target = _target(one, home)
            targets = set() if target is None else {target}
        else:
            targets = set(_events_of(one.mentions, home))
        for target in targets:
            said[target].append(one)
    return dict(said)


def override(event: Event, said: Iterable[Correction]) -> Event:
    """The event with what corrections say of it.

    A date or a title that is set takes the place of the one that the mentions agree on; these stay
    as they are.
    """
    for one in said:
        event = _corrected(event, one)
    return event


def problems(
    corrections: Sequence[Correction],
    mentions: Iterable[Mention],
    events: Iterable[Event],
    names: Set[str] | None = None,
) -> dict[str, CorrectionProblem]:
    """Why some corrections have no effect, by their id.

    `mentions` are all that there are, or `names` the keys of all names in them; `events` those made
    of them with the corrections, in any order; of these, only they are needed that hold mentions
    which corrections are about.
    """
    home = _homes(events)
    if names is None:
        names = name_keys(mentions) if any(one.names for one in corrections) else set()
    found: dict[str, CorrectionProblem] = {}
    settled: set[tuple[str, str]] = set()
    for one in reversed(corrections):
        if _is_gone(one, home, names):
            found[one.id] = "gone"
        elif one.kind in ("redate", "retitle"):
            what = (one.kind, _target(one, home) or "")
            if what in settled:
                found[one.id] = "overruled"
            settled.add(what)
    constraints = aliases_of(corrections).constraints
    for one in corrections:
        if one.id not in found and _is_overruled(one, home, constraints):
            found[one.id] = "overruled"
    return found


def _homes(events: Iterable[Event]) -> dict[str, str]:
    """The id of the event of each mention, the events by the place of their first mention."""

    def place(event: Event) -> tuple[str, int, str]:
        first = event.memberships[0].mention
        return first.article, first.trigger.char_start, first.id

    ordered = sorted(events, key=place)
    return {mention.id: event.id for event in ordered for mention in event.mentions}


def _target(correction: Correction, home: Mapping[str, str]) -> str | None:
    """The event that holds most of the mentions; None where there are none of them left."""
    held = Counter(home[mention] for mention in correction.mentions if mention in home)
    if not held:
        return None
    most = max(held.values())
    return next(event for event in home.values() if held[event] == most)


def _corrected(event: Event, correction: Correction) -> Event:
    if correction.kind in ("merge", "split"):
        return _marked(event, "mentions")
    if correction.kind == "redate":
        return _marked(replace(event, date=correction.date), "date")
    if correction.kind == "retitle":
        return _marked(replace(event, title=correction.title or event.title), "title")
    return _marked(replace(event, hidden=True), "hidden")


def _marked(event: Event, what: str) -> Event:
    named = {*event.corrected, what}
    return replace(event, corrected=tuple(one for one in CORRECTED if one in named))


def _is_gone(
    correction: Correction, home: Mapping[str, str], names: Set[str] = frozenset()
) -> bool:
    """Whether too little of what it is about is left for it to say anything."""
    if correction.kind == "alias":
        # The first name may be one that only the user writes.
        return not any(key_of(name) in names for name in correction.names[1:])
    if correction.kind == "apart":
        return not all(key_of(name) in names for name in correction.names)
    left = sum(any(mention in home for mention in group) for group in correction.groups)
    return left < (1 if correction.kind in _OF_EVENTS else 2)


def _is_overruled(
    correction: Correction, home: Mapping[str, str], constraints: Constraints[str]
) -> bool:
    """Whether what it put together is not, or what it put apart is together."""
    if correction.kind in ("alias", "apart"):
        places = [constraints.place(key_of(name)) for name in correction.names]
        return (len(set(places)) == 1) == (correction.kind == "apart")
    if correction.kind in _OF_EVENTS:
        return False
    sides = [set(_events_of(group, home)) for group in correction.groups]
    if correction.kind == "merge":
        return len(set().union(*sides)) > 1
    return bool(sides[0] & sides[1])


def _events_of(mentions: Iterable[str], home: Mapping[str, str]) -> Iterator[str]:
    return (home[mention] for mention in mentions if mention in home)
