"""The widgets: a list of events and a text to read, both drawn line by line as they are seen, and
a field to write in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.app import App
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input

from timeline.browsing.lines import (
    Heading,
    Line,
    Row,
    arrange,
    date_columns,
    event_line,
    heading_line,
)
from timeline.model import Event
from timeline.rendering.sanitize import visible

# A line, and what it is about: whatever the maker of the lines tells them apart by.
Tagged = tuple[object, Text]
_BAR = "▌ "


class Field(Input):
    """A field of one line, in which what a terminal would obey cannot be written or pasted."""

    def validate_value(self, value: str) -> str:
        """The value as it can be shown."""
        return visible(value)


class Finder(Field):
    """What the list is narrowed by."""

    BINDINGS = [
        Binding("enter,down", "submit", "To the list", key_display="↵"),
        Binding("escape", "screen.back", "All events", key_display="Esc"),
    ]


class Listing(ScrollView, can_focus=True):
    """The events under the headings of their years. Only the lines in sight are drawn."""

    COMPONENT_CLASSES = {"listing--cursor"}
    DEFAULT_CSS = """
    Listing { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    Listing > .listing--cursor { background: $foreground 12%; text-style: bold; }
    Listing:focus > .listing--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground;
    }
    """
    BINDINGS = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,g", "edge(-1)", show=False),
        Binding("end,G", "edge(1)", show=False),
        Binding("left", "fold(True)", show=False),
        Binding("right", "fold(False)", show=False),
        Binding("enter", "open", "Open", key_display="↵"),
        Binding("f", "toggle_fold", show=False),
        Binding("F", "fold_all", show=False),
    ]

    class Moved(Message):
        """The cursor is on another line, or another line is under the cursor; `by_user` if that
        is because the user moved it."""

        def __init__(self, by_user: bool) -> None:
            super().__init__()
            self.by_user = by_user

    class Opened(Message):
        """The event under the cursor was asked for."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.folded: set[str] = set()
        self.marked: dict[str, None] = {}
        self.empty = ""  # what is said where there is no line
        self._rows: Sequence[Row] = ()
        self._lines: list[Line] = []
        self._dates = 0
        self._cursor = 0

    @property
    def event(self) -> Event | None:
        """The event under the cursor."""
        line = self._line
        return line.event if isinstance(line, Row) else None

    @property
    def _line(self) -> Line | None:
        return self._lines[self._cursor] if self._cursor < len(self._lines) else None

    def show(self, rows: Sequence[Row], at: str | None = None, *, dates: int | None = None) -> None:
        """Shows these rows, the cursor on the event with the id `at` or where it was.

        `dates` are the columns for dates; they stay as they are without.
        """
        self._rows = rows
        self._dates = self._dates if dates is None else dates
        if at is not None:
            self.folded -= {row.heading for row in rows if row.event.id == at}
        self._arrange(at or (self.event.id if self.event else None))

    def extend(self, rows: Sequence[Row]) -> None:
        """Shows some more rows, after those that are shown."""
        self.show([*self._rows, *rows], dates=max(self._dates, date_columns(rows)))

    def mark(self) -> None:
        """Marks the event under the cursor, or takes its mark away, and goes on to the next."""
        if self.event is None:
            return
        if self.event.id in self.marked:
            del self.marked[self.event.id]
        else:
            self.marked[self.event.id] = None
        self.action_move(1)
        self.refresh()

    def keep_marks(self, known: Collection[str]) -> None:
        """Takes away the marks of events that are not among these."""
        self.marked = {one: None for one in self.marked if one in known}

    def unfold(self) -> None:
        """Opens all headings."""
        self.folded.clear()

    def action_move(self, lines: int) -> None:
        """Moves the cursor by so many lines."""
        self._go(self._cursor + lines, by_user=True)

    def action_page(self, pages: int) -> None:
        """Moves the cursor by so many screens."""
        self._go(self._cursor + pages * max(self.size.height - 1, 1), by_user=True)

    def action_edge(self, side: int) -> None:
        """Moves the cursor to the first or the last line."""
        self._go(0 if side < 0 else len(self._lines) - 1, by_user=True)

    def action_open(self) -> None:
        """Folds or unfolds a heading; asks for an event."""
        if isinstance(self._line, Heading):
            self.action_toggle_fold()
        elif self.event is not None:
            self.post_message(self.Opened())

    def action_toggle_fold(self) -> None:
        """Folds or unfolds the year of the cursor."""
        heading = self._heading()
        if heading is not None:
            self.action_fold(not heading.folded)

    def action_fold(self, away: bool) -> None:
        """Folds the year of the cursor, or unfolds it."""
        heading = self._heading()
        if heading is not None and heading.folded != away:
            self.folded ^= {heading.name}
            self._arrange(heading.name)

    def action_fold_all(self) -> None:
        """Folds all years, or unfolds them if all are folded."""
        names = {row.heading for row in self._rows}
        heading = self._heading()
        self.folded = set() if names <= self.folded else names
        self._arrange(heading.name if heading else None)

    def _heading(self) -> Heading | None:
        """The heading that the cursor is on or under."""
        above = reversed(self._lines[: self._cursor + 1])
        return next((line for line in above if isinstance(line, Heading)), None)

    def _arrange(self, at: str | None) -> None:
        """Makes the lines anew; the cursor goes to the event or the heading `at`, if it is there,
        and otherwise stays where it is. On the first line of all it goes on to an event."""
        self._lines = arrange(self._rows, self.folded)
        names = (one.name if isinstance(one, Heading) else one.event.id for one in self._lines)
        found = next((place for place, name in enumerate(names) if name == at), self._cursor)
        if found == 0 and at is None and len(self._lines) > 1:
            found = 1
        self.virtual_size = Size(self.size.width, len(self._lines))
        self._go(found)
        self.refresh()

    def _go(self, place: int, *, by_user: bool = False) -> None:
        self._cursor = max(min(place, len(self._lines) - 1), 0)
        # The heading above the first event comes into sight with it.
        top = 0 if self._cursor <= 1 else self._cursor
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)
        elif self._cursor >= self.scroll_offset.y + self.size.height:
            self.scroll_to(y=self._cursor - self.size.height + 1, animate=False, force=True)
        self.refresh()
        self.post_message(self.Moved(by_user))

    def on_resize(self, event: events.Resize) -> None:
        """Keeps the cursor in sight."""
        self.virtual_size = Size(self.size.width, len(self._lines))
        self._go(self._cursor)

    def on_click(self, event: events.Click) -> None:
        """Moves the cursor to where the mouse is, and opens what is there."""
        place = event.y + self.scroll_offset.y
        if place < len(self._lines):
            self._go(place, by_user=True)
            self.action_open()

    def render_line(self, y: int) -> Strip:
        """The line in the row `y` of what is in sight."""
        width = self.scrollable_content_region.width
        place = y + self.scroll_offset.y
        if place >= len(self._lines):
            words = "" if self._lines or y != 1 else f"  {self.empty}"
            return _strip(Text(words), width, self.rich_style, self.app)
        line = self._lines[place]
        if isinstance(line, Heading):
            text = heading_line(line, width)
        else:
            text = event_line(line, width, self._dates, marked=line.event.id in self.marked)
        if place == self._cursor:
            # Its own colours would not all be legible on that of the cursor.
            return _strip(Text(text.plain), width, self._cursor_style(), self.app)
        return _strip(text, width, self.rich_style, self.app)

    def _cursor_style(self) -> Style:
        return self.get_component_rich_style("listing--cursor")


