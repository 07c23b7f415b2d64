"""The CSV export: one event a row, for spreadsheets.

Fields that hold several values join them with "; ". A cell of words that a spreadsheet would take
for a formula gets an apostrophe before it (OWASP, "CSV Injection"). With `--bom` the file begins
with a byte-order mark, without which some spreadsheets do not take it for UTF-8.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from typing import TextIO

from timeline import codec
from timeline.model import Conflict, Event
from timeline.rendering.content import Content
from timeline.rendering.formats import ALL_HELD, Options, Unheld, text_format
from timeline.rendering.sanitize import visible

COLUMNS = (
    "id", "start", "end", "grain", "edtf", "type", "title", "factuality", "confidence",
    "salience", "sources", "participants", "amounts", "places", "articles", "conflicts",
    "date_source", "mentions", "quote", "corrected",
)  # fmt: skip

BOM = "\ufeff"
# The full-width forms too: some spreadsheets read them as the plain ones.
_FORMULA = tuple("=+-@\t\r\n|＝＋－＠")


def write(content: Content, out: TextIO, options: Options) -> Unheld:
    """Writes a header and a row for each event; there is no place for the articles' text."""
    paths = {article.id: article.path for article in content.articles}
    out.write(BOM if options.bom else "")
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(row(event, paths) for event in content.events)
    return ALL_HELD


def row(event: Event, paths: Mapping[str, str]) -> list[object]:
    """The cells of one event; `paths` gives the path of each article by its id."""
    date = event.date
    first = event.memberships[0] if event.memberships else None
    told_in = dict.fromkeys(paths.get(one.article, one.article) for one in event.mentions)
    return [
        event.id,
        "" if date is None or date.start is None else str(date.start),
        "" if date is None or date.end is None else str(date.end),
        "" if date is None else date.grain,
        "" if date is None else date.edtf,
        event.type,
        harmless(event.title),
        event.factuality,
        codec.score(event.confidence),
        codec.score(event.salience),
        event.sources,
        _joined(participant.name for participant in event.participants),
        _joined(amount.text for amount in event.amounts),
        _joined(event.places),
        _joined(told_in),
        _joined(_conflict(conflict) for conflict in event.conflicts),
        "none" if first is None else first.date_source,
        len(event.memberships),
        "" if first is None else harmless(first.mention.quote),
        _joined(event.corrected),
    ]


def harmless(text: str) -> str:
    """The text on one line, and never a formula."""
    shown = visible(text)
    return (
        f"'{shown}" if text.startswith(_FORMULA) or shown.lstrip().startswith(_FORMULA) else shown
    )


def _joined(values: Iterable[str]) -> str:
    return harmless("; ".join(dict.fromkeys(values)))


def _conflict(conflict: Conflict) -> str:
    return f"{conflict.field}: {' / '.join(one.value for one in conflict.values)}"


FORMAT = text_format("csv", (".csv",), write, spreadsheet=True)
