"""What is kept of all mentions together: the steps that made the groups, their events in order, and
what corrections came to; and the keeping of a whole run."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from timeline.model import Correction
from timeline.reconciliation.agglomeration import Groups, Steps
from timeline.reconciliation.constraints import Constraints
from timeline.reconciliation.keeping import LAYOUT, Keeper, Numbers
from timeline.reconciliation.placing import Place

# Whom a mention is together with and whom apart from, by the id of each.
Bound = dict[str, list[list[str]]]

_PLACED = 4  # numbers of an event that is kept: first mention, and its place without the id


@dataclass(frozen=True, slots=True)
class Said:
    """What is kept of the last run. Mentions are known by number.

    `labels` are rows of a mention and the first of its group, `placed` rows of the first mention of
    an event and the place of the event; `bound` and `applied` are what corrections came to: for
    mentions, and for events (by the id of their first mention) the ids of the corrections.
    """

    size: int
    steps: Mapping[str, Numbers]
    keys: Sequence[float]
    labels: Numbers
    placed: Numbers
    bound: Bound
    applied: dict[str, list[str]]


def said_of(kept: Keeper) -> Said | None:
    """What is kept; None where that is nothing, or of another layout."""
    if kept.note("layout") != LAYOUT.encode():
        return None
    words = json.loads(kept.note("said"))
    return Said(
        words["size"],
        {name: _rows(kept.note(name), 2) for name in ("joins", "unions", "adoptions")},
        np.frombuffer(kept.note("keys"), np.float64).tolist(),
        _rows(kept.note("labels"), 2),
        _rows(kept.note("placed"), _PLACED),
        words["bound"],
        words["applied"],
    )


def steps_of(said: Said, positions: Callable[[Numbers], Numbers]) -> Steps:
    """The steps of the last run, given where mentions stand now; -1 for those that are gone."""
    steps = Steps()
    steps.keys = array("d", said.keys)
    steps.ones = array("l", positions(said.steps["joins"][:, 0]).tolist())
    steps.others = array("l", positions(said.steps["joins"][:, 1]).tolist())
    for name, into in (("unions", steps.unions), ("adoptions", steps.adoptions)):
        now = positions(said.steps[name].ravel()).reshape(-1, 2)
        into.extend((a, b) for a, b in now.tolist())
    return steps


def labels_of(groups: Groups) -> Numbers:
    """The first mention of the group of each."""
    homes = groups.homes
    first = np.full(len(homes), len(homes))
    np.minimum.at(first, homes, np.arange(len(homes)))
    return first[homes]


def keep_steps(kept: Keeper, steps: Steps, labels: Numbers, mentions: Numbers) -> None:
    """Keeps how the groups were made and which they are; `mentions` are the numbers by position."""
    joins = np.stack([mentions[np.array(one, np.int64)] for one in (steps.ones, steps.others)])
    kept.keep_note("layout", LAYOUT.encode())
    kept.keep_note("keys", steps.keys.tobytes())
    kept.keep_note("joins", joins.T.tobytes())
    for name, pairs in (("unions", steps.unions), ("adoptions", steps.adoptions)):
        kept.keep_note(name, mentions[np.array(pairs, np.int64).reshape(-1, 2)].tobytes())
    kept.keep_note("labels", np.stack([mentions, mentions[labels]], axis=1).tobytes())


def keep_said(kept: Keeper, size: int, bound: Bound, applied: Mapping[str, list[str]]) -> None:
    """Keeps what corrections came to."""
    words = {"size": size, "bound": bound, "applied": applied}
    kept.keep_note("said", json.dumps(words).encode())


def keep_places(kept: Keeper, placed: Iterable[tuple[int, Place]]) -> None:
    """Keeps the places of all events, in their order, each with its first mention's number."""
    rows = array("q")
    for number, place in placed:
        rows.append(number)
        rows.extend(place[:-1])
    kept.keep_note("placed", rows.tobytes())


def bound_of(constraints: Constraints[int], ids: Sequence[str]) -> Bound:
    """What is together and apart, by the ids of the mentions."""
    groups = [sorted(ids[one] for one in group) for group in constraints.together]
    apart: dict[int, list[list[str]]] = {}
    for one, other in sorted(constraints.apart):
        for left, right in ((one, other), (other, one)):
            if groups[right]:
                apart.setdefault(left, []).append(groups[right])
    return {
        name: [group, *sorted(apart.get(place, []))]
        for place, group in enumerate(groups)
        for name in group
    }


def applied_of(
    said: Mapping[str, Sequence[Correction]], first_of: Mapping[str, str]
) -> dict[str, list[str]]:
    """The ids of the corrections of events, by the id of the first mention of each (`first_of`)."""
    return {first_of[event]: [one.id for one in found] for event, found in said.items()}


def differing(one: Mapping[str, object], other: Mapping[str, object]) -> Iterator[str]:
    """The keys of which two mappings say different things."""
    return (key for key in one.keys() | other.keys() if one.get(key) != other.get(key))


def _rows(data: bytes, width: int) -> Numbers:
    return np.frombuffer(data, np.int64).reshape(-1, width)
