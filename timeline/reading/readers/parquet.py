"""A table of articles as Apache Parquet → a page for each row; needs pyarrow.

Only the columns that are needed are read, a few rows at a time.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from timeline.reading.pages import Member, Unreadable
from timeline.reading.readers.table_columns import columns_by_name
from timeline.reading.readers.table_rows import Row, table_members

_ROWS = 32  # in memory at a time
_BUFFER = 1 << 20  # bytes of a column that are read at a time
# Metadata of a file may claim any size.
_MOST_STRING, _MOST_ITEMS = 50_000_000, 1_000_000
_MOST_COLUMNS = 10_000
# What unfolds to so many bytes, and to so many times its size, is a bomb: a chunk of a column by
# its compression, a file by a dictionary of long values.
_MOST_UNFOLDED, _MOST_RATIO = 50_000_000, 200


def read_members(file: BinaryIO) -> Iterator[Member]:
    """The article of each row, named by its number from 1.

    Raises `Unreadable` for a file that is broken or encrypted, and where no column holds texts.
    """
    try:
        table = pq.ParquetFile(
            file,
            buffer_size=_BUFFER,
            pre_buffer=False,
            thrift_string_size_limit=_MOST_STRING,
            thrift_container_size_limit=_MOST_ITEMS,
        )
        columns = _columns(table.schema_arrow)
        _refuse_bombs(table.metadata, columns)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise Unreadable(_broken(error)) from error
    size = file.seek(0, io.SEEK_END)
    yield from table_members(_rows(table, columns, size), columns)


def _columns(schema: Any) -> list[str]:
    """The names of the columns to read: all that may hold a text where no name says which."""
    if len(schema) > _MOST_COLUMNS:
        raise Unreadable(f"more than {_MOST_COLUMNS:,} columns: save those of the articles alone")
    readable = [one.name for one in schema if _is_readable(one.type)]
    named = columns_by_name(readable)
    if not named.text:
        return list(dict.fromkeys(readable))
    return list(
        dict.fromkeys(
            (
                *named.text, *named.title, *named.lead, *named.published, *named.author,
                *named.url, *named.site, *named.section,
            )
        )
    )  # fmt: skip


def _is_readable(kind: Any) -> bool:
    """Whether values of this type are words, days, or lists or objects of them."""
    types = pa.types
    if types.is_list(kind) or types.is_large_list(kind):
        return _is_readable(kind.value_type)
    return bool(
        types.is_string(kind) or types.is_large_string(kind) or types.is_timestamp(kind)
        or types.is_date(kind) or types.is_integer(kind) or types.is_struct(kind)
        or (types.is_dictionary(kind) and _is_readable(kind.value_type))
    )  # fmt: skip


def _refuse_bombs(metadata: Any, columns: Sequence[str]) -> None:
    for group in range(metadata.num_row_groups):
        row_group = metadata.row_group(group)
        for place in range(row_group.num_columns):
            chunk = row_group.column(place)
            if chunk.path_in_schema.partition(".")[0] not in columns:
                continue
            unfolded = chunk.total_uncompressed_size
            _refuse_bomb(unfolded, chunk.total_compressed_size)


def _refuse_bomb(unfolded: int, size: int) -> None:
    if unfolded > _MOST_UNFOLDED and unfolded > _MOST_RATIO * size:
        raise Unreadable(f"unfolds into {unfolded:,} bytes or more: save the table as .csv")


def _rows(table: Any, columns: Sequence[str], size: int) -> Iterator[Row | Unreadable]:
    number = unfolded = 0
    try:
        for batch in table.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False):
            unfolded += batch.nbytes
            _refuse_bomb(unfolded, size)
            names = batch.schema.names
            cells = [_values(batch.column(place)) for place in range(len(names))]
            for row in zip(*cells, strict=True):
                number += 1
                yield dict(zip(names, row, strict=True))
    except (pa.ArrowException, OSError, ValueError) as error:
        raise Unreadable(f"after row {number}: {_broken(error)}") from error


def _values(column: Any) -> list[Any]:
    """The values of a column; those of times are days (UTC), None outside the calendar."""
    if not pa.types.is_timestamp(column.type):
        return list(column.to_pylist())
    try:
        # Without its time zone a time is in UTC.
        days = column.cast(pa.timestamp(column.type.unit)).cast(pa.date32(), safe=False)
        return list(days.to_pylist())
    except (pa.ArrowException, ValueError, OverflowError):
        return [None] * len(column)


def _broken(error: Exception) -> str:
    if "ncrypt" in str(error):
        return "an encrypted table: save it without a password"
    return f"a Parquet file that is broken ({type(error).__name__}): save the table again"
