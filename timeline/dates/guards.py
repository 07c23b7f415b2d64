"""Conditions on the words around a match, for what its own words cannot tell.

A guard is named in a rule's `guards`; its word lists are in `guards.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from timeline.dates.folding import Folded

_REACH = 40  # characters looked at on either side
_LAST_WORD = re.compile(r"([^\W_]+(?:'|\.)?|[^\s\w])\s*$")
_NEXT_WORD = re.compile(r"\s*([^\W_]+'?|[^\s\w])")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a match stands, and the word lists of the guards."""

    folded: Folded
    start: int
    end: int
    settings: Mapping[str, Any]

    @property
    def original(self) -> str:
        """The words of the match as the text has them."""
        return self.folded.original(self.start, self.end)

    @property
    def before(self) -> str:
        """What stands before the match, folded."""
        return self.folded.view[max(0, self.start - _REACH) : self.start]

    @property
    def after(self) -> str:
        """What follows the match, folded."""
        return self.folded.view[self.end : self.end + _REACH]

    @property
    def word_before(self) -> str:
        """The last word or mark before the match."""
        found = _LAST_WORD.search(self.before)
        return found.group(1) if found else ""

    @property
    def word_after(self) -> str:
        """The first word or mark after the match."""
        found = _NEXT_WORD.match(self.after)
        return found.group(1) if found else ""

    def original_after(self) -> str:
        """What follows the match, as the text has it."""
        return self.folded.original(self.end, min(self.end + _REACH, len(self.folded.view)))

    def listed(self, name: str) -> list[str]:
        """A word list of the guards."""
        return list(self.settings[name])


def not_quantity(place: Place) -> bool:
    """The number counts nothing: no unit or plural noun follows, no "plus de" precedes."""
    if re.search(place.settings["quantity_before"], place.before):
        return False
    return not _counts(place)


def _counts(place: Place) -> bool:
    after = place.word_after
    if not after or place.after[:1] == "\n":
        return False
    if after in place.settings["quantity_after"]:
        return True
    if re.match(place.settings["quantity_after_phrase"], place.after):
        return True
    if not after[0].isalpha() or after in place.settings["function_words"] or len(after) < 4:
        return False
    # A plural noun in lower case right after a number is what it counts ("1500 personnes").
    return after[-1] in "sx" and place.original_after().lstrip()[:1].islower()


def year_after_preposition(place: Place) -> bool:
    """As `not_quantity`, but after "en" and the like only a true unit makes it a quantity."""
    return place.word_after not in place.settings["quantity_after"]


def likely_year(place: Place) -> bool:
    """A bare four-digit number that reads as a year where it stands."""
    if not 1500 <= int(place.original[:4]) <= 2100:
        return False
    before, glued = place.word_before, place.before[-1:]
    if glued and (glued.isalnum() or glued in "-/_.,+#@°€$£'&=:"):
        return False
    if re.match(r"[-/_.:@%€$£°&=]\w|[%€$£°]|,\d|\s[%€$£°]", place.after):
        return False
    if before in place.settings["not_before_year"] or before.rstrip("'").isdigit():
        return False
    if re.match(r" ?\d", place.after):
        return False
    if re.search(place.settings["numbered_before"], place.before):
        return False
    if re.match(place.settings["quantity_range"], place.after):
        return False
    return not_quantity(place)


def month_not_name(place: Place) -> bool:
    """A month name that can be something else (a planet, a person) is written small, or follows a
    word that only goes with months."""
    word = place.folded.view[place.start : place.end]
    if word not in place.settings["month_names_too"] or place.original[:1].islower():
        return True
    return bool(re.search(place.settings["month_before"], place.before))


def open_date(place: Place) -> bool:
    """A bare day of the month: nothing that it could count or number follows."""
    if re.search(place.settings["not_before_day"], place.before):
        return False
    after = place.after.lstrip(" ")
    if not after or after[0] in '.;:!?)]\n»"':
        return not re.match(r"[.:]\d", after)
    return (
        after[0] == ","
        and not re.match(r",\d", after)
        or bool(re.match(place.settings["after_day"], after))
    )


