"""What a sentence's readers have read before it: the sentences of an article as one story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline.extraction.names import Name
from timeline.extraction.sentences import Sentence

_BEFORE = "title before"
_NAMES = "title names"


def follow(sentences: Iterable[Sentence]) -> None:
    """Notes for every sentence of an article which one stands before it, headings left out."""
    last: Sentence | None = None
    known: dict[str, str] = {}
    for sentence in sentences:
        for name in sentence.names.values():
            if name.type == "PER" and " " in name.text:
                known.setdefault(name.text.rpartition(" ")[2], name.text)
        if sentence.is_title:
            continue
        sentence.doc.words[sentence.start].remember(_NAMES, known)
        if last is not None:
            sentence.doc.words[sentence.start].remember(_BEFORE, last)
        last = sentence


def full_name(name: Name, sentence: Sentence) -> str:
    """A person's name with the first name that the article gives somewhere."""
    known: dict[str, str] = sentence.doc.words[sentence.start].memo.get(_NAMES, {})
    return name.text if " " in name.text else known.get(name.text, name.text)


def before(sentence: Sentence, most: int) -> Iterator[Sentence]:
    """The sentences before one, as far as they are known, nearest first."""
    for _ in range(most):
        found: Sentence | None = sentence.doc.words[sentence.start].memo.get(_BEFORE)
        if found is None:
            return
        sentence = found
        yield sentence
