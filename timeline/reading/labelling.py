"""Which blocks of a page are story, title, byline, caption, furniture: a sequence is labelled.

A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over named cues: each
label has a weight for each cue, each label one for each that may follow it. The weights stand in
`resources/lexicons/zones.toml`, learned by `data/training/train_zones.py` from labelled pages.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import mul
from typing import Any, Literal

Label = Literal[
    "story", "heading", "title", "byline", "caption", "before", "inside", "after"
]  # fmt: skip
LABELS: tuple[Label, ...] = (
    "story", "heading", "title", "byline", "caption", "before", "inside", "after",
)  # fmt: skip
# What is no part of the article: before its first block, between its blocks, and after its last.
FURNITURE: frozenset[Label] = frozenset({"before", "inside", "after"})


@dataclass(frozen=True, slots=True)
class Weights:
    """By cue, the weight of each label in the order of `LABELS`; by label, that of the next."""

    cues: dict[str, tuple[float, ...]]
    transitions: tuple[tuple[float, ...], ...]


def probabilities_of(
    cues: Sequence[Iterable[str]], weights: Weights | None = None
) -> list[dict[Label, float]]:
    """How likely each label is for each block of a sequence with these cues; each sums up to 1.

    By the forward-backward algorithm: all sequences of labels count, each by its weight.
    """
    if not cues:
        return []
    weights = weights or learned_weights()
    factors = [[math.exp(one) for one in row] for row in weights.transitions]
    own = [_exponentials(_score(block, weights)) for block in cues]
    columns = list(zip(*factors, strict=True))
    forward = [_scaled(own[0])]
    for block in own[1:]:
        last = forward[-1]
        forward.append(
            _scaled(
                [here * _sum(last, column) for here, column in zip(block, columns, strict=True)]
            )
        )
    backward = [[1.0] * len(LABELS)]
    for block in reversed(own[1:]):
        ahead = [here * value for here, value in zip(block, backward[-1], strict=True)]
        backward.append(_scaled([_sum(ahead, row) for row in factors]))
    backward.reverse()
    found = []
    for a, b in zip(forward, backward, strict=True):
        likely = _scaled([x * y for x, y in zip(a, b, strict=True)])
        found.append(dict(zip(LABELS, likely, strict=True)))
    return found


def _exponentials(scores: list[float]) -> list[float]:
    most = max(scores)
    return [math.exp(max(score - most, -60.0)) for score in scores]


def _scaled(values: list[float]) -> list[float]:
    total = sum(values)
    return [value / total for value in values]


def _sum(values: Sequence[float], factors: Sequence[float]) -> float:
    return sum(map(mul, values, factors), 0.0)


def _score(cues: Iterable[str], weights: Weights) -> list[float]:
    rows = filter(None, map(weights.cues.get, cues))
    return [sum(column) for column in zip(*rows, strict=True)] or [0.0] * len(LABELS)


@cache
def learned_weights() -> Weights:
    """The weights that come along."""
    path = files("timeline.resources") / "lexicons" / "zones.toml"
    return weights_of(tomllib.loads(path.read_text(encoding="utf-8")))


def weights_of(data: Mapping[str, Any]) -> Weights:
    """The weights as they stand in a TOML file: `[cues]` and `[next]`, each by label."""
    return Weights(
        {cue: tuple(row.get(label, 0.0) for label in LABELS) for cue, row in data["cues"].items()},
        tuple(tuple(data["next"][a].get(b, 0.0) for b in LABELS) for a in LABELS),
    )
