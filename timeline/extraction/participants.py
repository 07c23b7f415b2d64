"""Who and what took part in an event, and where: names and heads of the phrases around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from timeline.extraction.coreference import Coreference
from timeline.extraction.names import Name
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import (
    children,
    complements,
    has_possessive,
    is_passive,
    objects,
    preposition,
    relation,
    subjects,
)
from timeline.extraction.triggers import Candidate
from timeline.model import EntityType, Participant, Role

_PERSONAL = frozenset({"il", "elle", "ils", "elles", "celui-ci", "celle-ci", "lui"})
_PLACE_CASES = frozenset({"à", "en", "dans", "près de", "sur", "vers", "depuis", "devant"})


def pronoun_names(sentence: Sentence, known: Coreference) -> dict[int, str]:
    """In brackets, the names that the pronouns of a sentence stand for, by position."""
    resolved = known.pronouns.get(sentence.index, {})
    return {position: f"[{name.text}]" for position, name in resolved.items()}


def participants(
    candidate: Candidate, sentence: Sentence, known: Coreference
) -> tuple[Participant, ...]:
    """Participants with roles, each once, in the order agent, patient, others.

    A passive's subject is its patient. A noun's possessor and its "de" complement are its patient
    unless it has a "par" complement or another complement names one; a resolved pronoun counts as
    its name.
    """
    found: dict[str, Participant] = {}
    times = {i for moment in sentence.moments for i in range(moment.start, moment.end)}
    for token, role in _slots(candidate, sentence):
        for item in _coordinated(token):
            if item.i in times:
                continue
            for name, kind in _called(item, sentence, known, role):
                # "À Verdun" is where, "à la présidente Kerr" to whom.
                where = kind == "LOC" and role == "other"
                found.setdefault(name, Participant(name, kind, "place" if where else role))
    if candidate.is_noun or candidate.trigger != candidate.predicate:
        noun = candidate.trigger
        if has_possessive(noun):
            holder = _clause_subject(noun, sentence) or known.last_subject[sentence.index]
            if holder is not None:
                found.setdefault(holder.text, Participant(holder.text, holder.type, "agent"))
    return tuple(found.values())


def missing_subject(candidate: Candidate, sentence: Sentence) -> list[Token]:
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
        if not preposition(token) and relation(token) != "obj":
            return [token]
    return []


def _slots(candidate: Candidate, sentence: Sentence) -> Iterator[tuple[Token, Role]]:
    verb = candidate.predicate
    if not candidate.is_noun:
        passive = is_passive(verb)
        for token in subjects(verb) or missing_subject(candidate, sentence):
            if token == candidate.trigger:
                continue
            yield token, "patient" if passive else "agent"
        # In "avoir lieu" the object is part of the verb.
        for token in objects(verb) if verb.lemma_ != "avoir" else ():
            if token != candidate.trigger:
                yield token, "patient"
        yield from _phrases(verb)
    if candidate.is_noun or candidate.trigger != verb:
        yield from _phrases(candidate.trigger)
        # "Depuis sa création, X": some parsers hang the name on the noun as a complement.
        for token in _beside(candidate.trigger, "appos", "amod"):
            yield token, "other"
    else:
        # The object's own complements ("le conseil d'administration d'une société").
        for token in objects(verb):
            for _, inner in complements(token):
                yield inner, "other"


def _phrases(head: Token) -> Iterator[tuple[Token, Role]]:
    for case, token in complements(head):
        if case == "par" or token.dep_ == "obl:agent":
            yield token, "agent"
        elif case == "de":
            yield token, "patient" if head.pos_ == "NOUN" else "other"
        elif case == "à" and relation(token) == "iobj":
            yield token, "recipient"
        elif case == "contre":
            yield token, "patient"
        else:
            yield token, "other"


def _coordinated(token: Token) -> Iterator[Token]:
    yield token
    for child in children(token, "conj", "appos", "flat"):
        if child.pos_ in ("NOUN", "PROPN", "X"):
            yield from _coordinated(child)


def _called(
    token: Token, sentence: Sentence, known: Coreference, role: Role
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
        yield noun_phrase(token), None


def _explained(noun: Token, sentence: Sentence) -> Name | None:
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
    explains = relation(noun) == "appos" and noun.head == head
    beside = head.head == noun.head and relation(noun) in ("nsubj", "obj") and not preposition(head)
    return name if explains or beside else None


def _beside(noun: Token, *relations: str) -> Iterator[Token]:
    """What hangs on a noun by these relations, or as a complement without a preposition."""
    for child in children(noun, "nmod", *relations):
        if relation(child) != "nmod" or not complementish(child):
            yield child


def complementish(token: Token) -> bool:
    """Whether a phrase is introduced by a preposition."""
    return any(relation(child) == "case" for child in token.children)


def noun_phrase(token: Token) -> str:
    """A noun with its adjectives and first complement, short enough for a label."""
    keep = {token.i}
    for child in token.children:
        if relation(child) in ("amod", "nummod", "fixed", "flat") and not list(
            children(child, "obl")
        ):
            keep.update(t.i for t in child.subtree if abs(t.i - token.i) <= 4)
        elif relation(child) == "nmod" and abs(child.i - token.i) <= 3:
            keep.update(t.i for t in child.subtree if t.i <= child.i)
    low, high = min(keep), max(keep)
    return "".join(t.text_with_ws for t in token.doc[low : high + 1]).strip(' ,;:«»"()')


def _clause_subject(noun: Token, sentence: Sentence) -> Name | None:
    """The named subject of the clause a noun stands in ("Depuis sa création, X …")."""
    step = noun
    while step.head != step:
        step = step.head
        if step.pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
            for token in children(step, "nsubj"):
                if token.i in sentence.names:
                    return sentence.names[token.i]
                if token.lower_ in _PERSONAL:
                    return None
    return None


def places(candidate: Candidate, sentence: Sentence) -> tuple[str, ...]:
    """Names of places in the phrases around an event, in order."""
    heads: Sequence[Token] = [candidate.predicate, candidate.trigger]
    found: dict[str, None] = {}
    for head in heads:
        for case, token in complements(head):
            for item in (token, *(t for _, t in complements(token))):
                name = sentence.names.get(item.i)
                if (
                    name is not None
                    and name.type == "LOC"
                    and (case in _PLACE_CASES or item != token)
                ):
                    found.setdefault(name.text)
    return tuple(found)
