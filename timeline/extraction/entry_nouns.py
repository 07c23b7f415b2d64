"""Event nouns with the capital of the line that they open: "Novembre 2019 — Mort de Paul Lestang".

An entity recogniser takes such a line for the name of a work or event, but the noun tells what
happened; what follows it may hold a name of its own.
"""

from __future__ import annotations

from collections.abc import Container

from timeline.extraction.tree import HAPPENING, Tree

# What sets the text of an entry off from its date.
_SET_OFF = frozenset({"-", "–", "—", ":"})
_JOINING = frozenset({"de", "d'", "du", "des", "à", "au", "aux", "dans", "sur", "entre", "contre"})


def is_entry_noun(doc: Tree, start: int, end: int, nouns: Container[str]) -> bool:
    """Whether a supposed name, the tokens `start` to `end`, is a known event noun that opens the
    text of an entry and the words that say more of it."""
    first = doc[start]
    if start == 0 or first.pos_ != "NOUN" or doc[start - 1].text not in _SET_OFF:
        return False
    told = first.lemma_.lower() in nouns and first.happening > HAPPENING
    return told and (end - start == 1 or doc[start + 1].lower_ in _JOINING)
