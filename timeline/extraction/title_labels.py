"""What an article is about, as its headline says it: "Usine de Morlac", "Charente, incendie".

A title that its reader cannot place stands behind such a label: "[Usine de Morlac :] la direction
annonce un plan".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from timeline.extraction.names import cues
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import DEFINITES, OF, feature
from timeline.extraction.title_antecedents import is_dated
from timeline.extraction.title_frames import once_a_sentence
from timeline.extraction.title_people import is_human
from timeline.extraction.title_words import listed
from timeline.extraction.tree import HAPPENING, Word

# The longest label, in characters, and how many of a headline are tried.
LONGEST = 60
_MOST = 5
# How many words of a headline are looked through for the end of what opens it.
_OPENING = 9
_INDEFINITES = frozenset({"un", "une", "des", "d'", "de"})
# What a phrase of a headline goes on with; behind other prepositions it says how, when or by whom.
_GOING_ON = frozenset(
    {
        "de", "du", "des", "d'", "à", "au", "aux", "en", "dans", "sur", "contre", "entre", "pour",
        "autour", "chez",
    }
)  # fmt: skip
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_SKIPPED = frozenset({"ADP", "NUM", "ADV", "VERB"})
_OF_WHAT = re.compile(r"\S+ (?:de la |du |des |de l')(\w+ d.+)")
_QUOTES = {"«": "»", "“": "”", '"': '"'}


class Labels(NamedTuple):
    """What may stand before a title, best first: in `apart` without the place that the headline has
    before its colon, for sentences that speak of another one. `place` is that place, or the name in
    the best of them, and `named` says whether they name anything."""

    texts: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    place: str = ""
    named: bool = True


class _Rubric(NamedTuple):
    """What stands before a headline's colon, where it says what the article is about; `is_whole` if
    it says all, and `end`, the position behind the colon."""

    text: str
    is_whole: bool
    end: int


@once_a_sentence
def labels(headline: Sentence) -> Labels:
    """What a headline says that its article is about. Worked out once."""
    rubric = _rubric(headline)
    if rubric.is_whole:
        both = (rubric.text, *_of_what(rubric.text))
        return Labels(both, both, _name_in(rubric.text, headline))
    about, start = beginning(headline)
    phrases = list(_phrases(headline, start, bool(rubric.text)))
    told = [text for text, tells in phrases if tells]
    home = listed(about.lower(), "home")
    # "France, vente d'une halle" says no more than "vente d'une halle".
    texts = [
        joined("" if home and tells else about, text) for text, tells in phrases if about or tells
    ]
    named = bool(about) or any(part[:1].isupper() for text in told for part in text.split())
    apart = [capitalised(text) for text in told if len(text) <= LONGEST]
    texts = [text for text in texts if text]
    place = about or (_name_in(texts[0], headline) if texts else "")
    return Labels(tuple(texts[:_MOST]), tuple(apart[:_MOST]), place, named)


def _of_what(rubric: str) -> tuple[str, ...]:
    """What a rubric is about, where that is more than a name: "Vol des Clefs de Morlac"."""
    match = _OF_WHAT.match(rubric)
    return () if match is None else (capitalised(match[1]),)


def beginning(headline: Sentence) -> tuple[str, int]:
    """The name or the place that a headline begins with, "" if with none, and where what it says of
    it begins."""
    rubric = _rubric(headline)
    place, start = _fronted(headline, rubric.end)
    return rubric.text or place, start


def _name_in(text: str, headline: Sentence) -> str:
    """The last name of a headline that is part of a text, "" where there is none."""
    names = [name.text for name in headline.names.values() if name.type != "PER"]
    found = next((name for name in reversed(names) if name in text and name != text), "")
    # "Usine de Morlac" as a whole is a name.
    last = text.rpartition(" de ")[2]
    return found or (last if last != text and last[:1].isupper() else "")


def joined(about: str, phrase: str) -> str:
    """A phrase with what the headline has before it, or without where that is too long; "" where
    the phrase is itself."""
    if about and about not in phrase:
        told = f"{about}, {phrase}"
        if len(told) <= LONGEST:
            return capitalised(told)
        if " " not in phrase:
            return ""
    return capitalised(phrase) if len(phrase) <= LONGEST else ""


def _rubric(headline: Sentence) -> _Rubric:
    """What stands before the first colon, "" where that is no name and no thing."""
    words = headline.doc.words[headline.start : headline.end]
    none = _Rubric("", False, headline.start)
    colon = next((word.i for word in words[:_OPENING] if word.text == ":"), None)
    if colon is None:
        return none
    none = none._replace(end=colon + 1)
    inside = [word for word in words if word.i < colon and not is_dated(word, headline)]
    while inside and inside[-1].pos_ in ("ADP", "DET"):
        inside.pop()
    if inside and _QUOTES.get(inside[0].text) == inside[-1].text:
        inside = inside[1:-1]
    if len(inside) == 1 and listed(inside[0].lower_, "domains"):
        return none
    if not inside or inside[0].pos_ in ("DET", "ADP", "ADV", "PRON", "CCONJ", "SCONJ", "NUM"):
        return none
    if any(w.is_punct or w.pos_ in ("AUX", "PRON") or _is_finite(w) for w in inside):
        return none
    name = headline.names.get(inside[0].i)
    where = _GOING_ON if inside[0].happening > HAPPENING else OF
    if any(w.pos_ == "ADP" and w.lower_ not in where for w in inside):
        # "Usine à Brenac" is none, "grève à l'usine de Brenac" is.
        return none
    named = any(word.i in headline.names for word in inside)
    if name is not None and name.type == "PER" or not named and len(inside) == 1:
        return none
    text = text_of(inside)
    if len(text) > LONGEST:
        return none
    made = any(word.lower_ in OF for word in inside)
    if name is not None and name.end >= inside[-1].i + 1 and (name.type == "LOC" and not made):
        return _Rubric(text, False, colon + 1)
    if name is not None and name.end < inside[-1].i + 1 and feature(inside[-1], "VerbForm"):
        # "Belcour évacuée"
        return _Rubric(name.text, False, colon + 1)
    return _Rubric(text, len(inside) > 1, colon + 1)


def _fronted(headline: Sentence, start: int) -> tuple[str, int]:
    """The place that opens a headline, and where what follows its comma begins."""
    words = headline.doc.words
    if start >= headline.end or words[start].pos_ not in _SKIPPED:
        return "", start
    comma = next(
        (w.i for w in words[start : min(headline.end, start + _OPENING)] if w.text == ","), None
    )
    if comma is None:
        return "", start
    name = headline.names.get(start + 1)
    place = words[start].pos_ == "ADP" and name is not None and name.end == comma
    known = name is not None and name.type != "PER"
    return (name.text if name is not None and place and known else ""), comma + 1


def _phrases(headline: Sentence, start: int, has_rubric: bool) -> Iterator[tuple[str, bool]]:
    """The noun phrase that a headline goes on with, ever shorter, and whether it tells by itself
    what is meant."""
    words = headline.doc.words
    first = words[start] if start < headline.end else None
    if first is None or first.is_punct or first.pos_ == "ADP":
        return
    indefinite = first.pos_ == "DET" and first.lower_ in _INDEFINITES
    inside, ends = stretch(headline, start + (first.pos_ == "DET"))
    head = next((word for word in inside if word.pos_ in ("NOUN", "PROPN")), None)
    if head is None or head.i in headline.names and head.text[0].isupper():
        # Who does something in a headline is not always what the text is about.
        return
    if is_human(head) or any(listed(head.lower_, table) for table in ("genres", "quantities")):
        return
    if any(word.lower_ in cues()["telling_apart"] for word in inside[: head.i - inside[0].i]):
        # "Nouvelle démission"
        return
    if indefinite and has_rubric and head.happening <= HAPPENING:
        # "Charente : une chapelle vendue"
        return
    for kept in shortened(inside, ends):
        named = [headline.names[word.i] for word in kept if word.i in headline.names]
        people = any(name.type == "PER" for name in named)
        if head not in kept or people and head.happening <= HAPPENING:
            continue
        if len(kept) == 1 and _is_torn(head, first, headline):
            continue
        tells = bool(named) or sum(word.pos_ in ("NOUN", "PROPN") for word in kept) > 1
        text = text_of(kept)
        common = kept[0].i not in headline.names and kept[0].text[1:].islower()
        yield (text[:1].lower() + text[1:] if common else text), tells


def _is_torn(noun: Word, first: Word, headline: Sentence) -> bool:
    """Whether what says which one a noun means is left out behind it: "lancement [d'une fusée]",
    "l'exploitant [du barrage]", "l'accusé [acquitté]"."""
    behind = headline.doc.words[noun.i + 1] if noun.i + 1 < headline.end else None
    if behind is None or behind.is_punct:
        return False
    participle = first.lower_ in DEFINITES and feature(behind, "VerbForm") == "Part"
    return behind.lower_ in OF or participle


def stretch(headline: Sentence, start: int) -> tuple[list[Word], list[int]]:
    """The words of the noun phrase at a place, and the positions before which it can end."""
    words, names = headline.doc.words, headline.names
    inside: list[Word] = []
    ends: list[int] = []
    closing = ""
    for word in words[start : headline.end]:
        name = names.get(word.i)
        within = name is not None and name.start < word.i or bool(closing)
        if not within:
            stops = _stops(word, inside, headline)
            halfway = word.pos_ == "VERB" and len(inside) > 1 and inside[-2].lower_ == "en"
            halfway = halfway or word.pos_ == "CCONJ"
            ending = inside and may_end(inside[-1]) and not halfway
            if ending and (stops or word.pos_ == "ADP"):
                ends.append(word.i)
            if stops:
                return inside, ends
        if word.text in _QUOTES and not closing:
            closing = _QUOTES[word.text]
        elif word.text == closing:
            closing = ""
        inside.append(word)
    if inside and may_end(inside[-1]):
        ends.append(inside[-1].i + 1)
    return inside, ends


def shortened(inside: Sequence[Word], ends: Sequence[int]) -> Iterator[list[Word]]:
    """A noun phrase, ever shorter: its words, and the positions before which it can end."""
    for end in sorted(ends, reverse=True):
        yield [word for word in inside if word.i < end]


def may_end(word: Word) -> bool:
    return word.pos_ in _NOMINAL or word.text in _QUOTES.values() or word.pos_ == "VERB"


def _stops(word: Word, inside: Sequence[Word], headline: Sentence) -> bool:
    """Whether a noun phrase of a headline ends before a word."""
    if word.is_punct and word.text not in _QUOTES:
        return word.text not in _QUOTES.values()
    if word.pos_ in ("AUX", "PRON", "SCONJ", "CCONJ", "ADV") or _is_finite(word):
        return True
    if is_dated(word, headline) or feature(word, "VerbForm") == "Inf":
        return True
    behind = headline.doc.words[word.i + 1 : min(word.i + 3, headline.end)]
    if word.pos_ == "VERB":
        # "La banque visée par une offre", "l'armée autorisée à tirer"
        open_ended = any(feature(w, "VerbForm") == "Inf" for w in behind)
        known = bool(inside) and inside[0].i > headline.start
        known = known and headline.doc.words[inside[0].i - 1].lower_ in DEFINITES
        ends = bool(behind) and not _may_follow(behind[0])
        return not inside or known or open_ended or ends or not feature(word, "VerbForm")
    if word.pos_ == "ADP":
        noun = behind[1:] if behind and behind[0].pos_ == "DET" else behind
        return word.lower_ not in _GOING_ON or bool(noun) and is_dated(noun[0], headline)
    return False


def _may_follow(word: Word) -> bool:
    """Whether a word behind a participle tells where something was done, or ends the phrase."""
    return word.is_punct or word.lower_ in ("à", "au", "aux", "dans", "sur", "pour")


def _is_finite(word: Word) -> bool:
    return word.pos_ == "VERB" and feature(word, "VerbForm") not in ("Part", "Inf")


def text_of(words: Sequence[Word]) -> str:
    return " ".join("".join(word.text_with_ws for word in words).split())


def capitalised(phrase: str) -> str:
    """A phrase with a capital, where it begins with a letter."""
    return phrase[:1].upper() + phrase[1:]
