"""Who and what took part in an event, and where: names and heads of the phrases around it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace

from timeline.extraction.amounts import measures
from timeline.extraction.candidates import Candidate
from timeline.extraction.coreference import Coreference, called
from timeline.extraction.gapping import left_to_others, shared_slots
from timeline.extraction.lexicon import Lexicon
from timeline.extraction.names import Name
from timeline.extraction.noun_roles import is_done_by, noun_phrases, role_of
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import (
    children,
    complements,
    has_possessive,
    is_passive,
    is_reflexive,
    is_reflexive_causative,
    objects,
    preposition,
    subjects,
)
from timeline.extraction.tree import Word
from timeline.extraction.understood import understood_objects, understood_subjects
from timeline.extraction.verb_groups import among
from timeline.model import Participant, Role

_PERSONAL = frozenset({"il", "elle", "ils", "elles", "celui-ci", "celle-ci", "lui"})
# Types of events that the subject of a reflexive verb undergoes.
_SUFFERED = frozenset({"injure", "die"})
# How far behind a verb of receiving "des mains de" may stand.
_HANDS = 10
_FINITE = frozenset({"past", "preterite", "pluperfect", "present", "future", "conditional_past"})
_CLITICS = frozenset({"le", "la", "l'", "les"})
_PLACE_CASES = frozenset({"à", "en", "dans", "près de", "sur", "vers", "depuis", "devant"})


def names_in_brackets(
    sentence: Sentence, resolved: Mapping[int, Mapping[int, Name]]
) -> dict[int, str]:
    """The names that pronouns or nouns of a sentence stand for, by position, of those `resolved` in
    an article (`Coreference`)."""
    own = resolved.get(sentence.index, {})
    return {position: f"[{name.text}]" for position, name in own.items()}


def participants(
    candidate: Candidate, sentence: Sentence, known: Coreference, lexicon: Lexicon
) -> tuple[Participant, ...]:
    """Participants with roles, each once, in the order in which the tree gives them.

    A passive's subject is its patient. A noun's possessor and its "de" complement are its patient
    unless the noun is filed among what its complement does (`done_by`); a resolved pronoun counts
    as its name.
    """
    found: dict[str, Participant] = {}
    times = sentence.times
    slots = _slots(candidate.host or candidate, sentence, lexicon)
    if sentence.gaps:
        slots = iter(shared_slots(list(slots), candidate, sentence))
        times |= left_to_others(candidate, sentence)
    for token, role in slots:
        # In "Anne Roux (Paris, 1859 – Lyon, 1935)" parsers coordinate name and places.
        for item in _coordinated(token) if candidate.named is None else (token,):
            if item.i in times:
                continue
            for one in _called(item, sentence, known, role, times):
                # "À Verdun" is where, "à la présidente Kerr" to whom.
                where = one.type == "LOC" and role == "other"
                found.setdefault(one.name, replace(one, role="place") if where else one)
    if candidate.gap is None and (candidate.is_noun or candidate.trigger != candidate.predicate):
        noun = candidate.trigger
        if has_possessive(noun):
            own = _clause_subject(noun, sentence)
            holder = own or known.last_subject[sentence.index]
            if holder is not None:
                owner: Role = "agent" if is_done_by(candidate, lexicon) else "patient"
                said = None if own else next((w.lower_ for w in children(noun, "det")), "son")
                found.setdefault(holder.text, Participant(holder.text, holder.type, owner, said))
    return tuple(found.values())


def missing_subject(candidate: Candidate, sentence: Sentence) -> list[Word]:
    """The subject of a finite verb to which the parser gave none: the last name before it that no
    preposition introduces."""
    verb = candidate.predicate
    if candidate.tense not in _FINITE:
        return []
    for position in range(verb.i - 1, sentence.start - 1, -1):
        token = sentence.doc[position]
        name = sentence.names.get(position)
        if name is None or position != name.start:
            continue
        if not preposition(token) and token.relation != "obj":
            return [token]
    return []


def _slots(
    candidate: Candidate, sentence: Sentence, lexicon: Lexicon
) -> Iterator[tuple[Word, Role]]:
    verb = candidate.predicate
    if candidate.named is not None:
        yield candidate.named, "patient"
        return
    if not candidate.is_noun:
        yield from _around_verb(candidate, sentence, lexicon)
    if candidate.is_noun or candidate.trigger != verb:
        yield from noun_phrases(candidate, sentence, lexicon)
        # "Depuis sa création, X": some parsers hang the name on the noun as a complement.
        for token in _beside(candidate.trigger, "appos", "amod"):
            yield token, "other"
    else:
        # The object's own complements ("le conseil d'administration d'une société").
        for token in objects(verb):
            for _, inner in complements(token):
                yield inner, "other"


def _around_verb(
    candidate: Candidate, sentence: Sentence, lexicon: Lexicon
) -> Iterator[tuple[Word, Role]]:
    verb = candidate.predicate
    patients = [
        item for item in objects(verb) if item != candidate.trigger and item.pos_ != "SCONJ"
    ]
    patients, suffers = patients or understood_objects(verb), is_reflexive_causative(verb)
    patients = patients or (_beside_agent(verb) if suffers else [])
    role: Role = "agent"
    if is_reflexive(verb) and not patients and candidate.type in _SUFFERED:
        # "Un chasseur s'est blessé"
        role = "patient"
    elif is_passive(verb):
        # "S'est vu remettre un prix par": what is given is the object.
        role = "recipient" if suffers and patients else "patient"
    giver = _given_by(verb, sentence) if among(verb, "receiving", lexicon) else None
    if giver is not None:
        # "Elle a reçu le prix des mains de Luc"
        yield giver, "agent"
        role = "recipient"
    doers = understood_subjects(verb, lexicon) or subjects(verb)
    for token in doers or missing_subject(candidate, sentence):
        if token != candidate.trigger:
            yield token, role
    # In "avoir lieu" the object is part of the verb.
    for token in patients if verb.lemma_ != "avoir" else ():
        yield _referent(token, verb), "patient"
    if suffers:
        # "S'est vu refuser un visa par le consul"
        for token in patients:
            yield from ((agent, "agent") for case, agent in complements(token) if case == "par")
    gives = among(verb, "giving", lexicon)
    found = complements(verb)
    for aside in children(verb, "advmod"):
        # "Acquis auprès de la ville par Luc": parsers hang the agent on "auprès".
        found = found + [pair for pair in complements(aside) if pair[0] == "par"]
    if gives:
        # "Vendu par Tolnes à Marbois": parsers hang the second place on the first.
        inner = [pair for _, token in found for pair in complements(token)]
        found = found + [(case, token) for case, token in inner if case in ("à", "par")]
    for case, token in found:
        if case == "à" and (gives or token.relation == "iobj" or token.dep_ == "obl:arg"):
            yield token, "recipient" if gives or token.relation == "iobj" else "other"
        else:
            yield token, role_of(case, token)


def _given_by(verb: Word, sentence: Sentence) -> Word | None:
    """From whom something is received: "des mains de Luc", "de la part de Luc"."""
    words = verb.doc.words
    for position in range(verb.i + 1, min(verb.i + _HANDS, sentence.end - 2)):
        word = words[position]
        if word.lower_ in ("mains", "part") and words[position + 1].lower_ in ("de", "du", "d'"):
            return next((token for case, token in complements(word) if case == "de"), None)
    listed = objects(verb)
    if len(listed) > 1 and words[listed[0].i - 1].lower_ in ("du", "de", "d'"):
        # "Elle a reçu du préfet la médaille": parsers take both for objects.
        return listed[0]
    of = [token for case, token in complements(verb) if case == "de"]
    sums = (item for item in listed if item.i in sentence.amounts)
    # "Elle a reçu 3 000 euros du département": parsers hang the giver on the sum.
    of += [token for item in sums for case, token in complements(item) if case == "de"]
    return next((token for token in of if _is_somebody(token, sentence)), None)


def _is_somebody(noun: Word, sentence: Sentence) -> bool:
    """Whether a noun is a name or has one ("de la fondation Belcour"), unlike "d'amende"."""
    named = (noun, *children(noun, "appos", "flat"))
    return noun.pos_ == "PROPN" or any(word.i in sentence.names for word in named)


def _beside_agent(verb: Word) -> list[Word]:
    """The object that a parser hangs on the agent before it: "s'est vu céder par la ville un
    fort"."""
    return [
        token
        for case, agent in complements(verb)
        if case == "par"
        for token in children(agent, "nmod")
        if not preposition(token) and any(children(token, "det"))
    ]


