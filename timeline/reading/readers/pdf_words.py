"""Words of a PDF page with their places, from the characters that pdfium finds on it.

pdfium gives the characters in the order in which the page draws them, and puts a space where two
stand apart. Here they become words, whose places say all that layout needs.
Lengths are points (1/72 inch); y grows upwards, as in PDF's user space (ISO 32000-1, 8.3.2.3).
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from timeline.reading.members import MOST_CHARACTERS
from timeline.reading.pages import Unreadable
from timeline.reading.readers.pdf_geometry import Box, Word, turned

_BOLD = re.compile(r"bold|black|heavy|demi|gras", re.IGNORECASE)
_LEAST_SIZE = 1.0  # points; what is smaller is not there to be read
_LINE_HYPHEN = (0x02, 0xFFFE)  # what pdfium gives for the hyphen at the end of a line
_AS_IT_LOOKS = {0x02: "-", 0xFFFE: "-"} | dict.fromkeys((0, 0xFEFF, 0xFFFF))
_FIGURES = frozenset(map(ord, "0123456789"))
_RAISED = 0.15  # ems, by which a note's figure stands higher at least
_NO_BREAK = (0xA0, 0x202F)
_MOST_OBJECTS = 5000  # of a page, that are looked at for pictures
_LEAST_PICTURE = 40.0  # points, of both sides
_FULL = 0.6  # of a page: a picture that large is a scan of it
_TOO_MUCH = f"too large for one article (more than {MOST_CHARACTERS:,} characters): split it"
_FILL_AND_STROKE = 2  # text rendering mode (ISO 32000-1, 9.3.6): how bold is made where it is not


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one page, turned so that most of its text is upright.

    `aside` is the text that runs in another direction, a line each; `pictures` is where pictures
    are, `scanned` whether one of them fills the page.
    """

    box: Box
    words: tuple[Word, ...]
    pictures: tuple[Box, ...] = ()
    aside: tuple[str, ...] = ()
    scanned: bool = False


def read_sheet(page: Any, most: int) -> Sheet:
    """The sheet of a `pypdfium2.PdfPage`. What lies off the page, or has no size, is left out.

    Raises `Unreadable` when it holds more than `most` characters.
    """
    box = Box(*page.get_bbox())
    textpage = page.get_textpage()
    try:
        if textpage.count_chars() > most:
            raise Unreadable(_TOO_MUCH)
        runs = list(_runs(textpage, box))
    finally:
        textpage.close()
    pictures = list(_pictures(page))
    full = _FULL * (box.right - box.left) * (box.top - box.bottom)
    turns: Counter[int] = Counter()
    for turn, word in runs:
        turns[turn] += len(word.text)
    upright = max(range(4), key=lambda turn: turns[turn])
    return Sheet(
        turned(box, upright),
        tuple(word for turn, word in runs if turn == upright),
        tuple(turned(one, upright) for one in pictures if one.area <= full),
        tuple(_aside(runs, upright)),
        any(one.area > full for one in pictures),
    )


class _Type:
    """Size and weight of the characters of a page, by number; what a font is called is kept."""

    def __init__(self, textpage: Any) -> None:
        self._textpage = textpage.raw  # looked up once, not for each character
        self._bold: dict[int, bool] = {}
        self._matrix = pdfium.FS_MATRIX()
        self._loose = pdfium.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def box(self, index: int) -> Box:
        """The box of a character, as wide as it moves the pen, as high as its font."""
        rect = self._loose
        pdfium.FPDFText_GetLooseCharBox(self._textpage, index, rect)
        return Box(rect.left, rect.bottom, rect.right, rect.top)

    def size_and_turn(self, index: int) -> tuple[float, int]:
        """The size as printed, which is the nominal one times the scale of the text matrix (9.4.4);
        and in which direction the text runs, in quarter turns, -1 when it runs askew."""
        matrix = self._matrix
        nominal = abs(pdfium.FPDFText_GetFontSize(self._textpage, index))
        if not pdfium.FPDFText_GetMatrix(self._textpage, index, matrix):
            return nominal, 0
        size = nominal * math.hypot(matrix.c, matrix.d)
        if matrix.b == 0 and matrix.a > 0:
            return size, 0
        quarters = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
        return size, round(quarters) % 4 if abs(quarters - round(quarters)) < 0.1 else -1

    def origin(self, index: int) -> tuple[float, float]:
        """Where the pen is when a character is drawn."""
        pdfium.FPDFText_GetCharOrigin(self._textpage, index, self._x, self._y)
        return self._x.value, self._y.value

    def bold(self, index: int) -> bool:
        """Whether the font is called bold, or its outline is drawn to make it so."""
        text_object = pdfium.FPDFText_GetTextObject(self._textpage, index)
        if not text_object:
            return False
        if pdfium.FPDFTextObj_GetTextRenderMode(text_object) == _FILL_AND_STROKE:
            return True
        font = pdfium.FPDFTextObj_GetFont(text_object)
        address = ctypes.cast(font, ctypes.c_void_p).value or 0
        if address not in self._bold:
            name = ctypes.create_string_buffer(200)
            pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
            self._bold[address] = bool(_BOLD.search(name.value.decode("latin-1")))
        return self._bold[address]


