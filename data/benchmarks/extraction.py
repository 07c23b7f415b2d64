"""What extraction adds to the bare French pipeline, in microseconds of processor time a word.

    OMP_NUM_THREADS=1 python data/benchmarks/extraction.py ARTICLES

Every round reads each article in turn, one right after the other, so that a processor that is now
fast and now slow treats all alike: by the bare pipeline (segments and spaCy); by the whole
extraction with dates, events, participants and titles; and, in the first rounds, by what one would
write oneself, the bare pipeline and `dateparser.search.search_dates` on each sentence. Prints the
median over the rounds and the ratios of the medians. Words are tokens that are neither punctuation
nor white space.
"""

from __future__ import annotations

import datetime
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateparser.search import search_dates

from timeline.extraction import extract_mentions, load_lexicon, load_pipeline
from timeline.extraction.segments import segments
from timeline.model import Article
from timeline.reading import read

ROUNDS = 7
ROUNDS_OF_OTHERS = 1


@dataclass(frozen=True, slots=True)
class Costs:
    """How many words and mentions there are, and the CPU seconds for all of it, by way of it."""

    words: int
    mentions: int
    bare: float
    whole: float
    others: float


def main(folder: str) -> None:
    """Prints the medians."""
    articles = [found for found in read([Path(folder)]) if isinstance(found, Article)]
    costs = measure(articles)
    print(f"{len(articles)} articles, {costs.words} words, {costs.mentions} mentions")
    for name in ("bare", "whole", "others"):
        seconds = getattr(costs, name)
        word, ratio = 1e6 * seconds / costs.words, seconds / costs.bare
        print(f"{name:8}{word:9.1f} µs a word, ratio {ratio:.2f}")


def measure(
    articles: Sequence[Article], rounds: int = ROUNDS, others: int = ROUNDS_OF_OTHERS
) -> Costs:
    """What so many rounds cost, the first of them by what one would write oneself, too."""
    nlp, lexicon = load_pipeline(), load_lexicon()

    def bare(article: Article) -> int:
        texts = (part.view.text for part in segments(article))
        return sum(
            not (token.is_punct or token.is_space)
            for doc in nlp.pipe(texts, batch_size=64)
            for token in doc
        )

    def whole(article: Article) -> int:
        return sum(len(mentions) for _, mentions in extract_mentions([article], nlp, lexicon))

    def by_hand(article: Article) -> int:
        base = article.published and article.published.start
        settings = (
            {"RELATIVE_BASE": datetime.datetime(base.year, base.month, base.day)} if base else {}
        )
        texts = (part.view.text for part in segments(article))
        return sum(
            len(search_dates(sentence.text, languages=["fr"], settings=settings) or ())
            for doc in nlp.pipe(texts, batch_size=64)
            for sentence in doc.sents
        )

    words, mentions = sum(map(bare, articles)), sum(map(whole, articles))
    ways: list[tuple[Callable[[Article], int], int, list[float]]]
    ways = [(bare, rounds, []), (whole, rounds, []), (by_hand, others, [])]
    for number in range(rounds):
        wanted = [(run, seconds) for run, most, seconds in ways if number < most]
        for _, seconds in wanted:
            seconds.append(0.0)
        for article in articles:
            for run, seconds in wanted:
                begun = time.process_time()
                run(article)
                seconds[-1] += time.process_time() - begun
    return Costs(words, mentions, *(statistics.median(seconds) for _, _, seconds in ways))


if __name__ == "__main__":
    main(*sys.argv[1:])
