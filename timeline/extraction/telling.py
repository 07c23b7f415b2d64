"""Whether a sentence tells an event, or only speaks of one: a linear model over named cues.

A date in the clause, a completed tense, a main clause, a name for a subject speak for it; a state,
an infinitive, a bare noun behind a preposition speak against it. Each cue has a weight in
`resources/lexicons/telling.toml`, learned by `data/training/train_telling.py` from articles
annotated by reading; the weights that hold of a candidate add up to its log-odds (logistic
regression), so the
probability can be taken apart again: `Telling.components` does it.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from timeline.extraction.discourse import Dating, Story
from timeline.extraction.lexicon import Lexicon
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import (
    children,
    complements,
    has_possessive,
    is_passive,
    is_reflexive,
    objects,
    preposition,
    relation,
    subjects,
)
from timeline.extraction.tree import Word
from timeline.extraction.triggers import Candidate, Candidates, among
from timeline.model import Component, DateSpan, Factuality

# How far back, in days, the news of a dispatch and of a year reach.
_RECENT, _YEAR = 10, 366
_DEMONSTRATIVES = frozenset({"ce", "cet", "cette", "ces"})
_DEFINITES = frozenset({"le", "la", "l'", "les"})
_INDEFINITES = frozenset({"un", "une", "des"})
_ASPECTS = {
    aspect: f"aspect.{aspect}"
    for aspect in ("happening", "act", "utterance", "process", "state", "feeling", "support")
}
_FUSED = frozenset({"du", "des", "au", "aux"})


@dataclass(frozen=True, slots=True)
class Telling:
    """How likely a candidate is told as an event, 0 to 1, and the cues that say so."""

    probability: float
    cues: tuple[str, ...]

    def components(self) -> tuple[Component, ...]:
        """Log-odds by kind of cue ("date", "tense", …), strongest first; what every candidate
        starts from is "base". They add up to the log-odds of `probability`."""
        weights = _weights()
        sums = {"base": weights.intercept}
        for cue in self.cues:
            kind = cue[: cue.index(":")]
            sums[kind] = sums.get(kind, 0.0) + weights.cues.get(cue, 0.0)
        rounded = [(kind, round(weight, 2)) for kind, weight in sums.items()]
        rounded.sort(key=lambda part: (-abs(part[1]), part[0]))
        return tuple([Component(*part) for part in rounded])


@dataclass(frozen=True, slots=True)
class _Weights:
    intercept: float
    threshold: float
    threshold_elsewhere: float
    cues: dict[str, float]


@lru_cache(maxsize=1)
def _weights() -> _Weights:
    source = resources.files("timeline").joinpath("resources", "lexicons", "telling.toml")
    data = tomllib.loads(source.read_text("utf-8"))
    cues = {
        f"{kind}:{name}": w for kind, table in data["cues"].items() for name, w in table.items()
    }
    return _Weights(data["intercept"], data["threshold"], data["threshold_elsewhere"], cues)


def threshold(dispatch: bool) -> float:
    """The probability from which a candidate counts as told: more is asked for outside
    dispatches, which argue about events more than they tell them."""
    return _weights().threshold if dispatch else _weights().threshold_elsewhere


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the cues need to know around a candidate: its sentence and what dates it."""

    sentence: Sentence
    candidates: Candidates
    story: Story
    lexicon: Lexicon
    # Positions of the triggers that the sentence itself dates.
    dated: frozenset[int]
    quoted: frozenset[int]
    # The first paragraph of the article's body, and whether this is one of its first sentences.
    paragraph: int
    leads: bool
    # The lemmas of the article's title.
    topics: frozenset[str]
    # The days (ordinals) of the week up to the publication that the body names.
    days: frozenset[int]


def judge(
    candidate: Candidate, factuality: Factuality, dating: Dating, around: Surroundings
) -> Telling:
    """The telling of a candidate that would be dated so."""
    weights = _weights()
    cues = tuple(sorted(set(_cues(candidate, factuality, dating, around))))
    odds = weights.intercept + sum([weights.cues.get(cue, 0.0) for cue in cues])
    return Telling(1 / (1 + math.exp(-odds)), cues)


