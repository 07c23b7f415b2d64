"""The French date grammar, read from TOML and compiled once.

`words.toml` names the words, `shapes.toml` what is recognised letter by letter (numeric dates,
clock times), and the other files hold rules, level by level: what one level recognises is a token
of the next, so "fin mars 2024" is a part of a month and "de mars à mai" a range of two
(finite-state cascades: Abney 1996, "Partial Parsing via Finite-State Cascades").
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from timeline.dates.automaton import Automaton
from timeline.dates.folding import without_accents
from timeline.dates.lexer import Shapes, compile_shapes
from timeline.dates.pattern import Pattern, PatternError, compile_pattern, words_of

_FOLDER = Path(__file__).parent.parent / "resources" / "lexicons" / "dates"
RULE_FILES = (
    "calendar",
    "years",
    "seasons",
    "feasts",
    "movable_feasts",
    "relative",
    "narrative",
    "quantities",
    "parts",
    "ranges",
)
_NUMBER_CLASSES = (
    "n31",
    "n99",
    "n999",
    "n9999",
    "year4",
    "day_words",
    "year_words",
    "number_words",
)
_TOKEN_CLASSES = (*_NUMBER_CLASSES, "roman", "roman_ordinal")


class GrammarError(ValueError):
    """A grammar file that cannot be used; the message names the file and the rule."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: how it looks, what it means, and what it gives to the rules of later levels.

    Where a guard says no, a shorter match may still do; where a veto says no, the words are passed
    over ("avenue du 8 mai 1945" is not "mai 1945" either).
    """

    name: str
    level: int
    pattern: Pattern
    meaning: str
    gives: str
    type: str
    guards: tuple[str, ...]
    vetoes: tuple[str, ...]
    settings: Mapping[str, Any]

    @property
    def regex(self) -> re.Pattern[str]:
        """The regular expression of the pattern, compiled when it is first asked for."""
        return _compiled(self.pattern.regex)


@cache
def _compiled(regex: str) -> re.Pattern[str]:
    return re.compile(regex)


@dataclass(frozen=True, slots=True)
class Level:
    """The rules of one level and the automaton that finds which of them match."""

    rules: tuple[Rule, ...]
    automaton: Automaton


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """Everything the lexer and the recogniser need. Two grammars are equal if they are the same."""

    words: Mapping[str, str]
    codes: Mapping[str, str]
    values: Mapping[str, Mapping[str, object]]
    shapes: Shapes
    number_run: re.Pattern[str]
    levels: tuple[Level, ...]
    categories: Mapping[str, str]
    settings: Mapping[str, Any]
    tense: Mapping[str, Any]
    events: Mapping[str, Any]

    def value(self, word: str, cls: str) -> object:
        """What a word of the lexicon means in a class, None if it is not in it."""
        return self.values[cls].get(word)


# Most of a grammar file is examples, which only tests read; parsing them takes half of the time.
_EXAMPLES = re.compile(r"^(?:not_)?examples = \[.*?\]\n", re.MULTILINE | re.DOTALL)


def read_rules(*, examples: bool = True) -> dict[str, dict[str, Any]]:
    """The parsed grammar files by name, with or without the rules' examples."""
    parsed = {}
    for name in ("words", "numbers", "shapes", "guards", "tense", "events", *RULE_FILES):
        text = (_FOLDER / f"{name}.toml").read_text(encoding="utf-8")
        if not examples:
            text = _EXAMPLES.sub("", text)
        try:
            parsed[name] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise GrammarError(f"{name}.toml: {error}") from None
    return parsed


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The compiled grammar; the first call reads and compiles it."""
    return compile_grammar(read_rules(examples=False))


def compile_grammar(files: Mapping[str, Mapping[str, Any]]) -> Grammar:
    """Compiles parsed grammar files. Raises GrammarError."""
    classes = {**files["words"]["classes"], **files["numbers"]["classes"]}
    lexicon, shapes = {**files["words"], "classes": classes}, files["shapes"]
    rules = [
        (f"{name}.toml", {**rule, "pattern": _expand(rule["pattern"], lexicon["phrases"])})
        for name in RULE_FILES
        for rule in files[name]["rule"]
    ]
    spoken: set[str] = set()
    for _, rule in rules:
        spoken |= words_of(rule["pattern"])
    values = {name: _spellings(name, lexicon) for name in lexicon["classes"]}
    categories = sorted({rule["gives"] for _, rule in rules if "gives" in rule})
    alphabet = _Alphabet(
        values,
        spoken,
        lexicon,
        [*_TOKEN_CLASSES, *shapes["shapes"], *shapes["word_shapes"], *categories],
    )
    compiled = [_compile_rule(file, rule, alphabet) for file, rule in rules]
    depth = max(rule.level for rule in compiled) + 1
    compounds = [w for w in alphabet.words if len(w) > 1 and re.search(r"['-]\w|\w\.", w)]
    number_words = "[" + re.escape(alphabet.of_class("number_word")) + "]"
    joint = f"[{re.escape(alphabet.words.get('-', '') + alphabet.words.get('et', ''))}]"
    return Grammar(
        words=alphabet.words,
        codes=alphabet.codes,
        values=values,
        shapes=compile_shapes(shapes["shapes"], shapes["word_shapes"], compounds),
        number_run=re.compile(f"{number_words}(?:{joint}{{0,3}}{number_words})+"),
        levels=tuple(_level([r for r in compiled if r.level == n]) for n in range(depth)),
        categories={alphabet.codes[name]: name for name in categories},
        settings=files["guards"],
        tense=files["tense"],
        events=files["events"],
    )


def _expand(pattern: str, phrases: Mapping[str, str]) -> str:
    """A pattern with its `<phrases>` written out."""
    for name, phrase in phrases.items():
        pattern = pattern.replace(f"<{name}>", f"({phrase})")
    return pattern


def _spellings(name: str, lexicon: Mapping[str, Any]) -> dict[str, object]:
    """A class with its spellings without accents, and abbreviations with their full stop."""
    words: dict[str, object] = dict(lexicon["classes"][name])
    if name.endswith("_short"):
        words |= {f"{word}.": value for word, value in words.items()}
    spelled = dict(words)
    for word, value in words.items():
        if word not in lexicon["accents_matter"]:
            spelled.setdefault(without_accents(word), value)
    return spelled


class _Alphabet:
    """One character for each kind of token: words that no pattern can tell apart share one."""

    def __init__(
        self,
        values: Mapping[str, Mapping[str, object]],
        spoken: set[str],
        lexicon: Mapping[str, Any],
        kinds: list[str],
    ) -> None:
        self._unions: Mapping[str, list[str]] = lexicon["unions"]
        self._next = 2
        self.codes: dict[str, str] = {kind: self._new() for kind in kinds}
        self.words: dict[str, str] = {}
        self._by_class: dict[str, str] = {}
        literal: dict[str, str] = {}
        for word in spoken:
            literal[word] = word
            if word not in lexicon["accents_matter"]:
                literal.setdefault(without_accents(word), word)
        by_signature: dict[tuple[object, ...], str] = {}
        everything = {**literal, **{w: "" for words in values.values() for w in words}}
        for word in sorted(everything):
            classes = tuple(name for name, words in values.items() if word in words)
            signature = (literal.get(word), *classes)
            if signature not in by_signature:
                by_signature[signature] = self._new()
            self.words[word] = by_signature[signature]
            for name in classes:
                have = self._by_class.setdefault(name, "")
                if self.words[word] not in have:
                    self._by_class[name] = have + self.words[word]
        self._literal = {
            target: "".join(sorted({self.words[w] for w, t in literal.items() if t == target}))
            for target in spoken
        }

    def _new(self) -> str:
        self._next += 1
        return chr(self._next)

    def of_class(self, name: str) -> str:
        """The characters of a class, a union of classes, or a kind of token."""
        if name in self._unions:
            return "".join(dict.fromkeys("".join(self.of_class(n) for n in self._unions[name])))
        if name in self._by_class:
            return self._by_class[name]
        if name in self.codes:
            return self.codes[name]
        raise PatternError(f"no class named {name!r}")

    def encode(self, name: str, is_class: bool) -> str:
        """The characters that stand for a class or a literal word of a pattern."""
        return self.of_class(name) if is_class else self._literal[name]


_RULE_KEYS = {"name", "pattern", "meaning", "gives", "type", "level", "guards", "examples"}
_RULE_KEYS |= {"vetoes", "not_examples"}


def _compile_rule(file: str, rule: Mapping[str, Any], alphabet: _Alphabet) -> Rule:
    try:
        pattern = compile_pattern(rule["pattern"], alphabet.encode)
    except PatternError as error:
        raise GrammarError(f"{file}: rule {rule.get('name')!r}: {error}") from None
    except KeyError as error:
        raise GrammarError(f"{file}: rule {rule.get('name')!r} has no {error}") from None
    return Rule(
        name=rule["name"],
        level=rule.get("level", 0),
        pattern=pattern,
        meaning=rule["meaning"],
        gives=rule.get("gives", ""),
        type=rule.get("type", "DATE"),
        guards=tuple(rule.get("guards", ())),
        vetoes=tuple(rule.get("vetoes", ())),
        settings={key: value for key, value in rule.items() if key not in _RULE_KEYS},
    )


def _level(rules: list[Rule]) -> Level:
    return Level(tuple(rules), Automaton([rule.pattern for rule in rules]))
