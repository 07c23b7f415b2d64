"""Corrections in words: what each says, whether it has an effect, and if not, why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from timeline.model import Correction, CorrectionKind, CorrectionProblem
from timeline.rendering.sanitize import visible
from timeline.rendering.terminal import CONFLICT, FACT, HEADING, SHORT_ID, wrapped
from timeline.rendering.words import date_in_words

_KIND = 7  # columns
_INDENT = 19
_GONE: dict[CorrectionKind, str] = {
    "merge": "fewer than two of its events are told by any article now",
    "split": "one side of it is told by no article now",
    "alias": "no article has these names now",
    "apart": "no article has one of these names now",
}


def view_correction(
    correction: Correction,
    problem: CorrectionProblem | None,
    events: Sequence[str | None],
    width: int | None,
) -> Iterator[Text]:
    """The lines that show a correction; one line where there is no width.

    `events` are the ids of the events that its mentions are in now, None for each that is gone.
    """
    what, facts = Text(says(correction)), [Text(correction.made[:10], style=FACT)]
    if held := sorted({one[:SHORT_ID] for one in events if one is not None}):
        facts.append(Text(f"now {', '.join(held)}", style=FACT))
    if problem is not None:
        facts.append(Text(f"no effect: {_reason(correction.kind, problem)}", style=CONFLICT))
    elif gone := sum(one is None for one in events):
        facts.append(Text(f"{gone} of its {len(events)} mentions gone", style=FACT))
    if width is None:
        yield Text(" | ").join([Text(correction.id), Text(correction.kind), what, *facts])
        return
    start = Text(correction.id, style=HEADING).append(f"  {correction.kind:<{_KIND}}  ", style=FACT)
    for number, line in enumerate(wrapped(what, width, _INDENT)):
        yield start.append_text(line[_INDENT:]) if number == 0 else line
    yield from wrapped(Text(" · ", style=FACT).join(facts), width, _INDENT)


def says(correction: Correction) -> str:
    """What a correction says, on one line that is safe to show."""
    about = [visible(title) for title in correction.about]
    names = [visible(name) for name in correction.names]
    first = about[0] if about else "?"
    match correction.kind:
        case "redate":
            return f"{first}: {date_in_words(correction.date) or 'no date'}"
        case "retitle":
            return f"{first} → {visible(correction.title or '')}"
        case "hide":
            return first
        case "merge":
            return " + ".join(about) or "?"
        case "split":
            count = len(correction.groups[0])
            return f"{count} mention{'s' * (count > 1)} out of {first}"
        case "alias":
            return " = ".join(names)
        case "apart":
            return " ≠ ".join(names)


def _reason(kind: CorrectionKind, problem: CorrectionProblem) -> str:
    if problem == "overruled":
        return "a later correction says otherwise"
    return _GONE.get(kind, "no article tells of its event now")
