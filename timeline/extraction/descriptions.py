"""Dates that only describe: which thing is meant, what a figure is compared with, since when."""

from __future__ import annotations

from timeline.extraction.candidates import Candidate, Candidates
from timeline.extraction.sentences import Moment, Sentence
from timeline.extraction.syntax import OF, children, preposition
from timeline.extraction.tree import Word

_YEAR = 366
_COMPARING = frozenset(
    {"rapport", "comparé", "comparée", "comparés", "comparées", "comparativement"}
)
_UNHEARD_OF = frozenset(
    {"première", "premier", "premières", "premiers", "record", "records", "fois", "pire", "pires",
     "meilleur", "meilleure", "meilleurs", "meilleures", "inédit", "inédite", "jamais", "plus"}
)  # fmt: skip
# How many words before "depuis" may say so.
_PHRASE = 6
_COMPARATIVES = frozenset({"plus", "moins", "aussi", "autant", "mieux", "pire", "meilleur", "même"})


def describes(step: Word, moment: Moment, sentence: Sentence) -> bool:
    """Whether a date only tells which thing is meant ("la loi de 2005", "les Jeux 2012")."""
    if not moment.start <= step.i < moment.end:
        return False
    before = sentence.doc[moment.start - 1].lower_ if moment.start > sentence.start else ""
    case = next((c.lower_ for c in children(step, "case") if c.i < step.i), "")
    # "Le budget 2012" is a thing; "l'usine lundi prochain" a parser's guess.
    bare = not case and moment.expression.text.isdigit()
    range_like = moment.expression.text.lower().startswith(("du ", "de ", "d'ici"))
    # "Un bail pour 2030"
    for_it = "pour" in (case, before) and step.relation == "nmod"
    # All else may stand for the whole clause.
    return (case in OF or before in OF or bare or for_it) and not range_like


def is_set_off(noun: Word, sentence: Sentence) -> bool:
    """Whether a noun that tells no event stands between commas and says more of another noun: a
    date there is not that of the clause ("la maire, en poste depuis 2014, est partie")."""
    if noun.pos_ != "NOUN" or noun.relation != "nmod" or noun.head.pos_ not in ("NOUN", "PROPN"):
        return False
    inside = [word.i for word in noun.subtree if not word.is_punct]
    words, first, last = sentence.doc.words, min(inside) - 1, max(inside) + 1
    between = first > sentence.start and last < sentence.end
    return between and words[first].text == "," == words[last].text


def is_inside_relative(item: Candidate, moment: Moment) -> bool:
    """Whether a verb sits in a relative clause that has ended before the date."""
    step = item.predicate
    while step.head != step:
        if step.relation in ("acl", "advcl", "ccomp"):
            return step.subtree[-1].i < moment.start
        step = step.head
    return False


def is_of_the_verb(step: Word, moment: Moment) -> bool:
    """Whether a day without a preposition hangs on an object behind its verb."""
    bare = step.i in range(moment.start, moment.end) and step.relation == "nmod"
    noun = step.head
    # Parsers take some objects for circumstances ("tous ses vols").
    bare_noun = noun.relation == "obj" or noun.relation == "obl" and not preposition(noun)
    behind = bare_noun and noun.head.i < noun.i < step.i
    day = moment.expression.date is not None and moment.expression.date.grain == "day"
    return bare and behind and day and not preposition(step)


def is_compared(moment: Moment, sentence: Sentence, candidates: Candidates) -> bool:
    """Whether a date is that of a figure that another is compared with ("contre 3 % en mai"), and
    not of an event beside it ("contre 3 % au scrutin de mai")."""
    if _is_since_unheard_of(moment, sentence):
        return True
    number = False
    for token in reversed(sentence.doc[sentence.start : moment.start]):
        event = candidates.of.get(token.i)
        if event is not None and event.is_noun and event.type not in (None, "other"):
            return False
        if token.pos_ in ("PUNCT", "VERB", "AUX"):
            return False
        number = number or token.pos_ == "NUM"
        if token.lower_ == "contre":
            return number
        if token.lower_ in _COMPARING or token.lower_ in ("que", "qu'") and _is_comparison(token):
            # "Une hausse de 3 % par rapport à 2010", "plus faible qu'en 2010"
            return True
    return False


def _is_since_unheard_of(moment: Moment, sentence: Sentence) -> bool:
    """Whether a date says since when nothing like it has been: "une première depuis 1990", "pour la
    première fois depuis la guerre"."""
    words = sentence.doc.words
    within = words[max(sentence.start, moment.start - 1) : moment.start + 1]
    since = next((word for word in within if word.lower_ == "depuis"), None)
    if since is None:
        return False
    for word in reversed(words[max(sentence.start, since.i - _PHRASE) : since.i]):
        if word.is_punct or word.pos_ in ("VERB", "AUX"):
            return False
        if word.lower_ in _UNHEARD_OF:
            return True
    return False


def _is_comparison(que: Word) -> bool:
    """Whether "que" goes on from a comparative shortly before it."""
    return any(word.lower_ in _COMPARATIVES for word in que.doc.words[max(0, que.i - 5) : que.i])


def is_year_of_a_work(moment: Moment, sentence: Sentence) -> bool:
    """Whether a date in brackets only says of when the name before it is ("approchant Les Quais
    (2011)"); that of a place ("à Lyon (1820)") may date what happened there."""
    doc, before = sentence.doc, moment.start - 1
    closed = moment.end < sentence.end and doc[moment.end].text == ")"
    if not closed or before <= sentence.start or doc[before].text != "(":
        return False
    name = sentence.names.get(before - 1)
    return name is not None and name.type not in ("LOC", None)


def is_of_a_section(moment: Moment, sentence: Sentence) -> bool:
    """Whether a heading says in brackets which years the text below is about ("Les débuts
    (1998-2003)"): that is no time of an event."""
    date = moment.expression.date
    several = date is not None and (date.days is None or date.days > _YEAR)
    return several and sentence.is_title and sentence.doc[moment.start - 1].text == "("