def _referent(token: Word, verb: Word) -> Word:
    """What a clitic object stands for where it is the object of the verb before: "il a désarmé le
    voleur et l'a frappé"."""
    if token.lower_ not in _CLITICS or verb.relation != "conj":
        return token
    return next((item for item in objects(verb.head) if item.pos_ in ("NOUN", "PROPN")), token)


def _coordinated(token: Word) -> Iterator[Word]:
    yield token
    case = preposition(token)
    for child in children(token, "conj", "appos", "flat"):
        if case and preposition(child) not in ("", case):
            # "Le versement à Luc, par Anne": two phrases, whatever the parser says.
            continue
        if child.pos_ in ("NOUN", "PROPN", "X"):
            yield from _coordinated(child)


def _called(
    token: Word, sentence: Sentence, known: Coreference, role: Role, times: Container[int]
) -> Iterator[Participant]:
    name, referent = sentence.names.get(token.i), known.referent(token, sentence)
    if name is not None:
        yield Participant(name.text, name.type, role)
        return
    if referent is not None:
        yield Participant(referent.text, referent.type, role, token.lower_)
        return
    if token.pos_ != "NOUN" or _is_measure(token, sentence):
        return
    beside = (sentence.names.get(child.i) for child in _beside(token, "appos", "flat"))
    name = next(filter(None, beside), None) or _explained(token, sentence)
    if name is not None:
        yield Participant(name.text, name.type, role)
    elif role != "other":
        # What is only mentioned around an event took no part in it unless it has a name.
        yield Participant(noun_phrase(token, times), None, role)


