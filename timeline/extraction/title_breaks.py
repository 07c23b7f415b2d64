"""Whether what is left of a sentence breaks off, or runs two of its clauses into one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from timeline.extraction.syntax import auxiliaries, children, feature
from timeline.extraction.title_words import listed
from timeline.extraction.tree import Word

# How far before "que" what it completes stands, and how far behind "va" its infinitive, in words.
_NEAR, _FAR = 6, 12
# How far from each other two halves of "soit … soit" stand.
_WIDE = 20
_SUBJECTS = ("nsubj", "csubj", "expl")
# What a finite clause is to another only behind a relative pronoun.
_NOMINAL = frozenset({"obj", "obl", "nmod", "amod"})
# Pronouns of what a participle behind them agrees with.
_OBJECTS = frozenset({"que", "qu'", "la", "les", "l'"})
_TONIC = frozenset({"lui", "elle", "eux", "elles"})
_RELATIVES = frozenset({"qui", "que", "qu'", "dont"})


def is_broken(left: Sequence[Word], said: Collection[int] = ()) -> bool:
    """Whether words of a sentence, in order, make no sentence, whatever the parser made of them.
    `said` are positions where other words stand."""
    kept = {word.i for word in left} | set(said)
    for word in left:
        for breaks in _BREAKS.get(word.pos_, _OTHER_BREAKS):
            if breaks(word, kept):
                return True
    return False


def _is_left_alone(word: Word, kept: Collection[int]) -> bool:
    """Whether a relative pronoun that joined a finite verb has gone, or what it stands for: "il a
    choisi Roux, [qui] était maire", "les clés [du coffre], que le notaire avait"."""
    if word.lower_ in _RELATIVES and word.pos_ == "PRON" and word.i > 1:
        if word.doc.words[word.i - 1].text != "," or word.i - 1 not in kept:
            return False
        clause = word.head
        return clause.dep_ == "acl:relcl" and clause.head.i < word.i and clause.head.i not in kept
    if feature(word, "VerbForm") != "Fin" or word.relation not in ("cop", "aux"):
        return False
    told = word.head
    return told.relation in _NOMINAL and not any(c.i in kept for c in children(told, *_SUBJECTS))


def _has_lost_object(word: Word, kept: Collection[int]) -> bool:
    """Whether a participle agrees with an object before it that has gone: "l'avait achetés"."""
    if feature(word, "VerbForm") != "Part" or word.pos_ != "VERB":
        return False
    helpers = auxiliaries(word)
    if not helpers or any(aux.lemma_ != "avoir" for aux in helpers) or children(word, "expl"):
        return False
    if not (feature(word, "Gender") == "Fem" or feature(word, "Number") == "Plur"):
        return False
    if not word.text.endswith(("ée", "és", "ées", "ie", "ies", "ue", "ues")):
        return False
    if any(child.i in kept for child in children(word, "obj")):
        return False
    first = min(aux.i for aux in helpers)
    before = word.doc.words[max(0, first - _FAR) : first]
    objects = [w for w in before if w.lower_ in _OBJECTS and (w.pos_ == "PRON" or _relates(w))]
    return bool(objects) and not any(_is_known(w, kept) for w in objects)


def _relates(que: Word) -> bool:
    """Whether "que" likely is a relative pronoun, as it stands behind a comma."""
    return que.pos_ == "SCONJ" and que.i > 1 and que.doc.words[que.i - 1].text == ","


def _is_known(pronoun: Word, kept: Collection[int]) -> bool:
    """Whether a pronoun is left, and what stands before it and its comma."""
    before = pronoun.doc.words[max(0, pronoun.i - 2) : pronoun.i]
    noun = before[0] if before and before[-1].text == "," else None
    return pronoun.i in kept and (noun is None or noun.i in kept)


def _has_lost_complement(word: Word, kept: Collection[int]) -> bool:
    """Whether what a word cannot do without has gone: "il va, dans un mois, [partir]", "a pour but
    [de bâtir]", "voit sa peine [confirmée]", "veut s'attaquer [à la loi]"."""
    words = word.doc.words
    if word.lemma_ == "aller" and feature(word, "VerbForm") == "Fin":
        behind = [w for w in words[word.i + 1 : word.i + _FAR] if feature(w, "VerbForm") == "Inf"]
        return words[word.i + 1].text == "," and bool(behind) and behind[0].i not in kept
    if listed(word.lemma_.lower(), "calendar"):
        # "Un an [après la vente]"
        following = words[word.i + 1 : word.i + 2]
        return any(w.lower_ in ("après", "avant") and w.i not in kept for w in following)
    gone = [child for child in word.children if child.i > word.i and child.i not in kept]
    if word.relation in ("xcomp", "obj") and word.pos_ == "NOUN" and not children(word, "det"):
        return any(c.relation == "acl" and feature(c, "VerbForm") == "Inf" for c in gone)
    if listed(word.lemma_.lower(), "judging"):
        # "Il a décrit le projet [comme un échec]"
        return any(any(w.lower_ == "comme" for w in child.subtree[:1]) for child in gone)
    if word.relation == "obj" and word.head.lemma_ == "voir":
        owned = any(listed(det.lower_, "possessives") for det in children(word, "det"))
        return owned and any(feature(child, "VerbForm") == "Part" for child in gone)
    infinitive = feature(word, "VerbForm") == "Inf"
    if infinitive and listed(word.lemma_.lower(), "light") and not words[word.i + 1].is_punct:
        # "Plutôt que de mettre [en avant ses succès], il a insisté"
        later = next((i for i in range(word.i + 1, len(words)) if i in kept), None)
        return word.i + 1 not in kept and (later is None or words[later].is_punct)
    reflexive = infinitive and any(children(word, "expl"))
    return reflexive and any(
        c.dep_ == "obl:arg" and c.subtree[0].i == word.i + 1 and c.subtree[0].pos_ == "ADP"
        for c in gone
    )


