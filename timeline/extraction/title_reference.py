"""Whether a reader of a title alone knows of whom or of what it speaks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Literal, TypeAlias

from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import DEFINITES, DEMONSTRATIVES, children, feature
from timeline.extraction.title_agreement import means_nothing
from timeline.extraction.title_antecedents import is_dated
from timeline.extraction.title_people import is_human
from timeline.extraction.title_words import listed
from timeline.extraction.tree import Word

# What a title leaves open: nothing; in what story somebody does something; something beside what it
# speaks of; what it speaks of; where or of whom all of it is, where it tells something new of what
# came before the story; all of it.
Openness: TypeAlias = Literal["none", "apart", "aside", "subject", "where", "all"]
_DEFINITE = DEFINITES | DEMONSTRATIVES
_MERGED = frozenset({"du", "des", "au", "aux"})
_SUBJECTS = frozenset({"nsubj", "csubj"})
_BESIDE = frozenset({"obj", "iobj", "obl", "nmod"})


def openness(words: Sequence[Word], said: Mapping[int, str], sentence: Sentence) -> Openness:
    """What the words of a title, with what is said in place of some, leave open to its reader."""
    present = {word.i for word in words}
    subject = next((w for w in words if w.relation in _SUBJECTS), None)
    if subject is None:
        subject = next((word for word in words if _is_nominal(word)), None)
    if not _is_named(words, present, said, sentence):
        new = subject is not None and _is_nominal(subject) and not _is_definite(subject)
        before = any(w.pos_ == "AUX" and feature(w, "Tense") == "Imp" for w in words)
        return "where" if new and before else "all"
    if subject is not None and _is_open(subject, present, said, sentence):
        return "subject"
    if subject is not None and subject.i not in sentence.names and _points_back(subject):
        # "[Le groupe] a vendu …", where that is all that is known.
        told = said.get(subject.i, "")
        return "none" if _names_in_brackets(told) else "subject" if told else "aside"
    beside = (w for w in words if w.relation in _BESIDE and w.pos_ == "NOUN")
    open_beside = any(_is_open(w, present, said, sentence) for w in beside)
    # "Le parquet de Morlac ouvre une enquête": on what is not said.
    open_beside = open_beside or any(is_unresolved(w, words, said) for w in words)
    return "aside" if open_beside or _is_only_placed(words, said, sentence) else "none"


def is_unresolved(word: Word, words: Sequence[Word], said: Mapping[int, str]) -> bool:
    """Whether a word stands for, or is of, what nothing before it in a title names."""
    if word.i in said or word.pos_ not in ("PRON", "DET", "ADV"):
        return False
    if word.pos_ == "ADV":
        # "C'est là que"
        return word.lower_ in ("là", "ici")
    if word.text.startswith("-") and listed(word.lower_, "pronouns"):
        return not means_nothing(word)
    nouns = (w for w in words if _is_nominal(w) and w.relation != "flat" or w.i in said)
    before = [w for w in nouns if w.i < word.i]
    subjects = [w for w in before if w.relation in _SUBJECTS or w.i in said]
    if word.pos_ == "DET" and listed(word.lower_, "possessives"):
        # "Les associés ont rejeté son offre": not theirs.
        several = word.lower_ in ("leur", "leurs")
        return all(several != _is_plural(w) for w in subjects) if subjects else not before
    personal = word.relation in ("obj", "iobj") and listed(word.lower_, "clitics")
    return personal and all(w in subjects for w in before)


def _is_plural(noun: Word) -> bool:
    return feature(noun, "Number") == "Plur" or bool(children(noun, "conj"))


def _is_only_placed(words: Sequence[Word], said: Mapping[int, str], sentence: Sentence) -> bool:
    """Whether all that a title names is where something is."""
    names = [sentence.names.get(word.i) for word in words if word.pos_ != "PUNCT"]
    # "Parquet de Morlac" says no more than its place.
    placed = all(name.type == "LOC" or name.text[0].islower() for name in names if name is not None)
    named = any(word.pos_ == "PROPN" and word.i not in sentence.names for word in words)
    # "Le maire de Morlac a démissionné" says all.
    more = [w for w in words if w.pos_ == "NOUN" and w.relation in ("obj", "nsubj", "ROOT")]
    told = any(not _is_definite(word) for word in more)
    return placed and told and not named and not any("[" in text for text in said.values())


def _is_nominal(word: Word) -> bool:
    return word.pos_ in ("NOUN", "PROPN")


def _is_named(
    words: Collection[Word], present: Collection[int], said: Mapping[int, str], sentence: Sentence
) -> bool:
    """Whether some words name anybody or anything."""
    if any(_is_name(word, sentence) or word.pos_ == "PROPN" for word in words):
        return True
    return any(i in present and _names_in_brackets(text) for i, text in said.items())


def _is_name(word: Word, sentence: Sentence) -> bool:
    """Whether a word is part of a name; "parquet général" is none of its own."""
    name = sentence.names.get(word.i)
    return name is not None and not name.text.islower()


def _names_in_brackets(text: str) -> bool:
    _, bracket, inside = text.partition("[")
    return bool(bracket) and any(part[:1].isupper() for part in inside.replace("'", " ").split())


def _is_open(
    noun: Word, present: Collection[int], said: Mapping[int, str], sentence: Sentence
) -> bool:
    """Whether a noun is taken for known, but neither it nor what is left with it says which."""
    if not _is_definite(noun) or noun.pos_ != "NOUN" or "[" in said.get(noun.i, ""):
        return False
    lemma = noun.lemma_.lower()
    if _is_name(noun, sentence) or is_dated(noun, sentence):
        return False
    if noun.i in sentence.amounts and not is_human(noun):
        # "Les 200 euros", but not "les deux joueurs"
        return False
    if any(listed(lemma, table) for table in ("unique", "calendar", "quantities", "units")):
        return False
    return not _is_named(_telling(noun, present), present, said, sentence)


def _telling(noun: Word, present: Collection[int]) -> list[Word]:
    """What is left of a noun's phrase and tells which one it is: no relative clause, and nothing
    that commas set off."""
    found = [noun]
    for child in noun.children:
        set_off = child.i > noun.i and noun.doc.words[child.subtree[0].i - 1].text == ","
        if child.i in present and child.dep_ != "acl:relcl" and not set_off:
            found += [word for word in child.subtree if word.i in present]
    return found


def _points_back(subject: Word) -> bool:
    """Whether a subject stands for what was told before ("elle", "deux autres")."""
    if listed(subject.lower_, "others") or subject.pos_ == "ADJ":
        # "Deux autres", "la première"
        return True
    if subject.lower_ in ("c'", "ce"):
        return False
    return listed(subject.lower_, "pronouns") and not means_nothing(subject)


def _is_definite(noun: Word) -> bool:
    articles = [word.lower_ for word in children(noun, "det") if word.i < noun.i]
    if articles:
        return any(article in _DEFINITE for article in articles)
    return any(word.lower_ in _MERGED for word in children(noun, "case") if word.i < noun.i)
