"""What stands around an event that may tell its type: the cues that `event_types` weighs.

A shared cue is a pair of a type and the way in which it stands in the context; the others are of no
type by themselves.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from timeline.extraction.candidates import Candidate
from timeline.extraction.discourse import Told
from timeline.extraction.frames import frames_of
from timeline.extraction.lexicon import Argument, Lexicon
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import (
    DEFINITES,
    DEMONSTRATIVES,
    children,
    has_possessive,
    is_passive,
    is_reflexive,
    subjects,
)
from timeline.extraction.tree import Word
from timeline.extraction.verb_groups import NO_GROUPS

# Types that say little about what an article tells: events of all kinds are announced.
_UNTELLING = frozenset({"other", "announce"})
# Groups of words that say that something happens, but not what.
_EMPTY = frozenset(
    {"aspectual", "occurrence", "light", "phases", "postponing", "cancelling", "deciding",
     "modal.planned", "event_nouns"}
)  # fmt: skip
# What speaks of something in a sentence, and from which part of its entries with which type.
_CONTENT = frozenset({"NOUN", "ADJ"})
_SPOKEN = 0.3
# From which parts of what tells a type the article as a whole is about it.
_SHARES = (0.08, 0.16, 0.3)
# From how much the nouns of its title go with a type.
_TOPICAL = (0.3, 0.9)


@dataclass(slots=True)
class Setting:
    """What an article tells besides each mention: the types that the lexicon gives its events, told
    or only spoken of, as they stand in the text."""

    lexicon: Lexicon
    of_article: Counter[str] = field(default_factory=Counter)
    of_title: Counter[str] = field(default_factory=Counter)
    # What the nouns of the title go with, by how much.
    topics: dict[str, float] = field(default_factory=dict)
    of_paragraph: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    of_sentence: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    of_word: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    # Sentence and position of each event of a type, in order, and these types.
    places: list[tuple[int, int]] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    # The same by place, and what the words of the sentences that were asked for go with.
    at: dict[tuple[int, int], str] = field(default_factory=dict)
    _spoken: dict[int, Counter[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, judged: Iterable[Told], lexicon: Lexicon) -> Setting:
        """The setting of the events of an article, told or passed over."""
        setting = cls(lexicon)
        found = []
        for item in judged:
            candidate, sentence = item.candidate, item.sentence
            if sentence.is_main_title and not setting.topics:
                setting.topics = _topics(sentence, lexicon)
            kind = candidate.type
            if kind is None or kind in _UNTELLING:
                continue
            found.append((sentence.index, candidate.trigger.i, kind))
            setting.of_article[kind] += 1
            setting.of_word[candidate.trigger.lemma_.lower()][kind] += 1
            setting.of_paragraph[sentence.segment.paragraph][kind] += 1
            setting.of_sentence[sentence.index][kind] += 1
            if sentence.is_main_title:
                setting.of_title[kind] += 1
        found.sort()
        setting.places = [(sentence, word) for sentence, word, _ in found]
        setting.types = [kind for *_, kind in found]
        setting.at = dict(zip(setting.places, setting.types, strict=True))
        return setting

    def spoken_of(self, sentence: Sentence) -> Counter[str]:
        """How many words of a sentence go with each type."""
        if sentence.index not in self._spoken:
            words = [token for token in sentence.tokens if token.pos_ in _CONTENT]
            kinds = (kind for word in words for kind in _topics_of(word, self.lexicon))
            self._spoken[sentence.index] = Counter(kinds)
        return self._spoken[sentence.index]


def _topics_of(word: Word, lexicon: Lexicon) -> list[str]:
    topics = lexicon.expected.topics.get(word.lemma_.lower(), ())
    return [kind for kind, part in topics if part >= _SPOKEN]


def _topics(sentence: Sentence, lexicon: Lexicon) -> dict[str, float]:
    topics: dict[str, float] = defaultdict(float)
    for token in sentence.tokens:
        if token.pos_ == "NOUN":
            for kind, part in lexicon.expected.topics.get(token.lemma_.lower(), ()):
                topics[kind] += part
    return topics


def cues_of(
    item: Told, setting: Setting, masked: bool = False
) -> tuple[list[str], set[tuple[str, str]]]:
    """The cues that hold of an event, and the shared cues, each with the type it speaks for.

    `masked` leaves out what the lexicon says of the word itself: so events of known types, too,
    teach what the context tells.
    """
    candidate, lexicon = item.candidate, setting.lexicon
    keys = lemmas_of(candidate)
    own = _own_cues(item)
    shared: set[tuple[str, str]] = set()
    if not masked:
        own.append(f"word:{'in no entry' if candidate.type is None else 'of no type'}")
        for key in keys:
            known = lexicon.expected.senses.get(key, ())
            shared.update((kind, "word:in another sense") for kind in known)
            if len(known) == 1:
                shared.add((known[0], "word:in its one other sense"))
    for slot, argument in _arguments(item, lexicon):
        _argument_cues(slot, argument, lexicon, own, shared)
    empty = any(not _EMPTY.isdisjoint(lexicon.groups.get(key, NO_GROUPS)) for key in keys)
    shared.update(_near_cues(item, setting, empty))
    shared.update(_article_cues(item, setting, empty, masked))
    return list(dict.fromkeys(own)), shared


def lemmas_of(candidate: Candidate) -> list[str]:
    """The lemmas under which the lexicon files an event, that of its trigger first."""
    verb = candidate.predicate
    keys = [candidate.trigger.lemma_.lower(), verb.lemma_.lower()]
    if is_reflexive(verb):
        keys.append(f"se {keys[1]}")
    return list(dict.fromkeys(keys))


def _own_cues(item: Told) -> list[str]:
    """What the form of the word says."""
    candidate = item.candidate
    own: list[str] = []
    if candidate.weak:
        own.append("form:weak")
    if candidate.is_noun:
        noun = candidate.trigger
        own += ("form:noun", f"form:noun {_determiner(item)}")
        own.append(f"form:happening {int(noun.happening * 4.99)}")
        own += [f"argument:{adjective.lemma_.lower()}" for adjective in children(noun, "amod")]
    else:
        own += ("form:verb", f"form:{candidate.tense}")
        if is_passive(candidate.predicate):
            own.append("form:passive")
        if is_reflexive(candidate.predicate):
            own.append("form:reflexive")
    return own


def _determiner(item: Told) -> str:
    noun = item.candidate.trigger
    words = {child.lower_ for child in children(noun, "det")}
    if not words.isdisjoint(DEMONSTRATIVES):
        return "demonstrative"
    if not words.isdisjoint(DEFINITES):
        return "definite"
    return "possessive" if has_possessive(noun) else "indefinite"


def _arguments(item: Told, lexicon: Lexicon) -> Iterator[tuple[str, Argument]]:
    """What takes part in an event, by slot or preposition; of a noun with a light verb both."""
    candidate = item.candidate
    words = [candidate.predicate]
    if candidate.trigger is not candidate.predicate and candidate.trigger.pos_ in ("NOUN", "PROPN"):
        words.append(candidate.trigger)
    for word in words:
        frame = frames_of(word, item.sentence, lexicon)[0]
        for argument in frame.subject:
            yield "subject", argument
        for argument in frame.object:
            yield "object", argument
        for case, argument in frame.complements:
            yield case or "bare", argument


def _argument_cues(
    slot: str, argument: Argument, lexicon: Lexicon, own: list[str], shared: set[tuple[str, str]]
) -> None:
    own.append(f"argument:{slot}")
    if argument.entity:
        own.append(f"argument:{slot} {argument.entity}")
    if argument.money or argument.number:
        own.append(f"argument:{slot} {'money' if argument.money else 'number'}")
    if argument.name and not argument.common:
        return
    own.append(f"argument:{argument.lemma}")
    for name in lexicon.expected.classes.get(argument.lemma, ()):
        own += (f"argument:{slot} @{name}", f"argument:@{name}")
    core = "core" if slot in ("subject", "object") else "complement"
    for kind, part in lexicon.expected.topics.get(argument.lemma, ()):
        much = "mostly" if part >= 0.5 else "partly"
        shared.add((kind, f"argument:{much}"))
        shared.add((kind, f"argument:{core} {much}"))


def _near_cues(item: Told, setting: Setting, empty: bool) -> Iterator[tuple[str, str]]:
    """The types of the events next to it in the text, and what the sentence speaks of."""
    candidate, sentence = item.candidate, item.sentence
    form = "noun" if candidate.is_noun else "verb"
    position = (sentence.index, candidate.trigger.i)
    own = setting.at.get(position)
    here, around = setting.of_sentence[position[0]], setting.of_paragraph
    for kind, times in around[sentence.segment.paragraph].items():
        if times > here[kind]:
            yield kind, "near:in the paragraph"
        if here[kind] > (kind == own):
            yield kind, "near:in the sentence"
    for head in dict.fromkeys((candidate.trigger, candidate.predicate)):
        for child in head.children:
            if (below := setting.at.get((position[0], child.i))) and child is not candidate.trigger:
                yield below, f"near:below a {form}"
        above = setting.at.get((position[0], head.head.i))
        if above and head.head is not candidate.trigger:
            yield above, f"near:above a {form}"
    place = bisect_left(setting.places, position)
    if place:
        before = setting.types[place - 1]
        how = _determiner(item) if candidate.is_noun else "verb"
        yield before, "near:before"
        yield before, f"near:before {how}"
        if empty:
            yield before, f"near:before an empty {form}"
        if any(word.pos_ == "PRON" for word in subjects(candidate.predicate)):
            yield before, f"near:before a pronoun{' that only happens' if empty else ''}"
        if place > 1:
            yield setting.types[place - 2], "near:before that"
    after = place + (own is not None)
    if after < len(setting.types):
        yield setting.types[after], "near:after"
    spoken = setting.spoken_of(sentence)
    if candidate.trigger.pos_ in _CONTENT:
        spoken = spoken - Counter(_topics_of(candidate.trigger, setting.lexicon))
    for kind, times in spoken.items():
        if times:
            yield kind, "near:a word of the sentence"
        if times > 1:
            yield kind, "near:words of the sentence"


def _article_cues(
    item: Told, setting: Setting, empty: bool, masked: bool
) -> Iterator[tuple[str, str]]:
    """What the article as a whole tells, without the event itself."""
    candidate = item.candidate
    form = "noun" if candidate.is_noun else "verb"
    own = candidate.type if candidate.type not in _UNTELLING else None
    whole = setting.of_article.total() - (own is not None)
    for kind, times in setting.of_article.items():
        times -= kind == own
        if not times:
            continue
        for share in _SHARES:
            if times / whole >= share:
                yield kind, f"article:{share}"
        if times / whole >= _SHARES[-1]:
            yield kind, f"article:{_SHARES[-1]} {form}"
        if times == 1:
            yield kind, "article:once"
    for kind, weight in setting.topics.items():
        for least in _TOPICAL:
            if weight >= least:
                yield kind, f"title:topic {least}"
    if not item.sentence.is_main_title:
        how = _determiner(item) if candidate.is_noun else "verb"
        for kind in setting.of_title:
            yield kind, "title:told"
            yield kind, f"title:told {how}"
            if empty:
                yield kind, f"title:told, empty {form}"
    if not masked:
        for kind in setting.of_word.get(candidate.trigger.lemma_.lower(), ()):
            yield kind, "article:the same word"
