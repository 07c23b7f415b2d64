"""Lines → text, with the words that were broken at the end of a line made whole.

« gouverne-/ment » is one word, « Saint-/Brice » keeps its hyphen. What the document itself writes
elsewhere, within a line, decides; then whether it breaks words at all, and by which sign; then what
French allows: two letters never go to the next line (Imprimerie nationale, Lexique des règles
typographiques), and the words of the lexicon hold on to their hyphen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.reading.lexicon import lexicon
from timeline.reading.readers.pdf_lines import Line
from timeline.reading.readers.pdf_paragraphs import breaks_word

_SOFT = "\u00ad"
_HYPHEN = "\u2010"
# Where no word is broken, one line in sixty or so still ends after the hyphen of a compound; where
# words are, one in ten does and more.
_ENOUGH_LINES, _FEWEST_BROKEN = 50, 0.035
_WORD = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*")
_TAIL = re.compile(_WORD.pattern + "$")


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words that a document writes within its lines, without case, and how often.

    `breaks_words` is whether it must break words, by those or by how many lines end in a hyphen;
    `hyphen_breaks` whether its U+2010 stands at line ends only: it was put there to break words.
    """

    words: Counter[str]
    breaks_words: bool = True
    hyphen_breaks: bool = False

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
        sign, head = above[-1], _WORD.match(below)
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
        return not self.breaks_words or _more_likely_kept(tail.group(), head.group())


def spelling_of(columns: Sequence[Sequence[Line]]) -> Spelling:
    """The spelling of a document, from the lines of its columns."""
    words: Counter[str] = Counter()
    broken: list[tuple[str, str]] = []
    at_ends = within = 0
    for lines in columns:
        last = ""  # of the line above, if it is broken
        for line in lines:
            found = [word.casefold().replace(_HYPHEN, "-") for word in _WORD.findall(line.text)]
            if last and found:
                broken.append((last, found.pop(0)))
            last = found.pop() if breaks_word(line) and found else ""
            words.update(found)
            ends = line.text.endswith(_HYPHEN)
            at_ends += ends
            within += line.text.count(_HYPHEN) - ends
    breaks = any(words[a + b] > words[f"{a}-{b}"] for a, b in broken)
    all_lines = sum(map(len, columns))
    many = all_lines < _ENOUGH_LINES or len(broken) >= _FEWEST_BROKEN * all_lines
    return Spelling(words, breaks or many, at_ends > 0 and within == 0)


def _more_likely_kept(first: str, second: str) -> bool:
    """Whether a hyphen between two pieces is the word's own, by the pieces alone."""
    last = re.split(r"[-\u2010]", first)[-1]
    following = re.split(r"[-\u2010]", second)[0]
    if not (last.isalpha() and following.isalpha()):
        return True
    if following[0].isupper() and not last.isupper():
        return True
    if len(last) == 1 or len(following) <= 2:
        return True
    words = lexicon().hyphen
    return last.casefold() in words["before"] or following.casefold() in words["after"]
