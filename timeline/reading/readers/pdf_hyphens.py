"""Lines → text, with the words that were broken at the end of a line made whole.

« gouverne-/ment » is one word, « Saint-/Brice » keeps its hyphen. What the document itself writes
elsewhere, within a line, decides; then which sign breaks words in it; then what French allows: two
letters never go to the next line (Imprimerie nationale, Lexique des règles typographiques), and the
words of the lexicon hold on to their hyphen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.reading.lexicon import lexicon
from timeline.reading.readers.pdf_lines import Line
from timeline.reading.readers.pdf_paragraphs import breaks_word

_SOFT = "\u00ad"
_HYPHEN = "\u2010"
_WORD = re.compile(r"[^\W_]+(?:[-\u2010'’][^\W_]+)*")
_TAIL = re.compile(r"[^\W_]+(?:[-\u2010'’][^\W_]+)*$")
_HEAD = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words that a document writes within its lines, without case, and how often.

    `hyphen_breaks` is whether its U+2010 stands at line ends only: it was put there to break words.
    """

    words: Counter[str]
    hyphen_breaks: bool

    def join(self, lines: Sequence[Line]) -> str:
        """The text of lines that follow each other, broken words made whole."""
        pieces: list[str] = []
        for i, line in enumerate(lines):
            text = line.text
            if i + 1 == len(lines):
                pieces.append(text.rstrip(_SOFT))
            elif not breaks_word(line):
                pieces.append(text + " ")
            else:
                below = lines[i + 1].text
                pieces.append(text if self._keeps(text, below) else text[:-1])
        return "".join(pieces)

    def _keeps(self, above: str, below: str) -> bool:
        """Whether the hyphen that ends the line above is part of the word."""
        sign, head = above[-1], _HEAD.match(below)
        tail = _TAIL.search(above[:-1])
        if sign == _SOFT:
            return False
        if tail is None or head is None:
            return True
        first, second = tail.group().casefold(), head.group().casefold()
        joined, hyphened = self.words[first + second], self.words[f"{first}-{second}"]
        if joined != hyphened:
            return hyphened > joined
        if sign == _HYPHEN and self.hyphen_breaks:
            return False
        return self._more_likely_kept(tail.group(), head.group())

    def _more_likely_kept(self, first: str, second: str) -> bool:
        last = re.split(r"[-\u2010'’]", first)[-1]
        following = re.split(r"[-\u2010]", second)[0]
        if not (last.isalpha() and following.isalpha()):
            return True
        if following[0].isupper() and not last.isupper():
            return True
        if len(last) == 1 or len(following) <= 2:
            return True
        words = lexicon().hyphen
        if last.casefold() in words["before"] or following.casefold() in words["after"]:
            return True
        # Both halves are words of the document: « porte-/parole ».
        return bool(self.words[last.casefold()] and self.words[following.casefold()])


def spelling_of(columns: Iterable[Sequence[Line]]) -> Spelling:
    """The spelling of a document, from its lines in reading order."""
    words: Counter[str] = Counter()
    at_ends = within = 0
    for lines in columns:
        broken = False
        for line in lines:
            text = line.text
            found = [word.casefold().replace(_HYPHEN, "-") for word in _WORD.findall(text)]
            start, broken = (1 if broken else 0), breaks_word(line)
            words.update(found[start : len(found) - 1 if broken else None])
            ends = text.endswith(_HYPHEN)
            at_ends += ends
            within += text.count(_HYPHEN) - ends
    return Spelling(words, at_ends > 0 and within == 0)
