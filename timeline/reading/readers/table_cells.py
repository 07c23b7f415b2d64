"""The cells of a table as text, and as days."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from itertools import islice

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# From 1973 on seconds have nine digits or ten; each smaller unit has three more.
_NUMBER = re.compile(r"(\d{9,10}|\d{12,13}|\d{15,16}|\d{18,19})(?:\.\d*)?")
_TIMESTAMP = re.compile(r"\d{14}")
_ISO_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:?\d{2}.*")
# Under which key of an object its text stands (WordPress, schema.org, XML turned into JSON).
_INNER = ("name", "rendered", "text", "value", "#text", "@value")
_MOST_PIECES = 100_000


def cell_text(value: object, between: str = "\n\n") -> str:
    """The text of a cell: of a list its items, `between` them, of an object its name or text."""
    if isinstance(value, str):
        return _sound(value)
    if isinstance(value, dict):
        inner = next((value[key] for key in _INNER if isinstance(value.get(key), str)), "")
        return _sound(inner)
    if isinstance(value, list):
        pieces = (cell_text(item) for item in islice(value, _MOST_PIECES) if _is_plain(item))
        return between.join(filter(None, pieces))
    if isinstance(value, date):  # a time is one too
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""


def written_day(cell: str) -> str:
    """A date as a cell has it; the day alone (UTC) where that is a number of seconds, milli-,
    micro- or nanoseconds since 1970, or a time in ISO 8601."""
    cell = cell.strip()
    iso = _ISO_TIME.fullmatch(cell)
    if iso:
        return iso.group(1)
    if _TIMESTAMP.fullmatch(cell):  # 20240305101500
        return f"{cell[:4]}-{cell[4:6]}-{cell[6:8]}"
    number = _NUMBER.fullmatch(cell)
    if not number:
        return cell
    digits = number.group(1)
    seconds = int(digits) // 1000 ** ((len(digits) - 9) // 3)
    return (_EPOCH + timedelta(seconds=seconds)).date().isoformat()


def _is_plain(item: object) -> bool:
    return isinstance(item, str | int | float | dict) and not isinstance(item, bool)


def _sound(text: str) -> str:
    """JSON may hold halves of characters, which no encoding can write."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
