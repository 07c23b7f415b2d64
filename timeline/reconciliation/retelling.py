"""Sentences that a copy has from its original tell what the original tells, and add nothing to it.

They are left out while events are made, so that a text that many carry has no more weight than one
that few do, and belong to the events of their originals afterwards.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from timeline.model import Article, Event, Membership, Mention
from timeline.reconciliation.ordering import OrderedMentions
from timeline.reconciliation.words import folded_words

# Of the words of the longer sentence, so many have to be in the other: an editor changes a few.
_SAME_SENTENCE = 0.7


def retold(mentions: OrderedMentions, articles: Mapping[str, Article]) -> dict[int, int]:
    """The position of the mention that a copied one repeats, by the copied one's position.

    A mention is repeated where a copy of its article tells an event of the same type and factuality
    in a sentence with the same numbers and nearly the same words; each by one mention of a copy at
    most. Events of type `other` have to be told by the same word, too. Articles are found by their
    id.
    """
    found: dict[int, int] = {}
    for article in articles.values():
        copied = mentions.of_article(article.id)
        told = mentions.of_article(article.copy_of) if article.copy_of is not None else range(0)
        if copied and told:
            original, copy = ([mentions[place] for place in places] for places in (told, copied))
            position = {one.id: place for place, one in zip(told, original, strict=True)}
            repeats = repeated(original, copy)
            for place, one in zip(copied, copy, strict=True):
                if one.id in repeats:
                    found[place] = position[repeats[one.id]]
    return found


def with_retold(event: Event, copied: Mapping[str, Sequence[Mention]]) -> Event:
    """The event with the mentions that repeat its own behind these; `copied` gives them by the id
    of what they repeat.

    A date that does not fit, as it was counted from the day on which the copy was published, gives
    way to that of the original.
    """
    more = tuple(
        _membership(mention, membership)
        for membership in event.memberships
        for mention in copied.get(membership.mention.id, ())
    )
    return replace(event, memberships=event.memberships + more) if more else event


def repeated(original: Sequence[Mention], copy: Sequence[Mention]) -> dict[str, str]:
    """The id of the mention that a copied one repeats, by the id of the copied one, as of `retold`;
    those of each article in order."""
    found: dict[str, str] = {}
    # Once by the same word, then by what an editor may have put for it.
    for key_of in (_word, _type):
        candidates: defaultdict[tuple[str, ...], list[Mention]] = defaultdict(list)
        for mention in original:
            if mention.id not in found.values():
                candidates[key_of(mention)].append(mention)
        for mention in copy:
            options = candidates[key_of(mention)] if mention.id not in found else []
            likeness = [_likeness(mention, other) for other in options]
            best = max(likeness, default=0.0)
            if best >= _SAME_SENTENCE:
                found[mention.id] = options.pop(likeness.index(best)).id
    return found


def _word(mention: Mention) -> tuple[str, ...]:
    return (*folded_words(mention.trigger.text), *_type(mention))


def _type(mention: Mention) -> tuple[str, ...]:
    words = folded_words(mention.quote)
    numbers = sorted(word for word in words if word[0].isdigit())
    kind = mention.lexical_type
    kind = mention.trigger.lemma if kind == "other" else kind
    return (kind, mention.factuality, *numbers)


def _likeness(first: Mention, second: Mention) -> float:
    """The share of the longer sentence's words that the other one has; 0 where both say when it
    was, and say different days."""
    said = first.date_source == second.date_source == "explicit"
    if said and first.date and second.date and not first.date.overlaps(second.date):
        return 0.0
    left, right = (Counter(folded_words(one.quote)) for one in (first, second))
    longer = max(left.total(), right.total())
    return (left & right).total() / longer if longer else 0.0


def _membership(mention: Mention, original: Membership) -> Membership:
    own, there = mention.date, original.date
    if there is None or (own is not None and own.overlaps(there)):
        return Membership(mention, own, mention.date_source, joined=original.mention.id)
    giver = original.mention.id
    return Membership(mention, there, "cross-document", date_giver=giver, joined=giver)
