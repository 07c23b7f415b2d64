"""Events that dates in brackets tell of the name before them."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.dates import find_dates
from timeline.extraction.candidates import Candidate, Candidates
from timeline.extraction.sentences import Moment, Sentence

# What parts the dates of birth and death.
_DASH = re.compile(r"\s*(?:--|[-–—])\s*")


def add_bracketed(moment: Moment, sentence: Sentence, found: Candidates) -> None:
    """The event that a date in brackets tells of a name: "Odyssée (2018)".

    A person's two dates ("Anne Roux (1859-1935)", "(Paris, 3 mai 1859 – Lyon, 2 juin 1935)") are
    those of birth and death; a work or product came out, an organisation was founded then.
    """
    doc = sentence.doc
    opening = _opening_bracket(moment.start, sentence)
    name = sentence.names.get(opening - 1) if opening > sentence.start else None
    if name is None or moment.expression.date is None:
        return
    head = doc[name.start]
    if head.i in found.of or moment.start in found.of:
        return
    if name.type == "PER":
        ends = _ends_of_life(moment, sentence)
        if len(ends) != 2:
            return
        words, kinds = (head, doc[ends[1].start]), ("be_born", "die")
        told = tuple(
            (Candidate(word, word, kind, "none", named=head), end)
            for word, kind, end in zip(words, kinds, ends, strict=True)
        )
    else:
        before = doc[moment.start - 1]
        alone = before.text == "(" or before.pos_ == "ADP" or before.lower_ == "depuis"
        if not alone or not _is_closed(moment.end, sentence):
            return
        kind = {"MISC": "launch_product", "ORG": "found"}.get(name.type or "", "other")
        told = ((Candidate(head, head, kind, "none", named=head), moment),)
    for candidate, _ in told:
        found.add(candidate)
    for end in {moment.start, *(end.start for _, end in told)}:
        found.bracketed[end] = told if end == moment.start else ()


def _opening_bracket(position: int, sentence: Sentence) -> int:
    """The position of the bracket that a date stands in, with no more than a place or a preposition
    between; -1 where there is none."""
    for place in range(position - 1, max(sentence.start, position - 7) - 1, -1):
        word = sentence.doc[place]
        if word.text == "(":
            return place
        if place not in sentence.names and word.pos_ != "ADP" and word.text not in (",", "depuis"):
            return -1
    return -1


def _is_closed(position: int, sentence: Sentence) -> bool:
    return position < sentence.end and sentence.doc[position].text == ")"


def _ends_of_life(moment: Moment, sentence: Sentence) -> list[Moment]:
    """The moments of birth and death that a date in brackets begins, none where it is no such."""
    doc, text = sentence.doc, moment.expression.text
    following = next((m for m in sentence.moments if m.start >= moment.end), None)
    if _is_closed(moment.end, sentence):
        halves = [find_dates(half) for half in _DASH.split(text)]
        if len(halves) != 2 or any(len(half) != 1 for half in halves):
            return []
        dash = next((i for i in range(moment.start, moment.end) if _DASH.search(doc[i].text)), None)
        first, second = (
            replace(moment.expression, date=half[0].date, value=half[0].value) for half in halves
        )
        start = moment.start if dash is None or doc[dash].text == text else dash + 1
        return [replace(moment, expression=first), Moment(second, start, moment.end)]
    if following is None or not _is_closed(following.end, sentence):
        return []
    between = doc[moment.end : following.start]
    dashed = bool(between) and _DASH.fullmatch(between[0].text) is not None
    places = all(word.i in sentence.names or word.text == "," for word in between[1:])
    return [moment, following] if dashed and places else []