def quoted_positions(sentence: Sentence) -> frozenset[int]:
    """Positions of the tokens between guillemets."""
    depth, inside = 0, set()
    for token in sentence.tokens:
        depth += token.text == "«"
        if depth > 0:
            inside.add(token.i)
        depth -= token.text == "»" and depth > 0
    return frozenset(inside)


def _cues(
    candidate: Candidate, factuality: Factuality, dating: Dating, around: Surroundings
) -> Iterator[str]:
    """Names of the cues that hold, as `kind:name`; many by where the date is from."""
    sentence = around.sentence
    source = "own" if dating.source in ("explicit", "relative") else dating.source
    kind = "noun" if candidate.is_noun else "verb"
    yield f"date:{source}"
    yield f"date:{kind} {source}"
    if source == "narrative":
        yield f"date:by {dating.via} {kind}"
    yield from _type_cues(candidate, kind, source, around.lexicon)
    yield f"tense:{candidate.tense} {source}"
    yield from (
        _noun_cues(candidate, around, source)
        if candidate.is_noun
        else _verb_cues(candidate, around, source)
    )
    yield f"factuality:{factuality} {source}"
    below = [token.i for token in candidate.trigger.subtree]
    if candidate.predicate is not candidate.trigger and not candidate.is_noun:
        below += [token.i for token in candidate.predicate.subtree]
    if not sentence.amounts.keys().isdisjoint(below):
        yield f"content:amount {source}"
    if not sentence.names.keys().isdisjoint(below):
        yield f"content:name {source}"
    if candidate.trigger.i in around.quoted:
        yield f"place:quoted {source}"
    yield from _place_cues(candidate, kind, source, around)
    yield from _topic_cues(candidate, kind, source, around)
    if dating.date is not None and source == "own":
        yield from _date_cues(dating.date, around.story)


def _type_cues(candidate: Candidate, kind: str, source: str, lexicon: Lexicon) -> Iterator[str]:
    typed = candidate.type not in (None, "other")
    known = "typed" if typed else "listed" if candidate.type else "unknown"
    yield f"type:{known} {kind} {source}"
    if candidate.type:
        yield f"type:{candidate.type}"
    if candidate.weak:
        yield f"type:weak {source}"
    if not candidate.is_noun:
        for group in ("reporting", "opinion", "stative"):
            if among(candidate.predicate, group, lexicon):
                yield f"type:{group} {source}"
        aspect = _aspect(candidate.predicate, lexicon)
        yield f"aspect:{aspect} {source}"
        yield f"aspect:{aspect} {candidate.tense}"


def _aspect(verb: Word, lexicon: Lexicon) -> str:
    """What a verb tells by itself: a table of `aspect.toml`, that of its reflexive first."""
    lemma = verb.lemma_.lower()
    keys = [f"se {lemma}", lemma] if is_reflexive(verb) else [lemma]
    for key in keys:
        groups = lexicon.groups.get(key, ())
        for aspect, group in _ASPECTS.items():
            if group in groups:
                return aspect
    return "unknown"


def _noun_cues(candidate: Candidate, around: Surroundings, source: str) -> Iterator[str]:
    noun = candidate.trigger
    yield f"noun:happening {int((noun.happening) * 4.99)} {source}"
    yield f"noun:{_determiner(noun)} {source}"
    yield f"clause:noun {relation(noun)} {source}"
    yield f"clause:noun behind {preposition(noun) or 'nothing'}"
    above = around.candidates.of.get(noun.head.i)
    yield f"clause:noun below {'an event' if above is not None else noun.head.pos_}"
    if any(children(noun, "amod")):
        yield "noun:adjective"
    if any(case == "de" for case, _ in complements(noun)):
        yield "noun:of something"


def _determiner(noun: Word) -> str:
    if has_possessive(noun):
        return "possessive"
    words = {child.lower_ for child in children(noun, "det") if child.i < noun.i}
    cases = {child.lower_ for child in children(noun, "case")}
    if words & _DEMONSTRATIVES:
        return "demonstrative"
    if words & _DEFINITES or cases & _FUSED:
        return "definite"
    return "indefinite" if words else "bare"


