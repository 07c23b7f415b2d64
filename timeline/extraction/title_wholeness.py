"""Whether a title is torn: a word in it without the one it hangs on, or without what it needs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import DEFINITES, OF, children, feature, is_passive
from timeline.extraction.title_context import is_clause
from timeline.extraction.title_frames import Piece
from timeline.extraction.title_words import listed
from timeline.extraction.tree import HAPPENING, Word

# What a torn phrase costs.
TORN = 20.0
# What it costs that a word may be taken to say something of another.
_MISLEADING = 6.0
# What cannot stand without what it hangs on.
_HANGING = frozenset(
    {
        "nsubj", "obj", "iobj", "aux", "cop", "case", "mark", "det", "cc", "fixed", "flat", "expl",
        "appos", "acl", "amod", "nummod", "xcomp", "ccomp",
    }
)  # fmt: skip
# What a verb cannot do without.
_NEEDED = frozenset({"obj", "iobj", "xcomp", "ccomp", "aux", "cop", "expl", "fixed", "flat"})
_RELATIVES = frozenset({"qui", "que", "qu'", "dont"})
# What joins two clauses besides marks and conjunctions.
_JOINING = _RELATIVES | {
    "où", "quand", "comment", "combien", "pourquoi", "quoi", "lequel", "laquelle", "lesquels",
    "lesquelles", "quel", "quelle", "quels", "quelles",
}  # fmt: skip
_MODALS = frozenset({"devoir", "pouvoir", "vouloir"})
_AUXILIARY = _MODALS | {"aller"}
_JOINING_TAGS = frozenset({"CCONJ", "SCONJ", "PRON"})
_NOT = frozenset({"ne", "n'"})
# What "ne" denies with.
_DENYING = frozenset(
    {
        "pas", "plus", "jamais", "rien", "aucun", "aucune", "que", "qu'", "personne", "ni", "guère",
        "nul", "nulle", "point",
    }
)  # fmt: skip
# How far behind a date another one may stand that puts it right, in words.
_GAP = 7
# How far before an infinitive its modal may stand, in words.
_NEAR = 12


def torn(left: Sequence[Word], piece: Piece, gone: set[int]) -> float:
    """The price of what is torn in the words of a title. `gone` are words that others stand for."""
    sentence = piece.frames[0].sentence
    if len(left) == sentence.end - sentence.start:
        return 0.0
    kept = {word.i for word in left} | gone
    roots = {frame.root.i for frame in piece.frames}
    starts = {frame.start for frame in piece.frames}
    joined = len(piece.frames) > 1
    price = 0.0
    for word in left:
        if word.is_punct or word.i in gone:
            continue
        head = word.head
        if (
            joined
            and word.lower_ in _RELATIVES
            and head.relation == "conj"
            and head.head.i in roots
        ):
            # "Un homme a crié et qui est parti"
            return TORN
        hanging = head.i not in kept and word.i not in roots and word.relation in _HANGING
        # "Paul Durand a démissionné" is short for "le ministre, Paul Durand, …".
        hanging = hanging and not (word.relation == "appos" and word.pos_ == "PROPN")
        shared = joined and head.i in roots or word.i in starts and word.relation == "cc"
        if hanging and not shared and head.i not in sentence.times:
            return TORN
        for child in word.children:
            if child.i in kept or child.relation not in _NEEDED or child.is_punct:
                continue
            if not _is_spare(child, word, piece):
                return TORN
        if word.lower_ in _RELATIVES and head.relation == "advcl" and not _follows(word, kept):
            return TORN
        if _is_lone_participle(word, kept) or _waits(word, left, kept):
            return TORN
        if _is_left_by_modal(word, kept):
            return TORN
        if word.relation in ("acl", "appos") and (
            _is_moved(word, kept)
            or _is_parted(word, kept, sentence.times)
            or _has_lost_agent(word, kept)
        ):
            price = _MISLEADING
    if not piece.is_phrase and not _tells(left, roots, kept):
        return TORN
    return TORN if _has_wrong_clauses(left, roots) else price


def _follows(word: Word, kept: set[int]) -> bool:
    """Whether what stands before a word and its comma is kept: a relative clause that the parser
    has hung on the verb belongs to it."""
    before = word.i - 1
    while before > 0 and word.doc.words[before].is_punct:
        before -= 1
    return word.relation == "mark" or before in kept


def _has_wrong_clauses(left: Sequence[Word], roots: Collection[int]) -> bool:
    """Whether there are more finite verbs than the words between them can join, or fewer than the
    conjunctions need, whatever the parser made of them: "il vend des timbres l'utilisent", "ils ont
    dit que, lorsqu'il partirait"."""
    finite = sum(word.pos_ in ("VERB", "AUX") and feature(word, "VerbForm") == "Fin"
                 for word in left)  # fmt: skip
    opening = {
        word.head.i
        for word in left
        if word.relation == "mark" and is_clause(word.head) or _is_relative(word)
    }
    joints = sum(word.is_punct or word.pos_ in ("CCONJ", "SCONJ") or word.lower_ in _JOINING
                 for word in left)  # fmt: skip
    told = any(word.i in roots and is_clause(word) and word.i not in opening for word in left)
    return finite > joints + 1 or finite < len(opening) + told


