"""What the dependency tree says of a predicate: voice, tense, subject, object, complements.

Labels are those of Universal Dependencies for French; subtypes differ between treebanks and
pipelines (`obl`, `obl:mod`, `obl:arg`), so everything here looks at the main label first.
"""

from __future__ import annotations

from typing import Literal

from timeline.extraction.tree import Word, remembered

Tense = Literal[
    "past", "preterite", "pluperfect", "imperfect", "present", "future", "conditional",
    "conditional_past",
    "subjunctive", "imperative", "infinitive", "past_participle", "present_participle", "none",
]  # fmt: skip

# Tenses that tell what is over: in the story itself, and before it as well.
COMPLETED = frozenset({"past", "preterite"})
OVER = COMPLETED | {"pluperfect"}
DEMONSTRATIVES = frozenset({"ce", "cet", "cette", "ces"})
DEFINITES = frozenset({"le", "la", "l'", "les"})
# "De" in its forms.
OF = frozenset({"de", "du", "des", "d'"})
_CONTRACTED = {"du": "de", "des": "de", "d'": "de", "au": "à", "aux": "à"}
_REFLEXIVE = frozenset({"se", "s'"})
_REFLEXIVE_ANY = frozenset({"se", "s'", "me", "m'", "te", "t'", "nous", "vous"})
# Verbs whose past is told with "être": their participle is no passive.
_WITH_BE = frozenset(
    {
        "aller", "arriver", "décéder", "descendre", "devenir", "entrer", "intervenir", "monter",
        "mourir", "naître", "partir", "parvenir", "rentrer", "rester", "retourner", "revenir",
        "sortir", "survenir", "tomber", "venir",
    }
)  # fmt: skip
_PASSIVE = frozenset({"aux:pass", "nsubj:pass", "csubj:pass"})
_POSSESSIVE = frozenset({"son", "sa", "ses", "leur", "leurs"})


def children(token: Word, *relations: str) -> list[Word]:
    """Dependents with one of the main labels, in order."""
    found: list[Word] = []
    # Asked five times a word, of few children: a comprehension costs more than what it does.
    for child in token.children:
        if child.relation in relations:
            found.append(child)
    return found


@remembered
def is_passive(verb: Word) -> bool:
    """Whether the verb's grammatical subject is its patient."""
    helpers: list[str] = []
    passive = False
    for child in verb.children:
        if child.relation == "aux":
            helpers.append(child.lemma_)
        passive = passive or child.dep_ in _PASSIVE
    if "avoir" in helpers and "être" not in helpers:
        # "Elle a vendu": active whatever label its subject has.
        return False
    if passive:
        return True
    if is_reflexive_causative(verb):
        return True
    # A participle that modifies a noun ("une loi votée en 2005") is passive too, unless the verb
    # is one of movement, which no list is needed for: those rarely modify nouns without "être".
    # In front of its clause it may be one ("Parti dimanche, il …").
    modifies = verb.relation in ("acl", "amod")
    opens = verb.relation == "advcl" and verb.lemma_ not in _WITH_BE
    return (
        feature(verb, "VerbForm") == "Part"
        and feature(verb, "Tense") != "Pres"
        and (modifies or opens)
        and not helpers
    )


@remembered
def is_reflexive_causative(verb: Word) -> bool:
    """Whether an infinitive tells what its subject undergoes: "s'est fait voler", "s'est vu
    remettre un prix"."""
    for child in verb.children:
        if child.dep_ == "aux:caus" or child.lemma_ == "voir" and child.i < verb.i:
            break
    else:
        return False
    if feature(verb, "VerbForm") != "Inf":
        return False
    return any(child.lower_ in _REFLEXIVE_ANY and child.i < verb.i for child in verb.children)


@remembered
def is_reflexive(verb: Word) -> bool:
    """Whether the verb is used with its reflexive pronoun ("s'éloigner"); that of "s'est vu
    remettre" is its helper's."""
    if is_reflexive_causative(verb):
        return False
    for child in verb.children:
        if child.i < verb.i and child.lower_ in _REFLEXIVE:
            return True
        if child.relation == "expl" and child.lower_ in _REFLEXIVE_ANY and child.i < verb.i:
            return True
    return False


@remembered
def preposition(token: Word) -> str:
    """The preposition that introduces a phrase, contractions undone; "" without one."""
    for child in token.children:
        if child.relation == "case" and child.i < token.i:
            first, fixed = child.lower_, children(child, "fixed")
            first = _CONTRACTED.get(first, first)
            return " ".join([first, *(word.lower_ for word in fixed)]) if fixed else first
    return ""


