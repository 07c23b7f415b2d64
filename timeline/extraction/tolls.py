"""The dead and the injured that an event has cost, counted: "trois morts et douze blessés".

Each figure is an event of its own, for figures are what sources dispute. It was when the event was
that cost them, unless the text says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.extraction.candidates import Candidate, Candidates
from timeline.extraction.lexicon import Lexicon
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import (
    DEFINITES,
    DEMONSTRATIVES,
    children,
    has_possessive,
    preposition,
    tense,
)
from timeline.extraction.tree import Word

_TYPES = ("die", "injure")
# What tells of whom something is said, not how many there are: "douze blessés ont été évacués".
_OF_SOMEONE = frozenset({"nsubj", "iobj"})
# "Le bilan est de", "s'élève à", "se solde par".
_CASES = frozenset({"", "de", "à", "par"})
_MAIN = frozenset({"root", "ROOT"})
_KNOWN = DEFINITES | DEMONSTRATIVES | {"du", "des", "au", "aux"}


def add_tolls(sentence: Sentence, lexicon: Lexicon, found: Candidates) -> None:
    """Adds the counted dead and injured that are told beside others or by themselves, and marks
    those that are candidates already."""
    tolls = list(_tolls(sentence, lexicon))
    hosts = [found.of[word.i] for word, _ in tolls if word.i in found.of]
    hosts = [host for host in hosts if host.type in _TYPES]
    for host in hosts:
        host.toll = True
        _join_verb(host, found)
    for word, kind in tolls:
        if word.i in found.of:
            continue
        verb = next((host for host in hosts if not host.is_noun), None)
        if verb is not None:
            predicate = verb.predicate
            found.add(Candidate(word, predicate, kind, tense(predicate), toll=True))
        elif hosts or word.relation in _MAIN:
            found.add(Candidate(word, word, kind, "none", toll=True))


def _join_verb(toll: Candidate, found: Candidates) -> None:
    """Lets the verb of a balance lead to what it comes to: "le bilan s'élève à trois morts"."""
    above = found.of.get(toll.trigger.head.i)
    if toll.is_noun and above is not None and above.type == toll.type and not above.is_noun:
        found.items.remove(toll)
        above.trigger, above.toll = toll.trigger, True
        found.of[toll.trigger.i] = above


def _tolls(sentence: Sentence, lexicon: Lexicon) -> Iterator[tuple[Word, str]]:
    """The counted nouns of a sentence that say how many died or were hurt, with their types."""
    for position in sorted(sentence.amounts):
        word = sentence.doc.words[position]
        lemma = word.lemma_.lower()
        kind = next((kind for kind in _TYPES if lexicon.is_a(f"toll.{kind}", lemma)), None)
        if kind is None or word.relation in _OF_SOMEONE or has_possessive(word):
            continue
        known = any(child.lower_ in _KNOWN for child in children(word, "det", "case"))
        if not known and preposition(word) in _CASES:
            yield word, kind
