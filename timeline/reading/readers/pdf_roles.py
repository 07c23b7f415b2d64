"""What the type and the place of a paragraph say of it: title, heading, pull quote, caption."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.reading.bylines import parse_byline
from timeline.reading.datelines import parse_dateline
from timeline.reading.readers.pdf_geometry import Box
from timeline.reading.readers.pdf_paragraphs import Paragraph
from timeline.reading.readers.pdf_words import Sheet

# Sizes are times that of the document's text.
_LARGE = 1.12
_TITLE = 1.25
_SMALL = 0.93
_SECOND_TITLE = 1.4
_MOST_HEADING = (25, 4)  # words and lines of large type
_MOST_BOLD = (15, 2)  # words and lines of bold type of the text's size
_MOST_CAPTION = 60  # words
_BELOW = 2.2  # ems between a picture and its caption
_QUOTED = re.compile(r"\W*[«“\"].*[»”\"]\W*$", re.DOTALL)


def mark_roles(
    paragraphs: Sequence[Paragraph], sheets: Sequence[Sheet], body: float, bold_body: bool
) -> None:
    """Gives the paragraphs of the pages their hints; those marked already keep theirs.

    `body` is the type size of the document's text, in points; `bold_body` is whether it is bold.
    """
    unmarked = [paragraph for paragraph in paragraphs if paragraph.hint == "text"]
    for paragraph in unmarked:
        if _is_caption(paragraph, sheets[paragraph.page].pictures, body):
            paragraph.hint = "caption"
        elif paragraph.size >= _LARGE * body and _QUOTED.match(paragraph.text):
            paragraph.hint = "quote"
        elif _is_heading(paragraph, body, bold_body):
            paragraph.hint = "heading"
    # Nothing stands under what comes last.
    if unmarked and unmarked[-1].hint == "heading" and len(unmarked) > 1:
        unmarked[-1].hint = "text"
    title = _title(unmarked, body)
    if title is not None:
        title.hint = "title"


def _title(paragraphs: Sequence[Paragraph], body: float) -> Paragraph | None:
    """The headline: what is clearly the largest on the first page that has text.

    A few words that are larger still, over a large line of more words, are the paper's name.
    """
    if not paragraphs:
        return None
    first = paragraphs[0].page
    large = [
        paragraph
        for paragraph in paragraphs
        if paragraph.page == first
        and paragraph.size >= _TITLE * body
        and paragraph.hint in ("heading", "quote")
    ]
    # A quotation is a headline only where it stands over the text.
    text = next((i for i, paragraph in enumerate(paragraphs) if paragraph.hint == "text"), 0)
    large = [one for one in large if one.hint == "heading" or one in paragraphs[:text]]
    if not large:
        return None
    best = max(large, key=lambda paragraph: paragraph.size)
    if _words(best) <= 4:
        below = large[large.index(best) + 1 :]
        others = [
            paragraph
            for paragraph in below
            if paragraph.size >= _SECOND_TITLE * body and _words(paragraph) >= max(4, _words(best))
        ]
        if others:
            best.hint = "text"
            return max(others, key=lambda paragraph: paragraph.size)
    return best


def _is_heading(paragraph: Paragraph, body: float, bold_body: bool) -> bool:
    large = paragraph.size >= _LARGE * body
    if not large and (bold_body or not paragraph.bold or paragraph.size < _SMALL * body):
        return False
    words, lines = _MOST_HEADING if large else _MOST_BOLD
    text = paragraph.text
    if len(paragraph.lines) > lines or _words(paragraph) > words:
        return False
    if text.endswith((".", ",", ";")) and not text.endswith("..."):
        return False
    if not any(character.isalpha() for character in text):
        return False
    # Who wrote it and when is often set in bold.
    return parse_byline(text) is None and parse_dateline(text) is None


def _is_caption(paragraph: Paragraph, pictures: Sequence[Box], body: float) -> bool:
    """Whether it is small and stands right under a picture."""
    if paragraph.size > _SMALL * body or _words(paragraph) > _MOST_CAPTION:
        return False
    top = paragraph.lines[0].base + 0.75 * paragraph.size
    left = min(line.left for line in paragraph.lines)
    right = max(line.right for line in paragraph.lines)
    return any(
        -0.5 * body <= picture.bottom - top <= _BELOW * body
        and min(right, picture.right) - max(left, picture.left) >= 0.6 * (right - left)
        for picture in pictures
    )


def _words(paragraph: Paragraph) -> int:
    return sum(len(line.words) for line in paragraph.lines)
