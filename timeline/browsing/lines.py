"""What stands in the list of events: headings of years that fold, and a line for each event."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rich.cells import cell_len
from rich.text import Text

from timeline.model import Event
from timeline.rendering.extent import event_extent
from timeline.rendering.sanitize import visible
from timeline.rendering.sources import sources_in_words
from timeline.rendering.terminal import (
    CONFLICT,
    CORRECTED,
    FACT,
    HEADING,
    NOT_ACTUAL,
    SHORT_ID,
    styled_date,
    year_heading,
)

_MARK = "●"
_GAP = "  "
# Columns that dates may take, by those of a line, from the most on; as many as in `show`.
_DATES = ((110, 27), (56, 22), (0, 16))
_LONG_DATE = 22
# Columns of a line from which facts have some room, and all of them do.
_FACTS = 66
_ALL_FACTS = 110
_SOURCES, _TYPE = 11, 14
_LEAST_TITLE = 8


@dataclass(frozen=True, slots=True)
class Row:
    """An event without its memberships, the heading it stands under, and its date."""

    heading: str
    event: Event
    date: Text

    @classmethod
    def of(cls, event: Event) -> Row:
        """The row of an event. Its date is told as in `show`, what lasted and what was on some day
        apart, unless that is too long."""
        date, extent = Text(), event_extent(event)
        if event.date is not None:
            date = styled_date(event.date, extent=extent)
            if cell_len(date.plain) > _LONG_DATE and extent in ("throughout", "within"):
                date = styled_date(event.date)
        return cls(year_heading(event.date), replace(event, memberships=()), date)


@dataclass(frozen=True, slots=True)
class Heading:
    """A year, or "undated", and how many events stand under it, shown or folded away."""

    name: str
    events: int
    folded: bool


Line = Heading | Row


def arrange(rows: Iterable[Row], folded: Collection[str]) -> list[Line]:
    """The lines of the list: under each heading its events, unless it is folded."""
    lines: list[Line] = []
    for name, group in groupby(rows, key=lambda row: row.heading):
        under = list(group)
        lines.append(Heading(name, len(under), name in folded))
        if name not in folded:
            lines += under
    return lines


def date_columns(rows: Iterable[Row]) -> int:
    """The columns that the dates of these events take."""
    return max((cell_len(row.date.plain) for row in rows), default=0)


def heading_line(heading: Heading, width: int) -> Text:
    """A heading over the whole width, its number of events at the end."""
    line = Text().append("▸ " if heading.folded else "▾ ", style=FACT)
    line.append(heading.name, style=HEADING)
    count = f" {heading.events} event{'s' * (heading.events != 1)} "
    rule = max(width - cell_len(line.plain) - cell_len(count) - 1, 0)
    return line.append(" " + "─" * rule + count, style=FACT)


def event_line(row: Row, width: int, dates: int, *, marked: bool = False) -> Text:
    """An event on one line: its mark, its date (right-aligned in `dates` columns, or in what there
    is room for; a longer one goes on), its title, what is to be warned of, and where there is room
    its facts."""
    dates = min(dates, next(most for least, most in _DATES if width >= least))
    event, date = row.event, row.date
    line = Text().append(_MARK if marked else " ", style=HEADING)
    line.append(" " * (dates - cell_len(date.plain))).append_text(date).append(_GAP)
    facts = _facts(event, width)
    room = width - cell_len(line.plain) - cell_len(facts.plain) - bool(facts)
    flags = _flags(event)
    title = Text(visible(event.title))
    title.truncate(max(room - cell_len(flags.plain), _LEAST_TITLE), overflow="ellipsis")
    title.append_text(flags).truncate(max(room, 0), overflow="ellipsis")
    line.append_text(title).append(" " * max(room - cell_len(title.plain), 0))
    return line.append_text(facts)


def _flags(event: Event) -> Text:
    flags: Sequence[tuple[bool, str, str]] = (
        (event.factuality != "actual", event.factuality, NOT_ACTUAL),
        (bool(event.conflicts), "sources differ", CONFLICT),
        (bool(event.corrected), f"corrected: {', '.join(event.corrected)}", CORRECTED),
    )
    line = Text()
    for told, words, style in flags:
        if told:
            line.append(" · ", style=FACT).append(words, style=style)
    return line


def _facts(event: Event, width: int) -> Text:
    if width < _FACTS:
        return Text()
    words = f"{sources_in_words(event):>{_SOURCES}}"
    if width >= _ALL_FACTS:
        words = f" {event.type:<{_TYPE}}{words}{_GAP}{event.id[:SHORT_ID]}"
    return Text(words, style=FACT)
