"""Events that dates in brackets tell of the name before them, dates in an opening apposition of who
or what it describes, and dates of taking office behind whom they say it of."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.dates import find_dates
from timeline.extraction.candidates import Candidate, Candidates
from timeline.extraction.lexicon import Lexicon
from timeline.extraction.sentences import Moment, Sentence
from timeline.extraction.syntax import OF, children, preposition
from timeline.extraction.tree import Word

# What parts the dates of birth and death.
_DASH = re.compile(r"\s*(?:--|[-–—])\s*")
# How parsers join a description in front of its clause to the verb.
# "Un maire depuis 2014", "ancien maire"
_NOT_HELD = frozenset({"un", "des", "ancien"})
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


def add_tenure(moment: Moment, sentence: Sentence, lexicon: Lexicon, found: Candidates) -> None:
    """The taking of what is held since a date: "Anne Roux, maire depuis 2014", "le directeur, en
    poste depuis mai", "Lormond, propriétaire de l'usine depuis 2018"."""
    words = sentence.doc.words
    if moment.expression.date is None or not moment.expression.text.lower().startswith("depuis"):
        return
    head = next((w for w in words[moment.start : moment.end] if w.head.i < moment.start), None)
    noun = head.head if head is not None else None
    if noun is None or noun.pos_ not in ("NOUN", "ADJ") or noun.i == sentence.start:
        return
    if all(word.pos_ not in ("VERB", "AUX") for word in sentence.tokens):
        return
    kind, known = _tenure(noun, lexicon), found.of.get(noun.i)
    between = words[noun.i : moment.start]
    if kind is None or any(word.is_punct or word.relation == "conj" for word in between):
        return
    if known is not None:
        if known.trigger is not noun:
            return
        found.items.remove(known)
    told = Candidate(noun, noun, kind, "none", named=_holder(noun, sentence))
    found.items.append(told)
    found.of[noun.i] = told
    found.bracketed[moment.start] = ((told, moment),)


def _holder(noun: Word, sentence: Sentence) -> Word | None:
    """The name of who is what a noun says, right before it or its clause's subject."""
    subject = next(iter(children(noun if any(children(noun, "cop")) else noun.head, "nsubj")), None)
    near = (noun.head, *children(noun.head, "appos"), *(() if subject is None else (subject,)))
    return next((word for word in near if word.i in sentence.names and word.i < noun.i), None)


def _tenure(noun: Word, lexicon: Lexicon) -> str | None:
    """The type of the event by which one came to be what a noun says; None for no such noun."""
    lemma, case = noun.lemma_.lower(), preposition(noun)
    if case:
        return "start_position" if lexicon.is_a("tenure.office", f"{case} {lemma}") else None
    if lexicon.is_a("tenure.owner", lemma):
        return "acquire"
    held = all(c.lemma_.lower() not in _NOT_HELD for c in children(noun, "det", "amod"))
    return "start_position" if held and lemma in lexicon.classes["leader"] else None


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
