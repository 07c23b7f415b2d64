"""Cuts a folded text into tokens, one character of code each.

Words the grammar does not know, and punctuation it does not use, become one `OTHER` token however
many there are: no pattern can cross them. A blank line is a `BREAK`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from timeline.dates.numbers import FRENCH_ROMAN, roman, spoken_prefix

if TYPE_CHECKING:
    from timeline.dates.grammar import Grammar

_LONGEST_NUMBER = 20  # tokens: dix-neuf cent quatre-vingt-dix-neuf has nine
OTHER = "\x01"
BREAK = "\x02"

# Words first, since they are most of a text; a figure begins a number or a shape of the grammar.
_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]++(?![\d_])'?)|(?P<figure>\d)|(?P<blank_line>\n[ ]*+\n\s*+)"
    r"|(?P<mark>[^\s\w])|(?P<identifier>\w++)"
)
_WORD, _FIGURE, _BLANK_LINE, _MARK, _IDENTIFIER = range(1, 6)


@dataclass(slots=True)
class Tokens:
    """Parallel lists: the code of a token, where it stands in the view, and what it means.

    `values` holds numbers for number tokens, meanings for what rules recognised, else None.
    """

    codes: str
    starts: list[int]
    ends: list[int]
    values: list[object]


@dataclass(frozen=True, slots=True)
class Shapes:
    """What is recognised letter by letter.

    `figures` are the shapes that begin with a figure (plain numbers last), `words` those that begin
    with a word, by that word.
    """

    figures: re.Pattern[str]
    words: Mapping[str, re.Pattern[str]]


def compile_shapes(
    figures: Mapping[str, str], words: Mapping[str, Mapping[str, Any]], compounds: list[str]
) -> Shapes:
    """The shapes of the grammar; `compounds` are words that hold a hyphen, apostrophe or stop."""
    parts = [f"(?P<{name}>{pattern})" for name, pattern in figures.items()]
    parts += [r"(?P<digits>\d++(?!\w))", r"(?P<identifier>\w++)"]
    by_lead: dict[str, list[str]] = {}
    for name, shape in words.items():
        for lead in shape["leads"]:
            by_lead.setdefault(lead, []).append(f"(?P<{name}>{shape['pattern']})")
    for compound in sorted(compounds, key=len, reverse=True):
        lead = re.match(r"[^\W\d_]+'?", compound)
        if lead:
            by_lead.setdefault(lead.group(), []).append(rf"{re.escape(compound)}(?!\w)")
    return Shapes(
        re.compile("|".join(parts)),
        {lead: re.compile("|".join(patterns)) for lead, patterns in by_lead.items()},
    )


def tokenise(view: str, grammar: Grammar) -> Tokens:
    """The tokens of a folded text."""
    codes: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    values: list[object] = []
    known, leads = grammar.words.get, grammar.shapes.words
    previous, done = BREAK, 0
    for found in _TOKEN.finditer(view):
        start, end = found.span()
        if start < done:
            continue
        kind, value = found.lastindex, None
        if kind == _WORD:
            word = found.group()
            code = known(word, OTHER)
            if word in leads and (shape := leads[word].match(view, start)):
                end = done = shape.end()
                code = _shape_code(shape, grammar)
            elif code is OTHER:
                if word[0] in "ivxlcdm" and FRENCH_ROMAN.fullmatch(word):
                    code, value = _roman(word, grammar)
                elif word == "a" and _capital(start, view):
                    code = known("à", OTHER)
        elif kind == _FIGURE:
            shape = grammar.shapes.figures.match(view, start)
            assert shape  # a figure is at least an identifier
            end = done = shape.end()
            if shape.lastgroup == "digits":
                code, value = _number(shape, view, codes, grammar)
            else:
                code = _shape_code(shape, grammar)
        elif kind == _IDENTIFIER and (day := _misread_day(found, view)) is not None:
            code, value = grammar.codes["n31"], day
        elif kind == _BLANK_LINE:
            code = BREAK
        else:
            code = known(found.group(), OTHER)
        if code is OTHER and previous is OTHER:
            ends[-1] = end
            continue
        codes.append(code)
        starts.append(start)
        ends.append(end)
        values.append(value)
        previous = code
    return _merge_number_words(Tokens("".join(codes), starts, ends, values), view, grammar)


# "l5 mars", "1O mai": figures that a machine has read as letters, right before a month.
_MISREAD = str.maketrans("lio", "110")
_MONTH_NEXT = re.compile(
    r" (?:janv|f[ée]vr|mars|avril|mai|juin|juil|ao[ûu]t|sept|octo|nove|d[ée]ce)"
)


def _misread_day(found: re.Match[str], view: str) -> int | None:
    """The day of the month that two characters with one figure stand for, else None."""
    word = found.group()
    if len(word) != 2 or not _MONTH_NEXT.match(view, found.end()):
        return None
    figures = word.translate(_MISREAD)
    return int(figures) if figures.isdecimal() and 1 <= int(figures) <= 31 else None


def _shape_code(shape: re.Match[str], grammar: Grammar) -> str:
    """The code of a shape; compounds and identifiers are words of the lexicon, or nothing."""
    name = shape.lastgroup
    if name is None or name == "identifier":
        return grammar.words.get(shape.group(), OTHER)
    return grammar.codes.get(name, OTHER)


def _capital(offset: int, view: str) -> bool:
    """Whether a lone `a` begins a sentence: there it is an À whose accent was left out."""
    before = view[max(0, offset - 3) : offset].rstrip()
    return not before or before[-1] in '.!?\n:"«'


def _roman(word: str, grammar: Grammar) -> tuple[str, object]:
    number, is_ordinal = roman(word)
    if number is None:
        return OTHER, None
    return grammar.codes.get("roman_ordinal" if is_ordinal else "roman", OTHER), number


def _number(
    found: re.Match[str], view: str, codes: list[str], grammar: Grammar
) -> tuple[str, object]:
    """The code and value of a run of digits."""
    text, start = found.group(), found.start()
    if len(text) > 4:
        return OTHER, None
    # "GPT-4", "A-320": a number that a hyphen ties to an unknown word is part of a name.
    if view[start - 1 : start] in ("-", "_") and start > 1 and len(codes) > 1:
        tied = view[start - 2].isalpha() and codes[-2] is OTHER
        if tied or view[start - 1] == "_":
            return OTHER, None
    number = int(text)
    if len(text) == 4:
        return grammar.codes["year4" if 1000 <= number <= 2100 else "n9999"], number
    if len(text) == 3:
        return grammar.codes["n999"], number
    return grammar.codes["n31" if 1 <= number <= 31 else "n99"], number


def _merge_number_words(tokens: Tokens, view: str, grammar: Grammar) -> Tokens:
    """Joins number words that make one number ("mille neuf cent quatre-vingt")."""
    merges: list[tuple[int, int, int]] = []
    for found in grammar.number_run.finditer(tokens.codes):
        at = found.start()
        while at < found.end():
            stop = min(found.end(), at + _LONGEST_NUMBER)
            words = [view[tokens.starts[i] : tokens.ends[i]] for i in range(at, stop)]
            length, number = spoken_prefix(words, grammar.values["number_word"])
            if length > 1:
                merges.append((at, at + length, number))
            at += max(length, 1)
    if not merges:
        return tokens
    out = Tokens("", [], [], [])
    codes: list[str] = []
    done = 0
    for first, last, number in [*merges, (len(tokens.codes), len(tokens.codes), 0)]:
        codes.append(tokens.codes[done:first])
        out.starts += tokens.starts[done:first]
        out.ends += tokens.ends[done:first]
        out.values += tokens.values[done:first]
        if first < last:
            codes.append(grammar.codes[_number_class(number)])
            out.starts.append(tokens.starts[first])
            out.ends.append(tokens.ends[last - 1])
            out.values.append(number)
        done = last
    out.codes = "".join(codes)
    return out


def _number_class(number: int) -> str:
    if number <= 31:
        return "day_words"
    return "year_words" if 1000 <= number <= 2100 else "number_words"
