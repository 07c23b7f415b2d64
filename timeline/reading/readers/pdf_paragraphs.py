"""Lines of a column → paragraphs: by gaps, changes of type, indents and short last lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.reading.pages import Hint
from timeline.reading.readers.pdf_lines import Line

_SAME_SIZE = 0.07  # of a size, by which lines of one paragraph may differ
_GAP = 1.18  # of the usual distance of two lines: more parts paragraphs
_MOST_LEADING = 2.4  # ems; lines farther apart are never one paragraph
_FEWEST_INSET = 3  # lines that have an edge of their own
_CELL_GAP = 2.5  # ems
_INDENT = (0.6, 6.0)  # ems
_HYPHENS = ("-", "\u2010", "\u00ad")
_STOP = re.compile(r"[.!?…:][\s»”\"')\]]*$")
_OPENS = re.compile(r"[^\w]*(?:[A-ZÀ-ÖØ-ÞŒ]|\d)")
_BULLET = re.compile(r"[•▪▫■□●○◦‣⁃➢➤✓·*\uf0b7\uf0a7]$|[•▪■●‣]\w")
_ITEM = re.compile(r"(?:[-–—]|\(?(?:\d{1,2}|[a-z])[.)°])$")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, and where they stand.

    `column` counts the columns of the document in reading order; `full` is whether the last line
    reaches the edge of its column, `indented` whether the first is moved in. `hint` is what the
    type and the place say of it.
    """

    lines: list[Line]
    page: int
    column: int
    full: bool = False
    indented: bool = False
    hint: Hint = "text"

    @property
    def size(self) -> float:
        """The size of most of its lines, in points."""
        return Counter(line.size for line in self.lines).most_common(1)[0][0]

    @property
    def bold(self) -> bool:
        """Whether it is bold from the first line to the last."""
        return all(line.bold for line in self.lines)

    @property
    def text(self) -> str:
        """Its lines as they stand, with a space between them."""
        return " ".join(line.text for line in self.lines)

    @property
    def open_hyphen(self) -> bool:
        """Whether it breaks off within a word."""
        return breaks_word(self.lines[-1])


def ends_sentence(text: str) -> bool:
    """Whether a line ends as sentences do."""
    return _STOP.search(text[-12:]) is not None


def opens_sentence(text: str) -> bool:
    """Whether a line opens as sentences do, or names and numbers."""
    return _OPENS.match(text[:12]) is not None


def breaks_word(line: Line) -> bool:
    """Whether the last word of a line is broken, by its hyphen."""
    last = line.words[-1].text
    return len(last) > 1 and last.endswith(_HYPHENS) and last[-2].isalnum()


def usual_leading(columns: Sequence[Sequence[Line]]) -> float:
    """How far baselines of the same size stand apart most often, in ems; 1.2 where none do."""
    distances: Counter[float] = Counter()
    for lines in columns:
        for above, below in zip(lines, lines[1:], strict=False):
            if above.size > 0 and _alike(above, below):
                distance = (above.base - below.base) / above.size
                if 0.8 < distance < _MOST_LEADING:
                    distances[round(distance * 20) / 20] += len(below.words)
    return distances.most_common(1)[0][0] if distances else 1.2


def paragraphs_of(
    lines: Sequence[Line], page: int, column: int, body: float, leading: float
) -> list[Paragraph]:
    """The paragraphs of one column's lines, from top to bottom.

    `body` is the type size of the document's text in points, `leading` its usual distance of
    baselines in ems.
    """
    if not lines:
        return []
    frame = _Frame(lines, body, leading)
    paragraphs: list[Paragraph] = []
    for i in range(len(lines)):
        if i == 0 or frame.parts(i):
            paragraphs.append(Paragraph([], page, column, indented=frame.indented(i)))
        paragraphs[-1].lines.append(lines[i])
        paragraphs[-1].full = not frame.short(i)
    return paragraphs


