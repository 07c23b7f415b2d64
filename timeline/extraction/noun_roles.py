"""Who took part in an event that a noun tells: its complements, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.extraction.candidates import Candidate
from timeline.extraction.lexicon import Lexicon
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import (
    children,
    complements,
    is_passive,
    objects,
    preposition,
    subjects,
)
from timeline.extraction.tree import Word
from timeline.model import Role

# Prepositions that belong to an event noun even behind another complement of it.
_OF_EVENTS = frozenset({"par", "contre", "à"})
# Types of events that are aimed at what stands behind "sur".
_AIMED = frozenset({"sport", "bid", "attack", "military", "acquire", "elect"})
_AGAINST = frozenset({"sur", "face à", "devant"})
# How far behind its noun "dont … est la victime" may end.
_REACH = 14
_BE = frozenset({"être", "devenir"})


def noun_phrases(
    candidate: Candidate, sentence: Sentence, lexicon: Lexicon
) -> Iterator[tuple[Word, Role]]:
    """The participants of an event noun with their roles; what parsers hang on its first
    complement counts, too."""
    noun = candidate.trigger
    yield from _role_nouns(noun, lexicon)
    yield from _said_of(noun, sentence, lexicon)
    found = _phrases(noun)
    cases = {case for case, _ in found}
    aimed = candidate.type in _AIMED and not cases.isdisjoint(_AGAINST)
    gives = lexicon.is_a("giving", noun.lemma_.lower())
    acts = is_done_by(candidate, lexicon) or "contre" in cases or aimed or gives and "à" in cases
    for case, token in found:
        if case == "de":
            yield token, "agent" if acts and "par" not in cases else "patient"
        elif case == "à" and gives:
            yield token, "recipient"
        elif case in _AGAINST and candidate.type in _AIMED:
            # "La victoire de Brest sur Lens", "une offre sur un concurrent"
            yield token, "patient"
        else:
            yield token, role_of(case, token)


def _phrases(noun: Word) -> list[tuple[str, Word]]:
    found = complements(noun)
    for first, inner in complements(noun):
        if first == "de" and _is_bare(inner):
            # "Une offre d'achat de Cantalis": who buys is named behind the purchase.
            found = [pair for pair in found if pair[1] is not inner] + complements(inner)
        elif first == "en":
            # "La mise en service du viaduc"
            found = found + [pair for pair in complements(inner) if pair[0] in ("de", "par")]
        elif first == "de":
            found = found + [pair for pair in complements(inner) if pair[0] in _OF_EVENTS]
        elif first == "à":
            # "La condamnation de Luc à une amende par le tribunal"
            found = found + [pair for pair in complements(inner) if pair[0] == "par"]
        elif first == "sur":
            # "La victoire sur Lens de Brest"
            last = complements(inner)[-1:]
            found = found + [pair for pair in last if pair[0] == "de" and pair[1].pos_ == "PROPN"]
        # "Le versement à Luc, par Anne": parsers coordinate the two.
        for other in children(inner, "conj"):
            if preposition(other) not in ("", first) and preposition(inner):
                found = found + [(preposition(other), other)]
    return found


def _is_bare(noun: Word) -> bool:
    """Whether a noun only says of what kind another is ("offre d'achat"), but has a complement."""
    kind = (
        noun.pos_ == "NOUN"
        and not children(noun, "det")
        and any(child.lower_ in ("de", "d'") for child in children(noun, "case"))
    )
    return kind and any(case == "de" for case, _ in complements(noun))


def role_of(case: str, token: Word) -> Role:
    """The role of a phrase by its preposition."""
    if case == "contre":
        return "patient"
    if case == "par" or token.dep_ == "obl:agent":
        return "agent"
    return "other"


def is_done_by(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether the "de" complement or possessive of an event noun is who does it ("le départ de
    Luc"), not who undergoes it ("l'arrestation de Luc")."""
    return lexicon.is_a("done_by", candidate.trigger.lemma_.lower())


def _role_nouns(noun: Word, lexicon: Lexicon) -> Iterator[tuple[Word, Role]]:
    """Who is called the author or the victim of an event: "Luc, victime d'une agression"."""
    holder = noun.head
    if preposition(noun) != "de" or holder is noun:
        return
    if holder.lemma_ == "faire" and any(w.lower_ == "objet" for w in objects(holder)):
        # "La société fait l'objet d'une enquête"
        yield from ((token, "patient") for token in subjects(holder))
        return
    if holder.lower_ == "objet" and holder.head.lemma_ == "faire":
        yield from ((token, "patient") for token in subjects(holder.head))
        return
    role = _role_named(holder, lexicon)
    if role is None:
        return
    if holder.relation in ("appos", "amod", "acl"):
        yield holder.head, role
    if holder.relation in ("obl", "xcomp", "obj") and holder.head.pos_ == "VERB":
        # "Se dire victime d'un vol", "désigné comme l'auteur de l'attaque"
        yield from ((token, role) for token in subjects(holder.head))
    for subject in children(holder, "nsubj"):
        yield subject, role


def _role_named(holder: Word, lexicon: Lexicon) -> Role | None:
    lemma = holder.lemma_.lower()
    if lexicon.is_a("authors", lemma):
        return "agent"
    return "patient" if lexicon.is_a("victims", lemma) else None


def _said_of(noun: Word, sentence: Sentence, lexicon: Lexicon) -> Iterator[tuple[Word, Role]]:
    """What clauses behind an event noun say of who took part in it."""
    behind = children(noun, "acl")
    for clause in (*behind, *(other for one in behind for other in children(one, "conj"))):
        lemma = clause.lemma_.lower()
        if lexicon.is_a("stemming", lemma):
            # "Une plainte émanant du laboratoire"
            yield from ((t, "agent") for case, t in complements(clause) if case in ("de", ""))
        elif lexicon.is_a("targeting", lemma) and not is_passive(clause):
            yield from ((token, "patient") for token in objects(clause))
    words = noun.doc.words
    stop = min(noun.i + _REACH, sentence.end)
    dont = next((w for w in words[noun.i + 1 : noun.i + 5] if w.lower_ == "dont"), None)
    if dont is None:
        return
    # "L'agression dont Luc est la victime": parsers rarely find the way back to the noun.
    for position in range(dont.i + 1, stop):
        role = _role_named(words[position], lexicon)
        if role is None:
            continue
        between = words[dont.i + 1 : position]
        if any(word.lemma_ in _BE for word in between):
            holder = next((word for word in between if word.pos_ in ("NOUN", "PROPN")), None)
            if holder is not None:
                yield holder, role
        return
