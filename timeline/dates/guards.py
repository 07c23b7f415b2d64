"""Conditions on the words around a match, for what its own words cannot tell.

A guard is named in a rule's `guards`; its word lists are in `guards.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from timeline.dates.guards_names import (
    common_noun,
    day_of_month,
    feast_name,
    french,
    known_day,
    month_not_name,
    not_first_name,
    not_person,
    not_place,
    not_quoted_name,
    not_title,
    not_work,
)
from timeline.dates.guards_years import (
    antiquity,
    centuries,
    first_year,
    is_standard,
    likely_year,
    not_number,
    not_quantity,
    short_year,
    war_years,
    year_after_preposition,
    year_range_in_text,
)
from timeline.dates.place import Place

_BARE_NUMBER = re.compile(r"\ble \d{1,2}(?! ?[/\d])\b")


def open_date(place: Place) -> bool:
    """A bare day of the month: nothing that it could count or number follows.

    Several bare numbers with articles in one sentence are runners, bus lines or players.
    """
    if re.search(place.settings["not_before_day"], place.before):
        return False
    if _is_listed(place) or not not_number(place):
        return False
    if place.line_before.endswith(":") and not place.after.startswith(","):
        return False  # "pompiers : le 18 ; …"
    after = place.after.lstrip(" ")
    if not after or after[0] in '.;:!?)]\n»"':
        return not re.match(r"[.:]\d", after)
    if after[0] == ",":
        return not re.match(r",\d|, (?:qui|pourtant|lui|donné|favori)\b|, [^\W\d_]+ée?s?,", after)
    if place.opens_sentence and re.match(r"et le \d{1,2} [^\W\d_]", after):
        return False  # "Le 26 et le 31 passent"
    if re.search(r"[^\W\d_]{3}(?:é|ée|és|ées) $", place.before):  # "guillotiné le 10 avec …"
        return bool(re.match(r"(?:avec|par|dans|devant|sur|pour|à) ", after))
    if re.search(place.settings["verb_before_day"], place.before):
        # "Elle dépose le 20 une plainte"
        return bool(re.match(place.settings["object_after_day"], after))
    return bool(re.match(place.settings["after_day"], after))


def _is_listed(place: Place) -> bool:
    start, end = place.sentence
    view = place.folded.view[start:end]
    return len(_BARE_NUMBER.findall(view)) > 2 and not re.search(place.settings["a_month"], view)


def not_fraction(place: Place) -> bool:
    """A day and month in figures: something before it says date, or nothing else is there."""
    before, after = place.before, place.after
    if re.match(r"\s?[%€$]|\s?(?:finale|ème|e)\b", after):
        return False
    if not before.strip():
        alone = not after.strip(" .;,!?\n") or re.match(r" ?:", after)
        of = place.word_after in ("de", "d'", "des", "du")
        return bool(alone) or (place.word_after in place.settings["function_words"] and not of)
    if re.search(place.settings["fraction_before"], before):
        return True
    if not re.search(r"\d\d/\d\d$", place.folded.view[place.start : place.end]):
        return False
    if re.search(place.settings["fraction_after"], before):
        return True
    first = re.search(place.settings["fraction_range_before"], before)
    last = re.match(place.settings["fraction_range_after"], after)
    if re.search(r"\d\d/\d\d - $", before) or re.match(r" - \d\d/\d\d", after):
        return True
    return bool(first and last)


def not_version(place: Place) -> bool:
    """A numeric date that is no version number, reference or part of a longer number."""
    if re.search(place.settings["version_before"], place.before) or is_standard(place):
        return False
    glued = place.before[-1:]
    return not (glued and (glued.isalnum() or glued in "-/_.,+#@°€$£="))


def not_scale(place: Place) -> bool:
    """ "Un plan au 1/2000" has a scale; "jusqu'au 1/2015" a month."""
    return not re.search(r"(?:^|[^'])\b(?:au|à l'échelle(?: du)?) $", place.before)


def alone_among_numbers(place: Place) -> bool:
    """No other number beside it."""
    return not re.search(r"\d[\s.,-]*$", place.before) and not re.match(r"[\s.,-]*\d", place.after)


def not_followed_by_event(place: Place) -> bool:
    """The words do not lean on an event ("trois ans après son arrivée")."""
    if not place.folded.view.endswith(("après", "avant", "apres"), place.start, place.end):
        return True
    return place.word_after not in place.settings["event_follows"]


def not_followed_by_of(place: Place) -> bool:
    """Nothing says of what ("la veille du scrutin"); an infinitive does not."""
    if re.match(r" d(?:e |')[^\W\d_]+(?:er|ir|re)\b", place.after):
        return True
    return place.word_after not in ("de", "du", "d'", "des", "où", "qui", "que")


_ENDING = 5  # letters by which a noun and its verb may differ: "chavirement", "chaviré"


def event_named(place: Place) -> bool:
    """A noun with an article or possessive follows that the text has told of before."""
    found = re.match(place.settings["event_behind"], place.after)
    if found is None or re.fullmatch(place.settings["no_event"], found.group(1)):
        return False
    stem = found.group(1)[: max(4, len(found.group(1)) - _ENDING)]
    return re.search(rf"\b{re.escape(stem)}", place.folded.view[: place.start]) is not None


def not_narrative(place: Place) -> bool:
    """No "-là" follows: "ce jour-là" is a day of the story."""
    return not re.match(r" ?- ?l[àa]\b", place.after)


def plural(place: Place) -> bool:
    """The unit stands in the plural ("ces dernières années", not "la dernière année")."""
    return place.folded.view.endswith(("s", "x"), place.start, place.end)


def not_verse(place: Place) -> bool:
    """ "Vers 1040 à 1060" are lines of a poem, and so is "chant II, vers 1604"."""
    if re.match(r" (?:à|et|-) ?\d", place.after):
        return False
    return not re.search(place.settings["cited_before"], place.before)


def not_range(place: Place) -> bool:
    """No second number or month follows: "la nuit du 6 au 7" is of two days."""
    if re.match(rf" (?:{place.settings['a_month']})", place.after):
        return False
    return not re.match(r" ?(?:au|à|-|/) ?\d", place.after)


def not_first(place: Place) -> bool:
    """ "Le premier" is rarely the first of the month."""
    return not place.folded.view.endswith("premier", place.start, place.end)


def ends_line(place: Place) -> bool:
    """Nothing but marks follow on the line."""
    return bool(re.match(r"[ .,;)\]]*(?:\n|$)", place.after))


def not_idiom(place: Place) -> bool:
    """The day beside a day is told of a story: no "amour sans lendemain"."""
    return not re.search(place.settings["idiom_before"], place.before)


def not_length_of(place: Place) -> bool:
    """The words say when, not how much: "il y a deux jours de marche" is a length."""
    after = place.original_after()
    return not re.match(r" (?:de |d['’])(?!cela\b|ça\b|là\b)[a-zéèê]", after)


def opens_line(place: Place) -> bool:
    """Nothing stands before it on its line: "La partie est en jeu." names no Thursday."""
    return not place.line_before.strip()


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
        not_number,
        year_after_preposition,
        likely_year,
        short_year,
        first_year,
        antiquity,
        centuries,
        war_years,
        year_range_in_text,
        month_not_name,
        open_date,
        not_fraction,
        not_version,
        not_scale,
        alone_among_numbers,
        not_followed_by_event,
        not_followed_by_of,
        event_named,
        not_narrative,
        plural,
        season_noun,
        plural_inside,
        not_person,
        not_verse,
        day_of_month,
        not_range,
        not_first,
        french,
        feast_name,
        ends_line,
        not_idiom,
        not_length_of,
        not_quoted_name,
        not_first_name,
        known_day,
        opens_line,
        not_place,
        not_title,
        common_noun,
        not_work,
        plain_length,
        month_with_zero,
    )
}
