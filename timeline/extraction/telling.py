"""Whether a sentence tells an event, or only speaks of one: a linear model over named cues.

A date in the clause, a completed tense, a main clause, a name for a subject speak for it; a state,
an infinitive, a bare noun behind a preposition speak against it. Each cue has a weight in
`resources/lexicons/telling.toml`, learned by `data/training/train_telling.py` from articles
annotated by reading; the weights that hold of a candidate add up to its log-odds (logistic
regression), so the probability can be taken apart again: `Telling.components` does it.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from timeline.extraction.candidates import Candidate, Candidates
from timeline.extraction.discourse import Dating, Story
from timeline.extraction.lexicon import Lexicon
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import (
    DEFINITES,
    DEMONSTRATIVES,
    Tense,
    children,
    complements,
    has_possessive,
    is_passive,
    is_reflexive,
    objects,
    preposition,
    subjects,
)
from timeline.extraction.tree import Word
from timeline.extraction.verb_groups import groups_of
from timeline.model import Component, DateSpan, Factuality

# How far back, in days, the news of a dispatch and of a year reach.
_RECENT, _YEAR = 10, 366
_INDEFINITES = frozenset({"un", "une", "des"})
_ASPECTS = {
    aspect: f"aspect.{aspect}"
    for aspect in ("happening", "act", "utterance", "process", "state", "feeling", "support")
}
_FUSED = frozenset({"du", "des", "au", "aux"})
_SAYING = ("reporting", "opinion", "stative")
_MODALS = ("planned", "hypothetical", "negated", "actual")


@dataclass(frozen=True, slots=True)
class Telling:
    """How likely a candidate is told as an event, 0 to 1, and the cues that say so."""

    probability: float
    cues: tuple[str, ...]

    def components(self) -> tuple[Component, ...]:
        """Log-odds by kind of cue ("date", "tense", …), strongest first; what every candidate
        starts from is "base". They add up to the log-odds of `probability`."""
        weights = _weights()
        weight_of, kind_of = weights.cues.get, weights.kinds.get
        sums = {"base": weights.intercept}
        for cue in self.cues:
            kind = kind_of(cue) or cue[: cue.index(":")]
            sums[kind] = sums.get(kind, 0.0) + weight_of(cue, 0.0)
        parts = sorted([_ranked(kind, total) for kind, total in sums.items()])
        return tuple([component for _, _, component in parts])


@lru_cache(maxsize=8192)
def _ranked(kind: str, total: float) -> tuple[float, str, Component]:
    """What a kind of cue adds, behind what it is sorted by; the candidates of all articles share
    the few different ones."""
    weight = round(total, 2)
    return -abs(weight), kind, Component(kind, weight)


@dataclass(frozen=True, slots=True)
class _Weights:
    intercept: float
    threshold: float
    threshold_elsewhere: float
    threshold_alone: float
    cues: dict[str, float]
    kinds: dict[str, str]  # What stands before the colon of each cue.


@lru_cache(maxsize=1)
def _weights() -> _Weights:
    source = resources.files("timeline").joinpath("resources", "lexicons", "telling.toml")
    data = tomllib.loads(source.read_text("utf-8"))
    tables = data["cues"].items()
    cues = {f"{kind}:{name}": w for kind, table in tables for name, w in table.items()}
    kinds = {cue: cue.partition(":")[0] for cue in cues}
    thresholds = data["threshold"], data["threshold_elsewhere"], data["threshold_alone"]
    return _Weights(data["intercept"], *thresholds, cues, kinds)


def threshold(dispatch: bool, alone: bool = False) -> float:
    """The probability from which a candidate counts as told: more is asked for outside dispatches,
    which argue about events more than they tell them, less in these where no other counts."""
    least = _weights().threshold_alone if alone else _weights().threshold
    return least if dispatch else _weights().threshold_elsewhere


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
    weight_of = weights.cues.get
    odds = weights.intercept + sum([weight_of(cue, 0.0) for cue in cues])
    return Telling(1 / (1 + math.exp(-odds)), cues)


def quoted_positions(sentence: Sentence) -> frozenset[int]:
    """Positions of the tokens between guillemets."""
    tokens = sentence.doc.words[sentence.start : sentence.end]
    marks = [token for token in tokens if token.text == "«" or token.text == "»"]
    depth, opened = 0, 0
    inside: set[int] = set()
    for mark in marks:
        if mark.text == "«":
            opened = opened if depth else mark.i
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                inside.update(range(opened, mark.i + 1))
    if depth:
        inside.update(range(opened, sentence.end))
    return frozenset(inside)


def _cues(
    candidate: Candidate, factuality: Factuality, dating: Dating, around: Surroundings
) -> list[str]:
    """Names of the cues that hold, as `kind:name`; many by where the date is from."""
    sentence, trigger = around.sentence, candidate.trigger
    source = "own" if dating.source in ("explicit", "relative") else dating.source
    is_noun = candidate.is_noun
    kind = "noun" if is_noun else "verb"
    via = dating.via if source == "narrative" else None
    found = [*_form_cues(kind, source, via, candidate.tense, factuality)]
    found += _type_cues(candidate.type, candidate.weak, kind, source)
    if not is_noun:
        verb = candidate.predicate
        aspect = _aspect(verb, around.lexicon)
        groups = groups_of(verb, around.lexicon)
        found += _group_cues(groups, aspect, candidate.tense, source)
    found += (_noun_cues if is_noun else _verb_cues)(candidate, around, source)
    if sentence.amounts or sentence.names:
        below = [token.i for token in trigger.subtree]
        if candidate.predicate is not trigger and not is_noun:
            below += [token.i for token in candidate.predicate.subtree]
        if not sentence.amounts.keys().isdisjoint(below):
            found.append(f"content:amount {source}")
        if not sentence.names.keys().isdisjoint(below):
            found.append(f"content:name {source}")
    if trigger.i in around.quoted:
        found.append(f"place:quoted {source}")
    found += _place_cues(candidate, kind, source, around)
    found += _topic_cues(candidate, kind, source, around)
    if dating.date is not None and source == "own":
        found += _date_cues(dating.date, around.story)
    return found


# Cues that depend on few things are put into words once for all candidates of whom these are true.
@lru_cache(maxsize=1024)
def _form_cues(
    kind: str, source: str, via: str | None, tense: Tense, factuality: Factuality
) -> tuple[str, ...]:
    found = (
        f"date:{source}",
        f"date:{kind} {source}",
        f"tense:{tense} {source}",
        f"factuality:{factuality} {source}",
    )
    return found if via is None else (*found, f"date:by {via} {kind}")


@lru_cache(maxsize=1024)
def _type_cues(type_: str | None, weak: bool, kind: str, source: str) -> tuple[str, ...]:
    typed = type_ not in (None, "other")
    known = "typed" if typed else "listed" if type_ else "unknown"
    found = [f"type:{known} {kind} {source}"]
    if type_:
        found.append(f"type:{type_}")
    if weak:
        found.append(f"type:weak {source}")
    return tuple(found)


@lru_cache(maxsize=1024)
def _group_cues(groups: frozenset[str], aspect: str, tense: Tense, source: str) -> tuple[str, ...]:
    saying = [f"type:{group} {source}" for group in _SAYING if group in groups]
    return (*saying, f"aspect:{aspect} {source}", f"aspect:{aspect} {tense}")


def _aspect(verb: Word, lexicon: Lexicon) -> str:
    """What a verb tells by itself: a table of `aspect.toml`, that of its reflexive first."""
    lemma = verb.lemma_.lower()
    keys = [f"se {lemma}", lemma] if is_reflexive(verb) else [lemma]
    for key in keys:
        groups = lexicon.groups.get(key)
        if groups:
            for aspect, group in _ASPECTS.items():
                if group in groups:
                    return aspect
    return "unknown"


def _noun_cues(candidate: Candidate, around: Surroundings, source: str) -> list[str]:
    noun = candidate.trigger
    above = around.candidates.of.get(noun.head.i)
    found = [
        f"noun:happening {int(noun.happening * 4.99)} {source}",
        f"noun:{_determiner(noun)} {source}",
        f"clause:noun {noun.relation} {source}",
        f"clause:noun behind {preposition(noun) or 'nothing'}",
        f"clause:noun below {'an event' if above is not None else noun.head.pos_}",
    ]
    if children(noun, "amod"):
        found.append("noun:adjective")
    if any(case == "de" for case, _ in complements(noun)):
        found.append("noun:of something")
    return found


def _determiner(noun: Word) -> str:
    if has_possessive(noun):
        return "possessive"
    words = {child.lower_ for child in children(noun, "det") if child.i < noun.i}
    if not words.isdisjoint(DEMONSTRATIVES):
        return "demonstrative"
    cases = [child.lower_ for child in children(noun, "case")]
    if not words.isdisjoint(DEFINITES) or not _FUSED.isdisjoint(cases):
        return "definite"
    return "indefinite" if words else "bare"


def _verb_cues(candidate: Candidate, around: Surroundings, source: str) -> list[str]:
    verb, sentence = candidate.predicate, around.sentence
    outer = candidate.governors[-1] if candidate.governors else verb
    link = outer.dep_ if outer.relation == "acl" else outer.relation
    found = [f"clause:verb {link} {source}", f"subject:{_subject(verb, around)} {source}"]
    if is_main(candidate):
        where = "title" if sentence.is_title else "text"
        found.append(f"clause:main {source}")
        found.append(f"clause:main {candidate.tense} {where} {source}")
    for governor in candidate.governors:
        groups = groups_of(governor, around.lexicon)
        found += [f"modal:{group}" for group in _MODALS if f"modal.{group}" in groups]
    if objects(verb):
        found.append("verb:object")
    if is_passive(verb):
        found.append(f"verb:passive {source}")
    if is_reflexive(verb):
        found.append("verb:reflexive")
    return found


def _subject(verb: Word, around: Surroundings) -> str:
    listed = subjects(verb)
    if not listed:
        return "none"
    subject = listed[0]
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
    while outer.relation in ("conj", "parataxis") and outer.head is not outer:
        outer = outer.head
    return outer.dep_ == "ROOT" or outer.relation == "root"


def _place_cues(candidate: Candidate, kind: str, source: str, around: Surroundings) -> list[str]:
    sentence, story, items = around.sentence, around.story, around.candidates.items
    found = [f"place:among {min(len(items) // 2, 4)}"]
    if sentence.is_main_title:
        found += ("place:title", f"place:title {kind}")
    elif sentence.is_title:
        found.append("place:heading")
    else:
        after = min(sentence.segment.paragraph - around.paragraph, 3)
        found.append(f"place:paragraph {after} {source}")
        if around.leads:
            found.append(f"place:lead {source}")
    if story.is_background(sentence):
        found.append(f"place:background {source}")
    if story.scene is not None:
        found.append(f"place:scene {source}")
    if around.dated:
        found.append(f"place:dated sentence {source}")
    elif sentence.moments:
        found.append(f"place:sentence with a time {source}")
    if items[0] is candidate:
        found.append("place:first")
    if sentence.doc.words[sentence.end - 1].text == "?":
        found.append("place:question")
    if not story.dispatch:
        found.append(f"article:no dispatch {source}")
        typed = "typed" if candidate.type not in (None, "other") else "untyped"
        found.append(f"article:no dispatch {typed} {kind} {source}")
        if story.article.published is None:
            found.append(f"article:undated {source}")
    return found


def _topic_cues(candidate: Candidate, kind: str, source: str, around: Surroundings) -> list[str]:
    lemma = candidate.trigger.lemma_.lower()
    told = around.story.told_words
    found = [f"topic:told {min(told.get(lemma, 0), 3)} times {kind} {source}"]
    if lemma in around.topics and not around.sentence.is_main_title:
        found.append(f"topic:in the title {kind} {source}")
    if candidate.type not in (None, "other") and told.get(f"type {candidate.type}"):
        found.append(f"topic:type told before {kind} {source}")
    return found


def _date_cues(date: DateSpan, story: Story) -> list[str]:
    published = story.article.published
    days = date.days
    if days is None:
        found = ["date:open"]
    else:
        grain = "days" if days <= 2 else "month" if days <= 31 else "year"
        found = [f"date:{grain if days <= _YEAR else 'years'}"]
    if published is None or published.start is None or date.start is None or date.end is None:
        return found
    today = published.start.ordinal
    if date.start.ordinal > today:
        found.append("date:ahead")
    elif date.end.ordinal >= today - _RECENT:
        found.append("date:recent")
    else:
        found.append("date:this year" if date.end.ordinal > today - _YEAR else "date:old")
    return found