class _Frame:
    """The edges of a column, against which indents and short lines are measured."""

    def __init__(self, lines: Sequence[Line], body: float, leading: float) -> None:
        self._lines = lines
        self._body = body
        self._leading = _own_leading(lines, leading)
        lefts = Counter(round(line.left) for line in lines)
        self._left = max(lefts, key=lambda left: (lefts[left], -left))
        rights: dict[tuple[int, int | None], list[float]] = {}
        for line in lines:
            for inset in (None, round(line.left / 2)):
                rights.setdefault((round(line.size), inset), []).append(line.right)
        self._rights = {kind: sorted(ends)[-1 - len(ends) // 20] for kind, ends in rights.items()}
        self._several = {kind for kind, ends in rights.items() if len(ends) >= _FEWEST_INSET}

    def parts(self, i: int) -> bool:
        """Whether a paragraph begins with line `i`."""
        above, line = self._lines[i - 1], self._lines[i]
        if not _alike(above, line):
            return True
        distance = (above.base - line.base) / max(above.size, 0.1)
        if distance > _MOST_LEADING or distance > _GAP * self._leading_of(above):
            return True
        if _is_row(above) and _is_row(line):
            return True
        if line.size > 1.12 * self._body or breaks_word(above):
            return False
        if above.bold != line.bold and (
            self.short(i - 1) or (ends_sentence(above.text) and opens_sentence(line.text))
        ):
            return True
        return (
            self._is_item(i)
            or self._begins_by_indent(i)
            or self._begins_by_short(i)
            or self._set_apart(i)
        )

    def indented(self, i: int) -> bool:
        """Whether line `i` stands in from the column's edge, as the first of a paragraph does."""
        moved = (self._lines[i].left - self._left) / max(self._lines[i].size, 0.1)
        return _INDENT[0] <= moved <= _INDENT[1]

    def short(self, i: int) -> bool:
        """Whether the next line's first word would have gone onto line `i`; for the last line of a
        column, whether it ends clearly before the edge."""
        line = self._lines[i]
        room = self._edge(line) - line.right
        if i + 1 == len(self._lines):
            return room > 1.5 * line.size
        first = self._lines[i + 1].words[0]
        return room > first.right - first.left + 0.6 * line.size

    def _edge(self, line: Line) -> float:
        """Where lines end that begin where this one does, if there are some, as in a quotation."""
        inset = (round(line.size), round(line.left / 2))
        own = inset in self._several and line.left - self._left > line.size
        return self._rights[inset if own else (inset[0], None)]

    def _leading_of(self, line: Line) -> float:
        """Large type is set closer, small type wider than the text."""
        return self._leading if line.size <= 1.12 * self._body else max(self._leading, 1.25)

    def _is_item(self, i: int) -> bool:
        first = self._lines[i].words[0].text
        if _BULLET.match(first):
            return True
        moved = abs(self._lines[i].left - self._lines[i - 1].left) > 0.4 * self._lines[i].size
        above = self._lines[i - 1].text
        return _ITEM.match(first) is not None and (
            ends_sentence(above) or above.endswith(";") or (moved and self.short(i - 1))
        )

    def _begins_by_indent(self, i: int) -> bool:
        if not self.indented(i) or self.indented(i - 1) and not self.short(i - 1):
            return False
        below = i + 1 < len(self._lines) and self.indented(i + 1)
        return not below or ends_sentence(self._lines[i - 1].text)

    def _begins_by_short(self, i: int) -> bool:
        above, line = self._lines[i - 1], self._lines[i]
        if not self.short(i - 1) or not opens_sentence(line.text):
            return False
        if ends_sentence(above.text):
            return True
        # Lines beside a picture end before the edge as well, one like the other.
        beside = i > 1 and abs(self._lines[i - 2].right - above.right) < 0.5 * line.size
        room = self._edge(above) - above.right
        return not beside and room > 0.3 * (above.right + room - self._left)

    def _set_apart(self, i: int) -> bool:
        """Whether the lines stand at the right: an address, a signature, line by line."""
        above, line = self._lines[i - 1], self._lines[i]
        far = self._left + 0.25 * (self._rights[round(line.size), None] - self._left)
        moved = abs(above.left - line.left) > 0.1 * line.size
        return min(above.left, line.left) > far and moved and opens_sentence(line.text)


def _is_row(line: Line) -> bool:
    """Whether a line is one of a table: blanks in it are wider than justified text has them."""
    return any(
        after.left - before.right > _CELL_GAP * line.size
        for before, after in zip(line.words, line.words[1:], strict=False)
    )


def _alike(above: Line, below: Line) -> bool:
    """Whether two lines are of one size."""
    return abs(above.size - below.size) <= _SAME_SIZE * max(above.size, below.size)


def _own_leading(lines: Sequence[Line], leading: float) -> float:
    """The leading of a column that has enough lines to tell it, else the document's."""
    distances = Counter(
        round((above.base - below.base) / above.size * 20) / 20
        for above, below in zip(lines, lines[1:], strict=False)
        if above.size > 0 and _alike(above, below)
    )
    if sum(distances.values()) < 6:
        return leading
    most = max(distances.values())
    # Where every line is a paragraph the usual distance is that of paragraphs.
    return min(distance for distance, count in distances.items() if count >= 0.6 * most)
