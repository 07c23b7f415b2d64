"""Reading the event lexicon from TOML.

The files are written for people who know French, not Python: `resources/lexicons/events/*.toml`
(triggers of each type), `predicates.toml` (verbs handled apart: reporting, modal, stative …),
`aspect.toml` (states, activities, happenings) and `classes.toml` (noun classes the triggers refer
to as `@class`). A user's own file adds entries, which are looked at before the shipped ones.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from timeline.extraction.lexicon import ARTICLES, ENTITY_CLASSES, Entry, Example, Filler, Lexicon
from timeline.model import EVENT_TYPES

_SLOTS = ("subject", "object")
_LISTS = frozenset(
    {"verbs", "nouns", "locutions", "subject", "object", "without", "examples", "counterexamples"}
)
_BUILT_IN_CLASSES = frozenset({"name", "money", "number"}) | ENTITY_CLASSES
_TRIGGER_KEYS = frozenset(
    {
        "type", "verbs", "nouns", "locutions", "subject", "object", "with", "without",
        "examples", "counterexamples",
    }
)  # fmt: skip


class LexiconError(Exception):
    """A lexicon file that cannot be used; the message names the file and what to do."""


def load_lexicon(paths: Sequence[Path | str] = ()) -> Lexicon:
    """The shipped lexicon, with the users' own files (if any) before it.

    Raises LexiconError for a file that is missing, no TOML, or says something unknown.
    """
    shipped = resources.files("timeline").joinpath("resources", "lexicons")
    own = [(str(path), _own_text(Path(path))) for path in paths]
    sources = sorted(
        (f"events/{item.name}", item.read_text("utf-8"))
        for item in shipped.joinpath("events").iterdir()
        if item.name.endswith(".toml")
    )
    predicates = {
        group: words
        for name in ("predicates.toml", "aspect.toml")
        for group, words in _predicates(
            tomllib.loads(shipped.joinpath(name).read_text("utf-8"))
        ).items()
    }
    classes_text = shipped.joinpath("classes.toml").read_text("utf-8")
    builder = _Builder(classes=_classes(tomllib.loads(classes_text)))
    for source, text in own:
        builder.add_file(source, text)
    settled = frozenset({*builder.verbs, *builder.nouns, *builder.locutions})
    for source, text in sources:
        builder.add_file(source, text)
    return Lexicon(
        verbs={key: tuple(entries) for key, entries in builder.verbs.items()},
        nouns={key: tuple(entries) for key, entries in builder.nouns.items()},
        locutions={key: tuple(entries) for key, entries in builder.locutions.items()},
        predicates=predicates,
        classes=builder.classes,
        examples=tuple(builder.examples),
        settled=settled,
    )


def _own_text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(
            f"{path}: this lexicon cannot be read ({type(error).__name__}); "
            "name a TOML file in UTF-8 with --lexicon."
        ) from error


def _classes(data: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    return {name: frozenset(table["nouns"]) for name, table in data.items()}


def _predicates(data: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Groups by dotted name: `[modal.planned]` with `words` becomes `modal.planned`."""
    groups: dict[str, frozenset[str]] = {}

    def walk(prefix: str, table: Mapping[str, Any]) -> None:
        words: list[str] = []
        for key, value in table.items():
            if isinstance(value, dict):
                walk(f"{prefix}.{key}" if prefix else key, value)
            elif isinstance(value, list) and key not in ("examples", "counterexamples"):
                words += [_reflexive_key(word) for word in value]
        if prefix:
            groups[prefix] = frozenset(words)

    walk("", data)
    return groups


