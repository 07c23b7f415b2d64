"""Corrections as plain data: their ids, and the file that they are exported to and imported from.

The file is JSON, `{"schema": "timeline-corrections/1", "corrections": [...]}`, the corrections in
the order in which they were made: a later one wins over an earlier one. Aliases alone may come as a
table.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, get_args

from timeline import codec
from timeline.model import GRAINS, Correction, CorrectionKind, DateSpan

SCHEMA = "timeline-corrections/1"
_ID_DIGITS = 8
_LAST_YEAR = 9999
_MADE = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)?")
# How many groups of mentions and how many names a correction of each kind has: at least, at most.
_Bounds = tuple[int, int | None]
_GROUPS: Mapping[str, _Bounds] = {
    "redate": (1, 1), "retitle": (1, 1), "hide": (1, 1), "merge": (2, None), "split": (2, 2),
}  # fmt: skip
_NAMES: Mapping[str, _Bounds] = {"alias": (2, None), "apart": (2, 2)}


class CorrectionError(ValueError):
    """Corrections that cannot be used; the message says what is wrong with them."""


def identified(correction: Correction) -> Correction:
    """The correction with its id: a hash of what it says, whenever and of whatever title."""
    said = replace(correction, id="", about=(), made="")
    text = json.dumps(to_dict(said), sort_keys=True)
    return replace(correction, id=hashlib.sha256(text.encode()).hexdigest()[:_ID_DIGITS])


def to_dict(correction: Correction) -> dict[str, Any]:
    """A correction as JSON can hold it."""
    return {
        "id": correction.id,
        "kind": correction.kind,
        "mentions": [list(group) for group in correction.groups],
        "names": list(correction.names),
        "date": codec.date_to_dict(correction.date),
        "title": correction.title,
        "about": list(correction.about),
        "made": correction.made,
    }


def from_dict(data: Mapping[str, Any]) -> Correction:
    """The inverse of `to_dict`, whatever id the data has. Raises CorrectionError."""
    kind, title, made = _kind(data.get("kind")), data.get("title"), data.get("made", "")
    groups = data.get("mentions", [])
    if not isinstance(groups, list) or not all(_are_words(one) and one for one in groups):
        raise CorrectionError('"mentions" is a list of lists of ids')
    _check_number(groups, '"mentions" has {} lists of ids', _GROUPS.get(kind, (0, 0)))
    names, about = data.get("names", []), data.get("about", [])
    if not _are_words(names):
        raise CorrectionError('"names" is a list of names')
    _check_number(names, '"names" has {} names', _NAMES.get(kind, (0, 0)))
    if not _are_words([title] if kind == "retitle" else []) or (title and kind != "retitle"):
        raise CorrectionError('"title" is the new title of a retitle')
    if not _are_words(about):
        raise CorrectionError('"about" is a list of titles')
    if not isinstance(made, str) or not _MADE.fullmatch(made):
        raise CorrectionError('"made" is a time like 2025-02-15T12:00:00Z')
    return identified(
        Correction(
            id="",
            kind=kind,
            groups=tuple(map(tuple, groups)),
            names=tuple(names),
            date=_date(data.get("date"), kind),
            title=title,
            about=tuple(about),
            made=made,
        )
    )


def write_file(corrections: Iterable[Correction]) -> str:
    """The text of a file of corrections, one a line."""
    lines = [json.dumps(to_dict(one)) for one in corrections]
    listed = "".join(f"\n  {line}" for line in ",\n".join(lines).splitlines())
    return f'{{"schema": "{SCHEMA}",\n "corrections": [{listed}]}}\n'


def read_file(text: str) -> list[Correction]:
    """The corrections of a file, in its order. Raises CorrectionError."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CorrectionError(f"this is no JSON ({error})") from error
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise CorrectionError(
            f'this is no file of corrections: it has no "schema": "{SCHEMA}"; '
            "`timeline correct export` writes one"
        )
    rows = data.get("corrections")
    if not isinstance(rows, list):
        raise CorrectionError('"corrections" is a list')
    found = []
    for number, row in enumerate(rows, 1):
        try:
            if not isinstance(row, dict):
                raise CorrectionError("it is no object")
            found.append(from_dict(row))
        except CorrectionError as error:
            raise CorrectionError(f"correction {number}: {error}") from error
    return found


def read_aliases(text: str, delimiter: str) -> list[Correction]:
    """The aliases of a table without a head: each row the names of one entity, the first being how
    it is written. Raises CorrectionError."""
    found = []
    try:
        for number, row in enumerate(csv.reader(text.splitlines(), delimiter=delimiter), 1):
            names = tuple(filter(None, map(str.strip, row)))
            if len(set(names)) == 1:
                raise CorrectionError(f"line {number} has one name only: give two at least")
            if names:
                found.append(from_dict({"kind": "alias", "names": [*names]}))
    except csv.Error as error:
        raise CorrectionError(f"this is no table of names ({error})") from error
    return found


def _kind(value: object) -> CorrectionKind:
    kinds: tuple[CorrectionKind, ...] = get_args(CorrectionKind)
    for kind in kinds:
        if kind == value:
            return kind
    raise CorrectionError(f'"kind" is one of {", ".join(kinds)}')


def _date(value: Any, kind: CorrectionKind) -> DateSpan | None:
    if value is not None and kind != "redate":
        raise CorrectionError('"date" is that of a redate')
    try:
        date = codec.date_from_dict(value)
        for day in (date.start, date.end) if date is not None else ():
            if day is not None and abs(day.year) > _LAST_YEAR:
                raise ValueError(day)
        if date is not None and date.grain not in GRAINS:
            raise ValueError(date.grain)
        return date
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CorrectionError(
            '"date" has a "start" and an "end" (2015-03-01 or null) and a "grain" (day, month …)'
        ) from error


def _are_words(value: object) -> bool:
    """Whether it is a list of texts that say anything."""
    return isinstance(value, list) and all(
        isinstance(one, str) and any(map(str.isalnum, one)) for one in value
    )


def _check_number(found: list[Any], rule: str, bounds: _Bounds) -> None:
    least, most = bounds
    if len(found) < least or (most is not None and len(found) > most):
        wanted = str(least) if least == most else f"{least} or more"
        raise CorrectionError(f"{rule.format(wanted)} in a correction of this kind")