def _verb_cues(candidate: Candidate, around: Surroundings, source: str) -> Iterator[str]:
    verb, sentence = candidate.predicate, around.sentence
    outer = candidate.governors[-1] if candidate.governors else verb
    link = outer.dep_ if relation(outer) == "acl" else relation(outer)
    yield f"clause:verb {link} {source}"
    if is_main(candidate):
        where = "title" if sentence.is_title else "text"
        yield f"clause:main {source}"
        yield f"clause:main {candidate.tense} {where} {source}"
    for governor in candidate.governors:
        for group in ("planned", "hypothetical", "negated", "actual"):
            if among(governor, f"modal.{group}", around.lexicon):
                yield f"modal:{group}"
    yield f"subject:{_subject(verb, around)} {source}"
    if objects(verb):
        yield "verb:object"
    if is_passive(verb):
        yield f"verb:passive {source}"
    if is_reflexive(verb):
        yield "verb:reflexive"


def _subject(verb: Word, around: Surroundings) -> str:
    subject = next(iter(subjects(verb)), None)
    if subject is None:
        return "none"
    if subject.i in around.sentence.names:
        return "name"
    if subject.pos_ in ("PRON", "PROPN"):
        return str(subject.pos_).lower()
    if subject.i in around.candidates.of:
        return "event"
    indefinite = any(child.lower_ in _INDEFINITES for child in children(subject, "det"))
    return "indefinite" if indefinite else "definite"


def is_main(candidate: Candidate) -> bool:
    """Whether a verb heads a main clause, alone or coordinated."""
    outer = candidate.governors[-1] if candidate.governors else candidate.predicate
    # "Le marché est calme : un titre a gagné 2 %": what follows a colon is a main clause too.
    while relation(outer) in ("conj", "parataxis") and outer.head != outer:
        outer = outer.head
    return outer.dep_ == "ROOT" or relation(outer) == "root"


def _place_cues(
    candidate: Candidate, kind: str, source: str, around: Surroundings
) -> Iterator[str]:
    sentence, story = around.sentence, around.story
    if sentence.is_main_title:
        yield "place:title"
        yield f"place:title {kind}"
    elif sentence.is_title:
        yield "place:heading"
    else:
        after = min(sentence.segment.paragraph - around.paragraph, 3)
        yield f"place:paragraph {after} {source}"
        if around.leads:
            yield f"place:lead {source}"
    if story.is_background(sentence):
        yield f"place:background {source}"
    if story.scene is not None:
        yield f"place:scene {source}"
    if around.dated:
        yield f"place:dated sentence {source}"
    elif sentence.moments:
        yield f"place:sentence with a time {source}"
    if around.candidates.items[0] is candidate:
        yield "place:first"
    yield f"place:among {min(len(around.candidates.items) // 2, 4)}"
    if sentence.doc[sentence.end - 1].text == "?":
        yield "place:question"
    if not story.dispatch:
        yield f"article:no dispatch {source}"
        typed = "typed" if candidate.type not in (None, "other") else "untyped"
        yield f"article:no dispatch {typed} {kind} {source}"
        if story.article.published is None:
            yield f"article:undated {source}"


def _topic_cues(
    candidate: Candidate, kind: str, source: str, around: Surroundings
) -> Iterator[str]:
    lemma = candidate.trigger.lemma_.lower()
    if lemma in around.topics and not around.sentence.is_main_title:
        yield f"topic:in the title {kind} {source}"
    told = around.story.told_words
    yield f"topic:told {min(told[lemma], 3)} times {kind} {source}"
    if candidate.type not in (None, "other") and told[f"type {candidate.type}"]:
        yield f"topic:type told before {kind} {source}"


def _date_cues(date: DateSpan, story: Story) -> Iterator[str]:
    published = story.article.published
    days = date.days
    if days is None:
        yield "date:open"
    else:
        grain = "days" if days <= 2 else "month" if days <= 31 else "year"
        yield f"date:{grain if days <= _YEAR else 'years'}"
    if published is None or published.start is None or date.start is None or date.end is None:
        return
    today = published.start.ordinal
    if date.start.ordinal > today:
        yield "date:ahead"
    elif date.end.ordinal >= today - _RECENT:
        yield "date:recent"
    else:
        yield "date:this year" if date.end.ordinal > today - _YEAR else "date:old"
