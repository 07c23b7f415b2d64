"""Nouns as a title names them in brackets: with their article and what tells them from others."""

from __future__ import annotations

from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import children
from timeline.extraction.title_antecedents import Antecedent
from timeline.extraction.title_people import gender_of
from timeline.extraction.title_words import listed
from timeline.extraction.tree import Word

# What belongs to a noun that stands for itself, and how long it may be, in characters.
_PARTS = frozenset({"det", "amod", "nmod", "flat", "case", "nummod", "fixed"})
_LONGEST = 36
# The article that takes a demonstrative's place; "cet" stands before vowels alone.
ARTICLES = {"ce": "le", "cet": "l'", "cette": "la", "ces": "les"}
VOWELS = "aàâeéèêëiîïoôuùûyœæ"
# What a preposition and an article become together.
MERGED = {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"}
_OF = {"le ": "du ", "les ": "des ", "des ": "de ", "d'": "d'", "de ": "de "}


def noun_phrase(found: Antecedent) -> str:
    """A noun with its article and what tells it from others, or the name it is part of, if that is
    short."""
    noun, (_, sentence) = found.noun, found
    if children(noun, "conj"):
        return ""
    person = _person(noun, sentence)
    if person:
        return person
    words = noun.doc.words
    inside = {word.i for word in noun.subtree}
    start, end = noun.i, noun.i + 1
    name = sentence.names.get(noun.i)
    if name is not None and noun.pos_ == "PROPN":
        start, end = name.start, name.end
        if start > sentence.start and words[start - 1].pos_ == "DET":
            start -= 1
    else:
        while start - 1 in inside and _belongs(words[start - 1], noun):
            start -= 1
        while end in inside and _belongs(words[end], noun):
            end += 1
    while words[start].pos_ == "ADP" and start < noun.i:
        start += 1
    first = words[start]
    if noun.pos_ == "NOUN" and not (first.pos_ in ("DET", "NUM") or children(noun, "nummod")):
        return ""
    before = words[start : noun.i]
    if any(listed(w.lower_, "possessives") or listed(w.lower_, "speakers") for w in before):
        return ""
    article = first.text_with_ws
    if listed(first.lower_, "demonstratives"):
        article = plain_article(first.lower_, words[start + 1].lower_)
        if not article:
            return ""
    for last in (end, noun.i + 1):
        text = article + "".join(word.text_with_ws for word in words[start + 1 : last])
        text = " ".join(text.split())
        if len(text) <= _LONGEST and not any(mark in text for mark in "[]«»()"):
            return text if first.pos_ == "PROPN" else text[:1].lower() + text[1:]
    return ""


def _person(noun: Word, sentence: Sentence) -> str:
    """Who a common noun names: "la présidente, Anne Roux"; "" where its phrase does not say it."""
    beside = children(noun, "appos", "flat") if noun.pos_ == "NOUN" else []
    names = [sentence.names[word.i] for word in beside if word.i in sentence.names]
    people = [name.text for name in names if name.type == "PER" and " " in name.text]
    return people[0] if len(people) == 1 and len(people[0]) <= _LONGEST else ""


def plain_article(demonstrative: str, following: str) -> str:
    """The article of headlines for a demonstrative, with its blank; "" where none is sure."""
    article = ARTICLES[demonstrative]
    if article == "la" and following.startswith("h"):
        return ""
    if article == "la" and following[0] in VOWELS:
        article = "l'"
    return article if article.endswith("'") else f"{article} "


def of_phrase(text: str) -> str:
    """A noun phrase behind "de": "du maire", "d'une firme", "des élus"."""
    for article, merged in _OF.items():
        if text.startswith(article):
            return merged + text.removeprefix(article)
    # "D'Hélène Roux", but "de Hassan": of first names, those in "ha" keep their h.
    mute = text[:1] == "H" and text[1:2] != "a" and bool(gender_of(text))
    return f"d'{text}" if text[:1].lower() in VOWELS or mute else f"de {text}"


def _belongs(word: Word, noun: Word) -> bool:
    while word is not noun:
        if word.relation not in _PARTS:
            return False
        word = word.head
    return True
