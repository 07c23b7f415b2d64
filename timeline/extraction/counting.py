"""Events dated by how far they lie from one another: "deux jours après avoir quitté le port".

The date grammar reads such words but knows no day to count from; where the sentence dates one of
the two events, the other is counted from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from timeline.dates import find_dates
from timeline.extraction.candidates import Candidate, Candidates
from timeline.extraction.sentences import Moment, Sentence
from timeline.extraction.syntax import OF, OVER, tense
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
# Tenses in which a dispatch tells what is so on its day.
_NEWS = frozenset({"present", "past"})
_PAST = OVER | {"imperfect"}


def count_between(
    sentence: Sentence,
    candidates: Candidates,
    dated: dict[int, Moment],
    today: DateSpan | None = None,
    told: Callable[[Candidate], DateSpan | None] = lambda event: None,
) -> dict[int, Moment]:
    """`dated` (by trigger position) with the events that can be counted from another one, or, where
    none of them has a date, from `today`, the day that a dispatch tells the news of.

    `told` gives the date of what a noun takes up from before. What is counted from no known date
    keeps the unresolved words for its own.
    """
    found = dict(dated)
    counted = _counted_from_today(sentence, candidates, found, today, told) if today else {}
    found |= counted
    for moment, words, later, earlier in _pairs(sentence, candidates):
        behind = _dated_behind(earlier, later, found, sentence)
        if behind is not None and later is not None:
            # "La panne survient deux ans après l'achat de la grue, le 6 mai 2008"
            found[earlier.trigger.i] = behind
            del found[later.trigger.i]
            if told(later) is None:
                _count(later, words, behind, moment, found)
            continue
        for event in (later, earlier):
            if event is not None and found.get(event.trigger.i) == moment:
                del found[event.trigger.i]
        if earlier.trigger.i in counted:
            continue
        beside = _beside(moment, sentence)
        if beside is not None:
            # "Jeudi, trois jours après le vol": the theft was so long before that Thursday.
            if found.get(earlier.trigger.i) == beside:
                del found[earlier.trigger.i]
            _count(earlier, _turned(words), beside, moment, found)
            continue
        if later is None:
            continue
        if moment.expression.date is not None:
            # The grammar knows when the event named behind was: so long after it came this one.
            found.setdefault(later.trigger.i, moment)
            continue
        for giver, taker, text in (
            (earlier, later, words),
            (later, earlier, _turned(words)),
        ):
            known = found.get(giver.trigger.i)
            if known is not None and _count(taker, text, known, moment, found):
                break
        else:
            _count_from_told(later, words, told(earlier), moment, found)
    return found


def _count_from_told(
    later: Candidate, words: str, origin: DateSpan | None, moment: Moment, found: dict[int, Moment]
) -> None:
    """Gives an event without a date the one so long after what has been told before. Where that has
    none, and the words open the clause, it has a date that nobody knows."""
    if later.trigger.i in found or later.is_noun:
        return
    date = _counted(words, origin) if origin is not None else None
    if date is None and moment.start > later.predicate.i:
        return
    expression = replace(moment.expression, date=date, anchor="narrative")
    found[later.trigger.i] = replace(moment, expression=expression)


def _dated_behind(
    earlier: Candidate, later: Candidate | None, found: dict[int, Moment], sentence: Sentence
) -> Moment | None:
    """The date set off behind an event noun that something told in the present counts from, where
    the parser has given it to what is told."""
    moment = found.get(later.trigger.i) if later is not None else None
    if later is None or moment is None or not earlier.is_noun or moment.start <= earlier.trigger.i:
        return None
    first = moment.start
    while first > sentence.start and sentence.doc[first - 1].pos_ in ("DET", "ADP"):
        first -= 1
    between = sentence.doc.words[earlier.trigger.i : first]
    verbs = any(word.pos_ in ("VERB", "AUX") for word in between)
    set_off = between[-1].text == "," and not verbs
    return moment if set_off and later.tense == "present" else None


def _count(
    taker: Candidate, words: str, origin: Moment, moment: Moment, found: dict[int, Moment]
) -> bool:
    """Gives an event without a date the one so far from another moment; whether it has it now."""
    if origin.expression.date is None or taker.trigger.i in found:
        return False
    date = _counted(words, origin.expression.date)
    if date is not None:
        expression = replace(moment.expression, date=date, anchor="narrative", problem=None)
        found[taker.trigger.i] = replace(moment, expression=expression)
    return date is not None


def _beside(moment: Moment, sentence: Sentence) -> Moment | None:
    """The moment that only a comma parts from one behind it ("le 3 mai, deux jours après")."""
    before = moment.start - 1
    if before <= sentence.start or sentence.doc[before].text != ",":
        return None
    return next((other for other in sentence.moments if other.end == before), None)


def _counted_from_today(
    sentence: Sentence,
    candidates: Candidates,
    dated: dict[int, Moment],
    today: DateSpan,
    told: Callable[[Candidate], DateSpan | None],
) -> dict[int, Moment]:
    """Event nouns in a sentence of today's news that say how far off they are: "une semaine après
    les élections, le résultat manque", "à deux jours de la rentrée", "ce départ intervient six mois
    après la vente"."""
    found: dict[int, Moment] = {}
    for moment in sentence.moments:
        doc, expression = sentence.doc, moment.expression
        before = doc[moment.start - 1].lower_ if moment.start > sentence.start else ""
        after = doc[moment.end].lower_ if moment.end < sentence.end else ""
        told_today = _opens(moment, sentence) or _closes_news(moment, sentence)
        if expression.date is not None or not told_today:
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
        both = [event, main] if main is not None else [event]
        if any(dated.get(item.trigger.i, moment) != moment for item in both):
            continue
        if told(event) is not None:
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


