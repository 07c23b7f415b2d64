"""The price of telling a clause without what is around it: who says so, on what condition."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from timeline.extraction.syntax import children, feature
from timeline.extraction.title_prices import has_happened, introduction, is_source
from timeline.extraction.title_words import listed
from timeline.extraction.tree import Word

# What a clause costs less in than the sentence around it, where both fit.
LEAST = 0.2
# What makes a condition, or what somebody denies, a fact.
HALF_TRUE = 14.0
_NOMINAL = ("nsubj", "obj", "obl", "nmod", "conj", "iobj")


def is_clause(word: Word) -> bool:
    """Whether a word is the predicate of a clause with a finite verb."""
    helpers = [
        child for child in children(word, "aux", "cop") if feature(child, "VerbForm") == "Fin"
    ]
    return bool(helpers) or word.pos_ in ("VERB", "AUX") and feature(word, "VerbForm") == "Fin"


def disagrees(word: Word, present: Collection[int]) -> bool:
    """Whether a plural verb is left with a singular subject: a part of it is gone or misread."""
    subject = next((s for s in children(word, "nsubj") if s.pos_ in ("NOUN", "PROPN")), None)
    if subject is None or feature(subject, "Number") != "Sing" or subject.i not in present:
        return False
    finite = [v for v in (word, *children(word, "aux", "cop")) if feature(v, "VerbForm") == "Fin"]
    plural = any(feature(verb, "Number") == "Plur" for verb in finite)
    several = any(child.i in present for child in children(subject, "conj", "nmod", "appos"))
    return plural and not several


def skipping(words: Sequence[Word]) -> float:
    """The price of the words before a clause."""
    if any(word.relation == "mark" and listed(word.lower_, "conditions") for word in words):
        return HALF_TRUE
    introduced = [introduction(word.head) for word in words if _introduces_noun(word)]
    said = HALF_TRUE if any(map(is_source, introduced)) else 8.0
    said *= any(listed(preposition, "binding") for preposition in introduced)
    return said + 1.5 * any(feature(word, "VerbForm") == "Fin" for word in words)


def _introduces_noun(word: Word) -> bool:
    """Whether a word is a preposition of a noun: "selon qui" says who with what is before."""
    return word.relation == "case" and word.head.lower_ not in ("qui", "lequel", "laquelle")


def is_subjunctive(clause: Word) -> bool:
    verbs = [clause, *children(clause, "aux", "cop")]
    return any(feature(verb, "Mood") == "Sub" for verb in verbs)


def without_rest(clause: Word) -> float:
    """The price of telling a clause without those above it."""
    price = 0.0
    step = clause
    relative = False
    while step.head is not step:
        left = _leaving(step)
        # What an antecedent stands in says nothing of the clause about it, but for conditions.
        price += left if not relative or left >= 6.0 else 0.2
        relative = relative or step.relation == "acl"
        step = step.head
    return price


def _leaving(word: Word) -> float:
    """The price of leaving out what a word depends on."""
    kind, head = word.relation, word.head
    marks = [child for child in children(word, "mark") if child.i < word.i]
    first = (
        " ".join([marks[0].lower_, *(w.lower_ for w in children(marks[0], "fixed"))])
        if marks
        else ""
    )
    if kind == "conj" and is_clause(head):
        return LEAST if any(children(word, "nsubj")) else 0.6
    if kind in ("ccomp", "xcomp"):
        if not is_clause(word):
            return 0.0 if kind == "xcomp" else 4.0
        return _without_speaker(head)
    if kind == "parataxis":
        return 0.8
    if kind == "advcl":
        dated = head.pos_ == "NUM" or listed(head.lemma_.lower(), "calendar")
        if word.dep_ == "advcl:cleft" and not dated:
            # "C'est dans un pré qu'ils ont dormi": what is set before is the news.
            return 7.0
        if listed(first.split()[0] if first else "", "conditions"):
            return HALF_TRUE
        if listed(first, "occasions") and not has_happened(head):
            # "On peut voter lorsque le président le demande"
            return HALF_TRUE
        return 1.6 if listed(first, "facts") else 5.0
    if kind == "acl":
        return 1.6 if word.dep_ == "acl:relcl" or is_clause(word) else 3.0
    if kind in ("csubj", "appos"):
        return HALF_TRUE if kind == "csubj" and _is_denied(head) else 6.0
    if kind in _NOMINAL and word.pos_ in ("NOUN", "PROPN"):
        # Where it stands says nothing of what a clause below it tells, but for conditions.
        return HALF_TRUE if listed(introduction(word), "doubting") else 0.3
    return 5.0


def _without_speaker(verb: Word) -> float:
    """The price of telling what a verb reports as a fact."""
    if _is_denied(verb):
        return HALF_TRUE
    return 4.0 if listed(verb.lemma_.lower(), "announcing") else 9.0


def _is_denied(verb: Word) -> bool:
    """Whether a verb, or the one it completes, is negated ("il ne semble pas établi que")."""
    words = [*verb.children, *(verb.head.children if verb.relation in ("xcomp", "ccomp") else ())]
    return any(word.lower_ in ("ne", "n'", "pas") for word in words)
