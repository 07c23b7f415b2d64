"""How far moments say events lie apart ("deux jours après"), and what is so far from a date."""

from __future__ import annotations

from timeline.dates import find_dates
from timeline.extraction.candidates import Candidate, Candidates
from timeline.extraction.sentences import Moment, Sentence
from timeline.extraction.syntax import OF
from timeline.model import DateSpan

_OPPOSITE = {"après": "avant", "avant": "après"}
# How many words may stand between "après" and the event that it counts from.
_NEAR = 4
# Days counted from what follows them: "au lendemain du naufrage".
_DAYS = {
    "lendemain": "un jour après",
    "surlendemain": "deux jours après",
    "veille": "un jour avant",
    "avant-veille": "deux jours avant",
}
_TO_THE_DAY = " jour pour jour"


def distance(moment: Moment, sentence: Sentence) -> str | None:
    """How far a moment is from the event named behind it: "deux jours après", and "un jour après"
    for "au lendemain de". None where it counts from none."""
    last = sentence.doc[moment.end - 1].lower_
    if last in _OPPOSITE:
        return moment.expression.text
    behind = sentence.doc[moment.end].lower_ if moment.end < sentence.end else ""
    return _DAYS.get(last) if behind in OF else None


def named_behind(moment: Moment, sentence: Sentence, candidates: Candidates) -> Candidate | None:
    """The event that the first words behind a moment lead to, or that of the clause they open."""
    opening = sentence.doc[moment.end] if moment.end < sentence.end else None
    if opening is not None and opening.lower_ in ("que", "qu'") and opening.head.i > opening.i:
        # "Un an avant que la mairie ne vende le terrain"
        return candidates.of.get(opening.head.i)
    behind = range(moment.end, min(moment.end + _NEAR, sentence.end))
    return next((candidates.of[i] for i in behind if i in candidates.of), None)


def turned(words: str) -> str:
    """The same distance the other way round: "deux jours avant" for "deux jours après"."""
    head, _, last = words.rpartition(" ")
    other = f"{head} {_OPPOSITE[last.lower()]}"
    # The grammar wants the words that say that it is exact at the end.
    return f"{other.replace(_TO_THE_DAY, '')}{_TO_THE_DAY}" if _TO_THE_DAY in other else other


def counted_from(words: str, origin: DateSpan) -> DateSpan | None:
    """The date that lies so far from another: the grammar reads both as one short story."""
    start, end = origin.start, origin.end
    if start is None or end is None:
        return None
    written = {"day": str(start), "month": str(start)[:7], "year": str(start)[:4]}
    if origin.grain not in written:
        return None
    opening = f"{written[origin.grain]} : début. "
    for expression in find_dates(f"{opening}{words}, fin.", None):
        if expression.char_start >= len(opening):
            return expression.date
    return None
