"""Words that stand for another event of the kind just named, with a date of their own: pronouns
("l'arrestation du gérant le 3 mars et celle de son frère, le 7" are two) and "faire" ("le directeur
démissionne lundi, son adjoint fait de même mardi")."""

from __future__ import annotations

from timeline.extraction.candidates import Candidate, Candidates
from timeline.extraction.sentences import Moment, Sentence
from timeline.extraction.syntax import children, feature
from timeline.extraction.tree import Word

# "Faire de même", "en faire autant", "l'avoir fait".
_ALIKE = frozenset({"même", "autant", "pareil", "idem"})
_IT = frozenset({"l'", "le"})
_GENDERS = {"celui": "Masc", "celle": "Fem"}


def add_stand_in(moment: Moment, sentence: Sentence, found: Candidates) -> None:
    """Adds the event that "celui" or "celle" with a date names, of the type of the nearest event
    noun before it that it agrees with."""
    words = sentence.doc.words
    inside = range(moment.start, moment.end)
    above = (words[i].head for i in inside if words[i].head.i not in inside)
    pronoun = next((word for word in above if word.lower_ in _GENDERS), None)
    if pronoun is None or moment.expression.date is None or pronoun.i in found.of:
        return
    kind = _kind_before(pronoun, sentence, found)
    if kind is not None:
        told = Candidate(pronoun, pronoun, kind, "none")
        found.add(told)
        found.bracketed[moment.start] = ((told, moment),)


def _kind_before(pronoun: Word, sentence: Sentence, found: Candidates) -> str | None:
    for word in reversed(sentence.doc.words[sentence.start : pronoun.i]):
        if word.pos_ != "NOUN" or feature(word, "Number") == "Plur":
            continue
        event = found.of.get(word.i)
        kind = sentence.types.get(word.i) or (event.type if event is not None else None)
        if kind is not None and feature(word, "Gender") == _GENDERS[pronoun.lower_]:
            return kind
    return None


def does_the_same(verb: Word, sentence: Sentence) -> bool:
    """Whether a verb with a date tells what a verb before it has told of somebody else."""
    if verb.lemma_ != "faire":
        return False
    words = sentence.doc.words
    days = (one for one in sentence.moments if not one.expression.text.lower().startswith("depuis"))
    if all(words[i].head is not verb for day in days for i in range(day.start, day.end)):
        return False
    alike = any(word.lower_ in _ALIKE for word in words[verb.i + 1 : verb.i + 3])
    return alike or any(word.lower_ in _IT for word in children(verb, "obj"))
