"""Whose a noun is that a possessive stands before."""

from __future__ import annotations

from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import children, feature
from timeline.extraction.title_agreement import PRONOUNS, means_nothing
from timeline.extraction.title_antecedents import (
    Antecedent,
    antecedent_of,
    first_quoted,
    is_dated,
    is_main,
    is_person,
)
from timeline.extraction.title_story import before
from timeline.extraction.title_words import listed
from timeline.extraction.tree import Word


def owner_of(possessive: Word, noun: Word, sentence: Sentence) -> Antecedent | None:
    """Whose a noun is, None if unsure: its clause's subject's, behind it, else what the sentence
    before speaks of."""
    found = _owner_of(possessive, noun, sentence)
    if found is None or not _is_owner(found.noun, noun, possessive, found.sentence):
        return None
    return found


def _owner_of(possessive: Word, noun: Word, sentence: Sentence) -> Antecedent | None:
    clause = noun
    while clause.head is not clause and clause.relation not in ("ccomp", "conj"):
        clause = clause.head
    for subject in children(clause, "nsubj"):
        if subject.i > noun.i and _is_owner(subject, noun, possessive, sentence):
            return Antecedent(subject, sentence)
        if subject.i > noun.i and subject.lower_ in PRONOUNS:
            return None if means_nothing(subject) else antecedent_of(subject, sentence)
    words = sentence.doc.words[sentence.start : noun.i]
    if any(word.relation == "nsubj" and word.head is not clause for word in words):
        return None
    for earlier in before(sentence, 2):
        words = earlier.doc.words[earlier.start : first_quoted(earlier)]
        for word in words:
            if word.relation != "nsubj" or not is_main(word.head, earlier):
                continue
            if _is_owner(word, noun, possessive, earlier):
                return Antecedent(word, earlier)
            same = word.lower_ in PRONOUNS and PRONOUNS[word.lower_][1] == _number(possessive)
            if same and not means_nothing(word):
                return antecedent_of(word, earlier)
    return None


def _number(possessive: Word) -> str:
    return "Plur" if possessive.lower_ in ("leur", "leurs") else "Sing"


def _is_owner(owner: Word, noun: Word, possessive: Word, sentence: Sentence) -> bool:
    """Whether a noun may be whose another one is."""
    if owner.pos_ not in ("NOUN", "PROPN") or is_dated(owner, sentence):
        return False
    if owner.lemma_.lower() == noun.lemma_.lower():
        return False
    several = bool(children(owner, "conj")) or feature(owner, "Number") == "Plur"
    if several != (_number(possessive) == "Plur") or owner.i in sentence.amounts:
        return False
    personal = listed(noun.lemma_.lower(), "relatives") or listed(noun.lemma_.lower(), "personal")
    return not personal or is_person(owner, sentence)
