"""Stretches of a sentence, and which of their words can go without tearing anything apart: no
name, pair of marks, elision, preposition or negation."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar

from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import children, feature
from timeline.extraction.title_words import COMMAS, STOPS, listed, title_words
from timeline.extraction.tree import Word

Answer = TypeVar("Answer")
_ELIDED = ("'", "’")
_PAIRS = {"(": ")", "«": "»", "“": "”", "[": "]", '"': '"'}
_MARKS = frozenset({*_PAIRS, *_PAIRS.values()})
_EDGES = COMMAS | {";", ":"}
_ENDS = COMMAS | STOPS - {")", "»", '"', "”"}
_RELATIVES = frozenset({"qui", "que", "qu'", "dont", "où", "auquel", "lequel", "laquelle"})
_SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
_LINKING = frozenset({"à", "au", "aux", "de", "d'", "du", "des"})
_CLITIC = frozenset({"expl", "iobj"})
_NEGATORS = frozenset({"ne", "n'"})


@dataclass(frozen=True, slots=True)
class Frame:
    """A stretch of a sentence that cuts are looked for in: tokens `start` to `end` (half-open),
    below `root`. `kept` are positions that no cut may take."""

    sentence: Sentence
    root: Word
    start: int
    end: int
    kept: frozenset[int]


@dataclass(frozen=True, slots=True)
class Piece:
    """Stretches that follow each other in a title, and the price of what is around them."""

    frames: tuple[Frame, ...]
    price: float
    # A phrase without a verb.
    is_phrase: bool = False


def once_a_sentence(function: Callable[[Sentence], Answer]) -> Callable[[Sentence], Answer]:
    """A function of a sentence that works its answer out once: it is kept with the first word. No
    caller may change the answer."""
    name = f"title {function.__name__}"

    @wraps(function)
    def answer(sentence: Sentence) -> Answer:
        first = sentence.doc.words[sentence.start]
        if name in first.memo:
            known: Answer = first.memo[name]
            return known
        return first.remember(name, function(sentence))

    return answer


def stretch_around(word: Word, inside: Container[int]) -> tuple[int, int]:
    """The longest stretch (half-open) around a word of positions that are all inside."""
    start, end = word.i, word.i + 1
    while start - 1 in inside:
        start -= 1
    while end in inside:
        end += 1
    return start, end


def span_of(phrase: Word, sentence: Sentence) -> tuple[int, int] | None:
    """The tokens of a phrase, None unless it is in one piece that can go as a whole."""
    words = phrase.subtree
    start, end = words[0].i, words[-1].i + 1
    if end - start != len(words) or start < sentence.start or end > sentence.end:
        return None
    return trimmed(start, end, sentence)


def trimmed(start: int, end: int, sentence: Sentence) -> tuple[int, int] | None:
    """Tokens without the punctuation around them, None where they cannot go as a whole."""
    words = sentence.doc.words
    while start < end and words[start].text in _EDGES:
        start += 1
    while end > start and words[end - 1].text in _ENDS:
        end -= 1
    if start >= end:
        return None
    start, end = _with_mark(start, end, sentence)
    return (start, end) if is_whole(start, end, sentence) else None


def _with_mark(start: int, end: int, sentence: Sentence) -> tuple[int, int]:
    """A phrase with the other half of its only mark, where that stands beside it: the parser hangs
    the last quotation mark of a sentence on the verb."""
    words = sentence.doc.words
    marks = [word.text for word in words[start:end] if word.is_punct and word.text in _MARKS]
    if len(marks) % 2:
        if end < sentence.end and words[end].text == _PAIRS.get(marks[-1]):
            return start, end + 1
        if start > sentence.start and _PAIRS.get(words[start - 1].text) == marks[0]:
            return start - 1, end
    return start, end


def is_whole(start: int, end: int, sentence: Sentence) -> bool:
    """Whether no name, pair of marks, elision or negation is torn apart by leaving words out."""
    words, names = sentence.doc.words, sentence.names
    first, last = names.get(start), names.get(end - 1)
    if first is not None and first.start < start or last is not None and last.end > end:
        return False
    amount = sentence.amounts.get(start)
    if amount is not None and sentence.amounts.get(start - 1) is amount:
        return False
    if start > sentence.start:
        before = words[start - 1]
        if before.text.endswith(_ELIDED) or before.text in _PAIRS and before.text != "(":
            return False
        if words[start].lower_ in ("que", "qu'") and _awaits_clause(before):
            return False
        if not _can_stop(before, words[start]) or _is_by_relation(words, start):
            return False
        if before.text == "," and end < sentence.end and words[end].pos_ == "ADP":
            # "…, suite à la panne d'une pompe | dans le puits": what a comma opens goes on.
            return words[start].text != "," and words[end - 1].text == ","
    if not _is_balanced(start, end, sentence):
        return False
    if end < sentence.end and not _can_end(words[end - 1], words[end]):
        return False
    if end < sentence.end and (
        _holds_subject(start, end, words) or _holds_purpose(start, end, sentence)
    ):
        return False
    return not _halves_a_pair(start, end, sentence)


def _holds_subject(start: int, end: int, words: Sequence[Word]) -> bool:
    """Whether a verb right behind would lose its subject ("dont le plus connu est Mars")."""
    verb = words[end]
    if verb.relation in _CLITIC and verb.head.i > end and verb.pos_ in ("PRON", "ADV"):
        # "… | se répandent", "… | ne répond pas"
        verb = next((c for c in children(verb.head, "aux") if c.i > end), verb.head)
    if verb.pos_ not in ("VERB", "AUX") or feature(verb, "VerbForm") != "Fin":
        return False
    if words[start].lower_ in _RELATIVES and not words[end - 1].is_punct:
        return words[start].relation not in ("nsubj", "obj")
    told = verb.head if verb.relation in ("aux", "cop") else verb
    subjects = [
        child
        for child in told.children
        if child.relation in _SUBJECTS and child.i < end and not children(child, "cop")
    ]
    # Without any, the parser has made something else of it: "…, Paul Durand (PS) est intervenu".
    return not subjects or any(start <= child.i for child in subjects)


def _holds_purpose(start: int, end: int, sentence: Sentence) -> bool:
    """Whether an infinitive behind what is set off would be left to a verb before: "elle a 303
    voix, 33 de plus qu'il n'en faut pour gagner"."""
    words = sentence.doc.words
    mark = words[end]
    if start <= sentence.start or words[start - 1].text not in COMMAS or mark.relation != "mark":
        return False
    infinitive = mark.head
    return feature(infinitive, "VerbForm") == "Inf" and infinitive.head.i < start


