"""The noun that a pronoun stands for: a subject before it, of what can do what it does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import children, feature, is_passive
from timeline.extraction.title_people import gender_of, is_human, is_somebody, may_be, may_do
from timeline.extraction.title_story import before, full_name
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
_CLAUSES = ("ccomp", "conj")
_NOMINAL = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "appos", "conj", "ROOT"})
_OPENING = ("«", '"', "“")
_RELATIVES = frozenset({"qui", "que", "qu'", "dont", "où", "lequel", "laquelle"})
_MODALS = frozenset({"devoir", "pouvoir", "aller", "venir"})
# How many sentences before its own a pronoun may reach.
_REACH = 4
# How many sentences before it are looked through for whom an article tells of, and how often one
# has to be a subject there.
_STORY = 60
_OFTEN = 2


class Antecedent(NamedTuple):
    """What a pronoun stands for, and the sentence in which it is said."""

    noun: Word
    sentence: Sentence


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


def antecedent_of(pronoun: Word, sentence: Sentence) -> Antecedent | None:
    """What a pronoun of a sentence stands for, None if unsure."""
    words, start = pronoun.doc.words, sentence.start
    if listed(pronoun.lower_, "pointing_back"):
        return _last_mentioned(pronoun, sentence)
    if pronoun.text.startswith("-"):
        return _told_before(pronoun, sentence)
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
    return _told_before(pronoun, sentence)


def owner_of(possessive: Word, noun: Word, sentence: Sentence) -> Antecedent | None:
    """Whose a noun is, None if unsure: its clause's subject's, behind it, else what the sentence
    before speaks of."""
    found = _owner_of(possessive, noun, sentence)
    if found is None or not _is_owner(found.noun, noun, possessive, found.sentence):
        return None
    return found


def _owner_of(possessive: Word, noun: Word, sentence: Sentence) -> Antecedent | None:
    clause = noun
    while clause.head is not clause and clause.relation not in ("ccomp", "conj"):
        clause = clause.head
    for subject in children(clause, "nsubj"):
        if subject.i > noun.i and _is_owner(subject, noun, possessive, sentence):
            return Antecedent(subject, sentence)
        if subject.i > noun.i and subject.lower_ in PRONOUNS:
            return None if means_nothing(subject) else antecedent_of(subject, sentence)
    words = sentence.doc.words[sentence.start : noun.i]
    if any(word.relation == "nsubj" and word.head is not clause for word in words):
        return None
    for earlier in before(sentence, 2):
        words = earlier.doc.words[earlier.start : _first_quoted(earlier)]
        for word in words:
            if word.relation != "nsubj" or not _is_main(word.head, earlier):
                continue
            if _is_owner(word, noun, possessive, earlier):
                return Antecedent(word, earlier)
            same = word.lower_ in PRONOUNS and PRONOUNS[word.lower_][1] == _number(possessive)
            if same and not means_nothing(word):
                return antecedent_of(word, earlier)
    return None


def _number(possessive: Word) -> str:
    return "Plur" if possessive.lower_ in ("leur", "leurs") else "Sing"


def _is_owner(owner: Word, noun: Word, possessive: Word, sentence: Sentence) -> bool:
    """Whether a noun may be whose another one is."""
    if owner.pos_ not in ("NOUN", "PROPN") or _is_dated(owner, sentence):
        return False
    if owner.lemma_.lower() == noun.lemma_.lower():
        return False
    several = bool(children(owner, "conj")) or feature(owner, "Number") == "Plur"
    if several != (_number(possessive) == "Plur") or owner.i in sentence.amounts:
        return False
    personal = listed(noun.lemma_.lower(), "relatives") or listed(noun.lemma_.lower(), "personal")
    return not personal or is_person(owner, sentence)


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


def _told_before(pronoun: Word, sentence: Sentence) -> Antecedent | None:
    """What the sentences before one speak of: their main subject, else their only other one, else
    their only argument, of those that can do what the pronoun does. None where two may be meant."""
    rival: Antecedent | None = None
    for earlier in before(sentence, _REACH):
        told = earlier.doc.words[earlier.start : _first_quoted(earlier)]
        possible = [word for word in told if _is_possible(word, pronoun, earlier)]
        # The parser takes a long subject for the whole.
        subjects = [word for word in possible if word.relation in ("nsubj", "ROOT")]
        main = [word for word in subjects if _is_main(word.head, earlier)]
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
            return None if means_nothing(again[0]) else antecedent_of(again[0], earlier)
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
    if not is_somebody(pronoun.head) or PRONOUNS[pronoun.lower_][1] != "Sing":
        return None
    gender = PRONOUNS[pronoun.lower_][0]
    told: dict[str, list[Antecedent]] = {}
    for earlier in before(sentence, _STORY):
        for word in earlier.doc.words[earlier.start : earlier.end]:
            name = earlier.names.get(word.i) if word.relation == "nsubj" else None
            if name is None or name.type != "PER" or children(word, "conj"):
                continue
            told.setdefault(name.text.split()[-1], []).append(Antecedent(word, earlier))
    known = {
        surname: found
        for surname, found in told.items()
        if gender in {gender_of(one.sentence.names[one.noun.i].text) for one in found}
    }
    ranked = sorted(known.values(), key=len, reverse=True)
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
    if not _agrees(noun, pronoun):
        return False
    if noun.relation != "nsubj" and _is_dated(noun, sentence) or listed(noun.lower_, "others"):
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


def _is_dated(word: Word, sentence: Sentence) -> bool:
    return any(moment.start <= word.i < moment.end for moment in sentence.moments)


def _is_main(verb: Word, sentence: Sentence) -> bool:
    """Whether a verb is the main one of a sentence, or joined to it."""
    while verb.relation == "conj" and verb.head.i >= sentence.start:
        verb = verb.head
    return verb.head is verb


def _first_quoted(sentence: Sentence) -> int:
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
    if not _agrees(word, pronoun) or _is_owned(word):
        return False
    argument = word.relation in ("obj", "iobj") or word.dep_ in ("obl:agent", "obl:arg")
    return argument or word.pos_ == "PROPN" and not children(word, "case")


def _is_mentioned(word: Word, pronoun: Word) -> bool:
    """Whether a word may be what a later pronoun of its sentence stands for."""
    if not _agrees(word, pronoun) or listed(word.lower_, "calendar"):
        return False
    return word.pos_ == "PROPN" or bool(children(word, "det"))


def _last_mentioned(pronoun: Word, sentence: Sentence) -> Antecedent | None:
    """The last noun that agrees with "ce dernier", none of a clause that says more of another: of
    the clauses before it, else of the sentence before."""
    words = pronoun.doc.words[sentence.start : pronoun.i]
    if any(feature(word, "VerbForm") == "Fin" for word in words):
        found = _last(words, pronoun, sentence)
        if found is not None:
            return found
    earlier = next(before(sentence, 1), None)
    if earlier is None:
        return None
    return _last(earlier.doc.words[earlier.start : earlier.end], pronoun, earlier)


def _last(before: Sequence[Word], pronoun: Word, sentence: Sentence) -> Antecedent | None:
    for word in reversed(before):
        if word.relation not in _NOMINAL or word.pos_ not in ("NOUN", "PROPN"):
            continue
        if not _agrees(word, pronoun):
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


def _agrees(noun: Word, pronoun: Word) -> bool:
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
