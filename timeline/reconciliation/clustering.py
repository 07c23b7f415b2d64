"""Which mentions are one event: agglomeration of the best matches, held back by contradictions.

The strongest pair is joined first; two groups join only if no mention of the one contradicts one
of the other, so that a–b–c never chains an a and a c that cannot be the same. What corrections put
together is joined before, whatever contradicts, and what they put apart never is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from timeline.reconciliation.blocking import candidate_pairs, undated_pairs
from timeline.reconciliation.comparison import (
    Comparison,
    Profile,
    cannot_link,
    compare,
    undated_match,
)
from timeline.reconciliation.constraints import Constraints
from timeline.reconciliation.corrected_links import BY_CORRECTION, heard, links_of

_UNCONSTRAINED = Constraints()


@dataclass(slots=True)
class Cluster:
    """Positions of mentions that are one event; for each but the first, what it was joined by."""

    members: list[int]
    links: dict[int, tuple[int, Comparison]] = field(default_factory=dict)


def cluster(
    profiles: Sequence[Profile], constraints: Constraints = _UNCONSTRAINED
) -> list[Cluster]:
    """Groups mentions (given in a canonical order) into events; deterministic.

    `constraints` are on the ids of mentions, and hold whatever the mentions say.

    Dated mentions first, then each undated one joins the one dated event it fits, if there is just
    one; what is left undated is grouped in the same way as the dated.
    """
    groups = {position: Cluster([position]) for position in range(len(profiles))}
    home = {position: position for position in range(len(profiles))}
    for first, second, comparison in links_of(profiles, constraints):
        _join(groups, home, profiles, constraints, first, second, comparison)
    matches: list[tuple[float, int, int, Comparison]] = []
    for first, second in candidate_pairs(profiles):
        dated = (profiles[first].mention.date is None) == (profiles[second].mention.date is None)
        found = compare(profiles[first], profiles[second]) if dated else None
        if found is not None and found.score >= 0:
            matches.append((-found.score, first, second, found))
    for _, first, second, comparison in sorted(matches, key=lambda match: match[:3]):
        _join(groups, home, profiles, constraints, first, second, comparison)
    _adopt_undated(groups, home, profiles, constraints)
    for group in groups.values():
        group.members.sort()
    return [groups[position] for position in sorted(groups)]


def _join(
    groups: dict[int, Cluster],
    home: dict[int, int],
    profiles: Sequence[Profile],
    constraints: Constraints,
    first: int,
    second: int,
    comparison: Comparison,
) -> None:
    left, right = home[first], home[second]
    if left == right:
        return
    left, right = min(left, right), max(left, right)
    a, b = groups[left], groups[right]
    joined, onto = (second, first) if home[second] == right else (first, second)
    if comparison is not BY_CORRECTION:
        there = heard(onto, a.members, a.links, profiles)
        here = heard(joined, b.members, b.links, profiles)
        if any(cannot_link(profiles[i], profiles[j]) for i in there for j in here):
            return
        if constraints.apart:
            ids = [[profiles[one].mention.id for one in group.members] for group in (a, b)]
            if constraints.are_apart(*ids):
                return
    # Links form a tree with the event's first mention at its root: the branch of the group that
    # joins is turned round, so that its root becomes the mention that the match is about.
    _turn(b.links, joined)
    b.links[joined] = (onto, comparison)
    a.links.update(b.links)
    for position in b.members:
        home[position] = left
    a.members += b.members
    del groups[right]


def _turn(links: dict[int, tuple[int, Comparison]], root: int) -> None:
    """Makes a position the root of its tree of links, each link keeping its comparison."""
    child, link = root, links.pop(root, None)
    while link is not None:
        parent, comparison = link
        link = links.get(parent)
        links[parent] = (child, comparison)
        child = parent


def _adopt_undated(
    groups: dict[int, Cluster],
    home: dict[int, int],
    profiles: Sequence[Profile],
    constraints: Constraints,
) -> None:
    options: defaultdict[int, dict[int, tuple[int, Comparison]]] = defaultdict(dict)
    for undated, dated in undated_pairs(profiles):
        comparison = undated_match(profiles[undated], profiles[dated])
        if comparison.forbidden or comparison.score < 0:
            continue
        best = options[undated].get(home[dated])
        if best is None or comparison.score > best[1].score:
            options[undated][home[dated]] = (dated, comparison)
    for undated, fitting in sorted(options.items()):
        # Two events of one kind between the same people: no telling which is meant.
        if len(fitting) != 1 or home[undated] in fitting:
            continue
        dated, comparison = next(iter(fitting.values()))
        known = frozenset().union(*(profiles[i].everyone for i in groups[home[dated]].members))
        # All that the undated group names must be known to the event, not only this mention's.
        if all(profiles[i].core <= known for i in groups[home[undated]].members):
            _join(groups, home, profiles, constraints, dated, undated, comparison)
