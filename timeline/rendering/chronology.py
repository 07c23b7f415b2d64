"""The timeline for a terminal: by year, its dates right-aligned so that a vague one shows as such.

Three layouts: a narrow one with what else is known of an event at the end of its line, or beneath
it; a wide one (from 120 columns) that has columns for that, and from 150 one for the names of the
sources; and one without a width, for pipes: one event a line. Lines come out as they are made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise, zip_longest

from rich.cells import cell_len
from rich.text import Text

from timeline.model import Article, Event, Membership
from timeline.rendering.density import density
from timeline.rendering.extent import event_extent
from timeline.rendering.sanitize import visible
from timeline.rendering.sources import (
    MOST_NAMED,
    difference_in_words,
    originals,
    path_in_words,
    source_name,
    sources_in_words,
)
from timeline.rendering.terminal import (
    CONFLICT,
    CORRECTED,
    DENSITY,
    FACT,
    HEADING,
    NOT_ACTUAL,
    SHORT_ID,
    WIDE,
    WIDEST,
    styled_date,
    styled_quote,
    wrapped,
    year_heading,
)
from timeline.rendering.words import Language, date_in_words

_MARGIN = 1
_GAP = "  "
_APART = "   "  # what stands at least between a title and the facts on its line
_SEPARATOR = Text().append(" · ", style=FACT)
_BAR = "│ "  # before what an article says
_ROOMY = 56  # columns below which dates get fewer
_NAMING = 150  # columns from which sources are named beside their number
_NAMES = 28  # columns of these names
_ANY = 10_000  # columns, where there is no terminal
# Where a date that is too long for its column is broken.
_BETWEEN = re.compile(r"\S (?=(?:et|and|au|à|to|–) )")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things go, and how. `columns` are those of the terminal, None where there is none."""

    columns: int | None
    quotes: bool = False
    language: Language = "fr"  # of dates

    @property
    def width(self) -> int | None:
        """The columns in use."""
        return None if self.columns is None else min(self.columns, WIDEST)

    @property
    def is_wide(self) -> bool:
        """Whether facts stand in columns."""
        return self.width is not None and self.width >= WIDE

    @property
    def date_width(self) -> int:
        """Columns that dates are aligned in."""
        if self.width is None or self.is_wide:
            return 27
        return 22 if self.width >= _ROOMY else 16

    @property
    def indent(self) -> int:
        """The column in which titles begin."""
        return _MARGIN + self.date_width + len(_GAP)


def render(
    events: Iterable[Event], articles: Mapping[str, Article], layout: Layout
) -> Iterator[Text]:
    """The lines that show the events, in the order given. `articles` are found by their id."""
    heading: str | None = None
    for event, alike in _among_neighbours(events):
        if (following := year_heading(event.date, layout.language)) != heading:
            if heading is not None and layout.width is not None:
                yield Text()
            heading = following
            yield _rule(heading, layout)
        elif layout.quotes and layout.width is not None:
            yield Text()
        title = _title(event, alike=alike)
        yield from _event(event, title, articles, layout)
        yield from _differences(event, articles, layout)
        if layout.quotes:
            for number, membership in enumerate(event.memberships):
                if number and layout.width is not None:
                    # Or a source would be read as what heads the next quote.
                    yield Text()
                yield from _quoted(membership, articles, layout)


def summary(years: Mapping[int, int], layout: Layout) -> Iterator[Text]:
    """What stands above a timeline: the number of its events with a date, and how many of them each
    (astronomical) year has, as bars; nothing for none."""
    count = sum(years.values())
    if not count or layout.width is None:
        return
    words = f" {count:,} event{'s' * (count > 1)}".replace(",", " ")
    told = Text().append(words, HEADING)
    room = layout.width - cell_len(told.plain) - len(_APART)
    bars = density(years, room, DENSITY, FACT, layout.language)
    yield told if bars is None else told.append(_APART).append_text(bars)
    yield Text()


def _rule(heading: str, layout: Layout) -> Text:
    if layout.width is None:
        return Text(f"-- {heading} --")
    line = Text("── ", style=FACT).append(heading, style=HEADING).append(" ")
    return line.append("─" * max(layout.width - cell_len(line.plain), 0))


def _among_neighbours(events: Iterable[Event]) -> Iterator[tuple[Event, bool]]:
    """The events, each with whether the one before or after it has the same title."""
    pairs = pairwise(chain([None], events, [None]))
    before = False
    for event, following in pairs:
        same = event is not None and following is not None and event.title == following.title
        if event is not None:
            yield event, before or same
        before = same


def _title(event: Event, *, alike: bool) -> Text:
    """The title; the word that tells the event, too, where its title tells another as well."""
    title = Text(visible(event.title))
    if alike and event.memberships:
        # The one that gave the event its type, and if it may be its title.
        named = max(
            event.mentions, key=lambda one: (one.type == event.type, one.title == event.title)
        )
        title.append(f" (« {visible(named.trigger.text)} »)", style=FACT)
    return title


def _event(
    event: Event, title: Text, articles: Mapping[str, Article], layout: Layout
) -> Iterator[Text]:
    if layout.width is None:
        words = _date(event, layout).plain
        date = " " * _MARGIN + f"{words:>{layout.date_width}}{_GAP}"
        told = sources_in_words(event)
        if names := _named(event, articles, _ANY):
            told += f": {names}"
        yield Text(" | ").join([Text(date).append_text(title), *_facts(event, told)])
        return
    beside = _in_columns if layout.is_wide else _in_lines
    dates = _date_lines(_date(event, layout), layout.date_width)
    lines = beside(event, title, articles, layout)
    for part, line in zip_longest(dates, lines, fillvalue=Text()):
        blank = " " * (_MARGIN + layout.date_width - cell_len(part.plain))
        yield Text(blank).append_text(part).append(_GAP).append_text(line)


