"""The export formats, by name and by suffix.

A format is a module of this folder whose name ends in `_export` and that has a `FORMAT`: to add
one, add that module. It is found by its name and imported when a format is first asked for.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import PurePath
from typing import TextIO

from timeline import rendering
from timeline.rendering.content import Content

Write = Callable[[Content, TextIO, bool], None]


class FormatError(Exception):
    """No such format; the message names those there are."""


@dataclass(frozen=True, slots=True)
class Format:
    """An export format.

    `suffixes` are lower case, with their dot. `write(content, out, with_text)` writes the content
    to a text stream that neither translates line ends nor minds what characters it is given; with
    `with_text` it adds the articles' text, if the format has a place for it.
    """

    name: str
    suffixes: tuple[str, ...]
    write: Write


@cache
def formats() -> tuple[Format, ...]:
    """The formats there are, by name."""
    modules = (module.name for module in pkgutil.iter_modules(rendering.__path__))
    exports = [name for name in modules if name.endswith("_export")]
    found = [import_module(f"{rendering.__name__}.{name}").FORMAT for name in exports]
    return tuple(sorted(found, key=lambda one: str(one.name)))


def format_named(name: str) -> Format:
    """The format of this name. Raises FormatError."""
    for one in formats():
        if one.name == name.lower():
            return one
    raise FormatError(f"No format {name!r}: there are {_known()}.")


def format_for(path: str) -> Format:
    """The format that a file's suffix asks for. Raises FormatError."""
    suffix = PurePath(path).suffix.lower()
    for one in formats():
        if suffix in one.suffixes:
            return one
    said = f"No format has the suffix {suffix!r}" if suffix else f"{path} has no suffix"
    raise FormatError(f"{said}: name a format with --format ({_known()}).")


def _known() -> str:
    return ", ".join(one.name for one in formats())
