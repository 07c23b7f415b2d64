"""Where an article ends: comments, pointers to other articles, notes on author and site."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.model import ZoneKind
from timeline.reading.bylines import parse_byline
from timeline.reading.footers import is_footer
from timeline.reading.lexicon import lexicon
from timeline.reading.passages import Passage
from timeline.reading.patterns import QUOTATION
from timeline.reading.roles import words_of

_NAME_LINE = re.compile(r"[A-ZÀ-ÖØ-Þ][\w.'’-]*(?:\s+(?:de\s+|d['’])?[A-ZÀ-ÖØ-Þ][\w.'’-]*){0,3}$")


def mark_endings(passages: Sequence[Passage], kinds: list[ZoneKind | None]) -> int:
    """Marks what follows the article as furniture; gives the index where comments begin.

    Headings like « Articles similaires » hold until a sentence of prose comes, headings like
    « Commentaires » until a long paragraph does that is no reader's.
    """
    thread = len(passages)
    mode: str | None = None
    prose = False
    for i, passage in enumerate(passages):
        role = _ending_role(passage)
        if passage.hint == "comments":
            thread = min(thread, i)
        elif role and not prose:
            kinds[i] = "furniture"
        elif role:
            kinds[i] = "furniture"
            mode = "comments" if "comments" in (mode, role) else role
            if role == "comments" and thread > i and _is_thread(passages[i + 1 :]):
                thread = i
        elif mode and kinds[i] != "furniture":
            if i < thread and _resumes(passage, mode):
                mode = None
            else:
                kinds[i] = "furniture"
        prose = prose or (kinds[i] is None and passage.is_paragraph)
    _mark_biography(passages, kinds)
    _mark_site_notice(passages, kinds)
    _mark_footer(passages, kinds)
    _mark_loose_ends(passages, kinds)
    return thread


def _ending_role(passage: Passage) -> str | None:
    if not passage.roles:
        return None
    for role in ("comments", "related"):
        if passage.is_cue(role):
            return role
    return None


def _resumes(passage: Passage, mode: str) -> bool:
    """Whether the article goes on with this block after a heading that might have ended it."""
    if passage.is_excerpt or passage.is_cue("biography") or _corporate(passage) >= 2:
        return False
    if mode == "comments":
        return passage.is_paragraph and passage.words >= 25
    return passage.is_sentence and passage.words >= 6


def _is_thread(passages: Sequence[Passage]) -> bool:
    """Whether what follows has the marks of readers' comments: « répondre », dates of their own."""
    for passage in passages:
        byline = parse_byline(passage.text)
        if passage.is_cue("reply") or (byline and byline.published):
            return True
    return not any(passage.is_paragraph for passage in passages)


def _corporate(passage: Passage) -> int:
    """How much a site speaks of itself here; people who are quoted say « nous » too."""
    unquoted = QUOTATION.sub(" ", passage.folded)
    return lexicon().corporate.count(unquoted, words_of(unquoted))


def _mark_biography(passages: Sequence[Passage], kinds: list[ZoneKind | None]) -> None:
    """A line with a name, then a paragraph on who that is, at the very end of the article."""
    told = [i for i, kind in enumerate(kinds) if kind is None]
    while told and not passages[told[-1]].is_sentence:
        told.pop()
    if not told or told[-1] == 0:
        return
    name, note = told[-1] - 1, told[-1]
    named = kinds[name] in (None, "title") and _NAME_LINE.match(passages[name].text)
    if not named or passages[note].words > 80:
        return
    signed = {byline.author for p in passages[:15] if (byline := parse_byline(p.text))}
    if passages[name].text.strip(" .") in signed or passages[note].is_cue("biography"):
        kinds[name] = kinds[note] = "furniture"


def _mark_site_notice(passages: Sequence[Passage], kinds: list[ZoneKind | None]) -> None:
    """A last paragraph in which the site speaks of itself, after the paragraphs of the article."""
    prose = [i for i, kind in enumerate(kinds) if kind is None and passages[i].is_paragraph]
    if len(prose) > 2 and _corporate(passages[prose[-1]]) >= 3:
        kinds[prose[-1]] = "furniture"


def _mark_footer(passages: Sequence[Passage], kinds: list[ZoneKind | None]) -> None:
    """The lines after the last paragraph that say whose the article is."""
    prose = [i for i, kind in enumerate(kinds) if kind is None and passages[i].is_paragraph]
    for i in range(len(passages) - 1, prose[-1] if prose else len(passages), -1):
        if kinds[i] is None and is_footer(passages[i].text):
            kinds[i] = "furniture"
        elif kinds[i] != "furniture":
            return


def _mark_loose_ends(passages: Sequence[Passage], kinds: list[ZoneKind | None]) -> None:
    """Words among the furniture at the very end of the page (a counter, a name of a button)."""
    for i in range(len(passages) - 1, -1, -1):
        ends = i + 1 < len(passages) and passages[i].words <= 6 and not passages[i].is_sentence
        if kinds[i] is None and ends:
            kinds[i] = "furniture"
        elif kinds[i] != "furniture":
            return
