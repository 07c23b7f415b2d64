"""The rows of a table of articles → members, one a row, whatever format the table has."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from timeline.reading.members import MOST_CHARACTERS, too_large
from timeline.reading.pages import Block, Claim, Facts, Member, Page, Unreadable
from timeline.reading.patterns import fold
from timeline.reading.readers import html
from timeline.reading.readers.plain import text_blocks
from timeline.reading.readers.table_cells import cell_text, written_day
from timeline.reading.readers.table_columns import Columns, columns_of

Row = Mapping[str, object]

_SAMPLE_ROWS = 50
_SAMPLE_CHARACTERS = 8_000_000
_MOST_COLUMNS = 1_000
_MOST_WITHOUT = 10_000  # rows that give no article, one after the other
_MOST_FACT = 500  # characters
_MARKUP = re.compile(r"\s*<(?:!doctype\b|!--|[a-z][a-z0-9]{0,10}(?:\s[^<>]{0,2000})?/?>)", re.I)
_NO_TEXT = "no text in this row: fill its column of texts"


def table_members(
    rows: Iterable[Row | Unreadable], names: Sequence[str] | None = None
) -> Iterator[Member]:
    """The article of each row, named by its number from 1; or why a row gives none.

    `names` are those of the columns; without them they are those of the first rows. Raises
    `Unreadable` where no column holds texts, or none of the first rows can be read.
    """
    rows = iter(rows)
    sample, end = _sample(rows)
    sound = [row for row in sample if not isinstance(row, Unreadable)]
    if not sound:
        reason = f"row 1: {sample[0]}" if sample else str(end)
        if sample or end:
            raise Unreadable(reason)
        return
    if names is None:
        names = list(dict.fromkeys(chain.from_iterable(sound)))[:_MOST_COLUMNS]
    columns = columns_of(names, sound)
    yield from _members(sample, columns, 0)
    if end:
        raise end
    yield from _members(rows, columns, len(sample))


def _sample(rows: Iterator[Row | Unreadable]) -> tuple[list[Row | Unreadable], Unreadable | None]:
    """The first rows, and why there are no more if the table is broken there."""
    sample: list[Row | Unreadable] = []
    size = 0
    try:
        for row in rows:
            sample.append(row)
            size += 0 if isinstance(row, Unreadable) else sum(map(_size, row.values()))
            if len(sample) == _SAMPLE_ROWS or size > _SAMPLE_CHARACTERS:
                break
    except Unreadable as error:
        return sample, error
    return sample, None


def _members(rows: Iterable[Row | Unreadable], columns: Columns, before: int) -> Iterator[Member]:
    """The members of rows; `before` is the number of the row before them."""
    without = 0
    for number, row in enumerate(rows, start=before + 1):
        content = row if isinstance(row, Unreadable) else row_page(row, columns)
        yield Member(str(number), content)
        without = without + 1 if isinstance(content, Unreadable) else 0
        if without == _MOST_WITHOUT:
            raise Unreadable(f"row {number}: no article in {without:,} rows: mend the table")


def row_page(row: Row, columns: Columns) -> Page | Unreadable:
    """The page of one row: its title, its lead, its text; or why there is none."""
    text = _first(row, columns.text)
    if not text.strip():
        return Unreadable(_NO_TEXT)
    if len(text) > MOST_CHARACTERS:
        return Unreadable(too_large(len(text), MOST_CHARACTERS, "characters"))
    try:
        page = _page_of(text)
    except Unreadable as error:
        return error
    facts = _facts(row, columns, page.facts)
    lead = _first(row, columns.lead)
    if lead.strip() and len(lead) <= MOST_CHARACTERS and not _begins_with(page.text, lead):
        page = _under(_page_of(lead), page)
    title = _line(_first(row, columns.title))
    if title and not _begins_with(page.text, title):
        page = _under(Page(title, (Block(0, len(title), "title"),)), page)
    return replace(page, text=page.text.rstrip() + "\n", facts=facts)


def _page_of(cell: str) -> Page:
    if _MARKUP.match(cell):
        return html.read_page(codecs.BOM_UTF8 + cell.encode("utf-8"))
    return Page(cell, tuple(text_blocks(cell)))


def _under(above: Page, below: Page) -> Page:
    """One page over another, an empty line between them."""
    text = above.text.rstrip() + "\n\n"
    moved = (
        replace(block, char_start=block.char_start + len(text), char_end=block.char_end + len(text))
        for block in below.blocks
    )
    return Page(text + below.text, (*above.blocks, *moved))


def _begins_with(text: str, beginning: str) -> bool:
    """Whether a text has its title or lead in it already."""
    return fold(text[: 2 * len(beginning) + 100]).startswith(fold(beginning).rstrip(" .…"))


def _facts(row: Row, columns: Columns, of_page: Facts) -> Facts:
    """What the columns say, completed by what the text says of itself where that is a page."""
    published = tuple(
        Claim(written_day(cell[:200]), "column", name)
        for name in columns.published
        if (cell := cell_text(row.get(name)).strip())
    )
    return Facts(
        title=_line(_first(row, columns.title)) or of_page.title,
        author=_line(_first(row, columns.author, ", ")) or of_page.author,
        site=_line(_first(row, columns.site)) or of_page.site,
        url=_line(_first(row, columns.url)) or of_page.url,
        section=_line(_first(row, columns.section, ", ")) or of_page.section,
        published=published + of_page.published,
    )


def _first(row: Row, names: Sequence[str], between: str = "\n\n") -> str:
    """The text in the first of these columns that has any."""
    cells = (cell_text(row.get(name), between) for name in names)
    return next((cell for cell in cells if cell.strip()), "")


def _line(text: str) -> str | None:
    return " ".join(text[: 4 * _MOST_FACT].split())[:_MOST_FACT].strip() or None


def _size(value: object) -> int:
    return len(value) if isinstance(value, str | list | dict) else 8
