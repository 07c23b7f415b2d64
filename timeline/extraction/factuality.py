"""Whether an event happened: from mood, tense, negation, modals and the words around it."""

from __future__ import annotations

from timeline.extraction.candidates import Candidate
from timeline.extraction.lexicon import Lexicon
from timeline.extraction.operators import (
    reading_beside,
    reading_of_clause,
    reading_of_noun,
)
from timeline.extraction.plans import reading_of_awaited, was_to_be
from timeline.extraction.syntax import (
    OVER,
    children,
    is_passive,
    preposition,
    tense,
)
from timeline.extraction.tree import Word
from timeline.extraction.triggers import SCHEDULING
from timeline.extraction.verb_groups import among, groups_of
from timeline.model import FACTUALITIES, Factuality

# Clauses whose event is a goal or a condition, by the word that opens them.
_GOAL = frozenset({"pour", "afin", "afin de"})
_WITHOUT = frozenset({"sans", "faute de", "au lieu de", "loin de"})
_ANNOUNCING = frozenset(
    {"annoncer", "prévoir", "promettre", "préparer", "exiger", "demander", "réclamer", "envisager"}
)
_PERCEPTION = frozenset({"voir", "entendre", "sentir", "regarder", "faire", "laisser"})
_CONDITION = frozenset({"si", "s'"})
_PAST_TENSES = OVER | {"imperfect"}
# Forms of a main clause that a condition leaves open.
_OPEN = frozenset({"present", "future", "conditional", "imperfect"})
_BEFORE = frozenset({"avant", "après"})
_MODALS = frozenset({"modal.planned", "modal.hypothetical", "modal.negated"})


def factuality(candidate: Candidate, lexicon: Lexicon) -> Factuality:
    """The strongest reading that the words give; FACTUALITIES has them in order."""
    outer = candidate.governors[-1] if candidate.governors else candidate.predicate
    above = reading_of_noun(candidate.trigger) if _is_told_by_noun(candidate) else None
    if above is None and not candidate.is_noun:
        above = reading_of_awaited(outer) or reading_of_clause(outer)
    elif above is not None:
        # "L'imprimerie n'a pas échappé à la liquidation"
        own = _adjectives(candidate.trigger, lexicon) if above in ("planned", "alleged") else set()
        return next(value for value in FACTUALITIES if value in own | {above})
    readings = _own_readings(candidate, lexicon, above)
    for modal in candidate.governors:
        readings |= _modal_readings(modal, lexicon, above)
    if not candidate.is_noun:
        readings |= _sentence_readings(outer, lexicon)
    if above is not None and above != "actual":
        readings.add(above)
    if candidate.governors and "actual" in readings and len(readings) > 1:
        readings.discard("actual")
    return next((value for value in FACTUALITIES if value in readings), "actual")


def _is_told_by_noun(candidate: Candidate) -> bool:
    """Whether a noun tells the event, alone or as the complement of its verb."""
    noun, verb = candidate.trigger, candidate.predicate
    return candidate.is_noun or noun is not verb and noun.pos_ == "NOUN" and noun.head is verb


def _sentence_readings(outer: Word, lexicon: Lexicon) -> set[Factuality]:
    """What a clause's surroundings say of it: a condition, a question, a source that is named."""
    readings: set[Factuality] = set()
    if tense(outer) in _OPEN and any(_is_condition(child, lexicon) for child in outer.children):
        # "Ils feront grève si la direction ne cède pas"
        readings.add("hypothetical")
    main = outer
    while main.relation in ("conj", "parataxis", "ccomp", "xcomp") and main.head != main:
        main = main.head
    if _is_asked(main):
        readings.add("hypothetical")
    beside = reading_beside(outer) or (None if main is outer else reading_beside(main))
    if beside is not None:
        # "À en croire son frère, le gérant a vidé la caisse"
        readings.add(beside)
    phrases = outer.children if main is outer else outer.children + main.children
    if any(_names_source(child, lexicon) for child in phrases):
        # "Selon les rebelles, l'armée a bombardé un dépôt"
        readings.add("alleged")
    return readings


def _is_asked(verb: Word) -> bool:
    """Whether a main clause is a question; the marks of a quotation do not count outside it."""
    for child in children(verb, "nsubj", "expl"):
        if child.lower_.startswith("-"):
            last = verb.subtree[-1].i
            return any(token.text == "?" for token in verb.doc[verb.i : last + 2])
    return False


def _names_source(phrase: Word, lexicon: Lexicon) -> bool:
    """Whether a phrase says on whose word something is told, and it is that of a party to it.

    What "selon la police" tells is reported as fact with its source; "selon les rebelles" is not.
    """
    if phrase.relation not in ("obl", "advmod"):
        return False
    # "Associé" may be read as a participle.
    if not any(lexicon.is_a("partisan", word) for word in (phrase.lemma_.lower(), phrase.lower_)):
        return False
    for case in children(phrase, "case"):
        words = " ".join([case.lower_, *(child.lower_ for child in children(case, "fixed"))])
        if lexicon.is_a("alleging", words):
            return True
    return False


