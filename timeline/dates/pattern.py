"""The pattern language of the grammar: words, classes of words, and how they may follow each other.

    [en|au mois de] {month} {year:when}? (matin|soir)?

A word stands for itself; `{class}` for any token of a class, which a rule then reads by the class's
name or by the name after the colon; `( | )` are alternatives, `?` makes the element before it
optional. What stands in square brackets must be there but is no part of the expression: at the
beginning what comes before it, at the end what follows. Blanks between tokens mean nothing; a
blank line in the text stops every pattern.

A pattern becomes a regular expression over a string with one character for each token, so that
matching is one call into `re` and never looks at letters. Its positions and what may follow each of
them come with it, for the automaton that says which of all patterns match at a token.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

# Words end after an apostrophe, and a hyphen is a token, as in the text: "l'année" is two tokens.
_ELEMENT = re.compile(
    r"\{([a-z_0-9]+)(?::([a-z_0-9]+))?\}|\\.|[()\[\]|?]|-|'|[^\s()\[\]|?{}\\'-]+'?"
)

# Gives the characters that stand for a word (second argument False) or for a class (True).
Encoder = Callable[[str, bool], str]


class PatternError(ValueError):
    """A pattern that is not well formed; the message says where."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a pattern: its regular expression, the positions it can begin and end with, and
    whether it can be empty."""

    regex: str
    first: frozenset[int]
    last: frozenset[int]
    empty: bool


@dataclass(slots=True)
class Pattern:
    """A compiled pattern.

    `regex` has the groups that rules read, and `before_` and `core_`. A position is one element of
    the pattern: `characters` says which tokens it takes, `follow` which positions may come next
    (position automaton: Glushkov 1961, "The abstract theory of automata").
    """

    regex: str = ""
    characters: list[str] = field(default_factory=list)
    follow: list[set[int]] = field(default_factory=list)
    first: frozenset[int] = frozenset()
    last: frozenset[int] = frozenset()
    looks_ahead: bool = False


def words_of(pattern: str) -> set[str]:
    """The words a pattern names literally."""
    return {
        element.group().removeprefix("\\")
        for element in _ELEMENT.finditer(pattern)
        if element.group(1) is None and element.group() not in "()[]|?"
    }


def compile_pattern(pattern: str, encode: Encoder) -> Pattern:
    """The compiled form of a pattern. Raises PatternError."""
    parser = _Parser(pattern, encode)
    before = parser.context("(?P<before_>%s)")
    core = parser.alternatives()
    after = parser.context("(?=%s)")
    if parser.peek() is not None:
        raise PatternError(f"unexpected {parser.peek()!r} in {pattern!r}")
    if core.empty:
        raise PatternError(f"the pattern {pattern!r} also matches nothing")
    core = Piece(f"(?P<core_>{core.regex})", core.first, core.last, False)
    whole = parser.join(parser.join(before, core), after)
    compiled = parser.compiled
    compiled.looks_ahead = bool(after.regex)
    compiled.regex, compiled.first, compiled.last = whole.regex, whole.first, whole.last
    return compiled


_NOTHING = Piece("", frozenset(), frozenset(), True)


class _Parser:
    """Recursive descent over the elements of one pattern."""

    def __init__(self, pattern: str, encode: Encoder) -> None:
        self._pattern = pattern
        self._encode = encode
        stray = _ELEMENT.sub("", pattern).strip()
        if stray:
            raise PatternError(f"unexpected {stray!r} in {pattern!r}")
        self._elements = list(_ELEMENT.finditer(pattern))
        self._at = 0
        self.compiled = Pattern()

    def join(self, one: Piece, two: Piece) -> Piece:
        """One piece after another."""
        for position in one.last:
            self.compiled.follow[position] |= two.first
        return Piece(
            one.regex + two.regex,
            one.first | two.first if one.empty else one.first,
            one.last | two.last if two.empty else two.last,
            one.empty and two.empty,
        )

    def peek(self) -> str | None:
        return self._elements[self._at].group() if self._at < len(self._elements) else None

    def context(self, template: str) -> Piece:
        """The bracketed context at one end of the pattern, if there is one."""
        if self.peek() != "[":
            return _NOTHING
        self._at += 1
        piece = self.alternatives()
        self._expect("]")
        return Piece(template % piece.regex, piece.first, piece.last, piece.empty)

    def alternatives(self) -> Piece:
        branches = [self._branch()]
        while self.peek() == "|":
            self._at += 1
            branches.append(self._branch())
        if len(branches) == 1:
            return branches[0]
        return Piece(
            "(?:" + "|".join(b.regex for b in branches) + ")",
            frozenset[int]().union(*(b.first for b in branches)),
            frozenset[int]().union(*(b.last for b in branches)),
            any(b.empty for b in branches),
        )

    def _branch(self) -> Piece:
        piece = _NOTHING
        while (element := self.peek()) is not None and element not in ("|", ")", "[", "]"):
            piece = self.join(piece, self._item())
        return piece

    def _item(self) -> Piece:
        piece = self._atom()
        if self.peek() == "?":
            self._at += 1
            return Piece(f"(?:{piece.regex})?", piece.first, piece.last, True)
        return piece

    def _atom(self) -> Piece:
        found = self._elements[self._at]
        self._at += 1
        if found.group() == "(":
            piece = self.alternatives()
            self._expect(")")
            return Piece(f"(?:{piece.regex})", piece.first, piece.last, piece.empty)
        if found.group() == "?":
            raise PatternError(f"nothing to make optional in {self._pattern!r}")
        if found.group(1) is None:
            codes = self._encode(found.group().removeprefix("\\"), False)
            return self._position(codes, "%s")
        codes = self._encode(found.group(1), True)
        return self._position(codes, f"(?P<{found.group(2) or found.group(1)}>%s)")

    def _position(self, codes: str, template: str) -> Piece:
        position = frozenset([len(self.compiled.characters)])
        self.compiled.characters.append(codes)
        self.compiled.follow.append(set())
        return Piece(template % _charset(codes), position, position, False)

    def _expect(self, closing: str) -> None:
        if self.peek() != closing:
            raise PatternError(f"missing {closing!r} in {self._pattern!r}")
        self._at += 1


def _charset(codes: str) -> str:
    return re.escape(codes) if len(codes) == 1 else "[" + re.escape(codes) + "]"
