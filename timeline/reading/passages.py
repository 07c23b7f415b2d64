"""The blocks of a page with what can be measured on them; the raw material of zoning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from timeline.reading.lexicon import lexicon
from timeline.reading.pages import Block, Hint, Page
from timeline.reading.patterns import core, fold
from timeline.reading.roles import words_of

# Above this many characters a block is prose: none of the lexicon's cues is that long.
_MOST_FOLDED = 1500
_STOP = re.compile(r"[.!?…][\s»”\"')\]\d]*$")
_ELLIPSES = ("...", "…", "[…]", "(…)", "[...]", "(...)")


class Passage(NamedTuple):
    """A block, its text, and its measures.

    `folded` is for matching cues, `tokens` are its words when folded. A `sentence` ends like one,
    and is long enough to be one; a `paragraph` is prose: a long sentence, or many words; an
    `excerpt` breaks off, as teasers of other articles do. `roles` are those of the lexicon that it
    plays by its words; `proposed` and `container` are as in `Block`; `gap` counts the line ends
    between it and the block before.
    """

    char_start: int
    char_end: int
    hint: Hint
    text: str
    folded: str
    tokens: Sequence[str]
    words: int
    is_sentence: bool
    is_paragraph: bool
    is_excerpt: bool
    roles: frozenset[str] = frozenset()
    proposed: bool | None = None
    container: int | None = None
    gap: int = 0

    def is_cue(self, role: str) -> bool:
        """Whether the block plays a role of the lexicon by its words."""
        return role in self.roles


def passages_of(page: Page) -> Sequence[Passage]:
    """The blocks of a page, measured."""
    found = []
    place = 0
    for block in page.blocks:
        gap = page.text.count("\n", place, block.char_start)
        found.append(_measured(block, page.text[block.char_start : block.char_end], gap))
        place = block.char_end
    return found


def saying(passages: Sequence[Passage], title: str | None) -> list[int]:
    """The indices of the blocks that say a title and nothing else; none where there is no title."""
    wanted = core(fold(title)) if title else ""
    if not wanted:
        return []
    return [i for i, p in enumerate(passages) if wanted in p.folded and core(p.folded) == wanted]


def _measured(block: Block, text: str, gap: int) -> Passage:
    words = len(text.split())
    sentence = words >= 5 and _STOP.search(text[-20:]) is not None
    folded = fold(text) if len(text) <= _MOST_FOLDED else ""
    tokens = words_of(folded)
    return Passage(
        block.char_start,
        block.char_end,
        block.hint,
        text,
        folded,
        tokens,
        words,
        sentence,
        words >= 40 or (words >= 18 and sentence),
        words < 70 and _breaks_off(text, tokens),
        lexicon().cues.of(folded, words, tokens),
        block.proposed,
        block.container,
        gap,
    )


def _breaks_off(text: str, tokens: Sequence[str]) -> bool:
    """Whether a block ends in an ellipsis, or in a call to read on."""
    if text.endswith(_ELLIPSES):
        return True
    teaser = lexicon().teaser
    called = not tokens or tokens[-1] in teaser.last_words
    return called and teaser.ending.search(text[-30:]) is not None
