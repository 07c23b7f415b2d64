"""Datelines: place, day and agency at the head of a paragraph (« BREST, 3 mars 2024 (AFP) – »)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from timeline.reading.lexicon import lexicon

_HEAD = 160  # characters of a paragraph in which a dateline must end
_FIGURE = re.compile(r"\d")
_DASH = r"[-‐‑–—]{1,2}"
_AGENCY = r"\([^()\n]{1,40}\)"


@dataclass(frozen=True, slots=True)
class Dateline:
    """The head of a paragraph: its length in characters with dash and blank; its date as written.

    `date` is None where no year is given. `date_first` is whether it opens with the date, as the
    entries of a chronology do too. `bare` is whether it is a place and a date with no dash, no
    agency and no « le », as the stages of a journey are too.
    """

    length: int
    date: str | None
    date_first: bool = False
    bare: bool = False


@lru_cache(maxsize=4096)  # a paragraph is looked at several times
def parse_dateline(paragraph: str) -> Dateline | None:
    """The dateline that a paragraph opens with, or None."""
    head = paragraph[:_HEAD]
    if "(" not in head and not _FIGURE.search(head):
        return None  # neither a date nor an agency: most paragraphs
    for pattern, date_first, bare in _patterns():
        match = pattern.match(head)
        if match:
            return Dateline(match.end(), match.groupdict().get("date"), date_first, bare)
    return None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], bool, bool], ...]:
    words = lexicon().dateline
    date = rf"(?P<date>{lexicon().date})"
    day = lexicon().day_and_month
    capital = "[A-ZÀ-ÖØ-Þ]"
    # Possessive, and without hyphens inside words: hostile text must not make it try all splits.
    word = rf"{capital}[\w’']*+"
    joint = rf"[ \u00a0/-](?:(?:{words.particles})[ \u00a0-]?){{0,2}}"
    name = rf"{word}(?:{joint}{word}){{0,4}}"
    place = rf"(?!(?:{words.prepositions})\s)(?-i:{name}(?:[ \u00a0]\({name}\))?)"
    upper = r"(?-i:[A-ZÀ-ÖØ-Þ]{2}[A-ZÀ-ÖØ-Þ’' \u00a0/-]*[A-ZÀ-ÖØ-Þ])"
    dash = rf"\s*[.,]?\s*{_DASH}"
    end = rf"{dash}\s+"
    agency = rf"(?:\s*{_AGENCY})?"
    signature = rf",\s*(?:{words.signatures})(?!\w)(?:,?\s(?-i:{name}\.?))?"
    opening = rf"{place}(?:,\s*{place})?{agency}(?:{signature})?"
    begins = r"(?=(?-i:[A-ZÀ-ÖØ-Þ0-9«“\"]))"
    told = rf"(?!(?:{words.scenes})(?!\w)){begins}"
    alone = r"\s*\.?\s*\Z"
    line_end = r"[ \u00a0\t]*\n\s*"
    stop = rf"(?:(?:\s*[.:]\s+|{line_end}){begins}|{alone})"
    byline = lexicon().byline
    said = rf"(?!(?:{byline.published.pattern}|{byline.updated.pattern}))"
    brackets = rf"(?:{place}\s*(?:,|{_DASH})\s*)?(?:le\s+)?{date}"
    shapes = (
        # 22 mai 2012. -      22 août 2012, Espagne. -
        (rf"{date}(?:,\s*{place})?{agency}{end}", True, False),
        # BREST, 3 mars 2024 (AFP) –      Brest (AFP) – le 3 mars 2024 –
        (
            rf"{opening}\s*(?:,|{_DASH}|\s)\s*(?:le\s+)?{date}{agency}{dash}(?:\s+|\Z)",
            False,
            False,
        ),
        # Brest, le 3 mars 2024.      Brest, de notre correspondant, le 3 mars 2024.
        (rf"{said}{opening},\s*le\s+{date}{agency}(?:{signature})?{stop}", False, False),
        # Brest, de notre correspondant, 3 mars 2024      Brest, 3 mars 2024, de notre bureau.
        (rf"{said}{place}{agency}{signature},\s*{date}{stop}", False, False),
        (rf"{said}{place}{agency},\s*{date}{signature}{stop}", False, False),
        # De notre correspondant à Brest, 3 mars 2024
        (
            rf"(?:{words.signatures})\s+(?:à|en|au|aux)\s+{place},\s*(?:le\s+)?{date}"
            rf"(?:{dash}(?:\s+|\Z)|{stop})",
            False,
            False,
        ),
        # Brest, dimanche 3 mars 2024.
        (
            rf"{said}{opening},\s*{date}{agency}(?:(?:\s*\.\s+|{line_end}){told}|{alone})",
            False,
            True,
        ),
        # (Brest, 12 juin 2013)      [12/06/2013]
        (rf"[(\[]{brackets}[)\]]\s*(?:[.:]|{_DASH})*\s*", True, False),
        # BREST (AFP) –      BREST, 3 mars (AFP) -
        (rf"{upper}(?:,\s*(?:le\s+)?{day})?\s*{_AGENCY}{end}", False, False),
        (rf"{upper},\s*(?:le\s+)?{day}{end}", False, False),
    )
    return tuple((re.compile(shape, re.IGNORECASE), first, bare) for shape, first, bare in shapes)
