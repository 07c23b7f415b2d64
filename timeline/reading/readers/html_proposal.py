"""A second opinion on what the article is among the blocks of a page: trafilatura's.

It proposes and never decides what exists: it loses paragraphs (A. Barbaresi, "Trafilatura", 2021).
"""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import Any

_MOST_CHARACTERS = 2_000_000  # of markup; a longer page is judged without
_NOT_WORDS = re.compile(r"\W+")
_USUAL_MARKS = " .,'’-\n«»\u00a0:;()?!–\"…%/|\u202f“”©—•"

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


class Proposal:
    """What trafilatura takes for the article in a page; nothing at all where it fails."""

    def __init__(self, markup: str) -> None:
        self._told = _squeezed(_extracted(markup)) if len(markup) <= _MOST_CHARACTERS else ""

    def of(self, text: str) -> bool | None:
        """Whether a block of this text is part of it; None where nothing was proposed."""
        if not self._told:
            return None
        return _squeezed(text) in self._told


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


def _squeezed(text: str) -> str:
    """The letters and figures of a text, without case."""
    for mark in _USUAL_MARKS:  # to replace one is much cheaper than to search for a class
        text = text.replace(mark, "")
    return (text if text.isalnum() else _NOT_WORDS.sub("", text)).casefold()
