"""Where no sentence begins: a component that the parser heeds.

A parser that learned boundaries from a few thousand sentences now and then begins one at a mark
that closes what stands before it. spaCy's parser takes a boundary that is set for granted, and
the absence of one too.
"""

from spacy.language import Language
from spacy.tokens import Doc, Token

_CLOSING = frozenset(",;:.!?)]}»")
# One sign for both ends: it closes where it is glued to the word before it alone.
_STRAIGHT = frozenset("\"'”’")


def closes(token: Token) -> bool:
    """Whether a token is a mark that never begins a sentence; the first of a text never is."""
    if token.i == 0:
        return False
    if token.text in _STRAIGHT:
        before = token.nbor(-1)
        if before.whitespace_ or before.is_space:
            return False
        after = token.nbor() if token.i + 1 < len(token.doc) else None
        spaced = bool(token.whitespace_) or after is None or after.is_space
        return spaced or (after is not None and after.text in _CLOSING)
    return token.text in _CLOSING


@Language.component("closing_marks", assigns=["token.is_sent_start"])
def closing_marks(doc: Doc) -> Doc:
    """Forbid every sentence that would begin at a closing mark."""
    for token in doc:
        if closes(token):
            token.is_sent_start = False
    return doc
