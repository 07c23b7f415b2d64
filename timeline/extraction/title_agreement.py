"""Which nouns agree with a pronoun, and which pronouns stand for nothing."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.extraction.syntax import children, feature, is_passive
from timeline.extraction.title_words import listed
from timeline.extraction.tree import Word

# Gender and number of what third persons stand for.
PRONOUNS = {
    "il": ("Masc", "Sing"), "elle": ("Fem", "Sing"), "ils": ("Masc", "Plur"),
    "elles": ("Fem", "Plur"),
    "-il": ("Masc", "Sing"), "-elle": ("Fem", "Sing"), "-ils": ("Masc", "Plur"),
    "-elles": ("Fem", "Plur"), "-t-il": ("Masc", "Sing"), "-t-elle": ("Fem", "Sing"),
    "-t-ils": ("Masc", "Plur"), "-t-elles": ("Fem", "Plur"),
    "celui-ci": ("Masc", "Sing"), "celle-ci": ("Fem", "Sing"), "ceux-ci": ("Masc", "Plur"),
    "celles-ci": ("Fem", "Plur"), "dernier": ("Masc", "Sing"), "dernière": ("Fem", "Sing"),
    "derniers": ("Masc", "Plur"), "dernières": ("Fem", "Plur"), "eux": ("Masc", "Plur"),
    "le": ("Masc", "Sing"), "la": ("Fem", "Sing"),
}  # fmt: skip
_MODALS = frozenset({"devoir", "pouvoir", "aller", "venir"})


def means_nothing(pronoun: Word) -> bool:
    """Whether "il" may stand for nothing ("il faut", "il est prévu que", "il y a")."""
    verb = pronoun.head
    if pronoun.lower_ in ("c'", "ce"):
        # "C'est à Lyon que": set apart, what follows says it.
        return bool(children(verb, "csubj")) or any(c.dep_ == "advcl:cleft" for c in verb.children)
    if pronoun.lower_ not in ("il", "-il", "-t-il"):
        return False
    group = [verb, *children(verb, "xcomp")]
    lemmas = {verb.lemma_.lower()}
    if lemmas & _MODALS:
        # "Il devrait falloir": the infinitive says it.
        lemmas |= {word.lemma_.lower() for word in group[1:]}
    if any(listed(lemma, "impersonal") for lemma in lemmas) or _makes_weather(group):
        return True
    if any(child.lower_ == "y" and child.relation != "obl" for w in group for child in w.children):
        return any(word.lemma_ == "avoir" for word in group) or not children(verb, "obj")
    if children(verb, "csubj"):
        return True
    told = is_passive(verb) or verb.pos_ == "ADJ"
    return told and bool(children(verb, "ccomp", "xcomp"))


def _makes_weather(group: Sequence[Word]) -> bool:
    """Whether "il fait" tells the weather or the hour: "il fait 30 degrés", "il fait chaud"."""
    for verb in group:
        if verb.lemma_.lower() == "faire":
            objects = children(verb, "obj", "xcomp", "advmod")
            return any(children(o, "nummod") or o.pos_ in ("ADJ", "ADV", "NUM") for o in objects)
    return False


def agrees(noun: Word, pronoun: Word) -> bool:
    """Whether a noun, or a name as far as is known, has the gender and number of a pronoun."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return False
    gender, number = PRONOUNS[pronoun.lower_]
    nouns = [noun]
    if noun.pos_ == "PROPN" or not feature(noun, "Gender"):
        nouns += children(noun, "det", "amod")
        # "Les enfants ont été évacués": the participle tells.
        nouns += [noun.head] if noun.relation == "nsubj" and is_passive(noun.head) else []
    genders = {feature(word, "Gender") for word in nouns} - {""}
    numbers = {feature(word, "Number") for word in nouns} - {""}
    if noun.pos_ == "PROPN" and not numbers:
        numbers = {"Sing"}
    if children(noun, "conj"):
        numbers = {"Plur"}
    unknown = noun.pos_ == "PROPN" and not genders
    return (genders == {gender} or unknown) and (not numbers or numbers == {number})
