"""The line at the foot of an article that says whose it is (« AGB, agence fondée en 1958 »)."""

from __future__ import annotations

import re
from functools import cache

from timeline.reading.lexicon import lexicon

_MOST_WORDS = 25


def is_footer(line: str) -> bool:
    """Whether a line names a newspaper, agency or site with its founding, publisher or rights.

    No other words may stand on it, so that a sentence about a newspaper is none.
    """
    if len(line.split()) > _MOST_WORDS:
        return False
    return _shape().fullmatch(line.strip(" \t*_|•·–—-")) is not None


@cache
def _shape() -> re.Pattern[str]:
    words = lexicon().footer
    # Possessive: hostile text must not make it try all splits.
    capital = r"(?-i:[A-ZÀ-ÖØ-Þ][\w.&’'-]*+)"
    joint = rf"(?:{words.particles})(?:(?<=['’])|(?!\w))"
    name = rf"(?:{joint}\s*)?{capital}(?:\s+(?:{joint}\s*)?{capital}){{0,4}}"
    title = rf"(?!{words.verbs}){name}(?:\s+(?!{words.verbs})(?-i:[a-zà-öø-ÿ][\w’'-]++))?"
    outlet = rf"(?:(?:une?|le|la)\s+|l['’])?{words.outlets}"
    said_of_it = rf"(?:\s+(?!{words.verbs})[\w’'-]++){{0,5}}?"
    owner = rf"{words.publishers}\s+(?:(?:{joint}|{words.companies})\s*)*{capital}"
    origin = rf"(?:{words.founded}\s+(?:le\s+)?(?:{lexicon().day_and_month}\s+)?\d{{4}}|{owner})"
    known = rf"{words.notices}|{words.companies}|{words.addresses}|(?:à|par)\s+{capital}"
    tail = rf"(?:[\s,.;:()|©–—-]*+(?:{known}|{joint}|{capital}|\d++))*+"
    notice = rf"[\s,.;:()|©–—-]*{words.notices}"
    head = rf"(?:©\s*)?(?:{title}\s*[,:(–—-]\s*)?{outlet}{said_of_it}"
    return re.compile(rf"{head}(?:\s*[,:(–—-]?\s*{origin}|{notice}){tail}[\s.)!]*", re.IGNORECASE)
