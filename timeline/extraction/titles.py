"""A short headline that says what happened, in the article's own words: an event's title.

A sentence that is short enough is its own title, but for dates and for links to what comes before.
From a longer one whole phrases are left out: of all ways to shorten the sentence, a clause of it or
the event's phrase, the cheapest is taken, where everything left out has a price, and so has what a
reader would not understand. A pronoun whose antecedent is known is replaced by the name in square
brackets, as in a quotation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from timeline.extraction.compression import compressions
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import children
from timeline.extraction.title_clarity import (
    OPENING,
    odd_beginning,
    subjectless,
    unclear,
    without_lone_comma,
)
from timeline.extraction.title_context import LEAST
from timeline.extraction.title_cuts import A_CHARACTER, cuts
from timeline.extraction.title_dates import left_out
from timeline.extraction.title_frames import Piece
from timeline.extraction.title_pronouns import with_antecedents
from timeline.extraction.title_stand_ins import in_place
from timeline.extraction.title_stretches import around, pieces
from timeline.extraction.title_words import LONGEST, listed, rendered
from timeline.extraction.tree import Word
from timeline.extraction.triggers import Candidate

# From this price on, a title without the event's own word is looked for.
_DEAR = 7.0
# By how much the sum of the words may exceed what they make as a title.
_SLACK = 6
# From this price on, a title is garbled or only half true.
_UNSOUND = 14.0
# The most that what a beginning does without may cost.
_AN_ASIDE = 3.5


def clause(candidate: Candidate, sentence: Sentence, names: Mapping[int, str]) -> str:
    """The title of an event: subject, predicate and complements, at most 90 characters.

    `names` gives the names that the sentence's pronouns stand for, by position. Blanks are single.
    """
    if sentence.is_title:
        headline = " ".join(sentence.doc[sentence.start : sentence.end].text.split())
        if len(headline) <= LONGEST:
            return _begun(headline.strip(" ,;:.…–—-"))
    if candidate.named is not None:
        return _bracket(candidate.named, sentence)
    names = with_antecedents(sentence, names)
    best = _best(pieces(candidate, sentence), names, None)
    if best is None or best[0] > _DEAR:
        best = _best(around(candidate, sentence), names, best)
    if best is None or best[0] >= _UNSOUND:
        return _begun(
            _excerpt(candidate, sentence, names) or (best[1] if best else _end(candidate))
        )
    return _begun(best[1])


def _best(
    choices: Iterable[Piece], names: Mapping[int, str], best: tuple[float, str] | None
) -> tuple[float, str] | None:
    """The cheapest title of some pieces, the widest of them first, with its price; or the one given
    if it is cheaper."""
    waiting = iter(choices)
    for piece in waiting:
        best = _title(piece, names, best)
        break
    if best is not None and best[0] <= LEAST:
        return best
    for piece in sorted(waiting, key=lambda piece: piece.price):
        if best is not None and best[0] <= piece.price:
            break
        best = _title(piece, names, best)
    return best


def _begun(text: str) -> str:
    """A text with a capital at its beginning."""
    place = 1 if text[:1] in "[«" and len(text) > 1 else 0
    place += text[place : place + 1] == " "
    return text[:place] + text[place : place + 1].upper() + text[place + 1 :]


def _bracket(name: Word, sentence: Sentence) -> str:
    """A name with what stands in brackets behind it."""
    found = sentence.names[name.i]
    closing = next(
        (i for i in range(found.end, sentence.end) if sentence.doc[i].text == ")"), found.end
    )
    text = " ".join(sentence.doc[found.start : closing + 1].text.split())
    return text if len(text) <= LONGEST else found.text


def _title(
    piece: Piece, names: Mapping[int, str], best: tuple[float, str] | None
) -> tuple[float, str] | None:
    """The cheapest title made of a piece with its price, or the one given if it is cheaper."""
    words: list[Word] = []
    for frame in piece.frames:
        gone = left_out(frame.sentence, frame.start, frame.end, frame.kept)
        stretch = frame.sentence.doc.words[frame.start : frame.end]
        words += [word for word in stretch if word.i not in gone]
    if not words:
        return best
    said = _said(words, names, piece.frames[0].sentence)
    length = _length(words, said)
    if length <= LONGEST + _SLACK:
        words = without_lone_comma(words, piece.frames[-1].root)
        text = rendered(words, said)
        length = len(text)
        if length <= LONGEST:
            return _cheaper(best, piece.price + unclear(words, words, said, piece), text)
    if best is not None and best[0] <= piece.price + A_CHARACTER * (length - LONGEST - _SLACK):
        return best
    for price, left in compressions(words, piece.frames, length):
        if best is not None and best[0] <= piece.price + price:
            break
        left = without_lone_comma(left, piece.frames[-1].root)
        text = rendered(left, said)
        if len(text) <= LONGEST:
            price += piece.price + unclear(left, words, said, piece)
            best = _cheaper(best, price, text)
    return best


def _length(words: Sequence[Word], said: Mapping[int, str]) -> int:
    """About how many characters words make as a title."""
    length = sum([len(word.text) + len(word.whitespace_) for word in words])
    for position, name in said.items():
        length += len(name) - len(words[0].doc.words[position].text)
    return length - 2


def _cheaper(best: tuple[float, str] | None, price: float, text: str) -> tuple[float, str]:
    return best if best is not None and best[0] <= price else (price, text)


def _said(words: Sequence[Word], names: Mapping[int, str], sentence: Sentence) -> dict[int, str]:
    """The names for pronouns and owners, where the words do not give them before."""
    said: dict[int, str] = {}
    seen: set[str] = set()
    for word in words:
        name = names.get(word.i)
        if name is None:
            seen.add(word.text)
            continue
        if word.relation == "det" or not name:
            if name or word.i - 1 in said:
                said[word.i] = name
            continue
        hangs = word.text.startswith("-") or word.i and word.doc[word.i - 1].text == "-"
        if not hangs and not seen.issuperset(_words_of(name)[-1:]):
            said[word.i] = name
            seen.update(_words_of(name))
    in_place(words, said, sentence)
    return said


def _words_of(name: str) -> list[str]:
    return name.strip("[]").replace("'", "' ").split()


def _excerpt(candidate: Candidate, sentence: Sentence, names: Mapping[int, str]) -> str:
    """The beginning of the event's clause without asides, up to where a phrase ends, and dots.

    Where there is nothing sound to leave out, a reader is told that there is more.
    """
    choices = sorted(pieces(candidate, sentence), key=lambda piece: piece.price)
    for piece in (*choices, *around(candidate, sentence)):
        if piece.price >= _UNSOUND or piece.is_phrase:
            continue
        asides = (c for frame in piece.frames for c in cuts(frame) if c.price <= _AN_ASIDE)
        gone = {i for cut in asides for i in (*range(cut.start, cut.end), cut.comma)}
        words = [
            word
            for frame in piece.frames
            for word in frame.sentence.doc.words[frame.start : frame.end]
            if word.i not in gone
        ]
        if not words or odd_beginning(words[0], words, piece) or subjectless(words, piece):
            continue
        said = _said(words, names, sentence)
        needed = {*piece.frames[-1].kept, piece.frames[-1].root.i}
        needed.update(c.i for c in children(piece.frames[-1].root, "obj", "ccomp", "xcomp"))
        for count in range(len(words) - 1, 0, -1):
            left = words[:count]
            if not _breaks(left[-1], words[count]) or _length(left, said) > LONGEST + _SLACK:
                continue
            text = rendered(left, said)
            if len(text) >= LONGEST:
                continue
            if needed <= {word.i for word in left}:
                return f"{text[:-1].rstrip()}… »" if text.endswith("»") else f"{text}…"
            break
    return ""


def _end(candidate: Candidate) -> str:
    """The event's own word with what follows and fits."""
    word = candidate.trigger
    words = [w for w in word.subtree if w.i >= word.i]
    while words and (len(rendered(words, {})) > LONGEST or words[-1].pos_ in OPENING):
        words.pop()
    return rendered(words, {})[:LONGEST] or word.text[:LONGEST]


def _breaks(last: Word, following: Word) -> bool:
    """Whether a text can end between two words."""
    if (
        last.pos_ in (*OPENING, "PRON", "AUX", "NUM")
        or listed(last.lower_, "never_last")
        or last.text.endswith(("'", "-"))
        or last.lower_ in ("plus", "moins", "beaucoup", "peu")
    ):
        return False
    return following.is_punct or following.pos_ in ("ADP", "CCONJ", "SCONJ")
