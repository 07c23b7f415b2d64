"""What may be left out of a sentence to make a title of it, and at what price.

A cut is always a whole phrase in one piece, with the commas that set it off. Its price says how
much it is missed and how likely the rest is garbled; phrases without which a sentence is broken or
says something else (half of a pair, a negation, a condition) have none and stay.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import OF, children
from timeline.extraction.title_frames import Frame, facts, is_whole, once_a_sentence, span_of
from timeline.extraction.title_lists import Phrase, shorter_lists
from timeline.extraction.title_prices import price_of
from timeline.extraction.title_words import COMMAS, STOPS, listed
from timeline.extraction.tree import Word

# A cut that leaves words on both sides without a comma between them.
_JOIN = 0.6
# What every character left out costs.
A_CHARACTER = 0.009
# What a role costs beside the name that is set off behind it.
_ROLE = 2.6
_BOUND = frozenset(
    {
        "punct", "case", "det", "mark", "aux", "cop", "expl", "fixed", "flat", "nummod", "compound",
        "goeswith", "iobj", "nsubj", "csubj", "obj", "xcomp", "ccomp", "dep", "cc", "orphan",
        "conj",
    }
)  # fmt: skip


# What the phrases cost that hang on the event's own word.
_OWN_WORD = 2.5
# What it costs to leave out who says so.
_SPEAKER = 6.0
# From this price on, a phrase is what a verb is about.
_ARGUMENT = 8.0


@dataclass(frozen=True, slots=True)
class Cut:
    """Tokens `start` to `end` (half-open) that may be left out together, and the price. `comma` is
    the position of one that has to go as well, if not negative."""

    start: int
    end: int
    price: float
    comma: int = -1


def cuts(frame: Frame) -> list[Cut]:
    """All cuts inside a stretch, in the order of the text, outer before inner."""
    found: dict[tuple[int, int], Cut] = {}
    kept = frame.kept
    for phrase, own, cut in _possible(frame):
        if kept:
            start, end, only = phrase.start, phrase.end, phrase.only
            if [i for i in kept if start <= i < end]:
                continue
            if only and not [i for i in kept if only[0] <= i < only[1]]:
                continue
            if own and phrase.head in kept:
                cut = Cut(cut.start, cut.end, cut.price + _OWN_WORD, cut.comma)
        _add(cut, found)
    for cut in (*_behind_mark(frame), *_brackets(frame), *_roles(frame)):
        _add(cut, found)
    return _nested(found)


def _possible(frame: Frame) -> list[tuple[Phrase, bool, Cut]]:
    """The phrases inside a stretch with their cuts, whatever is kept; with whether they are missed
    more where they hang on the event's own word. Worked out once a stretch."""
    sentence, key = frame.sentence, (frame.start, frame.end, frame.root.i)
    known = _stretches(sentence)
    if key not in known:
        words = sentence.doc.words
        known[key] = [
            (
                phrase,
                words[phrase.start].lower_ in OF or phrase.price >= _ARGUMENT,
                _cut(phrase.start, phrase.end, phrase.price, frame),
            )
            for phrase in _phrases(sentence)
            if frame.start <= phrase.start
            and phrase.end <= frame.end
            and (phrase.start, phrase.end) != (frame.start, frame.end)
        ]
    return known[key]


@once_a_sentence
def _stretches(sentence: Sentence) -> dict[tuple[int, int, int], list[tuple[Phrase, bool, Cut]]]:
    """Where the cuts of the stretches of a sentence are kept."""
    return {}


def _add(cut: Cut, found: dict[tuple[int, int], Cut]) -> None:
    span = cut.start, cut.end
    if span not in found or cut.price < found[span].price:
        found[span] = cut


def _nested(found: dict[tuple[int, int], Cut]) -> list[Cut]:
    """Cuts none of which cross: of two that do, the first in the text."""
    nested: list[Cut] = []
    open_until: list[int] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        cut = found[start, end]
        while open_until and open_until[-1] <= start:
            open_until.pop()
        if open_until and end > open_until[-1]:
            if start != open_until[-1] - 1:
                # A piece of each would remain.
                continue
            # Two asides in a row share a comma.
            open_until.pop()
            cut = Cut(start + 1, end, cut.price, cut.comma)
        open_until.append(end)
        nested.append(cut)
    return nested


