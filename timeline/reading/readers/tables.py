"""A table of articles as separated values (CSV, TSV) → a page for each row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import BinaryIO

from timeline.reading.pages import Member, Unreadable
from timeline.reading.readers.csv_rows import csv_rows, guess_delimiter
from timeline.reading.readers.table_columns import OWN_EXPORT
from timeline.reading.readers.table_rows import table_members
from timeline.reading.readers.text_stream import bounded_lines, text_chunks

_LONGEST_NAME = 200  # characters; what is longer is an article, not the name of a column
# The columns of our CSV export that no other table has together.
_OWN_COLUMNS = frozenset({"edtf", "factuality", "salience", "date_source", "mentions", "quote"})
_EXCEL_HINT = re.compile(r"sep=(.)\s*$", re.IGNORECASE)  # a first line that names the delimiter


def read_members(file: BinaryIO) -> Iterator[Member]:
    """The article of each row, named by its number; a wrong row is a member that says why.

    The first line names the columns. Raises `Unreadable` for no table, or one without texts.
    """
    lines = bounded_lines(_newlines(text_chunks(file)))
    first = next((line for line in lines if line.strip()), "")
    hint = _EXCEL_HINT.match(first)
    if hint:
        first = next((line for line in lines if line.strip()), "")
    delimiter = hint.group(1) if hint else guess_delimiter(first)
    rows = csv_rows(chain([first], lines), delimiter)
    header = next(rows, [])
    if isinstance(header, Unreadable):
        raise Unreadable(f"line 1: {header}")
    names = [name.strip() for name in header]
    if not any(names) or max(map(len, names)) > _LONGEST_NAME:
        raise Unreadable("no table: its first line must name the columns")
    if set(names) >= _OWN_COLUMNS:
        raise Unreadable(OWN_EXPORT)
    yield from table_members(_named(rows, names), names)


def _named(
    rows: Iterable[list[str] | Unreadable], names: list[str]
) -> Iterator[Mapping[str, object] | Unreadable]:
    for row in rows:
        if isinstance(row, Unreadable):
            yield row
        else:  # of two columns of one name the first counts
            yield dict(zip(reversed(names[: len(row)]), reversed(row), strict=True))


def _newlines(chunks: Iterator[str]) -> Iterator[str]:
    """The text with line ends that are a lone `\\r`, as some spreadsheets write, made `\\n`."""
    first = next(chunks, "")
    alone = "\r" in first and "\n" not in first
    for chunk in chain([first], chunks):
        yield chunk.replace("\r", "\n") if alone else chunk
