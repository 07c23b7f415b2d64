"""Events whose verb is left out: "elle a supprimé 300 postes en 2018 et 500 en 2020".

In such a gapping (Ross, 1970) a coordinated phrase repeats the clause before it with another date:
it tells an event of its own that shares the verb. A list of dates ("en 2004, 2006 et 2010") repeats
the whole clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.extraction.candidates import Candidate
from timeline.extraction.sentences import Gap, Moment, Sentence
from timeline.extraction.syntax import complements, objects, preposition, subjects
from timeline.extraction.tree import Word
from timeline.model import DateSpan, Role

_CONJUNCTIONS = frozenset({"et", "ou", "puis", "ainsi"})
_JOINTS = _CONJUNCTIONS | {",", ";"}
_ADVERBS = frozenset({"puis", "ensuite", "enfin", "aussi", "également", "déjà", "encore", "même"})
_RELATIVES = frozenset({"qui", "que", "qu'", "dont", "où", "lequel", "laquelle", "lesquels"})
_STOPS = frozenset({",", ";", ".", ":", "(", ")", "[", "]", "«", "»", "–", "—", "?", "!", "…"})
# What can stand for the clause, and what introduces a date that is the clause's own.
_CONTENT = frozenset({"NOUN", "PROPN", "NUM", "PRON", "ADJ", "X"})
_DATING = frozenset({"en", "le", "les", "la", "à", "au", "aux", "l'", "ce", "courant", "fin"})
_OF = frozenset({"de", "du", "d'"})
# The most words of a phrase that stands for a clause.
_LONGEST = 9


def find_gap(
    before: Moment,
    host: Candidate,
    moment: Moment,
    chosen: Candidate | None,
    following: Sequence[Moment],
    sentence: Sentence,
) -> Gap | None:
    """The phrase that tells with `moment` what `before`, the date in front of it, tells of `host`.

    `chosen` is the event that the tree gives the date to, `following` the dates behind it. None
    where the date belongs to a clause with a verb, or says more of something else.
    """
    first, second = before.expression.date, moment.expression.date
    if first is None or second is None or not _is_date(before, moment):
        return None
    if first.contains(second) or second.contains(first):
        # "En 2015, au mois de mai"
        return None
    words = sentence.doc.words
    if any(word.lower_ == "entre" for word in words[max(0, before.start - 3) : before.start]):
        # "Entre les saisons 1966-67 et 1976-77"
        return None
    start = before.end
    if before.end <= host.predicate.i < moment.start:
        start = host.predicate.i + 1
    end = moment.start
    while end > start and words[end - 1].lower_ in _DATING:
        end -= 1
    joined = [word.lower_ for word in words[max(start, end - 2) : end]] == ["ainsi", "que"]
    end -= joined
    if end > start and words[end - 1].pos_ in ("ADP", "ADV", "SCONJ") and not joined:
        # "Une première depuis 1990", "la loi de 2010"; but "les attentats de 2005 et de 2016"
        if words[end - 1].lower_ not in _OF or words[before.start - 1].lower_ not in _OF:
            return None
        end -= 1
    behind = _phrase_behind(moment, sentence)
    if behind is not None and not behind and end - 2 > start and words[end - 1].text == ",":
        # "Et en Amérique, le 18 août"
        end -= words[end - 2].lower_ not in _JOINTS
    between = words[start:end]
    joint = next((i for i in range(end - 1, start - 1, -1) if words[i].lower_ in _JOINTS), None)
    if joint is None or any(_opens_clause(word) for word in between):
        return None
    conjoined = words[joint].lower_ in _CONJUNCTIONS
    own = range(joint + 1, end)
    while own and words[own.start].lower_ in _ADVERBS:
        own = range(own.start + 1, own.stop)
    if own:
        if behind is None or not (conjoined or _is_parallel(own, host, start, joint, sentence)):
            return None
        gap = Gap(joint, moment.end, own, _head(own, words))
    elif not between[: joint - start] or all(word.lower_ in _JOINTS for word in between):
        if not conjoined and not _list_goes_on(moment, following, words):
            return None
        # "Les attentats de 2005 et de 2016 avaient …": nothing but the tree tells it from a date
        # that opens the next clause.
        if not _is_plural(host) or behind is None and not (host.is_noun and chosen is host):
            return None
        gap = Gap(joint, moment.end, own, _head(range(moment.start, moment.end), words))
    elif behind and len(behind) <= _LONGEST:
        if not conjoined and behind.stop < sentence.end and words[behind.stop].text == ",":
            return None
        gap = Gap(joint, behind.stop, behind, _head(behind, words))
    else:
        return None
    if host.is_noun and gap.own and gap.trigger.pos_ != "NUM":
        return None
    return gap if _is_free(chosen, host, moment, gap, sentence) else None


def _is_date(*moments: Moment) -> bool:
    return all(moment.expression.type == "DATE" for moment in moments)


def _opens_clause(word: Word) -> bool:
    return (
        word.pos_ in ("VERB", "AUX", "SCONJ")
        or word.lower_ in _RELATIVES
        or word.text in _STOPS
        and word.text not in ",;"
    )


def _phrase_behind(moment: Moment, sentence: Sentence) -> range | None:
    """The words between a date and the next stop or conjunction, empty if there are none; None
    where a verb is among them, so that the date opens its clause ("et en 2018 il part")."""
    words = sentence.doc.words
    first = moment.end
    if first < sentence.end and words[first].text == ",":
        # "Et en 2012, une revue"
        first += 1
    for position in range(first, sentence.end):
        word = words[position]
        if word.text in _STOPS or word.lower_ in _CONJUNCTIONS:
            return range(first, position)
        if _opens_clause(word):
            return None if first == moment.end else range(moment.end, moment.end)
    return range(first, sentence.end)


def _is_parallel(own: range, host: Candidate, start: int, joint: int, sentence: Sentence) -> bool:
    """Whether a phrase behind a mere comma has its like in the clause before it: the same
    preposition ("à Tokyo lundi, à Séoul mardi"), or a noun right behind the clause's date."""
    words = sentence.doc.words
    opening = words[own.start]
    if len(own) > _LONGEST:
        return False
    if opening.pos_ == "ADP":
        clause = words[host.predicate.i + 1 : joint]
        return any(word.pos_ == "ADP" and word.lemma_ == opening.lemma_ for word in clause)
    return joint == start and opening.pos_ in ("DET", "NUM", "PROPN")