@once_a_sentence
def _phrases(sentence: Sentence) -> list[Phrase]:
    """The phrases of a sentence that can go. Worked out once a sentence."""
    return list(_all_phrases(sentence))


def _all_phrases(sentence: Sentence) -> Iterator[Phrase]:
    sealed = _conditions(sentence)
    words, speakers = sentence.doc.words, facts(sentence).speakers
    dated = {
        i
        for moment in sentence.moments
        if moment.expression.type in ("DATE", "TIME")
        for i in range(moment.start, moment.end)
    }
    for word in words[sentence.start : sentence.end]:
        kind, head = word.relation, word.head
        if head is word:
            span = _other_sentence(word, sentence)
            if span is not None:
                yield Phrase(*span, 1.5)
        members = children(word, "conj")
        if members and not _are_days(members, dated):
            yield from shorter_lists(members, word, sentence)
        if kind in _BOUND or head is word or word.pos_ == "PRON":
            continue
        if word.pos_ == "NUM" and word.i in dated and _goes_on_counting(word):
            # "Aux soirs des 4, 5 et 6 mai"
            continue
        if word.i in sealed and kind != "advcl" or head.i in dated and word.i not in dated:
            # "Le Ve siècle avant notre ère"
            continue
        span = _with_opposite(span_of(word, sentence), word, sentence)
        if span is not None:
            price = price_of(word, head, span, sentence)
            if price is not None:
                said = [i for i in speakers if span[0] < i < span[1]]
                if (
                    said
                    and words[said[0] - 1].text == ","
                    and is_whole(span[0], said[0] - 1, sentence)
                ):
                    # "… pour demander un vote, selon la police"
                    yield Phrase(span[0], said[0] - 1, price, head.i)
                yield Phrase(*span, price + _SPEAKER * bool(said), head.i)


def _are_days(members: Sequence[Word], dated: Collection[int]) -> bool:
    """Whether the further members of a list are days: "aux soirs des 4, 5 et 6 mai"."""
    return members[0].pos_ == "NUM" and members[-1].i in dated


def _goes_on_counting(number: Word) -> bool:
    """Whether a number is the first of several."""
    behind = number.doc.words[number.i + 1 : number.i + 3]
    return len(behind) == 2 and behind[0].lower_ in (",", "et") and behind[1].pos_ == "NUM"


def _with_opposite(
    span: tuple[int, int] | None, word: Word, sentence: Sentence
) -> tuple[int, int] | None:
    """A phrase with what it is set against: "par dix voix contre cinq" goes as a whole. So do the
    members of a list behind a comma: "…, le maire et le préfet"."""
    if span is not None and word.relation == "appos" and span[1] < sentence.end:
        joining = sentence.doc.words[span[1]]
        member = joining.head
        if joining.relation == "cc" and member.relation == "conj" and member.head is word.head:
            whole = span[0], member.subtree[-1].i + 1
            return whole if whole[1] <= sentence.end and is_whole(*whole, sentence) else None
    if span is None or word.relation != "obl" or span[1] + 1 >= sentence.end:
        return span
    contra, number = sentence.doc.words[span[1] : span[1] + 2]
    if contra.lower_ != "contre" or number.pos_ != "NUM" or number.head is not word.head:
        return span
    whole = span[0], number.subtree[-1].i + 1
    return whole if whole[1] <= sentence.end and is_whole(*whole, sentence) else None


def _behind_mark(frame: Frame) -> Iterator[Cut]:
    """What stands behind a colon or a semicolon, whatever the parser made of it."""
    words, mark = frame.sentence.doc.words, facts(frame.sentence).mark
    if frame.start < mark < frame.end - 3 and not any(i > mark for i in frame.kept):
        size = words[frame.end - 1].idx - words[mark].idx
        yield Cut(mark, frame.end, 1.0 + A_CHARACTER * size)


def _conditions(sentence: Sentence) -> set[int]:
    """Positions of the words of conditions: less of them would be another condition."""
    return {
        word.i
        for mark in sentence.doc.words[sentence.start : sentence.end]
        if mark.relation == "mark" and listed(mark.lower_, "conditions")
        for word in mark.head.subtree
        if mark.head.relation == "advcl"
    }


