"""Dates that an event has from another one of its sentence."""

from __future__ import annotations

from timeline.extraction.candidates import Candidate
from timeline.extraction.discourse import Dating, Story, Told
from timeline.extraction.distances import counted_from
from timeline.extraction.moving import is_counted
from timeline.extraction.presupposing import is_hours_away
from timeline.extraction.sentences import Moment
from timeline.extraction.syntax import OVER, children, tense
from timeline.extraction.tree import Word
from timeline.model import Factuality

# A clause that these open happens at the time of its main clause.
_WHEN = frozenset({"quand", "lorsque", "lorsqu'", "alors"})
# Forms that tell of one time.
_FINITE = OVER | {"present", "future", "imperfect"}
# Types of what is done about an event that was before.
_REACTIONS = frozenset({"protest", "reject", "appeal"})
# What a verb of reaction is about has been, at a time that nothing names.
PRESUPPOSED = Dating(None, "none", via="presupposed")
_DURING = frozenset({"lors", "pendant", "durant"})


def same_sentence(
    candidate: Candidate, factuality: Factuality, story: Story, first: int
) -> Dating | None:
    """The date of a dated event of the same sentence that this one follows from or joins."""
    if candidate.tense == "pluperfect" or first == len(story.told):
        return None
    temporal = {
        token.i
        for token in children(candidate.predicate, "advcl")
        if any(mark.lower_ in _WHEN for mark in children(token, "mark", "advmod"))
    }
    for index in range(first, len(story.told)):
        lender = story.told[index]
        if lender.candidate.predicate.i in temporal and lender.dating.date is not None:
            return lender.dating.lent_by(index, "sentence")
    beside = _side_by_side(candidate, factuality, story, first)
    if beside is not None:
        return beside
    journey = _journey(candidate, story, first)
    if journey is not None:
        return journey
    link = candidate.governors[-1] if candidate.governors else candidate.predicate
    # "…, obligeant X à partir": parsers hang such a clause on the noun before it, or know no name
    # for what it is to the verb.
    clause = link.relation in ("acl", "ccomp") and tense(link) == "present_participle"
    # "…, absorbée pour un euro": a participle behind the verb goes on from it.
    behind = candidate.tense == "past_participle" and link.head.i < link.i
    joined = link.relation in ("advcl", "xcomp", "conj") or clause
    if not joined or candidate.tense == "past_participle" and not behind:
        return None
    above = {token.i for token in candidate.predicate.ancestors}
    for index in range(first, len(story.told)):
        other = story.told[index]
        if other.dating.date is None or other.candidate.is_noun or other.factuality != factuality:
            continue
        if other.candidate.predicate.i not in above:
            continue
        follows = candidate.tense in (
            other.candidate.tense, "infinitive", "present_participle", "past_participle",
        )  # fmt: skip
        if follows and (candidate.tense != "infinitive" or candidate.governors):
            return other.dating.lent_by(index, "sentence")
    return None


def _journey(candidate: Candidate, story: Story, first: int) -> Dating | None:
    """The date of the journey that is made for something: "elle se rendra lundi à Rome pour voir le
    pape"."""
    verb = candidate.predicate
    goal = candidate.tense == "infinitive" and verb.relation == "advcl"
    if not goal or not any(mark.lower_ == "pour" for mark in children(verb, "mark", "case")):
        return None
    for index in range(first, len(story.told)):
        other = story.told[index]
        own = other.candidate.type == "transport" and other.dating.via == "own"
        if own and verb.head == other.candidate.predicate:
            return other.dating.lent_by(index, "sentence")
    return None


def of_its_verb(candidate: Candidate, story: Story, first: int) -> Dating | None:
    """The date of the dated verb whose subject, object or circumstance an event noun is.

    What a verb of reaction is about ("elle a dénoncé mardi l'arrestation de son frère") was before.
    """
    noun = candidate.trigger
    if noun.relation not in ("nsubj", "obj", "obl"):
        return None
    found = _dated_verb(noun.head, story, first)
    if noun.relation == "nsubj" and noun.head.i > noun.i:
        found = _told_before_it(noun, story, first) or found
    if found is None:
        return None
    index, verb = found
    if noun.relation == "obj" and verb.candidate.type in _REACTIONS:
        return PRESUPPOSED
    return verb.dating.lent_by(index, "sentence")


def meanwhile(candidate: Candidate, story: Story, first: int) -> Dating | None:
    """The date of the dated verb during which an event noun is ("lors de sa garde à vue"), from
    which it is only hours away, or which it follows from at once ("…, faisant douze morts")."""
    link = candidate.trigger.head
    cause = tense(link) == "present_participle" and link.relation in ("advcl", "acl")
    found = _dated_verb(link.head, story, first) if cause or link.lower_ in _DURING else None
    if is_hours_away(candidate.trigger):
        found = _dated_verb(link, story, first)
    return found[1].dating.lent_by(found[0], "sentence") if found is not None else None


def _told_before_it(noun: Word, story: Story, first: int) -> tuple[int, Told] | None:
    """The dated verb whose object an event noun is, where parsers take the noun for the subject of
    who says so behind it: "la ligue a prononcé mardi l'exclusion du club, a-t-on appris jeudi"."""
    words = noun.doc.words[noun.i : noun.head.i]
    if not any(word.text == "," for word in words):
        return None
    for index in range(len(story.told) - 1, first - 1, -1):
        told = story.told[index]
        verb = told.candidate.predicate
        own = told.dating.via == "own" and told.dating.date is not None
        clause = noun.doc.words[verb.i : noun.i]
        if own and verb.i < noun.i and all(word.text != "," for word in clause):
            return None if told.candidate.is_noun else (index, told)
    return None


def _dated_verb(verb: Word, story: Story, first: int) -> tuple[int, Told] | None:
    """The event told by a verb of the sentence, with its index, where the text dates it."""
    for index in range(first, len(story.told)):
        told = story.told[index]
        if told.candidate.is_noun or told.candidate.predicate is not verb:
            continue
        if told.dating.date is not None and told.dating.source != "publication":
            return index, told
    return None


def _side_by_side(
    candidate: Candidate, factuality: Factuality, story: Story, first: int
) -> Dating | None:
    """The date of a later clause of a list that tells one story: "il refuse de payer, douze
    personnes sont licenciées, Anne claque la porte au printemps"."""
    verb = candidate.governors[-1] if candidate.governors else candidate.predicate
    if candidate.is_noun or candidate.tense not in _FINITE:
        return None
    linked = {child.i for child in verb.subtree if child.relation in ("conj", "parataxis")}
    for index in range(first, len(story.told)):
        other = story.told[index]
        alike = other.candidate.tense == candidate.tense and not other.candidate.governors
        same = alike and other.factuality == factuality
        if same and other.dating.date is not None and other.candidate.predicate.i in linked:
            moment = other.dating.moment
            fronted = moment is not None and moment.start < other.candidate.predicate.i
            if not fronted and moment is not None and is_counted(moment):
                return _counted_to(other, moment, story, first)
            return None if fronted else other.dating.lent_by(index, "sentence")
    return None


def _counted_to(later: Told, moment: Moment, story: Story, first: int) -> Dating | None:
    """The date that a later clause counts from, if it is that of what was told last before the
    sentence: "la tour a brûlé ; un corps a été retrouvé le lendemain"."""
    for index, told in story.backwards():
        date = told.dating.date
        if index >= first or date is None:
            continue
        same = counted_from(moment.expression.text, date) == later.dating.date
        near = later.sentence.segment.paragraph == told.sentence.segment.paragraph
        return told.dating.lent_by(index, "story") if same and near else None
    return None
