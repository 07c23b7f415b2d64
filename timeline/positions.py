"""Numbers for things in order, so that what comes between moves nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from itertools import pairwise


def spread(
    order: Sequence[str], held: Mapping[str, int], loose: Set[str], apart: int
) -> dict[str, int]:
    """A number for each of `order`, growing: the one that it holds, where it can be kept.

    What is not `loose` holds one, and these grow. `apart` is how far two are from each other where
    there is no room left and all have to be numbered anew.
    """
    found: dict[str, int] = {}
    waiting: list[str] = []
    last: int | None = None
    for one in order:
        if one in loose:
            waiting.append(one)
            continue
        low = held[one] - apart * (len(waiting) + 1) if last is None else last
        if held[one] - low <= len(waiting):
            return {name: place * apart for place, name in enumerate(order)}
        found |= _between(waiting, held, low, held[one])
        found[one] = last = held[one]
        waiting.clear()
    low = 0 if last is None else last
    return found | _between(waiting, held, low, low + apart * (len(waiting) + 1))


def _between(names: Sequence[str], held: Mapping[str, int], low: int, high: int) -> dict[str, int]:
    """Numbers above `low` and below `high`: those that are held, if they are such and grow."""
    places = [low, *(held.get(name, low) for name in names), high]
    if all(a < b for a, b in pairwise(places)):
        return {name: held[name] for name in names}
    return {
        name: low + (high - low) * place // (len(names) + 1) for place, name in enumerate(names, 1)
    }
