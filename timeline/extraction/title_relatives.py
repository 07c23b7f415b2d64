"""Titles made of a relative clause and of what it says something of."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import children, feature
from timeline.extraction.title_frames import Frame, Piece, stretch_around
from timeline.extraction.title_people import is_human, is_somebody
from timeline.extraction.title_words import COMMAS, listed
from timeline.extraction.tree import Word

# What it costs to tell of somebody what was done with him, and not what he does.
_PARTICIPLE = 4.5
CLAUSE_ENDS = frozenset({";", ":", ".", "!", "?"})


def with_antecedent(
    clause: Word,
    relative: Word,
    span: tuple[int, int],
    sentence: Sentence,
    kept: frozenset[int],
    price: float,
) -> Iterator[Piece]:
    """ "… une filiale, qui a levé des fonds": what the pronoun stands for says it."""
    noun = clause.head
    verbs = [
        v for v in (clause, *children(clause, "aux", "cop")) if feature(v, "VerbForm") == "Fin"
    ]
    number = feature(verbs[0], "Number") if verbs else ""
    while not _may_be_subject(noun, number) and noun.relation == "nmod":
        # "Une taxe sur les ménages qui rapporterait deux milliards": the tax does.
        noun = noun.head
    beside = [sentence.names.get(child.i) for child in children(noun, "appos")]
    called = any(name is not None and name.type == "PER" for name in beside)
    set_off = sentence.doc.words[relative.i - 1].text == "," and not called
    while set_off and noun.relation == "nmod" and is_human(noun.head) and is_somebody(clause):
        # "Le chauffeur de la société, qui a nié": he did.
        noun = noun.head
    while (
        noun.i in sentence.amounts
        and listed(noun.lemma_.lower(), "units")
        and not children(noun, "nmod")
    ):
        # "Un ski de moins d'un kilo qui devrait sortir"
        if noun.relation not in ("nmod", "obl") or noun.head.pos_ != "NOUN":
            return
        noun = noun.head
    if noun.pos_ not in ("NOUN", "PROPN") or noun.i >= relative.i:
        return
    if sentence.doc.words[relative.i - 1].pos_ == "ADP":
        # "Le client à qui elle parlait", whatever the parser made of it
        return
    phrase = _antecedent_span(noun, relative, sentence)
    if phrase is None or not _may_be_subject(noun, number):
        return
    demonstrative = any(
        child.lower_ in ("ce", "cet", "cette", "ces") for child in children(noun, "det")
    )
    subject = Frame(sentence, noun, *phrase, frozenset({noun.i}))
    predicate = Frame(sentence, clause, relative.i + 1, span[1], kept)
    yield Piece((subject, predicate), price + 0.6 + demonstrative)


def with_participle(participle: Word, sentence: Sentence, kept: frozenset[int]) -> Iterator[Piece]:
    """ "L'usine, vendue en mars à un rival, a fermé" tells of "L'usine vendue à un rival", and so
    does "Vendue en mars à un rival, l'usine a fermé"."""
    if feature(participle, "VerbForm") != "Part" or participle.text.endswith("ant"):
        return
    if children(participle, "aux", "cop", "nsubj", "mark"):
        return
    says = (child for child in participle.children if child.relation in ("obl", "xcomp", "obj"))
    if all(child.i in sentence.times for child in says):
        return
    start, end = stretch_around(participle, {word.i for word in participle.subtree})
    words = sentence.doc.words
    while words[start].is_punct and start < participle.i:
        start += 1
    while words[end - 1].text in COMMAS | CLAUSE_ENDS and end > participle.i + 1:
        end -= 1
    noun = participle.head
    if participle.i == sentence.start:
        noun = next((s for s in children(noun, "nsubj") if s.i > participle.i), participle)
        phrase = phrase_span(noun, sentence.end, sentence) if noun.i >= end else None
    elif participle.relation in ("acl", "amod") and sentence.start <= noun.i < participle.i:
        while not _agree(noun, participle) and noun.relation == "nmod":
            noun = noun.head
        phrase = _antecedent_span(noun, words[start], sentence)
        phrase = None if phrase is None or phrase[1] > start else phrase
    else:
        return
    if phrase is None or end > sentence.end or phrase[0] < sentence.start:
        return
    if noun.pos_ not in ("NOUN", "PROPN") or not _agree(noun, participle):
        return
    subject = Frame(sentence, noun, *phrase, frozenset({noun.i}))
    predicate = Frame(sentence, participle, start, end, kept)
    opens = participle.i == sentence.start
    yield Piece((subject, predicate), _PARTICIPLE + 1.5 * opens, True)


def _agree(noun: Word, participle: Word) -> bool:
    """Whether a participle may be said of a noun, as far as is known."""
    return all(
        not feature(noun, name) or feature(participle, name) in ("", feature(noun, name))
        for name in ("Gender", "Number")
    )


def _may_be_subject(noun: Word, number: str) -> bool:
    """Whether a verb in a number agrees with a noun, as far as is known."""
    own = feature(noun, "Number")
    return not own or not number or own == number or bool(children(noun, "conj"))


def behind_antecedent(
    clause: Word, span: tuple[int, int], sentence: Sentence, kept: frozenset[int], price: float
) -> Iterator[Piece]:
    """What a clause says more of, with it: "Toulouse, où un homme a tué quatre personnes"."""
    noun = clause.head
    if clause.dep_ != "acl:relcl" or noun.pos_ not in ("NOUN", "PROPN") or noun.i >= span[0]:
        return
    yield from _at_antecedent(clause, span, sentence, kept, price)
    phrase = phrase_span(noun, span[0], sentence)
    if phrase is not None and (noun.pos_ == "PROPN" or children(noun, "det", "nummod")):
        frame = Frame(sentence, noun, phrase[0], span[1], kept | {noun.i, clause.i})
        yield Piece((frame,), price + 4.5, True)


def _at_antecedent(
    clause: Word, span: tuple[int, int], sentence: Sentence, kept: frozenset[int], price: float
) -> Iterator[Piece]:
    """ "Un homme a tué quatre personnes à Toulouse" for "à Toulouse, où un homme a tué …"."""
    noun, start = clause.head, span[0]
    words = sentence.doc.words
    cases = [case for case in children(noun, "case") if case.i < noun.i]
    where = words[start].lower_ == "où" and len(cases) == 1 and listed(cases[0].lower_, "places")
    own = any(s.i > start for s in children(clause, "nsubj", "expl") if s.i < clause.i)
    if not where or not own or noun.pos_ != "PROPN" or noun.i not in sentence.names:
        return
    place = cases[0].i, sentence.names[noun.i].end
    heads = (word.head.i for word in words[place[0] : place[1]] if word is not noun)
    if not all(place[0] <= head < place[1] for head in heads):
        return
    frames = (
        Frame(sentence, clause, start + 1, span[1], kept),
        Frame(sentence, noun, *place, frozenset(range(*place))),
    )
    yield Piece(frames, price + 0.6)


def _antecedent_span(noun: Word, relative: Word, sentence: Sentence) -> tuple[int, int] | None:
    """What a relative pronoun stands for: the name set off behind the noun, if there is one."""
    named = (child for child in children(noun, "appos") if child.i in sentence.names)
    for name in named:
        found = sentence.names[name.i]
        if found.type == "PER" and found.start == name.i and found.end <= relative.i:
            return found.start, found.end
    span = phrase_span(noun, relative.i, sentence)
    if span is None or noun.pos_ == "NOUN" and not children(noun, "det", "nummod"):
        return None
    words = sentence.doc.words
    end = next((i for i in range(noun.i, span[1]) if words[i].text == ","), span[1])
    return span[0], end


def phrase_span(noun: Word, before: int, sentence: Sentence) -> tuple[int, int] | None:
    """The tokens of a noun phrase up to a position, its preposition left out."""
    inside = {word.i for word in noun.subtree if word.i < before}
    start, end = stretch_around(noun, inside)
    doc = sentence.doc.words
    cases = [child.i for child in children(noun, "case") if child.i < noun.i]
    cases += [w.i for c in children(noun, "case") for w in children(c, "fixed") if w.i < noun.i]
    if cases:
        contracted = doc[max(cases)].lower_
        if contracted in ("du", "des", "au", "aux"):
            return None
        start = max(start, max(cases) + 1)
    while start < noun.i and (
        doc[start].is_punct
        and doc[start].text != "«"
        or doc[start].relation == "cc"
        or listed(doc[start].lower_, "connectors")
    ):
        start += 1
    while end > noun.i + 1 and (doc[end - 1].text in COMMAS or doc[end - 1].text in CLAUSE_ENDS):
        end -= 1
    amount = sentence.amounts.get(start)
    while amount is not None and sentence.amounts.get(start - 1) is amount:
        # "De 1 000 à 4 000 emplois": not only the most.
        start -= 1
    return start, end
