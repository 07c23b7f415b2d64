"""Datelines: place, day and agency at the head of a paragraph (« BREST, 3 mars 2024 (AFP) – »)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from timeline.reading.lexicon import lexicon
from timeline.reading.patterns import flexible

_HEAD = 160  # characters of a paragraph in which a dateline must end
_DASH = r"[-‐‑–—]{1,2}"
_AGENCY = r"\([^()\n]{1,40}\)"


@dataclass(frozen=True, slots=True)
class Dateline:
    """The head of a paragraph: its length in characters with dash and blank; its date as written.

    `date` is None where no year is given. `date_first` is whether it opens with the date, as the
    entries of a chronology do too.
    """

    length: int
    date: str | None
    date_first: bool


def parse_dateline(paragraph: str) -> Dateline | None:
    """The dateline that a paragraph opens with, or None."""
    head = paragraph[:_HEAD]
    for pattern, date_first in _patterns():
        match = pattern.match(head)
        if match:
            return Dateline(match.end(), match.groupdict().get("date"), date_first)
    return None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    date = rf"(?P<date>{lexicon().date})"
    day = lexicon().day_and_month
    capital = "[A-ZÀ-ÖØ-Þ]"
    particles = "|".join(map(flexible, lexicon().particles))
    # Possessive, and without hyphens inside words: hostile text must not make it try all splits.
    word = rf"{capital}[\w’']*+"
    joint = rf"[ \u00a0/-](?:(?:{particles})[ \u00a0-]?){{0,2}}"
    place = rf"(?-i:{word}(?:{joint}{word}){{0,4}}(?:[ \u00a0]\({word}\))?)"
    upper = r"(?-i:[A-ZÀ-ÖØ-Þ]{2}[A-ZÀ-ÖØ-Þ’' \u00a0/-]*[A-ZÀ-ÖØ-Þ])"
    end = rf"\s*[.,]?\s*{_DASH}\s+"
    agency = rf"(?:\s*{_AGENCY})?"
    stop = r"(?:\s*[.:]\s+(?=(?-i:[A-ZÀ-ÖØ-Þ«“\"]))|\s*$)"
    brackets = rf"(?:{place}\s*(?:,|{_DASH})\s*)?(?:le\s+)?{date}"
    shapes = (
        # 22 mai 2012. -      22 août 2012, Espagne. -
        (rf"{date}(?:,\s*{place})?{agency}{end}", True),
        # BREST, 3 mars 2024 (AFP) –      Brest (AFP) – le 3 mars 2024 –
        (
            rf"{place}(?:,\s*{place})?{agency}\s*(?:,|{_DASH}|\s)\s*(?:le\s+)?{date}{agency}{end}",
            False,
        ),
        # Brest, le 3 mars 2024.
        (rf"{place},\s*le\s+{date}{agency}{stop}", False),
        # (Brest, 12 juin 2013)      [12/06/2013]
        (rf"[(\[]{brackets}[)\]]\s*(?:[.:]|{_DASH})*\s*", True),
        # BREST (AFP) –      BREST, 3 mars (AFP) -
        (rf"{upper}(?:,\s*(?:le\s+)?{day})?\s*{_AGENCY}{end}", False),
        (rf"{upper},\s*(?:le\s+)?{day}{end}", False),
    )
    return tuple((re.compile(shape, re.IGNORECASE), first) for shape, first in shapes)
