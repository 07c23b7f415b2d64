"""Where sources differ on one event: its day, its amounts, whether it happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

from timeline.model import Amount, Conflict, ConflictValue, Mention
from timeline.reconciliation.date_words import is_stated, is_yearless
from timeline.reconciliation.dating import common_days, day_of_year
from timeline.reconciliation.knowledge import knowledge
from timeline.reconciliation.numbers import opposed
from timeline.reconciliation.wording import root_of

# What cannot be told of one event by two sources that are both right.
_NEAR = 31  # days within which a date taken over from the text before contradicts another
_ABOUT = 7  # days by which a date that is only about right may differ from one that is right
_OPPOSED = frozenset({"negated", "actual", "alleged"})


def conflicts_of(members: Sequence[Mention], stories: Mapping[str, str]) -> tuple[Conflict, ...]:
    """The fields on which articles differ, each with its values and the articles that hold them.

    An article does not contradict its own copy (`stories`: of an article, the one it is a copy of).
    """
    found = (
        Conflict("date", _date_values(members, stories)),
        Conflict("amounts", _amount_values(members, stories)),
        Conflict("factuality", _factuality_values(members, stories)),
    )
    return tuple(conflict for conflict in found if conflict.values)


def _date_values(
    members: Sequence[Mention], stories: Mapping[str, str]
) -> tuple[ConflictValue, ...]:
    """The dates that cannot be true at once. What was planned, what was not on some day long before
    or after, and what only the day of publication dates, contradicts nothing that a source tells as
    done."""
    done = [m for m in members if m.factuality != "planned" and m.factuality != "hypothetical"]
    dated = [m for m in done or members if m.date and m.date_source != "publication"]
    with_year = [m for m in dated if not is_yearless(m)]
    dated = [m for m in dated if not any(only_year_differs(m, one) for one in with_year)]

    def differ(a: Mention, b: Mention) -> bool:
        assert a.date is not None
        assert b.date is not None
        if a.date.overlaps(b.date) or only_year_differs(a, b):
            return False
        gap = -common_days(a.date, b.date)
        near = gap < _ABOUT
        vague = a.date.approximate or b.date.approximate
        denied = "negated" in (a.factuality, b.factuality)
        if vague and near or denied and not (vague or near):
            return False
        return (is_stated(a) and is_stated(b)) or abs(gap) <= _NEAR

    involved = _opposed(dated, stories, differ)
    return _values((m.date.edtf, m.article) for m in involved if m.date is not None)


def only_year_differs(a: Mention, b: Mention) -> bool:
    """Whether one date got its year from its surroundings, and is the other but for the year."""
    if a.date is None or b.date is None or not (is_yearless(a) or is_yearless(b)):
        return False
    return day_of_year(a.date) == day_of_year(b.date) is not None


def _amount_values(
    members: Sequence[Mention], stories: Mapping[str, str]
) -> tuple[ConflictValue, ...]:
    """The amounts that count the same and that no reading brings together."""
    told: defaultdict[str, list[tuple[Amount, str]]] = defaultdict(list)
    for mention in members:
        source = stories.get(mention.article, mention.article)
        told[source] += [(amount, mention.article) for amount in mention.amounts]
    values: list[tuple[str, str]] = []
    for one, other in combinations(sorted(told), 2):
        pairs = opposed([amount for amount, _ in told[one]], [amount for amount, _ in told[other]])
        disputed = {amount for pair in pairs for amount in pair}
        values += [
            (amount.text, article)
            for amount, article in (*told[one], *told[other])
            if amount in disputed
        ]
    return _values(values)


def _factuality_values(
    members: Sequence[Mention], stories: Mapping[str, str]
) -> tuple[ConflictValue, ...]:
    """What some tell as a fact and others as what is said only, or deny."""
    told = [m for m in members if m.factuality in _OPPOSED]

    def differ(a: Mention, b: Mention) -> bool:
        if a.factuality == b.factuality:
            return False
        if "negated" not in (a.factuality, b.factuality):
            return True
        # "N'a pas ouvert en juin" denies no opening of another day.
        meet = a.date is None or b.date is None or a.date.overlaps(b.date)
        return meet and _tell_the_same(a, b)

    found: dict[str, Mention] = {}
    for a, b in combinations(told, 2):
        if stories.get(a.article, a.article) != stories.get(b.article, b.article) and differ(a, b):
            found |= {a.id: a, b.id: b}
    return _values((m.factuality, m.article) for m in found.values())


def _tell_the_same(a: Mention, b: Mention) -> bool:
    """Whether two mentions tell the same by their words or by a kind that says something: what is
    denied beside an event ("sans faire de blessé") does not deny it."""
    same_kind = a.type == b.type and a.type not in knowledge().vague
    return same_kind or root_of(a.trigger.lemma) == root_of(b.trigger.lemma)


def _opposed(
    members: Sequence[Mention],
    stories: Mapping[str, str],
    differ: Callable[[Mention, Mention], bool],
) -> list[Mention]:
    """The mentions of the sources that agree with another one in none of theirs."""
    by_source: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in members:
        by_source[stories.get(mention.article, mention.article)].append(mention)
    found = []
    for source, own in by_source.items():
        opposed = (
            theirs
            for other, theirs in by_source.items()
            if other != source and all(differ(a, b) for a in own for b in theirs)
        )
        if next(opposed, None) is not None:
            found += own
    return found


def _values(told: Iterable[tuple[str, str]]) -> tuple[ConflictValue, ...]:
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for value, article in told:
        holders[value].add(article)
    return tuple(ConflictValue(value, tuple(sorted(ids))) for value, ids in sorted(holders.items()))
