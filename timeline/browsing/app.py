"""The application that `timeline browse` runs."""

from __future__ import annotations

from pathlib import Path

from textual.app import App

from timeline.browsing.screen import TimelineScreen
from timeline.filters import Filter

_DARK, _LIGHT = "textual-dark", "textual-light"


class Browser(App[Exception]):
    """The timeline of a database, as much of it as passes a filter; `notice` is said at first.
    What nobody foresaw is given back as its result."""

    ENABLE_COMMAND_PALETTE = False
    TITLE = "timeline"

    def __init__(self, db: Path, wanted: Filter, *, light: bool = False, notice: str = ""):
        super().__init__()
        self._db, self._wanted, self._notice = db, wanted, notice
        if light:
            self.theme = _LIGHT

    def on_mount(self) -> None:
        """Shows the timeline."""
        self.push_screen(TimelineScreen(self._db, self._wanted, notice=self._notice))

    def action_light(self) -> None:
        """Goes from dark to light, or back."""
        self.theme = _DARK if self.theme == _LIGHT else _LIGHT


def browse(db: Path, wanted: Filter, *, light: bool, notice: str) -> None:
    """Runs the application until the user leaves it. Raises what stopped it before."""
    error = Browser(db, wanted, light=light, notice=notice).run()
    if error is not None:
        raise error