class Page(ScrollView, can_focus=True):
    """Lines to read, made for the width there is. Those about one thing may be pointed at."""

    DEFAULT_CSS = """
    Page { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    """
    BINDINGS = [Binding("k", "scroll_up", show=False), Binding("j", "scroll_down", show=False)]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._make: Callable[[int], Iterable[Tagged]] = lambda width: ()
        self._lines: list[Tagged] = []
        self._at: object = None

    def show(self, make: Callable[[int], Iterable[Tagged]], at: object = None) -> None:
        """Shows the lines that `make` gives for a number of columns, from those about `at`."""
        self._make = make
        self._made()
        self.point(at)

    def point(self, at: object) -> None:
        """Points at the lines about `at`, and brings them into sight; to the top for None."""
        self._at = at
        tags = enumerate(tag for tag, _ in self._lines)
        places = [place for place, tag in tags if at is not None and tag == at]
        above = max((self.size.height - len(places)) // 3, 1)
        self.scroll_to(y=max(places[0] - above, 0) if places else 0, animate=False, force=True)
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Makes the lines anew for the new width."""
        self._made()
        self.point(self._at)

    def _made(self) -> None:
        width = self.scrollable_content_region.width - len(_BAR) - 1
        self._lines = list(self._make(width)) if width > 0 else []
        self.virtual_size = Size(self.size.width, len(self._lines))

    def render_line(self, y: int) -> Strip:
        """The line in the row `y` of what is in sight."""
        width = self.scrollable_content_region.width
        place = y + self.scroll_offset.y
        if place >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        tag, text = self._lines[place]
        here = self._at is not None and tag == self._at
        bar = Text().append(_BAR if here else " " * len(_BAR), style="cyan")
        return _strip(bar.append_text(text), width, self.rich_style, self.app)


def _strip(text: Text, width: int, style: Style, app: App[object]) -> Strip:
    """A line as Textual takes it, in a style, over the whole width."""
    drawn = text.render(app.console, end="")
    segments = [Segment(one.text, one.style or Style.null()) for one in drawn]
    return Strip(segments).adjust_cell_length(width).apply_style(style)
