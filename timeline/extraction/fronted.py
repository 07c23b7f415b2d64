"""Dates that open a sentence, and those that open the entries of a chronology."""

from __future__ import annotations

from timeline.extraction.candidates import Candidate, Candidates
from timeline.extraction.sentences import Moment, Sentence
from timeline.extraction.syntax import OVER

# What stands between the date of an entry and what it tells.
_MARKS = frozenset({"-", "–", "—", ":"})
FINITE = OVER | {"imperfect", "present", "future", "conditional"}
_MAIN = frozenset({"root", "ROOT", "parataxis"})


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


def told_by_entry(sentence: Sentence, candidates: Candidates) -> Candidate | None:
    """What an entry tells first: its first main verb, else the noun that it begins with."""
    for item in candidates.items:
        outer = item.governors[-1] if item.governors else item.predicate
        if not item.is_noun and item.tense in FINITE and outer.relation in _MAIN:
            return None if item.weak else item
    nouns = (item for item in candidates.items if item.is_noun)
    return next((item for item in nouns if item.trigger.relation in _MAIN), None)
