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

from timeline.reading.readers.pdf_geometry import Box, Word
from timeline.reading.readers.pdf_lines import usual_size

_MOST_WORDS = 20_000  # of a page whose columns are looked for
_MOST_STRIPS = 40  # that are followed from row to row
_MOST_TRIED = 60  # strips of a region, tallest first
_MOST_CUTS = 200  # of a page
# The narrower a gutter (ems), the more lines must stand beside it, lest it be a river.
_LINES_BESIDE = ((1.6, 3), (0.75, 5), (0.5, 8))
_NARROWEST = _LINES_BESIDE[-1][0]
_OVER = 20.0  # points, by which a picture reaches into both columns
_MOST_UNDER = 3  # lines that follow under the columns, and belong to neither
_NARROWEST_CELL = 0.75  # ems, between the cells of a table
_CELL_GAP = 0.45  # ems between two rows of a table, from a « p » to a capital
_MOST_CELL_ROWS = 30  # lines of a cell
_SAME_EDGE = 1.5  # points
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


def columns_of(words: Sequence[Word], pictures: Sequence[Box] = ()) -> list[list[Word]]:
    """The words of a page, parted into regions of one column each, in reading order.

    A cell of a table that has several lines is a region as well.
    """
    if len(words) > _MOST_WORDS:
        return [list(words)]
    done: list[list[Word]] = []
    open_regions = [list(words)]
    cuts = 0
    while open_regions:
        region = open_regions.pop()
        parts = _cut(region, pictures) if cuts < _MOST_CUTS else [region]
        if len(parts) == 1:
            done += parts
        else:
            cuts += 1
            open_regions += reversed(parts)
    return done


def _cut(words: list[Word], pictures: Sequence[Box]) -> list[list[Word]]:
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
        parts = _parts(rows, strip, last, em, pictures)
        if parts:
            return parts
    return _cells(rows, em) or [words]


def _parts(
    rows: list[_Row], strip: _Strip, last: int, em: float, pictures: Sequence[Box]
) -> list[list[Word]]:
    """What stands above, left, right and below of a strip, if it is a gutter; else nothing."""
    middle = (strip.left + strip.right) / 2
    band = rows[strip.first : last + 1]
    both = [
        i
        for i, row in enumerate(band, strip.first)
        if min(word.left for word in row.words) < middle < max(word.right for word in row.words)
    ]
    beside = [word for i in both for word in rows[i].words]
    wide = (strip.right - strip.left) / em
    least = next((lines for ems, lines in _LINES_BESIDE if wide >= ems), _LINES_BESIDE[-1][1])
    if not _is_prose([word for word in beside if word.right <= middle], least):
        return []
    if not _is_prose([word for word in beside if word.right > middle], least):
        return []
    first = strip.first
    # The last line of a headline may be short, and then stands over one column only.
    while first < both[0] and _is_headline(rows[first], em):
        first += 1
    # So may a headline of its own, between two articles.
    for i in range(both[0] + 1, last + 1):
        if i not in both and _is_headline(rows[i], em) and not _beside(rows[i], pictures):
            return _parts(rows, strip, i - 1, em, pictures)
    # A picture over both columns ends them, and they begin anew under it.
    under_picture = _first_under(rows[: last + 1], strip, pictures)
    if both[0] < under_picture <= last:
        return _parts(rows, strip, under_picture - 1, em, pictures)
    # So may a few lines that follow under the columns.
    under = last - both[-1]
    if 0 < under <= _MOST_UNDER and rows[both[-1]].bottom - rows[both[-1] + 1].top > em:
        last = both[-1]
    return _quartered(rows, first, last, middle)


def _quartered(rows: list[_Row], first: int, last: int, middle: float) -> list[list[Word]]:
    """The words above some rows, left and right of an x in them, and below them."""
    inside = [word for row in rows[first : last + 1] for word in row.words]
    parts = (
        [word for row in rows[:first] for word in row.words],
        [word for word in inside if word.right <= middle],
        [word for word in inside if word.right > middle],
        [word for row in rows[last + 1 :] for word in row.words],
    )
    return [part for part in parts if part]


def _is_headline(row: _Row, em: float) -> bool:
    return min(word.size for word in row.words) > _LARGE * em


def _first_under(rows: list[_Row], strip: _Strip, pictures: Sequence[Box]) -> int:
    """The first row that stands under a picture which covers a strip and more; 0 for none."""
    heights = [
        (picture.top + picture.bottom) / 2
        for picture in pictures
        if picture.left < strip.left - _OVER and picture.right > strip.right + _OVER
    ]
    tops = [height for height in heights if rows[strip.first].bottom > height > rows[-1].top]
    return next((i for i, row in enumerate(rows) if tops and row.top < max(tops)), 0)


def _beside(row: _Row, pictures: Sequence[Box]) -> bool:
    return any(picture.bottom < row.top and row.bottom < picture.top for picture in pictures)


def _cells(rows: list[_Row], em: float) -> list[list[Word]]:
    """A region parted at the first row of a table whose cells have several lines; else nothing.

    The rows stand apart, and the lines of a cell begin at one x, which those of a river in a
    justified text do not.
    """
    first = 0
    for i in range(len(rows)):
        ends = i + 1 == len(rows) or rows[i].bottom - rows[i + 1].top > _CELL_GAP * em
        if not ends:
            continue
        if 1 <= i - first < _MOST_CELL_ROWS:
            for strip, last in _strips(rows[first : i + 1], _NARROWEST_CELL * em):
                if strip.first == 0 and last == i - first:
                    middle = (strip.left + strip.right) / 2
                    if _is_cell_edge(rows[first : i + 1], middle):
                        return _quartered(rows, first, i, middle)
        first = i + 1
    return []


def _is_cell_edge(rows: list[_Row], middle: float) -> bool:
    """Whether some lines end before an x, and as many as those begin at one place after it."""
    before = [word for row in rows for word in row.words if word.right <= middle]
    if all(sum(map(str.isalnum, word.text)) < 3 for word in before):
        return False  # list marks
    lefts = [min((w.left for w in row.words if w.left > middle), default=None) for row in rows]
    begun = [left for left in lefts if left is not None]
    ended = len({round(word.base) for word in before})
    return len(begun) > 1 and ended > 1 and max(begun) - min(begun) < _SAME_EDGE


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
