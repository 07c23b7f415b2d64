"""How everything looks on a terminal: styles, dates, quotes, and lines that are broken.

Text from articles is never read as markup.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from functools import cache

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from timeline.model import DateSpan, Membership
from timeline.rendering.sanitize import visible
from timeline.rendering.words import Extent, Language, date_in_words, year_in_words

WIDE = 120  # columns from which an event's facts have columns of their own
SHORT_ID = 8  # digits of an event's id that are shown; `explain` takes any unique beginning
WIDEST = 180  # columns beyond which lines get hard to follow
LABEL = 13  # columns of what stands before a value

# Styles by what they mark. The names are Rich's, and colours the terminal's own.
HEADING = "bold"
FACT = "dim"
NOT_ACTUAL = "yellow"
CONFLICT = "bold red"
CORRECTED = "green"
TRIGGER = "bold"
DATE_WORDS = "underline"
DENSITY = "cyan"
SPEAKS_FOR = "cyan"
SPEAKS_AGAINST = "red"
# Blanks that French does not break a line at, and what stands for them while lines are broken.
_NO_BREAK = re.compile(r"[\u00a0\u202f]|(?<=«) | (?=[»%€:;?!])")
_TIE = "\ue000"
# Up to so many days. The vaguest are no paler than the others: they are those to be looked at.
_PRECISION = ((1, "bold cyan"), (31, "cyan"), (None, "italic cyan"))


def styled_quote(membership: Membership) -> Text:
    """The sentence of a mention on one line, its trigger and the words of its date marked."""
    mention = membership.mention
    quote = Text(visible(mention.quote))
    stretches = [
        (evidence.char_start, evidence.char_end, DATE_WORDS)
        for evidence in mention.date_evidence
        if evidence.article == mention.article
    ]
    stretches.append((mention.trigger.char_start, mention.trigger.char_end, TRIGGER))
    for start, end, style in stretches:
        if mention.char_start <= start and end <= mention.char_end:
            quote.stylize(style, start - mention.char_start, end - mention.char_start)
    return quote


def styled_date(
    date: DateSpan | None, language: Language = "fr", extent: Extent | None = None
) -> Text:
    """The date in words, the fainter the less precise."""
    if date is None:
        return Text("undated", style=FACT)
    days = date.days
    style = next(
        style for most, style in _PRECISION if most is None or (days is not None and days <= most)
    )
    return Text(date_in_words(date, language, extent), style=style)


@cache
def _console() -> Console:
    """What Rich wants beside the width to break lines; nothing is printed to it."""
    return Console(width=WIDE, file=io.StringIO())


def wrapped(text: Text, width: int | None, indent: int) -> Iterator[Text]:
    """The text in lines of at most `width` columns, each after `indent` blanks."""
    if width is None:
        yield Text(" " * indent).append_text(text)
        return
    room = max(width - indent, 10)
    tied = text.copy()
    tied.plain = _NO_BREAK.sub(_TIE, text.plain)
    for line in tied.wrap(_console(), room):
        line.rstrip()
        line.plain = line.plain.replace(_TIE, " ")
        yield Text(" " * indent).append_text(line)


def labelled(label: str, value: Text, width: int | None, indent: int = 0) -> Iterator[Text]:
    """A value after its label, the further lines of the value below its first."""
    start = Text(" " * indent).append(f"{label:<{LABEL}} ", style=FACT)
    yield from hanging(start, value, width)


def hanging(start: Text, value: Text, width: int | None) -> Iterator[Text]:
    """A value after what begins its line, its further lines below its first."""
    margin = cell_len(start.plain)
    for number, line in enumerate(wrapped(value, width, margin)):
        yield start.append_text(line[margin:]) if number == 0 else line


def mentions_in_words(numbers: Iterable[int]) -> str:
    """Mentions by the numbers that `explain` gives them: "mention 4", "mentions 1, 3–9"."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    short = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    several = sum(map(len, runs)) > 1
    return f"mention{'s' * several} {', '.join(short)}"


def year_heading(date: DateSpan | None, language: Language = "fr") -> str:
    """What the events of a date stand under: its year, by which it begins."""
    if date is None:
        return "undated"
    return year_in_words(date.first.year, language)