def not_fraction(place: Place) -> bool:
    """A day and month in figures: something before it says date, or nothing else is there."""
    before, after = place.before, place.after
    if re.match(r"\s?[%€$]|\s?(?:finale|ème|e)\b", after):
        return False
    if not before.strip():
        return not after.strip(" .;,!?\n") or place.word_after in place.settings["function_words"]
    if re.search(place.settings["fraction_before"], before):
        return True
    two_figures = re.search(r"\d\d/\d\d$", place.folded.view[place.start : place.end])
    return bool(two_figures and re.search(place.settings["fraction_after"], before))


def not_version(place: Place) -> bool:
    """A numeric date that is no version number, reference or part of a longer number."""
    if re.search(place.settings["version_before"], place.before):
        return False
    glued = place.before[-1:]
    return not (glued and (glued.isalnum() or glued in "-/_.,+#@°€$£="))


def alone_among_numbers(place: Place) -> bool:
    """No other number beside it."""
    return not re.search(r"\d[\s.,-]*$", place.before) and not re.match(r"[\s.,-]*\d", place.after)


def not_followed_by_event(place: Place) -> bool:
    """The words do not lean on an event ("trois ans après son arrivée")."""
    return place.word_after not in place.settings["event_follows"]


def not_followed_by_of(place: Place) -> bool:
    """Nothing says of what ("la veille du scrutin"); an infinitive does not."""
    if re.match(r" d(?:e |')[^\W\d_]+(?:er|ir|re)\b", place.after):
        return True
    return place.word_after not in ("de", "du", "d'", "des", "où", "qui", "que")


def not_narrative(place: Place) -> bool:
    """No "-là" follows: "ce jour-là" is a day of the story."""
    return not re.match(r" ?- ?l[àa]\b", place.after)


def plural(place: Place) -> bool:
    """The unit stands in the plural ("ces dernières années", not "la dernière année")."""
    return place.folded.view.endswith(("s", "x"), place.start, place.end)


def not_place(place: Place) -> bool:
    """The date is not the name of a street, a school or a church."""
    return not re.search(place.settings["named_place"], place.before)


def not_title(place: Place) -> bool:
    """It is not written with a capital in the middle of a sentence, as titles are."""
    return not (place.original[:1].isupper() and re.search(r"[^\W\d_]{2} $", place.before))


def not_work(place: Place) -> bool:
    """It is not the title of a work ("Vendredi 13" with a capital, and no comma after it)."""
    title = place.folded.view[place.start : place.end] in place.settings["titles"]
    return not (title and place.original[:1].isupper() and place.after[:1] != ",")


def common_noun(place: Place) -> bool:
    """Its last word is written small, or all of it large: "le Printemps arabe" is a name."""
    last = place.original.split()[-1].split("'")[-1].split("\u2019")[-1]
    return not last.istitle()


def opens_line(place: Place) -> bool:
    """Nothing stands before it on its line: "La partie est en jeu." names no Thursday."""
    return not place.before.rpartition("\n")[2].strip()


def plain_length(place: Place) -> bool:
    """A length of time: no light-years, and not "un mois d'août"."""
    return not re.match(place.settings["no_length"], place.after)


def month_with_zero(place: Place) -> bool:
    """The month of a date in figures is written with two figures, the first a zero."""
    return bool(re.fullmatch(r"\d{1,2} 0\d \d\d", place.folded.view[place.start : place.end]))


def plural_inside(place: Place) -> bool:
    """ "Les premiers jours de mai", not "le premier jour de mai"."""
    return bool(re.match(r"(?:les )?[^\W\d_]+s ", place.folded.view[place.start : place.end]))


def season_noun(place: Place) -> bool:
    """The season is the noun, not the participle "été"."""
    return not re.search(
        r"\b(?:a|ont|ai|as|avons|avez|avait|avaient|aura|auront|ayant|avoir) $", place.before
    )


GUARDS: dict[str, Callable[[Place], bool]] = {
    guard.__name__: guard
    for guard in (
        not_quantity,
        year_after_preposition,
        likely_year,
        month_not_name,
        open_date,
        not_fraction,
        not_version,
        alone_among_numbers,
        not_followed_by_event,
        not_followed_by_of,
        not_narrative,
        plural,
        season_noun,
        plural_inside,
        opens_line,
        not_place,
        not_title,
        common_noun,
        not_work,
        plain_length,
        month_with_zero,
    )
}
