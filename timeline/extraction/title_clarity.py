"""The price of what a reader of a title alone would stumble over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from timeline.extraction.syntax import children, feature
from timeline.extraction.title_agreement import means_nothing
from timeline.extraction.title_breaks import is_broken
from timeline.extraction.title_context import disagrees, is_clause
from timeline.extraction.title_frames import Piece
from timeline.extraction.title_predicates import deprived
from timeline.extraction.title_wholeness import is_modal, torn
from timeline.extraction.title_words import listed
from timeline.extraction.tree import Word

# What cannot end a title, and what cannot begin one.
OPENING = frozenset({"ADP", "DET", "CCONJ", "SCONJ"})
_RELATIVES = frozenset({"qui", "que", "qu'", "dont", "lequel", "laquelle"})
_GARBLED = 14.0
# What a phrase behind a preposition costs that stands for a sentence.
_PHRASE = 8.0
_UNNAMED = 5.0
_OWNERLESS = 1.6
_SUBJECTLESS = 4.0
_POINTING = 2.0
_FEWEST = 3
# What goes with what, how far behind it stands, and what half of a phrase costs.
_HALVES = {"entre": "et", "autant": "que"}
_FAR = 15
_HALF_SAID = 6.0
# What it costs to name nobody and nothing where the sentence does.
_NAMELESS = 2.0


def unclear(
    left: Sequence[Word], whole: Sequence[Word], said: Mapping[int, str], piece: Piece
) -> float:
    """The price of what a reader of the title alone would stumble over."""
    price = 0.0
    content = [word for word in left if not word.is_punct and not word.is_space]
    if not content:
        return _GARBLED
    first, last = content[0], content[-1]
    if (
        (last.pos_ in OPENING or listed(last.lower_, "never_last") or _is_by_relation(content))
        and not _ends(last, piece)
        and last.i not in said
    ):
        price += _GARBLED
    if (last.pos_ == "AUX" or last.lemma_ == "être") and not _ends(last, piece):
        # "La décision serait"
        price += _GARBLED
    if last.pos_ == "VERB" and feature(last, "VerbForm") == "Part" and last.text.endswith("ant"):
        # "En visant", "annonçant": what is left without an object.
        price += _GARBLED
    price += odd_beginning(first, whole, piece)
    if len(content) < _FEWEST:
        price += _UNNAMED
    price += torn(left, piece, set(said)) + _halved(content, said)
    price += _GARBLED * is_broken(left, said)
    price += deprived(left, piece, said)
    names = piece.frames[0].sentence.names
    price += _NAMELESS * bool(names and not said and not any(word.i in names for word in content))
    return price + _unresolved(content, said) + subjectless(left, piece)


def _halved(content: Sequence[Word], said: Mapping[int, str]) -> float:
    """The price of "entre" without its "et", of "que" without what it is said of, of "à but"."""
    texts = [word.lower_ for word in content]
    present = {word.i for word in content}
    for place, word in enumerate(content):
        other = _HALVES.get(word.lower_)
        if other is not None and word.pos_ in ("ADP", "ADV") and other not in texts[place:]:
            following = word.doc.words[word.i : word.i + _FAR]
            if any(w.lower_ == other and w.i not in present for w in following):
                return _GARBLED
        if word.lower_ == "car" and word.relation == "cc":
            told = any(feature(w, "VerbForm") in ("Fin", "Inf") for w in content[place:])
            return 0.0 if told else _GARBLED
        if word.lower_ in ("que", "qu'") and word.head.dep_ == "advcl" and place:
            comma = word.doc.words[word.i - 1].text == ","
            if comma and word.i - 2 not in present and content[place - 1].i not in said:
                return _GARBLED
    last = content[-1]
    bare = last.pos_ == "NOUN" and not children(last, "det", "nummod")
    if bare and any(c.lower_ in ("à", "en") for c in children(last, "case")):
        # "Un laboratoire à but [non lucratif]"
        behind = last.doc.words[last.i + 1 : last.i + 2]
        return _HALF_SAID * any(w.i not in present and w.pos_ in ("ADJ", "ADV") for w in behind)
    return 0.0


def _ends(word: Word, piece: Piece) -> bool:
    """Whether the sentence itself ends with a word: "tous, sauf un."."""
    sentence = piece.frames[0].sentence
    behind = sentence.doc.words[word.i + 1 : sentence.end]
    return all(following.is_punct or following.is_space for following in behind)


def _is_by_relation(words: Sequence[Word]) -> bool:
    """Whether words end with "par rapport", without its "à"."""
    return words[-1].lower_ == "rapport" and len(words) > 1 and words[-2].lower_ == "par"


def odd_beginning(first: Word, whole: Sequence[Word], piece: Piece) -> float:
    """The price of a first word that cannot begin a sentence, unless it begins this one."""
    marks = first.relation == "mark" and not listed(first.lower_, "conditions")
    if marks and first.head is piece.frames[0].root and is_clause(first.head):
        # "Parce que la loi a changé"
        return _GARBLED
    start = piece.frames[0].sentence.start
    verb = first.pos_ in ("VERB", "AUX") and feature(first, "VerbForm") == "Fin"
    gone = first.doc.words[start] if first.i == start + 1 else first
    if first.i == start or first.i == start + 1 and (gone.is_punct or gone.is_space or not verb):
        # "Vint le tour" is not short for "Puis vint le tour".
        return 0.0
    verb = first.pos_ in ("VERB", "AUX") and feature(first, "VerbForm") != "Part"
    clitic = first.relation in ("expl", "obj", "iobj") and first.pos_ == "PRON"
    negation = first.lower_ in ("ne", "n'", "pas", "que", "qu'")
    odd = (
        verb
        or negation
        or listed(first.lower_, "never_first")
        or clitic
        and first.lower_ not in ("il", "c'", "ce")
    )
    odd = odd or first.text.startswith("-") or first.lower_ in ("t-il", "t-elle", "t-on")
    return _GARBLED if odd or first.lower_ in _RELATIVES or first.pos_ == "CCONJ" else 0.0


def subjectless(left: Sequence[Word], piece: Piece) -> float:
    """The price of a predicate without its subject."""
    if piece.is_phrase or len(piece.frames) > 1:
        return 0.0
    root = piece.frames[0].root
    if disagrees(root, {word.i for word in left}):
        return _GARBLED
    if not is_clause(root):
        if root.pos_ == "NOUN" and any(case is left[0] for case in children(root, "case")):
            # "Dans un rapport présenté à Nice"
            return _PHRASE
        if any(child.text.endswith("ant") for child in children(root, "aux", "cop")):
            # "Le maire ayant démissionné"
            return _PHRASE
        return 1.5 if feature(root, "VerbForm") in ("Inf", "Part") else 0.0
    present = {word.i for word in left}
    subjects = list(children(root, "nsubj", "expl", "csubj"))
    # "Paul Durand a démissionné" is short for "Le ministre, Paul Durand, a démissionné".
    said = [*subjects, *(name for subject in subjects for name in children(subject, "appos"))]
    return 0.0 if any(subject.i in present for subject in said) else _SUBJECTLESS


def _unresolved(content: Sequence[Word], said: Mapping[int, str]) -> float:
    """The price of pronouns and possessives that nothing before them explains."""
    price = 0.0
    known = False
    nouns = 0
    speaks = False
    for word in content:
        if (
            word.i in said
            or word.pos_ == "PROPN"
            or (
                word.pos_ == "NOUN"
                and not listed(word.lower_, "others")
                and word.relation in ("nsubj", "obj", "ROOT", "obl", "iobj")
            )
        ):
            known = True
            nouns += 1
        elif word.relation == "nsubj" and word.pos_ != "NOUN" or listed(word.lower_, "others"):
            if not known and listed(word.lower_, "pronouns") and not means_nothing(word):
                price += _UNNAMED
                known = True
        elif word.pos_ == "PRON" and word.relation in ("obj", "iobj"):
            if nouns < 2 and listed(word.lower_, "clitics"):
                price += 1.5
        elif word.pos_ == "DET" and not known and listed(word.lower_, "possessives"):
            price += _OWNERLESS
        elif word.pos_ == "DET" and not known and listed(word.lower_, "demonstratives"):
            price += _POINTING
        if not speaks and listed(word.lower_, "speakers"):
            price, speaks = price + 1.5, True
    return price


def without_lone_comma(left: list[Word]) -> list[Word]:
    """Words without the only comma between a subject and its verb: the other one has gone.

    "L'avion, parti mardi, s'est posé" is not short for "L'avion, s'est posé".
    """
    left = _without_opened(left)
    for verb in [word for word in left if word.pos_ in ("VERB", "AUX", "NOUN", "ADJ")]:
        first = verb
        while first.relation == "conj" and not any(children(first, "nsubj")):
            first = first.head
        subject = next((child for child in children(first, "nsubj") if child.i < verb.i), None)
        if subject is not None and (first is verb or first not in left):
            left = _paired(left, subject, first, verb)
    return left


def _paired(left: list[Word], subject: Word, first: Word, verb: Word) -> list[Word]:
    """Words without the only comma between a subject and its verb, or with the other one again.
    `first` is the verb that the subject has in the sentence."""
    kept = {word.i for word in left}
    helpers = (c for one in (first, verb) for c in children(one, "aux", "cop", "expl", "iobj"))
    end = min((*(c.i for c in helpers if c.i > subject.i and c.i in kept), verb.i))
    places = [n for n, word in enumerate(left) if word.text == "," and subject.i < word.i < end]
    if len(places) != 1 or not 0 < places[0] < len(left) - 1:
        return left
    before, comma, behind = left[places[0] - 1 : places[0] + 2]
    if behind is not verb and (behind.head is not verb or behind.relation == "nsubj"):
        return _closed(left, comma, end)
    if behind.i - before.i == 2:
        return left
    return [word for word in left if word is not comma]


def _closed(left: list[Word], comma: Word, end: int) -> list[Word]:
    """Words with the comma that closes what one has opened before the word at `end`, where it has
    gone with another aside: "Un suspect, Paul Durand[, né à Nice], a été arrêté"."""
    closing = [word for word in comma.doc.words[comma.i + 1 : end] if word.text == ","]
    inside = [place for place, word in enumerate(left) if comma.i < word.i < end]
    if not closing or not inside or left[inside[-1]].i > closing[-1].i:
        return left
    return [*left[: inside[-1] + 1], closing[-1], *left[inside[-1] + 1 :]]


def _without_opened(left: list[Word]) -> list[Word]:
    """Words without the comma between a verb and what it says where the phrase before is gone:
    "demande au juge, Anne Durand, de sortir" is not short for "demande, de sortir"."""
    found: list[Word] = []
    for place, word in enumerate(left):
        if word.text == "," and found and place + 1 < len(left):
            torn = word.i - found[-1].i > 1 and found[-1].pos_ in ("VERB", "AUX")
            following = left[place + 1]
            if torn and feature(following, "VerbForm") == "Inf" and is_modal(found[-1]):
                # "Devrait, dans un mois, atterrir"
                continue
            phrase = following if following.head is found[-1] else following.head
            joined = phrase.head is found[-1] and (
                following.pos_ == "ADP" or phrase.relation == "obj" and following.pos_ == "DET"
            )
            end = phrase.subtree[-1].i + 1
            if torn and joined and not any(w.text == "," and w.i == end for w in left):
                continue
        found.append(word)
    return found
