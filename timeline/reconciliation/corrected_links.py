"""The links that corrections make between mentions, and what may still be matched with these."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from timeline.model import Component
from timeline.reconciliation.comparison import Comparison, Profile, cannot_link, compare
from timeline.reconciliation.constraints import Constraints

# What is told of a pair that nothing but a correction joins. It matches, so it weighs nothing.
BY_CORRECTION = Comparison(0.0, (Component("merged by a correction", 0.0),))


def links_of(
    profiles: Sequence[Profile], constraints: Constraints
) -> Iterator[tuple[int, int, Comparison]]:
    """Links (by position) that join each group of `constraints.together`: the best matches first,
    then what has none to the group's first mention, by the correction."""
    position_of = {item.mention.id: position for position, item in enumerate(profiles)}
    for group in constraints.together:
        places = sorted(position_of[name] for name in group if name in position_of)
        matches = [
            (-comparison.score, first, second, comparison)
            for number, first in enumerate(places)
            for second in places[number + 1 :]
            if (comparison := compare(profiles[first], profiles[second])).score >= 0
        ]
        for _, first, second, comparison in sorted(matches, key=lambda match: match[:3]):
            yield first, second, comparison
        for position in places[1:]:
            yield places[0], position, BY_CORRECTION


def heard(
    position: int,
    members: Sequence[int],
    links: Mapping[int, tuple[int, Comparison]],
    profiles: Sequence[Profile],
) -> Sequence[int]:
    """The members of an event that may speak against a match of one of them.

    All, but those that a correction alone put beside it and that contradict it: or nothing could
    ever join an event of two dates, on either of them.
    """
    edges = [(one, other) for one, (other, why) in links.items() if why is not BY_CORRECTION]
    if len(edges) == len(links):
        return members
    near, grown = {position}, True
    while grown:
        more = {end for edge in edges if not near.isdisjoint(edge) for end in edge}
        grown = not more <= near
        near |= more
    return [
        one
        for one in members
        if one in near or not any(cannot_link(profiles[one], profiles[other]) for other in near)
    ]
