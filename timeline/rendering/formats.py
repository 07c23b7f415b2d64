"""The export formats, by name and by suffix.

A format is a module of this folder whose name ends in `_export` and that has a `FORMAT`: to add
one, add that module. It is found by its name and imported when a format is first asked for.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import PurePath
from types import MappingProxyType
from typing import BinaryIO, TextIO

from timeline import rendering
from timeline.rendering.content import Content
from timeline.rendering.encoding import utf8_text
from timeline.rendering.words import Language


class FormatError(Exception):
    """No such format, or nothing that it could be written from; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a user asks of a format: the articles' text, a byte-order mark; of a page its title, a
    style that is added to its own, a fragment in place of a whole page, and its language.

    A format that has no place for one of them goes without it.
    """

    with_text: bool = False
    bom: bool = False
    title: str | None = None
    css: str | None = None
    embed: bool = False
    language: Language = "fr"


PLAIN = Options()

# How many events a format could not hold, by the words that say why ("no date").
Unheld = Mapping[str, int]
ALL_HELD: Unheld = MappingProxyType({})
NO_DATE = "no date"
NO_BEGINNING = "no beginning"

Write = Callable[[Content, BinaryIO, Options], Unheld]
WriteText = Callable[[Content, TextIO, Options], Unheld]


@dataclass(frozen=True, slots=True)
class Format:
    """An export format.

    `suffixes` are lower case, with their dot; none where another format has them. `write(content,
    out, options)` writes the content to a binary stream, each event as it comes, and gives how many
    events the format could not hold, and why; it may raise FormatError before it writes anything.
    `binary` says that what it writes is no text, `spreadsheet` that it is a table in text, which
    some programs take for UTF-8 only by a byte-order mark, `page` that it has a title, a style and
    a language.
    """

    name: str
    suffixes: tuple[str, ...]
    write: Write
    binary: bool = False
    spreadsheet: bool = False
    page: bool = False


def text_format(
    name: str, suffixes: tuple[str, ...], write: WriteText, *, spreadsheet: bool = False
) -> Format:
    """The format of a function that writes text: it gets a stream that neither translates line ends
    nor minds what characters it is given."""

    def write_bytes(content: Content, out: BinaryIO, options: Options) -> Unheld:
        with utf8_text(out) as text:
            return write(content, text, options)

    return Format(name, suffixes, write_bytes, spreadsheet=spreadsheet)


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
