"""Events dated by how far they lie from one another: "deux jours après avoir quitté le port".

The date grammar reads such words but knows no day to count from; where the sentence dates one of
the two events, the other is counted from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

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
# Tenses in which a dispatch tells what is so on its day.
_NEWS = frozenset({"present", "past"})


def count_between(
    sentence: Sentence,
    candidates: Candidates,
    dated: dict[int, Moment],
    today: DateSpan | None = None,
) -> dict[int, Moment]:
    """`dated` (by trigger position) with the events that can be counted from another one, or, where
    none of them has a date, from `today`, the day that a dispatch tells the news of.

    What is counted so no longer has the unresolved words for its date.
    """
    found = dict(dated)
    counted = _counted_from_today(sentence, candidates, found, today) if today else {}
    found |= counted
    for moment, words, later, earlier in _pairs(sentence, candidates):
        for key in (later.trigger.i, earlier.trigger.i):
            if found.get(key) == moment:
                del found[key]
        if earlier.trigger.i in counted:
            continue
        for giver, taker, text in (
            (earlier, later, words),
            (later, earlier, _turned(words)),
        ):
            known = found.get(giver.trigger.i)
            if known is None or known.expression.date is None or taker.trigger.i in found:
                continue
            date = _counted(text, known.expression.date)
            if date is not None:
                expression = replace(moment.expression, date=date, anchor="narrative", problem=None)
                found[taker.trigger.i] = replace(moment, expression=expression)
                break
    return found


def _counted_from_today(
    sentence: Sentence, candidates: Candidates, dated: dict[int, Moment], today: DateSpan
) -> dict[int, Moment]:
    """Event nouns at the front of a sentence of today's news that say how far off they are: "une
    semaine après les élections, le résultat manque", "à deux jours de la rentrée"."""
    found: dict[int, Moment] = {}
    for moment in sentence.moments:
        doc, expression = sentence.doc, moment.expression
        before = doc[moment.start - 1].lower_ if moment.start > sentence.start else ""
        after = doc[moment.end].lower_ if moment.end < sentence.end else ""
        if expression.date is not None or not _opens(moment, sentence):
            continue
        distance = _distance(moment, sentence)
        if distance is not None:
            words = _turned(distance)
        elif before == "à" and after in OF:
            words = f"{expression.text} après"
        else:
            continue
        event = _named_behind(moment, sentence, candidates)
        main = _main(sentence, candidates)
        if event is None or not event.is_noun:
            continue
        if main is not None and main.tense not in _NEWS:
            continue
        told = [event, main] if main is not None else [event]
        if any(dated.get(item.trigger.i, moment) != moment for item in told):
            continue
        date = _counted(words, today)
        if date is not None:
            expression = replace(expression, date=date, anchor="publication", problem=None)
            found[event.trigger.i] = replace(moment, expression=expression)
    return found


def _opens(moment: Moment, sentence: Sentence) -> bool:
    """Whether a moment stands at the beginning of its sentence, or of what a title says after a
    colon."""
    first = moment.start
    if first > 0 and sentence.doc[first - 1].lower_ in ("à", "au"):
        first -= 1
    return first == sentence.start or sentence.doc[first - 1].text == ":"


def _main(sentence: Sentence, candidates: Candidates) -> Candidate | None:
    verbs = (item for item in candidates.items if item.predicate.head == item.predicate)
    return next((item for item in verbs if not item.is_noun), None)


def _pairs(
    sentence: Sentence, candidates: Candidates
) -> Iterator[tuple[Moment, str, Candidate, Candidate]]:
    """Moments like "deux jours après", how far that is, the event counted to and the event counted
    from."""
    for moment in sentence.moments:
        distance = _distance(moment, sentence)
        if moment.expression.date is not None or distance is None:
            continue
        origin = _named_behind(moment, sentence, candidates)
        if origin is None:
            continue
        target = _above(origin, candidates) or _before(moment, candidates)
        if target is not None and target is not origin:
            yield moment, distance, target, origin


def _named_behind(moment: Moment, sentence: Sentence, candidates: Candidates) -> Candidate | None:
    """The event that the first words behind a moment lead to."""
    behind = range(moment.end, min(moment.end + _NEAR, sentence.end))
    return next((candidates.of[i] for i in behind if i in candidates.of), None)


def _above(origin: Candidate, candidates: Candidates) -> Candidate | None:
    step = origin.trigger if origin.is_noun else origin.predicate
    while step.head != step:
        step = step.head
        found = candidates.of.get(step.i)
        if found is not None and found is not origin:
            return found
        if step.relation == "acl":
            return None
    return None


def _before(moment: Moment, candidates: Candidates) -> Candidate | None:
    verbs = [item for item in candidates.items if item.predicate.i < moment.start]
    return verbs[-1] if verbs else None


def _distance(moment: Moment, sentence: Sentence) -> str | None:
    """How far a moment is from the event named behind it: "deux jours après", and "un jour après"
    for "au lendemain de". None where it counts from none."""
    last = sentence.doc[moment.end - 1].lower_
    if last in _OPPOSITE:
        return moment.expression.text
    behind = sentence.doc[moment.end].lower_ if moment.end < sentence.end else ""
    return _DAYS.get(last) if behind in OF else None


def _turned(words: str) -> str:
    head, _, last = words.rpartition(" ")
    return f"{head} {_OPPOSITE[last.lower()]}"


def _counted(words: str, origin: DateSpan) -> DateSpan | None:
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
