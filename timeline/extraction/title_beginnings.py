"""The beginning of a sentence as a title, where no phrase of it can be left out by itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from timeline.extraction.candidates import Candidate
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import children
from timeline.extraction.title_breaks import is_broken
from timeline.extraction.title_clarity import OPENING, odd_beginning, subjectless
from timeline.extraction.title_cuts import cuts
from timeline.extraction.title_dates import left_out
from timeline.extraction.title_frames import Piece, span_of
from timeline.extraction.title_predicates import deprived
from timeline.extraction.title_prices import is_opposite, price_of
from timeline.extraction.title_stand_ins import length_of, stand_in_words
from timeline.extraction.title_stretches import around, pieces
from timeline.extraction.title_words import LONGEST, listed, rendered
from timeline.extraction.tree import Word

# From this price on, a title is garbled or only half true.
UNSOUND = 14.0
# By how much the sum of the words may exceed what they make as a title.
_SLACK = 6
# The most that what a beginning does without may cost.
_AN_ASIDE = 3.5
# What a verb needs, even behind a comma.
_ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "xcomp", "ccomp", "csubj", "aux", "cop", "expl"})
# The most that a phrase may be missed that is cut off at the end.
_OPTIONAL = 5.5


def excerpt(candidate: Candidate, sentence: Sentence, names: Mapping[int, str]) -> str:
    """The beginning of the event's clause without asides, up to where what is left is whole; else
    up to where a phrase ends, and dots.

    Where there is nothing sound to leave out, a reader is told that there is more.
    """
    dotted = ""
    choices = sorted(pieces(candidate, sentence), key=lambda piece: piece.price)
    for piece in (*choices, *around(candidate, sentence)):
        if piece.price >= UNSOUND or piece.is_phrase:
            continue
        words = _without_asides(piece)
        if not words or odd_beginning(words[0], words, piece) or subjectless(words, piece):
            continue
        said = stand_in_words(words, names, sentence)
        needed = {*piece.frames[-1].kept, piece.frames[-1].root.i}
        needed.update(c.i for c in children(piece.frames[-1].root, "obj", "ccomp", "xcomp"))
        for count in range(len(words) - 1, 0, -1):
            left = words[:count]
            if not _breaks(left[-1], words[count]) or length_of(left, said) > LONGEST + _SLACK:
                continue
            if not needed <= {word.i for word in left}:
                break
            if is_broken(left, said) or deprived(left, piece, said) >= UNSOUND:
                continue
            text = rendered(left, said)
            if len(text) <= LONGEST and _is_complete(left, words[count:], sentence):
                return text
            if len(text) < LONGEST and not dotted:
                dotted = f"{text[:-1].rstrip()}… »" if text.endswith("»") else f"{text}…"
    return dotted


def opening(sentence: Sentence, gone: Collection[int]) -> str:
    """The first words of a sentence up to where a phrase ends, and dots; "" where they say little.

    `gone` are positions of words that are left out.
    """
    words = [
        w for w in sentence.doc.words[sentence.start : sentence.end]
        if w.i not in gone and not w.is_space
    ]  # fmt: skip
    while words and (words[0].is_punct and words[0].text != "«" or words[0].relation == "cc"):
        words.pop(0)
    best = ""
    for count in range(1, len(words)):
        if not _breaks(words[count - 1], words[count]):
            continue
        text = rendered(words[:count], {})
        if len(text) >= LONGEST:
            break
        opened = sum(w.text == "(" for w in words[:count])
        if opened == sum(w.text == ")" for w in words[:count]):
            best = f"{text}…"
    return best if len(best) > LONGEST // 2 else ""


def _without_asides(piece: Piece) -> list[Word]:
    words: list[Word] = []
    for frame in piece.frames:
        gone = left_out(frame.sentence, frame.start, frame.end, frame.kept)
        for cut in cuts(frame):
            if cut.price <= _AN_ASIDE:
                gone |= {*range(cut.start, cut.end), cut.comma}
        stretch = frame.sentence.doc.words[frame.start : frame.end]
        words += [word for word in stretch if word.i not in gone]
    return words


def _is_complete(left: Sequence[Word], cut: Sequence[Word], sentence: Sentence) -> bool:
    """Whether nothing in a beginning needs what is cut off behind it."""
    kept, gone = {word.i for word in left}, {word.i for word in cut}
    if any(word.head.i in gone and not word.is_punct for word in left):
        return False
    last, following = left[-1], cut[0]
    if following.lower_ in ("que", "qu'", "si", "s'") and not following.is_punct:
        return False
    if any(
        w.lower_ in ("que", "qu'") and w.relation == "mark" and w.head.head is last for w in cut
    ):
        # "Ils regrettent, comme en mai, que …"
        return False
    if last.relation in ("acl", "amod") and following.head.head is last:
        # "L'église, fermée au public"
        return False
    apart = following.text == ","
    for word in cut:
        if word.is_punct or word.head.i not in kept or word.head is word:
            continue
        if apart and word.relation not in _ARGUMENTS:
            continue
        if word.relation in ("conj", "parataxis", "appos", "cc"):
            if word.head.relation == "nsubj":
                return False
            continue
        if is_opposite(word, sentence):
            continue
        span = span_of(word, sentence)
        price = None if span is None else price_of(word, word.head, span, sentence)
        if price is None or price > _OPTIONAL:
            return False
    return True


def _breaks(last: Word, following: Word) -> bool:
    """Whether a text can end between two words."""
    if (
        last.pos_ in (*OPENING, "PRON", "AUX", "NUM")
        or listed(last.lower_, "never_last")
        or last.text.endswith(("'", "-"))
        or last.lower_ in ("plus", "moins", "beaucoup", "peu", "suite", "grâce", "face", "lors")
    ):
        return False
    return following.is_punct or following.pos_ in ("ADP", "CCONJ", "SCONJ")
