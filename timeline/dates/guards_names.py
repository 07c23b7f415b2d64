"""Conditions that tell dates from the names of persons, places, works and feasts."""

from __future__ import annotations

import re

from timeline.dates.folding import without_accents
from timeline.dates.place import Place


def month_not_name(place: Place) -> bool:
    """A month name that can be something else (a planet, a person) is written small, or follows a
    word that only goes with months."""
    word = place.folded.view[place.start : place.end]
    if word not in place.settings["month_names_too"] or place.original[:1].islower():
        return True
    return bool(re.search(place.settings["month_before"], place.before))


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


def french(place: Place) -> bool:
    """No other country is named: "la fête nationale belge"."""
    after = place.after
    return bool(
        re.match(r" ?(?:$|[^\w ]|\d|(?:a|est|sera|du 14|et|à|au|en|se|sur|avec|le)\b)", after)
    )


def feast_name(place: Place) -> bool:
    """Written as the name of a feast, with a capital or a year or weekday beside it."""
    original = place.original
    last = re.split(r"['\u2019 ]", original)[-1]
    named = last[:1].isupper() or "jeudi" in original.lower() or "dimanche" in original.lower()
    return named or bool(re.match(r" (?:\d{4}\b|derni|prochain)", place.after))


def day_of_month(place: Place) -> bool:
    """A number and a name in capitals are no day: "Deux Mars et un thé"; "le 3 Mars" is one."""
    day, _, month = place.original.rpartition(" ")
    if not month.istitle() or month.lower() not in place.settings["month_names_too"]:
        return True
    if day.split(" ")[-1].isalpha():
        return False
    return bool(re.search(r"(?:\b(?:le|du|au|les|des|ce|et|à)|[-(,]) ?$|^$", place.line_before))


def not_person(place: Place) -> bool:
    """It is not written as a name is: with a capital inside a sentence or as a quoted title, or
    with a name or "est le" behind it and no verb of a news story."""
    original = place.original
    if re.search(place.settings["part_of_name"], place.before) or _in_code(place):
        return False
    if original[:1].isupper() and re.search(place.settings["titled"], place.before):
        return False
    if not original[:1].isupper() or place.in_capitals:
        return not _with_companion(place)
    if not place.opens_sentence:
        return False
    after = place.original_after()
    if not not_quoted_name(place):
        return False
    if re.match(place.settings["is_a"], place.after):
        return False
    named = re.match(
        r" (?!(?:\w{1,3}|Cette|Leur|Selon|Dans|Pour)\b)[A-ZÉÈÀÂÎÔ][\w-]+(?: (\w+)|,)", after
    )
    return named is None or bool(re.fullmatch(place.settings["told"], named.group(1) or ""))


def not_quoted_name(place: Place) -> bool:
    """It does not begin a short quotation, such as a title: « Mars bleu »."""
    opened = place.original[:1].isupper() and place.line_before[-1:] in ("«", '"', "“")
    return not (opened and re.match(r"[^.,:;!?\n»\"”]{0,25}[»\"”]", place.original_after()))


def _in_code(place: Place) -> bool:
    """Between words all in capitals, as in "FROM mars WHERE"."""
    if not place.original.islower() or not re.match(r" [A-Z]{3,}\b", place.original_after()):
        return False
    before = place.folded.original(max(0, place.start - 12), place.start)
    return re.search(r"\b[A-Z]{3,} $", before) is not None


def _with_companion(place: Place) -> bool:
    """ "JEUDI ET SES AMIS": in capitals, and joined with what is no date."""
    if not place.original.isupper() or not place.opens_sentence:
        return False
    joined = re.match(r" et ([^\W\d_]+)", place.after)
    return bool(joined and not re.fullmatch(place.settings["with_weekday"], joined.group(1)))


def not_first_name(place: Place) -> bool:
    """The feast is not a person's name: no name in capitals on either side."""
    if place.in_capitals or place.original.isupper():
        return True
    if re.match(r" [A-ZÉÈ][a-zéèêëïôç]+", place.original_after()):
        return False
    if re.search(place.settings["titled"], place.before):
        return False
    before = place.folded.original(max(0, place.start - 20), place.start)
    return not re.search(r"[^\W\d_] [A-ZÉÈ][a-zéèêëïôç]+ $", before)


def known_day(place: Place) -> bool:
    """A day written as a name ("14-Juillet") is one that is kept, and follows an article; or it is
    written small ("25-avril")."""
    if place.original.split("-")[-1][:1].islower() or place.in_capitals:
        return True
    day = without_accents(place.folded.view[place.start : place.end].replace(" ", ""))
    kept = any(day.startswith(one) for one in place.settings["kept_days"])
    return kept and bool(
        re.search(r"(?:^|\n|\b(?:le|du|au|ce|dès|les|des|et|pour) ?|')$", place.before)
    )