@remembered
def subjects(verb: Word) -> list[Word]:
    """Grammatical subjects: the verb's own, else the one it shares (coordination, control)."""
    own = list(children(verb, "nsubj", "csubj")) or _inverted(verb)
    if own and _is_infinitive(verb):
        # "Elle affirme avoir blessé le gardien": parsers take the object for a subject.
        own = [token for token in own if token.i < verb.i]
    if own:
        return [antecedent(token) for token in own]
    kind = verb.relation
    head = verb.head
    if head == verb:
        return []
    if kind == "conj" and head.pos_ in ("VERB", "AUX"):
        return _between(head, verb) or subjects(head)
    if kind in ("xcomp", "ccomp") and _is_infinitive(verb):
        controllers = list(children(head, "iobj")) or list(children(head, "obj"))
        nominal = [token for token in controllers if token.pos_ in ("NOUN", "PROPN", "PRON")]
        return [antecedent(token) for token in nominal] or subjects(head)
    if kind == "advcl" and (verb.pos_ == "ADJ" or feature(verb, "VerbForm") in ("Inf", "Part")):
        return subjects(head)
    if kind == "acl":
        return [head]
    return []


def _is_infinitive(verb: Word) -> bool:
    """Whether a verb is an infinitive, an active or a passive one ("doit être jugé")."""
    form = feature(verb, "VerbForm")
    helpers = children(verb, "aux") if form == "Part" else ()
    return form == "Inf" or any(feature(helper, "VerbForm") == "Inf" for helper in helpers)


def _between(first: Word, second: Word) -> list[Word]:
    """The subject of the second of two coordinated verbs where a parser coordinates it, too, with
    the first ("il est réélu et un conseil est formé")."""
    nouns = [
        token
        for token in children(first, "conj")
        if first.i < token.i < second.i and token.pos_ in ("NOUN", "PROPN")
    ]
    return nouns[-1:] if any(auxiliaries(second)) else []


def _inverted(verb: Word) -> list[Word]:
    """The subject behind a reflexive verb that has none before it ("où s'ouvre la foire")."""
    listed = children(verb, "obj")
    if not listed or children(verb, "nsubj", "csubj"):
        return []
    # "Anne, qu'a battue Jeanne"
    relative = any(token.lower_ in ("que", "qu'") for token in listed)
    if not relative and (feature(verb, "VerbForm") != "Fin" or not is_reflexive(verb)):
        return []
    return [token for token in listed if token.i > verb.i]


@remembered
def objects(verb: Word) -> list[Word]:
    """Direct objects of the verb's own clause, and the nouns it predicates ("devenir ministre").

    The pronoun of a reflexive verb is no object. A second object that stands behind a verb
    coordinated with the first, and without object, is that verb's.
    """
    found = children(verb, "obj")
    if not found and _is_infinitive(verb) and not is_passive(verb):
        found = [token for token in children(verb, "nsubj") if token.i > verb.i]
    if found:
        elsewhere = {*_inverted(verb), *_strayed(verb)}
        found = [token for token in found if token not in elsewhere]
    if verb.relation == "conj":
        found += [token for token, owner in _strayed(verb.head).items() if owner == verb]
    found += [token for token in children(verb, "xcomp") if token.pos_ in ("NOUN", "PROPN")]
    if verb.dep_ == "advcl:cleft" and not found:
        # "C'est la banque que l'assureur a assignée"
        marked = any(mark.lower_ in ("que", "qu'") for mark in children(verb, "mark"))
        found += [verb.head] if marked and not preposition(verb.head) else []
    if not found:
        # A brand the tagger has never met is no adverb: a bare capitalised word after the verb.
        found = [
            token
            for token in children(verb, "advmod", "dep", "obl", "appos")
            if token.i > verb.i and token.text[:1].isupper() and not preposition(token)
        ]
    return [antecedent(token) for token in found if token.lower_ not in _REFLEXIVE]


@remembered
def _strayed(verb: Word) -> dict[Word, Word]:
    """The objects a parser hangs on the first of two coordinated verbs, with the second, their own.

    A verb takes one direct object: the next one belongs to the last verb between them.
    """
    listed = children(verb, "obj")
    found = {}
    for first, second in zip(listed, listed[1:], strict=False):
        between = [v for v in children(verb, "conj") if first.i < v.i < second.i]
        verbs = [v for v in between if v.pos_ == "VERB"]
        if verbs and not any(children(verbs[-1], "obj")):
            found[second] = verbs[-1]
    return found


