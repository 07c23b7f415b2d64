"""What the rules take the blocks of a page for, before they are labelled.

What the format says comes first, then the words of the lexicon, then the place of a block among
the others. Where these are silent a block is nothing yet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from timeline.model import ZoneKind
from timeline.reading.bylines import Byline, is_cue_alone, only_date, parse_byline
from timeline.reading.chronologies import are_dated
from timeline.reading.datelines import parse_dateline
from timeline.reading.endings import mark_endings
from timeline.reading.headings import find_title, is_year, mark_headings
from timeline.reading.pages import Hint, Page
from timeline.reading.passages import Passage, passages_of

_HEAD_LINES = 15  # lines within which a byline stands
_HEAD_PARAGRAPHS = 4  # and the paragraphs that may come before it
_TAIL_LINES = 8
_DATELINE_LINES = 6  # of the body, within which a dateline stands
_KINDS: Mapping[Hint, ZoneKind] = {
    "title": "title", "heading": "title", "quote": "quote", "caption": "caption",
    "furniture": "furniture", "comments": "furniture", "mark": "furniture",
    "pointer": "furniture",
}  # fmt: skip
# Figures and marks, addresses, hashtags: lines without a word of prose.
_NO_PROSE = re.compile(r"(?:[^\w\s#@]|[\d_]|\s|(?:https?://|www\.)\S++|[#@][\w-]*+)*+")


@dataclass(frozen=True, slots=True)
class Head:
    """What was found on the way: bylines and datelines (length, date as written) by the index of
    their block, and the title."""

    bylines: Mapping[int, Byline]
    datelines: Mapping[int, tuple[int, str | None]]
    title: str | None


@dataclass(frozen=True, slots=True)
class Draft:
    """The blocks of a page and what the rules take them for (None: nothing).

    `thread` is the index where readers' comments begin.
    """

    passages: Sequence[Passage]
    kinds: Sequence[ZoneKind | None]
    thread: int


def drafted(page: Page) -> Draft:
    """The blocks of a page by the rules."""
    passages = passages_of(page)
    kinds: list[ZoneKind | None] = [kind_by_hint(passage) for passage in passages]
    _mark_cues(page.text, passages, kinds)
    thread = mark_endings(passages, kinds)
    mark_head(passages, kinds, thread)
    return Draft(passages, kinds, thread)


def mark_head(passages: Sequence[Passage], kinds: list[ZoneKind | None], thread: int) -> Head:
    """Finds bylines, datelines, title and headings among the blocks, and marks them in `kinds`."""
    bylines = _mark_bylines(passages, kinds, thread)
    datelines = _mark_datelines(passages, kinds)
    title = find_title(passages, kinds)
    mark_headings(passages, kinds)
    return Head(bylines, datelines, title)


def kind_by_hint(passage: Passage) -> ZoneKind | None:
    """What the format says that a block is; None where it says nothing."""
    if passage.hint == "text":
        return None
    if passage.hint == "byline":
        return "dateline" if passage.words <= 12 or parse_byline(passage.text) else None
    if passage.hint == "link":
        return None if passage.is_sentence and passage.words >= 12 else "furniture"
    if passage.hint == "outside":
        return None if passage.is_paragraph else "furniture"
    return _KINDS.get(passage.hint)


def _mark_cues(text: str, passages: Sequence[Passage], kinds: list[ZoneKind | None]) -> None:
    """Marks the blocks whose own words say that they are furniture or captions."""
    for i, passage in enumerate(passages):
        if kinds[i] not in (None, "quote", "title", "dateline"):
            continue
        if is_year(passages, i):
            kinds[i] = "title"
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
) -> dict[int, Byline]:
    """Marks the bylines at the head of the page, and dated ones at its end; by their block.

    `thread` is where readers' comments begin, whose dates are not the article's.
    """
    found: dict[int, Byline] = {}
    chronology: bool | None = None  # until a line of nothing but a date asks for it
    lines = paragraphs = 0
    for i, passage in enumerate(passages[:thread]):
        if lines == _HEAD_LINES or paragraphs == _HEAD_PARAGRAPHS:
            break
        if kinds[i] not in (None, "dateline"):
            continue
        lines += 1
        paragraphs += passage.is_paragraph
        byline = None if _is_dateline(passage) else parse_byline(passage.text)
        if byline is None:
            continue
        if only_date(passage.text):
            if chronology is None:
                chronology = are_dated(passages[j].text for j in range(thread) if not kinds[j])
            if chronology:
                continue
        cue_before = i > 0 and is_cue_alone(passages[i - 1].text)
        if cue_before:
            kinds[i - 1] = "dateline"
            byline = Byline(byline.published, byline.updated, byline.author, cued=True)
        kinds[i] = "dateline"
        found[i] = byline
    for i in range(max(0, thread - _TAIL_LINES), thread):
        marked = passages[i].hint in ("title", "heading")
        tail_byline = None if marked else parse_byline(passages[i].text)
        if tail_byline and (tail_byline.cued or (tail_byline.updated and kinds[i] is None)):
            kinds[i] = "dateline"
            found.setdefault(i, tail_byline)
    return found


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
    top = next((i for i, passage in enumerate(passages) if passage.hint == "title"), 0)
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
    below = [i for i in body if i >= top] or body
    last = below[:_DATELINE_LINES][-1] if below else len(passages)
    near_top = {i: dateline for i, dateline in found.items() if i <= last}
    for i, dateline in near_top.items():
        if kinds[i] == "dateline":  # by its format, all of it
            near_top[i] = replace(dateline, length=len(passages[i].text))
        elif dateline.length == len(passages[i].text):
            kinds[i] = "dateline"
    return {i: (dateline.length, dateline.date) for i, dateline in near_top.items()}
