"""Conditions on what stands around a bare number that may be a year, or a count."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.dates.folding import without_accents
from timeline.dates.place import Place

# The numbers before this one in a list or range: "1645 et " of "articles 1645 et 1646".
_LISTED = re.compile(r"(?:\d{1,4}(?:[-/]\d{1,4})?(?: ?, ?| (?:et|ou|à|au|puis) | ?- ?))+$")
_HEAD = re.compile(r"([^\W\d_]+['.]?)\s*$")
# Years that a bare number may be told with, by how its word before is written.
_AFTER_NOUN = range(1800, 2041)
_AFTER_NAME = range(1960, 2036)
_ROUND = 2000  # "Sydney 2000" is rarer than products so called


def not_quantity(place: Place) -> bool:
    """The number counts nothing: no unit or plural noun follows, no "plus de" precedes."""
    if re.search(place.settings["quantity_before"], place.before):
        return False
    return not _counts(place)


def _counts(place: Place) -> bool:
    after = place.word_after
    if not after or place.after[:1] == "\n":
        return False
    if _is_unit(place):
        return True
    if not after[0].isalpha() or after in place.settings["function_words"] or len(after) < 4:
        return False
    # A plural noun in lower case right after a number is what it counts ("1500 personnes").
    return after[-1] in "sx" and place.original_after().lstrip()[:1].islower()


def _is_unit(place: Place) -> bool:
    if place.word_after in place.settings["quantity_after"]:
        return True
    return bool(re.match(place.settings["quantity_after_phrase"], place.after))


def not_number(place: Place) -> bool:
    """The sentence does not speak of numbers as such ("complétez la suite", "le dossard")."""
    return not re.search(place.settings["of_numbers"], place.folded.view[slice(*place.sentence)])


def year_after_preposition(place: Place) -> bool:
    """As `not_quantity`, but after "en" and the like only a true unit makes it a quantity.

    "EN 1992" in a text that is not in capitals is a standard.
    """
    return not is_standard(place) and place.word_after not in place.settings["quantity_after"]


def is_standard(place: Place) -> bool:
    """Whether "EN" in capitals stands before, in a text that is not in capitals: a standard."""
    before = place.folded.original(max(0, place.start - 3), place.start)
    return before == "EN " and not place.in_capitals


def short_year(place: Place) -> bool:
    """A number of three figures that reads as a year: what follows is nothing it could count."""
    return bool(re.match(place.settings["short_year_after"], place.after))


def antiquity(place: Place) -> bool:
    """The text names a year before or of our era."""
    return _holds(place.folded.view, place.settings["era"])


def centuries(place: Place) -> bool:
    """The text counts in centuries, and no noun follows ("au XVe régiment")."""
    if re.match(r" [^\W\d_]{4}", place.after):
        return False
    return _holds(place.folded.view, place.settings["century"])


@lru_cache(maxsize=8)
def _holds(view: str, pattern: str) -> bool:
    """Whether a pattern is anywhere in a text; asked often of the same text."""
    return re.search(pattern, view) is not None


def war_years(place: Place) -> bool:
    """Two numbers joined behind "guerre de"; behind "en", the two wars alone."""
    if re.search(r"\b(?:guerre|conflit)(?: de)? $", place.before):
        return True
    return place.folded.view[place.start : place.end].replace(" ", "") in ("14-18", "39-45")


def first_year(place: Place) -> bool:
    """A year in words that is the subject of its sentence, or all there is; no round number."""
    if not place.opens_sentence or place.original.count(" ") + place.original.count("-") < 2:
        return False
    alone = not place.after.strip(" .\n") and not place.before.strip()
    return alone or bool(re.match(place.settings["after_first_year"], place.after))


def likely_year(place: Place) -> bool:
    """A bare four-digit number that reads as a year where it stands."""
    number = int(place.folded.view[place.start : place.start + 4])
    if not 1500 <= number <= 2100:
        return False
    glued = place.before[-1:]
    if glued and (glued.isalnum() or glued in "-/_.,+#@°€$£'&=:§"):
        return False
    if re.match(place.settings["no_year_after"], place.after):
        return False
    if re.match(r" [A-Z]{1,3}\d? ?\d", place.original_after()):  # the plate of a car
        return False
    if not not_number(place):
        return False
    if _is_postcode(place) or _is_catalogued(place) or _is_title(place):
        return False
    if re.search(place.settings["numbered_before"], place.before) or is_standard(place):
        return False
    if re.match(place.settings["quantity_range"], place.after):
        return False
    return _suits_word_before(place, number)


def _is_postcode(place: Place) -> bool:
    """ "Boîte 1804, 1960 Ville": behind a comma, and before a name."""
    return place.line_before.endswith(",") and bool(re.match(r" [A-ZÉÈ]\w", place.original_after()))


def _is_title(place: Place) -> bool:
    """A short title between quotation marks that begins with the number."""
    opened = place.line_before.endswith(("«", "“"))
    return opened and bool(re.match(r"[^.!?;\n»”]{0,36}[»”]", place.original_after()))


def _is_catalogued(place: Place) -> bool:
    """ "L'étoile (1904) Alpha": in brackets before a name; "12 x 30 (1900)": behind a size."""
    if not place.line_before.endswith("("):
        return False
    if re.search(r"[x×*] ?\d+ ?\($", place.line_before):
        return True
    before = place.folded.original(max(0, place.start - 3), place.start)
    named = re.match(r"\) [A-ZÉÈ]", place.original_after())
    return bool(named and re.search(r"[a-zéèêà] \($", before))


def year_range_in_text(place: Place) -> bool:
    """The first of two years joined by a hyphen stands behind nothing that numbers things."""
    head = _HEAD.search(place.line_before)
    word = head.group(1) if head else place.line_before[-1:]
    if word in place.settings["not_before_year"] or word == "§":
        return False
    return not (len(word.rstrip(".")) == 1 and word[0].isalpha() and word.rstrip(".") not in "àay")


def _suits_word_before(place: Place, number: int) -> bool:
    """Whether a year can follow the word before the number, or before the list it belongs to."""
    line = place.line_before + (" " if place.before[-1:] == " " else "")
    listed = _LISTED.search(line)
    before = line[: listed.start()] if listed else line
    found = _HEAD.search(before)
    if found is None:
        mark = before.rstrip(" ")[-1:]
        if mark in place.settings["not_before_year"] or mark == "§" or mark.isdigit():
            return False
        return not_quantity(place) and not _subject_of_plural(place)
    word = found.group(1)
    bare = without_accents(word.rstrip("."))
    if word in place.settings["not_before_year"] or bare in place.settings["not_before_year"]:
        return False
    if word.endswith(".") and not re.match(place.settings["after_first_year"], place.after):
        return False
    if word == "vers" and re.search(place.settings["cited_before"], before[: found.start(1)]):
        return False
    if word == "à" and not re.search(place.settings["postponed"], before[: found.end(1)] + " "):
        return bool(listed)
    if bare in place.settings["takes_year"]:
        return not _is_unit(place)
    if not not_quantity(place):
        return False
    if word.endswith((".", "'")) or word in place.settings["function_words"]:
        return True
    if len(word) == 1:  # a road, a class, a box of a form
        return False
    position = place.start - (len(line) - found.start(1))
    return _suits_capitals(place, number, position, word, before[: found.start(1)])


def _suits_capitals(place: Place, number: int, position: int, word: str, before: str) -> bool:
    """Whether a year may follow this word, by how it is written."""
    original = place.folded.original(position, position + len(word))
    if original.islower():  # nouns that take their year are listed; others number things
        return False
    if place.in_capitals:
        return number in _AFTER_NOUN
    # "JO 2012" is listed; engines, standards and catalogues are endless.
    if original.isupper() or re.search(place.settings["one_of_many"], before):
        return False
    return number in _AFTER_NAME and number != _ROUND


def _subject_of_plural(place: Place) -> bool:
    """ "Sur 1950 lettres, 1904 étaient lues": a number of things is the subject."""
    return bool(re.match(place.settings["plural_verb"], place.after))
