"""What may be left out of a sentence to make a title of it, and at what price.

A cut is always a whole phrase in one piece, with the commas that set it off. Its price says how
much it is missed and how likely the rest is garbled; phrases without which a sentence is broken or
says something else (half of a pair, a negation, a condition) have none and stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.extraction.syntax import children, feature
from timeline.extraction.title_frames import Frame, is_whole, span_of, trimmed
from timeline.extraction.title_prices import price_of
from timeline.extraction.title_words import COMMAS, STOPS, listed
from timeline.extraction.tree import Word

# A cut that leaves words on both sides without a comma between them.
_JOIN = 0.6
# What every character left out costs.
_A_CHARACTER = 0.012
_BOUND = frozenset(
    {
        "punct", "case", "det", "mark", "aux", "cop", "expl", "fixed", "flat", "nummod", "compound",
        "goeswith", "iobj", "nsubj", "csubj", "obj", "xcomp", "ccomp", "dep", "cc", "orphan",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cut:
    """Tokens `start` to `end` (half-open) that may be left out together, and the price."""

    start: int
    end: int
    price: float


def cuts(frame: Frame) -> list[Cut]:
    """All cuts inside a stretch, in the order of the text, outer before inner."""
    found: dict[tuple[int, int], float] = {}
    for cut in (*_phrases(frame), *_brackets(frame)):
        span = cut.start, cut.end
        found[span] = min(cut.price, found.get(span, cut.price))
    ordered = sorted(found, key=lambda span: (span[0], -span[1]))
    nested: list[Cut] = []
    open_until: list[int] = []
    for start, end in ordered:
        while open_until and open_until[-1] <= start:
            open_until.pop()
        if open_until and start == open_until[-1] - 1 and end > open_until[-1]:
            # Two asides in a row share a comma.
            price = found[start, end]
            open_until.pop()
            open_until.append(end)
            nested.append(Cut(start + 1, end, price))
            continue
        if open_until and end > open_until[-1]:
            # Two cuts that cross: a piece of each would remain.
            continue
        open_until.append(end)
        nested.append(Cut(start, end, found[start, end]))
    return nested


def _phrases(frame: Frame) -> Iterator[Cut]:
    yield from _other_sentences(frame)
    sealed = _conditions(frame)
    dated = {
        i
        for moment in frame.sentence.moments
        if moment.expression.type in ("DATE", "TIME")
        for i in range(moment.start, moment.end)
    }
    for word in frame.root.subtree:
        if not frame.start <= word.i < frame.end:
            continue
        listed_with = [
            child for child in word.children if child.relation == "conj" and child.i > word.i
        ]
        if listed_with:
            yield from _listing(listed_with, word, frame)
        for child in word.children:
            if child.relation in _BOUND or child.relation == "conj":
                continue
            if child.i in sealed and child.relation != "advcl" or child.pos_ == "PRON":
                continue
            if word.i in dated and child.i not in dated:
                # "Le Ve siècle avant notre ère"
                continue
            span = span_of(child, frame)
            if span is None:
                continue
            price = price_of(child, word, span, frame)
            if price is not None:
                yield _cut(span, price, frame)


def _conditions(frame: Frame) -> set[int]:
    """Positions of the words of conditions: less of them would be another condition."""
    return {
        word.i
        for mark in frame.sentence.doc[frame.start : frame.end]
        if mark.relation == "mark" and listed(mark.lower_, "conditions")
        for word in mark.head.subtree
        if mark.head.relation == "advcl"
    }


def _other_sentences(frame: Frame) -> Iterator[Cut]:
    """Further sentences in the stretch, as in a quotation of several."""
    for word in frame.sentence.doc[frame.start : frame.end]:
        if word.head is word and word is not frame.root:
            span = span_of(word, frame)
            if span is not None and span[1] - span[0] > 2:
                yield _cut(span, 1.5, frame)


def _cut(span: tuple[int, int], price: float, frame: Frame) -> Cut:
    """A cut with its commas: both of an aside, the one before what ends the stretch, the one
    behind what begins it."""
    doc, (start, end) = frame.sentence.doc, span
    size = doc[end - 1].idx + len(doc[end - 1]) - doc[start].idx
    before = start > frame.start and doc[start - 1].text in COMMAS
    behind = end < frame.end and doc[end].text in COMMAS
    leading = start - before == frame.start or _precedes_subject(start, frame)
    stops = end == frame.end or doc[end].text in STOPS
    if behind and (start == frame.start or before and leading):
        end += 1
    elif before and (stops or behind):
        start -= 1
        end += behind and not _opens_another(doc[end], start, frame)
    elif before and not leading:
        start -= 1
    smooth = before or behind or stops or start == frame.start
    return Cut(start, end, price + _A_CHARACTER * size + (0 if smooth else _JOIN))


def _opens_another(comma: Word, start: int, frame: Frame) -> bool:
    """Whether a comma sets off what follows it, not only what it closes (", écrit le journal")."""
    head = comma.head
    return (
        head.i > comma.i
        and head is not frame.root
        and head.relation in ("parataxis", "advcl", "conj", "acl")
    )


def _precedes_subject(position: int, frame: Frame) -> bool:
    return any(position < child.i for child in children(frame.root, "nsubj", "expl")) and (
        position < frame.root.i
    )


def _listing(members: list[Word], first: Word, frame: Frame) -> Iterator[Cut]:
    """The further members of a list: each in the middle by itself, all together."""
    doc = frame.sentence.doc
    verbal = first.pos_ in ("VERB", "AUX") or any(children(first, "cop"))
    if any(
        listed(word.lower_, "correlatives")
        for word in doc[max(frame.start, first.i - 6) : members[0].i]
    ):
        return
    if first.relation == "nsubj" and len(members) == 1 and not verbal:
        # The verb agrees with both.
        return
    if first.relation == "nsubj" or first.relation == "conj" and first.head.relation == "nsubj":
        return
    spans = [(member, span_of(member, frame)) for member in members]
    if any(span is None for _, span in spans):
        whole = None
    else:
        whole = trimmed(spans[0][1][0], spans[-1][1][1], frame)  # type: ignore[index]
    clause = verbal and any(children(members[0], "nsubj"))
    price = 0.6 if clause else 1.6 if verbal else 3.0
    if first.pos_ == "PROPN":
        price += 1
    if whole is not None:
        yield _cut(whole, price, frame)
    yield from _earlier_members(members, first, frame)
    for member, span in spans[:-1]:
        if span is not None and not any(children(member, "cc")):
            yield _cut(span, 1.5 if verbal else 2.2, frame)


def _earlier_members(members: list[Word], first: Word, frame: Frame) -> Iterator[Cut]:
    """All members before the one with the event, where both begin alike ("de lire et d'écrire")."""
    if first.pos_ in ("VERB", "AUX") and feature(first, "VerbForm") == "Fin":
        return
    if any(children(first, "aux", "cop", "nsubj")) or first.relation in ("nsubj", "root", "ROOT"):
        return
    for member in members:
        inside = {word.i for word in member.subtree}
        if frame.kept.isdisjoint(inside):
            continue
        own = [word for word in first.subtree if not any(word in m.subtree for m in members)]
        words = [word for word in member.subtree if not word.is_punct and word.relation != "cc"]
        start, end = own[0].i, words[0].i
        alike = own[0].pos_ == words[0].pos_ and own[0].pos_ in ("ADP", "DET")
        if alike and own[0].pos_ == "ADP":
            alike = _plain(own[0]) == _plain(words[0])
        whole = frame.start <= start and frame.kept.isdisjoint(range(start, end))
        if alike and whole and is_whole(start, end, frame):
            size = frame.sentence.doc[end - 1].idx - frame.sentence.doc[start].idx
            yield Cut(start, end, 1.6 + _A_CHARACTER * size)


def _plain(introducing: Word) -> str:
    return {"du": "de", "des": "de", "d'": "de", "au": "à", "aux": "à"}.get(
        introducing.lower_, introducing.lower_
    )


def _brackets(frame: Frame) -> Iterator[Cut]:
    """What stands in brackets or between two dashes, whatever the parser made of it."""
    doc = frame.sentence.doc
    opening: int | None = None
    for position in range(frame.start, frame.end):
        text = doc[position].text
        if text == "(":
            opening = position
        elif text == ")" and opening is not None:
            span = (opening, position + 1)
            if frame.kept.isdisjoint(range(*span)):
                yield Cut(*span, 0.5 + _A_CHARACTER * (position - opening))
            opening = None
