"""The application that `timeline browse` runs."""

from __future__ import annotations

from pathlib import Path

from rich.terminal_theme import TerminalTheme
from textual.app import App
from textual.binding import Binding
from textual.driver import Driver

from timeline.browsing.screen import TimelineScreen
from timeline.filters import Filter

_DARK, _LIGHT = "textual-dark", "textual-light"
# Black, red, green, yellow, blue, magenta, cyan, white: dark enough to be read on light grey where
# they are faint, too, as those of Textual are not.
_INKS = [
    (0, 0, 0), (160, 20, 20), (0, 95, 0), (125, 75, 0),
    (0, 60, 140), (120, 30, 120), (0, 70, 110), (90, 90, 90),
]  # fmt: skip


class Browser(App[Exception]):
    """The timeline of a database, as much of it as passes a filter; `notice` is said at first.
    What nobody foresaw is given back as its result."""

    ENABLE_COMMAND_PALETTE = False
    TITLE = "timeline"
    # Where nothing is selected that it would copy.
    BINDINGS = [Binding("ctrl+c", "quit", show=False)]

    def __init__(self, db: Path, wanted: Filter, *, light: bool = False, notice: str = ""):
        super().__init__()
        self.ansi_theme_light = TerminalTheme((224, 224, 224), (31, 31, 31), _INKS, _INKS)
        self._db, self._wanted, self._notice = db, wanted, notice
        if light:
            self.theme = _LIGHT

    def get_driver_class(self) -> type[Driver]:
        """What draws and reads."""
        driver = super().get_driver_class()
        if driver.__name__ != "LinuxDriver":
            return driver
        from timeline.browsing.terminal import FarDriver

        return FarDriver

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
