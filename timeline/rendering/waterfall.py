"""The match weights of a pair as a waterfall: each bar begins where the one before it ended.

    prior             -3.00  ---------|
    same type         +2.00  ++++++   |
    same month        +2.00        ++++++++
    total (0 needed)  +1.00           |+++

All pairs of an event are drawn on one scale, around one zero line. A terminal gets blocks in
colours, a pipe plain characters; which way a weight goes is told by its sign and by another
character, too.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from rich.cells import cell_len
from rich.text import Text

from timeline.model import Component
from timeline.rendering.sanitize import visible
from timeline.rendering.terminal import FACT, HEADING, SPEAKS_AGAINST, SPEAKS_FOR, wrapped

_TOTAL = "total (0 needed)"
_GAP = 2
_NARROWEST_NAME, _WIDEST_NAME = len(_TOTAL), 30
_WIDEST_PLOT = 60
_NARROWEST_PLOT = 8  # columns below which numbers alone tell more
_PLAIN_PLOT = 40
_LONG_NUMBER = 10_000


@dataclass(frozen=True, slots=True)
class Scale:
    """What the waterfalls of an event share: the lowest and highest running total, 0 included,
    and the columns that names and numbers take."""

    low: float
    high: float
    name_width: int
    number_width: int


@dataclass(frozen=True, slots=True)
class _Plot:
    """The columns that bars are drawn in: some left of the zero line, some right of it."""

    scale: Scale
    columns: int
    plain: bool

    def bar(self, start: float, end: float) -> Text:
        """The bar from one running total to the next; nothing where there is no room."""
        if self.columns < _NARROWEST_PLOT:
            return Text()
        left, right = self._edge(self.scale.low), self._edge(self.scale.high)
        first, last = sorted((self._edge(start), self._edge(end)))
        if first == last and start != end and left < right:
            # Too short for a column, and still a weight.
            first, last = (first, last + 1) if start < end else (first - 1, last)
            inside = max(left - first, 0) - max(last - right, 0)
            first, last = first + inside, last + inside
        zero = Text("|" if self.plain else "│", style=FACT)
        line = Text(" " * -left).append_text(zero).append(" " * right)
        # The zero line has a column of its own, between those below and those above it.
        begin, stop = first - left + (first >= 0), last - left + (last > 0)
        if begin >= stop:
            return line
        if start < end:
            bar = Text(("+" if self.plain else "█") * (stop - begin), style=SPEAKS_FOR)
        else:
            bar = Text(("-" if self.plain else "▒") * (stop - begin), style=SPEAKS_AGAINST)
        return line[:begin].append_text(bar).append_text(line[stop:])

    def _edge(self, value: float) -> int:
        """The edge between columns that is nearest to a value, counted from the zero line."""
        span = self.scale.high - self.scale.low
        inside = min(max(value, self.scale.low), self.scale.high)
        # Divided first: a span may be as long as a number gets, or longer.
        return round(inside / span * self.columns) if span > 0 else 0


def scale_of(pairs: Iterable[Sequence[Component]]) -> Scale:
    """The scale on which all these pairs can be drawn; what is not finite is left out of it."""
    chosen = [pair for pair in pairs if pair]
    totals = [total for pair in chosen for total in _running(pair)]
    finite = [total for total in totals if math.isfinite(total)]
    names = [visible(one.name) for pair in chosen for one in pair]
    numbers = [signed(value) for pair in chosen for value in (*_weights(pair), score(pair))]
    return Scale(
        min(finite, default=0.0),
        max(finite, default=0.0),
        min(max(map(cell_len, (_TOTAL, *names))), _WIDEST_NAME),
        max(map(len, numbers), default=0),
    )


def waterfall(
    components: Sequence[Component], scale: Scale, width: int | None, indent: int
) -> Iterator[Text]:
    """The lines of one pair: a line for each component, and the total.

    `scale` is that of all pairs of the event; `width` is in columns, None where there is no
    terminal. No components give no line.
    """
    if not components:
        return
    if width is not None:
        room = max(width - indent - scale.number_width - _GAP, _NARROWEST_NAME)
        scale = replace(scale, name_width=min(scale.name_width, room))
    plot = _plot(scale, width, indent)
    totals = list(_running(components))
    for one, start, end in zip(components, totals, totals[1:], strict=False):
        yield from _row(Text(visible(one.name)), one.weight, plot.bar(start, end), scale, indent)
    name = Text().append(_TOTAL, style=HEADING)
    yield from _row(name, score(components), plot.bar(0.0, totals[-1]), scale, indent)


def score(components: Sequence[Component]) -> float:
    """What the weights add up to."""
    return sum(_weights(components))


def signed(value: float) -> str:
    """A weight or sum with its sign: `+2.50`, `-1.2e+30`, `+inf`, `?` for what is no number."""
    if math.isnan(value):
        return "?"
    return f"{value:+.1e}" if _LONG_NUMBER <= abs(value) < math.inf else f"{value:+.2f}"


def _weights(components: Sequence[Component]) -> list[float]:
    return [one.weight for one in components]


def _running(components: Sequence[Component]) -> Iterator[float]:
    """0 and the running totals after it; what is no number changes nothing."""
    known = (0.0 if math.isnan(weight) else weight for weight in _weights(components))
    totals = accumulate(known, initial=0.0)
    # Infinities of both signs add up to nothing that could be drawn.
    return (0.0 if math.isnan(total) else total for total in totals)


def _plot(scale: Scale, width: int | None, indent: int) -> _Plot:
    if width is None:
        return _Plot(scale, _PLAIN_PLOT, plain=True)
    # Two columns more than the numbers take: the zero line, and what rounding may add.
    taken = indent + scale.name_width + scale.number_width + 2 * _GAP + 2
    return _Plot(scale, min(width - taken, _WIDEST_PLOT), plain=False)


def _row(name: Text, weight: float, bar: Text, scale: Scale, indent: int) -> Iterator[Text]:
    lines = wrapped(name, indent + scale.name_width, indent)
    first = next(lines, Text(" " * indent))
    first.append(" " * (indent + scale.name_width - cell_len(first.plain) + _GAP))
    first.append(f"{signed(weight):>{scale.number_width}}").append(" " * _GAP).append_text(bar)
    first.rstrip()
    yield first
    yield from lines