def _runs(textpage: Any, page: Box) -> Iterator[tuple[int, Word]]:
    """The words on the page, as drawn, each with the direction it runs in."""
    type_of = _Type(textpage)
    raw, unicode_of = textpage.raw, pdfium.FPDFText_GetUnicode
    codes = [unicode_of(raw, index) for index in range(textpage.count_chars())]
    for start, end in _between_blanks(codes):
        for run_start, run_end in _unbroken(type_of, codes, start, end):
            text = _text(codes[run_start:run_end])
            found = _placed(text, run_start, run_end - 1, type_of, page) if text else None
            if found:
                yield found


def _placed(text: str, first: int, last: int, type_of: _Type, page: Box) -> tuple[int, Word] | None:
    """A word in the frame of its own direction, and that direction; None if it cannot be seen."""
    size, turn = type_of.size_and_turn(first)
    if size < _LEAST_SIZE:
        return None
    one, other = type_of.box(first), type_of.box(last)
    left, right = min(one.left, other.left), max(one.right, other.right)
    bottom, top = min(one.bottom, other.bottom), max(one.top, other.top)
    if not (
        page.left <= (left + right) / 2 <= page.right
        and page.bottom <= (bottom + top) / 2 <= page.top
    ):
        return None
    tall = right - left if turn in (1, 3) else top - bottom
    if 0 < tall < 500 and not 0.4 * tall < size < 3 * tall:  # a font of pictures, in any unit
        size = 0.8 * tall
    x, base = type_of.origin(first)
    if turn == 1:
        left, right, base = bottom, top, -x
    elif turn == 2:
        left, right, base = -right, -left, -base
    elif turn == 3:
        left, right, base = -top, -bottom, x
    return turn, Word(text, left, right, base, size, type_of.bold(first))


def _between_blanks(codes: list[int]) -> Iterator[tuple[int, int]]:
    """The stretches of characters without a blank, half-open."""
    blanks = _blanks(codes)
    start = -1
    for index, code in enumerate(codes):
        if code in blanks:
            if start >= 0:
                yield start, index
            start = -1
        elif start < 0:
            start = index
    if start >= 0:
        yield start, len(codes)


def _unbroken(type_of: _Type, codes: list[int], start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch of characters, parted where one stands elsewhere than next to the one before.

    So it is at the end of a line whose hyphen pdfium has taken for part of the word, and around the
    raised figure of a note; a raised « er » stays with its number.
    """
    size, _ = type_of.size_and_turn(start)
    first_x, first_y = x, y = type_of.origin(start)
    end_x, end_y = type_of.origin(end - 1)
    level = abs(end_y - y) < 0.1 and 0 <= end_x - x < 1.5 * size * (end - start)
    if level and not any(code in _FIGURES for code in codes[start + 1 : end - 1]):
        yield start, end
        return
    for index in range(start + 1, end):
        last_x, last_y = x, y
        x, y = type_of.origin(index)
        along, across = x - last_x, y - last_y
        # Text runs along one of the axes.
        back = along * (last_x - first_x) + across * (last_y - first_y) < 0
        raised = across > _RAISED * size and codes[index] in _FIGURES
        lowered = across < -_RAISED * size and codes[index - 1] in _FIGURES
        if (
            min(abs(along), abs(across)) > 0.5 * size
            or (back and max(abs(along), abs(across)) > 2 * size)
            or raised
            or lowered
        ):
            yield start, index
            start, first_x, first_y = index, x, y
    yield start, end


def _blanks(codes: list[int]) -> frozenset[int]:
    """The codes that part words. Some programs write every space as a no-break one."""
    controls = set(range(0x21)) - set(_LINE_HYPHEN)
    no_breaks = sum(map(codes.count, _NO_BREAK))
    return frozenset(controls | (set(_NO_BREAK) if no_breaks > codes.count(0x20) else set()))


def _text(codes: list[int]) -> str:
    """The text of character codes; surrogates in pairs, hyphens as they look."""
    text = "".join(map(chr, codes)).translate(_AS_IT_LOOKS)
    if max(codes) < 0xD800:
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _aside(runs: list[tuple[int, Word]], upright: int) -> Iterator[str]:
    """The lines that run in another direction, as they were drawn."""
    line: list[str] = []
    before: tuple[int, Word] | None = None
    for turn, word in runs:
        if turn == upright:
            continue
        if before and (before[0] != turn or _apart(turn, before[1], word)):
            yield " ".join(line)
            line = []
        line.append(word.text)
        before = (turn, word)
    if line:
        yield " ".join(line)


def _apart(turn: int, before: Word, word: Word) -> bool:
    """Whether two words are on different lines; of those that run askew none can tell."""
    return turn >= 0 and abs(before.base - word.base) > word.size


def _pictures(page: Any) -> Iterator[Box]:
    """Where pictures are that are not mere marks."""
    sides = [ctypes.c_float() for _ in range(4)]
    for index in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        thing = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        if pdfium.FPDFPageObj_GetBounds(thing, *sides):
            left, bottom, right, top = (side.value for side in sides)
            if min(right - left, top - bottom) >= _LEAST_PICTURE:
                yield Box(left, bottom, right, top)
