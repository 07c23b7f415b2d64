"""French time expressions: finding them in a text, and reading publication dates.

>>> [(e.text, e.date.edtf) for e in find_dates("Fondée en mars 2012, vendue le 3 mai 2015.")]
[('mars 2012', '2012-03'), ('3 mai 2015', '2015-05-03')]

The language is data: a grammar in TOML (`timeline/resources/lexicons/dates`), whose rules carry the
sentences that test them. `grammar` compiles it, `recogniser` finds what its rules describe,
`resolver` gives each expression its date. Nothing is compiled before the first call.
"""

from __future__ import annotations

import datetime

from timeline.dates.parsing import as_span, parse_date
from timeline.dates.tense import TenseAt
from timeline.model import DateSpan, Day, TimeExpression

__all__ = ["find_dates", "parse_date", "recent"]

Published = Day | DateSpan | datetime.date | str | None


def find_dates(
    text: str, published: Published = None, *, tense_at: TenseAt | None = None
) -> list[TimeExpression]:
    """The time expressions of a French text, in order, none overlapping.

    `published` is the day (or coarser span) the text appeared, a string in ISO 8601; without it,
    what counts from the day of publication is found but keeps no date. Offsets are code points of
    `text`. Durations, recurrences and clock times come with their type and without a date.

    « lundi » is the last or the next one by the tense of its clause, which a lexicon of verb forms
    tells; `tense_at` may know better: from the offsets of an expression it gives "past", "future",
    "" for neither, or None where the lexicon shall decide. Raises ValueError for a `published` that
    is no date.
    """
    from timeline.dates.folding import fold
    from timeline.dates.grammar import grammar
    from timeline.dates.recogniser import recognise
    from timeline.dates.resolver import resolve

    rules = grammar()
    folded = fold(text)
    return resolve(recognise(folded, rules), folded, rules, as_span(published), tense_at)


def recent(published: Published) -> DateSpan | None:
    """What the adjective "récent" says of its noun's date: the month of publication, approximate.

    None where the publication date is unknown. (The adverb "récemment" is found by `find_dates`:
    the 30 days before publication.)
    """
    span = as_span(published)
    if span is None:
        return None
    return DateSpan.of_month(span.first.year, span.first.month, approximate=True)
