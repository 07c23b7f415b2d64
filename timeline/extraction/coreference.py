"""Which name a third-person pronoun stands for: the last subject that agrees with it.

Where the nearest agreeing subject is no name, or a person's gender is not known to agree, the
pronoun stays unresolved: a wrong name in a chronology is worse than a missing one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from timeline.extraction.definites import definite_descriptions
from timeline.extraction.names import Name, cues
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import children, feature
from timeline.extraction.tree import Word

_GENDERS = {"il": "Masc", "celui-ci": "Masc", "elle": "Fem", "celle-ci": "Fem"}
_CIVILITIES = {"m.": "Masc", "monsieur": "Masc", "mme": "Fem", "mlle": "Fem", "madame": "Fem"}
# How many subjects back a pronoun may reach.
_REACH = 6


@dataclass(slots=True)
class Coreference:
    """The resolved pronouns and definite descriptions of an article, by sentence index and token
    position, and the name that was last a subject before each sentence."""

    pronouns: dict[int, dict[int, Name]] = field(default_factory=dict)
    descriptions: dict[int, dict[int, Name]] = field(default_factory=dict)
    last_subject: list[Name | None] = field(default_factory=list)

    def referent(self, token: Word, sentence: Sentence) -> Name | None:
        """The name that a pronoun or a description stands for, None for any other word."""
        known = self.pronouns if token.pos_ == "PRON" else self.descriptions
        return known.get(sentence.index, {}).get(token.i)


@dataclass(frozen=True, slots=True)
class _Subject:
    name: Name | None
    gender: str | None


def called(token: Word, sentence: Sentence) -> Name | None:
    """The name of a phrase: its head's, or that of the words bound to it ("M. Durand")."""
    if token.i in sentence.names:
        return sentence.names[token.i]
    bound = ("flat", "appos", "nmod") if token.lower_ in _CIVILITIES else ("flat", "appos")
    if token.pos_ == "NOUN" and not (_is_role(token) or token.lower_ in _CIVILITIES):
        # "Le musée Durand" is not Durand.
        return None
    for item in children(token, *bound):
        if item.i in sentence.names and not any(children(item, "case")):
            return sentence.names[item.i]
    return None


def resolve(sentences: Sequence[Sentence]) -> Coreference:
    """The pronouns and definite descriptions of an article that stand for a name beyond doubt,
    sentences in order."""
    genders = _genders(sentences)
    found = Coreference(descriptions=definite_descriptions(sentences))
    history: list[_Subject] = []
    last: Name | None = None
    for sentence in sentences:
        found.last_subject.append(last)
        for token in sentence.tokens:
            if token.relation not in ("nsubj", "obj", "iobj", "obl", "conj"):
                continue
            gender = _GENDERS.get(token.lower_) if token.pos_ == "PRON" else None
            if gender is not None:
                name = _antecedent(gender, history)
                if name is not None:
                    found.pronouns.setdefault(sentence.index, {})[token.i] = name
            else:
                name = called(token, sentence)
            if token.relation == "nsubj" and (name or token.pos_ == "NOUN"):
                known = genders.get(_surname(name)) if name else feature(token, "Gender")
                if name or feature(token, "Number") != "Plur":
                    history.append(_Subject(name, known or None))
                last = name or last
    return found


def _antecedent(gender: str, history: Sequence[_Subject]) -> Name | None:
    for subject in reversed(history[-_REACH:]):
        if subject.gender not in (None, gender):
            continue
        name = subject.name
        if name is None:
            return None
        if name.type is None:
            continue
        if subject.gender == gender:
            return name
        # Few names say their gender: "il" is taken for a person, "elle" only for what is none.
        if gender == "Fem":
            # "Elle est embauchée. Lormont la nomme pilote. Elle …": she or the company?
            rivals = (other for other in history[-_REACH:] if other.gender == gender and other.name)
            return name if name.type == "ORG" and not any(rivals) else None
        if name.type == "PER":
            return name
    return None


def _surname(name: Name) -> str:
    return name.text.split()[-1]


def _genders(sentences: Sequence[Sentence]) -> dict[str, str]:
    """The gender of names, by their last word, where participles, titles or appositions tell it."""
    votes: dict[str, Counter[str]] = {}
    for sentence in sentences:
        for name, gender in _evidence(sentence):
            votes.setdefault(_surname(name), Counter())[gender] += 1
    return {
        surname: min(counter, key=lambda gender: (-counter[gender], gender))
        for surname, counter in votes.items()
    }


def _is_role(token: Word) -> bool:
    """Whether a noun says what someone is ("la ministre"): its gender is that of the person."""
    return token.pos_ == "NOUN" and token.lemma_.lower() in cues()["person_nouns"]


def _evidence(sentence: Sentence) -> Iterator[tuple[Name, str]]:
    for position, name in sentence.names.items():
        token = sentence.doc[position]
        if position != name.start:
            continue
        before = sentence.doc[position - 1].lower_ if position > sentence.start else ""
        if before in _CIVILITIES:
            yield name, _CIVILITIES[before]
        head = token.head
        agreeing = (
            token.relation == "nsubj"
            and head.pos_ in ("VERB", "ADJ")
            and any(helper.lemma_ == "être" for helper in children(head, "aux", "cop"))
        )
        if agreeing or (token.relation in ("appos", "flat") and _is_role(head)):
            gender = feature(head, "Gender")
            if gender:
                yield name, gender
        for child in children(token, "appos"):
            gender = feature(child, "Gender") if _is_role(child) else ""
            if gender:
                yield name, gender
