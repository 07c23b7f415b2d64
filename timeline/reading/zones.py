"""Zones: which stretch of a page is title, dateline, body, quotation, caption or furniture.

The rules draft (`drafting`), then all blocks are labelled together by what is likely (`labelling`).
To lose body is worse than to keep furniture: only what is all but sure to be none is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from timeline.model import Zone, ZoneKind
from timeline.reading.bylines import Byline, is_comment, likely_byline, only_date, parse_byline
from timeline.reading.chronologies import are_dated, keep_entries
from timeline.reading.cues import cues_of, main_container
from timeline.reading.datelines import parse_dateline
from timeline.reading.drafting import Head, drafted, kind_by_hint, mark_head
from timeline.reading.headings import is_year, plain_title
from timeline.reading.labelling import Label, probabilities_of
from timeline.reading.language import foreign_language
from timeline.reading.lexicon import lexicon
from timeline.reading.pages import Block, Page
from timeline.reading.passages import Passage, saying
from timeline.reading.patterns import fold
from timeline.reading.posts import posts_of

_EDGE = 2000  # blocks
_SURE = 0.95  # a block is furniture, where the rules say nothing
_SURE_ELSEWHERE = 0.7  # outside the element of the paragraphs, and trafilatura does not propose it
_BOX = 0.6  # an element is mostly furniture, and what stands in it
_SURE_IN_BOX = 0.4
_SURE_BETWEEN = 0.7  # between two blocks that are furniture
_SURE_OF_PARAGRAPH = 0.85  # the same, where trafilatura proposes it
_SURE_OF_LINES = 0.6  # a line of a few words, of which no event is lost
_PROSE = 9  # words
_LIKELY = 0.5
# What a block may be by its first words; a title may begin with them, too.
_TELLING = frozenset({"promotion", "live", "service", "related", "biography", "reply", "caption"})
_HARDLY = 0.03  # a line that begins like a comment is one
_POSSIBLE = 0.15  # a line that reads like a byline is one
_UNLIKELY = 0.1  # it is none, though the rules say so


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
    page = _abridged(page)
    draft = drafted(page)
    passages = draft.passages
    likely = probabilities_of(cues_of(passages, draft.kinds, page.facts.title))
    if _is_live(page.facts.title):
        likely = [_lived(passage, one) for passage, one in zip(passages, likely, strict=True)]
    furniture = [one["before"] + one["inside"] + one["after"] for one in likely]
    boxes = _boxes(passages, furniture, main_container(passages, draft.kinds))
    kinds = [
        "title"
        if is_year(passages, i)
        else _kind(passage, ruled, one, furniture[i], boxes.get(passage.container))
        for i, (passage, ruled, one) in enumerate(zip(passages, draft.kinds, likely, strict=True))
    ]
    _fill_between(passages, kinds, furniture)
    keep_entries(passages, kinds)
    for i in posts_of(passages):
        kinds[i] = "furniture"
    title = _title(passages, kinds, likely)
    _pass_over_above(passages, kinds, likely, page.facts.title or title)
    bylines = _likely_bylines(passages, kinds, likely)
    head = mark_head(passages, kinds, draft.thread)
    for i, passage in enumerate(passages):
        if kinds[i] in (None, "quote") and passage.words >= 8 and foreign_language(passage.text):
            kinds[i] = "foreign"
        elif kinds[i] is None and likely[i]["heading"] > _LIKELY and not passage.is_sentence:
            kinds[i] = "title"
    title = title or head.title
    date = _dateline(passages, head, page.facts.title or title)
    lengths = {i: length for i, (length, _) in head.datelines.items()}
    found = {**head.bylines, **bylines}.values()
    ordered = tuple(sorted(found, key=lambda byline: not byline.cued))
    return Layout(_tile(page.text, passages, kinds, lengths), title, ordered, date)


def _abridged(page: Page) -> Page:
    """The page, with all blocks far from its beginning and end as one, if there are very many.

    Furniture stands at the edges; a book is judged as fast as a long article.
    """
    blocks = page.blocks
    if len(blocks) <= 2 * _EDGE:
        return page
    middle = Block(blocks[_EDGE].char_start, blocks[-_EDGE - 1].char_end)
    return replace(page, blocks=(*blocks[:_EDGE], middle, *blocks[-_EDGE:]))


def _is_live(title: str | None) -> bool:
    """Whether this is the title of a live report."""
    return title is not None and lexicon().live_title.match(fold(title)) is not None


def _lived(passage: Passage, likely: dict[Label, float]) -> dict[Label, float]:
    """What a block of a live report is likely to be, where trafilatura takes it for the article."""
    if not passage.proposed:
        return likely
    return {label: float(label == "story") for label in likely}


def _boxes(
    passages: Sequence[Passage], furniture: Sequence[float], main: int | None
) -> dict[int | None, float]:
    """How likely furniture is in each element but that of the paragraphs, on the mean."""
    found: dict[int | None, list[float]] = {}
    for passage, likely in zip(passages, furniture, strict=True):
        if passage.container not in (None, main):
            found.setdefault(passage.container, []).append(likely)
    return {container: sum(values) / len(values) for container, values in found.items()}


def _kind(
    passage: Passage,
    ruled: ZoneKind | None,
    likely: Mapping[Label, float],
    furniture: float,
    box: float | None,
) -> ZoneKind | None:
    """What a block is before the head of the page is looked for: by the rules, and by its label.

    `furniture` is how likely it is that, `box` how likely furniture is in the element that it
    stands in; None where that is the element of most paragraphs.
    """
    if passage.hint == "summary":
        return None
    if passage.hint == "pointer" or (passage.hint == "furniture" and passage.container is None):
        return "furniture"  # classes of a web page may mislead, other formats know
    if likely["byline"] > _POSSIBLE and parse_byline(passage.text):
        return None
    if furniture > _enough(passage, box):
        return "furniture"
    linked = passage.hint == "link" and likely["story"] > _LIKELY  # a sentence that is one link
    # The head of an article may stand below what looked like a list of others.
    signed = likely["byline"] > _LIKELY and likely_byline(passage.text) is not None
    head = likely["title"] > _LIKELY or signed
    if ruled == "furniture" and furniture > _UNLIKELY and not (linked or head):
        return "furniture"
    if likely["caption"] > _LIKELY or (ruled == "caption" and likely["story"] < _LIKELY):
        return "caption"
    by_hint = kind_by_hint(passage)
    return None if by_hint in ("furniture", "caption") else by_hint


def _enough(passage: Passage, box: float | None) -> float:
    """How likely a block has to be furniture to be passed over; `box` as in `_kind`."""
    if is_comment(passage.text):
        return _HARDLY
    prose = passage.is_sentence or passage.words >= _PROSE or passage.hint in ("title", "heading")
    enough = _SURE if prose else _SURE_OF_LINES
    if not _TELLING.isdisjoint(passage.roles):
        enough = _LIKELY
    if box is not None and passage.proposed is False and not passage.is_paragraph:
        enough = min(enough, _SURE_ELSEWHERE)
    if box is not None and box > _BOX:
        enough = min(enough, _SURE_IN_BOX)
    return enough


def _likely_bylines(
    passages: Sequence[Passage],
    kinds: list[ZoneKind | None],
    likely: Sequence[Mapping[Label, float]],
) -> dict[int, Byline]:
    """The bylines by their labels; marks them in `kinds`."""
    found = {}
    chronology: bool | None = None  # until a line of nothing but a date asks for it
    told = [i for i, kind in enumerate(kinds) if kind is None and passages[i].is_paragraph]
    for i, passage in enumerate(passages):
        # Straight behind the text less is asked of a line.
        enough = _POSSIBLE if told and 0 < i - told[-1] <= 2 else _LIKELY
        if kinds[i] in (None, "dateline") and likely[i]["byline"] > enough:
            if parse_dateline(passage.text):
                continue  # it may be the beginning of a paragraph
            if only_date(passage.text):
                if chronology is None:
                    chronology = are_dated(one.text for one in passages)
                if chronology:
                    continue
            byline = parse_byline(passage.text)
            if likely[i]["byline"] > _LIKELY and not (byline and byline.author):
                more = likely_byline(passage.text)
                byline = replace(byline, author=more.author) if byline and more else byline or more
            if told and i > told[-1] and byline and not (byline.cued or byline.author):
                continue  # a date alone, behind the text, may be anything's
            if byline or (passage.words <= 12 and likely[i]["byline"] > _LIKELY):
                kinds[i] = "dateline"
            if byline:
                found[i] = byline
    return found


def _title(
    passages: Sequence[Passage],
    kinds: list[ZoneKind | None],
    likely: Sequence[Mapping[Label, float]],
) -> str | None:
    """The title by its label, where that is likely; marks it in `kinds`."""
    best = max(range(len(passages)), key=lambda i: likely[i]["title"], default=None)
    if best is None or likely[best]["title"] < _LIKELY or kinds[best] not in (None, "title"):
        return None
    kinds[best] = "title"
    return plain_title(passages[best].text)


def _fill_between(
    passages: Sequence[Passage], kinds: list[ZoneKind | None], furniture: Sequence[float]
) -> None:
    """Marks what is likely furniture and stands between furniture.

    More is asked of a paragraph that trafilatura proposes: it may well stand between two boxes.
    """
    for i in range(1, len(kinds) - 1):
        told = passages[i].proposed and passages[i].is_paragraph
        enough = _SURE_OF_PARAGRAPH if told else _SURE_BETWEEN
        around = kinds[i - 1] == "furniture" and kinds[i + 1] == "furniture"
        if around and kinds[i] in (None, "title") and furniture[i] > enough:
            kinds[i] = "furniture"


def _pass_over_above(
    passages: Sequence[Passage],
    kinds: list[ZoneKind | None],
    likely: Sequence[Mapping[Label, float]],
    title: str | None,
) -> None:
    """Marks what stands above the title as furniture, where most of the prose stands below it."""
    top = next(iter(saying(passages, title)), 0)
    prose = [
        p.words if p.is_paragraph and k is None else 0 for p, k in zip(passages, kinds, strict=True)
    ]
    if sum(prose[:top]) * 2 > sum(prose[top:]):
        return
    for i in range(top):
        if kinds[i] is None and likely[i]["story"] < _SURE and likely[i]["byline"] < _POSSIBLE:
            kinds[i] = "furniture"


def _dateline(passages: Sequence[Passage], head: Head, title: str | None) -> str | None:
    """The date of the first dateline below the title; over it, those of other articles stand."""
    below = next(iter(saying(passages, title)), 0)
    dated = [(i < below, i, date) for i, (_, date) in head.datelines.items() if date]
    return min(dated)[2] if dated else None


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