def _is_measure(noun: Word, sentence: Sentence) -> bool:
    """Whether a noun only says how much ("sept mètres"), not who or what ("trois skieurs")."""
    found = sentence.amounts.get(noun.i)
    if found is None:
        return False
    unit = found.amount.unit
    return unit.isupper() or not unit.isalpha() or unit in measures()


def _explained(noun: Word, sentence: Sentence) -> Name | None:
    """The name right before a comma that a definite noun explains: "Elf, le groupe fondé en …".

    Parsers make such a noun an apposition, or a second subject or object beside the name.
    """
    first = min((child.i for child in children(noun, "det")), default=noun.i)
    name = sentence.names.get(first - 2)
    if first == noun.i or name is None or sentence.doc[first - 1].text != ",":
        return None
    head = sentence.doc[name.start : name.end].root
    if head.head.i == name.start - 1 and head.head.pos_ == "NOUN":
        # "La banque Lormont, une société …"
        head = head.head
    explains = noun.relation == "appos" and noun.head == head
    beside = head.head == noun.head and noun.relation in ("nsubj", "obj") and not preposition(head)
    return name if explains or beside else None


def _beside(noun: Word, *relations: str) -> Iterator[Word]:
    """What hangs on a noun by these relations, or as a complement without a preposition."""
    for child in children(noun, "nmod", *relations):
        if child.relation != "nmod" or not complementish(child):
            yield child


def complementish(token: Word) -> bool:
    """Whether a phrase is introduced by a preposition."""
    return any(child.relation == "case" for child in token.children)


def noun_phrase(token: Word, times: Container[int] = ()) -> str:
    """A noun with its adjectives and first complement, short enough for a label; `times` are the
    positions of dates, which belong to no one ("a lancé un satellite mercredi")."""
    keep = {token.i}
    for child in token.children:
        if child.i in times:
            continue
        if child.relation in ("amod", "nummod", "fixed", "flat") and not list(
            children(child, "obl")
        ):
            keep.update(t.i for t in child.subtree if abs(t.i - token.i) <= 4)
        elif (
            child.relation == "nmod" and abs(child.i - token.i) <= 3 and preposition(child) != "par"
        ):
            keep.update(t.i for t in child.subtree if t.i <= child.i)
    low, high = min(keep), max(keep)
    return "".join(t.text_with_ws for t in token.doc[low : high + 1]).strip(' ,;:«»"()')


def _clause_subject(noun: Word, sentence: Sentence) -> Name | None:
    """The named subject of the clause a noun stands in ("Depuis sa création, X …")."""
    step = noun
    while step.head != step:
        step = step.head
        if step.pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
            for token in children(step, "nsubj"):
                name = called(token, sentence)
                if name is not None:
                    return name
                if token.lower_ in _PERSONAL:
                    return None
    return None


def places(candidate: Candidate, sentence: Sentence) -> tuple[str, ...]:
    """Names of places in the phrases around an event, in order."""
    heads, found = (candidate.predicate, candidate.trigger), dict[str, None]()
    elsewhere = left_to_others(candidate, sentence) if sentence.gaps else frozenset()
    own = candidate.gap.own if candidate.gap is not None else ()
    named = (sentence.names.get(i) for i in own)
    found.update((name.text, None) for name in named if name is not None and name.type == "LOC")
    for head in heads:
        for case, token in complements(head):
            for item in (token, *(t for _, t in complements(token))):
                name = sentence.names.get(item.i)
                if (
                    name is not None
                    and item.i not in elsewhere
                    and name.type == "LOC"
                    and (case in _PLACE_CASES or item != token)
                ):
                    found.setdefault(name.text)
    return tuple(found)
