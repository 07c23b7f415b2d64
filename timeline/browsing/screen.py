"""The timeline on the screen: the list, the evidence beside it, and what is typed to filter."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.timer import Timer
from textual.widgets import Footer, Input, Static

from timeline.browsing.article import ArticleScreen
from timeline.browsing.dialogs import Help
from timeline.browsing.explaining import evidence
from timeline.browsing.reading import ReadingScreen
from timeline.browsing.widgets import Finder, Listing, Page
from timeline.complaints import StoreError
from timeline.filters import Filter
from timeline.model import Event

_BESIDE = 110  # columns from which the evidence stands beside the list, and not beneath it
_AT_ONCE = 0.03  # seconds for which the cursor has to rest before the evidence follows it
_LOOKING = frozenset({"article", "mention", "split"})  # what needs evidence to be open


class TimelineScreen(ReadingScreen):
    """The timeline of a database, as much of it as passes a filter; `notice` is said at first."""

    CSS = """
    #status, #message { height: auto; background: $panel; padding: 0 1; }
    #status { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
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
        Binding("a", "article", "Text"),
        Binding("n", "mention(1)", show=False),
        Binding("p", "mention(-1)", show=False),
        Binding("l", "app.light", show=False),
        Binding("escape", "back", show=False),
        Binding("question_mark", "help", "Help", key_display="?"),
        Binding("q", "app.quit", "Quit"),
    ]

    def __init__(self, db: Path, wanted: Filter, *, notice: str) -> None:
        super().__init__(db, wanted)
        self._notice = notice
        self._evidence: Event | None = None
        self._number = 0  # of the mention that is pointed at, 0 for none
        self._follow: Timer | None = None

    @property
    def pointed(self) -> tuple[Event, str] | None:
        """The event whose evidence is open, and the id of the mention that is pointed at in it."""
        event = self._evidence
        if event is None or not self._number:
            return None
        return event, event.memberships[self._number - 1].mention.id

    @property
    def listing(self) -> Listing:
        """The list."""
        return self.query_one("#list", Listing)

    @property
    def page(self) -> Page:
        """The evidence."""
        return self.query_one("#evidence", Page)

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
        self.tell(self._notice)

    def on_resize(self, event: events.Resize) -> None:
        """Puts the evidence where there is room for it."""
        self.query_one("#panes").set_class(event.size.width >= _BESIDE, "beside")

    # The evidence

    def on_listing_moved(self, message: Listing.Moved) -> None:
        """Lets the evidence follow the cursor once it rests."""
        if message.by_user and not self.busy:
            self.tell("")
        if self._follow is not None:
            self._follow.stop()
        if self.page.display:
            self._follow = self.set_timer(_AT_ONCE, self._explain)
        self.tell_status()
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
            self._number = 0
        self._evidence = found
        self._number = min(self._number, len(found.memberships))
        self.page.show(lines, self._number or None)
        self.refresh_bindings()

    def action_mention(self, step: int) -> None:
        """Points at another mention of the event."""
        if self._evidence is not None:
            count = len(self._evidence.memberships)
            # The first step points at the first mention, or at the last.
            at = self._number - 1 if self._number else min(-step, 0)
            self._number = (at + step) % count + 1
            self.page.point(self._number)

    def action_article(self) -> None:
        """Shows the article of the mention that is pointed at."""
        event = self._evidence
        if event is None:
            return
        try:
            screen = ArticleScreen(self._db, [*event.mentions], self._number or 1)
        except StoreError as error:
            self.tell(str(error), error=True)
            return
        self.app.push_screen(screen, self._came_back)

    def _came_back(self, number: int | None) -> None:
        self._number = number or self._number
        self.page.point(self._number)

    # The program

    def action_back(self) -> None:
        """Leaves the filter, the evidence, or what was filtered, whichever is there first."""
        field = self.query_one("#filter", Input)
        if self.focused is self.page:
            self.listing.focus()
        elif self.page.display and self.focused is not field:
            self.page.display = False
            self._evidence = None
        elif field.display or field.value:
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
