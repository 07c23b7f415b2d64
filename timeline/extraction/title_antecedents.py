"""The noun that a pronoun stands for: a subject before it, of what can do what it does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import children, feature, is_passive
from timeline.extraction.title_agreement import PRONOUNS, agrees, means_nothing
from timeline.extraction.title_people import gender_of, is_human, is_somebody, may_be, may_do
from timeline.extraction.title_story import before, full_name
from timeline.extraction.title_words import listed
from timeline.extraction.tree import Word

_CLAUSES = ("ccomp", "conj")
_NOMINAL = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "appos", "conj", "ROOT"})
_OPENING = ("«", '"', "“")
_RELATIVES = frozenset({"qui", "que", "qu'", "dont", "où", "lequel", "laquelle"})
# How many sentences before its own a pronoun may reach.
_REACH = 4
# How many sentences before it are looked through for whom an article tells of, and how often one
# has to be a subject there.
_STORY = 60
_OFTEN = 2
# How many pronouns may stand for each other in a row, and how many words of a sentence are looked
# through.
_HOPS = 8
_FAR = 200


class Antecedent(NamedTuple):
    """What a pronoun stands for, and the sentence in which it is said."""

    noun: Word
    sentence: Sentence


def antecedent_of(pronoun: Word, sentence: Sentence, hops: int = _HOPS) -> Antecedent | None:
    """What a pronoun of a sentence stands for, None if unsure. `hops` is how many more pronouns
    may stand for each other."""
    words = pronoun.doc.words
    start = max(sentence.start, pronoun.i - _FAR)
    if listed(pronoun.lower_, "pointing_back"):
        return _last_mentioned(pronoun, sentence)
    if pronoun.text.startswith("-"):
        return _told_before(pronoun, sentence, hops)
    above = _clause_above(pronoun)
    if above is not None and above.i >= start:
        found = _only_subject(above, pronoun, sentence)
        if found is not None or not _is_pronominal(above):
            return found
    verb = pronoun.head
    agreeing = [word for word in words[start : pronoun.i] if _is_mentioned(word, pronoun)]
    own = [word for word in agreeing if not children(word, "case")]
    if own:
        return _subject_before(own, pronoun, sentence)
    finite = any(feature(word, "VerbForm") == "Fin" for word in words[start : pronoun.i])
    if agreeing and finite or words[start].lower_ == "quant":
        return None
    if verb.relation == "acl" or any(word.text in _OPENING for word in words[start : pronoun.i]):
        # Who is quoted speaks of what has been said elsewhere.
        return None
    return _told_before(pronoun, sentence, hops)


def _subject_before(
    agreeing: Sequence[Word], pronoun: Word, sentence: Sentence
) -> Antecedent | None:
    """The only subject before a pronoun in its sentence, where nothing beside it may be meant."""
    possible = [word for word in agreeing if _is_possible(word, pronoun, sentence)]
    subjects = [word for word in possible if word.relation == "nsubj"]
    if len(subjects) != 1 or any(word.relation in ("obj", "iobj") for word in possible):
        return None
    clause = subjects[0].head
    # "Le ticket n'étant pas nominatif, il …": what has a subject of its own is of another.
    if clause is pronoun.head or any(w.text.endswith("ant") for w in (clause, *clause.children)):
        return None
    words = pronoun.doc.words[subjects[0].i : pronoun.i]
    related = any(word.pos_ == "PRON" and word.lower_ in _RELATIVES for word in words)
    quoted = any(word.text in _OPENING for word in pronoun.doc.words[sentence.start : pronoun.i])
    return None if related or quoted else Antecedent(subjects[0], sentence)


def _told_before(pronoun: Word, sentence: Sentence, hops: int) -> Antecedent | None:
    """What the sentences before one speak of: their main subject, else their only other one, else
    their only argument, of those that can do what the pronoun does. None where two may be meant."""
    rival: Antecedent | None = None
    for earlier in before(sentence, _REACH):
        told = earlier.doc.words[earlier.start : first_quoted(earlier)][:_FAR]
        possible = [word for word in told if _is_possible(word, pronoun, earlier)]
        # The parser takes a long subject for the whole.
        subjects = [word for word in possible if word.relation in ("nsubj", "ROOT")]
        main = [word for word in subjects if is_main(word.head, earlier)]
        if len(main) == 1 or len(subjects) == 1:
            subject = (main or subjects)[0]
            # "Le tribunal a condamné Durand. Il a quitté la salle."
            others = any(
                word.i > subject.i and is_person(word, earlier) and not children(word, "case")
                for word in possible
            )
            meant = rival is None or rival.noun.lemma_ == subject.lemma_
            alone = not others or is_person(subject, earlier)
            if not alone and listed(subject.head.lemma_.lower(), "suffered"):
                return _sufferer(subject.head, possible, earlier)
            return Antecedent(subject, earlier) if meant and alone else None
        if subjects:
            return None
        again = [w for w in told if w.lower_ == pronoun.lower_ and w.relation == "nsubj"]
        if again:
            if rival is not None:
                return None
            if means_nothing(again[0]) or not hops:
                return None
            return antecedent_of(again[0], earlier, hops - 1)
        rivals = [word for word in possible if _competes(word, pronoun)]
        if len(rivals) > 1:
            return rival
        if rivals and rival is None:
            rival = Antecedent(rivals[0], earlier)
    return rival or _protagonist(pronoun, sentence)


def _sufferer(verb: Word, possible: Sequence[Word], sentence: Sentence) -> Antecedent | None:
    """Who was done something by a body: "Le tribunal a condamné Durand. Il devra payer."."""
    people = [word for word in possible if word.i in sentence.names and is_person(word, sentence)]
    done = [word for word in people if word.i > verb.i and not children(word, "case")]
    names = {sentence.names[word.i].text for word in done}
    return Antecedent(done[0], sentence) if len(names) == 1 and not is_passive(verb) else None


def _protagonist(pronoun: Word, sentence: Sentence) -> Antecedent | None:
    """Whom an article tells of, where a pronoun is somebody and none is named near it."""
    gender, number = PRONOUNS[pronoun.lower_]
    if number != "Sing" or not is_somebody(pronoun.head):
        return None
    first = sentence.doc.words[sentence.start]
    key = f"title protagonist {gender}"
    if key not in first.memo:
        first.remember(key, _told_of(sentence, gender))
    known: Antecedent | None = first.memo[key]
    return known


def _told_of(sentence: Sentence, gender: str) -> Antecedent | None:
    """The person of a gender who is most often a subject before a sentence."""
    told: dict[str, list[Antecedent]] = {}
    for earlier in before(sentence, _STORY):
        for position, name in earlier.names.items():
            word = earlier.doc.words[position]
            if word.relation != "nsubj" or name.type != "PER" or children(word, "conj"):
                continue
            if gender_of(full_name(name, earlier)) == gender:
                told.setdefault(name.text.split()[-1], []).append(Antecedent(word, earlier))
    ranked = sorted(told.values(), key=len, reverse=True)
    if not ranked or len(ranked[0]) < _OFTEN:
        return None
    if len(ranked) > 1 and 2 * len(ranked[1]) > len(ranked[0]):
        return None
    return ranked[0][0]


def is_person(noun: Word, sentence: Sentence) -> bool:
    """Whether a noun is somebody."""
    name = sentence.names.get(noun.i)
    named = name is not None and name.type == "PER"
    return named or noun.pos_ == "NOUN" and is_human(noun)


def _is_possible(noun: Word, pronoun: Word, sentence: Sentence) -> bool:
    """Whether a noun agrees with a pronoun and can do what it does."""
    if not agrees(noun, pronoun):
        return False
    if noun.relation != "nsubj" and is_dated(noun, sentence) or listed(noun.lower_, "others"):
        return False
    amount = sentence.amounts.get(noun.i)
    lemma = noun.lemma_.lower()
    if amount is not None and (amount.amount.unit.isupper() or listed(lemma, "units")):
        return False
    if listed(lemma, "calendar") and children(noun, "nummod") or listed(lemma, "quantities"):
        return False
    name = sentence.names.get(noun.i)
    if name is not None and name.type == "PER" and not may_be(full_name(name, sentence), pronoun):
        return False
    return pronoun.relation == "obj" or may_do(noun, name, pronoun.head)


def is_dated(word: Word, sentence: Sentence) -> bool:
    """Whether a word is part of a time."""
    return any(moment.start <= word.i < moment.end for moment in sentence.moments)


def is_main(verb: Word, sentence: Sentence) -> bool:
    """Whether a verb is the main one of a sentence, or joined to it."""
    while verb.relation == "conj" and verb.head.i >= sentence.start:
        verb = verb.head
    return verb.head is verb


def first_quoted(sentence: Sentence) -> int:
    """Where what is quoted begins: who speaks of it does not go on with it."""
    words = sentence.doc.words[sentence.start : sentence.end]
    return next((word.i for word in words if word.text in _OPENING), sentence.end)


def _is_pronominal(clause: Word) -> bool:
    """Whether the subject of a clause is a pronoun itself."""
    return any(subject.lower_ in PRONOUNS for subject in children(clause, "nsubj"))


def _clause_above(pronoun: Word) -> Word | None:
    """The clause that one with a pronoun completes or goes on with, if there is one."""
    verb = pronoun.head
    if verb.head is verb or verb.relation not in _CLAUSES:
        return None
    above = verb.head
    while above.head is not above and not children(above, "nsubj"):
        above = above.head
    return above


def _only_subject(above: Word, pronoun: Word, sentence: Sentence) -> Antecedent | None:
    """The subject of the clause above, where no object beside it agrees."""
    subjects = [word for word in children(above, "nsubj") if word.i < min(pronoun.i, above.i)]
    if len(subjects) != 1 or not _is_possible(subjects[0], pronoun, sentence):
        return None
    beside = [
        word
        for word in children(above, "obj", "obl", "iobj")
        # "Sa démission" is the subject's.
        if word.i < pronoun.i and not _is_owned(word) and word.i not in sentence.amounts
    ]
    others = [word for noun in beside for word in (noun, *children(noun, "nmod"))]
    rivals = (word for word in others if _is_possible(word, pronoun, sentence))
    return None if any(rivals) else Antecedent(subjects[0], sentence)


def _is_owned(noun: Word) -> bool:
    return any(listed(child.lower_, "possessives") for child in children(noun, "det"))


def _competes(word: Word, pronoun: Word) -> bool:
    """Whether a pronoun may as well stand for what is no subject: an object, an agent, a person."""
    if word.relation not in ("obj", "iobj", "obl", "nmod", "appos", "dislocated"):
        return False
    if not agrees(word, pronoun) or _is_owned(word):
        return False
    argument = word.relation in ("obj", "iobj") or word.dep_ in ("obl:agent", "obl:arg")
    return argument or word.pos_ == "PROPN" and not children(word, "case")


def _is_mentioned(word: Word, pronoun: Word) -> bool:
    """Whether a word may be what a later pronoun of its sentence stands for."""
    if not agrees(word, pronoun) or listed(word.lower_, "calendar"):
        return False
    return word.pos_ == "PROPN" or bool(children(word, "det"))


def _last_mentioned(pronoun: Word, sentence: Sentence) -> Antecedent | None:
    """The last noun that agrees with "ce dernier", none of a clause that says more of another: of
    the clauses before it, else of the sentence before."""
    words = pronoun.doc.words[max(sentence.start, pronoun.i - _FAR) : pronoun.i]
    if any(feature(word, "VerbForm") == "Fin" for word in words):
        found = _last(words, pronoun, sentence)
        if found is not None:
            return found
    earlier = next(before(sentence, 1), None)
    if earlier is None:
        return None
    return _last(earlier.doc.words[earlier.start : earlier.end][-_FAR:], pronoun, earlier)


def _last(before: Sequence[Word], pronoun: Word, sentence: Sentence) -> Antecedent | None:
    for word in reversed(before):
        if word.relation not in _NOMINAL or word.pos_ not in ("NOUN", "PROPN"):
            continue
        if not agrees(word, pronoun):
            several = feature(word, "Number") == PRONOUNS[pronoun.lower_][1] == "Plur"
            if several and not any(above.relation == "acl" for above in word.ancestors):
                # "52 diplomates … Ces derniers": the gender of many nouns is not known.
                return None
            continue
        if word.pos_ == "NOUN" and not children(word, "det"):
            continue
        inside = any(above.relation == "acl" for above in word.ancestors)
        if not inside and _is_possible(word, pronoun, sentence):
            return Antecedent(word, sentence)
    return None
