"""What extraction adds to the bare French pipeline, in microseconds of processor time a word.

    OMP_NUM_THREADS=1 python data/benchmarks/extraction.py ARTICLES

Every round reads each article twice, one right after the other, so that a processor that is now
fast and now slow treats both alike: the bare pipeline (segments and spaCy), then the whole
extraction with dates, events, participants and titles. Prints the median of seven differences and
the ratio of the medians. Words are tokens that are neither punctuation nor white space.
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

    def bare(article: Article) -> int:
        texts = (part.view.text for part in segments(article))
        return sum(
            not (token.is_punct or token.is_space)
            for doc in nlp.pipe(texts, batch_size=64)
            for token in doc
        )

    def whole(article: Article) -> int:
        return sum(len(mentions) for _, mentions in extract_mentions([article], nlp, lexicon))

    words, mentions = sum(map(bare, articles)), sum(map(whole, articles))
    times: dict[str, list[float]] = {"bare": [], "whole": []}
    for _ in range(ROUNDS):
        for seconds in times.values():
            seconds.append(0.0)
        for article in articles:
            for name, run in (("bare", bare), ("whole", whole)):
                begun = time.process_time()
                run(article)
                times[name][-1] += time.process_time() - begun
    added = [after - before for before, after in zip(times["bare"], times["whole"], strict=True)]
    per_word = 1e6 / words
    print(f"{len(articles)} articles, {words} words, {mentions} mentions")
    for name, seconds in times.items():
        print(f"{name}: {statistics.median(seconds) * per_word:.1f} µs a word")
    print(f"added: {statistics.median(added) * per_word:.1f} µs a word")
    print(f"ratio {statistics.median(times['whole']) / statistics.median(times['bare']):.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
