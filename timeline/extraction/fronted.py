"""Dates that open a sentence, and those that open the entries of a chronology."""

from __future__ import annotations

from timeline.extraction.sentences import Moment, Sentence
from timeline.extraction.syntax import OVER

# What stands between the date of an entry and what it tells.
_MARKS = frozenset({"-", "–", "—", ":"})
FINITE = OVER | {"imperfect", "present", "future", "conditional"}


def is_fronted(sentence: Sentence, moment: Moment) -> bool:
    """Whether a date opens its sentence, and so sets the scene for what follows."""
    for token in sentence.tokens:
        if token.i >= moment.start:
            return True
        if token.pos_ in ("VERB", "AUX") or token.relation == "nsubj":
            return False
    return False


def opens_entry(sentence: Sentence, moment: Moment) -> bool:
    """Whether a date opens the entry of a chronology ("12 juillet – La mairie ferme l'école"): all
    that the entry tells was then, unless it says otherwise."""
    if sentence.is_title or sentence.start > 0 or moment.end >= sentence.end:
        return False
    before = sentence.doc.words[sentence.start : moment.start]
    led = all(word.pos_ in ("ADP", "DET", "PUNCT") for word in before)
    return led and sentence.doc[moment.end].text in _MARKS