def _list_goes_on(moment: Moment, following: Sequence[Moment], words: Sequence[Word]) -> bool:
    """Whether a list of dates goes on to a conjunction: "en 2004, 2006 et 2010"."""
    for later in following:
        between = [w for w in words[moment.end : later.start] if w.lower_ not in _DATING]
        if len(between) != 1 or between[0].lower_ not in _JOINTS:
            return False
        if between[0].lower_ in _CONJUNCTIONS:
            return True
        moment = later
    return False


def _is_plural(host: Candidate) -> bool:
    """Whether a happening can have come to pass several times: an act can, one event cannot."""
    return not host.is_noun or host.trigger.morph.get("Number") == "Plur"


def _head(own: range, words: Sequence[Word]) -> Word:
    """The word that stands for the clause: a phrase's head, the last word of a mere date."""
    inside = [words[i] for i in own]
    content = [word for word in inside if word.pos_ in _CONTENT and word.text.isalnum()] or inside
    return next((word for word in content if word.head.i not in own), content[0])


def _is_free(
    chosen: Candidate | None, host: Candidate, moment: Moment, gap: Gap, sentence: Sentence
) -> bool:
    """Whether no other event has a claim on a date that the tree gives to `chosen`."""
    if chosen is None or chosen is host:
        return True
    if chosen.is_noun:
        return chosen.type in (None, "other") or chosen.trigger.i not in _span(gap)
    if chosen.predicate.i < moment.start:
        # A verb before the clause of the date in front ("la société, qui avait ouvert …").
        return chosen.predicate.i < host.predicate.i
    words = sentence.doc.words
    return any(word.text == "," for word in words[gap.end : chosen.predicate.i])


