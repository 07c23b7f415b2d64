"""Numbers that two sources give, and whether both may be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from timeline.model import Amount
from timeline.reconciliation.amounts import amounts_agree
from timeline.reconciliation.knowledge import knowledge

# Numbers further apart than by this factor count two things.
_MOST_DIFFERENT = 3
_ROUNDING = 0.05  # the part of a number that rounding leaves out at most
_ANYONE = "anyone"


def opposed(first: Sequence[Amount], second: Sequence[Amount]) -> list[tuple[Amount, Amount]]:
    """The amounts of one source with those of another that count the same and cannot both be right.

    A unit of which any two agree is no matter of dispute; nor are numbers so far apart that they
    count other things. People are counted by many words ("12 salariés", "14 postes"): the words are
    compared where the two sources have one in common, else their kinds.
    """
    found: list[tuple[Amount, Amount]] = []
    for pairs in _alike(first, second):
        if any(may_both_be_right(a, b) for a, b in pairs):
            continue
        found += [(a, b) for a, b in pairs if _are_near(a, b)]
    return found


def may_both_be_right(a: Amount, b: Amount) -> bool:
    """Whether two amounts of what is the same agree, or one of them is the other rounded."""
    if amounts_agree(a, b, same_unit=True):
        return True
    if a.value_max is not None or b.value_max is not None:
        return False
    coarse, fine = sorted((a.value, b.value), key=_step, reverse=True)
    gap = abs(Decimal(str(coarse)) - Decimal(str(fine)))
    return _step(coarse) > _step(fine) and (
        2 * gap <= _step(coarse) and gap <= Decimal(str(_ROUNDING)) * abs(Decimal(str(fine)))
    )


def _step(value: float) -> Decimal:
    """The power of ten in which a number is given: 100 of 1,200, 0.1 of 3.5."""
    digits = Decimal(str(value)).normalize().as_tuple()
    return Decimal(1).scaleb(int(digits.exponent))


def _are_near(a: Amount, b: Amount) -> bool:
    low, high = sorted((abs(a.value), abs(b.value)))
    return high < _MOST_DIFFERENT * low


def _alike(
    first: Sequence[Amount], second: Sequence[Amount]
) -> Iterator[list[tuple[Amount, Amount]]]:
    """All pairs of amounts that count the same, what counts one thing together."""
    left, right = _by_unit(first), _by_unit(second)
    people = knowledge().counted
    common = left.keys() & right.keys()
    for unit in sorted(common):
        yield [(a, b) for a in left[unit] for b in right[unit]]
    if any(unit in people for unit in common):
        return
    pairs = [
        (a, b)
        for one in sorted(left.keys() & people.keys())
        for other in sorted(right.keys() & people.keys())
        if people[one] == people[other] or _ANYONE in (people[one], people[other])
        for a in left[one]
        for b in right[other]
    ]
    same = [(a, b) for a, b in pairs if people[a.unit] == people[b.unit]]
    if same or pairs:
        yield same or pairs


def _by_unit(amounts: Iterable[Amount]) -> dict[str, list[Amount]]:
    found: defaultdict[str, list[Amount]] = defaultdict(list)
    for amount in amounts:
        found[amount.unit].append(amount)
    return found
