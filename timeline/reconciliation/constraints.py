"""What must be together and what must be apart, resolved from statements that may contradict.

The last statement wins: they are taken from the last to the first, and of an earlier one all is
kept that later ones leave possible. Must-link and cannot-link constraints are those of Wagstaff and
Cardie (2000), "Clustering with Instance-level Constraints"; being one is transitive, and what is
apart from one member of a group is apart from all of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Item = TypeVar("Item", str, int)


@dataclass(frozen=True, slots=True)
class Statement:
    """That the items of each group are one; with `apart`, that no two groups are."""

    groups: tuple[tuple[str, ...], ...]
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Constraints(Generic[Item]):
    """Items that are one whatever speaks against it, and items that never are.

    `together` are disjoint groups (an item may be alone in its own), `apart` pairs of places in
    it, the smaller first. Items in no group are free. Items are names or positions.
    """

    together: tuple[tuple[Item, ...], ...] = ()
    apart: frozenset[tuple[int, int]] = frozenset()
    _places: dict[Item, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places = {item: place for place, group in enumerate(self.together) for item in group}
        object.__setattr__(self, "_places", places)

    def place(self, item: Item) -> int | None:
        """Which group an item is in, None for one that is free."""
        return self._places.get(item)

    def are_apart(self, first: Iterable[Item], second: Iterable[Item]) -> bool:
        """Whether some item of the one is never the same as some of the other."""
        if not self.apart:
            return False
        left, right = self._met(first), self._met(second)
        return any((min(a, b), max(a, b)) in self.apart for a in left for b in right)

    def among(self, positions: Mapping[Item, int]) -> Constraints[int]:
        """The same, on the positions of the items that have one; several may share it."""
        groups = (
            sorted({positions[item] for item in group if item in positions})
            for group in self.together
        )
        return Constraints(tuple(map(tuple, groups)), self.apart)

    def _met(self, items: Iterable[Item]) -> set[int]:
        return {place for item in items if (place := self._places.get(item)) is not None}


def resolve(statements: Sequence[Statement]) -> Constraints[str]:
    """The constraints that statements, the earliest first, come to."""
    found = _Resolution()
    for statement in reversed(statements):
        if statement.apart:
            found.keep_apart(statement.groups)
            for group in statement.groups:
                found.bring_together(group)
        else:
            found.bring_together([item for group in statement.groups for item in group])
    return found.constraints()


class _Resolution:
    """Disjoint sets, and which of them are apart."""

    def __init__(self) -> None:
        self._root: dict[str, str] = {}
        self._apart: defaultdict[str, set[str]] = defaultdict(set)

    def keep_apart(self, groups: Sequence[Sequence[str]]) -> None:
        roots = [{self._find(item): None for item in group} for group in groups]
        for number, left in enumerate(roots):
            for right in roots[number + 1 :]:
                for a in left:
                    for b in right:
                        if a != b:
                            self._apart[a].add(b)
                            self._apart[b].add(a)

    def bring_together(self, items: Sequence[str]) -> None:
        heads: list[str] = []
        for item in items:
            root = self._find(item)
            known = map(self._find, heads)
            head = next((one for one in known if one not in self._apart[root]), None)
            if head is None:
                heads.append(item)
            elif head != root:
                self._unite(head, root)

    def constraints(self) -> Constraints[str]:
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for item in self._root:
            groups[self._find(item)].append(item)
        ordered = sorted((tuple(sorted(group)), root) for root, group in groups.items())
        places = {root: place for place, (_, root) in enumerate(ordered)}
        apart = frozenset(
            (places[a], places[b])
            for a, others in self._apart.items()
            for b in others
            if places[a] < places[b]
        )
        return Constraints(tuple(group for group, _ in ordered), apart)

    def _find(self, item: str) -> str:
        root = self._root.setdefault(item, item)
        while root != self._root[root]:
            root = self._root[root]
        self._root[item] = root
        return root

    def _unite(self, head: str, root: str) -> None:
        self._root[root] = head
        for other in self._apart.pop(root, set()):
            self._apart[other].discard(root)
            self._apart[other].add(head)
            self._apart[head].add(other)
