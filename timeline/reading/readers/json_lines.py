"""A table of articles as JSON lines (one object a line) → a page for each object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from timeline.reading.pages import Member, Unreadable
from timeline.reading.readers.json_stream import decoded
from timeline.reading.readers.table_columns import OWN_EXPORT
from timeline.reading.readers.table_rows import Row, table_members
from timeline.reading.readers.text_stream import MOST_LINE, bounded_lines, text_chunks


def read_members(file: BinaryIO) -> Iterator[Member]:
    """The article of each line, named by its number; a wrong line is a member that says why.

    Empty lines do not count. Raises `Unreadable` for no JSON lines, or none with texts.
    """
    yield from table_members(_rows(bounded_lines(text_chunks(file))))


def object_of(value: object) -> Row | Unreadable:
    """The row that a JSON value is. Raises `Unreadable` for a timeline's own export."""
    if not isinstance(value, dict):
        return Unreadable("not an object: each article must be one")
    if is_own(value.get("schema")):
        raise Unreadable(OWN_EXPORT)
    return value


def is_own(schema: object) -> bool:
    """Whether the `schema` of a JSON file says that a timeline wrote it."""
    return isinstance(schema, str) and schema.startswith("timeline/")


def _rows(lines: Iterable[str]) -> Iterator[Row | Unreadable]:
    for line in lines:
        if line.strip():
            yield _row(line)


def _row(line: str) -> Row | Unreadable:
    if len(line) > MOST_LINE:
        return Unreadable(f"a line of more than {MOST_LINE:,} characters: split it")
    try:
        value = decoded(line)
    except Unreadable as error:
        return error
    return object_of(value)
