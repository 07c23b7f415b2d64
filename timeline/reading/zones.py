"""Zones: which stretch of a page is title, dateline, body, quotation, caption or furniture.

What the format says comes first, then the words of the lexicon, then the place of a block among
the others. Where these are silent a block is body: to lose body is worse than to keep furniture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.model import Zone, ZoneKind
from timeline.reading.bylines import Byline, is_cue_alone, only_date, parse_byline
from timeline.reading.datelines import parse_dateline
from timeline.reading.endings import mark_endings
from timeline.reading.headings import find_title, mark_headings
from timeline.reading.language import foreign_language
from timeline.reading.pages import Page
from timeline.reading.passages import Passage, passages_of

_HEAD_LINES = 15  # lines within which a byline stands
_HEAD_PARAGRAPHS = 4  # and the paragraphs that may come before it
_TAIL_LINES = 8
_DATELINE_LINES = 6  # of the body, within which a dateline stands
# Figures and marks, addresses, hashtags: lines without a word of prose.
_NO_PROSE = re.compile(r"(?:[^\w\s#@]|[\d_]|\s|(?:https?://|www\.)\S++|[#@][\w-]*+)*+")


@dataclass(frozen=True, slots=True)
class Layout:
    """The zones of a page, which cover its text, and what was read on the way.

    A zone is one block (a paragraph, a heading, a line) with the blanks after it; furniture that
    adjoins is one zone. `bylines` are in order of trust; `dateline` is a date as written.
    """

    zones: tuple[Zone, ...]
    title: str | None
    bylines: tuple[Byline, ...]
    dateline: str | None


def lay_out(page: Page) -> Layout:
    """The zones of a page, its title, and its bylines and dateline."""
    passages = passages_of(page)
    kinds: list[ZoneKind | None] = [_kind_by_hint(passage) for passage in passages]
    _mark_cues(page.text, passages, kinds)
    thread = mark_endings(passages, kinds)
    bylines = _mark_bylines(passages, kinds, thread)
    datelines = _mark_datelines(passages, kinds)
    title = find_title(passages, kinds)
    mark_headings(passages, kinds)
    for i, passage in enumerate(passages):
        if kinds[i] in (None, "quote") and passage.words >= 8 and foreign_language(passage.text):
            kinds[i] = "foreign"
    date = next((date for _, date in datelines.values() if date), None)
    lengths = {i: length for i, (length, _) in datelines.items()}
    return Layout(_tile(page.text, passages, kinds, lengths), title, bylines, date)


def _kind_by_hint(passage: Passage) -> ZoneKind | None:
    match passage.hint:
        case "title" | "heading":
            return "title"
        case "quote":
            return "quote"
        case "caption":
            return "caption"
        case "furniture" | "comments" | "mark":
            return "furniture"
        case "byline":
            return "dateline" if passage.words <= 12 or parse_byline(passage.text) else None
        case "link":
            return None if passage.is_sentence and passage.words >= 12 else "furniture"
        case "outside":
            return None if passage.is_paragraph else "furniture"
        case _:
            return None


def _mark_cues(text: str, passages: Sequence[Passage], kinds: list[ZoneKind | None]) -> None:
    """Marks the blocks whose own words say that they are furniture or captions."""
    for i, passage in enumerate(passages):
        if kinds[i] not in (None, "quote", "title", "dateline"):
            continue
        wordless = _NO_PROSE.fullmatch(passage.text) and not only_date(passage.text)
        if wordless or (kinds[i] != "dateline" and _is_furniture(passage)):
            kinds[i] = "furniture"
        elif not passage.is_paragraph and passage.is_cue("caption"):
            kinds[i] = "caption"
            _mark_caption_above(text, passages, kinds, i)


def _is_furniture(passage: Passage) -> bool:
    return passage.is_cue("furniture") or passage.is_cue("breadcrumb")


def _mark_caption_above(
    text: str, passages: Sequence[Passage], kinds: list[ZoneKind | None], i: int
) -> None:
    """A few words on the line just over a picture credit say what the picture shows."""
    if i == 0 or kinds[i - 1] is not None:
        return
    above = passages[i - 1]
    adjoins = text.count("\n", above.char_end, passages[i].char_start) == 1
    if adjoins and above.words <= 6 and not above.is_sentence:
        kinds[i - 1] = "caption"


def _mark_bylines(
    passages: Sequence[Passage], kinds: list[ZoneKind | None], thread: int
) -> tuple[Byline, ...]:
    """Marks the bylines at the head of the page, and dated ones at its end; most trusted first.

    `thread` is where readers' comments begin, whose dates are not the article's.
    """
    found: list[Byline] = []
    # Several lines of nothing but a date are the headings of a chronology.
    chronology = (
        sum(kinds[i] is None and only_date(p.text) for i, p in enumerate(passages[:thread])) > 1
    )
    lines = paragraphs = 0
    for i, passage in enumerate(passages[:thread]):
        if lines == _HEAD_LINES or paragraphs == _HEAD_PARAGRAPHS:
            break
        if kinds[i] not in (None, "dateline"):
            continue
        lines += 1
        paragraphs += passage.is_paragraph
        byline = None if _is_dateline(passage) else parse_byline(passage.text)
        if byline is None or (chronology and only_date(passage.text)):
            continue
        cue_before = i > 0 and is_cue_alone(passages[i - 1].text)
        if cue_before:
            kinds[i - 1] = "dateline"
            byline = Byline(byline.published, byline.updated, byline.author, cued=True)
        kinds[i] = "dateline"
        found.append(byline)
    for i in range(max(0, thread - _TAIL_LINES), thread):
        tail_byline = parse_byline(passages[i].text) if kinds[i] != "title" else None
        if tail_byline and (tail_byline.cued or (tail_byline.updated and kinds[i] is None)):
            kinds[i] = "dateline"
            found.append(tail_byline)
    return tuple(sorted(found, key=lambda byline: not byline.cued))


def _is_dateline(passage: Passage) -> bool:
    """Whether a line is a place and a date, and nothing else (« Brest, le 3 mars 2024 »)."""
    dateline = parse_dateline(passage.text)
    whole = dateline is not None and dateline.length == len(passage.text)
    return whole and dateline is not None and not dateline.date_first


def _is_read(passage: Passage) -> bool:
    """Whether a line is read as a byline, and so not as a dateline again."""
    return not _is_dateline(passage) and parse_byline(passage.text) is not None


def _mark_datelines(
    passages: Sequence[Passage], kinds: list[ZoneKind | None]
) -> dict[int, tuple[int, str | None]]:
    """The paragraphs near the top that open with a dateline: its length, and date as written."""
    body = [i for i, kind in enumerate(kinds) if kind is None]
    marked = [i for i, kind in enumerate(kinds) if kind == "dateline" and not _is_read(passages[i])]
    found = {
        i: dateline
        for i in sorted((*body, *marked))
        if (dateline := parse_dateline(passages[i].text))
    }
    if sum(dateline.date_first for dateline in found.values()) > 2:
        return {}  # entries of a chronology
    if sum(dateline.bare for dateline in found.values()) > 1:  # stages of a journey
        found = {i: dateline for i, dateline in found.items() if not dateline.bare}
    last = body[:_DATELINE_LINES][-1] if body else len(passages)
    near_top = {i: dateline for i, dateline in found.items() if i <= last}
    for i, dateline in near_top.items():
        if kinds[i] == "dateline":  # by its format, all of it
            near_top[i] = replace(dateline, length=len(passages[i].text))
        elif dateline.length == len(passages[i].text):
            kinds[i] = "dateline"
    return {i: (dateline.length, dateline.date) for i, dateline in near_top.items()}


def _tile(
    text: str,
    passages: Sequence[Passage],
    kinds: Sequence[ZoneKind | None],
    datelines: dict[int, int],
) -> tuple[Zone, ...]:
    """Zones that cover the text: each block takes the blanks up to the next."""
    zones: list[Zone] = []
    for i, passage in enumerate(passages):
        start = passage.char_start if i else 0
        end = passages[i + 1].char_start if i + 1 < len(passages) else len(text)
        kind = kinds[i] or "body"
        split = passage.char_start + datelines.get(i, 0)
        if start < split < passage.char_end and i in datelines:
            zones.append(Zone(start, split, "dateline"))
            start = split
        elif i in datelines:
            kind = "dateline"
        if kind == "furniture" and zones and zones[-1].kind == "furniture":
            zones[-1] = Zone(zones[-1].char_start, end, "furniture")
        else:
            zones.append(Zone(start, end, kind))
    return tuple(zones)
