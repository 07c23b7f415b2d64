"""Copies of articles: one text in two formats, one dispatch in several outlets.

Texts that may be copies are found by their MinHash signatures in bands (Leskovec, Rajaraman and
Ullman, "Mining of Massive Datasets", ch. 3); what they have in common then decides, counted
exactly. It has to be most of the shorter text (`contained`), so that a follow-up that repeats the
background is no copy, and a good part of the longer one (`held`), so that an article that quotes a
whole short one is none; and it has to be about the same: reports by template share their words, not
their names and numbers (`particulars`).

From `data/benchmarks/copy_thresholds.py` on 49 news articles: medians, and how many of 100 pairs
are copies where `contained` is at least …

    a text and                              contained  held  particulars  .45  .50  .55  .60  .65
    5 % of its words changed                     0.89  0.88         1.00  100  100  100  100  100
    10 %                                         0.77  0.75         0.97  100  100  100  100   99
    15 %                                         0.67  0.66         0.94  100   99   99   90   66
    20 %                                         0.58  0.56         0.91   99   91   74   31   10
    25 %                                         0.50  0.49         0.88   81   52   17    5    0
    its sentences in another order               0.93  0.93         1.00  100  100  100  100  100
    a paragraph cut, 5 % changed                 0.88  0.64         0.96   93   93   93   93   93
    cut to 50 %, 5 % changed                     0.88  0.44         0.93  100  100  100  100  100
    a quarter added, 5 % changed                 0.89  0.70         0.97  100  100  100  100  100
    another that has 30 % of its words from it   0.30  0.27         0.40    0    0    0    0    0
    40 %                                         0.40  0.37         0.49    0    0    0    0    0
    50 %                                         0.50  0.46         0.56   33   17    0    0    0
    200 words that quote all its 60              1.00  0.30         1.00    0    0    0    0    0
    a stranger                                   0.00  0.00         0.00    0    0    0    0    0
    another market report by one template        0.45  0.44         0.50    2    0    0    0    0
    another accident by one template             0.67  0.67         0.20    0    0    0    0    0

Words are changed at random here; an editor changes those that stand together, and fewer shingles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from timeline.model import Article
from timeline.reconciliation.fingerprints import (
    BANDS,
    ROWS,
    SHORTEST,
    Fingerprint,
    Hashes,
    packed,
)

CONTAINED = 0.55
HELD = 0.35
PARTICULARS = 0.6
# Of what signatures have in common by `HELD` and `CONTAINED` at least (0.27), so much is left
# where chance is against it (five standard deviations): below, nothing needs to be counted.
_WORTH_COUNTING = 0.13
_DIGEST = 8  # bytes


@dataclass(frozen=True, slots=True)
class Resemblance:
    """How much two texts have in common, each 0–1.

    `contained` is the part of the shorter text's shingles that the longer one has, `held` that of
    the longer one's that the shorter has, `particulars` the part of the names and numbers of the
    text with fewer of them that the other has.
    """

    contained: float
    held: float
    particulars: float

    def is_copy(self, contained: float = CONTAINED) -> bool:
        """Whether one of the texts is a copy of the other."""
        return self.contained >= contained and self.held >= HELD and self.particulars >= PARTICULARS


def resemblance(first: Fingerprint, second: Fingerprint) -> Resemblance:
    """How much two texts of `SHORTEST` words or more have in common."""
    shared = _shared(first.shingles, second.shingles)
    shorter, longer = sorted((first.shingles.size, second.shingles.size))
    return Resemblance(shared / shorter, shared / longer, _particulars(first, second))


def _particulars(first: Fingerprint, second: Fingerprint) -> float:
    fewer = min(first.particulars.size, second.particulars.size)
    return _shared(first.particulars, second.particulars) / fewer if fewer else 1.0


@dataclass(frozen=True, slots=True)
class Copies:
    """Which articles are copies: `originals` has the id of the original, by the id of each copy.

    `digests` say of each article, by its id, what that was told by: its text as the search sees it,
    and where it stands among those that may be its originals.
    """

    originals: Mapping[str, str] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)

    def told_of(self, now: Mapping[str, str]) -> dict[str, str | None]:
        """The original, or None for what was none's copy, of each article that is as it was, and
        so is its original."""
        same = {name for name, digest in now.items() if self.digests.get(name) == digest}
        told = {name: self.originals.get(name) for name in same}
        return {name: of for name, of in told.items() if of is None or of in same}


def find_copies(
    articles: Iterable[Article],
    fingerprints: Mapping[str, Fingerprint],
    before: Copies = Copies(),
) -> Copies:
    """The copies among the articles; whatever the order.

    Articles are gone through the original first: the earliest published (unknown days last), then
    the longest, then by path and id. Each is a copy of the original before it that has most in
    common with it, or else an original itself. So a copy is always one of its original directly,
    and no chain of small changes makes copies of texts that have little in common. Texts of fewer
    than `SHORTEST` words are copies only where all their words are the same.

    `before` is what was found by these rules among other articles, many of which may be the same:
    the outcome is that without it, and sooner there.
    """
    ordered = sorted(
        (_precedence(one, fingerprints[one.id]), one.id, fingerprints[one.id]) for one in articles
    )
    digests = {name: _digest(place, one) for place, name, one in ordered}
    told = before.told_of(digests)
    long = [(name, one) for _, name, one in ordered if one.words >= SHORTEST]
    found = _nearly_equal(long, told)
    first: dict[int, str] = {}
    for _, name, one in ordered:
        if 0 < one.words < SHORTEST and (original := first.setdefault(one.digest, name)) != name:
            found[name] = original
    return Copies(found, digests)


def _precedence(article: Article, fingerprint: Fingerprint) -> tuple[object, ...]:
    # Of a vague date its last day, by which the article was published surely.
    day = article.published.end if article.published is not None else None
    published = (day is None, day.ordinal if day is not None else 0)
    return (*published, -fingerprint.words, article.path, article.id)


def _digest(precedence: tuple[object, ...], fingerprint: Fingerprint) -> str:
    data = repr(precedence).encode() + packed(fingerprint)
    return blake2b(data, digest_size=_DIGEST).hexdigest()


def _nearly_equal(
    ordered: Sequence[tuple[str, Fingerprint]], told: Mapping[str, str | None]
) -> dict[str, str]:
    """The copies among texts in the order in which they are gone through, with their ids.

    `told` is what `Copies.told_of` says. What it says of a text holds among all that were originals
    when it was told, so that the text is compared only with those that were none, unless its own
    original is none any more.
    """
    if not ordered:
        return {}
    prints = [one for _, one in ordered]
    place_of = {name: place for place, (name, _) in enumerate(ordered)}
    signatures = np.stack([one.signature for one in prints])
    originals: defaultdict[int, list[int]] = defaultdict(list)
    new: defaultdict[int, list[int]] = defaultdict(list)
    found: dict[str, str] = {}
    for position, buckets in _buckets(signatures):
        name = ordered[position][0]
        known = told.get(name)
        holds = name in told and known not in found
        met = {at for bucket in buckets for at in (new if holds else originals).get(bucket, ())}
        if holds and known is not None:
            met.add(place_of[known])
        original = _original(position, sorted(met), prints, signatures)
        if original is not None:
            found[name] = ordered[original][0]
            continue
        for bucket in buckets:
            originals[bucket].append(position)
            if known is not None or name not in told:
                new[bucket].append(position)
    return found


def _original(
    position: int, others: list[int], prints: Sequence[Fingerprint], signatures: Hashes
) -> int | None:
    """Which of the others a text is a copy of: the one most of which is shared, the first of
    equals."""
    if not others:
        return None
    alike = (signatures[others] == signatures[position]).mean(axis=1)
    best: tuple[float, float, int] | None = None
    for other in np.array(others)[alike >= _WORTH_COUNTING].tolist():
        if _particulars(prints[position], prints[other]) < PARTICULARS:
            continue  # by far most texts that share their words, and soon seen
        found = resemblance(prints[position], prints[other])
        if found.is_copy():
            rank = (-found.contained, -found.held, other)
            best = min(best, rank) if best is not None else rank
    return None if best is None else best[2]


def _buckets(signatures: Hashes) -> Iterator[tuple[int, list[int]]]:
    """Each position that shares a band of its signature with another, and the numbers of the
    bands' buckets that it shares, in order of position."""
    positions: list[NDArray[np.intp]] = []
    numbers: list[NDArray[np.intp]] = []
    count = 0
    for band in range(BANDS):
        rows = np.ascontiguousarray(signatures[:, band * ROWS : (band + 1) * ROWS])
        # One value of three: rows that are equal byte for byte fall together.
        whole = rows.view(np.dtype((np.void, rows.itemsize * ROWS))).ravel()
        _, number, size = np.unique(whole, return_inverse=True, return_counts=True)
        shared = np.flatnonzero(size[number] > 1)
        positions.append(shared)
        numbers.append(number[shared] + count)
        count += size.size
    everyone, every_number = np.concatenate(positions), np.concatenate(numbers)
    order = np.argsort(everyone, kind="stable")
    members, starts = np.unique(everyone[order], return_index=True)
    parts = np.split(every_number[order], starts[1:])
    for position, part in zip(members.tolist(), parts, strict=False):
        yield position, part.tolist()


def _shared(first: Hashes, second: Hashes) -> int:
    return int(np.intersect1d(first, second, assume_unique=True).size)
