"""Places on a PDF page: words and boxes.

Lengths are points (1/72 inch); y grows upwards, as in PDF's user space (ISO 32000-1, 8.3.2.3).
"""

from __future__ import annotations

from typing import NamedTuple


class Word(NamedTuple):
    """Characters without a blank between them: their text, place and type.

    `base` is the height of the baseline, `size` that of the type.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False

    @property
    def top(self) -> float:
        """About the height of its capitals."""
        return self.base + 0.75 * self.size

    @property
    def bottom(self) -> float:
        """About the depth of a « p »."""
        return self.base - 0.2 * self.size


class Box(NamedTuple):
    """A rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def area(self) -> float:
        """Square points."""
        return (self.right - self.left) * (self.top - self.bottom)


def turned(box: Box, turn: int) -> Box:
    """A box in the frame of text that runs in a direction."""
    return (
        box,
        Box(box.bottom, -box.right, box.top, -box.left),
        Box(-box.right, -box.top, -box.left, -box.bottom),
        Box(-box.top, box.left, -box.bottom, box.right),
    )[turn]
