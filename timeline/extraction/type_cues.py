"""What stands around an event that may tell its type: the cues that `event_types` weighs.

A shared cue is a pair of a type and the way in which it stands in the context; the others are of no
type by themselves.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from timeline.extraction.candidates import Candidate
from timeline.extraction.discourse import Told
from timeline.extraction.frames import frames_of
from timeline.extraction.lexicon import Argument, Lexicon
from timeline.extraction.syntax import (
    DEFINITES,
    DEMONSTRATIVES,
    children,
    has_possessive,
    is_passive,
    is_reflexive,
    subjects,
)
from timeline.extraction.type_setting import CONTENT, UNTELLING, Setting, topics_of
from timeline.extraction.verb_groups import NO_GROUPS

# Groups of words that say that something happens, but not what.
_EMPTY = frozenset(
    {"aspectual", "occurrence", "light", "phases", "postponing", "cancelling", "deciding",
     "modal.planned", "event_nouns"}
)  # fmt: skip


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
    if candidate.trigger.pos_ in CONTENT:
        spoken = spoken - Counter(topics_of(candidate.trigger, setting.lexicon))
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
    own = candidate.type if candidate.type not in UNTELLING else None
    yield from setting.shares_without(own, form)
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
