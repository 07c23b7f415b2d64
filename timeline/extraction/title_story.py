"""What a sentence's readers have read before it: the sentences of an article as one story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline.extraction.names import Name
from timeline.extraction.sentences import Sentence

_BEFORE = "title before"
_NAMES = "title names"
_HEADLINE = "title headline"
_LONG = "title long names"
_ACRONYMS = "title acronyms"
# The longest acronym, in letters.
_LONGEST_ACRONYM = 6


def follow(sentences: Iterable[Sentence]) -> None:
    """Notes for every sentence of an article which one stands before it, headings left out."""
    last: Sentence | None = None
    first: Sentence | None = None
    known: dict[str, str] = {}
    long: dict[str, str] = {}
    acronyms: dict[str, str] = {}
    for sentence in sentences:
        for name in sentence.names.values():
            if name.type == "PER" and " " in name.text:
                known.setdefault(name.text.rpartition(" ")[2], name.text)
            elif name.type != "PER" and " " in name.text:
                long = _with_long(name.text, long)
                acronyms.update(_acronym_behind(name, sentence))
        if sentence.is_main_title:
            first = sentence
        if sentence.is_title:
            continue
        if first is not None:
            sentence.doc.words[sentence.start].remember(_HEADLINE, first)
        sentence.doc.words[sentence.start].remember(_NAMES, known)
        sentence.doc.words[sentence.start].remember(_LONG, long)
        sentence.doc.words[sentence.start].remember(_ACRONYMS, acronyms)
        if last is not None:
            sentence.doc.words[sentence.start].remember(_BEFORE, last)
        last = sentence


def full_name(name: Name, sentence: Sentence) -> str:
    """A person's name with the first name that the article gives somewhere."""
    known: dict[str, str] = sentence.doc.words[sentence.start].memo.get(_NAMES, {})
    return name.text if " " in name.text else known.get(name.text, name.text)


def _with_long(text: str, long: dict[str, str]) -> dict[str, str]:
    """Names by their first words, and another; none where two begin with a word."""
    first = text.partition(" ")[0]
    other = long.get(first, text)
    short, longer = sorted((text, other), key=len)
    kept = longer if longer.startswith(short) else ""
    return long if long.get(first) == kept else {**long, first: kept}


def long_name(name: Name, sentence: Sentence) -> str:
    """The longer name that begins with one and has been read before, where there is only one."""
    known: dict[str, str] = sentence.doc.words[sentence.start].memo.get(_LONG, {})
    return known.get(name.text, "")


def _acronym_behind(name: Name, sentence: Sentence) -> dict[str, str]:
    """The acronym in brackets behind a name: "Caisse d'épargne d'Orval (CEO)"."""
    behind = sentence.doc.words[name.end : min(name.end + 3, sentence.end)]
    if [word.text for word in behind[::2]] != ["(", ")"]:
        return {}
    short = behind[1].text
    return {name.text: short} if short.isupper() and 1 < len(short) <= _LONGEST_ACRONYM else {}


def shorter_names(text: str, sentence: Sentence) -> list[str]:
    """A text with the acronyms of names in it that its article gives anywhere; none if it has no
    such name."""
    known: dict[str, str] = sentence.doc.words[sentence.start].memo.get(_ACRONYMS, {})
    return [
        # The recogniser takes what stands before a name into it.
        text.replace(name, short) if name in text else short
        for name, short in known.items()
        if name in text or name.endswith(f" {text}")
    ]


def headline(sentence: Sentence) -> Sentence | None:
    """The title of the article that a sentence stands in, as far as it is known."""
    found: Sentence | None = sentence.doc.words[sentence.start].memo.get(_HEADLINE)
    return found


def before(sentence: Sentence, most: int) -> Iterator[Sentence]:
    """The sentences before one, as far as they are known, nearest first."""
    for _ in range(most):
        found: Sentence | None = sentence.doc.words[sentence.start].memo.get(_BEFORE)
        if found is None:
            return
        sentence = found
        yield sentence