def _is_balanced(start: int, end: int, sentence: Sentence) -> bool:
    """Whether every opening mark has its closing one."""
    waiting: list[str] = []
    for word in sentence.doc.words[start:end]:
        if not word.is_punct or word.text not in _MARKS:
            continue
        if waiting and waiting[-1] == word.text:
            waiting.pop()
        elif word.text in _PAIRS:
            waiting.append(_PAIRS[word.text])
        else:
            return False
    return not waiting


def _can_stop(last: Word, following: Word) -> bool:
    """Whether what follows a word is no part of it: of "face à", "vient de" or "peut voter"."""
    if following.lower_ in _LINKING and listed(last.lower_, "prepositional"):
        return False
    infinitive = following.pos_ == "VERB" and feature(following, "VerbForm") == "Inf"
    return not (infinitive and last.pos_ in ("VERB", "AUX"))


def _awaits_clause(noun: Word) -> bool:
    """Whether a "que" right behind a noun goes on with it: "du moment que", "au point que"."""
    bare = all(child.relation in ("case", "det") for child in noun.children if child.i < noun.i)
    return noun.relation == "obl" and noun.pos_ == "NOUN" and bare


def _is_by_relation(words: Sequence[Word], start: int) -> bool:
    """Whether what follows is the rest of "par rapport à"."""
    return start > 1 and words[start - 1].lower_ == "rapport" and words[start - 2].lower_ == "par"


def _can_end(last: Word, following: Word) -> bool:
    """Whether a phrase can end between two words: what stands behind a verb or a preposition
    belongs to it, whatever the parser made of it."""
    if following.pos_ == "VERB" and feature(following, "VerbForm") == "Inf":
        return False
    if following.lower_ in _LINKING and listed(last.lower_, "prepositional"):
        # "Au-dessus du canal"
        return False
    if last.pos_ in ("VERB", "AUX", "ADP", "DET"):
        return following.pos_ not in ("DET", "NOUN", "PROPN", "NUM", "VERB")
    return not _hangs_on(following, last)


