"""Of whom a title speaks with an object pronoun that nothing in it explains.

"Paul Roux lui succède" is told as "[Anne Lenoir :] Paul Roux lui succède" where the sentence before
names her and nobody else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import feature
from timeline.extraction.title_news import portrayed
from timeline.extraction.title_people import gender_of
from timeline.extraction.title_reference import is_unresolved
from timeline.extraction.title_story import before, full_name, headline
from timeline.extraction.title_words import listed
from timeline.extraction.tree import Word

_PERSONS = frozenset({"le", "la", "l'"})


def referred(words: Sequence[Word], said: Mapping[int, str], sentence: Sentence) -> str:
    """The name of the person that an object pronoun of a title stands for, "" if unsure."""
    for word in words:
        lower = word.lower_
        alone = word.pos_ == "PRON" and (lower == "lui" or lower in _PERSONS)
        if not alone or not is_unresolved(word, words, said):
            continue
        if lower != "lui" and not listed(word.head.lemma_.lower(), "suffered"):
            # "Le livre, il l'a vendu": no person.
            continue
        return _only_person(word, sentence)
    return ""


def _only_person(pronoun: Word, sentence: Sentence) -> str:
    """The only person that the sentence before names, or of whom a portrait is that names nobody
    there."""
    earlier = next(before(sentence, 1), None)
    known = {} if earlier is None else earlier.names
    people = {
        full_name(name, earlier)
        for name in known.values()
        if earlier is not None and name.type == "PER"
    }
    first = headline(sentence)
    if not people and first is not None and portrayed(first):
        people = {portrayed(first)}
    if len(people) != 1:
        return ""
    (found,) = people
    own = {name.text for name in sentence.names.values()}
    gender = feature(pronoun.head, "Gender") if pronoun.lower_ == "l'" else ""
    gender = gender or {"la": "Fem", "le": "Masc"}.get(pronoun.lower_, "")
    agrees = not gender or not gender_of(found) or gender_of(found) == gender
    return found if agrees and " " in found and not any(n.split()[-1] in found for n in own) else ""
