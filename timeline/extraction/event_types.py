"""What type of event a mention tells where the lexicon leaves its word untyped: a linear model.

"L'opération", "les travaux", "il ouvrira": the word is general, what stands around it tells the
type. A conditional logit (McFadden, "Conditional logit analysis of qualitative choice behavior",
1974) weighs two kinds of cue. A shared cue says how a type stands in the context (the title is of
that type, the event before is, the lexicon has an argument's noun for it) and weighs the same
whatever the type; other cues (the form of the word, a class of its object) have a weight for each
type. The weights in `resources/lexicons/event_types.toml` are learned by
`data/training/train_types.py`. Below the threshold the type stays `other`.
"""

from __future__ import annotations

import math
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from timeline.extraction.candidates import Candidate
from timeline.extraction.discourse import Told
from timeline.extraction.frames import frames_of
from timeline.extraction.lexicon import Lexicon
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import children
from timeline.extraction.type_cues import cues_of, lemmas_of
from timeline.extraction.type_setting import Setting
from timeline.extraction.verb_groups import groups_of
from timeline.model import Component

UNTYPED = "other"
# Groups of verbs whose sentence is an announcement where it tells an event at all; other verbs of
# speech are ("lancer") where they have a clause for an object.
_UTTERED = frozenset({"willing", "aspect.utterance"})
_SAID = frozenset({"aspect.act"})


@dataclass(frozen=True, slots=True)
class Typing:
    """The type of a mention; `components` are empty where the lexicon gave it, else how much each
    kind of cue speaks for it rather than for `other`, in log-odds, strongest first."""

    type: str
    components: tuple[Component, ...] = ()


def lexical_type(candidate: Candidate, sentence: Sentence, lexicon: Lexicon) -> str:
    """The type by the lexicon; of a word in no entry, what is said, else what takes part in it."""
    if candidate.type:
        return candidate.type
    verb, noun = candidate.predicate, candidate.is_noun
    groups = frozenset() if noun else groups_of(verb, lexicon)
    if not _UTTERED.isdisjoint(groups):
        return "announce"
    if "stative" in groups:
        return UNTYPED
    part = lexicon.part_type(noun, frames_of(verb, sentence, lexicon))
    said = not _SAID.isdisjoint(groups) or "reporting" in groups and any(children(verb, "ccomp"))
    return part or ("announce" if said else UNTYPED)


def type_of(item: Told, setting: Setting) -> Typing:
    """The type of an event: the lexicon's; where this has none and the user's own entries do not
    say so, that of its context."""
    candidate, lexicon = item.candidate, setting.lexicon
    kind = lexical_type(candidate, item.sentence, lexicon)
    if kind != UNTYPED or is_typed(candidate, lexicon):
        return Typing(kind)
    return _by_context(item, setting)


def is_typed(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether the lexicon types a word, or the user's own entries leave it untyped."""
    known = candidate.type not in (None, UNTYPED)
    return known or not lexicon.settled.isdisjoint(lemmas_of(candidate))


def _by_context(item: Told, setting: Setting) -> Typing:
    weights = _weights()
    own, shared = cues_of(item, setting)
    scores = dict(weights.base)
    for cue in own:
        for kind, weight in weights.own.get(cue, {}).items():
            scores[kind] += weight
    weight_of = weights.shared.get
    for kind, cue in shared:
        if kind in scores:
            scores[kind] += weight_of(cue, 0.0)
    best = max(weights.types, key=scores.__getitem__)
    highest = scores[best]
    if 1 / sum([math.exp(score - highest) for score in scores.values()]) < weights.threshold:
        return Typing(UNTYPED)
    return Typing(best, _components(best, own, shared))


def _components(
    kind: str, own: Iterable[str], shared: Iterable[tuple[str, str]]
) -> tuple[Component, ...]:
    weights = _weights()
    sums = defaultdict(float, base=weights.base[kind] - weights.base[UNTYPED])
    for cue in own:
        table = weights.own.get(cue, {})
        sums[cue.partition(":")[0]] += table.get(kind, 0.0) - table.get(UNTYPED, 0.0)
    for one, cue in shared:
        if one == kind:
            sums[cue.partition(":")[0]] += weights.shared.get(cue, 0.0)
    parts = [Component(name, round(total, 2)) for name, total in sums.items() if round(total, 2)]
    return tuple(sorted(parts, key=lambda part: (-abs(part.weight), part.name)))


@dataclass(frozen=True, slots=True)
class _Weights:
    threshold: float
    # All but `other`.
    types: tuple[str, ...]
    base: Mapping[str, float]
    own: Mapping[str, Mapping[str, float]]
    shared: Mapping[str, float]


@lru_cache(maxsize=1)
def _weights() -> _Weights:
    source = resources.files("timeline").joinpath("resources", "lexicons", "event_types.toml")
    data = tomllib.loads(source.read_text("utf-8"))
    base = data["base"]
    types = tuple(kind for kind in base if kind != UNTYPED)
    return _Weights(data["threshold"], types, base, data["own"], data["shared"])