def _is_condition(clause: Word, lexicon: Lexicon) -> bool:
    """Whether a clause states what something hangs on: "si …", "au cas où …"."""
    if clause.relation == "advcl":
        return any(
            child.relation == "mark" and child.lower_ in _CONDITION for child in clause.children
        )
    if clause.relation != "obl":
        return False
    opening = clause.doc[max(0, clause.i - 1) : clause.i + 2].text.lower()
    return lexicon.is_a("hypothesis", opening)


def _is_future_of_past(verb: Word) -> bool:
    """Whether a conditional stands in what somebody said in the past."""
    while verb.relation == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    told = any(mark.lower_ in ("que", "qu'") for mark in children(verb, "mark"))
    return verb.relation == "ccomp" and told and tense(verb.head) in _PAST_TENSES


def _own_readings(
    candidate: Candidate, lexicon: Lexicon, above: Factuality | None = None
) -> set[Factuality]:
    """What mood, tense and negation say; of a clause that stands under a word which says of its
    event whether it took place, `above`, the mood says no more."""
    verb = candidate.predicate
    readings: set[Factuality] = set()
    # "L'évacuation n'a pas duré une heure": it took place.
    denied = not among(verb, "lasting", lexicon) and _negated(verb, lexicon, above)
    if denied or candidate.trigger != verb and _negated(candidate.trigger, lexicon):
        readings.add("negated")
    if candidate.is_noun:
        return readings | _noun_readings(verb, lexicon)
    own = tense(verb)
    scheduled = candidate.trigger != verb and verb.lemma_ in SCHEDULING
    if is_passive(verb) and (scheduled or among(verb, "deciding", lexicon)):
        readings.add("planned")
    # "Elle partira avant de vendre"
    before = own == "infinitive" and _clause_opener(verb) and tense(verb.head) == "future"
    if own == "future" or before:
        readings.add("planned")
    if own in ("conditional", "conditional_past"):
        # "Elle a annoncé qu'elle partirait": the conditional is the future of what is past.
        ahead = own == "conditional" and _is_future_of_past(verb)
        readings.add("planned" if ahead else "alleged")
    if above is not None:
        return readings
    if own == "subjunctive" and not _factive_clause(verb, lexicon):
        readings.add("hypothetical")
    if own == "infinitive" and not candidate.governors:
        readings |= _infinitive_readings(verb, lexicon)
    if _under_condition(verb, lexicon):
        readings.add("hypothetical")
    return readings


def _negated(token: Word, lexicon: Lexicon, above: Factuality | None = None) -> bool:
    # "Il n'a rien dit": some parsers hang the "ne" on the auxiliary.
    below = [c for helper in children(token, "aux", "cop") for c in helper.children]
    for child in (*token.children, *below):
        word, link = child.lower_, child.relation
        if word in ("ne", "n'"):
            others = {c.lower_ for c in (*token.children, *below)}
            # "ne … que" restricts; a bare "ne" is a mark of style after "avant que", "craindre".
            if others & lexicon.predicates["negation"] or any(
                c.lower_ in ("aucun", "aucune", "nul", "nulle", "personne", "rien", "ni")
                for c in token.subtree
            ):
                return True
        if link == "det" and word in ("aucun", "aucune", "nul", "nulle"):
            return True
        if above is None and link in ("mark", "case") and word in _WITHOUT:
            return True
    return above is None and preposition(token) in _WITHOUT


def _adjectives(noun: Word, lexicon: Lexicon) -> set[Factuality]:
    """What adjectives and participles say of the event of their noun ("une éventuelle fusion")."""
    readings: set[Factuality] = set()
    for child in children(noun, "amod", "acl"):
        lemma = child.lemma_.lower()
        if lexicon.is_a("hypothesis", lemma):
            readings.add("hypothetical")
        elif lexicon.is_a("alleging", lemma):
            readings.add("alleged")
        elif lexicon.is_a("planning", lemma):
            readings.add("planned")
    return readings


def _noun_readings(noun: Word, lexicon: Lexicon) -> set[Factuality]:
    readings = _adjectives(noun, lexicon)
    if was_to_be(noun, lexicon):
        readings.add("planned")
    head = noun.head
    if noun.relation == "obj" and head.lemma_.lower() in _ANNOUNCING:
        # "Annoncer la fermeture": it has not closed yet.
        readings.add("planned")
    undergoes = head.pos_ == "VERB" and is_passive(head) and noun.relation == "nsubj"
    if undergoes and lexicon.is_a("cancelling", head.lemma_.lower()):
        # "Le gala, prévu hier, a été annulé"
        return {"negated"}
    if noun.relation in ("obj", "obl") and among(head, "modal.negated", lexicon):
        # "Renoncer au rachat", "échapper à la liquidation" negate it, and negated assert it.
        return readings if _negated(head, lexicon) else {"negated"}
    if _presupposed(noun):
        # "Il n'a pas accepté son départ": the departure took place all the same.
        return readings
    if head != noun and noun.relation in ("obj", "obl", "xcomp") and head.pos_ == "VERB":
        if not _MODALS.isdisjoint(groups_of(head, lexicon)):
            readings |= _modal_readings(head, lexicon) - {"actual"}
        if _negated(head, lexicon) and noun.relation == "obj":
            readings.add("negated")
        if lexicon.is_a("cancelling", head.lemma_.lower()) and noun.relation == "obj":
            readings.add("negated")
        if tense(head) == "future" and noun.relation == "obj":
            readings.add("planned")
    return readings


