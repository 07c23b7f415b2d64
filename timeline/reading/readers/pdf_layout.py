"""The sheets of a document → its paragraphs as text, in reading order, each with its hint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.reading.pages import Hint
from timeline.reading.readers.pdf_columns import columns_of
from timeline.reading.readers.pdf_flow import join_flow
from timeline.reading.readers.pdf_hyphens import spelling_of
from timeline.reading.readers.pdf_lines import Line, lines_of, usual_size
from timeline.reading.readers.pdf_margins import Margins, part_margins
from timeline.reading.readers.pdf_paragraphs import Paragraph, paragraphs_of, usual_leading
from timeline.reading.readers.pdf_roles import mark_roles
from timeline.reading.readers.pdf_words import Sheet


def lay_out(sheets: Sequence[Sheet]) -> Iterator[tuple[str, Hint]]:
    """The text of each paragraph and what is known of it; running heads and feet included."""
    margins = part_margins(sheets)
    columns = [
        (page, [lines_of(words) for words in columns_of(part.words, sheets[page].pictures)])
        for page, part in enumerate(margins)
    ]
    body = usual_size(word for part in margins for word in part.words)
    all_lines = [lines for _, on_page in columns for lines in on_page]
    leading = usual_leading(all_lines)
    spelling = spelling_of(all_lines)
    paragraphs: list[Paragraph] = []
    column = 0
    for page, on_page in columns:
        paragraphs += _furniture(margins[page].heads, page)
        for lines in on_page:
            paragraphs += paragraphs_of(lines, page, column, body, leading)
            column += 1
        paragraphs += _furniture(margins[page].feet, page)
    mark_roles(paragraphs, sheets, body, _mostly_bold(margins))
    for paragraph in join_flow(paragraphs, body):
        yield spelling.join(paragraph.lines).strip(), paragraph.hint
    for sheet in sheets:
        for line in sheet.aside:
            yield line, "outside"


def _furniture(lines: Sequence[Line], page: int) -> Iterator[Paragraph]:
    for line in lines:
        yield Paragraph([line], page, -1, hint="furniture")


def _mostly_bold(margins: Sequence[Margins]) -> bool:
    words = [word for part in margins for word in part.words]
    heavy = sum(len(word.text) for word in words if word.bold)
    return 2 * heavy > sum(len(word.text) for word in words)
