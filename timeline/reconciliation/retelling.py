"""Sentences that a copy has from its original tell what the original tells, and add nothing to it.

They are left out while events are made, so that a text that many carry has no more weight than one
that few do, and belong to the events of their originals afterwards.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from timeline.model import Article, Event, Membership, Mention
from timeline.reconciliation.words import folded_words

# Of the words of the longer sentence, so many have to be in the other: an editor changes a few.
_SAME_SENTENCE = 0.7


def retold(mentions: Iterable[Mention], articles: Mapping[str, Article]) -> dict[str, str]:
    """The id of the mention that a copied one repeats, by the copied one's id.

    A mention is repeated where a copy of its article tells an event of the same type and factuality
    in a sentence with the same numbers and nearly the same words; each by one mention of a copy at
    most. Events of type `other` have to be told by the same word, too.
    The mentions are to be in the order of the text; articles are found by their id.
    """
    told: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        told[mention.article].append(mention)
    found: dict[str, str] = {}
    for identifier in sorted(told):
        original = articles[identifier].copy_of
        if original is not None and original in told:
            found.update(_repeated(told[original], told[identifier]))
    return found


def with_retold(
    events: Iterable[Event], mentions: Sequence[Mention], repeats: Mapping[str, str]
) -> list[Event]:
    """The events, those that are retold with the mentions that do so behind their own.

    `repeats` is what `retold` gives of `mentions`. A date that does not fit, as it was counted from
    the day on which the copy was published, gives way to that of the original.
    """
    copied: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.id in repeats:
            copied[repeats[mention.id]].append(mention)
    return [_with_copied(event, copied) for event in events]


def _repeated(original: Sequence[Mention], copy: Sequence[Mention]) -> dict[str, str]:
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
    kind = mention.trigger.lemma if mention.type == "other" else mention.type
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


def _with_copied(event: Event, copied: Mapping[str, Sequence[Mention]]) -> Event:
    more = tuple(
        _membership(mention, membership)
        for membership in event.memberships
        for mention in copied.get(membership.mention.id, ())
    )
    return replace(event, memberships=event.memberships + more) if more else event


def _membership(mention: Mention, original: Membership) -> Membership:
    own, there = mention.date, original.date
    if there is None or (own is not None and own.overlaps(there)):
        return Membership(mention, own, mention.date_source, joined=original.mention.id)
    giver = original.mention.id
    return Membership(mention, there, "cross-document", date_giver=giver, joined=giver)
