"""Words per second of French pipelines over a folder of articles, in one process and one thread.

    OMP_NUM_THREADS=1 python data/benchmarks/pipeline.py ARTICLES MODEL [MODEL …]

Every round runs the models one after the other over all articles, a paragraph a text; prints the
medians of five rounds and their ratio to the first model. MODEL is a folder, a package's name, or
`packaged` for the pipeline that comes with timeline. Words are the packaged tokenizer's tokens
without punctuation and white space.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from spacy.language import Language

from timeline.extraction import load_pipeline
from timeline.model import Article
from timeline.reading import read

ROUNDS = 5


def _words_per_second(nlp: Language, texts: list[str], words: int) -> float:
    begun = time.perf_counter()
    for _ in nlp.pipe(texts):
        pass
    return words / (time.perf_counter() - begun)


def main(folder: str, *models: str) -> None:
    """Prints one line a model."""
    pipelines = [load_pipeline(None if model == "packaged" else model) for model in models]
    articles = [found for found in read([Path(folder)]) if isinstance(found, Article)]
    texts = [part for article in articles for part in article.text.split("\n") if part.strip()]
    make_doc = load_pipeline().make_doc
    words = sum(not (t.is_punct or t.is_space) for text in texts for t in make_doc(text))
    print(f"{len(articles)} articles, {words} words")
    for nlp in pipelines:
        list(nlp.pipe(texts[:50]))  # the first texts fill caches
    rounds = [[_words_per_second(nlp, texts, words) for nlp in pipelines] for _ in range(ROUNDS)]
    medians = [statistics.median(column) for column in zip(*rounds, strict=True)]
    for model, median in zip(models, medians, strict=True):
        print(f"{model}  {median:,.0f} words/s, ratio {median / medians[0]:.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
