"""An event made of the mentions that tell it: date, title, participants, conflicts, scores."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from timeline.model import (
    FACTUALITIES,
    Amount,
    Article,
    Conflict,
    ConflictValue,
    DateSource,
    DateSpan,
    Event,
    Factuality,
    Membership,
    Mention,
    Participant,
    Role,
)
from timeline.reconciliation.clustering import Cluster
from timeline.reconciliation.comparison import amounts_agree
from timeline.reconciliation.names import NameTable, is_name

_SOURCE_RANK: dict[DateSource, int] = {
    "explicit": 0, "relative": 1, "narrative": 2, "publication": 3, "cross-document": 4, "none": 5,
}  # fmt: skip
_ROLE_RANK: dict[Role, int] = {"agent": 0, "patient": 1, "recipient": 2, "place": 3, "other": 4}
# Types that a chronology would not leave out weigh more than what is said about them.
_MINOR_TYPES = frozenset({"other", "announce", "meet", "price_change"})
# However many agree, they may all repeat one error.
_MOST_CONFIDENT = 0.99
_PRONOUN_OPENINGS = (
    "il ", "elle ", "ils ", "elles ", "ce ", "cet ", "cette ", "ces ", "son ", "sa ", "ses ",
    "leur ", "qui ", "on ", "celui", "celle", "dont ", "lui ", "se ", "s'", "je ", "nous ",
)  # fmt: skip


def fuse(
    cluster: Cluster,
    mentions: Sequence[Mention],
    articles: Mapping[str, Article],
    names: NameTable,
) -> Event:
    """The event that a cluster's mentions (given by position) agree on."""
    members = [mentions[position] for position in cluster.members]
    best = best_date(members)
    memberships = tuple(
        _membership(position, cluster, mentions, best) for position in cluster.members
    )
    originals = [articles[m.article].copy_of or m.article for m in members]
    confidence = _confidence(members, originals)
    return Event(
        id=hashlib.sha256(members[0].id.encode()).hexdigest()[:12],
        type=_most_common([m.type for m in members if m.type != "other"] or ["other"]),
        title=_title(members),
        date=best.date if best else None,
        factuality=_factuality(members),
        confidence=confidence,
        salience=_salience(members, len(set(originals))),
        sources=len(set(originals)),
        memberships=memberships,
        participants=_participants(members, names),
        amounts=_amounts(members),
        places=tuple(sorted({place for m in members for place in m.places})),
        conflicts=_conflicts(members),
    )


def best_date(members: Sequence[Mention]) -> Mention | None:
    """The mention whose date the event takes: the most precise of those that the text itself dates,
    else of those whose date was carried over or is that of the publication."""
    dated = [m for m in members if m.date is not None]
    if not dated:
        return None

    def worth(mention: Mention) -> tuple[int, int, int, str]:
        date = mention.date
        assert date is not None
        inferred = _SOURCE_RANK[mention.date_source] >= 2
        return (inferred, date.days or 10**7, date.approximate, mention.id)

    return min(dated, key=worth)


def _membership(
    position: int, cluster: Cluster, mentions: Sequence[Mention], best: Mention | None
) -> Membership:
    mention = mentions[position]
    link = cluster.links.get(position)
    joined = mentions[link[0]].id if link else None
    components = link[1].components if link else ()
    if mention.date is not None or best is None:
        return Membership(mention, mention.date, mention.date_source, None, joined, components)
    source: DateSource = "narrative" if best.article == mention.article else "cross-document"
    return Membership(mention, best.date, source, best.id, joined, components)


def _most_common(values: Sequence[str]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))


def _title(members: Sequence[Mention]) -> str:
    """The clause that says most in few words: names, no pronoun in front, a founded date."""

    def worth(mention: Mention) -> tuple[int, int, int, int, str]:
        title = mention.title
        named = sum(is_name(item) and item.name in title for item in mention.participants)
        return (
            title.lower().startswith(_PRONOUN_OPENINGS),
            -min(named, 2),
            title.endswith("…"),
            _SOURCE_RANK[mention.date_source],
            f"{len(title):04d}{mention.id}",
        )

    return min(members, key=worth).title


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


def _conflicts(members: Sequence[Mention]) -> tuple[Conflict, ...]:
    found: list[Conflict] = []
    readings: Sequence[tuple[str, Callable[[Mention], str | None]]] = (
        ("date", _exact_date),
        ("factuality", lambda m: m.factuality),
    )
    for field, reading in readings:
        holders: defaultdict[str, set[str]] = defaultdict(set)
        for mention in members:
            value = reading(mention)
            if value is not None:
                holders[value].add(mention.article)
        if len(holders) > 1 and not (field == "date" and _compatible(members)):
            values = tuple(
                ConflictValue(value, tuple(sorted(ids))) for value, ids in sorted(holders.items())
            )
            found.append(Conflict(field, values))
    return tuple(found)


def _exact_date(mention: Mention) -> str | None:
    return mention.date.edtf if mention.date is not None else None


def _compatible(members: Sequence[Mention]) -> bool:
    """Whether all dates can be true at once: they differ only in precision."""
    dates: list[DateSpan] = [m.date for m in members if m.date is not None]
    return all(a.overlaps(b) for index, a in enumerate(dates) for b in dates[index + 1 :])


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
