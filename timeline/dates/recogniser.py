"""Runs the levels of the grammar over a text: leftmost first, then longest, then rule order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline.dates import (
    builders_calendar,
    builders_compound,
    builders_eras,
    builders_relative,
    builders_story,
)
from timeline.dates.builders import BUILDERS, IMPOSSIBLE, Match
from timeline.dates.context import Meaning
from timeline.dates.folding import Folded
from timeline.dates.grammar import Grammar, Level, Rule
from timeline.dates.guards import GUARDS
from timeline.dates.lexer import OTHER, Tokens, tokenise
from timeline.dates.place import Place
from timeline.model import TimexType

# Importing these fills BUILDERS.
_BUILDER_MODULES = (
    builders_calendar,
    builders_compound,
    builders_eras,
    builders_relative,
    builders_story,
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule recognised: the value of a token of the next level.

    `loose` ones count only inside what a later rule makes of them.
    """

    meaning: Meaning
    type: TimexType
    rule: Rule

    @property
    def loose(self) -> bool:
        """Whether it is nothing on its own."""
        return self.rule.gives.startswith("loose")


def recognise(folded: Folded, grammar: Grammar) -> list[tuple[int, int, Found]]:
    """Time expressions as (start, end, what), offsets into the folded view, in order.

    Days that do not exist ("31 février") are among them, with `IMPOSSIBLE` as their meaning.
    """
    tokens = tokenise(folded.view, grammar)
    for level in grammar.levels:
        tokens = _apply(level, tokens, folded, grammar)
    return [
        (start, end, value)
        for start, end, value in zip(tokens.starts, tokens.ends, tokens.values, strict=True)
        if isinstance(value, Found) and not value.loose
    ]


def _apply(level: Level, tokens: Tokens, folded: Folded, grammar: Grammar) -> Tokens:
    """The tokens with every match of a level replaced by one token."""
    codes = tokens.codes
    out = Tokens("", [], [], [])
    pieces: list[str] = []
    done = position = 0
    while found := level.automaton.search(codes, position):
        start, numbers = found
        match = _longest(level, numbers, tokens, start, folded, grammar)
        if match is None:
            position = start + 1
            continue
        first, last, code, value = match
        pieces.append(codes[done:first] + code)
        out.starts += tokens.starts[done:first] + [tokens.starts[first]]
        out.ends += tokens.ends[done:first] + [tokens.ends[last - 1]]
        out.values += [*tokens.values[done:first], value]
        done = position = last
    if not pieces:
        return tokens
    out.codes = "".join(pieces) + codes[done:]
    out.starts += tokens.starts[done:]
    out.ends += tokens.ends[done:]
    out.values += tokens.values[done:]
    return out


def _longest(
    level: Level, numbers: list[int], tokens: Tokens, at: int, folded: Folded, grammar: Grammar
) -> tuple[int, int, str, object] | None:
    """The longest match of some rules at a token: first and last token, code, value."""
    found = _matches(level, numbers, tokens.codes, at)
    # Where context was needed to begin, what begins right after the context competes too.
    for begin in {match.start("core_") for _, match in found if match.start("core_") > at}:
        found += _matches(level, level.automaton.matching(tokens.codes, begin), tokens.codes, begin)
    found.sort(key=_preference)
    for rule, match in found:
        first, last = match.span("core_")
        if not _closed_up(tokens, first, last):
            continue
        place = Place(folded, tokens.starts[first], tokens.ends[last - 1], grammar.settings)
        if not all(GUARDS[guard](place) for guard in rule.guards):
            continue
        if not all(GUARDS[veto](place) for veto in rule.vetoes):
            return first, last, OTHER, None
        meaning = BUILDERS[rule.meaning](Match(rule, match, tokens, folded.view, grammar))
        if meaning is None:
            continue
        if meaning is IMPOSSIBLE:  # "31 février": neither that day nor "février"
            return first, last, OTHER, Found(IMPOSSIBLE, "DATE", rule)
        code = grammar.codes[rule.gives] if rule.gives else OTHER
        return first, last, code, Found(meaning, rule.type, rule)  # type: ignore[arg-type]
    return None


def _preference(item: tuple[Rule, re.Match[str]]) -> tuple[int, int, bool]:
    """Longest first, then the one that begins first, then the one that knows what follows."""
    rule, match = item
    return -match.end("core_"), match.start("core_"), not rule.pattern.looks_ahead


def _matches(
    level: Level, numbers: list[int], codes: str, at: int
) -> list[tuple[Rule, re.Match[str]]]:
    """The matches of some rules at a token."""
    rules = [level.rules[number] for number in numbers]
    return [(rule, match) for rule in rules if (match := rule.regex.match(codes, at))]


def _closed_up(tokens: Tokens, first: int, last: int) -> bool:
    """Whether no wide gap (a table, a layout) lies between the tokens of a match."""
    starts, ends = tokens.starts, tokens.ends
    return all(starts[i + 1] - ends[i] <= 3 for i in range(first, last - 1))
