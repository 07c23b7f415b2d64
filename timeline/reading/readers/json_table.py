"""Articles as JSON: a list of objects, an object with such a list in it, or one article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import BinaryIO

from timeline.reading.pages import Member, Unreadable
from timeline.reading.readers import json_lines
from timeline.reading.readers.json_lines import is_own, object_of
from timeline.reading.readers.json_stream import JsonStream
from timeline.reading.readers.table_cells import cell_text
from timeline.reading.readers.table_columns import OWN_EXPORT, columns_by_name
from timeline.reading.readers.table_rows import Row, row_page, table_members
from timeline.reading.readers.text_stream import MOST_LINE, text_chunks

_NO_LIST = "no list of articles in it: save them as a list of objects with a 'text' each"
_KEPT = 20  # objects of a list that may be the authors of one article
_MOST_LISTS = 1_000
_MOST_ITEMS = 1_000_000  # of a list of anything else than objects


def read_members(file: BinaryIO) -> Iterator[Member]:
    """The article of each object in the list, named by its number; of a single one without name.

    The list is read as a stream. Raises `Unreadable` for no JSON, or where no list holds texts.
    """
    stream = JsonStream(text_chunks(file))
    first = stream.peek()
    if first == "[":
        yield from table_members(_rows(stream))
        return
    if first != "{":
        raise Unreadable(_NO_LIST)
    found = _look_through(stream)
    if stream.peek() == "{":  # JSON lines by another suffix
        yield from json_lines.read_members(file)
        return
    columns = columns_by_name(found.values)
    if any(cell_text(found.values[name]).strip() for name in columns.text):
        yield Member("", row_page(found.values, columns))
        return
    key = _list_of_articles(found)
    stream = JsonStream(text_chunks(file))
    for other in stream.fields():
        if other == key and stream.peek() == "[":
            yield from table_members(_rows(stream))
            return
        _pass_over(stream)


@dataclass(slots=True)
class _Object:
    """The values of an object, long ones left out, and the first item of each list of objects."""

    values: dict[str, object] = field(default_factory=dict)
    lists: dict[str, Row] = field(default_factory=dict)


def _look_through(stream: JsonStream) -> _Object:
    found = _Object()
    room = MOST_LINE
    for key in stream.fields():
        if stream.peek() == "[":
            items = stream.items()
            kept = list(islice(items, _KEPT))
            if kept and isinstance(kept[0], dict):
                if len(found.lists) < _MOST_LISTS:
                    found.lists.setdefault(key, kept[0])
                value: object = kept
                for _ in items:
                    pass
            else:
                value = list(chain(kept, _within(items, room)))
        else:
            value = stream.value()
        if key == "schema" and is_own(value):
            raise Unreadable(OWN_EXPORT)
        room -= len(key) + _size(value)
        if room > 0:
            found.values.setdefault(key, value)
    return found


def _within(items: Iterator[object], room: int) -> Iterator[object]:
    """The items that there is room for; the others are passed over."""
    for number, item in enumerate(items):
        if number == _MOST_ITEMS:
            raise Unreadable(_NO_LIST)
        room -= _size(item)
        if room > 0:
            yield item


def _pass_over(stream: JsonStream) -> None:
    if stream.peek() == "[":
        for _ in stream.items():
            pass
    else:
        stream.value()


def _size(value: object) -> int:
    """About how many characters a value has, as JSON."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, list | dict):
        inner = value.values() if isinstance(value, dict) else value
        return 8 * len(value) + sum(_size(item) for item in inner)
    return 8


def _list_of_articles(found: _Object) -> str:
    """The key of the one list of objects; of several, of the only one that has a text column."""
    keys = list(found.lists)
    if len(keys) > 1:
        keys = [key for key in keys if columns_by_name(found.lists[key]).text] or keys
    if not keys:
        raise Unreadable(_NO_LIST)
    if len(keys) > 1:
        named = ", ".join(" ".join(key.split())[:40] for key in keys[:12])
        raise Unreadable(f"several lists of objects ({named}): save the one of the articles alone")
    return keys[0]


def _rows(stream: JsonStream) -> Iterator[Row | Unreadable]:
    number = 0
    try:
        for number, item in enumerate(stream.items(), start=1):
            if number == 1 and not isinstance(item, dict):
                raise Unreadable(_NO_LIST)
            yield object_of(item)
    except Unreadable as error:
        if str(error) in (_NO_LIST, OWN_EXPORT):
            raise
        raise Unreadable(f"after row {number}: {error}") from error
