"""Lists made shorter: which members of "A, B et C" a title can do without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import children, feature
from timeline.extraction.title_frames import is_whole, span_of, trimmed
from timeline.extraction.title_words import listed
from timeline.extraction.tree import Word

# How far before a list the first half of a pair may stand ("soit … soit").
_NEAR = 4
_PLAIN = {"du": "de", "des": "de", "d'": "de", "au": "à", "aux": "à"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `start` to `end` (half-open) that can go, at a price. `head` is the position of the
    word they hang on; `only` are the tokens among which the event has to be, if there are such."""

    start: int
    end: int
    price: float
    head: int = -1
    only: tuple[int, int] | None = None


def shorter_lists(members: Sequence[Word], first: Word, sentence: Sentence) -> Iterator[Phrase]:
    """What can go of a list with a first member and further ones.

    Those in the middle go by themselves, the further ones together; all before the one with the
    event, where both begin alike ("de lire et d'écrire").
    """
    if _is_pair(members[0], first, sentence):
        return
    verbal = first.pos_ in ("VERB", "AUX") or any(children(first, "cop"))
    subject = (
        first.relation == "nsubj" or first.relation == "conj" and first.head.relation == "nsubj"
    )
    if subject:
        # The verb agrees with all of them.
        return
    spans = [span_of(member, sentence) for member in members]
    head, tail = spans[0], spans[-1]
    # Of "A, B et C" as a chain, "A, B" would remain.
    chained = first.relation == "conj" and not children(first, "cc")
    clause = verbal and any(children(members[0], "nsubj"))
    price = (0.6 if clause else 1.6 if verbal else 3.0) + (first.pos_ == "PROPN")
    if head is not None and tail is not None and None not in spans:
        whole = trimmed(head[0], tail[1], sentence)
        if whole is not None and not chained:
            yield Phrase(*whole, price)
    elif tail is not None and len(members) == 1 and not chained:
        yield Phrase(*tail, price)
    yield from _earlier_members(members, first, sentence)
    joined = any(children(members[-1], "cc"))
    for member, span in zip(members[:-1], spans[:-1], strict=True):
        if span is not None and joined and not any(children(member, "cc")):
            yield Phrase(*span, 1.5 if verbal else 4.6)


def _is_pair(member: Word, first: Word, sentence: Sentence) -> bool:
    """Whether what comes before a list needs both its members ("entre l'État et la ville")."""
    words = sentence.doc.words
    start = max(sentence.start, first.i - _NEAR)
    near = any(listed(word.lower_, "correlatives") for word in words[start : first.i])
    return near or any(
        listed(child.lower_, "correlatives") for child in first.children if child.i < member.i
    )


def _earlier_members(members: Sequence[Word], first: Word, sentence: Sentence) -> Iterator[Phrase]:
    if first.pos_ in ("VERB", "AUX") and feature(first, "VerbForm") == "Fin":
        return
    if any(children(first, "aux", "cop", "nsubj")) or first.relation in ("nsubj", "ROOT"):
        return
    later = {word.i for member in members for word in member.subtree}
    own = [word for word in first.subtree if word.i not in later]
    for member in members:
        inside = member.subtree
        words = [word for word in inside if not word.is_punct and word.relation != "cc"]
        if not words:
            continue
        start, end = own[0].i, words[0].i
        alike = own[0].pos_ == words[0].pos_ and own[0].pos_ in ("ADP", "DET")
        if alike and own[0].pos_ == "ADP":
            alike = _plain(own[0]) == _plain(words[0])
        if alike and sentence.start <= start < end and is_whole(start, end, sentence):
            yield Phrase(start, end, 1.6, only=(inside[0].i, inside[-1].i + 1))


def _plain(introducing: Word) -> str:
    return _PLAIN.get(introducing.lower_, introducing.lower_)
