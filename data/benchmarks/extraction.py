"""What extraction adds to the bare French pipeline, in microseconds of processor time a word.

    OMP_NUM_THREADS=1 python data/benchmarks/extraction.py ARTICLES

Every round reads all articles twice, one right after the other: the bare pipeline (segments and
spaCy), then the whole extraction with dates, events, participants and titles. Prints the median
of seven differences and the ratio of the medians. Words are tokens that are neither punctuation
nor white space.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from timeline.extraction import extract_mentions, load_lexicon, load_pipeline
from timeline.extraction.segments import segments
from timeline.model import Article
from timeline.reading import read

ROUNDS = 7


def main(folder: str) -> None:
    """Prints the medians."""
    nlp, lexicon = load_pipeline(), load_lexicon()
    articles = [found for found in read([Path(folder)]) if isinstance(found, Article)]
    parts = [[part.view.text for part in segments(article)] for article in articles]

    def bare() -> int:
        return sum(
            not (token.is_punct or token.is_space)
            for texts in parts
            for doc in nlp.pipe(texts, batch_size=64)
            for token in doc
        )

    def whole() -> int:
        return sum(len(mentions) for _, mentions in extract_mentions(articles, nlp, lexicon))

    words, mentions = bare(), whole()
    times: dict[str, list[float]] = {"bare": [], "whole": []}
    for _ in range(ROUNDS):
        for name, run in (("bare", bare), ("whole", whole)):
            begun = time.process_time()
            run()
            times[name].append(time.process_time() - begun)
    added = [after - before for before, after in zip(times["bare"], times["whole"], strict=True)]
    per_word = 1e6 / words
    print(f"{len(articles)} articles, {words} words, {mentions} mentions")
    for name, seconds in times.items():
        print(f"{name}: {statistics.median(seconds) * per_word:.1f} µs a word")
    print(f"added: {statistics.median(added) * per_word:.1f} µs a word")
    print(f"ratio {statistics.median(times['whole']) / statistics.median(times['bare']):.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
