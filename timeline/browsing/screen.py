"""The timeline on the screen: the list, the evidence beside it, and what is typed to filter."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Footer, Input, Static

from timeline.browsing import loading
from timeline.browsing.article import ArticleScreen
from timeline.browsing.correcting import CorrectingScreen
from timeline.browsing.dialogs import Help
from timeline.browsing.explaining import evidence
from timeline.browsing.lines import Row
from timeline.browsing.widgets import Finder, Listing, Page
from timeline.database import StoreError
from timeline.filters import Filter, fold, holds
from timeline.model import Event
from timeline.rendering.sanitize import visible

_BESIDE = 110  # columns from which the evidence stands beside the list, and not beneath it
_AT_ONCE = 0.03  # seconds for which the cursor has to rest before the evidence follows it
_LOOKING = frozenset({"article", "mention", "split"})  # what needs evidence to be open


class TimelineScreen(CorrectingScreen):
    """The timeline of a database, as much of it as passes a filter."""

    CSS = """
    #status, #message { height: auto; background: $panel; padding: 0 1; }
    #status { height: 1; }
    #message { max-height: 3; display: none; }
    #message.error { color: $text-error; }
    #filter { display: none; height: 1; padding: 0 1; }
    #panes { height: 1fr; layout: vertical; }
    #list { height: 1fr; }
    #evidence { display: none; height: 2fr; border-top: solid $primary; }
    #evidence:focus { border-top: heavy $accent; }
    #panes.beside { layout: horizontal; }
    #panes.beside #evidence { height: 1fr; border-top: none; border-left: solid $primary; }
    #panes.beside #evidence:focus { border-left: heavy $accent; }
    """
    BINDINGS = [
        Binding("slash", "filter", "Find", key_display="/"),
        Binding("a", "article", "Text"),
        Binding("n", "mention(1)", show=False),
        Binding("p", "mention(-1)", show=False),
        Binding("U", "undated", show=False),
        Binding("H", "hidden", show=False),
        Binding("r", "reload", show=False),
        Binding("l", "app.light", show=False),
        Binding("escape", "back", show=False),
        Binding("question_mark", "help", "Help", key_display="?"),
        Binding("q", "app.quit", "Quit"),
    ]

    def __init__(self, db: Path, wanted: Filter, *, finished: bool) -> None:
        super().__init__(db)
        self._wanted = wanted
        self._finished = finished
        self._rows: list[Row] = []
        self._shown = 0
        self._left_out = 0
        self._loading = 0  # the number of the loading that is wanted
        self.loaded = False  # whether all events of the last loading are there
        self._read: list[Row] = []  # what the loading has brought so far
        self._at: str | None = None  # the event to look at once it has ended
        self._texts: dict[str, str] = {}
        self._indexing = False
        self.indexed = False  # whether all that the filter looks at was read
        self._evidence: Event | None = None
        self._follow: Timer | None = None

    @property
    def listing(self) -> Listing:
        """The list."""
        return self.query_one("#list", Listing)

    @property
    def page(self) -> Page:
        """The evidence."""
        return self.query_one("#evidence", Page)

    @property
    def words(self) -> list[str]:
        """What is typed into the filter, as words to compare."""
        return fold(self.query_one("#filter", Input).value).split()

    def compose(self) -> ComposeResult:
        """Status, filter, list, evidence, message and keys, from top to bottom."""
        yield Static(id="status")
        yield Finder(id="filter", compact=True, placeholder="words of titles, names, sentences")
        with Container(id="panes"):
            yield Listing(id="list")
            yield Page(id="evidence")
        yield Static(id="message")
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Begins to read the events."""
        self.listing.focus()
        self.action_reload()
        if not self._finished:
            self.tell("The last `timeline extract` did not end: run it again.")

    def on_resize(self, event: events.Resize) -> None:
        """Puts the evidence where there is room for it."""
        self.query_one("#panes").set_class(event.size.width >= _BESIDE, "beside")

    # Reading the events

    def action_reload(self) -> None:
        """Reads the events again."""
        self.reload(None)

    def reload(self, at: str | None) -> None:
        """Reads the events again; the cursor is to be on the event with the id `at`."""
        self._loading += 1
        self.loaded, self._read, self._at = False, [], at
        self.in_thread(loading.load, self._db, self._wanted, self._loading)
        if self.indexed or self._indexing:
            # What was found so far serves until it is found anew.
            self._index()

    def on_loaded(self, message: loading.Loaded) -> None:
        """Shows what was read: the first time as it comes, later all of it in place of the old."""
        if message.loading != self._loading:
            return
        self._read += message.rows
        if self._loading == 1:
            self._rows = self._read
            self.listing.extend(message.rows) if not self.words else self._show()
        if message.end:
            self.loaded, self._left_out = True, message.left_out
            self._rows = self._read
            known = {row.event.id for row in self._rows}
            self.listing.keep_marks(known)
            self._show(self._at)
        self._tell_status()

    def action_undated(self) -> None:
        """Shows the events without a date, or leaves them out."""
        self._want(replace(self._wanted, undated=not self._wanted.undated))
        self.tell(f"events without a date {'shown' if self._wanted.undated else 'left out'}")

    def action_hidden(self) -> None:
        """Shows the events that are hidden, or leaves them out."""
        self._want(replace(self._wanted, hidden=not self._wanted.hidden))
        self.tell(f"hidden events {'shown' if self._wanted.hidden else 'left out'}")

    def _want(self, wanted: Filter) -> None:
        self._wanted = wanted
        self.action_reload()

    # Filtering

    def action_filter(self) -> None:
        """Lets the user type what to look for."""
        if not self.indexed and not self._indexing:
            self._index()
        field = self.query_one("#filter", Input)
        field.display = True
        field.focus()

    @on(Input.Changed, "#filter")
    def _narrow(self) -> None:
        self.listing.unfold()
        self._show()
        self._tell_status()

    @on(Input.Submitted, "#filter")
    def _filtered(self) -> None:
        self.listing.focus()
        self.query_one("#filter").display = bool(self.words)

    def _index(self) -> None:
        self._indexing = True
        self.in_thread(loading.index, self._db)

    def on_indexed(self, message: loading.Indexed) -> None:
        """Takes in what can be found in some events."""
        self._texts |= message.texts
        if message.end:
            self._indexing, self.indexed = False, True
        if self.words:
            self._show()
        self._tell_status()

    def _show(self, at: str | None = None) -> None:
        words, rows = self.words, self._rows
        if words:
            rows = [row for row in rows if holds(self._texts.get(row.event.id, ""), words)]
        self._shown = len(rows)
        self.listing.empty = "No event to show." if self.loaded else ""
        if words and not self._indexing:
            self.listing.empty = "No event has these words: Esc shows all events."
        self.listing.show(rows, at)

    def _tell_status(self) -> None:
        total = len(self._rows)
        parts = [str(self._db), f"{total} event{'s' * (total != 1)}"]
        if not self.loaded:
            parts[-1] += " so far"
        elif not total:
            parts[-1] = "No event to show"
        if self.words:
            parts[-1] = f"{self._shown} of {parts[-1]}"
            if self._indexing:
                parts.append("still reading their sentences")
        if self._left_out:
            parts.append(f"{self._left_out} undated left out (U)")
        if marked := len(self.listing.marked):
            parts.append(f"{marked} marked")
        self.query_one("#status", Static).update(Content(visible(" · ".join(parts))))

    # The evidence

    def on_listing_moved(self) -> None:
        """Lets the evidence follow the cursor once it rests."""
        self.tell("")
        if self._follow is not None:
            self._follow.stop()
        if self.page.display:
            self._follow = self.set_timer(_AT_ONCE, self._explain)
        self._tell_status()
        self.refresh_bindings()

    def on_listing_opened(self) -> None:
        """Opens the evidence, or goes to it where it is open."""
        if self.page.display:
            self.page.focus()
        self.page.display = True
        self.call_after_refresh(self._explain)

    def _explain(self) -> None:
        event = self.listing.event
        if event is None or not self.page.display:
            return
        try:
            found, lines = evidence(self._db, event.id)
        except StoreError as error:
            self.tell(str(error), error=True)
            return
        if self._evidence is None or self._evidence.id != found.id:
            self.number = 0
        self._evidence = found
        self.number = min(self.number, len(found.memberships))
        self.page.show(lines, self.number or None)
        self.refresh_bindings()

    def action_mention(self, step: int) -> None:
        """Points at another mention of the event."""
        if self._evidence is not None:
            count = len(self._evidence.memberships)
            # The first step points at the first mention, or at the last.
            at = self.number - 1 if self.number else min(-step, 0)
            self.number = (at + step) % count + 1
            self.page.point(self.number)

    def action_article(self) -> None:
        """Shows the article of the mention that is pointed at."""
        event = self._evidence
        if event is None:
            return
        try:
            screen = ArticleScreen(self._db, [*event.mentions], self.number or 1)
        except StoreError as error:
            self.tell(str(error), error=True)
            return
        self.app.push_screen(screen, self._came_back)

    def _came_back(self, number: int | None) -> None:
        self.number = number or self.number
        self.page.point(self.number)

    # The program

    def action_back(self) -> None:
        """Leaves the filter, the evidence, or what was filtered, whichever is there first."""
        field = self.query_one("#filter", Input)
        if self.focused is self.page:
            self.listing.focus()
        elif self.page.display and self.focused is not field:
            self.page.display = False
            self._evidence = None
        elif field.display:
            field.value = ""
            field.display = False
        self.listing.focus()
        self.refresh_bindings()

    def action_help(self) -> None:
        """Shows the keys."""
        self.app.push_screen(Help())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done now."""
        if action in _LOOKING:
            return self.page.display and self._evidence is not None
        if action == "merge":
            return len(self.listing.marked) > 1
        return True