def _has_lost_half(word: Word, kept: Collection[int]) -> bool:
    """Whether "que" has lost what it completes, or "c'est … qui" its clause: "[autant d'élus] que
    la veille", "c'est lui [qui a payé]"."""
    words = word.doc.words
    if word.lower_ == "soit" and word.pos_ != "AUX":
        other = [w for w in words[max(0, word.i - _WIDE) : word.i + _WIDE] if w.lower_ == "soit"]
        return any(w.i not in kept for w in other)
    if word.lower_ in ("que", "qu'") and word.pos_ != "PRON":
        before = words[max(0, word.i - _NEAR) : word.i]
        half = next((w for w in reversed(before) if w.lower_ in ("autant", "davantage")), None)
        return half is not None and half.i not in kept
    if word.lower_ in ("c'", "ce") and word.relation in _SUBJECTS:
        told = word.head
        clauses = children(told, "acl", "advcl")
        cleft = [c for c in clauses if any(w.lower_ in _RELATIVES for w in c.subtree[:2])]
        return told.i in kept and bool(cleft) and not any(c.i in kept for c in cleft)
    return False


def _is_half_set_off(word: Word, kept: Collection[int]) -> bool:
    """Whether "lui" between commas has lost the second one: "ils craignent, eux [, la faillite,]
    après le rachat"."""
    words = word.doc.words
    if word.lower_ not in _TONIC or word.i < 1 or word.i + 2 >= len(words):
        return False
    before, behind = words[word.i - 1], words[word.i + 1]
    paired = before.text == behind.text == "," and before.i in kept
    return paired and behind.i not in kept and any(i > behind.i for i in kept)


def _is_moved(word: Word, kept: Collection[int]) -> bool:
    """Whether what a comma set off behind a noun stands behind another word, as the parser took it
    for an object: "il s'attaque [à la dette], un thème oublié"."""
    if word.relation != "obj" or word.pos_ != "NOUN" or word.i < word.head.i:
        return False
    first = word.subtree[0].i
    words = word.doc.words
    if first < 2 or words[first - 1].text != "," or first - 1 not in kept:
        return False
    before = words[first - 2]
    gone = before.i not in kept and word.head is not before
    return gone and before.pos_ in ("NOUN", "PROPN", "ADJ")


def _runs_on(word: Word, kept: Collection[int]) -> bool:
    """Whether a clause that a comma set off, its subject behind its verb, has lost the comma: "un
    incendie[, qui a tout détruit,] a indiqué le maire"."""
    if word.pos_ != "VERB" or word.i - 1 not in kept and word.i - 2 not in kept:
        return False
    helpers = children(word, "aux", "cop", "expl", "advmod", "iobj")
    group = [w for w in (word, *helpers) if w.i <= word.i]
    start = min(w.i for w in group)
    words = word.doc.words
    if start < 1 or words[start - 1].text != "," or start - 1 in kept:
        return False
    told = [s for s in children(word, "nsubj") if s.i > word.i and s.i in kept]
    hung = words[start + 1 : start + 2] if start < word.i else words[word.i + 1 : word.i + 2]
    inverted = any(w.text.startswith("-") and w.i in kept for w in hung)
    return (bool(told) or inverted) and start in kept


# What may break off at a word, by its part of speech.
_AT_VERBS = (_is_left_alone, _has_lost_object, _has_lost_complement, _has_lost_half, _runs_on)
_BREAKS = {
    "VERB": _AT_VERBS,
    "AUX": _AT_VERBS,
    "NOUN": (_has_lost_complement, _is_moved),
    "PRON": (_is_left_alone, _has_lost_half, _is_half_set_off),
    "DET": (),
    "ADP": (),
    "PUNCT": (),
    "NUM": (),
    "PROPN": (),
}
_OTHER_BREAKS = (_has_lost_half,)
