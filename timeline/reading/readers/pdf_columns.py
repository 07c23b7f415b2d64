"""The columns of a page, in reading order.

A recursive cut in the manner of the X-Y cut (Nagy, Seth & Viswanathan 1992, « A prototype document
image analysis system for technical journals »), led by the gutters: the tallest blank strip that
has prose on both sides parts a region into what stands above it, left of it, right of it and below
it. Blank strips between the cells of a table, beside list marks, or rivers in a justified text part
nothing, so these are read line by line.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.reading.readers.pdf_lines import usual_size
from timeline.reading.readers.pdf_words import Word

_MOST_WORDS = 20_000  # of a page whose columns are looked for
_MOST_STRIPS = 40  # that are followed from row to row
_MOST_TRIED = 60  # strips of a region, tallest first
_MOST_CUTS = 200  # of a page
_NARROWEST = 0.75  # of a gutter, in ems
_FEW_LINES, _MANY_LINES = 3, 5  # beside a wide gutter, beside a narrow one
_WIDE = 1.6  # ems
_LARGE = 1.12  # times the text's size: type of headlines


@dataclass(frozen=True, slots=True)
class _Row:
    """Words whose heights overlap, over the whole width of a region."""

    words: list[Word]
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Strip:
    """A blank strip between two x, from the row `first` on."""

    left: float
    right: float
    first: int


def columns_of(words: Sequence[Word]) -> list[list[Word]]:
    """The words of a page, parted into regions of one column each, in reading order."""
    if len(words) > _MOST_WORDS:
        return [list(words)]
    done: list[list[Word]] = []
    open_regions = [list(words)]
    cuts = 0
    while open_regions:
        region = open_regions.pop()
        parts = _cut(region) if cuts < _MOST_CUTS else [region]
        if len(parts) == 1:
            done += parts
        else:
            cuts += 1
            open_regions += reversed(parts)
    return done


def _cut(words: list[Word]) -> list[list[Word]]:
    """A region parted at its tallest gutter: above, left, right, below; or itself alone."""
    rows = _rows(words)
    em = usual_size(words)
    strips = sorted(
        _strips(rows, _NARROWEST * em),
        key=lambda found: (
            rows[found[1]].bottom - rows[found[0].first].top,
            found[0].left - found[0].right,
        ),
    )
    for strip, last in strips[:_MOST_TRIED]:
        parts = _parts(rows, strip, last, em)
        if parts:
            return parts
    return [words]


def _parts(rows: list[_Row], strip: _Strip, last: int, em: float) -> list[list[Word]]:
    """What stands above, left, right and below of a strip, if it is a gutter; else nothing."""
    middle = (strip.left + strip.right) / 2
    band = rows[strip.first : last + 1]
    both = [
        i
        for i, row in enumerate(band, strip.first)
        if min(word.left for word in row.words) < middle < max(word.right for word in row.words)
    ]
    beside = [word for i in both for word in rows[i].words]
    least = _FEW_LINES if strip.right - strip.left >= _WIDE * em else _MANY_LINES
    if not _is_prose([word for word in beside if word.right <= middle], least):
        return []
    if not _is_prose([word for word in beside if word.right > middle], least):
        return []
    first = strip.first
    # The last line of a headline may be short, and then stands over one column only.
    while first < both[0] and min(word.size for word in rows[first].words) > _LARGE * em:
        first += 1
    # So may a few lines that follow under the columns.
    under = last - both[-1]
    if 0 < under <= _FEW_LINES and rows[both[-1]].bottom - rows[both[-1] + 1].top > em:
        last = both[-1]
    inside = [word for row in rows[first : last + 1] for word in row.words]
    return [
        part
        for part in (
            [word for row in rows[:first] for word in row.words],
            [word for word in inside if word.right <= middle],
            [word for word in inside if word.right > middle],
            [word for row in rows[last + 1 :] for word in row.words],
        )
        if part
    ]


def _rows(words: list[Word]) -> list[_Row]:
    rows: list[_Row] = []
    group: list[Word] = []
    bottom = math.inf
    for word in sorted(words, key=lambda word: -word.top):
        if group and word.top <= bottom:
            rows.append(_Row(group, max(w.top for w in group), bottom))
            group, bottom = [], math.inf
        group.append(word)
        bottom = min(bottom, word.bottom)
    if group:
        rows.append(_Row(group, max(w.top for w in group), bottom))
    return rows


def _strips(rows: list[_Row], narrowest: float) -> list[tuple[_Strip, int]]:
    """The blank strips through some rows, and the last row of each.

    Found from top to bottom: each blank of a row narrows the strips that reach it.
    """
    found: list[tuple[_Strip, int]] = []
    open_strips: list[_Strip] = []
    for i, row in enumerate(rows):
        blanks = _blanks(row, narrowest)
        going_on: dict[tuple[float, float], _Strip] = {}
        for strip in [*open_strips, *(_Strip(left, right, i) for left, right in blanks)]:
            whole = False
            for left, right in blanks:
                left, right = max(left, strip.left), min(right, strip.right)
                if right - left < narrowest:
                    continue
                whole = whole or (left == strip.left and right == strip.right)
                known = going_on.get((left, right))
                if known is None or strip.first < known.first:
                    going_on[left, right] = _Strip(left, right, strip.first)
            if not whole and i > strip.first:
                found.append((strip, i - 1))
        open_strips = sorted(going_on.values(), key=lambda s: (s.first, s.left))[:_MOST_STRIPS]
    found += [(strip, len(rows) - 1) for strip in open_strips]
    return [(strip, last) for strip, last in found if math.isfinite(strip.right - strip.left)]


def _blanks(row: _Row, narrowest: float) -> list[tuple[float, float]]:
    """Where a row is blank, its margins included."""
    blanks: list[tuple[float, float]] = []
    reached = -math.inf
    for word in sorted(row.words, key=lambda word: word.left):
        if word.left - reached >= narrowest:
            blanks.append((reached, word.left))
        reached = max(reached, word.right)
    blanks.append((reached, math.inf))
    return blanks


def _is_prose(words: list[Word], least: int) -> bool:
    """Whether words look like a column of text: so many lines of some words each, few figures."""
    lines = len({round(word.base) for word in words})
    if lines < least:
        return False
    text = "".join(word.text for word in words)
    figures = sum(character.isdigit() for character in text)
    return len(words) >= 2.5 * lines and len(text) >= 10 * lines and figures < 0.25 * len(text)