@dataclass
class _Builder:
    """Collects the entries of several files."""

    classes: dict[str, frozenset[str]]
    verbs: dict[str, list[Entry]] = field(default_factory=dict)
    nouns: dict[str, list[Entry]] = field(default_factory=dict)
    locutions: dict[str, list[tuple[tuple[str, ...], Entry]]] = field(default_factory=dict)
    examples: list[Example] = field(default_factory=list)

    def add_file(self, source: str, text: str) -> None:
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise LexiconError(f"{source}: not valid TOML: {error}.") from error
        unknown = set(data) - {"trigger"}
        if unknown:
            raise LexiconError(
                f"{source}: unknown table [{sorted(unknown)[0]}]; entries are [[trigger]] tables."
            )
        tables = data.get("trigger", [])
        if not isinstance(tables, list) or not all(isinstance(item, dict) for item in tables):
            raise LexiconError(f"{source}: write each entry as a [[trigger]] table.")
        for number, table in enumerate(tables, 1):
            self._add_trigger(f"{source}, trigger {number}", table)

    def _add_trigger(self, where: str, table: Mapping[str, Any]) -> None:
        entry = self._entry(where, table)
        for verb in table.get("verbs", ()):
            self.verbs.setdefault(_reflexive_key(verb), []).append(entry)
        for noun in table.get("nouns", ()):
            self.nouns.setdefault(noun, []).append(entry)
        for locution in table.get("locutions", ()):
            verb, words = _locution_key(locution)
            self.locutions.setdefault(verb, []).append((words, entry))
        for key, positive in (("examples", True), ("counterexamples", False)):
            for text in table.get(key, ()):
                self.examples.append(Example(text, entry.type, positive, where))

    def _entry(self, where: str, table: Mapping[str, Any]) -> Entry:
        unknown = set(table) - _TRIGGER_KEYS
        if unknown:
            raise LexiconError(
                f"{where}: unknown key {sorted(unknown)[0]!r}; "
                f"use {', '.join(sorted(_TRIGGER_KEYS))}."
            )
        for key in _LISTS & set(table):
            _check_list(where, key, table[key])
        if not isinstance(table.get("with", {}), dict):
            raise LexiconError(f'{where}: write with = {{ "contre" = ["*"] }}.')
        for preposition, items in table.get("with", {}).items():
            _check_list(where, f"with.{preposition}", items)
        if set(table.get("without", ())) - set(_SLOTS):
            raise LexiconError(f"{where}: without takes {' and '.join(_SLOTS)} only.")
        if table.get("type") not in EVENT_TYPES:
            raise LexiconError(
                f"{where}: unknown type {table.get('type')!r}; use one of {', '.join(EVENT_TYPES)}."
            )
        if not any(table.get(key) for key in ("verbs", "nouns", "locutions")):
            raise LexiconError(f"{where}: no verbs, nouns or locutions; give at least one list.")
        slots = tuple((slot, self._items(where, table[slot])) for slot in _SLOTS if table.get(slot))
        complements = tuple(
            (preposition, self._items(where, items))
            for preposition, items in table.get("with", {}).items()
        )
        return Entry(table["type"], slots, complements, tuple(table.get("without", ())))

    def _items(self, where: str, items: Sequence[str]) -> Filler:
        for item in items:
            known = item[1:] in self.classes or item[1:] in _BUILT_IN_CLASSES
            if item.startswith("@") and not known:
                raise LexiconError(f"{where}: unknown noun class {item!r}; see classes.toml.")
        return Filler.of(items)


def _check_list(where: str, key: str, value: object) -> None:
    good = isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value)
    if not good or not value:
        raise LexiconError(f'{where}: {key} takes a list of words, like ["voter", "élire"].')


def _reflexive_key(verb: str) -> str:
    """ "s'éloigner" and "se retirer" are filed under "se éloigner" and "se retirer"."""
    return "se " + verb[2:] if verb.startswith(("s'", "s’")) else verb


def _locution_key(locution: str) -> tuple[str, tuple[str, ...]]:
    pieces = locution.replace("'", "' ").replace("’", "' ").split()
    words = [pieces[0], *(word for word in pieces[1:] if word not in ARTICLES)]
    if words[0] in ("se", "s'"):
        return f"se {words[1]}", tuple(words[2:])
    return words[0], tuple(words[1:])
