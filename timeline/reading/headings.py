"""Titles: the main title of a page, and the headings of plain text, which has no marks for them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.model import ZoneKind
from timeline.reading.lexicon import lexicon
from timeline.reading.passages import Passage

_LINE_BREAKS = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_LIST_MARK = re.compile(r"\s*(?:[-–—•*·▪►+]|\d{1,2}\)|[a-z]\))\s")
_OPENING = re.compile(r"[A-ZÀ-ÖØ-Þ0-9«“\"'‘(\[]|[ldLDj]['’][A-ZÀ-ÖØ-Þ]")
_TWO_SENTENCES = re.compile(r"[.!?…]\s.*[!?…]\W*$", re.S)
_QUOTED = re.compile(r"[«“\"].*[»”\"]\W*$", re.S)
_EMPHASIS = re.compile(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}")
_YEAR = re.compile(r"[\s#*_–—-]*(?:1\d|20)\d\d\s*[:.]?[\s*_–—-]*")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


def find_title(passages: Sequence[Passage], kinds: list[ZoneKind | None]) -> str | None:
    """The main title of the page, or None; marks it, and the labels over it, in `kinds`."""
    hinted = [i for i, p in enumerate(passages) if p.hint == "title" and kinds[i] == "title"]
    if hinted:
        _mark_labels(passages, kinds, hinted[0])
        return plain_title(passages[hinted[0]].text)
    run = _leading_lines(passages, kinds)
    if not run:
        return None
    run = _below_menu(run, passages, kinds)
    long_enough = [i for i in run if passages[i].words >= 4]
    chosen = long_enough[0] if long_enough else max(run, key=lambda i: passages[i].words)
    _mark_labels(passages, kinds, chosen)
    for i in run:
        if i >= chosen:
            kinds[i] = "title"
    return plain_title(passages[chosen].text)


def is_year(passages: Sequence[Passage], i: int) -> bool:
    """Whether a block is nothing but a year, over the entries of a chronology."""
    if not _YEAR.fullmatch(passages[i].text) or i + 1 >= len(passages):
        return False
    below = passages[i + 1]
    return below.is_sentence and below.hint not in ("link", "furniture", "comments")


def plain_title(title: str) -> str | None:
    """A title on one line, without the marks of markdown and a « Titre : » before it."""
    text = _EMPHASIS.sub("", _LINK.sub(r"\1", title))
    text = _LINE_BREAKS.sub(" ", text)
    label = lexicon().title_label.match(text)
    return text[label.end() if label else 0 :].strip(" #") or None


def mark_headings(passages: Sequence[Passage], kinds: list[ZoneKind | None]) -> None:
    """Marks the short lines that stand over a paragraph in unmarked text as titles."""
    open_blocks = [i for i, kind in enumerate(kinds) if kind in (None, "title")]
    for here, below in zip(open_blocks, open_blocks[1:], strict=False):
        heading, text = passages[here], passages[below]
        if kinds[here] is None and _looks_like_heading(heading) and heading.words <= 20:
            over_prose = text.is_sentence and text.words >= 1.5 * heading.words
            if over_prose or text.is_paragraph:
                kinds[here] = "title"


def _leading_lines(passages: Sequence[Passage], kinds: Sequence[ZoneKind | None]) -> list[int]:
    """The lines that look like titles before the first sentence, if any text follows them."""
    run: list[int] = []
    for i, passage in enumerate(passages):
        if kinds[i] in ("furniture", "caption", "dateline"):
            continue
        prose = passage.is_paragraph or passage.is_sentence
        if prose and not _looks_like_heading(passage):
            break
        if kinds[i] == "title" or _looks_like_heading(passage):
            run.append(i)
        elif passage.words > 3:
            break
    follows = run and any(
        kinds[i] is None and passages[i].words > 3 for i in range(run[-1] + 1, len(passages))
    )
    return run if follows else []


def _below_menu(
    run: list[int], passages: Sequence[Passage], kinds: list[ZoneKind | None]
) -> list[int]:
    """Without the lines over a menu or path, which name the site; marks these as furniture."""
    for place in range(len(run) - 1, 0, -1):
        between = range(run[place - 1] + 1, run[place])
        path = any(passages[i].is_cue("breadcrumb") for i in between)
        if path or sum(kinds[i] == "furniture" for i in between) >= 2:
            for i in run[:place]:
                kinds[i] = "furniture"
            return run[place:]
    return run


def _mark_labels(passages: Sequence[Passage], kinds: list[ZoneKind | None], title: int) -> None:
    """What stands over the title in a few words is the name of a section, site or page."""
    for i in range(title):
        passage = passages[i]
        if kinds[i] is None and not passage.is_sentence and passage.words <= 12:
            label = passage.words <= 3 or passage.hint != "text" or passage.is_cue("label")
            kinds[i] = "furniture" if label else "title"


def _looks_like_heading(passage: Passage) -> bool:
    text = passage.text.strip()
    if passage.words > 30 or len(text) > 220 or "\n" in text and passage.words > 25:
        return False
    if text.endswith((".", ",", ";")) and not text.endswith("..."):
        return False
    if text.endswith(":") and passage.words > 4:
        return False
    if _LIST_MARK.match(text) or _QUOTED.match(text) or _TWO_SENTENCES.search(text):
        return False
    return _OPENING.match(text) is not None
