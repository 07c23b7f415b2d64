"""Events dated by how far they lie from one another: "deux jours après avoir quitté le port".

The date grammar reads such words but knows no day to count from; where the sentence dates one of
the two events, the other is counted from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from timeline.extraction.candidates import Candidate, Candidates
from timeline.extraction.distances import counted_from, distance, named_behind, turned
from timeline.extraction.sentences import Moment, Sentence
from timeline.extraction.syntax import OF, OVER, tense
from timeline.model import DateSpan

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
    for moment, words, later, earlier in pairs_apart(sentence, candidates):
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
            _count(earlier, turned(words), beside, moment, found)
            continue
        if later is None:
            continue
        if moment.expression.date is not None:
            # The grammar knows when the event named behind was: so long after it came this one.
            found.setdefault(later.trigger.i, moment)
            continue
        for giver, taker, text in (
            (earlier, later, words),
            (later, earlier, turned(words)),
        ):
            known = found.get(giver.trigger.i)
            if known is not None and _count(taker, text, known, moment, found):
                break
        else:
            _count_from_told(later, words, told(earlier), moment, found, is_news=today is not None)
    return found


def _count_from_told(
    later: Candidate,
    words: str,
    origin: DateSpan | None,
    moment: Moment,
    found: dict[int, Moment],
    *,
    is_news: bool,
) -> None:
    """Gives an event without a date the one so long after what has been told before. Where that has
    none, it has a date that nobody knows, unless it is told as news or by a participle, or the
    words only add to it behind a comma."""
    if later.trigger.i in found or later.is_noun:
        return
    date = counted_from(words, origin) if origin is not None else None
    added = later.predicate.doc.words[moment.start - 1].text == ","
    added = added or is_news or later.tense == "past_participle"
    if date is None and added and moment.start > later.predicate.i:
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
    date = counted_from(words, origin.expression.date)
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
        far = distance(moment, sentence)
        if far is not None:
            words = turned(far)
        elif before == "à" and after in OF:
            words = f"{expression.text} après"
        else:
            continue
        event = named_behind(moment, sentence, candidates)
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
        date = counted_from(words, today)
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


def pairs_apart(
    sentence: Sentence, candidates: Candidates
) -> Iterator[tuple[Moment, str, Candidate | None, Candidate]]:
    """Moments like "deux jours après", how far that is, the event counted to, if the sentence tells
    it, and the event counted from."""
    for moment in sentence.moments:
        far = distance(moment, sentence)
        origin = named_behind(moment, sentence, candidates) if far is not None else None
        if far is None or origin is None:
            continue
        if moment.expression.date is not None and not _ends_in(moment, origin, sentence):
            continue
        target = _above(origin, candidates) or _before(moment, candidates)
        if target is not origin:
            yield moment, far, target, origin


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