def _is_relative(word: Word) -> bool:
    return word.pos_ == "PRON" and word.lower_ in _RELATIVES and is_clause(word.head)


def _tells(left: Sequence[Word], roots: set[int], kept: set[int]) -> bool:
    """Whether the predicate that a title is made of is in it, or another of its own right."""
    if not roots.isdisjoint(kept):
        return True
    return any(is_clause(word) and word.relation in ("conj", "parataxis", "ccomp") for word in left)


def _has_lost_agent(word: Word, kept: set[int]) -> bool:
    """Whether a participle is left bare: "un groupe mené" for "un groupe mené par un élu"."""
    said = [child for child in word.children if not child.is_punct]
    agent = any(child.dep_ == "obl:agent" for child in said)
    return agent and not any(child.i in kept for child in said)


def _is_moved(word: Word, kept: set[int]) -> bool:
    """Whether what stood between a word and what it says more of is gone: "chez son père, mort en
    mai" is not short for "dans la maison de son père, mort en mai"."""
    head = word.head
    return head.i in kept and any(
        head.i < child.i < word.i and child.i not in kept and child.relation in ("nmod", "appos")
        for child in head.children
    )


def _is_spare(child: Word, word: Word, piece: Piece) -> bool:
    """Whether a word does without what the tree says it needs."""
    if child.relation in ("flat", "fixed", "expl", "aux", "cop"):
        # A name may be told by its first words; what is shared stands with another verb.
        return child.relation == "flat" or child.i < word.i and len(piece.frames) > 1
    if child.relation == "iobj" or word.pos_ not in ("VERB", "AUX", "ADJ", "NOUN"):
        return True
    if child.relation == "obj" and is_passive(word):
        return True
    quoted = any(mark.text in ("«", '"', ":") for mark in child.children)
    return child.relation in ("ccomp", "xcomp") and (quoted or child.i < word.i)


def _waits(word: Word, left: Sequence[Word], kept: set[int]) -> bool:
    """Whether a modal has lost its infinitive, whatever the parser made of that."""
    if word.lemma_ not in _MODALS or feature(word, "VerbForm") != "Fin":
        return False
    if any(child.i in kept for child in children(word, "xcomp", "obj", "ccomp")):
        return False
    if word.relation == "aux" and word.head.i in kept:
        return False
    infinitive = any(w.i > word.i and feature(w, "VerbForm") == "Inf" for w in left)
    following = word.doc.words[word.i + 1 : word.i + 2]
    ends = (w.is_punct and w.text != "," or w.lower_ in ("que", "qu'") for w in following)
    return not infinitive and not any(ends)


def _is_left_by_modal(word: Word, kept: set[int]) -> bool:
    """Whether an infinitive set off with a comma has lost its modal: "la sonde, atterrir" for "la
    sonde qui devrait, dans un mois, atterrir"."""
    if feature(word, "VerbForm") != "Inf" or children(word, "mark", "case") or word.i < 1:
        return False
    words = word.doc.words
    if words[word.i - 1].text != ",":
        return False
    before = words[max(0, word.i - _NEAR) : word.i]
    modals = [w for w in before if is_modal(w)]
    return bool(modals) and modals[-1].i not in kept


def is_modal(word: Word) -> bool:
    """Whether a word is a finite verb that an infinitive follows."""
    return word.lemma_ in _AUXILIARY and feature(word, "VerbForm") == "Fin"


