"""The blocks of a page with what can be measured on them; the raw material of zoning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.reading.lexicon import lexicon
from timeline.reading.pages import Hint, Page
from timeline.reading.patterns import fold

# Above this many characters a block is prose: none of the lexicon's cues is that long.
_MOST_FOLDED = 1500
_STOP = re.compile(r"[.!?…][\s»”\"')\]\d]*$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A block, its text, and its measures.

    `folded` is for matching cues. A `sentence` ends like one; a `paragraph` is prose of some
    length; an `excerpt` breaks off, as teasers of other articles do.
    """

    char_start: int
    char_end: int
    hint: Hint
    text: str
    folded: str
    words: int

    @property
    def is_sentence(self) -> bool:
        """Whether the block ends like a sentence, and is long enough to be one."""
        return self.words >= 5 and _STOP.search(self.text[-20:]) is not None

    @property
    def is_paragraph(self) -> bool:
        """Whether the block is prose: a long sentence, or many words."""
        return self.words >= 40 or (self.words >= 18 and self.is_sentence)

    @property
    def is_excerpt(self) -> bool:
        """Whether the block breaks off."""
        return self.words < 70 and lexicon().teaser_ending.search(self.text[-30:]) is not None

    def is_cue(self, role: str) -> bool:
        """Whether the block plays a role of the lexicon by its words."""
        return lexicon().is_cue(role, self.folded, self.words)


def passages_of(page: Page) -> Sequence[Passage]:
    """The blocks of a page, measured."""
    return [
        Passage(
            block.char_start,
            block.char_end,
            block.hint,
            text := page.text[block.char_start : block.char_end],
            fold(text) if len(text) <= _MOST_FOLDED else "",
            len(text.split()),
        )
        for block in page.blocks
    ]
