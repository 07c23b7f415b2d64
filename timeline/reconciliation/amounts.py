"""Whether amounts that two mentions give are of one thing."""

from __future__ import annotations

from timeline.model import Amount

# Amounts within this ratio agree when one of them is approximate.
_TOLERANCE = 0.10
# Sums further apart than by this factor are no two reports of one.
_MOST_DIFFERENT = 1.5


def amounts_agree(a: Amount, b: Amount, *, same_unit: bool = False) -> bool:
    """Whether two amounts can be one: equal, in a range, or within 10 % if one is approximate.

    With `same_unit` they count the same, whatever it is called.
    """
    if a.unit != b.unit and not same_unit:
        return False
    low_a, high_a = a.value, a.value_max or a.value
    low_b, high_b = b.value, b.value_max or b.value
    if low_a <= high_b and low_b <= high_a:
        return True
    if not (a.approximate or b.approximate):
        return False
    gap = max(low_a - high_b, low_b - high_a)
    return gap <= _TOLERANCE * max(abs(high_a), abs(high_b))


def amounts_contradict(first: tuple[Amount, ...], second: tuple[Amount, ...]) -> bool:
    """Whether both sides have amounts of one unit, and none of them agree."""
    if not first or not second:
        return False
    units = {item.unit for item in first}.intersection(item.unit for item in second)
    left = [item for item in first if item.unit in units]
    right = [item for item in second if item.unit in units]
    return bool(units) and not any(amounts_agree(a, b) for a in left for b in right)


def far_apart(first: tuple[Amount, ...], second: tuple[Amount, ...]) -> bool:
    """Whether sums of money or percentages differ by more than two reports of one would."""
    pairs = [
        (a.value, b.value)
        for a in first
        for b in second
        if a.unit == b.unit and (a.unit == "%" or a.unit.isupper())
    ]
    return bool(pairs) and all(max(p) > _MOST_DIFFERENT * min(p) for p in pairs)
