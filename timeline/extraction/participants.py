"""Who and what took part in an event, and where: names and heads of the phrases around it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from timeline.extraction.coreference import Coreference, called
from timeline.extraction.gapping import left_to_others, shared_slots
from timeline.extraction.lexicon import Lexicon
from timeline.extraction.names import Name
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
from timeline.extraction.triggers import Candidate, among
from timeline.model import EntityType, Participant, Role

_PERSONAL = frozenset({"il", "elle", "ils", "elles", "celui-ci", "celle-ci", "lui"})
# Types of events that the subject of a reflexive verb undergoes.
_SUFFERED = frozenset({"injure", "die"})
_CLITICS = frozenset({"le", "la", "l'", "les"})
# Prepositions that belong to an event noun even behind another complement of it.
_OF_EVENTS = frozenset({"par", "contre", "à"})
_PLACE_CASES = frozenset({"à", "en", "dans", "près de", "sur", "vers", "depuis", "devant"})


def pronoun_names(sentence: Sentence, known: Coreference) -> dict[int, str]:
    """In brackets, the names that the pronouns of a sentence stand for, by position."""
    resolved = known.pronouns.get(sentence.index, {})
    return {position: f"[{name.text}]" for position, name in resolved.items()}


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
        for item in _coordinated(token):
            if item.i in times:
                continue
            for name, kind in _called(item, sentence, known, role, times):
                # "À Verdun" is where, "à la présidente Kerr" to whom.
                where = kind == "LOC" and role == "other"
                found.setdefault(name, Participant(name, kind, "place" if where else role))
    if candidate.gap is None and (candidate.is_noun or candidate.trigger != candidate.predicate):
        noun = candidate.trigger
        if has_possessive(noun):
            holder = _clause_subject(noun, sentence) or known.last_subject[sentence.index]
            if holder is not None:
                owner: Role = "agent" if _is_done_by(candidate, lexicon) else "patient"
                found.setdefault(holder.text, Participant(holder.text, holder.type, owner))
    return tuple(found.values())


def missing_subject(candidate: Candidate, sentence: Sentence) -> list[Word]:
    """The subject of a finite verb to which the parser gave none: the last name before it that no
    preposition introduces."""
    verb = candidate.predicate
    if candidate.tense not in (
        "past",
        "preterite",
        "pluperfect",
        "present",
        "future",
        "conditional_past",
    ):
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
        yield from _noun_phrases(candidate, lexicon)
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
    patients = [token for token in objects(verb) if token != candidate.trigger]
    role: Role = "agent"
    if is_reflexive(verb) and not patients and candidate.type in _SUFFERED:
        # "Un chasseur s'est blessé"
        role = "patient"
    elif is_passive(verb):
        # "S'est vu remettre un prix par": what is given is the object.
        role = "recipient" if is_reflexive_causative(verb) and patients else "patient"
    for token in subjects(verb) or missing_subject(candidate, sentence):
        if token != candidate.trigger:
            yield token, role
    # In "avoir lieu" the object is part of the verb.
    for token in patients if verb.lemma_ != "avoir" else ():
        yield _referent(token, verb), "patient"
    gives = among(verb, "giving", lexicon)
    found = complements(verb)
    if gives:
        # "Vendu par Tolnes à Marbois": parsers hang the second place on the first.
        inner = [pair for _, token in found for pair in complements(token)]
        found = found + [(case, token) for case, token in inner if case == "à"]
    for case, token in found:
        if case == "à" and (gives or token.relation == "iobj" or token.dep_ == "obl:arg"):
            yield token, "recipient" if gives or token.relation == "iobj" else "other"
        else:
            yield token, _role_of(case, token)


def _referent(token: Word, verb: Word) -> Word:
    """What a clitic object stands for where it is the object of the verb before: "il a désarmé le
    voleur et l'a frappé"."""
    if token.lower_ not in _CLITICS or verb.relation != "conj":
        return token
    return next((item for item in objects(verb.head) if item.pos_ in ("NOUN", "PROPN")), token)


def _role_of(case: str, token: Word) -> Role:
    if case == "contre":
        return "patient"
    if case == "par" or token.dep_ == "obl:agent":
        return "agent"
    return "other"


def _noun_phrases(candidate: Candidate, lexicon: Lexicon) -> Iterator[tuple[Word, Role]]:
    """The phrases of an event noun; what parsers hang on its first complement counts too."""
    noun = candidate.trigger
    found = complements(noun)
    found = found + [
        (case, token)
        for first, inner in found
        if first == "de"
        for case, token in complements(inner)
        if case in _OF_EVENTS
    ]
    cases = {case for case, _ in found}
    gives = lexicon.is_a("giving", noun.lemma_.lower())
    acts = _is_done_by(candidate, lexicon) or "contre" in cases or gives and "à" in cases
    for case, token in found:
        if case == "de":
            yield token, "agent" if acts and "par" not in cases else "patient"
        elif case == "à" and gives:
            yield token, "recipient"
        else:
            yield token, _role_of(case, token)
    yield from _role_nouns(noun, lexicon)


def _is_done_by(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether the "de" complement or possessive of an event noun is who does it ("le départ de
    Luc"), not who undergoes it ("l'arrestation de Luc")."""
    return lexicon.is_a("done_by", candidate.trigger.lemma_.lower())


def _role_nouns(noun: Word, lexicon: Lexicon) -> Iterator[tuple[Word, Role]]:
    """Who is called the author or the victim of an event: "Luc, victime d'une agression"."""
    holder = noun.head
    if preposition(noun) != "de" or holder == noun:
        return
    lemma = holder.lemma_.lower()
    role: Role | None = (
        "agent" if lexicon.is_a("authors", lemma)
        else "patient" if lexicon.is_a("victims", lemma)
        else None
    )  # fmt: skip
    if role is None:
        return
    if holder.relation == "appos" or holder.relation == "amod":
        yield holder.head, role
    for subject in children(holder, "nsubj"):
        yield subject, role


def _coordinated(token: Word) -> Iterator[Word]:
    yield token
    for child in children(token, "conj", "appos", "flat"):
        if child.pos_ in ("NOUN", "PROPN", "X"):
            yield from _coordinated(child)


def _called(
    token: Word, sentence: Sentence, known: Coreference, role: Role, times: Container[int]
) -> Iterator[tuple[str, EntityType | None]]:
    name = sentence.names.get(token.i) or known.pronoun(token, sentence)
    if name is not None:
        yield name.text, name.type
        return
    if token.pos_ != "NOUN" or token.i in sentence.amounts:
        return
    beside = (sentence.names.get(child.i) for child in _beside(token, "appos", "flat"))
    name = next(filter(None, beside), None) or _explained(token, sentence)
    if name is not None:
        yield name.text, name.type
    elif role != "other":
        # What is only mentioned around an event took no part in it unless it has a name.
        yield noun_phrase(token, times), None


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
        elif child.relation == "nmod" and abs(child.i - token.i) <= 3:
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
    heads: Sequence[Word] = [candidate.predicate, candidate.trigger]
    found: dict[str, None] = {}
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
