"""Candidate pairs: only mentions that could be one event are ever compared.

Two mentions meet in a block when they share type (or trigger word) and either a participant within
a year, or the very day; a mention also meets the one that lent it its date, and an undated one the
dated ones of its type and participants.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from timeline.model import DateSpan
from timeline.reconciliation.comparison import Profile

# A span longer than this many years is filed under its ends only.
_LONGEST_FILED = 12


def candidate_pairs(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Pairs of positions of dated mentions worth comparing, each once, in order."""
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
    times = _years(mention.date) if mention.date is not None else {"undated"}
    for kind in kinds:
        for name in item.everyone:
            keys |= {(kind, name, time) for time in times}
        if mention.date is not None and mention.date.days == 1:
            keys.add((kind, "day", str(mention.date.start)))
        if mention.date is not None:
            # What one article tells twice, without naming anyone.
            keys.add((kind, mention.article, mention.date.edtf))
    return keys


def _years(date: DateSpan) -> set[str]:
    first = date.start or date.end
    last = date.end or date.start
    if first is None or last is None:
        return set()
    if last.year - first.year > _LONGEST_FILED:
        return {str(first.year), str(last.year)}
    # Approximate and drifting dates reach over New Year.
    return {str(year) for year in range(first.year, last.year + 1)}


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
