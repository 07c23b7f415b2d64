"""What is asked before something is done, and the help."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from timeline.browsing.widgets import Field, Page, Tagged
from timeline.model import Correction, CorrectionProblem
from timeline.rendering.corrections import says
from timeline.rendering.sanitize import visible
from timeline.rendering.terminal import HEADING, wrapped

_BOX = """
    align: center middle;
    & > Vertical {
        width: 90%; max-width: 100; height: auto; max-height: 100%;
        border: round $primary; padding: 0 1; background: $surface;
    }
"""
_CANCEL = Binding("escape,ctrl+c", "dismiss(None)", "Cancel", key_display="Esc")
_KEYS = (
    ("Looking", ""),
    ("↑ ↓ j k", "the event before or after; PgUp, PgDn, Home, End, too"),
    ("← → f F", "fold the year, unfold it; f does either, F all years"),
    ("/", "what titles, names or sentences hold, as you type"),
    ("Enter", "why an event is dated so, why its mentions are one"),
    ("Tab", "to the evidence, to scroll there, and back to the list"),
    ("n p", "the next mention of the event, the previous one"),
    ("a", "the text of this mention's article, at its sentence"),
    ("U H", "events without a date, too; hidden ones, too"),
    ("r l", "read the database again; dark or light"),
    ("Esc q", "back to all events; leave"),
    ("Setting right, as `timeline correct` does, for every later run", ""),
    ("d", "when it was: 2015, 2015-03, début mars 2015, sans date"),
    ("t", "what it is to be called"),
    ("h", "hide it, or show it again"),
    ("Space m", "mark events, and make them one"),
    ("s", "give the mention pointed at (n, p) an event of its own"),
    ("u", "choose a correction, and take it back"),
)
_KEY = 10  # columns


class Ask(ModalScreen[str | None]):
    """Asks for one line. `check` raises ValueError, with a sentence, for what will not do."""

    DEFAULT_CSS = f"Ask {{ {_BOX} }}"
    BINDINGS = [_CANCEL]

    def __init__(
        self, question: str, value: str, hint: str, check: Callable[[str], object]
    ) -> None:
        super().__init__()
        self._question, self._value, self._hint = question, value, hint
        self._check = check

    def compose(self) -> ComposeResult:
        """A question, the field, and what may be written there."""
        with Vertical():
            yield Static(Content(visible(self._question)))
            yield Field(value=self._value, compact=True)
            yield Static(Content(self._hint), id="hint")
        yield Footer()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Gives the line, or says what is wrong with it."""
        try:
            self._check(event.value)
        except ValueError as error:
            self.query_one("#hint", Static).update(Content(visible(str(error))))
        else:
            self.dismiss(event.value)


class Undo(ModalScreen[Correction | None]):
    """Asks for one of the corrections, the last ones first."""

    DEFAULT_CSS = f"Undo {{ {_BOX} }} Undo OptionList {{ height: auto; max-height: 16; }}"
    BINDINGS = [_CANCEL]

    def __init__(self, kept: Sequence[Correction], problems: dict[str, CorrectionProblem]) -> None:
        super().__init__()
        self._kept = list(reversed(kept))
        self._problems = problems

    def compose(self) -> ComposeResult:
        """The corrections."""
        with Vertical():
            yield Static(Content("Take back which correction?"))
            yield OptionList(*map(self._option, self._kept), compact=True)
        yield Footer()

    def _option(self, one: Correction) -> Option:
        idle = " (without effect)" if one.id in self._problems else ""
        return Option(Content(f"{one.kind:<8} {says(one)}{idle}"))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Gives the correction that was chosen."""
        self.dismiss(self._kept[event.option_index])


class Help(ModalScreen[None]):
    """The keys, and what they do."""

    DEFAULT_CSS = f"Help {{ {_BOX} }} Help Page {{ height: {len(_KEYS)}; }}"
    BINDINGS = [
        Binding("escape,q,question_mark,ctrl+c", "dismiss(None)", "Back", key_display="Esc")
    ]

    def compose(self) -> ComposeResult:
        """A page."""
        with Vertical():
            yield Page(id="keys")
        yield Footer()

    def on_mount(self) -> None:
        """Fills the page."""
        self.query_one(Page).show(_help)


def _help(width: int) -> Iterator[Tagged]:
    for keys, words in _KEYS:
        if not words:
            yield None, Text(keys, style=HEADING)
            continue
        start = Text().append(f"{keys:<{_KEY}}", style="bold cyan")
        for number, line in enumerate(wrapped(Text(words), width, _KEY)):
            yield None, start.append_text(line[_KEY:]) if number == 0 else line
