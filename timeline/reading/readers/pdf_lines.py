"""Words → lines: words that stand on one baseline, from left to right."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from timeline.reading.readers.pdf_geometry import Word

_SMALL = 0.85  # of a line's size: raised figures
_TOUCHING = 0.06  # ems: a space is wider
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_OPEN_LINES = 4  # lines that a word is compared with, the lowest so far


@dataclass(frozen=True, slots=True)
class Line:
    """Words from left to right, their text, and the size of most letters; lengths in points."""

    words: tuple[Word, ...]
    size: float
    base: float
    text: str

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether most of it is bold."""
        heavy = sum(len(word.text) for word in self.words if word.bold)
        return 2 * heavy > sum(len(word.text) for word in self.words)


def usual_size(words: Iterable[Word]) -> float:
    """The type size that most letters have, in points, to a quarter; 0 for no words."""
    letters: Counter[float] = Counter()
    for word in words:
        letters[round(word.size * 4) / 4] += len(word.text)
    return max(letters, key=lambda size: (letters[size], size)) if letters else 0.0


def lines_of(words: Sequence[Word]) -> list[Line]:
    """The lines of words that stand in one column, from top to bottom.

    A word belongs to the line that it overlaps by half of its height, so that raised letters and
    notes stay where they are; a large initial goes before the first line that it stands beside.
    """
    initials = _initials(words)
    groups: list[list[Word]] = []
    marks: list[tuple[float, float]] = []  # top and bottom of the largest word of each group
    for word in sorted(words, key=lambda word: (-word.base, word.left)):
        if word in initials:
            continue
        top, bottom = word.top, word.bottom
        place = _overlapped(top, bottom, marks)
        if place < 0:
            groups.append([word])
            marks.append((top, bottom))
        else:
            groups[place].append(word)
            if top - bottom > marks[place][0] - marks[place][1]:
                marks[place] = (top, bottom)
    lines = [_line(group) for group in groups]
    lines.sort(key=lambda line: -line.base)
    return _with_initials(lines, initials)


def _overlapped(top: float, bottom: float, marks: list[tuple[float, float]]) -> int:
    """Which of the last lines a word overlaps most, by half at least; -1 for none."""
    best, place = 0.5, -1
    last = len(marks) - 1
    for i in range(last, max(-1, last - _OPEN_LINES), -1):
        above, below = marks[i]
        shared = (above if above < top else top) - (below if below > bottom else bottom)
        tall, other = top - bottom, above - below
        part = shared / (tall if tall < other else other)
        if part > 0.9:
            return i
        if part >= best:
            best, place = part, i
    return place


def _line(words: list[Word]) -> Line:
    ordered: list[Word] = []
    for word in sorted(words, key=lambda word: word.left):
        # Bold is also made by printing a word twice, a little apart.
        twice = any(
            word.text == other.text and abs(word.left - other.left) < 0.3 * word.size
            for other in ordered[-2:]
        )
        if not twice:
            ordered.append(word)
    size = usual_size(ordered)
    bases = Counter(round(word.base, 1) for word in ordered if abs(word.size - size) < 0.5)
    base = max(bases, key=lambda base: (bases[base], -base)) if bases else ordered[0].base
    return Line(tuple(ordered), size, base, _text(ordered, size, base))


def _text(words: list[Word], size: float, base: float) -> str:
    """Words with a space between them, save where they touch; raised figures as superscripts."""
    touching = _letter_space(words) or _TOUCHING * size
    pieces: list[str] = []
    reached = math.inf
    for word in words:
        small = word.size < _SMALL * size and word.base > base + 0.15 * size
        touches = word.left - reached < touching and pieces
        pieces.append("" if touches or not pieces else " ")
        pieces.append(word.text.translate(_SUPERSCRIPTS) if small else word.text)
        reached = word.right
    return "".join(pieces)


def _letter_space(words: list[Word]) -> float:
    """What parts letters in a line that is s p a c e d, in points; 0 where letters are not."""
    if len(words) < 5 or sum(len(word.text) == 1 for word in words) < 0.8 * len(words):
        return 0.0
    gaps = sorted(after.left - before.right for before, after in pairwise(words))
    return 1.5 * gaps[len(gaps) // 3] + 0.1


def _initials(words: Sequence[Word]) -> list[Word]:
    """Letters as high as two lines or more, with lines beside them: they open a paragraph."""
    body = usual_size(words)
    found = []
    for word in words:
        letters = word.text.strip("«»“\"'’ ")
        if word.size < 1.8 * body or len(letters) != 1 or not letters.isupper():
            continue
        beside = {
            round(other.base)
            for other in words
            if other.size < 1.3 * body
            and word.right - 1 <= other.left < word.right + 1.5 * body
            and word.bottom <= other.base < word.top
        }
        if len(beside) >= 2:
            found.append(word)
    return found


def _with_initials(lines: list[Line], initials: list[Word]) -> list[Line]:
    for initial in initials:
        beside = [
            i
            for i, line in enumerate(lines)
            if initial.bottom <= line.base < initial.top and line.left >= initial.right - 1
        ]
        if not beside:
            lines.append(_line([initial]))
            continue
        line = lines[beside[0]]
        first = line.words[0]
        opened = [initial, first]
        # « À Montverdier » is two words, « LE » is one; a word that opens with a capital and goes
        # on in small letters is one of its own.
        if not (first.text[:1].isupper() and first.text[1:2].islower()):
            text = initial.text + first.text
            opened = [Word(text, initial.left, first.right, first.base, first.size, first.bold)]
        for i in beside[1:]:  # they begin where the initial does, not farther in
            first, *others = lines[i].words
            lines[i] = replace(lines[i], words=(first._replace(left=initial.left), *others))
        words = [*opened, *line.words[1:]]
        text = _text(words, line.size, line.base)
        lines[beside[0]] = Line(tuple(words), line.size, line.base, text)
    return lines
