"""How long a penalty lasts: "quatre ans de prison", "exclu pour six mois"."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from timeline.extraction.candidates import Candidate
from timeline.extraction.sentences import Moment, Sentence
from timeline.model import Amount

# Types of events by which somebody is punished.
_PUNISHING = frozenset({"sentence", "convict", "end_position"})
# What stands behind a duration that is a penalty ("de prison", "ferme", "avec sursis"); behind an
# age and a time in office stands something else.
_OF_A_PENALTY = frozenset({"de", "d'", "ferme", "fermes", "avec"})
# What stands before a time that is over: "après dix ans de mandat".
_SPENT = frozenset({"après", "pendant", "durant", "depuis", "en"})
_DURATION = re.compile(r"P(\d+)([YMWD])")
# Years are counted in months, and weeks in days: "un an" is "douze mois".
_UNITS = {"Y": (12, "mois"), "M": (1, "mois"), "W": (7, "jour"), "D": (1, "jour")}


def terms(candidate: Candidate, sentence: Sentence, below: Container[int]) -> Iterator[Amount]:
    """The durations of the penalties that an event inflicts, among the positions `below` it."""
    if candidate.type not in _PUNISHING:
        return
    for moment in sentence.moments:
        found = _DURATION.fullmatch(moment.expression.value or "")
        if found is None or moment.start not in below or not _is_term(moment, sentence):
            continue
        count, (times, unit) = int(found[1]), _UNITS[found[2]]
        text = moment.expression.text.removeprefix("pour ")
        yield Amount(text, count * times, None, False, unit)


def _is_term(moment: Moment, sentence: Sentence) -> bool:
    before = sentence.doc[moment.start - 1].lower_ if moment.start > sentence.start else ""
    behind = sentence.doc[moment.end].lower_ if moment.end < sentence.end else ""
    if before in _SPENT:
        return False
    return "pour" in (before, sentence.doc[moment.start].lower_) or behind in _OF_A_PENALTY
