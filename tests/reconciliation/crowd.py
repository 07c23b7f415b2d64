"""Few people, days and kinds of events, so that much of what is told of them is told again.

What stands twice is drawn twice as often.
"""

from __future__ import annotations

import sys
from random import Random

from handmade import articles, mention

from timeline.model import DateSpan, Day, Generator, Mention, Timeline
from timeline.reconciliation import reconcile
from timeline.rendering.json_export import to_json

DAY = DateSpan.of_day(Day(2015, 12, 5))
YEAR = DateSpan.of_year(2015)
DATES = (
    None,
    None,
    DAY,
    DateSpan.of_day(Day(2015, 12, 6)),
    DateSpan.of_month(2015, 12),
    YEAR,
    DateSpan(Day(2015, 6, 1), None, "month"),
)
WORDS = (
    ("found", "fonder"),
    ("found", "fonder"),
    ("found", "création"),
    ("sue", "poursuivre"),
    ("announce", "annoncer"),
    ("other", "fonder"),
)
NAMES = (
    ("Claire Dumas", "PER"),
    ("Claire Dumas", "PER"),
    ("Jean Dumas", "PER"),
    ("Dumas", "PER"),
    ("VoltaGen", "ORG"),
    ("VoltaGen", "ORG"),
    ("Volta Gen", "ORG"),
    ("Ampère Lab", "ORG"),
    ("conseil", None),
)
AMOUNTS = ((), (), (), (), ((100, "EUR", False),), ((104, "EUR", True),), ((500, "EUR", False),))
PLACES = ("Lormont", "Saint-Aubin", "Morvan", "Bruges")


def crowd(count: int) -> list[Mention]:
    """So many mentions, five an article; always the same."""
    chance = Random(7)
    told = []
    for number in range(count):
        kind, lemma = chance.choice(WORDS)
        people = [(*chance.choice(NAMES), role) for role in ("agent", "patient")]
        told.append(
            mention(
                f"article {number // 5:03}",
                100 * (number % 5),
                lemma,
                kind,
                chance.choice(DATES),
                *people,
                amounts=chance.choice(AMOUNTS),
                places=tuple(chance.sample(PLACES, chance.randint(0, 2))),
            )
        )
    return told


def export(told: list[Mention]) -> str:
    """The timeline of these mentions as JSON."""
    known = articles(*sorted({one.article for one in told}))
    events = tuple(reconcile(known, told))
    return to_json(Timeline(events, tuple(known), (), Generator("t", "0", "m")), undated=True)


if __name__ == "__main__":
    sys.stdout.buffer.write(export(crowd(int(sys.argv[1]))).encode())
