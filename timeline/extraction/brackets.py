"""Events that dates in brackets tell of the name before them, and dates in an opening apposition of
who or what it describes."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.dates import find_dates
from timeline.extraction.candidates import Candidate, Candidates
from timeline.extraction.sentences import Moment, Sentence
from timeline.extraction.syntax import OF, children

# What parts the dates of birth and death.
_DASH = re.compile(r"\s*(?:--|[-–—])\s*")
# How parsers join a description in front of its clause to the verb.
_IN_FRONT = frozenset({"advcl", "appos", "dislocated", "parataxis"})


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


def add_opening(moment: Moment, sentence: Sentence, found: Candidates) -> None:
    """The event of a description that opens its sentence and ends with a date: "Maire depuis 1989,
    Anne Roux part", "Champion en 2004, il revient". The verb behind it has another date."""
    words, first = sentence.doc.words, sentence.doc[sentence.start]
    if sentence.is_title or first.i >= moment.start or words[moment.end - 1].i + 1 >= sentence.end:
        return
    described = first.pos_ in ("NOUN", "ADJ") and first.relation in _IN_FRONT
    phrase = words[first.i : moment.start]
    # "Petite-fille d'un maçon du barrage de 1957": the year says which barrage.
    if not phrase or phrase[-1].lower_ in OF:
        return
    whole = all(word.pos_ not in ("VERB", "AUX", "PUNCT") for word in phrase)
    if not (described and whole) or words[moment.end].text != "," or first.i in found.of:
        return
    if first.head.i < moment.end or any(child.i < first.i for child in first.children):
        return
    found.bracketed[moment.start] = ()
    subject = next(iter(children(first.head, "nsubj")), first)
    if subject.pos_ in ("NOUN", "PROPN") and subject.i >= moment.end:
        told = Candidate(first, first, "other", "none", named=subject)
        found.add(told)
        found.bracketed[moment.start] = ((told, moment),)


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
