"""What the styles of a word processor make of a paragraph: title, heading, quotation, caption."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from timeline.reading.lexicon import raw_lexicon
from timeline.reading.pages import Hint
from timeline.reading.patterns import core, fold, phrase_pattern

_HINTS: tuple[Hint, ...] = ("title", "heading", "byline", "quote", "caption", "furniture")
_MOST_PARENTS = 20  # more make a circle; programs allow some ten
_GLUED = re.compile(r"(?<=[^\W\d_])(?=\d)")
_LEVEL = re.compile(r"(\d)\W*$")


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph or character style: its name, its parent's key, and what is read of it.

    `level` is its outline level, 1 the highest; `hidden` whether its text is not shown. None where
    the style leaves that to its parent. A style that says it has no level leaves it to its parent
    too: it keeps its headings out of the table of contents, and they stay headings.
    """

    name: str
    parent: str | None = None
    level: int | None = None
    hidden: bool | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """What a style makes of a paragraph; `level` of a heading, None where it is not known."""

    hint: Hint = "text"
    level: int | None = None


class Styles:
    """The styles of a document by key, each completed by its parents."""

    def __init__(self, styles: Mapping[str, Style]) -> None:
        self._styles = styles
        self._roles: dict[str, Role] = {}
        self._hints: dict[str, Hint | None] = {}
        self._hidden: dict[str, bool] = {}

    def role(self, key: str | None) -> Role:
        """The role of paragraphs of this style: the first that it or a parent has."""
        if not key:
            return Role()
        if key not in self._roles:
            found = (self._own_role(style) for style in self._line(key))
            self._roles[key] = next(filter(None, found), Role())
        return self._roles[key]

    def hidden(self, key: str | None) -> bool:
        """Whether text of this style is not shown."""
        if not key:
            return False
        if key not in self._hidden:
            said = (style.hidden for style in self._line(key) if style.hidden is not None)
            self._hidden[key] = next(said, False)
        return self._hidden[key]

    def _line(self, key: str) -> list[Style]:
        """A style and its parents, nearest first; one that is not defined goes by its key."""
        line: list[Style] = []
        here: str | None = key
        while here and len(line) < _MOST_PARENTS:
            style = self._styles.get(here) or Style(here)
            line.append(style)
            here = style.parent
        return line

    def _own_role(self, style: Style) -> Role | None:
        if style.name not in self._hints:
            self._hints[style.name] = hint_of_style(style.name)
        hint = self._hints[style.name]
        if hint is None:
            return Role("heading", style.level) if style.level is not None else None
        number = _LEVEL.search(style.name) if hint == "heading" else None
        return Role(hint, int(number.group(1)) if number else style.level)


def hint_of_style(name: str) -> Hint | None:
    """What the name of a style says, in English or French (`Heading 1`, `Titre1`); else None."""
    folded = core(fold(_GLUED.sub(" ", name[:100].replace("_", " "))))
    return next((hint for hint, pattern in _patterns() if pattern.fullmatch(folded)), None)


@cache
def _patterns() -> tuple[tuple[Hint, re.Pattern[str]], ...]:
    names = raw_lexicon()["styles"]
    return tuple(
        (hint, re.compile("|".join(phrase_pattern(name, "line") for name in names[hint])))
        for hint in _HINTS
    )
