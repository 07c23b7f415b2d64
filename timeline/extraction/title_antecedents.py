"""The noun that a subject pronoun stands for: a subject before it that nothing else rivals."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.extraction.syntax import children, feature, is_passive
from timeline.extraction.title_words import listed
from timeline.extraction.tree import Word

# Gender and number of what third persons stand for.
PRONOUNS = {
    "il": ("Masc", "Sing"), "elle": ("Fem", "Sing"), "ils": ("Masc", "Plur"),
    "elles": ("Fem", "Plur"),
    "celui-ci": ("Masc", "Sing"), "celle-ci": ("Fem", "Sing"), "ceux-ci": ("Masc", "Plur"),
    "celles-ci": ("Fem", "Plur"), "dernier": ("Masc", "Sing"), "dernière": ("Fem", "Sing"),
    "derniers": ("Masc", "Plur"), "dernières": ("Fem", "Plur"), "eux": ("Masc", "Plur"),
}  # fmt: skip
_CLAUSES = ("ccomp", "conj")
_NOMINAL = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "appos", "root"})
_OPENING = ("«", '"', "“")
# How many sentences before its own a pronoun may stand for the subject of.
_REACH = 2


def is_empty(pronoun: Word) -> bool:
    """Whether "il" stands for what follows: "il a été révélé que", "il en reste deux"."""
    verb = pronoun.head
    if pronoun.lower_ != "il":
        return False
    left = verb.lemma_ == "rester" and any(child.lower_ == "en" for child in verb.children)
    return left or bool(children(verb, "ccomp")) and is_passive(verb)


def means_nothing(pronoun: Word) -> bool:
    """Whether "il" may stand for nothing ("il est prévu que", "il ne pourra plus y avoir")."""
    if pronoun.lower_ != "il":
        return False
    verb = pronoun.head
    if listed(verb.lemma_.lower(), "impersonal") or children(verb, "csubj"):
        return True
    group = (verb, *children(verb, "xcomp"))
    if any(child.lower_ == "y" for word in group for child in word.children):
        return True
    told = is_passive(verb) or verb.pos_ == "ADJ"
    follow = children(verb, "ccomp", "xcomp") if told else ()
    return bool(follow) or is_empty(pronoun)


def antecedent_of(pronoun: Word, start: int) -> Word | None:
    """The noun for which a pronoun of the sentence from a position on stands, None if unsure."""
    words = pronoun.doc.words
    if listed(pronoun.lower_, "pointing_back"):
        return None if start == 0 else _last_mentioned(_sentence_before(words, start), pronoun)
    above = _clause_above(pronoun)
    if above is not None:
        return _only_subject(above, pronoun)
    verb = pronoun.head
    agreeing = [word for word in words[start : pronoun.i] if _is_mentioned(word, pronoun)]
    own = [word for word in agreeing if not children(word, "case")]
    if own:
        joined = own[0].head.relation == "advcl" or own[0].head in verb.ancestors
        alone = len(own) == 1 and own[0].relation == "nsubj" and joined
        return own[0] if alone and verb.relation not in ("acl", "advcl") else None
    if agreeing and any(feature(w, "VerbForm") == "Fin" for w in words[start : pronoun.i]):
        return None
    if verb.relation == "acl" or any(word.text in _OPENING for word in words[start : pronoun.i]):
        # Who is quoted speaks of what has been said elsewhere.
        return None
    for _ in range(_REACH):
        if start <= 0:
            return None
        before = _sentence_before(words, start)
        start = before[0].i
        found = _only_subject(next(w for w in before if w.head is w), pronoun)
        if found is not None and not _is_quoted(found, before):
            return found
        subjects = [word for word in before if _is_subject(word, pronoun)]
        if subjects:
            found = _told_alone(subjects, before, pronoun)
            going_on = start > 0 and _says(_sentence_before(words, start), pronoun)
            return None if found is None or going_on or _is_quoted(found, before) else found
        if _says(before, pronoun) or any(_competes(word, pronoun) for word in before):
            return None
    return None


def _says(words: Sequence[Word], pronoun: Word) -> bool:
    """Whether a sentence has the same pronoun as the subject of its main clause."""
    return any(
        word.lower_ == pronoun.lower_ and word.relation == "nsubj" and word.head.head is word.head
        for word in words
    )


def _is_quoted(noun: Word, words: Sequence[Word]) -> bool:
    return any(word.text in _OPENING for word in words if word.i < noun.i)


def _sentence_before(words: Sequence[Word], start: int) -> Sequence[Word]:
    top = words[start - 1]
    while top.head is not top:
        top = top.head
    return top.subtree if top.subtree[0].i < start else [words[start - 1]]


def _clause_above(pronoun: Word) -> Word | None:
    """The clause that one with a pronoun completes or goes on with, if there is one."""
    verb = pronoun.head
    if verb.head is verb or verb.relation not in _CLAUSES:
        return None
    above = verb.head
    while above.head is not above and not children(above, "nsubj"):
        above = above.head
    return above


def _only_subject(above: Word, pronoun: Word) -> Word | None:
    """The subject of the clause above, where no object beside it agrees."""
    subjects = [word for word in children(above, "nsubj") if word.i < min(pronoun.i, above.i)]
    if len(subjects) != 1 or not _agrees(subjects[0], pronoun):
        return None
    beside = [
        word
        for word in children(above, "obj", "obl", "iobj")
        # "Sa démission" is the subject's.
        if word.i < pronoun.i and not _is_owned(word)
    ]
    others = [word for noun in beside for word in (noun, *children(noun, "nmod"))]
    return None if any(_agrees(word, pronoun) for word in others) else subjects[0]


def _told_alone(subjects: Sequence[Word], before: Sequence[Word], pronoun: Word) -> Word | None:
    """The only subject of a sentence before, where its verb's objects are nothing like it."""
    subject = subjects[0]
    verb = subject.head
    inside = any(word.relation in ("acl", "advcl") for word in (verb, *verb.ancestors))
    if len(subjects) > 1 or inside:
        return None
    rivals = (word for word in before if word.i > subject.i and _competes(word, pronoun))
    return None if any(rivals) else subject


def _is_owned(noun: Word) -> bool:
    return any(listed(child.lower_, "possessives") for child in children(noun, "det"))


def _is_subject(word: Word, pronoun: Word) -> bool:
    return word.relation == "nsubj" and _agrees(word, pronoun)


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


def _last_mentioned(before: Sequence[Word], pronoun: Word) -> Word | None:
    """The last noun that agrees with "ce dernier", none of a clause that says more of another."""
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
        if not any(above.relation == "acl" for above in word.ancestors):
            return word
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
