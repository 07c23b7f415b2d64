"""A short clause that says what happened, in the article's own words: an event's title.

A pronoun whose antecedent is known is replaced by the name in square brackets, as in a quotation.
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from timeline.extraction.participants import missing_subject
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import children, relation
from timeline.extraction.triggers import Candidate

_LONGEST = 110
_LEFT_OUT = frozenset(
    {"advcl", "parataxis", "dislocated", "punct", "cc", "ccomp", "discourse", "vocative", "orphan"}
)
_OUTER_PUNCTUATION = ' ,;:.…–—-«»"“”()'
_CLAUSE_BREAKS = frozenset({",", ";", ":", "«", "»", "(", ")", "–", "—"})
# What opens a clause inside another, and says nothing at the front of a title.
_RELATIVE = frozenset(
    {"dont", "où", "que", "qu'", "lorsque", "lorsqu'", "quand", "si", "comme", "et", "mais"}
)
# What cannot end a clause.
_OPENING = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PUNCT"})
# Fewer words than this say nothing by themselves ("D'une rupture").
_FEWEST = 3


def clause(candidate: Candidate, sentence: Sentence, names: Mapping[int, str]) -> str:
    """Subject, predicate and complements of an event, without subordinate clauses and dates.

    `names` gives the names that the sentence's pronouns stand for, by position. Blanks are single;
    at most about 110 characters, cut at a word.
    """
    keep: set[int] = set()
    said = dict(names)
    if candidate.is_noun:
        _add_phrase(candidate.trigger, keep, sentence, depth=0)
        keep -= {child.i for child in children(candidate.trigger, "case")}
    else:
        _add_clause(candidate, keep, sentence, said)
    resolved = [m for m in sentence.moments if m.expression.date is not None]
    dates = {i for m in resolved for i in range(m.start, m.end)}
    words = [sentence.doc[i] for i in sorted(keep - dates) if sentence.start <= i < sentence.end]
    words = _without_dangling(words)
    while words and words[0].lower_ in _RELATIVE and words[0].i not in said:
        words.pop(0)
    text = _joined(words, said)
    if len(text.split()) < _FEWEST:
        text = _excerpt(candidate, sentence)
    return _shortened(text[:1].upper() + text[1:])


def _add_clause(
    candidate: Candidate, keep: set[int], sentence: Sentence, said: dict[int, str]
) -> None:
    verb = candidate.predicate
    keep |= {verb.i, candidate.trigger.i}
    heads = [verb, *candidate.governors]
    first = min(head.i for head in heads)
    for head in heads:
        keep.add(head.i)
        for child in head.children:
            kind = relation(child)
            if kind == "nsubj":
                _add_subject(child, keep, sentence, said)
            elif kind in ("aux", "expl") or (kind == "advmod" and _is_close(child, head)):
                keep.update(t.i for t in child.subtree if abs(t.i - child.i) <= 2)
            elif kind in ("obj", "iobj", "xcomp") or (kind == "obl" and child.i > first):
                _add_phrase(child, keep, sentence, depth=0)
    if any(child.dep_.startswith("nsubj") for head in heads for child in head.children):
        return
    above = verb.head
    if relation(verb) == "conj" and above.pos_ == "VERB":
        for child in children(above, "nsubj"):
            _add_subject(child, keep, sentence, said)
        if not any(children(verb, "aux")):
            keep.update(t.i for t in children(above, "aux"))
    elif relation(verb) == "acl" and above.pos_ in ("NOUN", "PROPN"):
        _add_phrase(above, keep, sentence, depth=2)
    else:
        for token in missing_subject(candidate, sentence):
            name = sentence.names[token.i]
            keep.update(range(name.start, name.end))


def _is_close(adverb: Token, head: Token) -> bool:
    """Whether an adverb stands within the verb group: negations, not "En effet" at the front."""
    first = min([head.i, *(child.i for child in children(head, "aux"))])
    return adverb.i >= first - 1


def _add_subject(subject: Token, keep: set[int], sentence: Sentence, said: dict[int, str]) -> None:
    if subject.lower_ == "qui" and subject.i not in said:
        said[subject.i] = _antecedent_phrase(subject, sentence, said)
        keep.add(subject.i)
        return
    _add_phrase(subject, keep, sentence, depth=1)


def _antecedent_phrase(pronoun: Token, sentence: Sentence, said: Mapping[int, str]) -> str:
    """The phrase that a relative pronoun stands for; the pronoun itself where that is unclear."""
    verb = pronoun.head
    while relation(verb) == "conj" and verb.head != verb:
        verb = verb.head
    noun = verb.head
    if relation(verb) != "acl" or noun == verb or noun.i > pronoun.i:
        return pronoun.text
    phrase: set[int] = set()
    _add_phrase(noun, phrase, sentence, depth=2)
    phrase -= {child.i for child in children(noun, "case")}
    return _joined([sentence.doc[i] for i in sorted(phrase) if i < pronoun.i], said)


def _add_phrase(token: Token, keep: set[int], sentence: Sentence, depth: int) -> None:
    """A phrase with what belongs to it; clauses and brackets stay out."""
    keep.add(token.i)
    for child in token.children:
        kind = relation(child)
        if kind in _LEFT_OUT or child.dep_ == "acl:relcl":
            continue
        if kind in ("acl", "appos") or depth > 3:
            if kind == "appos" and child.i in sentence.names and child.i - token.i <= 2:
                keep.update(t.i for t in child.subtree if t.i in sentence.names)
            continue
        if kind == "conj":
            keep.update(c.i for c in child.children if relation(c) == "cc")
        _add_phrase(child, keep, sentence, depth + 1)


def _without_dangling(words: list[Token]) -> list[Token]:
    """Without prepositions, articles and conjunctions that lost what they introduced."""
    while True:
        kept = {word.i for word in words}
        orphans = {
            word.i
            for word in words
            if relation(word) in ("case", "det", "cc", "mark")
            and word.pos_ in ("ADP", "DET", "CCONJ", "SCONJ")
            and word.head.i not in kept
        }
        if not orphans:
            break
        words = [word for word in words if word.i not in orphans]
    while words and (words[-1].pos_ in _OPENING or words[-1].lower_ in ("afin", "ainsi")):
        words.pop()
    return words


def _joined(words: list[Token], said: Mapping[int, str]) -> str:
    pieces: list[str] = []
    for word, following in zip(words, [*words[1:], None], strict=True):
        text = said.get(word.i, word.text)
        gap = following is None or following.i != word.i + 1
        # A list loses its commas with the punctuation; a gap between names gets one back.
        listed = gap and following is not None and relation(following) == "conj"
        comma = listed and not any(children(following, "cc"))  # type: ignore[arg-type]
        pieces.append(text + (", " if comma else " " if word.whitespace_ or gap else ""))
    return " ".join("".join(pieces).replace("' ", "'").split()).strip(_OUTER_PUNCTUATION)


def _excerpt(candidate: Candidate, sentence: Sentence) -> str:
    """The words of the sentence around the trigger, from one break of the clause to the next."""
    start = end = candidate.trigger.i
    while start > sentence.start and sentence.doc[start - 1].text not in _CLAUSE_BREAKS:
        start -= 1
    while end < sentence.end - 1 and sentence.doc[end + 1].text not in _CLAUSE_BREAKS:
        end += 1
    text = " ".join(sentence.doc[start : end + 1].text.split()).strip(_OUTER_PUNCTUATION)
    return text or candidate.trigger.text


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0].rstrip(_OUTER_PUNCTUATION) + "…"
