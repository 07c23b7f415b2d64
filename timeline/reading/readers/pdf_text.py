"""A PDF's bytes → `Page`, in this process; see `pdf.py` for why it is not called directly."""

from __future__ import annotations

from timeline.reading.pages import Block, Page
from timeline.reading.readers.pdf_document import read_document
from timeline.reading.readers.pdf_layout import lay_out


def page_of(data: bytes) -> Page:
    """The page of a PDF. Raises `Unreadable` where its text cannot be had."""
    document = read_document(data)
    pieces = [piece for piece in lay_out(document.sheets) if piece[0]]
    blocks, place = [], 0
    for text, hint in pieces:
        blocks.append(Block(place, place + len(text), hint))
        place += len(text) + 2
    return Page("\n\n".join(text for text, _ in pieces) + "\n", tuple(blocks), document.facts)
