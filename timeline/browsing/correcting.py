"""What of the screen sets the timeline right: each correction is made in a thread, kept in the
store, and what came of it is looked at."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from timeline import correcting
from timeline.browsing import loading
from timeline.browsing.dialogs import Ask, Undo
from timeline.complaints import StoreError
from timeline.model import Correction, Event
from timeline.rendering.sanitize import visible
from timeline.rendering.words import date_in_words
from timeline.store import Store
from timeline.storereader import StoreReader
from timeline.userdates import NO_DATE, date_or_none

if TYPE_CHECKING:
    from timeline.browsing.widgets import Listing

_DATES = f"2015, 2015-03, 2015-03-01, « début mars 2015 » or « {NO_DATE} »"


class CorrectingScreen(Screen[None]):
    """A screen with a list of events that can be corrected."""

    BINDINGS = [
        Binding("space", "mark", "Mark", key_display="␣"),
        Binding("d", "redate", "Date"),
        Binding("t", "retitle", "Title"),
        Binding("h", "hide", "Hide"),
        Binding("m", "merge", "Merge"),
        Binding("s", "split", "Split"),
        Binding("u", "undo", "Undo"),
    ]

    def __init__(self, db: Path) -> None:
        super().__init__()
        self._db = db
        self.busy = False  # whether a correction is being applied

    @property
    def pointed(self) -> tuple[Event, str] | None:
        """The event whose evidence is open, and the id of the mention that is pointed at in it."""
        raise NotImplementedError

    @property
    def listing(self) -> Listing:
        """The list."""
        raise NotImplementedError

    def reload(self, at: str | None) -> None:
        """Reads the events again; the cursor is to be on the event with the id `at`."""
        raise NotImplementedError

    def tell(self, words: str, *, error: bool = False) -> None:
        """Says something above the keys, whatever the words hold; nothing if they are empty."""
        message = self.query_one("#message", Static)
        message.update(Content(visible(words)))
        message.set_class(error, "error")
        message.display = bool(words)

    def in_thread(self, work: Callable[..., None], *arguments: object) -> None:
        """Runs one of the functions of `loading` with these arguments in a thread."""

        def run() -> None:
            try:
                work(*arguments, self.post_message)
            except Exception as error:
                # Told by the command line as it tells what nobody foresaw in any command.
                self.app.call_from_thread(self.app.exit, error)

        self.run_worker(run, thread=True)

    def action_mark(self) -> None:
        """Marks the event of the cursor."""
        self.listing.mark()

    def action_redate(self) -> None:
        """Asks for the date of the event of the cursor."""
        event = self.listing.event
        if event is not None and self._can_correct():
            words = date_in_words(event.date) or NO_DATE
            question = f"When was it? Now {words}: {event.title}"
            ask = Ask(question, "", _DATES, date_or_none)
            self.app.push_screen(ask, partial(self._redate, event))

    def _redate(self, event: Event, said: str | None) -> None:
        if said is not None:
            date = date_or_none(said)
            self._change(event, lambda store, found: correcting.redate(store, found, date))

    def action_retitle(self) -> None:
        """Asks for the title of the event of the cursor."""
        event = self.listing.event
        if event is not None and self._can_correct():
            hint = "Enter keeps it, Esc leaves it as it was."
            ask = Ask("What is it to be called?", event.title, hint, _check_title)
            self.app.push_screen(ask, partial(self._retitle, event))

    def _retitle(self, event: Event, said: str | None) -> None:
        if said is not None:
            self._change(event, lambda store, found: correcting.retitle(store, found, said))

    def action_hide(self) -> None:
        """Hides the event of the cursor, or shows it again."""
        event = self.listing.event
        if event is None or not self._can_correct():
            return
        if event.hidden:
            self._correct(lambda store: loading.unhide(store, store.event(event.id)))
        else:
            self._change(event, correcting.hide)

    def action_merge(self) -> None:
        """Makes one event of those that are marked."""
        marked = [*self.listing.marked]
        if self._can_correct():
            self.listing.marked.clear()
            self._correct(lambda store: _done(correcting.merge(store, [*map(store.event, marked)])))

    def action_split(self) -> None:
        """Takes the mention that is pointed at out of its event."""
        if self.pointed is None:
            self.tell("Point at the mention that tells another event first: n and p do.")
        elif self._can_correct():
            self._change(self.pointed[0], partial(_split, self.pointed[1]))

    def action_undo(self) -> None:
        """Asks which correction to take back."""
        if not self._can_correct():
            return
        try:
            with StoreReader.open(self._db) as store:
                kept, problems = store.corrections(), store.problems()
        except StoreError as error:
            self.tell(str(error), error=True)
            return
        if kept:
            self.app.push_screen(Undo(kept, problems), self._undo)
        else:
            self.tell("Nothing was corrected so far.")

    def _undo(self, one: Correction | None) -> None:
        if one is not None:
            self._correct(partial(_undone, one))

    def _can_correct(self) -> bool:
        if self.busy:
            self.tell("A correction is still being applied: wait until it is done.")
        return not self.busy

    def _change(self, event: Event, change: Callable[[Store, Event], correcting.Corrected]) -> None:
        self._correct(lambda store: _done(change(store, store.event(event.id))))

    def _correct(self, change: loading.Change) -> None:
        self.busy = True
        self.tell("Correcting …")
        self.in_thread(loading.correct, self._db, change)

    def on_changed(self, message: loading.Changed) -> None:
        """Shows what a correction changed."""
        self.busy = False
        self.reload(message.event)
        self.tell(message.what)

    def on_failed(self, message: loading.Failed) -> None:
        """Says why something could not be done."""
        self.busy = self.busy and not message.correction
        self.tell(message.why, error=True)


def _check_title(words: str) -> None:
    if not any(map(str.isalnum, words)):
        raise ValueError("A title has letters or digits.")


def _split(mention: str, store: Store, event: Event) -> correcting.Corrected:
    if mention not in {one.id for one in event.mentions}:
        raise correcting.CorrectingError(
            "That mention is in another event now: r reads them again."
        )
    return correcting.split(store, event, [mention])


def _done(done: correcting.Corrected) -> tuple[str, str | None]:
    return f"{done.what}. Undo it: u", next((event.id for event in done.events), None)


def _undone(one: Correction, store: Store) -> tuple[str, str | None]:
    said = correcting.undo(store, [one])
    held = (event for mention in one.mentions if (event := store.event_of(mention)))
    return " ".join(said), next(held, None)
