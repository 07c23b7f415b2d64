"""What was to be on some day ("le procès, prévu en mai, s'est ouvert en juin"), and what was waited
for until it was ("il a fallu attendre mai pour que le procès s'ouvre")."""

from __future__ import annotations

from timeline.extraction.candidates import Candidate, Candidates
from timeline.extraction.lexicon import Lexicon
from timeline.extraction.syntax import children, is_passive, tense
from timeline.extraction.tree import Word
from timeline.extraction.triggers import SCHEDULING
from timeline.model import Factuality

_MODIFIERS = frozenset({"acl", "amod"})


def is_of_a_plan(step: Word, item: Candidate) -> bool:
    """Whether a date, which hangs outside by `step`, says when a noun was to be, and not when the
    verb of the event tells that it was."""
    plan = step.head
    told = plan.relation in _MODIFIERS and plan.lemma_.lower() in SCHEDULING
    return told and not item.is_noun and item.predicate is not plan and plan.i < item.predicate.i


def was_to_be(noun: Word, lexicon: Lexicon) -> bool:
    """Whether the day of an event noun is one that did not hold: "l'ouverture, d'abord prévue en
    juin", "l'ouverture, prévue en juin, a été repoussée"."""
    head = noun.head
    undergoes = noun.relation == "nsubj" and head.pos_ == "VERB" and is_passive(head)
    if undergoes and lexicon.is_a("postponing", head.lemma_.lower()):
        return True
    plans = (one for one in children(noun, *_MODIFIERS) if one.lemma_.lower() in SCHEDULING)
    asides = (aside.subtree for plan in plans for aside in children(plan, "advmod", "obl", "nmod"))
    phrases = ("".join(word.lower_ for word in one if not word.is_punct) for one in asides)
    return any(lexicon.is_a("formerly", phrase) for phrase in phrases)


def awaited(waiting: Candidate, candidates: Candidates) -> Candidate | None:
    """The event for which one had to wait until a date, which is that of the event."""
    verb = next((one for one in _around(waiting.predicate) if _has_to_wait(one)), None)
    for clause in () if verb is None else (*children(verb, "advcl"), *children(verb.head, "advcl")):
        for item in candidates.items if _is_goal(clause) else ():
            if clause in (item.predicate, *item.governors):
                return item
    return None


def reading_of_awaited(outer: Word) -> Factuality | None:
    """What the clause for which one had, or will have, to wait says of its event; None for others.

    `outer` is the verb of the clause, or the modal above it.
    """
    if outer.relation != "advcl" or not _is_goal(outer):
        return None
    verb = next((one for one in _around(outer.head) if _has_to_wait(one)), None)
    if verb is None:
        return None
    to_come = tense(verb.head) in ("future", "conditional") and not children(verb.head, "aux")
    return "planned" if to_come else "actual"


def _around(verb: Word) -> tuple[Word, ...]:
    return verb, *children(verb, "ccomp", "xcomp")


def _has_to_wait(verb: Word) -> bool:
    above = verb.head.lemma_ == "falloir" and verb.relation in ("ccomp", "xcomp")
    return verb.lemma_ == "attendre" and above


def _is_goal(clause: Word) -> bool:
    return any(mark.lower_ == "pour" for mark in children(clause, "mark"))
