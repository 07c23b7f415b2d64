"""The user's metadata file: a CSV with what the articles do not say of themselves."""

from __future__ import annotations

import csv
import io
import unicodedata
from pathlib import Path
from typing import Any

from timeline.reading.decoding import decode
from timeline.reading.finding import why_not_opened
from timeline.reading.pages import ReadingError, Unreadable

COLUMNS = ("path", "published", "title", "source")


def load_metadata(csv_path: Path | str) -> dict[str, dict[str, str]]:
    """The rows of a metadata file by their `path`: `published`, `title` and `source`, where given.

    Separated by commas, semicolons or tabs, with a header line; other columns are passed over.
    `path` is relative to the folder of the articles, POSIX. Raises `ReadingError` for a file that
    cannot be read, a missing column, a row without path or with one seen before, a bad date.
    """
    shown = str(csv_path)
    text = _text(Path(csv_path), shown)
    header, _, _ = text.lstrip("\r\n").partition("\n")
    delimiter = max(",;\t", key=header.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return _collect(rows, shown)
    except csv.Error as error:
        raise ReadingError(
            f"{shown}, line {rows.line_num}: not a CSV table ({error}): mend its quotes"
        ) from error


def _text(path: Path, shown: str) -> str:
    try:
        return decode(path.read_bytes())
    except OSError as error:
        raise ReadingError(f"{shown}: {why_not_opened(error)}") from error
    except (Unreadable, ValueError) as error:
        raise ReadingError(f"{shown}: {error}") from error


def _collect(rows: Any, shown: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    header: list[str] | None = None
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if header is None:
            header = _header(row, shown)
            continue
        place = f"{shown}, line {rows.line_num}"
        if len(row) > len(header):
            raise ReadingError(
                f"{place}: {len(row)} cells for {len(header)} columns: quote cells with separators"
            )
        cells = {name: cell.strip() for name, cell in zip(header, row, strict=False)}
        path = _normal(cells.pop("path", ""))
        if not path:
            raise ReadingError(f"{place}: the path is missing: name the article")
        if path in found:
            raise ReadingError(f"{place}: {path} has a row already: keep one of the two")
        _check_date(cells.get("published", ""), place)
        found[path] = {name: cell for name, cell in cells.items() if name in COLUMNS and cell}
    if header is None:
        raise ReadingError(f"{shown}: empty file: it needs the columns {', '.join(COLUMNS)}")
    return found


def _header(row: list[str], shown: str) -> list[str]:
    header = [cell.strip().casefold() for cell in row]
    if "path" not in header or len(set(header) & set(COLUMNS)) < 2:
        raise ReadingError(
            f"{shown}: the first line must name the columns: path, and published, title or source"
        )
    return header


def _check_date(written: str, place: str) -> None:
    from timeline.dates import parse_date

    if written and parse_date(written) is None:
        raise ReadingError(f"{place}: {written!r} is not a date: write it like 2024-03-05")


def _normal(path: str) -> str:
    return unicodedata.normalize("NFC", path.replace("\\", "/").removeprefix("./"))
