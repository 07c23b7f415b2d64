"""An article cut into what the pipeline reads at once: paragraphs, titles, list items.

A line break always ends a sentence, and furniture, datelines, captions and foreign passages are
passed over. Very long lines are cut at the ends of sentences, so that no parse gets out of hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from timeline.extraction.view import View, view_of
from timeline.model import Article, Zone, ZoneKind

_READ: frozenset[ZoneKind] = frozenset({"title", "body", "quote"})
# Longer than any paragraph a person writes; the parser's memory grows with the length.
_LONGEST = 6000
_SENTENCE_END = re.compile(r"[.!?…»]\s+(?=[A-ZÀ-Ý«\"])")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one zone, without line breaks. `paragraph` counts the body's paragraphs."""

    view: View
    kind: ZoneKind
    paragraph: int


def segments(article: Article) -> Iterator[Segment]:
    """The readable stretches of an article, in order."""
    paragraph = 0
    zones = article.zones or (Zone(0, len(article.text), "body"),)
    for zone in zones:
        if zone.kind not in _READ:
            continue
        for start, end in _lines(article.text, zone.char_start, zone.char_end):
            if zone.kind != "title":
                paragraph += 1
            for piece_start, piece_end in _pieces(article.text, start, end):
                yield Segment(view_of(article.text, piece_start, piece_end), zone.kind, paragraph)


def blanked(article: Article) -> str:
    """The article's text, same length, with everything blank that is not read.

    Dates of furniture must neither be found nor lend their year to the dates of the text.
    """
    zones = article.zones or (Zone(0, len(article.text), "body"),)
    parts: list[str] = []
    last = 0
    for zone in zones:
        parts.append(_blank(article.text[last : zone.char_start]))
        stretch = article.text[zone.char_start : zone.char_end]
        parts.append(stretch if zone.kind in _READ else _blank(stretch))
        last = zone.char_end
    parts.append(_blank(article.text[last:]))
    return "".join(parts)


def _blank(text: str) -> str:
    return "".join("\n" if character == "\n" else " " for character in text)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Non-blank lines of text[start:end], stripped."""
    position = start
    for line in text[start:end].splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            first = position + line.index(stripped[0])
            yield first, first + len(stripped)
        position += len(line)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        ends = [match.end() for match in _SENTENCE_END.finditer(text, start, start + _LONGEST)]
        # Without any end of sentence, cut at a blank rather than inside a word.
        cut = ends[-1] if ends else text.rfind(" ", start, start + _LONGEST) + 1
        cut = cut if cut > start else start + _LONGEST
        yield start, cut
        start = cut
    if text[start:end].strip():
        yield start, end
