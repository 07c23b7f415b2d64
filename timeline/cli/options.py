"""Options that several commands take, and the filter that they make."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from timeline.cli import completion
from timeline.cli.common import date_of, note
from timeline.filters import Filter, Selection
from timeline.model import EVENT_TYPES, FACTUALITIES

_FILTERS = "Which events"
_PROGRAM = "The program"


class DateLanguage(StrEnum):
    """The language that dates are put into words in."""

    fr = "fr"
    en = "en"


class Output(StrEnum):
    """How a command that answers a question prints its answer."""

    text = "text"
    json = "json"


Database = Annotated[
    Path, typer.Option("--db", metavar="FILE", help="The database that holds the timeline.")
]
Quiet = Annotated[
    bool,
    typer.Option("--quiet", "-q", help="Say nothing but errors.", rich_help_panel=_PROGRAM),
]
Verbose = Annotated[
    bool,
    typer.Option(
        "--verbose", "-v", help="Tell where an error came from.", rich_help_panel=_PROGRAM
    ),
]
Since = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="Events that touch this date or lie after it: 2015, 2015-03, 2015-03-01, mars 2015.",
        rich_help_panel=_FILTERS,
    ),
]
Until = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="Events that touch this date or lie before it; 2015 means all of that year.",
        rich_help_panel=_FILTERS,
    ),
]
Event = Annotated[
    str,
    typer.Argument(
        metavar="EVENT",
        help="An event's id, or a beginning no other has.",
        autocompletion=completion.events,
    ),
]
Types = Annotated[
    list[str] | None,
    typer.Option(
        "--type",
        metavar="TYPE",
        autocompletion=completion.types,
        help="Events of this type, such as acquire, elect or sentence; repeat it for several.",
        rich_help_panel=_FILTERS,
    ),
]
About = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME",
        help="Events in which this person, organisation or place has a part; repeat it to ask for "
        "all of several. Case and accents do not matter.",
        rich_help_panel=_FILTERS,
    ),
]
Sources = Annotated[
    list[str] | None,
    typer.Option(
        "--source",
        metavar="SOURCE",
        help="Events told by this source: a site, a file, a title, the beginning of an article's "
        "id; repeat it for several.",
        rich_help_panel=_FILTERS,
    ),
]
MinSources = Annotated[
    int,
    typer.Option(
        min=1, help="Events that so many independent articles tell of.", rich_help_panel=_FILTERS
    ),
]
Factualities = Annotated[
    list[str] | None,
    typer.Option(
        "--factuality",
        metavar="KIND",
        autocompletion=completion.factualities,
        help=f"Events told as {', '.join(reversed(FACTUALITIES))}; repeat it for several.",
        rich_help_panel=_FILTERS,
    ),
]
Search = Annotated[
    str | None,
    typer.Option(
        metavar="WORDS",
        help="Events whose title or sentences hold all these words, or words that begin so.",
        rich_help_panel=_FILTERS,
    ),
]
Top = Annotated[
    int | None,
    typer.Option(
        min=1, metavar="N", help="The N most salient events, by date.", rich_help_panel=_FILTERS
    ),
]
Undated = Annotated[
    bool,
    typer.Option("--undated", help="Events without a date too, last.", rich_help_panel=_FILTERS),
]
Hidden = Annotated[
    bool,
    typer.Option(
        "--hidden",
        help="Events that you hid (timeline correct hide), too.",
        rich_help_panel=_FILTERS,
    ),
]


Language = Annotated[DateLanguage, typer.Option("--lang", help="The language of dates.")]


AsJson = Annotated[bool, typer.Option("--json", help="As one JSON object, for other programs.")]


def make_filter(
    since: str | None,
    until: str | None,
    types: list[str] | None,
    about: list[str] | None,
    sources: list[str] | None,
    min_sources: int,
    factualities: list[str] | None,
    search: str | None,
    top: int | None,
    undated: bool,
    hidden: bool,
) -> Filter:
    """The filter that the options ask for. Raises typer.BadParameter."""
    first = None if since is None else date_of(since)
    last = None if until is None else date_of(until)
    for kind in types or ():
        _check(kind, "type of event", EVENT_TYPES)
    for kind in factualities or ():
        _check(kind, "factuality", FACTUALITIES)
    wanted = Filter(
        since=None if first is None else first.start or first.end,
        until=None if last is None else last.end or last.start,
        types=tuple(types or ()),
        factualities=tuple(one for one in FACTUALITIES if one in (factualities or ())),
        about=tuple(about or ()),
        sources=tuple(sources or ()),
        search=search,
        min_sources=min_sources,
        undated=undated,
        hidden=hidden,
        top=top,
    )
    if wanted.since and wanted.until and wanted.until < wanted.since:
        raise typer.BadParameter(f"--until {until} is before --since {since}.")
    return wanted


def note_left_out(selection: Selection) -> None:
    """Says how many events had to stay out for want of a date, and how to see them."""
    if selection.left_out:
        events = "1 event" if selection.left_out == 1 else f"{selection.left_out} events"
        note(f"{events} without a date left out: add --undated to see them.")


def _check(word: str, kind: str, words: Sequence[str]) -> None:
    """Raises typer.BadParameter for a word that is none of the closed list `words`."""
    if word in words:
        return
    import difflib

    near = difflib.get_close_matches(word, words, 3)
    advice = f"did you mean {' or '.join(near)}?" if near else f"it is one of {', '.join(words)}."
    raise typer.BadParameter(f"{word!r} is no {kind}: {advice}")
