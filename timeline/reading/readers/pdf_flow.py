"""Paragraphs that go on in the next column or on the next page are made one."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.reading.readers.pdf_paragraphs import Paragraph, ends_sentence, opens_sentence

_MOST_BETWEEN = 12  # paragraphs that may stand between the halves of one
_SAME_SIZE = 0.05
_FEWEST_INDENTS = 3  # by which a document shows that its paragraphs are indented
_ASIDE = ("furniture", "caption", "outside")


def join_flow(paragraphs: Sequence[Paragraph], body: float) -> list[Paragraph]:
    """The paragraphs in order, those broken by an edge joined at the place of their first half.

    What stood between the halves (a foot, a picture's caption, a note) comes after. `body` is the
    type size of the document's text, in points.
    """
    indents = _uses_indents(paragraphs)
    joined: list[Paragraph] = []
    taken: set[int] = set()
    for i, paragraph in enumerate(paragraphs):
        if i in taken:
            continue
        joined.append(paragraph)
        place = i
        while (following := _following(paragraphs, place, paragraph, body, indents)) is not None:
            if following in taken:
                break
            other = paragraphs[following]
            paragraph = Paragraph(
                paragraph.lines + other.lines,
                other.page,
                other.column,
                other.full,
                paragraph.indented,
                paragraph.hint,
            )
            joined[-1] = paragraph
            taken.add(following)
            place = following
    return joined


def _following(
    paragraphs: Sequence[Paragraph], i: int, first: Paragraph, body: float, indents: bool
) -> int | None:
    """The place of the paragraph with which `first`, which ends at `i`, goes on; None if none."""
    if first.hint != "text":
        return None
    passed_heading = False
    for j in range(i + 1, min(len(paragraphs), i + 1 + _MOST_BETWEEN)):
        other = paragraphs[j]
        if other.hint in _ASIDE or (other.size < (1 - _SAME_SIZE) * min(first.size, body)):
            continue
        if other.hint != "text" or other.bold != first.bold or not _alike(first, other):
            passed_heading = True
            continue
        if _runs_on(first, other) or (
            not passed_heading and other.column != first.column and _fits(first, other, indents)
        ):
            return j
        return None
    return None


def _runs_on(first: Paragraph, other: Paragraph) -> bool:
    """Whether a sentence breaks off in one and goes on in small letters in the other."""
    last = first.text[-1:]
    if not other.text[:1].islower() or not (last.isalnum() or last in ",’'" or first.open_hyphen):
        return False
    return other.column != first.column or first.full or first.open_hyphen


def _fits(first: Paragraph, other: Paragraph, indents: bool) -> bool:
    """Whether nothing says that a paragraph ends with the column, and another begins."""
    if not first.full or other.indented or len(first.lines) < 2:
        return False
    if ends_sentence(first.text):
        return indents
    return not opens_sentence(other.text) or other.text[:1].isalnum()


def _alike(first: Paragraph, other: Paragraph) -> bool:
    return abs(first.size - other.size) <= _SAME_SIZE * first.size


def _uses_indents(paragraphs: Sequence[Paragraph]) -> bool:
    text = [paragraph for paragraph in paragraphs if paragraph.hint == "text"]
    indented = sum(paragraph.indented for paragraph in text)
    return indented >= _FEWEST_INDENTS and indented >= 0.4 * len(text)