def antecedent(token: Word) -> Word:
    """The noun a relative pronoun stands for, else the token itself."""
    if token.lower_ in ("qui", "que", "qu'", "dont", "lequel", "laquelle"):
        if token.i > 1 and token.doc.words[token.i - 1].text == "(":
            # What is in brackets goes with the word before them.
            before = token.doc.words[token.i - 2]
            return before.head if before.dep_.startswith("flat") else before
        clause = token.head
        while clause.relation in ("conj", "xcomp", "ccomp") and clause.head != clause:
            clause = clause.head
        if clause.dep_ in ("acl:relcl", "acl", "advcl:cleft") and clause.head != clause:
            return clause.head
    return token


@remembered
def complements(head: Word) -> list[tuple[str, Word]]:
    """Prepositional phrases of a verb or noun: pairs of preposition and head of the phrase."""
    found: list[tuple[str, Word]] = []
    for child in children(head, "obl", "nmod", "iobj", "advmod", "xcomp", "ccomp", "acl", "mark"):
        if child.lower_ == "dont":
            found.append(("de", antecedent(child)))
        elif case := preposition(child):
            found.append((case, child))
        elif feature(child, "VerbForm") == "Inf":
            found += [(_CONTRACTED.get(m.lower_, m.lower_), child) for m in children(child, "mark")]
    if head.relation == "xcomp" and feature(head, "VerbForm") == "Inf":
        # "Le parti dont elle a dû s'éloigner": the pronoun hangs on the first verb.
        above = children(head.head, "obl", "nmod", "iobj")
        found += [("de", antecedent(child)) for child in above if child.lower_ == "dont"]
    return found


def is_definite(noun: Word) -> bool:
    """Whether an article of what is known, a demonstrative or a possessive determines a noun."""
    before = {child.lower_ for child in noun.children if child.i < noun.i}
    return not before.isdisjoint(DEFINITES | DEMONSTRATIVES) or has_possessive(noun)


@remembered
def has_possessive(noun: Word) -> bool:
    """Whether a third-person possessive ("son départ") determines the noun."""
    return any(child.lower_ in _POSSESSIVE for child in noun.children if child.i < noun.i)


@remembered
def auxiliaries(verb: Word) -> list[Word]:
    """Auxiliaries of the verb; a coordinated participle shares those of the first."""
    own = list(children(verb, "aux"))
    if own or verb.relation != "conj" or verb.head.pos_ not in ("VERB", "AUX"):
        return own
    shared = auxiliaries(verb.head)
    return (
        shared
        if feature(verb, "VerbForm") == "Part" or shared and _may_be_participle(verb)
        else own
    )


def _may_be_participle(verb: Word) -> bool:
    """Whether the present of a verb without a subject looks like its participle: "elle avait fait
    dix morts et détruit le village"."""
    alike = verb.lower_.endswith("it") and verb.lemma_.endswith("ire")
    return alike and not any(children(verb, "nsubj", "expl"))


@remembered
def tense(verb: Word) -> Tense:
    """Tense and mood of a verb with its auxiliaries."""
    helpers = [token for token in auxiliaries(verb) if token.dep_ != "aux:caus"]
    if not helpers:
        return _simple_tense(verb)
    first = min(helpers, key=lambda token: token.i)
    finite = _simple_tense(first)
    # The passive of the present ("est rejetée") has one auxiliary, that of the past two.
    passive_only = len(helpers) == 1 and (first.dep_ == "aux:pass" or _is_passive_be(verb, first))
    if passive_only:
        return finite
    return {
        "present": "past",
        "imperfect": "pluperfect",
        "preterite": "pluperfect",
        "conditional": "conditional_past",
        "future": "future",
        "infinitive": "infinitive",
        "present_participle": "past_participle",
    }.get(finite, finite)  # type: ignore[return-value]


def _is_passive_be(verb: Word, helper: Word) -> bool:
    return helper.lemma_ == "être" and is_passive(verb)


def _simple_tense(token: Word) -> Tense:
    form = feature(token, "VerbForm")
    if form == "Inf":
        return "infinitive"
    if form == "Part":
        return "present_participle" if feature(token, "Tense") == "Pres" else "past_participle"
    mood = feature(token, "Mood")
    if mood == "Cnd":
        return "conditional"
    if mood == "Sub":
        return "subjunctive"
    if mood == "Imp":
        return "imperative"
    by_tense: dict[str, Tense] = {
        "Past": "preterite", "Imp": "imperfect", "Pres": "present", "Fut": "future",
    }  # fmt: skip
    return by_tense.get(feature(token, "Tense"), "none")


def verb_form(verb: Word) -> str:
    """The form of a verb or of its first auxiliary ("Inf", "Fin", "Part"), "" if it has none."""
    helper = next((child for child in verb.children if child.relation == "aux"), verb)
    return feature(helper, "VerbForm")


def feature(token: Word, name: str) -> str:
    """A morphological feature of a token ("Gender", "Tense" …), "" if it has none."""
    return token.morph.get(name, "")
