"""Quantities in a sentence: money, percentages and counted things, with value and unit.

Number words are read by text2num, the names of currencies are those of the CLDR (Babel); what
newspapers write besides is data (`resources/lexicons/amounts.toml`). This file puts them together.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib import resources

from babel.numbers import get_currency_name, list_currencies
from text_to_num import text2num

from timeline.model import Amount

_DIGITS = r"\d{1,3}(?:[  .]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"

# More digits than any amount: a serial number, or noise.
_LARGEST = 10**18
_ARTICLES = frozenset({"un", "une", "Un", "Une"})


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """An amount and its half-open place in the text it was found in."""

    amount: Amount
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Grammar:
    # Of lower-case text: alternatives whose case is ignored take the matcher twice the time.
    pattern: re.Pattern[str]
    multipliers: dict[str, int]
    currencies: dict[str, str]
    excluded_units: frozenset[str]
    measures: frozenset[str]


def measures() -> frozenset[str]:
    """Lemmas of the nouns that only measure ("mètre"), unlike those of things counted."""
    return _grammar().measures


def collectives() -> Collection[str]:
    """The nouns that count what follows them ("dizaine", "million")."""
    return _grammar().multipliers


@lru_cache(maxsize=1)
def _grammar() -> _Grammar:
    source = resources.files("timeline").joinpath("resources", "lexicons", "amounts.toml")
    data = tomllib.loads(source.read_text("utf-8"))
    before = "|".join(_longest_first(data["approximate"]["before"]))
    after = "|".join(_longest_first(data["approximate"]["after"]))
    openers = "|".join(map(re.escape, data["ranges"]["openers"]))
    joiners = "|".join(map(re.escape, data["ranges"]["joiners"]))
    numbers = "|".join(_longest_first(data["numbers"]["words"]))
    multipliers = "|".join(_longest_first(data["multipliers"]))
    currencies_by_name = _currency_names() | data["currencies"]
    names = {name.lower(): code for name, code in currencies_by_name.items()}
    currencies = rf"(?={_beginnings(names)})(?:{'|'.join(_longest_first(names))})"
    signs = "".join(re.escape(sign) for sign in data["currencies"] if not sign[0].isalpha())
    words = rf"(?:{numbers})(?:[- ](?:et )?(?:{numbers}))*"
    number = rf"(?:{_DIGITS}|\b{words}\b)"
    opening = [*data["approximate"]["before"], *data["ranges"]["openers"]]
    opening += [*data["numbers"]["words"], *data["multipliers"]]
    pattern = rf"""
        (?<![\w.,/-])
        (?=[\d{signs}]|{_beginnings(opening)})
        (?:(?P<approx>\b(?:{before}))[ ]?)?
        (?:(?P<opener>\b(?:{openers})\ )?
           (?P<sign>[{signs}]\ ?)?
           (?P<low>{number})
           (?:\ (?P<lowmult>{multipliers})\b)?
           (?:\ ?(?P<lowunit>%|(?:(?:de\ |d')?{currencies}(?!\w))))?
           \ ?(?P<joiner>{joiners})(?:(?<=-)(?=\d)|(?<!-)\ ?(?=\d|[a-z]))
          )?
        (?P<sign2>[{signs}]\ ?)?
        (?:(?P<high>{number})(?:\ (?P<mult>{multipliers})\b)?|(?P<bare>\b(?:{multipliers})\b))
        (?:\ ?(?P<percent>%|pour\ cent\b)
          |\ ?(?:de\ |d')?(?P<currency>{currencies})(?!\w)
          |\ (?:des|sur\ les|sur)\ (?:{number})\ (?P<whole>[^\W\d_][\w'-]*)
          |\ (?:de\ |d')?(?P<noun>(?!des?\b|d'|et\b|ou\b|à\b|en\b|ans?\b)[^\W\d_][\w'-]*)
            (?:\ (?P<power>cube|carré)s?\b)?
        )?
        (?:\ (?P<approx2>{after})\b)?
    """
    return _Grammar(
        re.compile(pattern, re.VERBOSE),
        data["multipliers"],
        names,
        frozenset(data["units"]["excluded"]),
        frozenset(data["units"]["measures"]),
    )


def _currency_names() -> dict[str, str]:
    """ISO 4217 codes by the French names of currencies, singular and plural, as the CLDR has them;
    those that it marks with a period or use in brackets are left out."""
    found: dict[str, str] = {}
    for code in sorted(list_currencies("fr")):
        for count in (1, 2):
            name = get_currency_name(code, count=count, locale="fr")
            if "(" not in name and name != code:
                found.setdefault(name, code)
    return found


def _beginnings(words: Collection[str]) -> str:
    """A pattern of the first three letters that words begin with, a letter at a time: for most
    places of a text it says at once that none of them begins there."""
    seconds: dict[str, dict[str, set[str]]] = {}
    for word in words:
        seconds.setdefault(word[0], {}).setdefault(word[1:2], set()).add(word[2:3])
    branches = {
        first: "|".join(re.escape(second) + _one_of(third) for second, third in found.items())
        for first, found in seconds.items()
    }
    return "|".join(f"{re.escape(first)}(?:{branch})" for first, branch in branches.items())


def _one_of(letters: set[str]) -> str:
    return "" if "" in letters else f"[{re.escape(''.join(sorted(letters)))}]"


def _longest_first(words: Collection[str]) -> list[str]:
    return [re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))]


def find_amounts(text: str, nouns: Mapping[int, str]) -> list[FoundAmount]:
    """Amounts of a sentence, in order.

    `nouns` gives the lemma of each noun by the character position where it begins in `text`: only
    a noun can be counted ("trois morts", not "deux sont").
    """
    grammar = _grammar()
    found: list[FoundAmount] = []
    # The one capital that becomes two characters in lower case would move all that follow.
    lower = text.replace("İ", "i").lower()
    for match in grammar.pattern.finditer(lower):
        amount = _amount(match, text, grammar, nouns)
        if amount is not None:
            found.append(amount)
    return found


def _amount(
    match: re.Match[str], sentence: str, grammar: _Grammar, nouns: Mapping[int, str]
) -> FoundAmount | None:
    start, end = match.span()
    unit: str | None = None
    if match["percent"]:
        unit = "%"
    elif match["currency"]:
        unit = grammar.currencies[match["currency"]]
    elif match["sign"] or match["sign2"]:
        unit = grammar.currencies[(match["sign"] or match["sign2"]).strip()]
        end = match.end("mult") if match["mult"] else match.end("high")
    elif noun := next((n for n in ("noun", "whole") if match.start(n) in nouns), None):
        lemma = nouns[match.start(noun)]
        # "un abonnement" is an article, not a count.
        article = sentence[slice(*match.span("high"))] in _ARTICLES
        counted = lemma not in grammar.excluded_units and not article
        unit = lemma if counted else None
        if unit in grammar.measures and match["power"]:
            unit = f"{unit} {match['power']}"
    if unit is None:
        return None
    high, high_multiplier = _value(match["high"], match["mult"] or match["bare"], grammar)
    if high is None:
        return None
    approximate = bool(match["approx2"]) or match["bare"] is not None
    approximator = (match["approx"] or "").strip()
    low: float | int | None = None
    if match["low"] and match["joiner"]:
        low, _ = _value(match["low"], match["lowmult"], grammar)
        if low is not None and not match["lowmult"] and high_multiplier > 1:
            low = _integer(low * high_multiplier)
    if low is None or low >= high or (match["joiner"] == "et" and not match["opener"]):
        low = None
        if match["low"]:
            start = match.start("sign2") if match["sign2"] else match.start("high")
            approximator = ""
    if approximator in ("une", "des", "plusieurs", "quelques"):
        # Articles only make a collective vague ("une dizaine"), never a figure.
        collective = match["bare"] is not None
        approximate = approximate or collective
        if not collective:
            start = match.start("low") if low is not None else match.start("high")
    elif approximator:
        approximate = True
    text = sentence[start:end].strip()
    value, value_max = (low, high) if low is not None else (high, None)
    return FoundAmount(Amount(text, value, value_max, approximate, unit), start, start + len(text))


def _value(
    text: str | None, multiplier: str | None, grammar: _Grammar
) -> tuple[int | float | None, int]:
    factor = grammar.multipliers[multiplier] if multiplier else 1
    if text is None:
        return factor, factor
    if text[0].isdigit():
        plain = text.replace(" ", "").replace("\u202f", "")
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain):
            plain = plain.replace(".", "")
        exact = Decimal(plain.replace(",", ".")) * factor
        return (_integer(exact) if exact < _LARGEST else None), factor
    try:
        value = text2num(" ".join(text.split()), "fr")
    except ValueError:
        # Words that make no number together ("deux trois").
        return None, factor
    return _integer(Decimal(value) * factor), factor


def _integer(value: Decimal | float) -> int | float:
    """Integers where they are integers; other values rounded away from binary noise."""
    return int(value) if value == int(value) else round(float(value), 6)
