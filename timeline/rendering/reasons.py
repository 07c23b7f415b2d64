"""Why two mentions are one event, in words: what weighs most, for it and against it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from timeline.model import Component
from timeline.rendering.sanitize import visible

_FOR, _AGAINST = 3, 2  # reasons that are said
_LEAST = 0.15  # log-odds below which nothing is said of a comparison
_PRIOR = "prior"  # what holds of any two mentions


def reasons(components: Iterable[Component]) -> str:
    """The weightiest comparisons of a pair: "because … and …, although …"; the empty string where
    nothing weighs. The words are safe to show."""
    weighty = [one for one in components if abs(one.weight) >= _LEAST and one.name != _PRIOR]
    ranked = sorted(weighty, key=lambda one: -abs(one.weight))
    clauses = [
        (word, [_in_words(one.name) for one in ranked if (one.weight > 0) == speaks_for][:most])
        for word, speaks_for, most in (("because", True, _FOR), ("although", False, _AGAINST))
    ]
    return ", ".join(f"{word} {_joined(said)}" for word, said in clauses if said)


def _joined(said: list[str]) -> str:
    return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def _in_words(name: str) -> str:
    return _words().get(name) or f"“{visible(name)}”"


@cache
def _words() -> dict[str, str]:
    path = files("timeline") / "resources" / "lexicons" / "reasons.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
