"""The word lists of `titles.toml`, and titles as text: pieces of a sentence put together again."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from importlib import resources

from timeline.extraction.tree import Word

# The longest title, in characters.
LONGEST = 90
COMMAS = frozenset({",", "–", "—"})
# What marks the end of a stretch of text as well as a comma does.
STOPS = frozenset({".", ";", ":", "!", "?", "…", "...", "»", ")", '"', "”"})
_OUTER = " ,;:.…–—-\t\n"
_PAIRS = {"(": ")", "«": "»", "“": "”", "[": "]"}
_CLOSING = frozenset(_PAIRS.values())
_MARKS = _CLOSING | {*_PAIRS, '"'}
# A comma before these, or behind those, sets nothing off.
_NO_COMMA_BEFORE = frozenset({".", ";", ":", "!", "?", ")", "»", "]"})
_NO_COMMA_BEHIND = frozenset({"", ",", "(", "«", ";", ":"})
_CLOSING_QUOTES = frozenset({"»", '"', "”"})
# No comma follows these where what it set off is gone.
_JOINING = frozenset({"car", "que", "et", "mais", "ou", "où", "donc", "si"})
_CLOSE_BEFORE = frozenset({",", ".", ")", "]"})
_CLOSE_BEHIND = frozenset({"(", "["})


# Tables of verbs with their nouns.
_DEEDS = ("done_to", "done_by")

# The mark of a footnote, behind a word: "espagnol[1]".
_FOOTNOTE = re.compile(r"(?<=[^\W\d])\s?\[\d{1,3}\]|(?<=[^\W\d])\[\d{1,3}(?!\d)")
_FIRST_WORD = re.compile(r"[^\s']+'?")


@lru_cache(maxsize=1)
def title_words() -> dict[str, frozenset[str]]:
    """The word lists of `titles.toml`, by the name of their table."""
    source = resources.files("timeline").joinpath("resources", "lexicons", "titles.toml")
    tables = tomllib.loads(source.read_text("utf-8"))
    words = {key: frozenset(table["words"]) for key, table in tables.items()}
    for table in ("connectors", "links"):
        firsts = (_FIRST_WORD.match(link) for link in words[table])
        words[f"{table[:-1]}_beginnings"] = frozenset(first[0] for first in firsts if first)
    return words


def listed(word: str, table: str) -> bool:
    """Whether a table of `titles.toml` lists a word."""
    return word in title_words()[table]


@lru_cache(maxsize=1)
def _nouns() -> dict[tuple[str, str], str]:
    pairs = ((key, word.rpartition(" ")) for key in _DEEDS for word in title_words()[key])
    return {(key, verb): noun for key, (verb, _, noun) in pairs}


def noun_of(verb: str, table: str) -> str:
    """The noun of what a verb says, "" where a table of `titles.toml` has none for its lemma."""
    return _nouns().get((table, verb), "")


def begun(text: str) -> str:
    """A text with a capital at its beginning."""
    place = 1 if text[:1] in "[«" and len(text) > 1 else 0
    place += text[place : place + 1] == " "
    return text[:place] + text[place : place + 1].upper() + text[place + 1 :]


def rendered(words: Sequence[Word], said: Mapping[int, str]) -> str:
    """Words of a sentence as a title: blanks and commas around gaps set right, marks that lost
    their other half left out. `said` gives what stands in place of some words, by position."""
    lone = _unpaired(words)
    parts: list[str] = []
    # The last part, and whether a blank follows it.
    last, blank, before, closed = "", False, -1, False
    # Whether a word between the last part and the next is left out for its meaning.
    changed = False
    for word in words:
        if word.i in lone and word.text in _CLOSING_QUOTES and last not in _NO_COMMA_BEHIND:
            # "« …, dit-il" after a quotation that has lost its beginning
            closed = True
            if word.text == "»" and len(lone) == 1 and _begins_inside(words, word.i):
                parts[:0], closed = ["« "], False
                parts.append(" »")
                last, blank, before = "»", True, word.i
                continue
        if word.is_space or word.i in lone:
            blank = blank or bool(parts)
            continue
        if word.lower_ == last and before < word.i - 1 and word.pos_ == "ADP":
            # "Déterminé à « à combattre »", the marks gone
            continue
        text, gap = said.get(word.i), before != word.i - 1
        if text is None:
            text = word.text
            if parts and word.pos_ in ("VERB", "ADP") and gap and word.is_sent_start:
                # "L'usine vendue à un rival" for "Vendue à un rival, l'usine …"
                text = text[:1].lower() + text[1:]
            if text in _NO_COMMA_BEFORE:
                while last == ",":
                    parts.pop()
                    last, blank = (parts[-1] if parts else ""), True
            elif text == "," and (
                last in _NO_COMMA_BEHIND or last[-1] == "," or gap and last in _JOINING
            ):
                blank, before = blank or last != ",", word.i
                continue
        elif not text:
            # "[Durand]" in place of "ce dernier"
            blank, before, changed = blank or bool(word.whitespace_), word.i, True
            continue
        if parts and (changed or gap or word.i in said):
            joined = _joined(last, text, changed)
            if joined != last:
                parts[-1] = last = joined
                blank = not joined.endswith("'")
        changed = False
        if closed and not word.is_punct and not text.startswith("-"):
            parts.append(",")
            last, blank = ",", True
        closed = False
        if (
            parts
            and (blank or gap)
            and not (text in _CLOSE_BEFORE or last in _CLOSE_BEHIND or last.endswith("'"))
        ):
            parts.append(" ")
        parts.append(text)
        last, blank, before = text, bool(word.whitespace_), word.i
    text = _FOOTNOTE.sub("", " ".join("".join(parts).split()))
    text = text.replace("( )", "").replace("()", "").strip(_OUTER)
    return _as_quoted(text, words)


def _begins_inside(words: Sequence[Word], closing: int) -> bool:
    """Whether a title begins inside the quotation that a mark closes."""
    span = next((q for q in _quotations(words[0].doc.words) if q[1] == closing), None)
    return span is not None and span[0] < words[0].i


def _as_quoted(text: str, words: Sequence[Word]) -> str:
    """A title with the marks of the quotation that it begins in, where it has lost them."""
    if text.startswith("«") and text.endswith("»") and text.count("«") == 1:
        return f"« {text[1:-1].strip(_OUTER)} »"
    if not text or text[0] in _PAIRS and text[0] != "[":
        return text
    first = words[0].i
    span = next((q for q in _quotations(words[0].doc.words) if q[0] <= first <= q[1]), None)
    if span is None:
        return text
    quoted = f"« {text} »"
    if words[-1].i > span[1]:
        return text
    return quoted if len(quoted) <= LONGEST else text


def _quotations(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Positions of the « and » of a document that belong together."""
    if "quotations" in words[0].memo:
        known: list[tuple[int, int]] = words[0].memo["quotations"]
        return known
    found: list[tuple[int, int]] = []
    opening = -1
    for word in words:
        if word.text == "«":
            opening = word.i
        elif word.text == "»" and opening >= 0:
            found.append((opening, word.i))
            opening = -1
    return words[0].remember("quotations", found)


