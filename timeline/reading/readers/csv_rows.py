"""The rows of comma-separated text (RFC 4180), with what is wrong in them told row by row.

The `csv` module has one limit on the length of cells for the whole process, and lets a quote that
is never closed take in the rest of the file. Here a row that ends nowhere is given up, and reading
goes on with the line after the one it began on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from timeline.reading.pages import Unreadable
from timeline.reading.readers.text_stream import MOST_LINE

_MOST_READ_AGAIN = 2 * MOST_LINE  # characters in a file
_MOST_REMAINDER = 10_000  # rows that may be what is left of a wrong one
_OPEN_QUOTE = "a quote that is never closed: mend the quotes of this row"
_TOO_LONG = f"a row of more than {MOST_LINE:,} characters: mend its quotes, or split it"


@dataclass(frozen=True, slots=True)
class _Broken(Exception):
    reason: str


def csv_rows(lines: Iterable[str], delimiter: str | None) -> Iterator[list[str] | Unreadable]:
    """The cells of each row that is not blank, or why there are none; the first is the header.

    With `delimiter` None every row is one cell. A row of more cells than the header is wrong; one
    of fewer lacks the last ones, unless it follows a wrong row, whose remainder it then is. Raises
    `Unreadable` where too many rows are wrong to go on.
    """
    source = _Lines(lines)
    columns = 0
    remainder: int | None = None  # how many rows it has so far; None after a sound row
    number = -1
    while (line := source.take()) is not None:
        if not line.strip():
            continue
        try:
            row = _row(source, line, delimiter)
            if columns and len(row) > columns:
                raise _Broken(f"{len(row)} cells for {columns} columns: quote its text")
        except _Broken as broken:
            number += 1
            if not source.back_to_second_line():
                raise Unreadable(f"row {number}: {broken.reason}") from broken
            yield Unreadable(broken.reason)
            remainder = 0
            continue
        if remainder is not None and len(row) < columns:
            remainder += 1
            if remainder == _MOST_REMAINDER:
                raise Unreadable(f"row {number}: no whole row after it: mend its quotes")
            continue
        remainder = None
        columns = columns or len(row)
        number += 1
        yield row


def guess_delimiter(header: str) -> str | None:
    """What separates the columns in a header line; None for a single column."""
    best = max(",;\t|", key=header.count)
    return best if best in header else None


class _Lines:
    """Lines, with those of the present row kept so that they can be read again."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._again: list[str] = []  # last first
        self._taken: list[str] = []
        self._left = _MOST_READ_AGAIN

    def take(self) -> str | None:
        """The first line of a row."""
        self._taken = []
        return self.more()

    def more(self) -> str | None:
        """A further line of the row."""
        line = self._again.pop() if self._again else next(self._lines, None)
        if line is not None:
            self._taken.append(line)
        return line

    def back_to_second_line(self) -> bool:
        """Goes back to the line after the row's first; False if that was done too often."""
        self._again += reversed(self._taken[1:])
        self._left -= sum(map(len, self._taken))
        return self._left >= 0


def _row(source: _Lines, line: str, delimiter: str | None) -> list[str]:
    cells: list[str] = []
    place = 0
    while True:
        if line.startswith('"', place):
            cell, line, place = _quoted(source, line, place + 1, delimiter)
        else:
            end = line.find(delimiter, place) if delimiter else -1
            end = end if end >= 0 else len(line.rstrip("\r\n"))
            cell, place = line[place:end], end
        if len(cell) > MOST_LINE or len(line) > MOST_LINE:
            raise _Broken(_TOO_LONG)
        cells.append(cell)
        if not (delimiter and line.startswith(delimiter, place)):
            return cells
        place += 1


def _quoted(source: _Lines, line: str, place: int, delimiter: str | None) -> tuple[str, str, int]:
    """A cell whose opening quote stands before `place`; its last line, and where it ends there."""
    pieces: list[str] = []
    size = 0
    while True:
        quote = line.find('"', place)
        if quote < 0:
            pieces.append(line[place:])
            size += len(line) - place
            more = source.more() if size <= MOST_LINE else None
            if more is None:
                raise _Broken(_OPEN_QUOTE if size <= MOST_LINE else _TOO_LONG)
            line, place = more, 0
        elif line.startswith('"', quote + 1):
            pieces.append(line[place : quote + 1])
            size += quote + 1 - place
            place = quote + 2
        else:
            end = _end_of_cell(line, quote + 1, delimiter)
            pieces.append(line[place : quote if end else quote + 1])
            if end:
                return "".join(pieces), line, end
            # A quote that somebody forgot to double, or one that opens a cell of the next row.
            at_start = quote == 0 or line[quote - 1] == delimiter
            if at_start and any(pieces[:-1]):
                raise _Broken(_OPEN_QUOTE)
            size += quote + 1 - place
            place = quote + 1


def _end_of_cell(line: str, place: int, delimiter: str | None) -> int | None:
    """Where the blanks after a closing quote end; None if something else follows it."""
    end = place
    while line.startswith(" ", end):
        end += 1
    rest = line[end : end + 2]
    return end if rest in ("", "\n", "\r\n", "\r") or rest[:1] in ("\n", delimiter) else None
