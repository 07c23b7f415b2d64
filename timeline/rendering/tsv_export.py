"""The TSV export: the table of the CSV export with tabs between its cells.

No cell holds a tab or a line end (they are blanks), so that nothing is quoted, as in the media type
text/tab-separated-values.
"""

from __future__ import annotations

from typing import TextIO

from timeline.rendering.content import Content
from timeline.rendering.csv_export import BOM, COLUMNS, row
from timeline.rendering.formats import ALL_HELD, Options, Unheld, text_format


def write(content: Content, out: TextIO, options: Options) -> Unheld:
    """Writes a header and a row for each event; there is no place for the articles' text."""
    paths = {article.id: article.path for article in content.articles}
    out.write((BOM if options.bom else "") + "\t".join(COLUMNS) + "\n")
    out.writelines("\t".join(map(str, row(event, paths))) + "\n" for event in content.events)
    return ALL_HELD


FORMAT = text_format("tsv", (".tsv",), write, spreadsheet=True)
