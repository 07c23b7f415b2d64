"""Stretches of a sentence, and which of their words can go without tearing anything apart: no
name, pair of marks, elision, preposition or negation."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import feature
from timeline.extraction.title_words import COMMAS, STOPS, listed
from timeline.extraction.tree import Word

_ELIDED = ("'", "’")
_OPENING_MARKS = ("(", "«", "“", "[")
_CLOSING_MARKS = (")", "»", "”", "]")
_RELATIVES = frozenset({"qui", "que", "qu'", "dont", "où", "auquel", "lequel", "laquelle"})


@dataclass(frozen=True, slots=True)
class Frame:
    """A stretch of a sentence that cuts are looked for in: tokens `start` to `end` (half-open),
    below `root`. `kept` are positions that no cut may take."""

    sentence: Sentence
    root: Word
    start: int
    end: int
    kept: frozenset[int]


def span_of(phrase: Word, frame: Frame) -> tuple[int, int] | None:
    """The tokens of a phrase, None unless it is in one piece that can go as a whole."""
    words = phrase.subtree
    start, end = words[0].i, words[-1].i + 1
    if end - start != len(words):
        return None
    return trimmed(start, end, frame)


def trimmed(start: int, end: int, frame: Frame) -> tuple[int, int] | None:
    doc = frame.sentence.doc
    while start < end and (doc[start].text in COMMAS or doc[start].text in (";", ":")):
        start += 1
    while end > start and (doc[end - 1].text in COMMAS or doc[end - 1].text in STOPS - {")", "»"}):
        end -= 1
    if start >= end or start < frame.start or end > frame.end:
        return None
    if not frame.kept.isdisjoint(range(start, end)) or (start, end) == (frame.start, frame.end):
        return None
    return (start, end) if is_whole(start, end, frame) else None


def is_whole(start: int, end: int, frame: Frame) -> bool:
    """Whether no name, pair of marks, elision or negation is torn apart by leaving words out."""
    sentence, doc = frame.sentence, frame.sentence.doc
    first, last = sentence.names.get(start), sentence.names.get(end - 1)
    if first is not None and first.start < start or last is not None and last.end > end:
        return False
    amount = sentence.amounts.get(start)
    if amount is not None and sentence.amounts.get(start - 1) is amount:
        return False
    if start > frame.start and doc[start - 1].text.endswith(_ELIDED):
        return False
    texts = [word.text for word in doc[start:end]]
    for opening, closing in zip(_OPENING_MARKS, _CLOSING_MARKS, strict=True):
        if texts.count(opening) != texts.count(closing):
            return False
    if texts.count('"') % 2:
        return False
    if start > frame.start and doc[start - 1].text in _OPENING_MARKS and doc[start - 1].text != "(":
        return False
    if end < frame.end and not _can_end(doc[end - 1], doc[end]):
        return False
    if end < frame.end and _hangs_on(doc[end], doc[end - 1]):
        return False
    return not _halves_a_pair(start, end, frame)


def _can_end(last: Word, following: Word) -> bool:
    """Whether a phrase can end between two words: what stands behind a verb or a preposition
    belongs to it, whatever the parser made of it."""
    open_ended = last.pos_ in ("VERB", "AUX", "ADP", "DET")
    return not open_ended or following.pos_ not in ("DET", "NOUN", "PROPN", "NUM", "VERB")


def _hangs_on(following: Word, last: Word) -> bool:
    """Whether a word likely says something of the noun before it, whatever the parser made of
    it: a relative pronoun, an adjective or a participle."""
    if following.pos_ == "PRON" and following.lower_ in _RELATIVES:
        return True
    says = following.relation in ("amod", "acl") or feature(following, "VerbForm") == "Part"
    return says and last.pos_ in ("NOUN", "PROPN") and following.pos_ in ("ADJ", "VERB")


def _halves_a_pair(start: int, end: int, frame: Frame) -> bool:
    """Whether a "ne", or a comparing word, before the cut would lose its second half."""
    doc = frame.sentence.doc
    inside = {word.lower_ for word in doc[start:end]}
    if inside & {"ne", "n'"}:
        return False
    for word in doc[start:end]:
        if listed(word.lower_, "negations") and word.pos_ not in ("NOUN", "VERB", "AUX"):
            if word.lower_ in ("que", "qu'") and word.relation != "advmod":
                continue
            head = word.head if word.relation in ("advmod", "det", "mark") else word
            outer = [head, *head.ancestors][:4]
            negated = (t for above in outer for t in above.children if t.lower_ in ("ne", "n'"))
            if any(frame.start <= t.i < start for t in negated):
                return True
    first = doc[start]
    if first.lower_ in ("que", "qu'") and first.pos_ != "PRON":
        return any(listed(word.lower_, "comparing") for word in doc[frame.start : start])
    return False