def _closes_news(moment: Moment, sentence: Sentence) -> bool:
    """Whether a moment stands behind the verb of a sentence in the present, with no verb of what is
    past between them, and is the only one there; titles leave to the reader which of several events
    they mean."""
    if any(other is not moment for other in sentence.moments):
        return False
    root = next((word for word in sentence.tokens if word.head is word), None)
    if root is None or root.i > moment.start or tense(root) != "present" or sentence.is_title:
        return False
    # "On voit encore la ligne qu'il avait ouverte deux mois après l'incendie"
    return all(tense(word) not in _PAST for word in sentence.doc.words[root.i : moment.start])


def _main(sentence: Sentence, candidates: Candidates) -> Candidate | None:
    verbs = (item for item in candidates.items if item.predicate.head == item.predicate)
    return next((item for item in verbs if not item.is_noun), None)


def _pairs(
    sentence: Sentence, candidates: Candidates
) -> Iterator[tuple[Moment, str, Candidate | None, Candidate]]:
    """Moments like "deux jours après", how far that is, the event counted to, if the sentence tells
    it, and the event counted from."""
    for moment in sentence.moments:
        distance = _distance(moment, sentence)
        origin = _named_behind(moment, sentence, candidates) if distance is not None else None
        if distance is None or origin is None:
            continue
        if moment.expression.date is not None and not _ends_in(moment, origin, sentence):
            continue
        target = _above(origin, candidates) or _before(moment, candidates)
        if target is not origin:
            yield moment, distance, target, origin


def _named_behind(moment: Moment, sentence: Sentence, candidates: Candidates) -> Candidate | None:
    """The event that the first words behind a moment lead to, or that of the clause they open."""
    opening = sentence.doc[moment.end] if moment.end < sentence.end else None
    if opening is not None and opening.lower_ in ("que", "qu'") and opening.head.i > opening.i:
        # "Un an avant que la mairie ne vende le terrain"
        return candidates.of.get(opening.head.i)
    behind = range(moment.end, min(moment.end + _NEAR, sentence.end))
    return next((candidates.of[i] for i in behind if i in candidates.of), None)


def _ends_in(moment: Moment, origin: Candidate, sentence: Sentence) -> bool:
    """Whether a moment goes on with the noun of an event ("deux jours après la vente"), and does
    not count from the story ("deux jours après, la vente a été annulée")."""
    between = sentence.doc.words[moment.end : origin.trigger.i]
    return origin.is_noun and all(word.pos_ in ("DET", "ADJ", "ADP") for word in between)


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
    turned = f"{head} {_OPPOSITE[last.lower()]}"
    # The grammar wants the words that say that it is exact at the end.
    return f"{turned.replace(_TO_THE_DAY, '')}{_TO_THE_DAY}" if _TO_THE_DAY in turned else turned


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
