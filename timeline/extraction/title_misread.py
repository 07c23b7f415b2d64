"""What the parser has hung on another word of a sentence than what it belongs to."""

from __future__ import annotations

from timeline.extraction.syntax import children, is_passive
from timeline.extraction.title_words import listed
from timeline.extraction.tree import Word

# Articles of a noun that something behind it makes known.
DEFINITE = frozenset({"le", "la", "l'", "les", "au", "aux", "du"})


def may_be_object(phrase: Word, head: Word) -> bool:
    """Whether what is set off behind a circumstance may be the verb's object: "il a trouvé, dans
    une boîte, le billet"."""
    verb = head.head
    article = any(child.lower_ in DEFINITE for child in children(phrase, "det"))
    if head.relation != "obl" or verb.pos_ != "VERB" or head.i < verb.i or not article:
        return False
    return not (children(verb, "obj", "ccomp", "xcomp", "expl") or is_passive(verb))


def is_told(clause: Word) -> bool:
    """Whether a clause of a day is what was told on it, "que" being no relative pronoun there."""
    first = clause.subtree[0]
    own = any(child is not first for child in children(clause, "nsubj", "expl"))
    told = first.lower_ in ("que", "qu'") and first.relation == "mark" and own
    return told and listed(clause.head.lower_, "calendar")


def behind_date(date: Word) -> Word | None:
    """The noun right behind a date that the parser has hung on it: it is the verb's object ("a
    condamné jeudi Paul Durand")."""
    verb = date.head
    if verb.pos_ != "VERB" or is_passive(verb) or date.i < verb.i or children(verb, "obj"):
        return None
    behind = (c for c in date.children if c.i > date.i and c.relation in ("nmod", "appos", "flat"))
    found = next(behind, None)
    if found is None or found.subtree[0].i != date.i + 1 or children(found, "case"):
        return None
    return found if found.pos_ in ("NOUN", "PROPN") else None
