"""A short headline that says what happened, in the article's own words: an event's title.

A sentence that is short enough is its own title, but for dates and for links to what comes before.
From a longer one whole phrases are left out: of all ways to shorten the sentence, a clause of it or
the event's phrase, the cheapest is taken, where everything left out has a price, and so has what a
reader would not understand. A pronoun whose antecedent is known is replaced by the name in square
brackets, as in a quotation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from timeline.extraction.candidates import Candidate
from timeline.extraction.compression import compressions
from timeline.extraction.fronted import opens_entry
from timeline.extraction.gapping import left_out_of_title
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import feature
from timeline.extraction.title_beginnings import UNSOUND, excerpt, opening
from timeline.extraction.title_brackets import bracketed, is_said
from timeline.extraction.title_breaks import is_broken
from timeline.extraction.title_clarity import (
    OPENING,
    unclear,
    without_lone_comma,
)
from timeline.extraction.title_clitics import referred
from timeline.extraction.title_context import LEAST
from timeline.extraction.title_cuts import A_CHARACTER
from timeline.extraction.title_dates import left_out
from timeline.extraction.title_frames import Piece
from timeline.extraction.title_introductions import explained
from timeline.extraction.title_placing import FOR_ANY, is_apart, is_placed, tries
from timeline.extraction.title_pronouns import with_antecedents
from timeline.extraction.title_reference import openness
from timeline.extraction.title_stand_ins import length_of, stand_in_words
from timeline.extraction.title_stretches import around, pieces
from timeline.extraction.title_topics import joined, topics_of, with_topic
from timeline.extraction.title_wholeness import TORN, is_sound
from timeline.extraction.title_words import LONGEST, begun, rendered
from timeline.extraction.tree import Word

# From this price on, a title without the event's own word is looked for.
_DEAR = 7.0
# By how much the sum of the words may exceed what they make as a title.
_SLACK = 6
# How much more a title may cost with room for a name, or that needs none, and how many characters
# may go.
_FOR_A_NAME, _FOR_NONE = 4.0, 1.0
_MOST_GONE = 42
_NOTHING: frozenset[int] = frozenset()


class _Title(NamedTuple):
    """A title, its price, and the words that it is made of with what stands in place of some."""

    price: float
    text: str
    words: Sequence[Word]
    said: Mapping[int, str]


class _Asked(NamedTuple):
    """What a title is asked for, with the names that words of the sentence stand for and the
    positions that no title has."""

    candidate: Candidate
    sentence: Sentence
    names: Mapping[int, str]
    described: Mapping[int, str]
    gone: frozenset[int]


def clause(
    candidate: Candidate,
    sentence: Sentence,
    names: Mapping[int, str],
    described: Mapping[int, str] | None = None,
    source: str | None = None,
) -> str:
    """The title of an event: subject, predicate and complements, at most 90 characters.

    `names` gives the names that the sentence's pronouns stand for, `described` those that its nouns
    do, by position and in brackets; `source` says so. Blanks are single.
    """
    if sentence.is_title:
        headline = " ".join(sentence.doc[sentence.start : sentence.end].text.split())
        if len(headline) <= LONGEST:
            return begun(headline.strip(" ,;:.…–—-"))
    if candidate.named is not None and not is_said(candidate, sentence):
        return bracketed(candidate.named, candidate, sentence)
    names = with_antecedents(sentence, names)
    elsewhere = left_out_of_title(candidate, sentence) if sentence.gaps else _NOTHING
    if elsewhere and sentence.doc.words[max(0, min(elsewhere) - 1)].pos_ in OPENING:
        # "Aux soirs des 4, 5 et 6 mai" are days, and no phrases without a verb.
        elsewhere = _NOTHING
    candidate = candidate.host or candidate
    gone = elsewhere | _date_of_entry(sentence)
    best = _best(pieces(candidate, sentence), names, None, gone)
    if best is None or best.price > _DEAR:
        best = _best(around(candidate, sentence), names, best, gone)
    # "Elle a supprimé 500 [places]": what the phrase does without is understood.
    if best is None or best.price >= UNSOUND and not elsewhere:
        text = excerpt(candidate, sentence, names)
        if not text and (best is None or best.price >= TORN or _is_cut_off(best)):
            text = opening(sentence, gone)
        text = text or (best.text if best else _end(candidate))
        return _placed(begun(text), sentence, source)
    asked = _Asked(candidate, sentence, names, described or {}, gone)
    return begun(_understood(best, asked, source))


def _is_cut_off(title: _Title) -> bool:
    """Whether a title has no subject before its verb, as "se sont multipliés", or is broken."""
    first = title.words[0]
    amid = first.lower_ in ("se", "s'") and first.relation == "expl"
    return amid or is_broken(title.words, title.said)


def _understood(best: _Title, asked: _Asked, source: str | None) -> str:
    """A title with what explains its nouns, or with what its article is about, if there is room or
    if what can go from it makes some."""
    sentence = asked.sentence
    said: Mapping[int, str] = explained(best.words, asked.described, best.said, sentence)
    text = begun(rendered(best.words, said))
    if len(text) > LONGEST:
        room = LONGEST - (len(text) - len(best.text))
        text, said = begun(best.text), best.said
        shorter = _shorter(best, asked, room, _FOR_A_NAME)
        if shorter is not None:
            more = explained(shorter.words, asked.described, shorter.said, sentence)
            longer = rendered(shorter.words, more)
            if more != shorter.said and len(longer) <= LONGEST:
                best, text, said = shorter, begun(longer), more
    left_open = openness(best.words, said, sentence)
    if _is_quotation(text):
        return _placed(text, sentence, source)
    if left_open == "none":
        told = any(feature(word, "VerbForm") == "Fin" for word in best.words)
        if told and not is_apart(text, sentence):
            return text
        # "Grève à la raffinerie de Morlac" says less than what happened there.
        left_open = "apart" if told else "aside"
    topics = topics_of(text, sentence, left_open)
    who = referred(best.words, said, sentence) if left_open == "aside" else ""
    if who:
        topics.telling.insert(0, who)
    known: dict[int, _Title | None] = {}
    for topic, dearer in tries(*topics, left_open):
        if len(joined(topic, text, sentence)) <= LONGEST:
            return joined(topic, text, sentence)
        room = LONGEST - len(topic) - len("[ :] ")
        if dearer and room not in known:
            # What has no shorter title for a topic has none for a longer one.
            hopeless = any(found is None and room < other for other, found in known.items())
            known[room] = None if hopeless else _shorter(best, asked, room, FOR_ANY)
        shorter = known[room] if dearer else None
        if shorter is not None and shorter.price > best.price + dearer:
            continue
        if shorter is not None:
            still = openness(shorter.words, shorter.said, sentence)
            if left_open == "aside" and (still, shorter.words[0]) != ("aside", best.words[0]):
                continue
            if left_open == "apart" and shorter.words[0] != best.words[0]:
                continue
            if still == "none" and left_open != "apart":
                if shorter.price > best.price + _FOR_NONE:
                    continue
                return shorter.text
            return joined(topic, begun(shorter.text), sentence)
    return text


def _shorter(best: _Title, asked: _Asked, room: int, more: float) -> _Title | None:
    """The cheapest title of at most `room` characters, where it costs at most so much more."""
    if len(best.text) - room > _MOST_GONE:
        return None
    shorter = _best(pieces(asked.candidate, asked.sentence), asked.names, None, asked.gone, room)
    if shorter is None or shorter.price > best.price + more or shorter.price >= UNSOUND:
        return None
    return shorter if is_sound(shorter.words, best.words) else None


def _placed(title: str, sentence: Sentence, source: str | None) -> str:
    """A title with who says it, where it is nothing but a quotation, or with what its article is
    about, where it names nothing; if there is room."""
    if source and _is_quotation(title) and source[:1].isupper() and source not in title:
        said = f"{source} : {title}"
        if len(said) <= LONGEST:
            return said
    if "[" in title or title.endswith("…") and is_placed(title, sentence):
        return title
    return with_topic(title, sentence)


def _is_quotation(title: str) -> bool:
    return title.startswith("«") and title.endswith("»")


def _date_of_entry(sentence: Sentence) -> frozenset[int]:
    """The positions of the date, with its dash or colon, that an entry of a chronology opens with:
    the event has it, and its title need not."""
    for moment in sentence.moments[:1]:
        if opens_entry(sentence, moment) and moment.end + 1 < sentence.end:
            return frozenset(range(sentence.start, moment.end + 1))
    return _NOTHING


def _best(
    choices: Iterable[Piece],
    names: Mapping[int, str],
    best: _Title | None,
    elsewhere: frozenset[int],
    room: int = LONGEST,
) -> _Title | None:
    """The cheapest title of some pieces, the widest of them first, with its price; or the one given
    if it is cheaper. No title has the words at the positions `elsewhere` or is longer than `room`.
    """
    waiting = iter(choices)
    tried: set[tuple[object, ...]] = set()
    for piece in waiting:
        tried.add(_places(piece))
        best = _title(piece, names, best, elsewhere, room)
        break
    if best is not None and best.price <= LEAST:
        return best
    for piece in sorted(waiting, key=lambda piece: piece.price):
        if best is not None and best.price <= piece.price:
            break
        places = _places(piece)
        if places not in tried:
            tried.add(places)
            best = _title(piece, names, best, elsewhere, room)
    return best


def _places(piece: Piece) -> tuple[object, ...]:
    """Where the stretches of a piece begin and end, and what is kept: one of such a kind is
    enough."""
    return tuple([part for frame in piece.frames for part in (frame.start, frame.end, frame.kept)])


def _title(
    piece: Piece,
    names: Mapping[int, str],
    best: _Title | None,
    elsewhere: frozenset[int],
    room: int,
) -> _Title | None:
    """The cheapest title made of a piece with its price, or the one given if it is cheaper."""
    words: list[Word] = []
    for frame in piece.frames:
        gone = left_out(frame.sentence, frame.start, frame.end, frame.kept)
        if elsewhere and frame is piece.frames[-1]:
            gone = gone | elsewhere
        stretch = frame.sentence.doc.words[frame.start : frame.end]
        words += [word for word in stretch if word.i not in gone]
    if not words:
        return best
    said = stand_in_words(words, names, piece.frames[0].sentence)
    length = length_of(words, said)
    if length <= room + _SLACK:
        words = without_lone_comma(words)
        text = rendered(words, said)
        length = len(text)
        if length <= room:
            price = piece.price + unclear(words, words, said, piece)
            return _cheaper(best, _Title(price, text, words, said))
    if best is not None and best.price <= piece.price + A_CHARACTER * (length - room - _SLACK):
        return best
    if piece.frames[-1].start < piece.frames[0].start:
        # What is turned round is told whole.
        return best
    for price, left in compressions(words, piece.frames, length - room):
        if best is not None and best.price <= piece.price + price:
            break
        left = without_lone_comma(left)
        text = rendered(left, said)
        if len(text) <= room:
            price += piece.price + unclear(left, words, said, piece)
            best = _cheaper(best, _Title(price, text, left, said))
    return best


def _cheaper(best: _Title | None, other: _Title) -> _Title:
    return best if best is not None and best.price <= other.price else other


def _end(candidate: Candidate) -> str:
    """The event's own word with what follows and fits."""
    word = candidate.trigger
    words = [w for w in word.subtree if w.i >= word.i]
    while words and (len(rendered(words, {})) > LONGEST or words[-1].pos_ in OPENING):
        words.pop()
    return rendered(words, {})[:LONGEST] or word.text[:LONGEST]
