"""Words that tell an event as known and over: "après l'effondrement du mur", "l'aide promise".

Their clause says what came of it, on a day of its own. The words that say so are in
`resources/lexicons/earlier.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources

from timeline.extraction.candidates import Candidate
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import children, is_reflexive, preposition
from timeline.extraction.tree import Word

_PLAIN = {"du": "de", "des": "de", "d'": "de", "au": "à", "aux": "à"}
# What may stand between a preposition and its noun.
_BETWEEN = frozenset({"DET", "ADJ", "NUM"})
_HOURS = frozenset({"heure", "minute", "seconde"})


def is_presupposed(noun: Word) -> bool:
    """Whether a noun stands behind a preposition that says that its event was before the clause.

    Of coordinated nouns the first one's preposition counts ("après le vol et l'incendie"). The
    order of the words decides: parsers differ on what the head of "à la suite de" is.
    """
    if noun.relation == "conj" and noun.head.pos_ == "NOUN" and noun.head.i < noun.i:
        return _is_behind(noun) or is_presupposed(noun.head)
    return _is_behind(noun) and not is_hours_away(noun)


def is_hours_away(noun: Word) -> bool:
    """Whether an event is told to lie hours or minutes from that of its clause, and so on its day:
    "quelques heures après le vote"."""
    words, first = noun.doc.words, noun.i - 1
    while first > 0 and words[first].pos_ in _BETWEEN:
        first -= 1
    away = first > 1 and words[first].lower_ in ("après", "avant")
    counted = children(words[first - 1], "nummod", "det") if away else ()
    return bool(counted) and words[first - 1].lemma_ in _HOURS


def is_spoken_of(noun: Word, sentence: Sentence) -> bool:
    """Whether a noun is what its verb only comes back to ("le rapport revient sur la démission du
    maire") and no date behind it is its own ("il raconte son arrestation en 2017")."""
    verb = noun.head
    if verb.pos_ != "VERB" or noun.relation not in ("obj", "obl") or noun.i < verb.i:
        return False
    if any(moment.start > noun.i for moment in sentence.moments):
        return False
    name = f"se {verb.lemma_}" if is_reflexive(verb) else verb.lemma_
    case = preposition(noun)
    return (f"{name} {case}" if case else name).lower() in _subjects_of_talk()


def looks_back(candidate: Candidate) -> bool:
    """Whether a form only says what had been before, at a time that nothing names.

    "L'aide qu'elle avait promise", "elle a révélé avoir épousé", "Luc, hospitalisé pour une
    embolie, est mort".
    """
    verb = candidate.predicate
    link = verb.relation
    if candidate.tense == "pluperfect":
        return link == "acl"
    if candidate.tense == "infinitive":
        return link in ("xcomp", "ccomp") and any(children(verb, "aux"))
    detached = verb.i > 0 and verb.nbor(-1).text == ","
    # "Accusé de fraude, le maire quitte son poste"
    fronted = link == "advcl" and verb.i < verb.head.i and not any(children(verb, "aux"))
    behind = link in ("acl", "appos") and detached
    return candidate.tense == "past_participle" and (behind or fronted)


def _is_behind(noun: Word) -> bool:
    words, first = noun.doc.words, noun.i
    while first > 0 and words[first - 1].pos_ in _BETWEEN and words[first - 1].text not in _PLAIN:
        first -= 1
    if first == 0:
        return False
    before = [_PLAIN.get(word.lower_, word.lower_) for word in words[max(0, first - 4) : first]]
    return any(before[-len(one) :] == list(one) for one in _prepositions().get(before[-1], ()))


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Mapping[str, Sequence[str]]]:
    source = resources.files("timeline").joinpath("resources", "lexicons", "earlier.toml")
    return tomllib.loads(source.read_text("utf-8"))


@lru_cache(maxsize=1)
def _subjects_of_talk() -> frozenset[str]:
    """The verbs, reflexive ones with "se", with their prepositions."""
    words = _tables()["about"]["words"]
    return frozenset("se " + word[2:] if word.startswith("s'") else word for word in words)


@lru_cache(maxsize=1)
def _prepositions() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The prepositions, as words, by their last one."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in _tables()["prepositions"]["words"]:
        words = tuple(phrase.split())
        found[words[-1]] = (*found.get(words[-1], ()), words)
    return found