def _hangs_on(following: Word, last: Word) -> bool:
    """Whether a word likely says something of the noun before it, whatever the parser made of
    it: a relative pronoun, an adjective or a participle."""
    if following.pos_ == "PRON" and following.lower_ in _RELATIVES:
        return True
    if following.lower_ in ("que", "qu'") and following.i + 1 < len(last.doc.words):
        # "Ce mal qu'est la haine", whatever the parser made of it
        verb = last.doc.words[following.i + 1]
        if verb.lemma_ == "être" and feature(verb, "VerbForm") == "Fin":
            return True
    if following.pos_ not in ("ADJ", "VERB") or last.pos_ not in ("NOUN", "PROPN"):
        return False
    return following.relation in ("amod", "acl") or feature(following, "VerbForm") == "Part"


def _halves_a_pair(start: int, end: int, sentence: Sentence) -> bool:
    """Whether a "ne", or a comparing word, before the cut would lose its second half."""
    words, known = sentence.doc.words, facts(sentence)
    if known.first_negator < start:
        inside = words[start:end]
        if any(word.lower_ in _NEGATORS for word in inside):
            return False
        if any(_belongs_to_negation(word, start, sentence) for word in inside):
            return True
    first = words[start]
    if first.lower_ in ("que", "qu'") and first.pos_ != "PRON":
        return known.first_comparing < start
    return False


def _belongs_to_negation(word: Word, start: int, sentence: Sentence) -> bool:
    """Whether a word is the "pas" or "que" of a "ne" that stands before a position."""
    if not listed(word.lower_, "negations") or word.pos_ in ("NOUN", "VERB", "AUX"):
        return False
    if word.lower_ in ("que", "qu'") and word.relation != "advmod":
        return False
    head = word.head if word.relation in ("advmod", "det", "mark") else word
    outer = [head, *head.ancestors][:4]
    negated = (t for above in outer for t in above.children if t.lower_ in _NEGATORS)
    return any(sentence.start <= t.i < start for t in negated)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is asked of a sentence again and again, as positions of its words."""

    # The length of the document, where there is none.
    first_negator: int
    first_comparing: int
    # Brackets: the opening and the closing one.
    brackets: tuple[tuple[int, int], ...]
    # The first colon or semicolon behind a finite verb, -1 without one.
    mark: int
    # Names set off behind nouns.
    named: tuple[Word, ...]
    # Where a link to what comes before may begin.
    links: tuple[int, ...]
    # Where it is said who says so ("selon …", "d'après …").
    speakers: tuple[int, ...]
    # The words of dates and times.
    times: frozenset[int]


@once_a_sentence
def facts(sentence: Sentence) -> Facts:
    """What there is to know of a sentence, worked out once."""
    comparing, beginnings = title_words()["comparing"], title_words()["link_beginnings"]
    negator = compared = len(sentence.doc.words)
    brackets: list[tuple[int, int]] = []
    named: list[Word] = []
    links: list[int] = []
    speakers: list[int] = []
    opening = mark = -1
    told = False
    for word in sentence.doc.words[sentence.start : sentence.end]:
        if word.is_punct:
            if word.text == "(":
                opening = word.i
            elif word.text == ")" and opening >= 0:
                brackets.append((opening, word.i))
                opening = -1
            elif mark < 0 and told and word.text in (":", ";"):
                mark = word.i
            continue
        lower = word.lower_
        if lower in _NEGATORS:
            negator = min(negator, word.i)
        if lower in comparing:
            compared = min(compared, word.i)
        after = lower == "après" and word.head.lower_ == "d'"
        if lower == "selon" or after:
            speakers.append(word.i - after)
        if lower in beginnings:
            links.append(word.i)
        if word.relation == "appos" and word.i in sentence.names:
            named.append(word)
        told = told or word.pos_ in ("VERB", "AUX") and feature(word, "VerbForm") == "Fin"
    return Facts(
        negator, compared, tuple(brackets), mark, tuple(named), tuple(links), tuple(speakers),
        frozenset(sentence.times),
    )  # fmt: skip
