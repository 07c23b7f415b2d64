"""What finding copies costs as the number of articles grows.

    python data/benchmarks/copies.py [ARTICLES …]

Makes so many articles (1,000, 10,000 and 50,000 unless told) of 150 to 450 words by chance, seeded:
a third of them are edited copies of others, a tenth reports by one template. Prints for each number
the seconds for fingerprints and for the search, what a search adds to the peak of memory, how long
it takes beside one of half as many articles, and how many of the copies made were found (and of the
others, taken for copies). Each number is measured in a process of its own.
"""

from __future__ import annotations

import multiprocessing
import random
import resource
import sys
import time

from timeline.model import Article, DateSpan, Day
from timeline.reconciliation.copies import find_copies
from timeline.reconciliation.fingerprints import Fingerprint, fingerprint, packed, unpacked

_SYLLABLES = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo")
_FAMILY = 5  # copies and their original


def _articles(count: int) -> list[Article]:
    chance = random.Random(count)
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(20_000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]  # Zipf
    made: list[Article] = []
    while len(made) < count:
        if chance.random() < 0.1:
            made.append(_article(f"report-{len(made)}", _report(chance), chance))
            continue
        text = chance.choices(words, weights, k=chance.randint(150, 450))
        original = f"text-{len(made)}"
        made.append(_article(original, text, chance, Day(2020, 1, 1)))
        if chance.random() < 0.125:
            for number in range(1, _FAMILY):
                changed = [word if chance.random() > 0.05 else "mais" for word in text]
                made.append(_article(f"{original}-copy-{number}", changed, chance))
    chance.shuffle(made)
    return made[:count]


def _article(name: str, words: list[str], chance: random.Random, day: Day | None = None) -> Article:
    published = DateSpan.of_day(day or Day(2020, chance.randint(2, 12), chance.randint(1, 28)))
    return Article(id=name, path=name, text=" ".join(words), published=published)


def _report(chance: random.Random) -> list[str]:
    """Half of its words are those of the template."""
    return [
        str(chance.randrange(10**6)) if place % 6 > 2 else f"mot{place}" for place in range(150)
    ]


def _measure(count: int) -> tuple[float, float, float, int, int, int, int]:
    articles = _articles(count)
    begun = time.perf_counter()
    made = {one.id: packed(fingerprint(one)) for one in articles}
    read = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    prints: dict[str, Fingerprint] = {name: unpacked(data) for name, data in made.items()}
    found = find_copies(articles, prints).originals
    ended = time.perf_counter()
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    known = {one.id for one in articles}
    copies = {name for name in known if "copy" in name and name.split("-copy")[0] in known}
    right = sum(found.get(name) == name.split("-copy")[0] for name in copies)
    wrong = sum(name.split("-copy")[0] != first.split("-copy")[0] for name, first in found.items())
    size = sum(map(len, made.values())) // count
    return read - begun, ended - read, more, len(copies), right, wrong, size


def main(*counts: str) -> None:
    """Prints a line for each number of articles."""
    print("articles  fingerprints  search  of half as many  memory   copies  found  wrong  stored")
    context = multiprocessing.get_context("spawn")
    for count in map(int, counts or ("1000", "10000", "50000")):
        with context.Pool(1, maxtasksperchild=1) as pool:
            half, whole = pool.map(_measure, (count // 2, count), chunksize=1)
        first, second, more, copies, right, wrong, size = whole
        print(
            f"{count:8,}  {first:10.2f} s  {second:4.2f} s  {second / half[1]:14.1f} x"
            f"  {more:3.0f} MB  {copies:7,}  {right:5,}  {wrong:5}  {size:,} B",
            flush=True,
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
