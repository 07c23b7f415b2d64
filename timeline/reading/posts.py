"""Posts of social networks that a page shows: another's text, with a day of its own.

They are known by how networks have them signed: « Jeanne Bidule (@jbidule) 4 octobre 2021 ».
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.reading.passages import Passage

_SIGNATURE = re.compile(r"\W*[^\W\d_][^()\n]{1,80}\(@\w{2,40}\)\W*(?P<when>[^\n]{0,60})")
_FIGURE = re.compile(r"\d")
_MOST_WORDS_OF_DAY = 6
_MOST_BLOCKS = 6


def posts_of(passages: Sequence[Passage]) -> set[int]:
    """The indices of the blocks of such posts: the signature, and the quotation above it."""
    found: set[int] = set()
    for i, passage in enumerate(passages):
        if "(@" in passage.text and _is_signature(passage.text):
            found.add(i)
            above = i - 1
            while above >= max(0, i - _MOST_BLOCKS) and passages[above].hint == "quote":
                found.add(above)
                above -= 1
    return found


def _is_signature(line: str) -> bool:
    """Whether a line is a name, a handle in brackets and a day, and nothing else."""
    signature = _SIGNATURE.fullmatch(line)
    if signature is None:
        return False
    when = signature["when"]
    return not when or (len(when.split()) <= _MOST_WORDS_OF_DAY and bool(_FIGURE.search(when)))
