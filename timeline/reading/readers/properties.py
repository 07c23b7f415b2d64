"""The properties of a word processor's document: what of them is to be believed.

Programs fill them in by themselves: the title of the template, the name of the computer's owner,
the date of a model that came with a library.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from timeline.reading.lexicon import raw_lexicon
from timeline.reading.pages import Claim, Facts
from timeline.reading.patterns import core, fold, phrase_pattern
from timeline.reading.readers.paragraphs import Paragraph

_BLANKS = re.compile(r"\s+")
_TOP = 5  # paragraphs among which the title stands: after a kicker, a date, a name, a caption
_LEAST_NAMED = 10  # characters of a heading that the properties may name
_PROSE = 18  # words: more are no title
_STOPS = (".", "!", "?", "…", "»")
_DAY = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?!\d)")
# What a clock that was never set says: the origins of Windows', Unix' and DOS' time.
_UNSET = ("1601-01-01", "1970-01-01", "1980-01-01")
# All documents of these libraries were created on the day their model was.
_MODELS = ("python-docx",)


def document_facts(title: str | None, author: str | None, created: str | None, where: str) -> Facts:
    """Facts from a document's properties; `where` names the one that `created` is.

    A title or an author that programs fill in, and a day that no clock showed, are left out.
    """
    name = _clean(author)
    day = _DAY.match(created or "")
    believed = day and day.group(1) not in _UNSET and (name or "").lower() not in _MODELS
    claim = Claim(day.group(1), "document properties", where) if day and believed else None
    return Facts(
        title=_clean(title) if looks_like_title(title or "") else None,
        author=name if name and not _is_filler("authors", name) else None,
        published=(claim,) if claim else (),
    )


def looks_like_title(text: str) -> bool:
    """Whether a document's title is one that somebody gave it, not a file name or a filler."""
    title = _clean(text) or ""
    return len(title.split()) > 1 and len(title) <= 300 and not _is_filler("titles", title)


def settle_title(paragraphs: Sequence[Paragraph], named: str | None) -> str | None:
    """Marks the title in the text, where no style has; gives the properties' title where the text
    has none.

    The title is the heading, or the line at the top, that the properties name (`named`; saved web
    pages add the name of the site), else a heading of level 1 at the top. Properties outlive the
    text they were made for, so that nothing but prose at the very top lets them name the title.
    """
    if any(paragraph.hint == "title" for paragraph in paragraphs):
        return None
    top = [p for p in paragraphs if p.hint not in ("furniture", "comments", "link")][:_TOP]
    headings = [paragraph for paragraph in paragraphs if paragraph.hint == "heading"]
    name = fold(named or "")
    candidates = [
        *(h for h in headings if len(folded := fold(h.text)) >= _LEAST_NAMED and folded in name),
        *(p for p in top if name and fold(p.text) == name),
        *(p for p in top if p.hint == "heading" and p.level == 1),
    ]
    if candidates:
        candidates[0].hint = "title"
        return None
    return named if top and _is_prose(top[0]) else None


def _is_prose(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return paragraph.hint == "text" and len(text.split()) >= _PROSE and text.endswith(_STOPS)


def _clean(text: str | None) -> str | None:
    return _BLANKS.sub(" ", text).strip() or None if text else None


def _is_filler(kind: str, text: str) -> bool:
    return _fillers()[kind].fullmatch(core(fold(text))) is not None


@cache
def _fillers() -> dict[str, re.Pattern[str]]:
    """What programs put into a property, as one regular expression each."""
    return {
        kind: re.compile("|".join(phrase_pattern(filler, "line") for filler in part["fillers"]))
        for kind, part in raw_lexicon()["properties"].items()
    }