def _presupposed(noun: Word) -> bool:
    determiners = {child.lower_ for child in children(noun, "det")}
    return bool(determiners - {"un", "une", "des", "de", "d'", "aucun", "aucune", "tout", "toute"})


def _modal_readings(
    modal: Word, lexicon: Lexicon, above: Factuality | None = None
) -> set[Factuality]:
    lemma = modal.lemma_.lower()
    when = tense(modal)
    readings: set[Factuality] = set()
    if _negated(modal, lexicon, above):
        if among(modal, "assured", lexicon):
            return {"actual"}
        readings.add("negated")
    if lemma == "devoir":
        # "a dû partir" happened, "aurait dû" did not, "doit" and "devrait" are to come.
        if when in ("past", "pluperfect"):
            readings.add("actual")
        elif when == "conditional_past":
            readings.add("negated")
        else:
            readings.add("planned")
        return readings
    for group in ("planned", "hypothetical", "negated"):
        if among(modal, f"modal.{group}", lexicon):
            if lemma == "pouvoir" and when in ("past",):
                readings.add("actual")
            elif group == "negated" and "negated" in readings:
                readings.discard("negated")
                # "Il n'a pas renoncé à partir"; but "il n'exclut pas de partir"
                readings.add("hypothetical" if among(modal, "left_open", lexicon) else "actual")
            else:
                readings.add(group)
    if when == "future":
        readings.add("planned")
    elif when in ("conditional", "conditional_past"):
        readings.add("hypothetical" if "hypothetical" in readings else "alleged")
    if _under_condition(modal, lexicon):
        readings.add("hypothetical")
    if lemma == "pouvoir" and _clause_opener(modal) == "avant":
        # "Avant d'avoir pu vendre": it did not come to it.
        return {"negated"}
    return readings or {"actual"}


def _factive_clause(verb: Word, lexicon: Lexicon) -> bool:
    """Whether a subjunctive tells a fact: "bien qu'il soit parti", "avant qu'il ne parte"."""
    marks = list(children(verb, "mark", "advmod", "case"))
    words = {token.lower_ for mark in marks for token in (mark, *children(mark, "fixed"))}
    fact = verb.relation == "ccomp" and lexicon.is_a("factive", verb.head.lemma_.lower())
    return bool(words & {"bien", "quoique", "avant", "après"}) or verb.dep_ == "ROOT" or fact


def _infinitive_readings(verb: Word, lexicon: Lexicon) -> set[Factuality]:
    markers = {c.lower_ for c in children(verb, "mark", "case")}
    # "Après avoir quitté", "avant de quitter": told as facts. So is what one sees or has done.
    if markers & _BEFORE or _clause_opener(verb) or verb.head.lemma_ in _PERCEPTION:
        return set()
    planned_noun = verb.head.pos_ == "NOUN" and lexicon.is_a("planning", verb.head.lemma_.lower())
    if planned_noun:
        return {"planned"}
    if verb.relation in ("acl", "xcomp", "ccomp", "obl", "nmod") and _alleged_by(verb, lexicon):
        return {"alleged"}
    if markers & _WITHOUT:
        return {"negated"}
    if any(children(verb, "aux")):
        return set()
    return (
        {"hypothetical"} if markers & _GOAL or verb.relation in ("acl", "xcomp", "advcl") else set()
    )


def _alleged_by(verb: Word, lexicon: Lexicon) -> bool:
    return lexicon.is_a("alleging", verb.head.lemma_.lower())


def _clause_opener(verb: Word) -> str:
    """The preposition in front of an infinitive clause, also where a parser makes it its head."""
    if verb.relation == "xcomp" and verb.head.lower_ in _BEFORE:
        return str(verb.head.lower_)
    return next(
        (c.lower_ for c in children(verb, "mark", "case", "advmod") if c.lower_ in _BEFORE), ""
    )


def _under_condition(verb: Word, lexicon: Lexicon) -> bool:
    """Whether a clause is a condition, or what one does not know: "on ne sait s'il a vendu"."""
    link = verb.relation
    if link in ("advcl", "ccomp"):
        return any(mark.lower_ in _CONDITION for mark in children(verb, "mark"))
    relative = link == "acl" and verb.head.relation == "obl"
    return relative and _is_condition(verb.head, lexicon)
