"""From phrases of the lexicon to regular expressions, and the folding they are matched under."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from timeline.mojibake import repaired

QUOTATION = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
_PLACEHOLDERS = {
    "{number}": r"\d[\d .,]*k?",
    "{price}": r"(?:\d[\d ,.]*(?:€|\$|euros?\b|eur\b|chf\b)|€ ?\d[\d,.]*)(?: ?/ ?\w+)?",
    "{name}": r"\w[\w'.]*(?: \w[\w'.]*){0,3}",
    "{any}": r".{0,200}?",
}
_MARKS = re.compile("[\u0300-\u036f]+")
_FRENCH_MARKS = "\u0301\u0300\u0302\u0327\u0308"  # acute, grave, circumflex, cedilla, diaeresis
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015"
_PLAIN = re.compile("[a-z]+")
_COLON = re.compile(r" ?: ?")


def fold(text: str) -> str:
    """`text` without case, accents, kinds of apostrophe, dash and blank; offsets are not kept."""
    plain = repaired(text)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        for mark in _FRENCH_MARKS:  # to replace one is much cheaper than to search for a class
            plain = plain.replace(mark, "")
        if not plain.isascii():
            plain = _MARKS.sub("", plain)
    plain = plain.casefold().replace("’", "'").replace("\u00ad", "")  # the soft hyphen vanishes
    for dash in _DASHES:
        plain = plain.replace(dash, " ")
    plain = " ".join(plain.split())
    return _COLON.sub(" : ", plain).strip() if ":" in plain else plain


def core(folded: str) -> str:
    """Folded text without the marks around it (`» Lire la suite…`, `* Menu *`)."""
    start, end = 0, len(folded)
    while start < end and not _is_inner(folded[start]):
        start += 1
    while end > start and not _is_inner(folded[end - 1]):
        end -= 1
    return folded[start:end]


def _is_inner(character: str) -> bool:
    return character.isalnum() or character in "_€©"


def phrase_pattern(phrase: str, where: str) -> str:
    """The regular expression of a lexicon phrase, to be matched against folded text."""
    folded = fold(phrase)
    bare = (
        folded.strip(' .,:;!?()[]«»"') if where == "line" else folded
    )  # as `core` strips the block
    pieces = re.split(r"(\{\w+\})", bare)
    body = "".join(_PLACEHOLDERS.get(piece) or re.escape(piece) for piece in pieces)
    left = r"(?<!\w)" if where == "anywhere" else ""
    right = r"(?!\w)" if folded[-1:].isalnum() or folded.endswith("}") else ""
    return left + body + right


def flexible(phrase: str) -> str:
    """The regular expression of a French phrase in raw text: its accents may be missing or
    decomposed, its apostrophes and blanks of any kind. To be compiled with IGNORECASE."""
    pattern = []
    for character in phrase:
        if character == " ":
            pattern.append(r"\s+")
        elif character in "'’":
            pattern.append("['’]")
        else:
            base, *marks = list(unicodedata.normalize("NFD", character))
            pattern.append(f"(?:{character}|{base}{marks[0]}?)" if marks else re.escape(character))
    return "".join(pattern)


def one_of(phrases: Iterable[str]) -> str:
    """One alternation of flexible phrases, longest first, as whole words."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return r"(?<!\w)(?:" + "|".join(map(flexible, ordered)) + r")(?!\w)"


def plain_pieces(phrases: Iterable[str]) -> tuple[str, ...]:
    """Some runs of letters without accents, one of which stands in whatever a flexible phrase
    matches, once case is folded."""
    pieces: list[str] = []
    for phrase in sorted(phrases, key=lambda phrase: (len(phrase), phrase)):
        if not any(piece in phrase for piece in pieces):
            pieces.append(max(_PLAIN.findall(phrase), key=len))
    return tuple(pieces)


def date_pattern(months: Iterable[str], weekdays: Iterable[str]) -> str:
    """What a full date, day, month and year, looks like in a byline. Compile with IGNORECASE."""
    month = one_of(months) + r"\.?"
    weekday = rf"(?:{one_of(weekdays)}\.?,?\s+)?"
    worded = rf"{weekday}\d{{1,2}}(?:er|st|nd|rd|th)?\.?\s+{month},?\s+\d{{4}}"
    month_first = rf"{weekday}{month}\s+\d{{1,2}}(?:er)?,?\s+\d{{4}}"
    figures = rf"{weekday}\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d{{2}})"
    iso = r"\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?"
    return rf"(?<![\w/.-])(?:{worded}|{month_first}|{iso}|{figures})(?![\w/-]|\.\d)"


def day_and_month_pattern(months: Iterable[str]) -> str:
    """A day and month without a year. Compile with IGNORECASE."""
    return rf"\d{{1,2}}(?:er)?\s+{one_of(months)}"
