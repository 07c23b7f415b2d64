"""The price of a predicate that says too little, or too much, without what a title has left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from timeline.extraction.syntax import children, feature, is_passive
from timeline.extraction.title_frames import Piece
from timeline.extraction.title_wholeness import TORN
from timeline.extraction.title_words import listed
from timeline.extraction.tree import Word

# What it costs that a verb says nothing of what it does something to.
_OBJECTLESS = 6.0
# What it costs that it ends a phrase, too.
_ENDING = 9.0
_NOT = frozenset({"ne", "n'"})
# How far before "ne" a pronoun that it denies with may stand, and how far behind it other words.
_BEFORE, _FAR = 5, 12
_TELLING = frozenset({"que", "qu'", "«", ":"})
_NOMINAL = frozenset({"NOUN", "PROPN", "DET", "NUM"})
_RELATIVES = frozenset({"qui", "que", "qu'", "dont", "où"})
_OBJECTS = ("obj", "iobj", "xcomp", "ccomp", "expl")


def deprived(left: Sequence[Word], piece: Piece, said: Collection[int]) -> float:
    """The price of the predicates of a title. `said` are positions where other words stand."""
    present = {word.i for word in left}
    price = 0.0
    quotes = any(word.text == "«" for word in left)
    if _joins_nothing(left):
        return TORN
    for word in left:
        if word.lower_ in _NOT and word.pos_ == "ADV" and _is_undone(word, present):
            # "Il n'a été montré [qu'à dix personnes]"
            return TORN
        if word.pos_ != "VERB" or is_passive(word):
            continue
        if piece.frames[0].start > piece.frames[0].sentence.start and _is_of_object(word, present):
            # "[Les livres que] le notaire avait achetés"
            return TORN
        if not price and not quotes and listed(word.lemma_.lower(), "transitive"):
            told = word is piece.frames[-1].root or word.relation != "parataxis"
            lacks = told and _is_objectless(word, present, said)
            price = (_OBJECTLESS + _ENDING * _ends_phrase(word, left)) * lacks
    return price


def _ends_phrase(word: Word, left: Sequence[Word]) -> bool:
    """Whether a title ends with a word, or a mark follows it."""
    behind = next((other for other in left if other.i > word.i), None)
    return behind is None or behind.is_punct


def _joins_nothing(left: Sequence[Word]) -> bool:
    """Whether a relative clause is joined to another one that has gone: "un conseil [où siège Roux]
    et qui l'évince"."""
    words = [word for word in left if not word.is_punct]
    relative = [word.pos_ == "PRON" and word.lower_ in _RELATIVES for word in words]
    return any(
        relative[place] and words[place - 1].pos_ == "CCONJ" and not any(relative[: place - 1])
        for place in range(1, len(words))
    )


def _is_undone(ne: Word, present: Collection[int]) -> bool:
    """Whether what "ne" denies or restricts with has gone."""
    words = ne.doc.words
    near = (*words[max(0, ne.i - _BEFORE) : ne.i], *words[ne.i + 1 : ne.i + 1 + _FAR])
    denying = [
        w for w in near if listed(w.lower_, "negations") and (w.i > ne.i or w.pos_ == "PRON")
    ]
    return bool(denying) and not any(word.i in present for word in denying)


def _is_of_object(verb: Word, present: Collection[int]) -> bool:
    """Whether a participle agrees with an object before it that has gone."""
    if feature(verb, "VerbForm") != "Part" or feature(verb, "Number") != "Plur":
        return False
    helpers = [child.lemma_ for child in children(verb, "aux")]
    if "avoir" not in helpers or any(child.i in present for child in children(verb, "obj")):
        return False
    return any(child.i < verb.i for child in children(verb, "obj"))


def _is_objectless(verb: Word, present: Collection[int], said: Collection[int]) -> bool:
    """Whether a verb that needs an object has none in a title, and the sentence goes on."""
    objects = children(verb, *_OBJECTS)
    if any(child.i in present or child.i in said for child in objects):
        return False
    if verb.relation in ("acl", "amod") or feature(verb, "VerbForm") == "Inf":
        return False
    helped = children(verb, "aux") or feature(verb, "VerbForm") == "Fin"
    behind = [word for word in verb.doc.words[verb.i + 1 : verb.i + 1 + _FAR] if word.i in present]
    # Whatever the parser has hung it on.
    told = any(word.lower_ in _TELLING or feature(word, "VerbForm") == "Inf" for word in behind)
    first = verb.doc.words[verb.i + 1 : verb.i + 2]
    told = told or any(word.i in present and word.pos_ in _NOMINAL for word in first)
    return bool(helped) and not told
