"""How much speaks for two mentions telling one event: named match weights that add up.

After Fellegi and Sunter (1969), "A Theory for Record Linkage": each comparison gives evidence for
or against, in log-odds, and the sum decides. The weights stand in `lexicons/matching.toml`; the
script `data/training/train_matching.py` calibrates them on gold.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from timeline.model import Component
from timeline.reconciliation.amounts import amounts_agree, amounts_contradict
from timeline.reconciliation.contradiction import (
    MANY_NAMES,
    are_of_one_kind,
    contradict,
    forbidden,
    share_of_names,
)
from timeline.reconciliation.dating import date_level, is_news
from timeline.reconciliation.knowledge import knowledge
from timeline.reconciliation.profiles import Profile
from timeline.reconciliation.wording import STEM, likeness

# Of the names of the article that has fewer, how many the other has too.
_CASTS = (
    (0.4, "most names"),
    (MANY_NAMES, "many names"),
    (0.1, "some names"),
    (0.01, "few names"),
    (0.0, "no name"),
)
_FEW = 3  # mentions of a date
_COPIED = 0.4
_LIKENESS = ((0.03, "other wording"), (0.16, "some wording"), (0.35, "much wording"))


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome for a pair: the sum, its parts, and what forbids the match, if anything."""

    score: float
    components: tuple[Component, ...]
    forbidden: str | None = None


def compare(a: Profile, b: Profile) -> Comparison:
    """The evidence that two mentions tell one event; they are one where the sum is positive."""
    reason = contradict(a, b)
    if reason is not None:
        return Comparison(float("-inf"), (), reason)
    weights = match_weights()
    components = [weights["prior"], *(weights[name] for name in levels(a, b))]
    return Comparison(sum(one.weight for one in components), tuple(components))


def score(a: Profile, b: Profile) -> float | None:
    """The sum alone, as `compare` gives it; None where something forbids the match."""
    level = date_level(a, b)
    if forbidden(a, b, level) is not None:
        return None
    weights = _weights()
    return sum([weights[name] for name in _levels(a, b, level)], weights["prior"])


def levels(a: Profile, b: Profile) -> list[str]:
    """The names of the comparisons that hold of a pair, each a name in `match_weights`."""
    return _levels(a, b, date_level(a, b))


def _levels(a: Profile, b: Profile, dates: str) -> list[str]:
    found = [_predicate(a, b), dates]
    if a.root == b.root and a.lemma != b.lemma:
        found.append("words of one root")
    found += _names(a, b)
    if found[0] == "other kinds" and a.everyone & b.everyone and not a.nouns & b.nouns:
        # Of those whom a story is about it tells many things ("arrêté", "relâché").
        found.append("another thing of somebody")
    found += _things(a, b)
    if a.article == b.article:
        found.append("one sentence" if a.sentence == b.sentence else "one article")
        if a.id == b.refers_to or b.id == a.refers_to:
            found.append("refers back")
        elif a.id == b.carried_from or b.id == a.carried_from:
            found.append("takes over its date")
    else:
        found += _uniqueness(a, b)
    if a.article != b.article or a.sentence != b.sentence:
        found += _wording(a, b)
    if a.factuality != b.factuality:
        found.append(_factuality(a, b))
    if a.ordinals and a.ordinals == b.ordinals:
        found.append("same ordinal")
    return found


def _things(a: Profile, b: Profile) -> Iterator[str]:
    """Noun phrases, amounts and places."""
    if a.nouns and b.nouns:
        yield "same noun phrase" if a.nouns & b.nouns else "other noun phrases"
    if a.amounts and b.amounts:
        if any(amounts_agree(x, y) for x in a.amounts for y in b.amounts):
            yield "amounts agree"
        elif amounts_contradict(a.amounts, b.amounts):
            yield "amounts differ"
    if a.places and b.places:
        yield "same place" if a.places & b.places else "other places"


def _uniqueness(a: Profile, b: Profile) -> Iterator[str]:
    """How much else the two articles tell of that date, and of that kind."""
    dated = a.date is not None and b.date is not None
    meet = dated and a.first <= b.last and b.first <= a.last
    if meet and not (is_news(a) and is_news(b)):
        crowd = max(a.crowd, b.crowd)
        yield f"{'alone' if crowd == 1 else 'few' if crowd <= _FEW else 'many'} on that date"
    share = share_of_names(a, b)
    yield f"articles share {next(name for least, name in _CASTS if share >= least)}"
    if a.type == b.type and a.type not in knowledge().vague:
        if max(a.of_its_kind, b.of_its_kind) <= 1:
            yield "only one of its kind in both articles"
        elif min(a.of_its_kind, b.of_its_kind) > 1:
            yield "several of its kind in both articles"


def _wording(a: Profile, b: Profile) -> Iterator[str]:
    """How alike two sentences are."""
    share = likeness(a.stems, b.stems)
    yield next((name for most, name in _LIKENESS if share <= most), "same wording")
    if a.story == b.story and a.article != b.article and share > _COPIED:
        yield "sentence of a copy"
    both = len(a.marks & b.marks)
    if both:
        yield "a name or figure of both" if both == 1 else "names or figures of both"
    elif a.marks and b.marks:
        yield "other names and figures"
    if a.lemma != b.lemma and (a.lemma[:STEM] in b.stems or b.lemma[:STEM] in a.stems):
        yield "its word in the other sentence"


def _predicate(a: Profile, b: Profile) -> str:
    known = knowledge()
    same_type = are_of_one_kind(a, b)
    if a.lemma == b.lemma:
        return "same word, same kind" if same_type else "same word"
    if same_type:
        return "same kind"
    if (a.type, b.type) in known.kindred:
        return "kindred kinds"
    return "other kinds" if known.are_other_kinds(a.type, b.type) else "kind unknown"


def _factuality(a: Profile, b: Profile) -> str:
    both = {a.factuality, b.factuality}
    if "negated" in both:
        return "told and denied"
    if both == {"planned", "actual"}:
        plan, deed = (a, b) if a.factuality == "planned" else (b, a)
        if plan.published is None or deed.published is None or plan.published <= deed.published:
            return "planned, then done" if plan.article != deed.article else "planned and done"
    return "alleged and told" if both == {"alleged", "actual"} else "other factuality"


def _names(a: Profile, b: Profile) -> list[str]:
    common = a.everyone & b.everyone
    if not common:
        if a.words & b.words:
            return ["a similar name"]
        if a.everyone - a.shared and b.everyone - b.shared:
            return ["no name in common"]
        return ["nobody named" if not (a.everyone or b.everyone) else "one names nobody"]
    found = []
    telling = common - a.subjects - b.subjects
    roles = (a.patients & b.patients, a.agents & b.agents)
    if telling:
        found.append("a telling name in common" if len(telling) == 1 else "telling names in common")
    if common - telling:
        found.append("the subject in common")
    if roles[0]:
        found.append("same patient")
    if roles[1]:
        found.append("same agent")
    if not roles[0] and not roles[1]:
        found.append("in another role")
    if (a.everyone - b.everyone) and (b.everyone - a.everyone):
        found.append("others take part")
    return found


@cache
def match_weights() -> dict[str, Component]:
    """The weight of each comparison by its name."""
    path = files("timeline.resources") / "lexicons" / "matching.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: Component(name, weight) for name, weight in data["weights"].items()}


@cache
def _weights() -> dict[str, float]:
    return {name: one.weight for name, one in match_weights().items()}