def _other_sentence(root: Word, sentence: Sentence) -> tuple[int, int] | None:
    """A sentence of several in a row, as in a quotation."""
    span = span_of(root, sentence)
    if (
        span is None
        or span[1] - span[0] < 3
        or span[1] - span[0] > sentence.end - sentence.start - 2
    ):
        return None
    # "Les habitants du nord ont manifesté": a noun cut off from its verb is no sentence.
    ends = sentence.doc.words[span[1]].text if span[1] < sentence.end else "."
    return span if ends in STOPS or ends in COMMAS else None


def _cut(start: int, end: int, price: float, frame: Frame) -> Cut:
    """A cut with its commas: both of an aside, the one before what ends the stretch, the one
    behind what begins it."""
    words = frame.sentence.doc.words
    size = words[end - 1].idx + len(words[end - 1].text) - words[start].idx
    before = start > frame.start and words[start - 1].text in COMMAS
    behind = end + 1 < frame.end and words[end].text in COMMAS
    stops = end == frame.end or words[end].text in STOPS
    smooth = before or behind or stops or start == frame.start
    if before or behind:
        leading = start - before == frame.start or _precedes_subject(start, frame)
        if behind and (start == frame.start or before and leading):
            end += 1
        elif before and (stops or behind):
            start -= 1
            end += (
                behind and not _opens_another(words[end], frame) and not _goes_on(start, end, frame)
            )
        elif before and not leading:
            start -= 1
        elif behind and not before and _parts_subject(start, words[end + 1], frame):
            # "Un client qui a souscrit, peut gagner"
            end += 1
    return Cut(start, end, price + A_CHARACTER * size + (0 if smooth else _JOIN))


def _parts_subject(start: int, following: Word, frame: Frame) -> bool:
    """Whether a cut and a comma stand between the subject and the verb, and no other comma."""
    root = frame.root
    helps = following.head is root and following.relation in ("aux", "cop", "expl")
    if following is not root and not helps:
        return False
    subject = next((s for s in children(root, "nsubj") if s.i < start), None)
    if subject is None:
        return False
    return not any(word.text in COMMAS for word in frame.sentence.doc.words[subject.i : start])


def _opens_another(comma: Word, frame: Frame) -> bool:
    """Whether a comma sets off what follows it, not only what it closes (", écrit le journal")."""
    head = comma.head
    kinds = ("parataxis", "advcl", "conj", "acl")
    return head.i > comma.i and head is not frame.root and head.relation in kinds


def _goes_on(start: int, end: int, frame: Frame) -> bool:
    """Whether a list goes on behind the comma after a cut: "il vend la firme, [crée une banque,]
    ouvre un bureau"."""
    following = frame.sentence.doc.words[end + 1]
    lists = following.relation == "conj" and following.head.i < start
    return lists and following.pos_ in ("VERB", "AUX")


def _precedes_subject(position: int, frame: Frame) -> bool:
    if position >= frame.root.i:
        return False
    return any(position < child.i for child in children(frame.root, "nsubj", "expl"))


def _brackets(frame: Frame) -> Iterator[Cut]:
    """What stands in brackets, whatever the parser made of it."""
    for opening, closing in facts(frame.sentence).brackets:
        inside = frame.start <= opening and closing < frame.end
        if inside and not any(opening <= i <= closing for i in frame.kept):
            yield Cut(opening, closing + 1, 0.5 + A_CHARACTER * (closing - opening))


def _roles(frame: Frame) -> Iterator[Cut]:
    """What someone is, before a name between commas: "[le maire,] Paul Durand, 52 ans, part"."""
    words = frame.sentence.doc.words
    for name in facts(frame.sentence).named:
        noun, found = name.head, frame.sentence.names[name.i]
        start, end = noun.subtree[0].i, found.end
        if noun.relation != "nsubj" or start < frame.start or end >= frame.end:
            continue
        alone = words[name.i - 1].text == words[end].text == "," and found.start == name.i
        alone = alone and not any(start <= i < name.i for i in frame.kept)
        if alone and found.type == "PER" and noun.pos_ == "NOUN":
            price = _ROLE + A_CHARACTER * (words[name.i].idx - words[start].idx)
            gone = -1 if "," in [word.text for word in words[end + 1 : noun.head.i]] else end
            yield Cut(start, name.i, price, gone)
