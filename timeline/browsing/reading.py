"""What of the screen reads the events, and narrows them to what is looked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input, Static

from timeline.browsing import loading
from timeline.browsing.correcting import CorrectingScreen
from timeline.browsing.lines import Row
from timeline.filters import Filter, fold, holds
from timeline.rendering.sanitize import visible


class ReadingScreen(CorrectingScreen):
    """A screen with a list of the events of a database, as many as pass a filter."""

    BINDINGS = [
        Binding("slash", "filter", "Find", key_display="/"),
        Binding("U", "undated", show=False),
        Binding("H", "hidden", show=False),
        Binding("r", "reload", show=False),
    ]

    def __init__(self, db: Path, wanted: Filter) -> None:
        super().__init__(db)
        self._wanted = wanted
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

    @property
    def words(self) -> list[str]:
        """What is typed into the filter, as words to compare."""
        return fold(self.query_one("#filter", Input).value).split()

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
        self.tell_status()

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
        self.tell_status()

    @on(Input.Submitted, "#filter")
    def _filtered(self) -> None:
        self.listing.focus()
        self.query_one("#filter").display = False

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
        self.tell_status()

    def _show(self, at: str | None = None) -> None:
        words, rows = self.words, self._rows
        if words:
            rows = [row for row in rows if holds(self._texts.get(row.event.id, ""), words)]
        self._shown = len(rows)
        self.listing.empty = "No event to show." if self.loaded else ""
        if words:
            none = "No event has these words: Esc shows all events."
            self.listing.empty = "Still reading the sentences." if self._indexing else none
        self.listing.show(rows, at)

    def tell_status(self) -> None:
        """Says above the list how much of what there is is shown."""
        total = len(self._rows)
        parts = [str(self._db), f"{total} event{'s' * (total != 1)}"]
        if not self.loaded:
            parts[-1] += " so far"
        elif not total:
            parts[-1] = "No event to show"
        if self.words:
            typed = self.query_one("#filter", Input).value.strip()
            parts[-1] = f"{self._shown} of {parts[-1]} with « {typed} »"
            if self._indexing:
                parts.append("still reading their sentences")
        if self._left_out:
            parts.append(f"{self._left_out} undated left out (U)")
        if marked := len(self.listing.marked):
            parts.append(f"{marked} marked")
        self.query_one("#status", Static).update(Content(visible(" · ".join(parts))))
