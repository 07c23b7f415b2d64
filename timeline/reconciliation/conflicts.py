"""Where sources differ on one event: its day, its amounts, whether it happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from timeline.model import Amount, Conflict, ConflictValue, Mention
from timeline.reconciliation.contradiction import amounts_agree
from timeline.reconciliation.dating import common_days, day_of_year
from timeline.reconciliation.knowledge import knowledge
from timeline.reconciliation.profiles import is_stated, is_yearless

# What cannot be told of one event by two sources that are both right.
_NEAR = 31  # days within which a date taken over from the text before contradicts another
_OPPOSED = frozenset({"negated", "actual", "alleged"})


def conflicts_of(members: Sequence[Mention], stories: Mapping[str, str]) -> tuple[Conflict, ...]:
    """The fields on which articles differ, each with its values and the articles that hold them.

    An article does not contradict its own copy (`stories`: of an article, the one it is a copy of).
    """
    found = (
        Conflict("date", _date_values(members, stories)),
        Conflict("amounts", _amount_values(members, stories)),
        Conflict("factuality", _factuality_values(members)),
    )
    return tuple(conflict for conflict in found if conflict.values)


def _date_values(
    members: Sequence[Mention], stories: Mapping[str, str]
) -> tuple[ConflictValue, ...]:
    """The dates that cannot be true at once. What was planned, and what only the day of
    publication dates, contradicts nothing that a source tells as done."""
    done = [m for m in members if m.factuality != "planned" and m.factuality != "hypothetical"]
    dated = [m for m in done or members if m.date and m.date_source != "publication"]

    def differ(a: Mention, b: Mention) -> bool:
        assert a.date is not None
        assert b.date is not None
        if a.date.overlaps(b.date) or only_year_differs(a, b):
            return False
        return (is_stated(a) and is_stated(b)) or abs(common_days(a.date, b.date)) <= _NEAR

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
    """The amounts of one unit that no reading brings together."""
    values: list[tuple[str, str]] = []
    kinds: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in members:
        for unit in {_unit(amount) for amount in mention.amounts}:
            kinds[unit].append(mention)
    for unit, told in sorted(kinds.items()):

        def amounts(mention: Mention, unit: str = unit) -> list[Amount]:
            return [amount for amount in mention.amounts if _unit(amount) == unit]

        def differ(
            a: Mention, b: Mention, amounts: Callable[[Mention], list[Amount]] = amounts
        ) -> bool:
            return not any(
                amounts_agree(x, y, same_unit=True) for x in amounts(a) for y in amounts(b)
            )

        for mention in _opposed(told, stories, differ):
            values += [(amount.text, mention.article) for amount in amounts(mention)]
    return _values(values)


def _unit(amount: Amount) -> str:
    """The unit, one for all nouns that count people."""
    return "people" if amount.unit in knowledge().people else amount.unit


def _factuality_values(members: Sequence[Mention]) -> tuple[ConflictValue, ...]:
    told = [(m.factuality, m.article) for m in members if m.factuality in _OPPOSED]
    held = {value for value, _ in told}
    articles = {article for _, article in told}
    return _values(told) if len(held) > 1 and len(articles) > 1 else ()


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
