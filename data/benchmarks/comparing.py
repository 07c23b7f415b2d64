"""What it costs to have mentions compared elsewhere, as a Dask cluster does with very many.

    OMP_NUM_THREADS=1 python data/benchmarks/comparing.py [--mentions 20000] [--seed 1]

Makes synthetic mentions (`synthetic_news.py`), and compares their pairs in this process, then in
parts as they would be sent. Prints, a mention, the CPU time of both, how much of the second is the
sender's, and the bytes there and back. Ends with status 1 where the outcomes differ.
"""

from __future__ import annotations

import argparse
import pickle
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from synthetic_news import SyntheticNews

from timeline.reconciliation.blocking import Blocks
from timeline.reconciliation.comparisons import Comparisons, compared, matches_by
from timeline.reconciliation.kept_profiles import KeptProfiles
from timeline.reconciliation.matches import Matches, matches_among
from timeline.reconciliation.names import NameTable
from timeline.reconciliation.profiles import profiles_of


@dataclass(slots=True)
class Elsewhere:
    """Compares in this process what would be sent; adds up CPU seconds and bytes."""

    seconds: float = 0.0
    there: int = 0
    back: int = 0

    def __call__(self, parts: Iterable[Comparisons]) -> Iterator[bytes]:
        for part in parts:
            sent = pickle.dumps(part, pickle.HIGHEST_PROTOCOL)
            begun = time.process_time()
            answer = compared(pickle.loads(sent))
            self.seconds += time.process_time() - begun
            self.there += len(sent)
            self.back += len(answer)
            yield answer


def main() -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--mentions", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    news = SyntheticNews(given.mentions, given.seed)
    mentions = sorted(news.mentions, key=lambda one: (one.article, one.trigger.char_start, one.id))
    articles = {one.id: one for one in news.articles}
    profiles = KeptProfiles(profiles_of(mentions, articles, NameTable(mentions)))
    blocks, elsewhere = Blocks(profiles), Elsewhere()
    begun = time.process_time()
    here = matches_among(profiles, blocks)
    between = time.process_time()
    sent = matches_by(elsewhere, profiles, blocks)
    ended = time.process_time()
    of_one = 1e6 / len(profiles)
    print(f"{len(profiles):,} mentions; a mention:")
    print(f"compared in this process: {(between - begun) * of_one:.0f} µs CPU")
    sender = ended - between - elsewhere.seconds
    print(f"by workers: {elsewhere.seconds * of_one:.0f} µs there, {sender * of_one:.0f} µs here")
    sizes = (elsewhere.there / len(profiles), elsewhere.back / len(profiles))
    print("{:,.0f} bytes there, {:,.0f} back".format(*sizes))
    return 0 if _rows(here) == _rows(sent) else 1


def _rows(matches: Matches) -> list[tuple[bytes, bytes]]:
    rows = map(matches.row, range(len(matches)))
    return [(others.tobytes(), scores.tobytes()) for others, scores in rows]


if __name__ == "__main__":
    sys.exit(main())
