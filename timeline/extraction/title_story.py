"""What a sentence's readers have read before it: the sentences of an article as one story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline.extraction.sentences import Sentence

_BEFORE = "title before"


def follow(sentences: Iterable[Sentence]) -> None:
    """Notes for every sentence of an article which one stands before it, headings left out."""
    last: Sentence | None = None
    for sentence in sentences:
        if sentence.is_title:
            continue
        if last is not None:
            sentence.doc.words[sentence.start].remember(_BEFORE, last)
        last = sentence


def before(sentence: Sentence, most: int) -> Iterator[Sentence]:
    """The sentences before one, as far as they are known, nearest first."""
    for _ in range(most):
        found: Sentence | None = sentence.doc.words[sentence.start].memo.get(_BEFORE)
        if found is None:
            return
        sentence = found
        yield sentence
