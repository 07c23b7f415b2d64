"""What a subject pronoun of a title stands for, where it is no name: the subject before it.

Only where nothing else could be meant: the subject of the clause above, or of the sentence before,
agrees with the pronoun, and no object beside it does.
"""

from __future__ import annotations

from collections.abc import Mapping

from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import children, feature, is_passive
from timeline.extraction.title_words import listed
from timeline.extraction.tree import Word

_PRONOUNS = {
    "il": ("Masc", "Sing"), "elle": ("Fem", "Sing"), "ils": ("Masc", "Plur"),
    "elles": ("Fem", "Plur"),
}  # fmt: skip
_CLAUSES = ("ccomp", "conj")
# What belongs to a noun that stands for itself, and how long it may be, in characters.
_PARTS = frozenset({"det", "amod", "nmod", "flat", "case", "nummod"})
_LONGEST = 36


# The article that takes a demonstrative's place; "cet" stands before vowels alone.
_ARTICLES = {"ce": "le", "cet": "l'", "cette": "la", "ces": "les"}
_VOWELS = "aàâeéèêëiîïoôuùûyœæ"


def with_antecedents(sentence: Sentence, names: Mapping[int, str]) -> Mapping[int, str]:
    """The names that pronouns stand for, as given, and in brackets the nouns that others do."""
    found: dict[int, str] = {}
    for word in sentence.doc.words[sentence.start : sentence.end]:
        if word.lower_ in _PRONOUNS and word.relation == "nsubj" and word.i not in names:
            text = _antecedent(word, sentence)
            if text:
                found[word.i] = f"[{text}]"
    left = {i: name for i, name in names.items() if not _is_empty(sentence.doc.words[i])}
    return {**left, **found, **_articles(sentence)}


def _articles(sentence: Sentence) -> dict[int, str]:
    """The articles that headlines have where the text points back: "l'incident" for "cet incident".

    Behind a preposition the two would merge, and before an h the ear decides: these are left. So
    are days and years, which "ce" tells.
    """
    found: dict[int, str] = {}
    for word in sentence.doc.words[sentence.start : sentence.end]:
        article = _ARTICLES.get(word.lower_)
        noun = word.head
        if article is None or word.relation != "det" or noun.pos_ != "NOUN" or noun.i <= word.i:
            continue
        before = word.doc[word.i - 1] if word.i else None
        behind = word.doc[word.i + 1]
        merged = before is not None and before.pos_ == "ADP" or children(noun, "case")
        if merged or listed(noun.lemma_.lower(), "calendar") or behind.lower_.startswith("h"):
            continue
        if article == "la" and behind.lower_[0] in _VOWELS:
            article = "l'"
        found[word.i] = article.capitalize() if word.text[0].isupper() else article
    return found


def _is_empty(pronoun: Word) -> bool:
    """Whether "il" stands for what follows: "il a été révélé que"."""
    verb = pronoun.head
    return pronoun.lower_ == "il" and bool(children(verb, "ccomp")) and is_passive(verb)


def _antecedent(pronoun: Word, sentence: Sentence) -> str:
    verb = pronoun.head
    if _is_empty(pronoun) or children(verb, "expl", "csubj") and pronoun.lower_ == "il":
        return ""
    if verb.head is verb:
        if sentence.start == 0:
            return ""
        above = sentence.doc.words[sentence.start - 1]
        while above.head is not above:
            above = above.head
    elif verb.relation in _CLAUSES:
        above = verb.head
        while above.head is not above and not children(above, "nsubj"):
            above = above.head
    else:
        return ""
    subjects = [word for word in children(above, "nsubj") if word.i < min(pronoun.i, above.i)]
    if len(subjects) != 1 or not _agrees(subjects[0], pronoun):
        return ""
    beside = [
        word
        for word in children(above, "obj", "obl", "iobj")
        # "Sa démission" is the subject's.
        if not any(listed(child.lower_, "possessives") for child in children(word, "det"))
    ]
    others = [word for noun in beside for word in (noun, *children(noun, "nmod"))]
    if any(word.pos_ in ("NOUN", "PROPN") and _agrees(word, pronoun) for word in others):
        return ""
    return _phrase(subjects[0], sentence)


def _agrees(noun: Word, pronoun: Word) -> bool:
    gender, number = _PRONOUNS[pronoun.lower_]
    known = feature(noun, "Gender")
    return noun.pos_ == "NOUN" and known == gender and feature(noun, "Number") == number


def _phrase(noun: Word, sentence: Sentence) -> str:
    """A noun with its article and what tells it from others, if that is short."""
    words = sentence.doc.words
    determiner = next((child for child in children(noun, "det") if child.i < noun.i), None)
    if determiner is None or children(noun, "conj"):
        return ""
    if listed(determiner.lower_, "demonstratives") or listed(determiner.lower_, "possessives"):
        return ""
    inside = {word.i for word in noun.subtree}
    end = noun.i + 1
    while end in inside and _belongs(words[end], noun):
        end += 1
    text = "".join(word.text_with_ws for word in words[determiner.i : end]).strip()
    if len(text) > _LONGEST:
        text = "".join(word.text_with_ws for word in words[determiner.i : noun.i + 1]).strip()
    return text[:1].lower() + text[1:] if len(text) <= _LONGEST else ""


def _belongs(word: Word, noun: Word) -> bool:
    while word is not noun:
        if word.relation not in _PARTS:
            return False
        word = word.head
    return True
