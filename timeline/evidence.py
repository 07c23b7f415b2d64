"""What the explanation of an event rests on, from a store. Raises StoreError."""

from __future__ import annotations

from collections.abc import Mapping

from timeline.model import Article, Event, Mention
from timeline.storereader import StoreReader


def lenders_of(store: StoreReader, event: Event) -> dict[str, Mention]:
    """The mentions of other events that lent their date to one of this event, by their id."""
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


def articles_of(
    store: StoreReader, event: Event, lenders: Mapping[str, Mention]
) -> dict[str, Article]:
    """The articles that the explanation of an event speaks of, by their id."""
    told = {mention.article for mention in (*event.mentions, *lenders.values())}
    told |= {one.article for mention in event.mentions for one in mention.date_evidence}
    found = {article.id: article for article in store.articles_of(sorted(told))}
    originals = {article.copy_of for article in found.values() if article.copy_of} - told
    return found | {article.id: article for article in store.articles_of(sorted(originals))}
