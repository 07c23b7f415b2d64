"""Where no sentence begins: a component that the parser heeds.

A parser that learned boundaries from a few thousand sentences now and then begins one at a mark
that closes what stands before it, behind a mark that opens, or inside brackets. spaCy's parser
takes a boundary that is set for granted, and the absence of one too.
"""

from spacy.language import Language
from spacy.tokens import Doc, Token

_CLOSING = frozenset(",;:.!?)]}»")
_OPENING = frozenset("([{«")
# One sign for both ends: it closes where it is glued to the word before it alone.
_STRAIGHT = frozenset("\"'”’")
# Brackets that hold more tokens may hold sentences.
_BRACKETED = 40


def closes(token: Token) -> bool:
    """Whether a token is a mark that never begins a sentence; the first of a text never is."""
    if token.i == 0:
        return False
    if token.text in _STRAIGHT:
        if _apart(token):
            return False
        after = token.nbor() if token.i + 1 < len(token.doc) else None
        spaced = bool(token.whitespace_) or after is None or after.is_space
        return spaced or (after is not None and after.text in _CLOSING)
    return token.text in _CLOSING


def opens(token: Token) -> bool:
    """Whether a token is a mark that belongs to the word behind it."""
    if token.text in _STRAIGHT:
        return _apart(token) and not token.whitespace_
    return token.text in _OPENING


def _apart(token: Token) -> bool:
    """Whether nothing but white space stands right before a token."""
    return token.i == 0 or bool(token.nbor(-1).whitespace_) or token.nbor(-1).is_space


@Language.component("boundaries", assigns=["token.is_sent_start"])
def boundaries(doc: Doc) -> Doc:
    """Forbid sentences that would begin at a closing mark, behind an opening one or in brackets.

    Brackets are round ones around at most 40 tokens.
    """
    bracket: int | None = None
    for token in doc:
        if closes(token) or (token.i and opens(token.nbor(-1))):
            token.is_sent_start = False
        if token.text == "(":
            bracket = token.i
        elif token.text == ")" and bracket is not None:
            if token.i - bracket <= _BRACKETED:
                for inside in doc[bracket + 1 : token.i]:
                    inside.is_sent_start = False
            bracket = None
    return doc
