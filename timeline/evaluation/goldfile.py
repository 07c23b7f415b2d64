"""Gold files: event mentions annotated by reading, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline.evaluation.isodates import read_span, span_of
from timeline.model import DateSpan


class GoldError(ValueError):
    """A gold file that cannot be used; the message names the file, the line and what to do."""


@dataclass(frozen=True, slots=True)
class GoldMention:
    """One event in one sentence of one document, as an annotator read it.

    Offsets are code points into the article's text, ends exclusive. `date` is None for an undated
    mention, `alternatives` are other readings that could be defended, `approximate` marks a vague
    expression, `optional` a mention that nobody is asked to find. `line` is where it stands in the
    file, from 1.
    """

    line: int
    doc: str
    event: str
    cluster: str
    zone: str
    sentence_start: int
    sentence_end: int
    trigger: str
    trigger_start: int
    date: DateSpan | None
    alternatives: tuple[DateSpan, ...] = ()
    approximate: bool = False
    date_source: str | None = None
    type: str | None = None
    factuality: str | None = None
    salience: int | None = None
    optional: bool = False
    sha256: str | None = None

    @property
    def trigger_end(self) -> int:
        """Where the trigger ends, exclusive."""
        return self.trigger_start + len(self.trigger)


def load_gold(path: str | Path) -> list[GoldMention]:
    """The mentions of a gold file, in its order; blank lines are passed over.

    Raises GoldError for a file that cannot be read or has no mention, and for the first line that
    breaks the format.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise GoldError(
            f"{path}: cannot be read ({error.strerror}); give a gold file, JSON Lines."
        ) from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: is not UTF-8 text; save it as UTF-8.") from error
    # Not splitlines(): a JSON string may hold U+2028 and its like unescaped.
    lines = enumerate(text.split("\n"), start=1)
    mentions = [_mention(path, number, line) for number, line in lines if line.strip()]
    if not mentions:
        raise GoldError(f"{path}: holds no mention; write one JSON object a line.")
    return mentions


def _mention(path: str | Path, number: int, line: str) -> GoldMention:
    """One line read; every complaint of the fields gets the file and the line in front."""
    try:
        try:
            row = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            raise ValueError("is not JSON; write one object a line") from error
        if not isinstance(row, dict):
            raise ValueError("is no JSON object; write one object a line")
        return _from_row(number, row)
    except ValueError as error:
        raise GoldError(f"{path}, line {number}: {error}.") from error


def _from_row(number: int, row: Mapping[str, Any]) -> GoldMention:
    doc, event = _text(row, "doc"), row.get("event")
    date, alternatives = _dates(row)
    mention = GoldMention(
        line=number,
        doc=doc,
        event="" if event is None else str(event),
        cluster=str(row.get("cluster") or f"{doc}_{number if event is None else event}"),
        zone=_text(row, "zone") if row.get("zone") is not None else "body",
        sentence_start=_offset(row, "sentence_start"),
        sentence_end=_offset(row, "sentence_end"),
        trigger=_text(row, "trigger"),
        trigger_start=_offset(row, "trigger_start"),
        date=date,
        alternatives=alternatives,
        approximate=_flag(row, "approx"),
        date_source=_optional_text(row, "date_source"),
        type=_optional_text(row, "type"),
        factuality=_optional_text(row, "factuality"),
        salience=_optional_number(row, "salience"),
        optional=_flag(row, "optional"),
        sha256=_digest(row),
    )
    if mention.sentence_end <= mention.sentence_start:
        raise ValueError("sentence_end is not after sentence_start; correct the offsets")
    if not mention.sentence_start <= mention.trigger_start < mention.sentence_end:
        raise ValueError("trigger_start lies outside the sentence; correct the offsets")
    return mention


def _dates(row: Mapping[str, Any]) -> tuple[DateSpan | None, tuple[DateSpan, ...]]:
    """`start`/`end` and `alt_dates`; the alternatives of an undated mention mean nothing."""
    if "start" not in row:
        raise ValueError("start is missing; give an ISO date, or null where it is undated or open")
    pairs = row.get("alt_dates") or []
    if not isinstance(pairs, list) or not all(isinstance(p, list) and len(p) == 2 for p in pairs):
        raise ValueError("alt_dates is no list of [start, end] pairs; write it as such")
    try:
        date = read_span(row)
        readings = [span_of(start, end) for start, end in pairs]
    except ValueError as error:
        raise ValueError(f"{error}; write dates as YYYY, YYYY-MM or YYYY-MM-DD") from error
    if any(reading is None for reading in readings):
        raise ValueError("an alternative in alt_dates has neither start nor end; remove it")
    return date, tuple(reading for reading in readings if reading and date)


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value:
        raise ValueError(f"{key} is missing or is no text; give it as a string")
    return value


def _optional_text(row: Mapping[str, Any], key: str) -> str | None:
    return None if row.get(key) is None else _text(row, key)


def _optional_number(row: Mapping[str, Any], key: str) -> int | None:
    return None if row.get(key) is None else _offset(row, key)


def _offset(row: Mapping[str, Any], key: str) -> int:
    value = row.get(key)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"{key} is missing or is no whole number from 0; give it as a number")
    return value


def _flag(row: Mapping[str, Any], key: str) -> bool:
    value = row.get(key)
    if value is not None and not isinstance(value, bool):
        raise ValueError(f"{key} is neither true nor false; write one of the two")
    return bool(value)


def _digest(row: Mapping[str, Any]) -> str | None:
    value = _optional_text(row, "sha256")
    if value is not None and (len(value) != 64 or set(value) - set("0123456789abcdef")):
        raise ValueError("sha256 is not 64 lower-case hexadecimal digits; hash the article's text")
    return value