def _is_parted(word: Word, kept: set[int], dated: Collection[int]) -> bool:
    """Whether an apposition stands behind another noun than in the sentence: the phrase right
    before it is gone."""
    first = word.subtree[0].i
    words = word.doc.words
    if word.relation != "appos" or first < 2 or words[first - 1].text != ",":
        return False
    before = words[first - 2]
    if before.pos_ not in ("NOUN", "PROPN") or before.i in kept or before.i in dated:
        return False
    return first - 1 in kept and word.pos_ == "NOUN"


def _is_lone_participle(word: Word, kept: set[int]) -> bool:
    """Whether all that a participle set off with commas says is gone: "créée, la firme" for "créée
    en 2010 à Nice, la firme"."""
    if word.pos_ != "VERB" or feature(word, "VerbForm") != "Part" or word.relation == "ROOT":
        return False
    if children(word, "aux", "cop", "nsubj", "mark"):
        return False
    own = [c for c in word.children if not c.is_punct and c.relation not in ("cc", "conj")]
    if not own or any(child.i in kept for child in own):
        return False
    words = word.doc.words
    behind = word.i + 1
    while behind < len(words) and behind not in kept:
        behind += 1
    before = word.i == 0 or words[word.i - 1].is_punct or word.i - 1 not in kept
    return before and behind < len(words) and words[behind].text == ","


def is_sound(words: Sequence[Word], whole: Sequence[Word]) -> bool:
    """Whether what is left of a title's words still says what happens, and ends where it may."""
    verbs = [word for word in words if feature(word, "VerbForm") == "Fin"]
    if not verbs and any(feature(word, "VerbForm") == "Fin" for word in whole):
        return False
    present = {word.i for word in words}
    last = next((word for word in reversed(words) if not word.is_punct), None)
    if last is None or listed(last.lemma_.lower(), "calendar"):
        # "Quatre jours [après l'accident]"
        return False
    if any(verb.head.i not in present and feature(verb, "Mood") == "Sub" for verb in verbs):
        return False
    texts = {word.lower_ for word in words}
    if texts & _NOT and not texts & _DENYING:
        # "[Avant que] le tribunal ne l'attribue"
        return False
    gone = [child for word in words for child in word.children if child.i not in present]
    if any(_is_missed(child, last, whole) for child in gone):
        return False
    return not any(_are_unjoined(words, *pair) for pair in pairwise(verbs))


def _is_missed(child: Word, last: Word, whole: Sequence[Word]) -> bool:
    """Whether what has gone from a title belonged to a word of it that says too little alone."""
    if child.dep_ == "obl:arg" and child in whole:
        # "Le club s'est doté [d'un stade]"
        return True
    if child.relation == "amod" and child in whole:
        # "Aucun document [officiel]", "l'an [dernier]"
        return True
    if child.relation == "nmod" and child in whole and _is_of_known(child):
        # "L'état [de l'enquête]"
        return True
    if child.head is not last:
        return False
    if child.relation == "nmod" and last.happening > HAPPENING:
        # "La disparition [d'un enfant]"
        return True
    # "A été battu [aux élections]"; by whom is told or not.
    agent = any(case.lower_ == "par" for case in children(child, "case"))
    circumstance = child.relation in ("obl", "advcl") and child in whole
    return circumstance and last.pos_ == "VERB" and not agent


def _is_of_known(complement: Word) -> bool:
    """Whether a complement tells which one a noun with a definite article is."""
    definite = any(child.lower_ in DEFINITES for child in children(complement.head, "det"))
    return definite and any(case.lower_ in OF for case in children(complement, "case"))


def _are_unjoined(words: Sequence[Word], first: Word, second: Word) -> bool:
    """Whether nothing that is left joins two finite verbs: "a quitté son poste a remis …"."""
    between = [word for word in words if first.i < word.i < second.i]
    return not any(w.is_punct or w.pos_ in _JOINING_TAGS or w.lower_ in _JOINING for w in between)


def is_put_right(root: Word, last: int, sentence: Sentence) -> bool:
    """Whether a date is denied and another one said: "n'ouvrira pas en mai, mais en juin"."""
    if not any(child.lower_ in ("ne", "n'") for child in root.head.children):
        return False
    behind = sentence.doc.words[last : min(last + _GAP, sentence.end)]
    but = next((word.i for word in behind if word.lower_ == "mais"), None)
    return but is not None and any(but < m.start <= but + 3 for m in sentence.moments)
