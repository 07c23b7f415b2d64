"""The options that say which events are wanted, the same for every command that shows some."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Annotated, Any

import typer

from timeline.cli import completion
from timeline.cli.common import date_of
from timeline.filters import Filter, fold
from timeline.model import EVENT_TYPES, FACTUALITIES

ALL = Filter()
_FILTERS = "Which events"

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
        min=1,
        metavar="N",
        help="Events that so many independent articles tell of.",
        rich_help_panel=_FILTERS,
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


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """A command that takes the options of `make_filter` and gives its own `wanted` what they make.

    Typer knows the options of a command by its signature: in that of the new one they stand where
    `wanted` stood.
    """
    asked = inspect.signature(make_filter, eval_str=True).parameters
    own = inspect.signature(command, eval_str=True).parameters
    taken = [one for name in own for one in (asked.values() if name == "wanted" else [own[name]])]

    @wraps(command)
    def run(**given: Any) -> None:
        wanted = make_filter(**{name: given.pop(name) for name in asked})
        command(wanted=wanted, **given)

    run.__dict__["__signature__"] = inspect.Signature(taken)
    run.__annotations__ = {one.name: one.annotation for one in taken}
    return run


def make_filter(
    since: Since = None,
    until: Until = None,
    types: Types = None,
    about: About = None,
    sources: Sources = None,
    min_sources: MinSources = 1,
    factualities: Factualities = None,
    search: Search = None,
    top: Top = None,
    undated: Undated = False,
    hidden: Hidden = False,
) -> Filter:
    """The filter that the options ask for. Raises typer.BadParameter."""
    first = None if since is None else date_of(since)
    last = None if until is None else date_of(until)
    for option, words in (("--about", about), ("--source", sources), ("--search", [search])):
        for one in words or ():
            if one is not None and not fold(one):
                raise typer.BadParameter(f"{option} {one!r}: no letter or digit to look for.")
    for kind in types or ():
        _check(kind, "type of event", EVENT_TYPES)
    for kind in factualities or ():
        _check(kind, "factuality", FACTUALITIES)
    wanted = Filter(
        since=None if first is None else first.first,
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


def _check(word: str, kind: str, words: Sequence[str]) -> None:
    """Raises typer.BadParameter for a word that is none of the closed list `words`."""
    if word in words:
        return
    import difflib

    near = difflib.get_close_matches(word, words, 3)
    advice = f"did you mean {' or '.join(near)}?" if near else f"it is one of {', '.join(words)}."
    raise typer.BadParameter(f"{word!r} is no {kind}: {advice}")
