"""The timeline for a terminal: by year, its dates right-aligned so that a vague one shows as such.

Three layouts: a narrow one with what else is known of an event at the end of its line, or beneath
it; a wide one (from 120 columns) that has columns for that; and one without a width, for pipes: one
event a line. Lines come out as they are made. Text from articles is never read as markup.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from timeline.model import Article, DateSpan, Event, Membership
from timeline.rendering.density import density
from timeline.rendering.sanitize import visible
from timeline.rendering.sources import difference_in_words, path_in_words, sources_in_words
from timeline.rendering.words import Language, date_in_words, year_in_words

WIDE = 120  # columns from which an event's facts have columns of their own
SHORT_ID = 8  # digits of an event's id that are shown; `explain` takes any unique beginning
_MARGIN = 1
_GAP = "  "
_APART = "   "  # what stands at least between a title and the facts on its line
_SEPARATOR = Text(" · ", style="dim")
_BAR = "│ "  # before what an article says
_WIDEST = 160  # columns beyond which lines get hard to follow
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
_PRECISION = ((1, "bold cyan"), (31, "cyan"), (None, "dim cyan"))  # up to so many days


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things go, and how. `columns` are those of the terminal, None where there is none."""

    columns: int | None
    quotes: bool = False
    language: Language = "fr"  # of dates

    @property
    def width(self) -> int | None:
        """The columns in use."""
        return None if self.columns is None else min(self.columns, _WIDEST)

    @property
    def is_wide(self) -> bool:
        """Whether facts stand in columns."""
        return self.width is not None and self.width >= WIDE

    @property
    def date_width(self) -> int:
        """Columns that dates are aligned in."""
        return 22 if self.width is not None and not self.is_wide else 27

    @property
    def indent(self) -> int:
        """The column in which titles begin."""
        return _MARGIN + self.date_width + len(_GAP)


def render(
    events: Iterable[Event], articles: Mapping[str, Article], layout: Layout
) -> Iterator[Text]:
    """The lines that show the events, in the order given. `articles` are found by their id."""
    heading: str | None = None
    for event in events:
        if (following := year_heading(event.date, layout.language)) != heading:
            if heading is not None and layout.width is not None:
                yield Text()
            heading = following
            yield _rule(heading, layout)
        elif layout.quotes and layout.width is not None:
            yield Text()
        yield from _event(event, layout)
        yield from _differences(event, articles, layout)
        if layout.quotes:
            for membership in event.memberships:
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


def styled_date(date: DateSpan | None, language: Language = "fr") -> Text:
    """The date in words, the fainter the less precise."""
    if date is None:
        return Text("undated", style=FACT)
    days = date.days
    style = next(
        style for most, style in _PRECISION if most is None or (days is not None and days <= most)
    )
    return Text(date_in_words(date, language), style=style)


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
    for line in text.wrap(_console(), room):
        line.rstrip()
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
    day = date.start or date.end
    assert day is not None
    return year_in_words(day.year, language)


def _rule(heading: str, layout: Layout) -> Text:
    if layout.width is None:
        return Text(f"-- {heading} --")
    line = Text("── ", style=FACT).append(heading, style=HEADING).append(" ")
    return line.append("─" * max(layout.width - cell_len(line.plain), 0))


def _event(event: Event, layout: Layout) -> Iterator[Text]:
    date = styled_date(event.date, layout.language) if event.date is not None else Text()
    blank = " " * max(layout.date_width - cell_len(date.plain), 0)
    start = Text(" " * _MARGIN + blank).append_text(date).append(_GAP)
    if cell_len(start.plain) > layout.indent and layout.width is not None:
        yield start[:-2]
        start = Text(" " * layout.indent)
    title = Text(visible(event.title))
    if layout.is_wide:
        yield from _in_columns(event, start, title, layout)
        return
    if layout.width is None:
        facts = Text(" | ").join(_facts(event))
        yield start.append_text(title).append(" | ").append_text(facts)
        return
    facts = _SEPARATOR.join(_facts(event))
    *lines, last = wrapped(title, layout.width, layout.indent)
    if layout.indent + cell_len(facts.plain) > layout.width:
        # What is to be warned of goes before the others, on a line of its own.
        lines.append(last)
        if flags := _flags(event):
            lines += wrapped(_SEPARATOR.join(flags), layout.width, layout.indent)
        facts = _SEPARATOR.join(_facts(event, flags=False))
        *more, facts = wrapped(facts, layout.width - layout.indent, 0)
        lines += (Text(" " * layout.indent).append_text(line) for line in more)
        last = Text(" " * layout.indent)
    elif cell_len(last.plain) + cell_len(facts.plain) + len(_APART) > layout.width:
        lines.append(last)
        last = Text(" " * layout.indent)
    room = max(layout.width - cell_len(facts.plain), layout.indent)
    blank = " " * (room - cell_len(last.plain))
    lines.append(last.append(blank).append_text(facts))
    lines[0] = start.append_text(lines[0][layout.indent :])
    yield from lines


def _facts(event: Event, *, flags: bool = True) -> list[Text]:
    facts = [Text(event.type, style=FACT), Text(sources_in_words(event), style=FACT)]
    return [*facts, *(_flags(event) if flags else ()), Text(event.id[:SHORT_ID], style=FACT)]


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


def _in_columns(event: Event, start: Text, title: Text, layout: Layout) -> Iterator[Text]:
    """Title, type, number of sources and id on one line; the title goes on beneath itself, and
    what is to be warned of follows it."""
    assert layout.width is not None
    facts = Text(_GAP).join(
        [
            Text(f"{event.type:<14}", style=FACT),
            Text(f"{sources_in_words(event):>10}", style=FACT),
            Text(event.id[:SHORT_ID], style=FACT),
        ]
    )
    for flag in _flags(event):
        title.append_text(_SEPARATOR).append_text(flag)
    room = layout.width - layout.indent - cell_len(facts.plain) - len(_GAP)
    for number, line in enumerate(wrapped(title, room, 0)):
        if number == 0:
            padding = " " * (room - cell_len(line.plain) + len(_GAP))
            yield start.append_text(line).append(padding).append_text(facts)
        else:
            yield Text(" " * layout.indent).append_text(line)


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