def _date(event: Event, layout: Layout) -> Text:
    if event.date is None:
        return Text()
    return styled_date(event.date, layout.language, event_extent(event))


def _date_lines(date: Text, width: int) -> Iterator[Text]:
    """The date in lines of at most `width` columns, broken between its ends where that will do."""
    if cell_len(date.plain) > width and (ends := list(_BETWEEN.finditer(date.plain))):
        for part in date.divide([one.end() for one in ends]):
            part.rstrip()
            yield from wrapped(part, width, 0)
    else:
        yield from wrapped(date, width, 0)


def _in_lines(
    event: Event, title: Text, articles: Mapping[str, Article], layout: Layout
) -> Iterator[Text]:
    """The title, and behind or beneath it what else is known, at the right edge."""
    assert layout.width is not None
    room = layout.width - layout.indent
    *lines, last = wrapped(title, room, 0)
    yield from lines
    facts = _SEPARATOR.join(_facts(event))
    if cell_len(last.plain) + cell_len(facts.plain) + len(_APART) > room:
        yield last
        last = Text()
        if cell_len(facts.plain) > room:
            # What is to be warned of goes before the others, on a line of its own.
            if flags := _flags(event):
                yield from wrapped(_SEPARATOR.join(flags), room, 0)
            *more, facts = wrapped(_SEPARATOR.join(_facts(event, flags=False)), room, 0)
            yield from more
    taken = cell_len(last.plain) + len(_APART) * bool(last)
    count = sources_in_words(event)
    start = "" if event.sources == 1 else f"{count}: "
    free = room - taken - cell_len(facts.plain) + len(count) - len(start)
    where = facts.plain.find(count)
    if where >= 0 and (names := _named(event, articles, free)):
        before, behind = facts[:where], facts[where + len(count) :]
        facts = before.append(start + names, style=FACT).append_text(behind)
    blank = " " * max(room - cell_len(last.plain) - cell_len(facts.plain), 0)
    yield last.append(blank).append_text(facts)


def _facts(event: Event, told: str = "", *, flags: bool = True) -> list[Text]:
    facts = [Text(event.type, style=FACT), Text(told or sources_in_words(event), style=FACT)]
    return [*facts, *(_flags(event) if flags else ()), Text(event.id[:SHORT_ID], style=FACT)]


def _named(event: Event, articles: Mapping[str, Article], room: int) -> str:
    """The names of sources, as many as `room` columns hold: "Le Jour, Ouest, +2"; the empty string
    where they hold none. The words are safe to show."""
    names = [visible(name) for name in dict.fromkeys(map(source_name, originals(event, articles)))]
    named: list[str] = []
    for name in names:
        more = len(names) - len(named) - 1
        words = ", ".join([*named, name, *([f"+{more}"] if more else [])])
        if cell_len(words) <= room and len(named) < MOST_NAMED:
            named.append(name)
    more = len(names) - len(named)
    return ", ".join([*named, *([f"+{more}"] if named and more else [])])


def _flags(event: Event) -> list[Text]:
    flags = []
    if event.factuality != "actual":
        flags.append(Text(event.factuality, style=NOT_ACTUAL))
    if event.corrected:
        flags.append(Text(f"corrected: {', '.join(event.corrected)}", style=CORRECTED))
    return flags


def _differences(event: Event, articles: Mapping[str, Article], layout: Layout) -> Iterator[Text]:
    """What each source says where they differ."""
    for conflict in event.conflicts:
        words = difference_in_words(event, conflict, articles, language=layout.language)
        differ = Text(f"sources differ: {words}", style=CONFLICT)
        yield from wrapped(differ, layout.width, layout.indent + 2)


def _in_columns(
    event: Event, title: Text, articles: Mapping[str, Article], layout: Layout
) -> Iterator[Text]:
    """Title, type, sources and id on one line; the title goes on beneath itself, and what is to be
    warned of follows it."""
    assert layout.width is not None
    columns = [f"{event.type:<14}", f"{sources_in_words(event):>10}", event.id[:SHORT_ID]]
    if layout.width >= _NAMING:
        known = (_named(event, articles, room) for room in (_NAMES, _ANY))
        names = Text(next(filter(None, known), ""))
        names.truncate(_NAMES, overflow="ellipsis", pad=True)
        columns.insert(2, names.plain)
    facts = Text(_GAP.join(columns), style=FACT)
    for flag in _flags(event):
        title.append_text(_SEPARATOR).append_text(flag)
    room = layout.width - layout.indent - cell_len(facts.plain) - len(_GAP)
    for number, line in enumerate(wrapped(title, room, 0)):
        if number == 0:
            padding = " " * (room - cell_len(line.plain) + len(_GAP))
            yield line.append(padding).append_text(facts)
        else:
            yield line


def _quoted(
    membership: Membership, articles: Mapping[str, Article], layout: Layout
) -> Iterator[Text]:
    mention = membership.mention
    indent = layout.indent + 2
    width = None if layout.width is None else min(layout.width, indent + 100)
    bar = Text(" " * indent).append(_BAR, style=FACT)
    for line in wrapped(styled_quote(membership), width and width - len(_BAR), indent):
        yield line if width is None else bar.copy().append_text(line[indent:])
    article = articles.get(mention.article)
    origin = Text(f"— {path_in_words(mention.article, articles)}", style=FACT)
    if article is not None and article.published is not None:
        origin.append(f", {date_in_words(article.published, layout.language)}")
    if article is not None and (original := articles.get(article.copy_of or "")) is not None:
        origin.append(f", copy of {visible(original.path)}")
    yield from wrapped(origin, width, indent)