_ELIDES = re.compile(r"\[?[aeiouyhàâéèêëîïôœù]", re.IGNORECASE)
_VOWEL = re.compile(r"[aeiouyàâéèêëîïôœù]", re.IGNORECASE)
_WHOLE = {
    "qu'": "que", "lorsqu'": "lorsque", "puisqu'": "puisque", "s'": "se", "n'": "ne", "d'": "de",
    "j'": "je", "m'": "me", "t'": "te",
}  # fmt: skip
_SHORT = {"ne": "n'", "se": "s'", "me": "m'", "te": "t'", "je": "j'"}


def _joined(last: str, text: str, dropped: bool) -> str:
    """The last word as it stands before a text that it did not stand before: "qu'il" becomes "que
    [Durand]", "s'y rend" "se rend", "ne lui offre" "n'offre"."""
    lower = last.lower()
    if lower in _WHOLE and not _ELIDES.match(text):
        whole = "si" if lower == "s'" and text.startswith("[") else _WHOLE[lower]
    elif dropped and lower in _SHORT and _VOWEL.match(text):
        whole = _SHORT[lower]
    else:
        return last
    return whole.capitalize() if last[0].isupper() else whole


def _unpaired(words: Sequence[Word]) -> Collection[int]:
    """Positions of brackets and quotation marks without their other half."""
    marks = [word for word in words if word.is_punct and word.text in _MARKS]
    if not marks:
        return ()
    stack: list[Word] = []
    lone: set[int] = set()
    straight = [word for word in marks if word.text == '"']
    if len(straight) % 2:
        lone.add(straight[-1].i)
    for word in marks:
        if word.text in _PAIRS:
            stack.append(word)
        elif word.text in _CLOSING:
            if stack and _PAIRS[stack[-1].text] == word.text:
                stack.pop()
            else:
                lone.add(word.i)
    lone.update(word.i for word in stack)
    return lone
