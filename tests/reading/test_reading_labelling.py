"""The labelling of blocks: what it gives for sequences of cues, by any weights."""

from __future__ import annotations

import itertools
import math

import pytest

from timeline.reading.labelling import LABELS, Labeller, Weights

_CUES = {
    "short": (0.5, -1.25, 2.0, 0.0, 0.125, 1.0, -0.75, 0.25),
    "long": (3.0, 0.5, -2.0, -0.5, 0.0, -1.0, 0.25, 0.75),
    "linked": (-1.5, 0.0, 0.25, 0.5, -0.25, 2.0, 1.75, 1.0),
}
_MOVES = tuple(tuple(((3 * i + 5 * j) % 7 - 3) / 4 for j in range(8)) for i in range(8))
_WEIGHTS = Weights(_CUES, _MOVES)
_BLOCKS = [["short"], ["long", "nobody knows it"], ["linked", "short"], ["long"]]


def test_probabilities_are_those_of_all_sequences_of_labels() -> None:
    count = len(LABELS)
    totals = [[0.0] * count for _ in _BLOCKS]
    for labels in itertools.product(range(count), repeat=len(_BLOCKS)):
        own = sum(
            _CUES[cue][label]
            for cues, label in zip(_BLOCKS, labels, strict=True)
            for cue in cues
            if cue in _CUES
        )
        moves = sum(_MOVES[a][b] for a, b in itertools.pairwise(labels))
        for total, label in zip(totals, labels, strict=True):
            total[label] += math.exp(own + moves)
    for likely, total in zip(Labeller(_WEIGHTS).probabilities(_BLOCKS), totals, strict=True):
        expected = [value / sum(total) for value in total]
        assert list(likely.values()) == pytest.approx(expected)


def test_the_order_of_cues_makes_no_difference() -> None:
    labeller = Labeller(_WEIGHTS)
    turned = [list(reversed(cues)) for cues in _BLOCKS]
    assert labeller.probabilities(_BLOCKS) == labeller.probabilities(turned)


def test_a_long_page_neither_vanishes_nor_overflows() -> None:
    strong = {cue: tuple(20 * weight for weight in row) for cue, row in _CUES.items()}
    for moves in (_MOVES, tuple(tuple(8.0 for _ in row) for row in _MOVES)):
        likely = Labeller(Weights(strong, moves)).probabilities(_BLOCKS * 500)
        assert all(sum(one.values()) == pytest.approx(1.0) for one in likely)


def test_no_blocks_have_no_labels() -> None:
    assert Labeller(_WEIGHTS).probabilities([]) == []
