"""`timeline explain`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli import options
from timeline.cli.common import print_lines, reported, terminal, utf8_output

if TYPE_CHECKING:
    from timeline.model import Article, Event, Mention
    from timeline.storereader import StoreReader


def explain(
    event: options.Event,
    db: options.Database = Path("timeline.db"),
    everything: Annotated[
        bool,
        typer.Option(
            "--all",
            help="Also what is otherwise only counted: mentions matched for the same reasons as "
            "others, dates that few give.",
        ),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="All of it as one JSON object, for other programs.")
    ] = False,
    verbose: options.Verbose = False,
) -> None:
    """Explain why an event is dated so, and why its mentions are one event."""
    with reported(verbose):
        from timeline.storereader import StoreReader

        with StoreReader.open(db) as store:
            found = store.event(event)
            lenders = _lenders(store, found)
            articles = _articles(store, found, lenders)
        if as_json:
            from timeline.rendering import explanation_json

            with utf8_output() as out:
                explanation_json.write(found, articles, lenders, out)
        else:
            from timeline.rendering import explanation
            from timeline.rendering.terminal import Layout

            console = terminal()
            width = Layout(console.width if console else None).width
            lines = explanation.explain(found, articles, width, lenders, everything=everything)
            print_lines(lines, console)


def _lenders(store: StoreReader, event: Event) -> dict[str, Mention]:
    """The mentions of other events that lent their date to one of this event."""
    own = {mention.id for mention in event.mentions}
    givers = {
        giver
        for one in event.memberships
        for giver in (one.date_giver, one.mention.carried_from)
        if giver is not None and giver not in own
    }
    homes = {home for giver in givers if (home := store.event_of(giver)) is not None}
    others = (mention for home in sorted(homes) for mention in store.event(home).mentions)
    return {mention.id: mention for mention in others if mention.id in givers}


def _articles(
    store: StoreReader, event: Event, lenders: Mapping[str, Mention]
) -> dict[str, Article]:
    """The articles that the explanation of an event speaks of."""
    told = {mention.article for mention in (*event.mentions, *lenders.values())}
    told |= {one.article for mention in event.mentions for one in mention.date_evidence}
    found = {article.id: article for article in store.articles_of(sorted(told))}
    originals = {article.copy_of for article in found.values() if article.copy_of} - told
    return found | {article.id: article for article in store.articles_of(sorted(originals))}
