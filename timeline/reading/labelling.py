"""Which blocks of a page are story, title, byline, caption, furniture: a sequence is labelled.

A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over named cues: each
label has a weight for each cue, each label one for each that may follow it. The weights stand in
`resources/lexicons/zones.toml`, learned by `data/training/train_zones.py` from labelled pages.
"""

from __future__ import annotations

import struct
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import repeat
from math import exp
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


# Weights are added up as whole thousandths, those of all labels as one number with a field for
# each: a cue costs one addition then, and the order of cues makes no difference.
_UNIT = 1000
_FIELD = 32  # bits; thousands of weights do not fill it
_FIELDS = struct.Struct(f"<{len(LABELS)}I")
_MIDDLE = sum(1 << (_FIELD - 1) << (_FIELD * i) for i in range(len(LABELS)))  # no field is negative
_LEAST = -60 * _UNIT
_SMALL, _LARGE = 1e-100, 1e100


@dataclass(frozen=True, slots=True)
class Weights:
    """By cue, the weight of each label in the order of `LABELS`; by label, that of the next."""

    cues: Mapping[str, tuple[float, ...]]
    transitions: tuple[tuple[float, ...], ...]


class Labeller:
    """Labels sequences of blocks by weights."""

    def __init__(self, weights: Weights) -> None:
        self._cues = {cue: _packed(row) for cue, row in weights.cues.items()}
        self._rows = [tuple(map(exp, row)) for row in weights.transitions]
        self._columns = list(zip(*self._rows, strict=True))

    def probabilities(self, cues: Sequence[Iterable[str]]) -> list[dict[Label, float]]:
        """How likely each label is for each block of a sequence with these cues; each sums up to 1.

        By the forward-backward algorithm: all sequences of labels count, each by its weight.
        """
        if not cues:
            return []
        own = [self._exponentials(block) for block in cues]
        forward = [own[0]]
        for block in own[1:]:
            told = _products(forward[-1], self._columns)
            forward.append(_scaled(list(map(mul, block, told))))
        backward = [[1.0] * len(LABELS)]
        for block in reversed(own[1:]):
            ahead = list(map(mul, block, backward[-1]))
            backward.append(_scaled(_products(ahead, self._rows)))
        backward.reverse()
        return [
            dict(zip(LABELS, _shares(list(map(mul, before, after))), strict=True))
            for before, after in zip(forward, backward, strict=True)
        ]

    def _exponentials(self, cues: Iterable[str]) -> list[float]:
        """e to the weight of each label, as a share of the largest."""
        packed = sum(map(self._cues.get, cues, repeat(0)), _MIDDLE)
        scores = _FIELDS.unpack(packed.to_bytes(_FIELDS.size, "little"))
        most = max(scores)
        if min(scores) - most < _LEAST:
            scores = tuple(max(score, most + _LEAST) for score in scores)
        return [exp((score - most) / _UNIT) for score in scores]


def probabilities_of(cues: Sequence[Iterable[str]]) -> list[dict[Label, float]]:
    """As `Labeller.probabilities`, by the weights that come along."""
    return _labeller().probabilities(cues)


def _packed(row: Sequence[float]) -> int:
    return sum(round(weight * _UNIT) << (_FIELD * i) for i, weight in enumerate(row))


def _products(values: Sequence[float], factors: Sequence[Sequence[float]]) -> list[float]:
    """The scalar product of eight values with each row of factors."""
    a, b, c, d, e, f, g, h = values
    return [
        a * p + b * q + c * r + d * s + e * t + f * u + g * v + h * w
        for p, q, r, s, t, u, v, w in factors
    ]


def _scaled(values: list[float]) -> list[float]:
    """Values that keep their proportions, and neither vanish nor overflow later on.

    One is enough to tell: any label can follow any other, so that none is e^80 times another.
    """
    return values if _SMALL < values[0] < _LARGE else _shares(values)


def _shares(values: Sequence[float]) -> list[float]:
    total = sum(values)
    return [value / total for value in values]


@cache
def _labeller() -> Labeller:
    path = files("timeline.resources") / "lexicons" / "zones.toml"
    return Labeller(weights_of(tomllib.loads(path.read_text(encoding="utf-8"))))


def weights_of(data: Mapping[str, Any]) -> Weights:
    """The weights as they stand in a TOML file: `[cues]` and `[next]`, each by label."""
    return Weights(
        {cue: tuple(row.get(label, 0.0) for label in LABELS) for cue, row in data["cues"].items()},
        tuple(tuple(data["next"][a].get(b, 0.0) for b in LABELS) for a in LABELS),
    )
