"""Which of the candidates that nothing dates are kept all the same, as undated mentions.

What an article tells besides its dated events is part of the story where it is an event of its own:
"poursuivi pour avoir renversé une cycliste", "la digue ayant cédé", "a échappé à la faillite".
States, opinions, generic statements and bare topics are not.
"""

from __future__ import annotations

from collections.abc import Container

from timeline.extraction.candidates import Candidate
from timeline.extraction.discourse import Story, Told
from timeline.extraction.lexicon import Lexicon
from timeline.extraction.operators import (
    has_goal_opening,
    is_confirmed,
    reading_of_clause,
    reading_of_noun,
)
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import (
    DEFINITES,
    DEMONSTRATIVES,
    OVER,
    auxiliaries,
    children,
    complements,
    feature,
    has_possessive,
    preposition,
    subjects,
    tense,
)
from timeline.extraction.tree import Word
from timeline.extraction.verb_groups import among, groups_of

# What a verb must tell by itself: a change or an act; a word in no table may do so, too.
_NO_EVENT = frozenset(
    {"aspect.process", "aspect.state", "aspect.feeling", "aspect.utterance", "aspect.support"}
)
# Types of nouns that are talk about an event more than one.
_VAGUE_TYPES = frozenset({None, "other", "announce", "legislate", "price_change", "transfer_money"})
# Modals that say what may or ought to be in general, and of what their subject is capable.
_GENERAL = frozenset({"pouvoir", "devoir", "falloir", "permettre", "continuer", "faire", "laisser"})
_INTENDED = frozenset({"modal.planned", "modal.hypothetical", "modal.negated"})
_NOBODY = frozenset(
    {
        "je",
        "j'",
        "tu",
        "nous",
        "vous",
        "on",
        "ça",
        "cela",
        "ce",
        "c'",
        "quiconque",
        "l'on",
        "rien",
        "tout",
    }
)
_UNTYPED = frozenset({None, "other"})
_SAID = _UNTYPED | {"announce"}
_PARTICULAR = DEFINITES | DEMONSTRATIVES | {"du", "au", "aux"}
_OF_EVENTS = frozenset({"de", "par", "contre", "sur", "entre", "avec", "à"})
_ONE = frozenset({"un", "une"})
_SPEAKERS = frozenset({"1", "2"})
# From this probability on a noun is the name of an event and not of a thing or a measure.
_EVENT = 0.6


def is_worth_keeping(
    told: Told, lexicon: Lexicon, quoted: Container[int], tells_news: bool
) -> bool:
    """Whether a candidate without a date tells what happened, may happen or did not happen.

    `quoted` holds the positions of quoted words; `tells_news` says whether the sentence is of a
    dispatch or of the opening of another article.
    """
    candidate, sentence = told.candidate, told.sentence
    if candidate.weak or sentence.is_title or candidate.trigger.i in quoted:
        return False
    if candidate.named is not None:
        return False
    if sentence.doc.words[sentence.end - 1].text == "?":
        # "La ministre a-t-elle démissionné ?"
        return candidate.tense in OVER and candidate.type not in _UNTYPED
    if candidate.is_noun:
        return _is_kept_noun(candidate, sentence, lexicon)
    if not tells_news and _is_bare_participle(candidate):
        # Essays allude to what their readers know ("Altman, congédié par son conseil, …").
        return False
    return _tells_change(candidate, lexicon) and _is_kept_verb(told, lexicon)


def _is_bare_participle(candidate: Candidate) -> bool:
    return candidate.tense == "past_participle" and not any(children(candidate.predicate, "aux"))


def drop_repeated(story: Story) -> None:
    """Moves the undated nouns that take up an event told elsewhere to what is passed over."""
    told = {(item.candidate.type, id(item.sentence)) for item in story.told}
    types = {kind for kind, _ in told}
    words = {item.candidate.trigger.lemma_.lower() for item in story.told}
    kept: list[Told] = []
    for item in story.undated:
        candidate = item.candidate
        elsewhere = candidate.type in types and (candidate.type, id(item.sentence)) not in told
        again = elsewhere or candidate.trigger.lemma_.lower() in words
        if candidate.is_noun and item.factuality == "actual" and again:
            story.passed_over.append(item)
        else:
            kept.append(item)
    story.undated[:] = kept


