"""The Parquet export: a row an event, in typed columns, written in row groups as events come.

Dates are ISO 8601 strings (`start`, `end`), and days (`start_day`, `end_day`) where they lie in the
years 1 to 9999, beyond which few readers go. Words are on one line, with nothing in them that a
terminal would obey. It needs the extra `parquet`.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from timeline import codec
from timeline.model import Article, Day, Event, Membership
from timeline.rendering.content import Content
from timeline.rendering.formats import ALL_HELD, Format, FormatError, Options, Unheld
from timeline.rendering.sanitize import visible

if TYPE_CHECKING:
    import pyarrow

_ROWS_TOGETHER = 1000


def write(content: Content, out: BinaryIO, options: Options) -> Unheld:
    """Writes the rows; there is no place for the articles' text. Raises FormatError without the
    extra."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise FormatError(
            "Parquet needs the extra 'parquet': pip install 'timeline-fr[parquet]'."
        ) from None
    articles, schema = content.known_articles(), _schema()
    events = iter(content.events)
    with parquet.ParquetWriter(_Sink(out), schema, compression="zstd") as writer:
        while rows := [_row(event, articles) for event in islice(events, _ROWS_TOGETHER)]:
            writer.write_table(pyarrow.Table.from_pylist(rows, schema), _ROWS_TOGETHER)
    return ALL_HELD


class _Sink(io.RawIOBase):
    """A binary stream that need not know where it stands and that is left open: a pipe, too."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._written = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._written

    def write(self, data: Any) -> int:
        size = memoryview(data).nbytes
        self._out.write(data)
        self._written += size
        return size


def _schema() -> pyarrow.Schema:
    import pyarrow as pa

    words = pa.string()
    participant = pa.struct([("name", words), ("type", words), ("role", words)])
    number = pa.float64()
    amount = pa.struct(
        [("text", words), ("value", number), ("value_max", number), ("approximate", pa.bool_()),
         ("unit", words)]
    )  # fmt: skip
    reading = pa.struct([("value", words), ("articles", pa.list_(words))])
    mention = pa.struct(
        [("id", words), ("article", words), ("path", words), ("title", words), ("url", words),
         ("published", words), ("char_start", pa.int64()), ("char_end", pa.int64()),
         ("quote", words), ("start", words), ("end", words), ("date_source", words),
         ("factuality", words), ("attribution", words), ("confidence", number)]
    )  # fmt: skip
    return pa.schema(
        [("id", words), ("start", words), ("end", words), ("start_day", pa.date32()),
         ("end_day", pa.date32()), ("grain", words), ("edtf", words), ("type", words),
         ("title", words), ("factuality", words), ("confidence", number), ("salience", number),
         ("sources", pa.int32()), ("participants", pa.list_(participant)),
         ("amounts", pa.list_(amount)), ("places", pa.list_(words)),
         ("conflicts", pa.list_(pa.struct([("field", words), ("values", pa.list_(reading))]))),
         ("corrected", pa.list_(words)), ("hidden", pa.bool_()), ("mentions", pa.list_(mention))]
    )  # fmt: skip


def _row(event: Event, articles: Mapping[str, Article]) -> dict[str, Any]:
    row: dict[str, Any] = _shown(codec.event_to_dict(event))
    date = event.date
    row |= {"start": None, "end": None, "grain": None, "edtf": None, **(row["date"] or {})}
    row["start_day"] = None if date is None else _day(date.start)
    row["end_day"] = None if date is None else _day(date.end)
    row["mentions"] = [_mention(one, articles) for one in event.memberships]
    return row


def _mention(membership: Membership, articles: Mapping[str, Article]) -> dict[str, Any]:
    mention, date = membership.mention, codec.date_to_dict(membership.date) or {}
    article = articles.get(mention.article)
    data = codec.mention_to_dict(mention)
    data |= {"start": date.get("start"), "end": date.get("end")}
    data["date_source"] = membership.date_source
    if article is not None:
        published = article.published and article.published.edtf
        data |= {"path": article.path, "title": article.title, "url": article.url}
        data["published"] = published
    else:
        data["title"] = None
    shown: dict[str, Any] = _shown(data)
    return shown


def _shown(value: Any) -> Any:
    """The same data with every text in it safe to show."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {key: _shown(one) for key, one in value.items()}
    return [_shown(one) for one in value] if isinstance(value, list) else value


def _day(day: Day | None) -> datetime.date | None:
    if day is None or not 1 <= day.year <= 9999:
        return None
    return datetime.date(day.year, day.month, day.day)


FORMAT = Format("parquet", (".parquet",), write, binary=True)
