"""The subject that an infinitive leaves out: that of the verb above, its object, or its dative; and
the object for which a relative pronoun stands.

"Il s'est excusé d'avoir vendu" (he sold), "il a remercié Luc d'avoir vendu" (Luc did), "il a
demandé à Luc de vendre" (Luc is to). Which verbs take which stands in `predicates.toml`.
"""

from __future__ import annotations

from timeline.extraction.lexicon import Lexicon
from timeline.extraction.syntax import (
    antecedent,
    children,
    complements,
    feature,
    is_passive,
    is_reflexive,
    objects,
    preposition,
    subjects,
    verb_form,
)
from timeline.extraction.tree import Word

_LINKS = frozenset({"xcomp", "ccomp", "advcl", "acl", "obl", "nmod", "csubj", "obj", "advmod"})
_PHRASES = frozenset({"obj", "obl", "iobj", "advmod", "case", "mark", "fixed"})
_QUE = frozenset({"que", "qu'"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


def understood_subjects(verb: Word, lexicon: Lexicon) -> list[Word]:
    """Who does what an infinitive says; empty where it has a subject of its own, is none, or
    nothing says who."""
    if verb_form(verb) != "Inf" or any(child.i < verb.i for child in children(verb, "nsubj")):
        return []
    step = verb
    while step.relation == "conj" and step.head.pos_ == "VERB":
        step = step.head
    if step.relation not in _LINKS or step.head is step:
        return []
    head = step.head
    above = head
    while above.pos_ not in ("VERB", "AUX") and above.relation in _PHRASES:
        above = above.head
    if above is not head and above.pos_ == "VERB" and not children(head, "nsubj"):
        # "Empêcher l'avion de décoller", "au lieu de payer, elle …": parsers hang the infinitive on
        # the object, or make a part of the preposition its head.
        if lexicon.is_a("control.object", above.lemma_) and head.relation == "obj":
            return [head]
        if lexicon.is_a("control.dative", above.lemma_) and preposition(head) == "à":
            return [head]
        return subjects(above)
    if not _is_predicate(head):
        return []
    aside = step.relation == "advcl" and not _is_governed(step)
    return _controller(head, aside, _is_governed(step), lexicon)


def understood_objects(verb: Word) -> list[Word]:
    """The noun that the "que" of a relative clause stands for, where a parser takes it for a
    conjunction or does not find the noun ("la salle, que la ville avait fermée en mai"); else
    empty."""
    words, que = verb.doc.words, next((c for c in verb.children if c.lower_ in _QUE), None)
    if que is None or not 1 < que.i < verb.i:
        return []
    if verb.dep_ == "acl:relcl":
        return [verb.head] if verb.head.pos_ in ("NOUN", "PROPN") else []
    step = words[que.i - 2 if words[que.i - 1].text == "," else que.i - 1]
    have = any(helper.lemma_ == "avoir" for helper in children(verb, "aux"))
    while have and step.pos_ in ("NOUN", "PROPN"):
        # With "avoir" a participle agrees with an object before it.
        if all(feature(step, name) == feature(verb, name) != "" for name in ("Gender", "Number")):
            return [step]
        step = step.head if step.relation == "nmod" else verb
    return []


def _is_predicate(word: Word) -> bool:
    if word.pos_ in ("VERB", "AUX", "ADJ"):
        return True
    return any(children(word, "nsubj"))


def _is_governed(clause: Word) -> bool:
    """Whether a clause opens with a mere "de" or "à", as a verb's own complement does."""
    marks = [child.lower_ for child in children(clause, "mark", "case")]
    if marks == ["pour"] and any(children(clause, "aux")):
        # "Condamné pour avoir volé"
        return True
    return len(marks) == 1 and marks[0] in ("de", "d'", "à")


def _controller(head: Word, aside: bool, marked: bool, lexicon: Lexicon) -> list[Word]:
    if head.pos_ not in ("VERB", "AUX"):
        return _bearers(head)
    lemma = head.lemma_
    sued = [token for case, token in complements(head) if case == "contre"]
    if marked and sued:
        # "Elle a porté plainte contre Luc pour l'avoir frappée"
        return sued
    if not aside and lexicon.is_a("control.object", lemma) and not is_reflexive(head):
        found = subjects(head) if is_passive(head) else objects(head)
        return [token for token in found if token.pos_ in _NOMINAL]
    if not aside and lexicon.is_a("control.dative", lemma) and not is_reflexive(head):
        # "À son associée": some role nouns are taken for participles.
        listed = [
            token
            for case, token in complements(head)
            if case == "à" and (token.pos_ != "VERB" or any(children(token, "det")))
        ]
        listed = listed or [antecedent(token) for token in children(head, "iobj")]
        # "Elle dit avoir été blessée": without "de" it is her own doing.
        return listed or ([] if marked else subjects(head))
    return understood_subjects(head, lexicon) or subjects(head)


def _bearers(head: Word) -> list[Word]:
    """Of what an adjective or noun is said: "coupable de", "non content de", "sur le point de"."""
    own = children(head, "nsubj")
    if own:
        return [antecedent(token) for token in own]
    above = head.head
    if above is head:
        return []
    if head.relation in ("acl", "amod", "appos") and above.pos_ in _NOMINAL:
        return [above]
    return subjects(above)
