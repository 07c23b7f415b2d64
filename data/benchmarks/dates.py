"""Speed of `timeline.find_dates`: beside EDS-NLP and timexy, and as the text grows.

    pip install edsnlp timexy
    python data/benchmarks/dates.py ARTICLES [ROUNDS]

ARTICLES is a folder of articles. Their texts go one by one, in turn, ROUNDS times (7 unless told),
through the three; printed are medians of words per second and their ratios within a round. A peer
that is not installed is left out. Then texts of 1, 2, 4 and 8 MB, made of the articles, show
whether time grows with length. Loading is not counted.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from timeline import find_dates
from timeline.model import Article
from timeline.reading import read

Finder = Callable[[str], int]
_SIZES = (1, 2, 4, 8)


def ours(text: str) -> int:
    """How many expressions `find_dates` finds."""
    return len(find_dates(text, "2012-07-05"))


def edsnlp() -> Finder:
    """EDS-NLP's dates, with the tokenizer and the normalizer its documentation puts before them."""
    import edsnlp

    nlp = edsnlp.blank("eds")
    nlp.add_pipe("eds.normalizer")
    nlp.add_pipe("eds.dates")
    return lambda text: len(nlp(text).spans["dates"])


def timexy() -> Finder:
    """timexy's French, on a blank French pipeline."""
    import spacy
    import timexy  # noqa: F401 - registers its component

    nlp = spacy.blank("fr")
    nlp.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})
    return lambda text: len(nlp(text).ents)


def finders() -> dict[str, Finder]:
    """Ours, and the peers that are installed."""
    found: dict[str, Finder] = {"timeline": ours}
    for name, load in (("edsnlp", edsnlp), ("timexy", timexy)):
        try:
            found[f"{name} {version(name)}"] = load()
        except ImportError:
            print(f"{name} is not installed: pip install {name}")
    return found


def seconds(find: Finder, texts: Sequence[str]) -> float:
    """How long one finder takes for all texts."""
    begun = time.perf_counter()
    for text in texts:
        find(text)
    return time.perf_counter() - begun


def compare(texts: Sequence[str], rounds: int) -> None:
    """Prints words per second, and how many times faster ours is."""
    words = sum(len(text.split()) for text in texts)
    found = finders()
    for find in found.values():  # compiles and fills caches
        seconds(find, texts)
    times = [{name: seconds(find, texts) for name, find in found.items()} for _ in range(rounds)]
    print(f"{len(texts)} articles, {words} words, {rounds} rounds in turn, medians")
    for name, find in found.items():
        speed = statistics.median(words / one[name] for one in times)
        ratio = statistics.median(one[name] / one["timeline"] for one in times)
        number = sum(find(text) for text in texts)
        print(f"{name:18} {speed:>10,.0f} words/s   x{ratio:5.1f} our time   {number} expressions")


def grow(texts: Sequence[str]) -> None:
    """Prints the time for longer and longer texts, and the time a megabyte."""
    unit = "\n\n".join(texts)
    for size in _SIZES:
        text = (unit * (size * 1_000_000 // len(unit) + 1))[: size * 1_000_000]
        taken = min(seconds(ours, [text]) for _ in range(3))
        print(f"{size} MB  {taken:6.2f} s   {taken / size:.3f} s a MB")


def main(folder: str, rounds: str = "7") -> None:
    """Runs both."""
    texts = [one.text for one in read(Path(folder)) if isinstance(one, Article)]
    compare(texts, int(rounds))
    grow(texts)


if __name__ == "__main__":
    main(*sys.argv[1:])