def _tells_change(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether a verb tells a change or an act, not a state, a feeling or a mere activity."""
    verb = candidate.predicate
    if _is_spoken(verb) or any(_is_spoken(one) for one in candidate.governors):
        return False
    if candidate.type not in _UNTYPED:
        return True
    groups = groups_of(verb, lexicon)
    return "aspect.happening" in groups or "aspect.act" in groups or _NO_EVENT.isdisjoint(groups)


def _is_spoken(verb: Word) -> bool:
    """Whether a verb has a speaker, a hearer or nobody in particular for its subject."""
    helpers = auxiliaries(verb)
    if any(feature(word, "Person") in _SPEAKERS for word in (verb, *helpers)):
        return True
    return any(word.lower_ in _NOBODY for word in children(verb, "nsubj", "expl"))


def _is_kept_verb(told: Told, lexicon: Lexicon) -> bool:
    candidate = told.candidate
    verb, when = candidate.predicate, candidate.tense
    typed = candidate.type not in _UNTYPED
    if candidate.governors:
        return _is_kept_modal(told, lexicon)
    if when in OVER or when == "conditional_past":
        return True
    if when == "infinitive":
        return _is_kept_infinitive(verb, typed, lexicon)
    if when == "past_participle":
        # "La digue ayant cédé", "son recours rejeté, il …", "le vigile blessé par le braqueur"
        absolute = typed and _is_absolute(verb)
        helped = bool(children(verb, "aux"))
        aside = candidate.type not in _SAID and _is_aside(verb)
        return helped or absolute or aside or _is_done_by_someone(told, typed)
    if when == "subjunctive":
        return reading_of_clause(verb) is not None
    if when == "conditional":
        return typed or reading_of_clause(verb) is not None
    if when in ("present", "imperfect"):
        # "Si la médiation échouait, …"; not "s'il refuse", which lays down a rule.
        condition = typed and reading_of_clause(verb) == "hypothetical"
        return condition and any(word.pos_ in ("NOUN", "PROPN") for word in subjects(verb))
    happens = typed or among(verb, "aspect.happening", lexicon)
    return when == "future" and happens and any(map(_is_definite, subjects(verb)))


def _is_kept_infinitive(verb: Word, typed: bool, lexicon: Lexicon) -> bool:
    """Whether an infinitive tells what was done ("après avoir giflé"), is close, or was left
    undone ("sans consulter"), not a goal or a possibility."""
    if any(child.relation == "aux" and child.lemma_ == "avoir" for child in verb.children):
        return True
    above = reading_of_clause(verb)
    if above == "hypothetical":
        # "Il menace le gérant de fermer le bar"; not "le risque de développer un cancer"
        head = verb.head
        # "Il a ordonné au gérant de payer": parsers hang the infinitive on the noun.
        head = head.head if head.relation in ("obj", "obl") else head
        ready = head.pos_ == "ADJ" and any(children(head, "cop"))
        governed = verb.relation in ("xcomp", "ccomp") and (ready or _is_finite(head))
        return typed and governed and not has_goal_opening(verb)
    # "Il semble occuper une place" tells a state.
    state = above == "alleged" and among(verb.head, "stative", lexicon)
    return above is not None and not state


def _is_finite(verb: Word) -> bool:
    first = next(iter(auxiliaries(verb)), verb)
    return verb.pos_ in ("VERB", "AUX") and feature(first, "VerbForm") == "Fin"


def _is_done_by_someone(told: Told, typed: bool) -> bool:
    """Whether a participle behind a definite noun tells what somebody did to it."""
    verb = told.candidate.predicate
    names = told.sentence.names
    agents = [token for case, token in complements(verb) if case == "par"]
    named = any(word.i in names for agent in agents for word in (agent, *agent.children))
    some = {child.lower_ for child in children(verb.head, "det")}
    return bool(agents) and (typed or named) and (_is_definite(verb.head) or bool(some & _ONE))


def _is_definite(noun: Word) -> bool:
    """Whether a noun stands for something in particular."""
    if noun.pos_ in ("PROPN", "PRON"):
        return True
    words = {child.lower_ for child in children(noun, "det", "case")}
    return bool(words & _PARTICULAR) or has_possessive(noun)


def _is_aside(verb: Word) -> bool:
    """Whether a participle is set off by commas: "Luc, hospitalisé pour une embolie, est mort"."""
    before = verb.nbor(-1).text if verb.i > 0 else ""
    opens = verb.relation == "advcl" and (verb.is_sent_start or not before)
    return opens or verb.relation in ("acl", "appos", "advcl") and before == ","


def _is_absolute(verb: Word) -> bool:
    """Whether a participle is a clause with a subject of its own ("sa demande rejetée, il …")."""
    if verb.relation == "advcl":
        return any(token.pos_ in ("NOUN", "PROPN") for token in children(verb, "nsubj"))
    noun = verb.head
    loose = verb.relation == "acl" and noun.relation in ("obl", "advcl", "dislocated")
    return loose and not preposition(noun) and _is_definite(noun)


def _is_kept_modal(told: Told, lexicon: Lexicon) -> bool:
    """Whether an infinitive below modals is intended, attempted or avoided by someone."""
    candidate = told.candidate
    outer = candidate.governors[-1]
    if not _is_finite(outer) and reading_of_clause(outer) in (None, "hypothetical"):
        return False
    # "La halle doit être démolie"; not "on doit démolir"
    told_of_someone = any(map(_is_definite, subjects(outer)))
    for modal in candidate.governors:
        if modal.lemma_ == "devoir" and told_of_someone and candidate.type not in _SAID:
            continue
        if candidate.tense in OVER:
            # "Il a dû partir", "elle a pu fuir"
            continue
        if modal.lemma_ in _GENERAL:
            # "L'usine pourrait fermer"; not "on peut entrer"
            if candidate.type in _SAID or candidate.tense != "conditional":
                # "Avant d'avoir pu vendre", "faute d'avoir pu vendre"
                return told.factuality == "negated" and not _is_finite(outer)
        elif _INTENDED.isdisjoint(groups_of(modal, lexicon)):
            return False
    return bool(subjects(outer))


def _is_kept_noun(candidate: Candidate, sentence: Sentence, lexicon: Lexicon) -> bool:
    noun = candidate.trigger
    typed = candidate.type not in _UNTYPED
    above, head = reading_of_noun(noun), noun.head
    lemma = head.lemma_.lower()
    called = lexicon.is_a("authors", lemma) or lexicon.is_a("victims", lemma) or _is_object_of(noun)
    listed = typed or candidate.type is not None and (called or above in ("alleged", "negated"))
    if not listed or noun.happening < _EVENT and candidate.type in _VAGUE_TYPES:
        return False
    said = head.pos_ == "NOUN" or among(head, "modal.negated", lexicon) or is_confirmed(noun)
    if above is not None and (above != "actual" or said):
        # "Échapper à la liquidation", "la rumeur de sa mort"
        return True
    if called:
        # "Il est l'auteur d'une agression", "le club fait l'objet d'une enquête"
        return noun.happening >= _EVENT
    if candidate.type in _VAGUE_TYPES or noun.happening < _EVENT:
        return False
    verbal = noun.relation in ("obj", "nsubj", "obl") and head.pos_ == "VERB"
    if not verbal or tense(head) in ("conditional", "future") or not _is_definite(noun):
        return False
    return _is_about_someone(noun, sentence)


def _is_object_of(noun: Word) -> bool:
    """Whether someone is the object of an event: "faire l'objet d'une enquête"."""
    head = noun.head
    if head.lemma_ == "objet":
        head = head.head
    return head.lemma_ == "faire" and any(w.lower_ == "objet" for w in children(head, "obj"))


def _is_about_someone(noun: Word, sentence: Sentence) -> bool:
    """Whether a complement of an event noun names who or what took part in it."""
    if any(word.lower_ == "dont" for word in noun.doc.words[noun.i + 1 : noun.i + 4]):
        # "L'attentat dont le juge a été la victime"
        return True
    if any(child.lower_ in DEMONSTRATIVES for child in children(noun, "det")):
        # "Cette guerre" takes up what was told.
        return False
    for case, token in complements(noun):
        if case not in _OF_EVENTS:
            continue
        near = (token, *children(token, "appos", "flat", "nmod"))
        if any(word.i in sentence.names for word in near):
            return True
    return False
