"""A second opinion on what the article is among the blocks of a page: trafilatura's.

It proposes and never decides what exists: it loses paragraphs (A. Barbaresi, "Trafilatura", 2021).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

_MOST_CHARACTERS = 2_000_000  # of markup; a longer page is judged without
_NOT_WORDS = re.compile(r"\W+")
_USUAL_MARKS = " .,'’-\n«»\u00a0:;()?!–\"…%/|\u202f“”©—•"

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def proposed(markup: str, texts: Sequence[str]) -> list[bool | None]:
    """Whether the blocks of these texts are part of what trafilatura takes for the article in a
    page; None for each where it proposes nothing."""
    told = _extracted(markup) if len(markup) <= _MOST_CHARACTERS else ""
    told = _squeezed(told, _USUAL_MARKS)
    if not told:
        return [None] * len(texts)
    whole = "".join(texts)
    marks = "".join(mark for mark in _USUAL_MARKS if mark in whole)
    return [_squeezed(text, marks) in told for text in texts]


def _extracted(markup: str) -> str:
    import trafilatura

    try:
        return trafilatura.extract(markup, options=_options()) or ""
    except Exception:  # hostile pages bring it down; the rules do without
        return ""


@cache
def _options() -> Any:
    """To extract text without comments. To read them from a file of settings each time is dear."""
    from trafilatura.settings import Extractor

    return Extractor(comments=False)


def _squeezed(text: str, marks: str) -> str:
    """The letters and figures of a text, without case. `marks` are some that may stand in it."""
    for mark in marks:  # to replace one is much cheaper than to search for a class
        text = text.replace(mark, "")
    return (text if text.isalnum() else _NOT_WORDS.sub("", text)).casefold()
