"""Which event of the article a noun takes up: "ce vol", "la vente", "le sinistre".

A noun takes up an event told by the same word or by the verb that it is the noun of, or one of a
kind that it may stand for (`resources/lexicons/references.toml`), told of the same names. Of these
the same word counts first, then the nearest: the constraints and preferences of Lappin and Leass
(1994), for events.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from enum import IntEnum
from functools import lru_cache
from importlib import resources

from timeline.extraction.candidates import Candidate
from timeline.extraction.discourse import MEMORY, Story, Told
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import DEMONSTRATIVES, children, feature, objects
from timeline.extraction.tree import Word, remembered

# Types too wide to say that two words name one event.
WIDE = frozenset({None, "other", "announce"})
# How many letters a verb and its noun share; a shorter verb shares all before its ending.
_ROOT = 5
_ENDINGS = ("er", "ir", "re")
# Adjectives by which a noun is another event than the one told last, unless that has them, too.
_ANOTHER = frozenset(
    {"nouveau", "autre", "second", "deuxième", "troisième", "prochain", "futur", "précédent"}
)
# What goes on for more days is no one event ("à partir de 2024, il enchaîne les procédures").
_LONGEST = 366
# How many sentences back a noun takes up what it does not name.
_NEAR = 3


class Link(IntEnum):
    """By what a noun and the word of an event may name one event, the surest last."""

    NONE = 0
    KIND = 1
    WORD = 2


def referent(candidate: Candidate, sentence: Sentence, story: Story) -> int | None:
    """Index of the dated event told before that a noun takes up; of a title, told in the body."""
    told = story.backwards() if not sentence.is_main_title else enumerate(story.told[:MEMORY])
    if any(word.lemma_ == "premier" for word in candidate.trigger.children):
        told = iter(sorted(told, key=_first))
    may_be = _may_be(candidate, sentence)
    nearest, far = None, set[int]()
    for index, other in told:
        link = may_be(other)
        if link is Link.WORD:
            return index
        if link is Link.KIND and sentence.index - other.sentence.index > _NEAR:
            far.add(index)
        elif link is Link.KIND and nearest is None:
            nearest = index
    if nearest is None and len({story.told[index].dating.date for index in far}) == 1:
        # "La catastrophe" is the only one told of, however long ago.
        return max(far)
    return nearest


def _may_be(candidate: Candidate, sentence: Sentence) -> Callable[[Told], Link]:
    """By what a noun of a sentence may take up an event, if nothing says that it is another."""
    noun = candidate.trigger
    lemma, plural = noun.lemma_.lower(), _is_plural(noun)
    known = _references()
    kinds, verbs = known.types.get(lemma, frozenset()), known.verbs.get(lemma, frozenset())
    shown = any(word.lower_ in DEMONSTRATIVES for word in children(noun, "det"))
    another = frozenset() if shown else _ANOTHER & _lemmas(noun.children)
    names, figures = _names(candidate, sentence), _figures(candidate, sentence)

    def link(other: Candidate) -> Link:
        word, like = other.trigger.lemma_.lower(), other.type in kinds
        if other.is_noun:
            if plural and not _is_plural(other.trigger):
                return Link.NONE
            return Link.WORD if lemma == word else Link.KIND if like else Link.NONE
        near = bool(kinds) and noun.lemma_ in _lemmas_near(other.predicate)
        if near and any(_is_same_noun(noun, one) for one in objects(other.predicate)):
            # "Il a déposé une offre", "cette offre"
            return Link.WORD
        if plural:
            return Link.NONE
        if lemma == word or _is_derived(lemma, word):
            return Link.WORD
        if word in verbs:
            # "Ils ont repris le travail" is no takeover.
            return Link.WORD if like or candidate.type in WIDE else Link.NONE
        return Link.KIND if like else Link.NONE

    def link_to(other: Told) -> Link:
        found = link(other.candidate)
        if found is Link.NONE:
            return found
        days = other.dating.date.days if other.dating.date is not None else None
        differs = (
            days is None
            or days > _LONGEST
            or other.factuality == "hypothetical"
            or sentence.is_main_title
            and other.dating.source == "publication"
            or another
            and not another & _lemmas(other.candidate.trigger.children)
            or _is_of_it(candidate, other, sentence)
            or _differ(names, _names(other.candidate, other.sentence), found)
            or not _agree(figures, _figures(other.candidate, other.sentence))
        )
        return Link.NONE if differs else found

    return link_to


def _first(item: tuple[int, Told]) -> int:
    return item[0]


@remembered
def _lemmas_near(verb: Word) -> frozenset[str]:
    """The lemmas of the words among which the objects of a verb are."""
    return frozenset(word.lemma_ for word in (*verb.children, verb.head))


def _is_derived(noun: str, verb: str) -> bool:
    """Whether a noun begins as the verb that it names, both lemmas in lower case ("disparition",
    "disparaître"; "vol", "voler")."""
    stem = verb[:-2] if verb.endswith(_ENDINGS) else verb
    return noun[:_ROOT] == verb[:_ROOT] if len(stem) >= _ROOT else noun == stem


def _lemmas(words: Iterable[Word]) -> set[str]:
    return {word.lemma_.lower() for word in words}


def _is_same_noun(noun: Word, other: Word) -> bool:
    return noun.lemma_.lower() == other.lemma_.lower() and _is_plural(noun) == _is_plural(other)


def _is_plural(noun: Word) -> bool:
    return feature(noun, "Number") == "Plur"


def _is_of_it(candidate: Candidate, other: Told, sentence: Sentence) -> bool:
    """Whether a noun takes part in an event of its sentence: "tué la nuit de sa disparition"."""
    if other.sentence is not sentence:
        return False
    return any(word is other.candidate.predicate for word in candidate.trigger.ancestors)


def _differ(names: set[str], others: set[str], link: Link) -> bool:
    """Whether two events are of different names."""
    return bool(names) and not names & others and (bool(others) or link is Link.KIND)


def _agree(some: set[float], others: set[float]) -> bool:
    """Whether figures can be the same, rounded as news rounds them: within a tenth."""
    near = any(abs(a - b) <= 0.1 * max(abs(a), abs(b)) for a in some for b in others)
    return near or not some or not others


def _figures(candidate: Candidate, sentence: Sentence) -> set[float]:
    """The amounts that belong to an event ("la vente de 300 actions")."""
    below = (sentence.amounts.get(word.i) for word in candidate.trigger.subtree)
    return {found.amount.value for found in below if found is not None}


def _names(candidate: Candidate, sentence: Sentence) -> set[str]:
    """The words with a capital of the names that take part in an event."""
    verb = candidate.predicate
    below = {word.i for word in candidate.trigger.subtree}
    if not candidate.is_noun:
        below |= {word.i for word in verb.subtree}
        if verb.relation == "acl":
            below.add(verb.head.i)
    found = (sentence.names[i].text for i in below if i in sentence.names)
    return {word.lower() for name in found for word in name.split() if word[:1].isupper()}


class _References:
    """What `references.toml` says: the verbs of nouns, and the types that nouns take up."""

    def __init__(self) -> None:
        source = resources.files("timeline").joinpath("resources", "lexicons", "references.toml")
        data = tomllib.loads(source.read_text("utf-8"))
        self.verbs: Mapping[str, frozenset[str]] = {
            noun: frozenset(verbs) for noun, verbs in data.pop("verbs").items()
        }
        types: dict[str, set[str]] = {}
        for table in data.values():
            for noun in table["nouns"]:
                types.setdefault(noun, set()).update(table["types"])
        self.types: Mapping[str, frozenset[str]] = {
            noun: frozenset(found) for noun, found in types.items()
        }


@lru_cache(maxsize=1)
def _references() -> _References:
    return _References()