def joined_days(
    before: Moment, moment: Moment, following: Sequence[Moment], sentence: Sentence
) -> Moment | None:
    """One moment of days in a row that are only listed ("lundi et mardi", "les 4, 5 et 6 mai"),
    else None."""
    first, second = before.expression, moment.expression
    words = sentence.doc.words
    between = words[before.end : moment.start]
    if first.date is None or second.date is None or len(between) != 1:
        return None
    joint = between[0].lower_
    if joint != "et" and not (joint == "," and _list_goes_on(moment, following, words)):
        return None
    if first.date.grain != "day" or second.date.grain != "day" or first.date.end is None:
        return None
    if second.date.start is None or first.date.end.plus(1) != second.date.start:
        return None
    date = DateSpan(first.date.start, second.date.end, grain="day")
    text = "".join(w.text_with_ws for w in words[before.start : moment.end]).strip()
    expression = replace(first, text=text, char_end=second.char_end, date=date)
    return Moment(expression, before.start, moment.end)


def event_of(gap: Gap, host: Candidate) -> Candidate:
    """The event that a phrase tells with the verb of another event."""
    return replace(host, trigger=gap.trigger, gap=gap, host=host)


def left_to_others(candidate: Candidate, sentence: Sentence) -> frozenset[int]:
    """The positions of the phrases of a clause that speak of its other events, not of this one."""
    others = {i for gap in sentence.gaps if gap is not candidate.gap for i in _span(gap)}
    replaced = _replaced(candidate, sentence)
    if replaced is not None and candidate.gap is not None:
        others.update(word.i for word in replaced.subtree if word.i not in _span(candidate.gap))
    return frozenset(others)


def _span(gap: Gap) -> range:
    return range(gap.start, gap.end)


def _replaced(candidate: Candidate, sentence: Sentence) -> Word | None:
    """The word of the clause with the verb in whose place the own word of an event's phrase stands;
    None where the phrase has none but its date, or where there is no phrase."""
    gap, verb = candidate.gap, candidate.predicate
    if gap is None or not gap.own:
        return None
    taken = {i for one in sentence.gaps for i in _span(one)}
    opening = sentence.doc.words[gap.own.start]
    if opening.pos_ == "ADP":
        own = gap.trigger.head if gap.trigger.relation == "nummod" else gap.trigger
        alike = [token for case, token in complements(verb) if case == preposition(own)]
    else:
        alike = [*subjects(verb), *objects(verb)]
    return next((token for token in reversed(alike) if token.i not in taken), None)


def shared_slots(
    slots: Sequence[tuple[Word, Role]], candidate: Candidate, sentence: Sentence
) -> list[tuple[Word, Role]]:
    """The participants' words and roles of an event that shares its verb: those of the verb's
    clause that it repeats, and the word in whose place its own stands."""
    gap = candidate.gap
    left = left_to_others(candidate, sentence)
    kept = [(token, role) for token, role in slots if token.i not in left]
    if gap is None or not gap.own:
        return kept
    replaced = _replaced(candidate, sentence)
    role: Role = next((role for token, role in slots if token is replaced), "other")
    return [pair for pair in kept if pair[0] is not gap.trigger] + [(gap.trigger, role)]


def left_out_of_title(candidate: Candidate, sentence: Sentence) -> frozenset[int]:
    """The positions of what a title of one of several events of a clause leaves out: the phrases of
    the others, their conjunctions and the dates of all ("Le maire ira à Rome" of "le maire ira
    lundi à Metz et mardi à Rome"). None where its own phrase stands for the subject.
    """
    gap = candidate.gap
    gone = set(left_to_others(candidate, sentence))
    if gap is not None:
        replaced = _replaced(candidate, sentence)
        if gap.own and (replaced is None or replaced.i < candidate.predicate.i):
            return frozenset()
        gone.update(i for i in _span(gap) if i not in gap.own)
    words = sentence.doc.words
    for moment in sentence.moments:
        start = moment.start
        while start > sentence.start and words[start - 1].lower_ in _DATING | _OF:
            start -= 1
        gone.update(range(start, moment.end))
    return frozenset(gone)
