"""Which lines of a page are its running head, foot and number, or what a browser printed there."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from timeline.reading.readers.pdf_geometry import Word
from timeline.reading.readers.pdf_lines import Line, lines_of
from timeline.reading.readers.pdf_words import Sheet

_OUTERMOST = 3  # lines at the top and at the bottom that may be repeated ones
_MARGIN = 0.2  # of the page's height, in which they stand
_LOOKED_AT = 0.3  # of the page's height, to see how far it is from them to the text
_DETACHED = 1.4  # times its size: how far from the text a running head stands at least
_PRINTED = 0.07  # of the page's height, in which browsers print
_MOST_FOOT = 10  # words of a foot with the page's number
_SAME_HEIGHT = 4.0  # points
_NUMBER = re.compile(r"\W*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*/\s*\d{1,4})?\W*", re.IGNORECASE)
_YEAR = re.compile(r"\W*\d{4}\W*")
_TIME = r"\d{1,2}[./]\d{1,2}[./]\d{2,4},? (?:à )?\d{1,2}[:h]\d{2}"
_STAMP = re.compile(rf"{_TIME}(?!\d)|\d+ ?\S+ ?\d+ {_TIME}$")
_ADDRESS = re.compile(r"(?:https?|file)://\S+(?: \d+ ?/ ?\d+)?$|\S.*\shttps?://\S+$")
_NUMBERED = re.compile(r"^\d{1,3}\s*[-–—|•·]|(?:[-–—|•·p]\s*|\s)\d{1,3}$", re.IGNORECASE)
_NO_LETTER = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Outer:
    """One of a page's outermost lines.

    `key` is its letters, `top` whether it is an upper one, `gap` how far the next line inwards is.
    """

    page: int
    line: Line
    key: str
    top: bool
    gap: float


@dataclass(frozen=True, slots=True)
class Margins:
    """The lines of one page that are furniture, and the words that are not in them."""

    heads: tuple[Line, ...]
    feet: tuple[Line, ...]
    words: tuple[Word, ...]


def part_margins(sheets: Sequence[Sheet]) -> list[Margins]:
    """For each sheet its furniture and its other words.

    A line at the same height on two pages or more, but for numbers, is a running head or foot. On
    any page the outermost line may be a page number, or what browsers print: time or address.
    """
    outer = [list(_outermost(page, sheet)) for page, sheet in enumerate(sheets)]
    places: dict[tuple[str, bool], list[tuple[float, int]]] = {}
    for lines in outer:
        for one in lines:
            places.setdefault((one.key, one.top), []).append((_height(one, sheets), one.page))
    found = []
    for sheet, lines in zip(sheets, outer, strict=True):
        marked = [
            one
            for one in lines
            if _is_repeated(one, places[one.key, one.top], sheets)
            or (_is_last(one, lines) and _is_number_or_print(one, sheet))
        ]
        heads = _detached([one for one in marked if one.top])
        feet = _detached([one for one in marked if not one.top])[::-1]
        inside = {id(word) for line in (*heads, *feet) for word in line.words}
        words = tuple(word for word in sheet.words if id(word) not in inside)
        found.append(Margins(tuple(heads), tuple(feet), words))
    return found


def _detached(side: list[_Outer]) -> list[Line]:
    """The lines, from the page's edge inwards, as far as they do not adjoin the text."""
    while side and side[-1].gap < _DETACHED * side[-1].line.size:
        side.pop()
    return [one.line for one in side]


def _outermost(page: int, sheet: Sheet) -> Iterator[_Outer]:
    """The lines in the margins at top and bottom, from the page's edge inwards."""
    box = sheet.box
    tall = box.top - box.bottom
    upper = [word for word in sheet.words if word.base > box.top - _LOOKED_AT * tall]
    lower = [word for word in sheet.words if word.base < box.bottom + _LOOKED_AT * tall]
    for lines, top in ((lines_of(upper), True), (lines_of(lower)[::-1], False)):
        for line, inner in zip_longest(lines[:_OUTERMOST], lines[1 : _OUTERMOST + 1]):
            near = abs(line.base - box.top if top else line.base - box.bottom)
            if line is not None and near <= _MARGIN * tall:
                gap = abs(line.base - inner.base) if inner else math.inf
                yield _Outer(page, line, _key(line), top, gap)


def _key(line: Line) -> str:
    return _NO_LETTER.sub("", line.text).casefold()


def _height(one: _Outer, sheets: Sequence[Sheet]) -> float:
    box = sheets[one.page].box
    return box.top - one.line.base if one.top else one.line.base - box.bottom


def _is_repeated(one: _Outer, places: list[tuple[float, int]], sheets: Sequence[Sheet]) -> bool:
    here = _height(one, sheets)
    if not one.key and not _NUMBER.fullmatch(one.line.text):
        return False
    return any(page != one.page and abs(height - here) <= _SAME_HEIGHT for height, page in places)


def _is_last(one: _Outer, lines: list[_Outer]) -> bool:
    """Whether nothing stands nearer to the page's edge."""
    return one is next(other for other in lines if other.top == one.top)


def _is_number_or_print(one: _Outer, sheet: Sheet) -> bool:
    text = one.line.text
    if _NUMBER.fullmatch(text) and not _YEAR.fullmatch(text):
        return True
    box = sheet.box
    near = _PRINTED * (box.top - box.bottom)
    edge = box.top - one.line.base if one.top else one.line.base - box.bottom
    if edge > near:
        return False
    if not one.top and len(one.line.words) <= _MOST_FOOT and _NUMBERED.search(text):
        return True
    return (_STAMP.match(text) or _ADDRESS.match(text)) is not None
