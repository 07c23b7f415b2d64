"""An event made of the mentions that tell it: date, title, participants, conflicts, scores."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from timeline.model import (
    FACTUALITIES,
    Amount,
    Article,
    DateSource,
    Event,
    Factuality,
    Membership,
    Mention,
    Participant,
    Role,
)
from timeline.reconciliation.amounts import amounts_agree
from timeline.reconciliation.clustering import Cluster
from timeline.reconciliation.conflicts import conflicts_of, only_year_differs
from timeline.reconciliation.consensus import best_date, rank_of
from timeline.reconciliation.knowledge import knowledge
from timeline.reconciliation.names import NameTable, is_name
from timeline.reconciliation.titles import title_of

_ROLE_RANK: dict[Role, int] = {"agent": 0, "patient": 1, "recipient": 2, "place": 3, "other": 4}
# Types that a chronology would not leave out weigh more than what is said about them.
_MINOR_TYPES = frozenset({"other", "announce", "meet", "price_change"})
# However many agree, they may all repeat one error.
_MOST_CONFIDENT = 0.99


def fuse(
    cluster: Cluster,
    mentions: Mapping[int, Mention],
    articles: Mapping[str, Article],
    names: NameTable,
) -> Event:
    """The event that a cluster's mentions (given by position) agree on."""
    members = [mentions[position] for position in cluster.members]
    stories = {m.article: articles[m.article].copy_of or m.article for m in members}
    best = best_date(members, stories)
    kind = _kind(members)
    memberships = tuple(
        _membership(position, cluster, mentions, best) for position in cluster.members
    )
    originals = [stories[m.article] for m in members]
    confidence = _confidence(members, originals)
    return Event(
        id=event_id(members[0].id),
        type=kind,
        title=title_of(members, kind),
        date=best.date if best else None,
        factuality=_factuality(members),
        confidence=confidence,
        salience=_salience(members, len(set(originals))),
        sources=len(set(originals)),
        memberships=memberships,
        participants=_participants(members, names),
        amounts=_amounts(members),
        places=tuple(sorted({place for m in members for place in m.places})),
        conflicts=conflicts_of(members, stories),
    )


def event_id(mention_id: str) -> str:
    """The id of the event of which this is the first mention."""
    return hashlib.sha256(mention_id.encode()).hexdigest()[:12]


def _membership(
    position: int, cluster: Cluster, mentions: Mapping[int, Mention], best: Mention | None
) -> Membership:
    mention = mentions[position]
    link = cluster.links.get(position)
    joined = mentions[link[0]].id if link else None
    components = link[1].components if link else ()
    if best is None or best.date is None or not _needs_date(mention, best):
        return Membership(mention, mention.date, mention.date_source, None, joined, components)
    source: DateSource = "narrative" if best.article == mention.article else "cross-document"
    # A day and month of its own, the year from elsewhere: as good as sure.
    date = replace(best.date, uncertain=True) if mention.date is not None else best.date
    return Membership(mention, date, source, best.id, joined, components)


def _needs_date(mention: Mention, best: Mention) -> bool:
    """Whether a mention takes the date of the event: it has none, or one without a year of its own,
    or one that nothing but its surroundings gave it, and that cannot be the event's."""
    if mention.date is None:
        return True
    if best.date is None or mention.date.overlaps(best.date):
        return False
    return (
        only_year_differs(mention, best) or (rank_of(mention) >= 2 and rank_of(best) < 2)
    ) and mention.factuality != "planned"


def _kind(members: Sequence[Mention]) -> str:
    """The type that most mentions give, one that says something before those that say little, the
    lexicon's before what only the context of a mention says."""
    vague = knowledge().vague
    telling = [m.lexical_type for m in members if m.lexical_type not in vague]
    telling = telling or [m.type for m in members if m.type not in vague]
    return _most_common(telling or [m.type for m in members if m.type != "other"] or ["other"])


def _most_common(values: Sequence[str]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))


def _factuality(members: Sequence[Mention]) -> Factuality:
    """What happened in one account has happened; else what most accounts say."""
    counts = Counter(m.factuality for m in members)
    if counts["actual"]:
        return "actual"
    return min(counts, key=lambda value: (-counts[value], FACTUALITIES.index(value)))


def _participants(members: Sequence[Mention], names: NameTable) -> tuple[Participant, ...]:
    roles: defaultdict[str, Counter[Role]] = defaultdict(Counter)
    types: dict[str, Participant] = {}
    for mention in members:
        for item in mention.participants:
            key = names.canonical(item.name, mention.article) if is_name(item) else item.name
            roles[key][item.role] += 1
            if key not in types or (types[key].type is None and item.type is not None):
                types[key] = item
    made = [
        Participant(
            names.label(key) if is_name(types[key]) else key,
            types[key].type,
            min(counter, key=lambda role: (-counter[role], _ROLE_RANK[role])),
        )
        for key, counter in roles.items()
    ]
    return tuple(
        sorted(made, key=lambda item: (_ROLE_RANK[item.role], item.type is None, item.name))
    )


def _amounts(members: Sequence[Mention]) -> tuple[Amount, ...]:
    """Each amount once; an exact one stands for the approximate ones that agree with it."""
    kept: list[Amount] = []
    every = [item for m in members for item in m.amounts]
    for item in sorted(every, key=lambda a: (a.approximate, a.unit, -a.value, a.text)):
        if not any(amounts_agree(item, other) for other in kept):
            kept.append(item)
    return tuple(kept)


def _confidence(members: Sequence[Mention], originals: Sequence[str]) -> float:
    """The chance that not all independent sources err: 1 - product of what each leaves open."""
    best: dict[str, float] = {}
    for mention, article in zip(members, originals, strict=True):
        best[article] = max(best.get(article, 0.0), mention.confidence)
    doubt = 1.0
    for _, value in sorted(best.items()):
        doubt *= 1.0 - value
    return round(min(1.0 - doubt, _MOST_CONFIDENT), 3)


def _salience(members: Sequence[Mention], sources: int) -> float:
    """How much an event belongs in a short chronology, 0–1: sources, repetition, kind, dating."""
    score = 0.2 + 0.15 * min(sources - 1, 3) + 0.05 * min(len(members) - 1, 3)
    if any(m.type not in _MINOR_TYPES for m in members):
        score += 0.1
    if any(m.date_source in ("explicit", "relative") for m in members):
        score += 0.1
    if any(m.char_start == 0 for m in members):
        score += 0.05
    if all(m.factuality in ("hypothetical", "negated") for m in members):
        score -= 0.15
    return round(max(0.0, min(1.0, score)), 3)
