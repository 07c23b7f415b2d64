"""Where a match stands, for the conditions on the words around it (`guards`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from timeline.dates.folding import Folded

_REACH = 40  # characters looked at on either side
_FAR = 200  # and where a whole sentence counts
_STOP = re.compile(r"[.!?\n](?!\d)")
# What a sentence, quotation, caption or item of a list may begin behind; "" is a line's start.
_SENTENCE_OPENERS = ("", ".", "!", "?", ":", "«", '"', "“", "(", "[", "-", "*", "•", "·", "|", "…")
_NEXT_WORD = re.compile(r"\s*([^\W_]+'?|[^\s\w])")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a match stands, and the word lists of the guards."""

    folded: Folded
    start: int
    end: int
    settings: Mapping[str, Any]

    @property
    def original(self) -> str:
        """The words of the match as the text has them."""
        return self.folded.original(self.start, self.end)

    @property
    def before(self) -> str:
        """What stands before the match, folded."""
        return self.folded.view[max(0, self.start - _REACH) : self.start]

    @property
    def after(self) -> str:
        """What follows the match, folded."""
        return self.folded.view[self.end : self.end + _REACH]

    @property
    def word_after(self) -> str:
        """The first word or mark after the match."""
        found = _NEXT_WORD.match(self.after)
        return found.group(1) if found else ""

    @property
    def line_before(self) -> str:
        """What stands before the match on its line, folded, without blanks at its end."""
        return self.before.rpartition("\n")[2].rstrip(" ")

    @property
    def opens_sentence(self) -> bool:
        """Whether nothing of its sentence stands before the match."""
        return self.line_before[-1:] in _SENTENCE_OPENERS

    @property
    def sentence(self) -> tuple[int, int]:
        """Where the sentence of the match begins and ends, as far as punctuation tells."""
        view, low = self.folded.view, max(0, self.start - _FAR)
        begin = max([low, *(m.end() for m in _STOP.finditer(view, low, self.start))])
        found = _STOP.search(view, self.end, self.end + _FAR)
        return begin, found.start() if found else min(len(view), self.end + _FAR)

    @property
    def in_capitals(self) -> bool:
        """Whether the words around the match are written in capitals, so that none tells a name."""
        around = (
            self.folded.original(max(0, self.start - _REACH), self.start) + self.original_after()
        )
        letters = [letter for letter in around if letter.isalpha()]
        return bool(letters) and sum(map(str.isupper, letters)) > 0.8 * len(letters)

    def original_after(self) -> str:
        """What follows the match, as the text has it."""
        return self.folded.original(self.end, min(self.end + _REACH, len(self.folded.view)))
