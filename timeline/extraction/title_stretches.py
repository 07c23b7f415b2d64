"""The stretches of a sentence that can be a title: the sentence, the clauses around an event, its
noun's phrase; each with the price of what it leaves out around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from timeline.extraction.candidates import Candidate
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import auxiliaries, children, feature
from timeline.extraction.title_context import (
    HALF_TRUE,
    disagrees,
    is_clause,
    is_subjunctive,
    skipping,
    without_rest,
)
from timeline.extraction.title_frames import Frame, Piece, stretch_around
from timeline.extraction.title_prices import WHERE, introduction, is_source, says_where
from timeline.extraction.title_relatives import (
    CLAUSE_ENDS,
    behind_antecedent,
    phrase_span,
    with_antecedent,
    with_participle,
)
from timeline.extraction.title_words import listed
from timeline.extraction.tree import Word

_RELATIVE_SUBJECTS = frozenset({"qui", "lequel", "laquelle", "lesquels", "lesquelles"})
# Relative words that a clause cannot do without.
_RELATIVES = frozenset({"dont", "que", "qu'", "où", "auquel", "lequel", "laquelle"}) - {"lequel"}
# What a title costs that leaves the event's own word out.
_ELSEWHERE = 8.0
# The fewest words of a noun's phrase that says something by itself.
_ENOUGH = 4


def pieces(candidate: Candidate, sentence: Sentence) -> Iterator[Piece]:
    """What can be the title of an event, the widest first."""
    kept = frozenset(
        word.i
        for word in (candidate.trigger, candidate.predicate, *candidate.governors)
        if sentence.start <= word.i < sentence.end
    )
    yield from _around(candidate.trigger, sentence, kept)
    yield from _phrases(candidate, sentence)
    yield from with_participle(candidate.trigger, sentence, frozenset({candidate.trigger.i}))


def around(candidate: Candidate, sentence: Sentence) -> Iterator[Piece]:
    """The clause around an event whose own words do not fit, and the one that this is part of: what
    it happened in or for."""
    trigger = candidate.trigger
    clauses = [
        word
        for word in (trigger, *trigger.ancestors)
        if sentence.start <= word.i < sentence.end and is_clause(word)
    ]
    for word in dict.fromkeys((*clauses[:1], *clauses[-1:])):
        found = _around(word, sentence, frozenset({word.i}))
        yield from (replace(piece, price=piece.price + _ELSEWHERE) for piece in found)


def _around(trigger: Word, sentence: Sentence, kept: frozenset[int]) -> Iterator[Piece]:
    start, end = sentence.start, sentence.end
    top = _top(trigger, sentence)
    yield Piece((Frame(sentence, top, start, end, kept),), _crowded(top))
    yield from _clauses(trigger, sentence, kept)
    yield from _from_subject(trigger, sentence, kept)
    yield from _segment(trigger, sentence, kept)


def _top(word: Word, sentence: Sentence) -> Word:
    """The highest word of the sentence above a word."""
    for above in word.ancestors:
        if not sentence.start <= above.i < sentence.end:
            break
        word = above
    return word


def _crowded(top: Word) -> float:
    """The price of telling other events besides."""
    return 0.4 * sum(
        child.relation == "conj" and any(children(child, "nsubj")) for child in top.children
    )


def _clauses(trigger: Word, sentence: Sentence, kept: frozenset[int]) -> Iterator[Piece]:
    for word in (trigger, *trigger.ancestors):
        if not sentence.start <= word.i < sentence.end:
            return
        if word.relation == "conj" and word.head.dep_ == "acl:relcl":
            # "… qu'il a bâti et que l'État rachète": no clause by itself.
            continue
        finite = is_clause(word) or word.relation == "conj" and any(auxiliaries(word))
        if not finite or word.head is word:
            continue
        if word.relation in ("obl", "advmod", "nmod") and _sets_apart(word):
            continue
        price = without_rest(word) + HALF_TRUE * is_subjunctive(word)
        span = _clause_span(word, sentence)
        if span is None or not span[0] <= trigger.i < span[1]:
            continue
        start, end = _without_que(span[0], word, sentence), span[1]
        first = sentence.doc.words[start : start + 3]
        if any(t.lower_ in _RELATIVES and t.pos_ == "PRON" for t in first):
            yield from behind_antecedent(word, (start, end), sentence, kept, price)
            continue
        if any(t.lower_ in _RELATIVE_SUBJECTS for t in first[1:]):
            # "Avec lequel il rivalise"
            continue
        subjects = list(children(word, "nsubj", "csubj", "expl"))
        relative = next((s for s in subjects if s.lower_ in _RELATIVE_SUBJECTS), None)
        if relative is not None and word.dep_ in ("acl:relcl", "acl"):
            if relative.i == start:
                yield from with_antecedent(word, relative, (start, end), sentence, kept, price)
        elif subjects:
            yield Piece((Frame(sentence, word, start, end, kept),), price)
        elif word.relation == "conj":
            yield from _with_shared_subject(word, (start, end), sentence, kept, price)


def _sets_apart(word: Word) -> bool:
    """Whether a word is what "c'est … que" sets apart: it is no sentence without the rest."""
    return any(child.lower_ in ("c'", "ce") for child in children(word, "nsubj", "expl"))


def _from_subject(trigger: Word, sentence: Sentence, kept: frozenset[int]) -> Iterator[Piece]:
    """The clause around an event from its subject on, whatever the parser made of what is before.

    "…, d'autant que les encyclopédies ont cessé d'être imprimées"
    """
    verb: Word | None = trigger
    while verb is not None and not is_clause(verb):
        verb = verb.head if verb.head is not verb else None
    if verb is None or not sentence.start <= verb.i < sentence.end:
        return
    if verb.relation == "conj" and verb.head.dep_ == "acl:relcl":
        return
    subjects = [
        word
        for word in children(verb, "nsubj", "expl", "csubj")
        if word.i < verb.i and not children(word, "cop")
    ]
    subject = subjects[0] if subjects else None
    words = sentence.doc.words
    if len(subjects) > 1 and any(
        feature(word, "VerbForm") == "Fin" for word in words[subjects[0].i : subjects[-1].i]
    ):
        # The first one is that of a clause before.
        subject = subjects[-1]
    if subject is None:
        subject = _named_before(verb, sentence)
    if subject is None or subject.i > verb.i or subject.lower_ in _RELATIVES | _RELATIVE_SUBJECTS:
        return
    start = end = subject.i
    inside = {word.i for word in subject.subtree}
    while start - 1 in inside:
        start -= 1
    below = {word.i for word in verb.subtree}
    end = verb.i
    while end + 1 in below:
        end += 1
    words = sentence.doc.words
    while start < subject.i and (words[start].is_punct and words[start].text != "«"):
        start += 1
    if start > sentence.start and _relates(words[start - 1]):
        return
    start = _without_que(start, subject, sentence)
    if start <= sentence.start or not start <= trigger.i <= end:
        return
    if is_subjunctive(verb) or disagrees(verb, inside):
        return
    price = 1.5 + skipping(words[sentence.start : start]) + without_rest(verb)
    yield Piece((Frame(sentence, verb, start, end + 1, kept),), price)


def _named_before(verb: Word, sentence: Sentence) -> Word | None:
    """The name between a comma and a verb without a subject ("…, Paul Durand (PS) est venu")."""
    words = sentence.doc.words
    end = min((child.i for child in children(verb, "aux", "cop")), default=verb.i)
    if end > sentence.start and words[end - 1].text == ")":
        while end > sentence.start and words[end].text != "(":
            end -= 1
    name = sentence.names.get(end - 1)
    if name is None or name.start <= sentence.start or words[name.start - 1].text != ",":
        return None
    return words[name.start]


def _relates(word: Word) -> bool:
    """Whether a clause cannot do without the word before its subject ("la firme qu'il dirige")."""
    return word.pos_ == "PRON" and word.lower_ in _RELATIVES


def _without_que(start: int, word: Word, sentence: Sentence) -> int:
    """A beginning without the "que" of "c'est ici que"."""
    return start + (start < word.i and sentence.doc.words[start].lower_ in ("que", "qu'"))


def _clause_span(clause: Word, sentence: Sentence) -> tuple[int, int] | None:
    """The tokens of a clause in one piece, what joins it to others left out."""
    words = clause.subtree
    inside = {word.i for word in words}
    start, end = stretch_around(clause, inside)
    doc = sentence.doc.words
    own = [
        child.i for child in clause.children if child.relation in ("nsubj", "aux", "expl", "cop")
    ]
    if any(not start <= i < end for i in own):
        return None
    while start < clause.i and (
        doc[start].is_punct
        and doc[start].text not in ("«", "(", '"')
        or doc[start].relation in ("mark", "cc")
        and doc[start].head is clause
        or doc[start].relation == "fixed"
        and doc[start].head.relation in ("mark", "cc")
        or doc[start].relation == "advmod"
        and listed(doc[start].lower_, "connectors")
    ):
        start += 1
    while end > clause.i + 1 and doc[end - 1].is_punct and doc[end - 1].text not in ("»", ")", '"'):
        end -= 1
    return start, end


def _with_shared_subject(
    verb: Word, span: tuple[int, int], sentence: Sentence, kept: frozenset[int], price: float
) -> Iterator[Piece]:
    """The second of two verbs with the subject, and the auxiliaries, of the first."""
    first = verb.head
    while first.relation == "conj" and not any(children(first, "nsubj")):
        first = first.head
    subject = next((s for s in children(first, "nsubj", "expl") if s.i < first.i), None)
    if subject is None or subject.lower_ in (*_RELATIVE_SUBJECTS, "que"):
        return
    phrase = phrase_span(subject, first.i, sentence)
    if phrase is None:
        return
    frames = [Frame(sentence, subject, *phrase, frozenset({subject.i}))]
    if not any(children(verb, "aux", "cop")) and not is_clause(verb):
        # "A été saisi et détruit": the second participle goes with the auxiliaries of the first.
        group = [
            c for c in first.children if c.relation in ("aux", "expl", "cop") and c.i < first.i
        ]
        group += [c for c in first.children if c.lower_ in ("ne", "n'")]
        if not group or verb.pos_ != first.pos_:
            return
        passive = any(child.dep_ == "obl:agent" for child in verb.children)
        if passive and not any(c.dep_ == "aux:pass" for c in group):
            # "A démissionné, suivi par deux élus"
            return
        low, high = min(c.i for c in group), max(c.i for c in group) + 1
        if any(c.lower_ in ("pas", "plus", "jamais") for c in first.children):
            return
        frames.append(Frame(sentence, first, low, high, frozenset(range(low, high))))
    frames.append(Frame(sentence, verb, *span, kept))
    holding = _holding(first, subject, phrase[0], sentence)
    if holding is not None:
        yield Piece((holding, *frames), price + 0.3)
        if is_source(introduction(holding.root)):
            return
        price += WHERE
    yield Piece(tuple(frames), price + 0.3)


def _holding(verb: Word, subject: Word, before: int, sentence: Sentence) -> Frame | None:
    """Who says so, or where, up to the subject of the first of two verbs: it holds for the second
    as well."""
    for phrase in children(verb, "obl"):
        start, end = phrase.subtree[0].i, phrase.subtree[-1].i + 1
        comma = sentence.doc.words[end].text == "," if end < sentence.end else False
        holds = is_source(introduction(phrase)) or says_where(phrase, sentence)
        if phrase.i < subject.i and holds:
            if start >= sentence.start and end + comma == before:
                return Frame(sentence, phrase, start, before, frozenset({phrase.i}))
            return None
    return None


def _segment(trigger: Word, sentence: Sentence, kept: frozenset[int]) -> Iterator[Piece]:
    """What stands between two strong marks around an event, whatever the parser made of it."""
    doc = sentence.doc.words
    start, end = trigger.i, trigger.i + 1
    while start > sentence.start and doc[start - 1].text not in CLAUSE_ENDS:
        start -= 1
    while end < sentence.end and doc[end].text not in CLAUSE_ENDS:
        end += 1
    if start == sentence.start and end >= sentence.end - 1:
        return
    root = trigger
    for above in trigger.ancestors:
        if start <= above.i < end:
            root = above
    if not is_clause(root) and not any(is_clause(word) for word in doc[start:end]):
        price = 1.5
    else:
        price = 1.2 if any(children(root, "nsubj")) else 3.0
    price += 5.0 if doc[start - 1].text == ":" and doc[start : start + 1][0].text == "«" else 0.0
    yield Piece((Frame(sentence, root, start, end, kept),), price)


def _is_doubtful(noun: Word) -> bool:
    """Whether a phrase tells of what may not be ("en cas de défaite", "le cas d'une défaite")."""
    within = noun.relation == "nmod" and listed(noun.head.lower_, "hypotheses")
    return within or listed(introduction(noun), "doubting")


def _phrases(candidate: Candidate, sentence: Sentence) -> Iterator[Piece]:
    """The phrase of an event noun by itself ("Mort d'un acteur à Lyon")."""
    noun = candidate.trigger
    if noun.pos_ not in ("NOUN", "PROPN") or not candidate.is_noun:
        return
    span = phrase_span(noun, sentence.end, sentence)
    if span is None:
        cases = [child.i for child in children(noun, "case")]
        inside = {word.i for word in noun.subtree}
        end = noun.i
        while end + 1 in inside:
            end += 1
        span = max(cases) + 1, end + 1
    start, end = span
    if end - start < _ENOUGH or sentence.doc[start].i > noun.i:
        return
    owned = any(
        child.lower_.startswith("ce") or listed(child.lower_, "possessives")
        for child in children(noun, "det")
    )
    if any(children(noun, "nsubj", "cop")):
        return
    verbless = not any(is_clause(word) for word in noun.ancestors)
    definite = sentence.doc[start].pos_ == "DET" and sentence.doc[start].lower_.startswith("l")
    heading = noun.head is noun or noun.relation in ("parataxis", "appos", "conj", "dep")
    price = 9.0 if definite else 7.5
    if verbless:
        price = 1.0 if heading else 4.0
    price += 4.0 * owned + HALF_TRUE * _is_doubtful(noun)
    yield Piece((Frame(sentence, noun, start, end, frozenset({noun.i})),), price, True)
