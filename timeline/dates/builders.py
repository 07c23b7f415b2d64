"""From a rule's match to its meaning: what the functions named by `meaning` have in common.

Each takes a `Match` and gives a meaning, None where the rule does not apply after all, or
`IMPOSSIBLE` where the words form a date that does not exist. They live in `builders_calendar`,
`builders_eras`, `builders_relative`, `builders_story` and `builders_compound`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from timeline.dates.context import Meaning
from timeline.dates.grammar import Grammar, Rule
from timeline.dates.lexer import Tokens
from timeline.dates.meanings import Fixed
from timeline.dates.yearless import Hint
from timeline.model import DateSpan, Day

IMPOSSIBLE: Final = Fixed(DateSpan.of_day(Day(0, 1, 1)))

Builder = Callable[["Match"], Meaning | None]
BUILDERS: dict[str, Builder] = {}


def builder(function: Builder) -> Builder:
    """Registers a function under its name, for the grammar."""
    BUILDERS[function.__name__] = function
    return function


@dataclass(frozen=True, slots=True)
class Match:
    """One match of a rule."""

    rule: Rule
    match: re.Match[str]
    tokens: Tokens
    view: str
    grammar: Grammar

    def token(self, name: str) -> int | None:
        """The index of the token that an element of the pattern matched.

        Elements that fill the same place in different branches are numbered: `{n31:day}` and
        `{day_word:day2}` are both the day.
        """
        elements = self.match.re.groupindex
        for numbered in (name, f"{name}2", f"{name}3", f"{name}4"):
            if numbered in elements:
                at = self.match.start(numbered)
                if at >= 0:
                    return at
        return None

    def has(self, name: str) -> bool:
        """Whether an element of the pattern is there."""
        return self.token(name) is not None

    def word(self, name: str) -> str:
        """The folded text of an element, empty where it is missing."""
        at = self.token(name)
        return "" if at is None else self.view[self.tokens.starts[at] : self.tokens.ends[at]]

    @property
    def text(self) -> str:
        """The folded text of the expression."""
        first, last = self.match.span("core_")
        return self.view[self.tokens.starts[first] : self.tokens.ends[last - 1]]

    @property
    def after(self) -> str:
        """What follows the expression, folded."""
        end = self.tokens.ends[self.match.end("core_") - 1]
        return self.view[end : end + 60]

    def lookup(self, name: str, *classes: str) -> Any:
        """What the word of an element means in the first of these classes that has it."""
        word = self.word(name)
        for cls in classes:
            value = self.grammar.value(word, cls)
            if value is not None:
                return value
        return None

    def number(self, name: str) -> int | None:
        """The number of an element: digits, words or an ordinal."""
        at = self.token(name)
        if at is None:
            return None
        value = self.tokens.values[at]
        if isinstance(value, int):
            return value
        known = self.lookup(name, "day_word", "number_word", "ordinal", "first", "rough_noun")
        if isinstance(known, int):
            return known
        digits = re.match(r"\d+", self.word(name))
        return int(digits.group()) if digits else None

    def meaning(self, name: str) -> Meaning | None:
        """The meaning that a rule of an earlier level gave an element."""
        at = self.token(name)
        found = None if at is None else self.tokens.values[at]
        return getattr(found, "meaning", None)

    def setting(self, name: str, default: Any = None) -> Any:
        """A setting of the rule."""
        return self.rule.settings.get(name, default)

    @property
    def month(self) -> int | None:
        """The value of `{month}` or `{any_month}`."""
        name = "any_month" if self.has("any_month") else "month"
        value = self.lookup(name, "month", "month_short")
        return value if isinstance(value, int) else None

    @property
    def weekday(self) -> int | None:
        """The value of `{weekday}` or `{any_weekday}`."""
        name = "any_weekday" if self.has("any_weekday") else "weekday"
        value = self.lookup(name, "weekday", "weekday_dotted")
        return value if isinstance(value, int) else None

    @property
    def year(self) -> int | None:
        """The value of `{year}`, or of `{short_year}` in its likeliest century."""
        short = self.number("short_year")
        if short is None:
            return self.number("year")
        # After a month in words two figures are a year of the last century: "le 6 février 34".
        return short + 1900 if short > 31 else full_year(short)


def full_year(short: int) -> int:
    """The year meant by two digits: 1950 to 2049."""
    return short + (1900 if short >= 50 else 2000)


def days_beside(match: Match) -> int | None:
    """How many days "veille", "avant-veille", "lendemain" are from the day they lean on."""
    by = match.lookup("by", "neighbour")
    if not isinstance(by, int):
        return None
    return 2 * by if "avant" in match.text[:7] else by


def hint_of(match: Match) -> Hint:
    """Which way "dernier" or "prochain" points."""
    if match.has("past"):
        return "past"
    return "future" if match.has("next") else match.setting("hint", "")
