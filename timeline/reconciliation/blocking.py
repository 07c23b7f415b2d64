"""Candidate pairs: only mentions that could be one event are ever compared.

Two mentions meet in a block when they share type (or trigger word) and either a participant and a
month, or the very day; a mention also meets the one that lent it its date, and an undated one the
dated ones of its type and participants.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from timeline.model import Day, Mention
from timeline.reconciliation.comparison import Profile

# An open span is filed under so many years from its end; a very long one likewise.
_LONGEST_FILED = 12


def candidate_pairs(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Pairs of positions of mentions worth comparing, each once, in order."""
    blocks: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for position, item in enumerate(profiles):
        for key in _keys(item):
            blocks[key].append(position)
    position_of = {item.mention.id: position for position, item in enumerate(profiles)}
    seen = {
        (min(pair), max(pair))
        for position, item in enumerate(profiles)
        if (lender := item.mention.carried_from) in position_of
        for pair in ((position_of[lender], position),)
    }
    for members in blocks.values():
        for index, first in enumerate(members):
            for second in members[index + 1 :]:
                seen.add((first, second))
    yield from sorted(seen)


def _keys(item: Profile) -> set[tuple[str, ...]]:
    mention = item.mention
    kinds = {mention.trigger.lemma.lower()}
    if mention.type != "other":
        kinds.add(mention.type)
    keys: set[tuple[str, ...]] = set()
    times = _months(mention) or {"undated"}
    for kind in kinds:
        for name in item.everyone:
            keys |= {(kind, name, time) for time in times}
        if mention.date is not None and mention.date.days == 1:
            keys.add((kind, "day", str(mention.date.start)))
        if mention.date is not None:
            # What one article tells twice, without naming anyone.
            keys.add((kind, mention.article, mention.date.edtf))
    return keys


def _months(mention: Mention) -> set[str]:
    """The months that a mention's date reaches into, the day before and after it where it is only
    that of the publication. Open and very long spans are filed under the years at their ends."""
    date = mention.date
    if date is None:
        return set()
    start = date.start or Day((date.end or date.start).year - _LONGEST_FILED, 1, 1)  # type: ignore[union-attr]
    end = date.end or Day(start.year + _LONGEST_FILED, 12, 31)
    if mention.date_source == "publication":
        start, end = start.plus(-1), end.plus(1)
    first, last = start.year * 12 + start.month, end.year * 12 + end.month
    reach = 12 * _LONGEST_FILED
    if last - first > 2 * reach:
        return {str(m) for m in (*range(first, first + reach), *range(last - reach, last + 1))}
    return {str(month) for month in range(first, last + 1)}


def undated_pairs(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Pairs (undated, dated) that share type and a participant, in order."""
    dated: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for position, item in enumerate(profiles):
        if item.mention.date is not None:
            for name in item.everyone:
                dated[item.mention.type, name].append(position)
    for position, item in enumerate(profiles):
        if item.mention.date is None:
            meets = {
                other for name in item.core for other in dated.get((item.mention.type, name), ())
            }
            yield from ((position, other) for other in sorted(meets))
