"""Which name a definite description stands for: "le groupe", "l'association", "le milliardaire".

First what the article itself has said of a name: "l'association Belcour", "Anne Roux, maire de
Tavel", "Sirocco est un opérateur". Where it has not said it of any, a noun that any organisation or
person can be called by stands for the only one that has just been named. Where two may be meant, or
one that has no name ("un homme a été arrêté … L'homme"), it stays unresolved.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from timeline.extraction.names import Name, cues
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import DEFINITES, DEMONSTRATIVES, children, feature
from timeline.extraction.title_people import gender_of
from timeline.extraction.tree import Word

_INDEFINITES = frozenset({"un", "une"})
_MERGED = frozenset({"du", "au"})
# Relations by which something tells a noun from others of its kind.
_TELLING = frozenset({"nmod", "acl", "appos", "flat", "nummod", "conj", "obl", "advcl", "xcomp"})
_TABLES = ("person_nouns", "epithets", "organisation_nouns", "organisations")
# From how many times on a name is what an article is about, if it is named so much more often than
# any other of its kind.
_OFTEN, _MORE = 3, 2
# How many sentences back the only name may stand that a noun of no certain one is to stand for, and
# how many one that the article has called so.
_NEAR = 2
_FAR = 12
_PEOPLE: tuple[str | None, ...] = ("PER", None)
_BODIES: tuple[str | None, ...] = ("ORG", "MISC", None)


@dataclass(slots=True)
class _Named:
    """What is named: by its longest name so far, and where it was named last."""

    name: Name
    sentence: int
    times: int = 1


@dataclass(slots=True)
class _Article:
    """What has been read of an article."""

    named: dict[str, _Named] = field(default_factory=dict)
    called: defaultdict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    # Where something without a name was introduced, by noun.
    nameless: dict[str, int] = field(default_factory=dict)


def definite_descriptions(sentences: Sequence[Sentence]) -> dict[int, dict[int, Name]]:
    """The names that definite descriptions of an article stand for, by index of the sentence and
    position of the noun; sentences in order."""
    found: dict[int, dict[int, Name]] = {}
    read = _Article()
    for sentence in sentences:
        for word in sentence.tokens:
            name = sentence.names.get(word.i)
            if name is not None:
                if name.start == word.i:
                    _note(name, sentence, read)
                continue
            if word.pos_ != "NOUN" or not _is_somebody_or_body(word.lemma_.lower()):
                continue
            lemma = word.lemma_.lower()
            if _is_introduced(word, sentence):
                read.nameless[lemma] = sentence.index
            elif _is_bare_definite(word, sentence):
                meant = _meant(word, sentence, read)
                if meant is not None:
                    found.setdefault(sentence.index, {})[word.i] = meant
    return found


def _is_somebody_or_body(lemma: str) -> bool:
    return any(lemma in cues()[table] for table in _TABLES)


def _note(name: Name, sentence: Sentence, read: _Article) -> None:
    """Remembers a name, and what it is called."""
    key = _key(name, read)
    known = read.named.get(key)
    longest = name if known is None or len(name.text) > len(known.name.text) else known.name
    read.named[key] = _Named(longest, sentence.index, 1 if known is None else known.times + 1)
    own = [sentence.doc[name.start].lower_] if name.end - name.start > 1 else []
    for lemma in (*own, *(noun.lemma_.lower() for noun in _nouns_of(name, sentence))):
        if _is_somebody_or_body(lemma) and _fits(lemma, name):
            read.called[lemma][key] = None
            read.nameless.pop(lemma, None)


def _nouns_of(name: Name, sentence: Sentence) -> Iterator[Word]:
    """The common nouns that a sentence says a name is."""
    root = sentence.doc[name.start : name.end].root
    head = root.head
    if head is not root and head.pos_ == "NOUN" and head.i not in sentence.names:
        beside = root.relation in ("flat", "appos") or (
            root.relation == "nmod" and not children(root, "case")
        )
        between = sentence.doc.words[head.i + 1 : name.start] if head.i < name.start else []
        if beside and not any(w.pos_ == "ADP" and w.head is root for w in between):
            yield head
    for noun in children(root, "appos"):
        if noun.pos_ == "NOUN" and noun.i not in sentence.names:
            yield noun
    said = root.relation == "nsubj" and head.pos_ == "NOUN" and bool(children(head, "cop"))
    if said and head.i not in sentence.names and not _is_denied(head):
        yield head


def _is_denied(predicate: Word) -> bool:
    return any(child.lower_ in ("ne", "n'", "pas", "plus") for child in predicate.children)


def _key(name: Name, read: _Article) -> str:
    """What a name is known by: a person's surname; a body's letters, its acronym for that of the
    full name."""
    if name.type == "PER":
        return f"PER {name.text.split()[-1].lower()}"
    letters = _letters(name.text)
    if letters in read.named or len(name.text) < 2:
        return letters
    for key, known in read.named.items():
        long, short = sorted((known.name.text, name.text), key=len, reverse=True)
        if short.isupper() and _initials(long) == short.lower().replace(".", ""):
            return key
    return letters


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def _initials(text: str) -> str:
    return "".join(part[0] for part in re.findall(r"[^\W\d_]{3,}", text)).lower()


def _fits(lemma: str, name: Name) -> bool:
    kinds = _PEOPLE if _is_of_people(lemma) else _BODIES
    return name.type in kinds


def _is_of_people(lemma: str) -> bool:
    return lemma in cues()["person_nouns"] or lemma in cues()["epithets"]


def _is_introduced(noun: Word, sentence: Sentence) -> bool:
    """Whether a noun brings somebody or something in that has no name ("un homme")."""
    articles = children(noun, "det")
    indefinite = any(word.lower_ in _INDEFINITES for word in articles)
    below = (word for word in noun.subtree if word.i > noun.i)
    named = any(w.i in sentence.names and w.relation in ("flat", "appos") for w in below)
    said = any(children(noun, "cop")) or noun.relation == "appos"
    return indefinite and not named and not said


def _is_bare_definite(noun: Word, sentence: Sentence) -> bool:
    """Whether a noun with a definite article or a demonstrative stands alone, singular, so that
    only what comes before says who is meant."""
    if feature(noun, "Number") == "Plur" or noun.relation in ("appos", "flat", "fixed", "vocative"):
        return False
    articles = {word.lower_ for word in children(noun, "det") if word.i < noun.i}
    cases = {word.lower_ for word in children(noun, "case") if word.i < noun.i}
    definite = articles & (DEFINITES | DEMONSTRATIVES) or not articles and cases & _MERGED
    if not definite or any(child.relation in _TELLING for child in noun.children):
        return False
    if children(noun, "cop"):
        # "Il est le président"
        return False
    if any(not _is_plain(adjective) for adjective in children(noun, "amod")):
        return False
    behind = sentence.doc.words[noun.i + 1 : noun.i + 2]
    named = any(word.i in sentence.names or word.text in ("«", '"', "“") for word in behind)
    return not named


def _is_plain(adjective: Word) -> bool:
    """Whether an adjective leaves open which one is meant by no more than the noun does: "la
    société californienne", unlike "l'autre société", "la première société"."""
    return (
        adjective.i > adjective.head.i
        and adjective.lemma_.lower() not in cues()["telling_apart"]
        and not any(adjective.children)
    )


def _meant(noun: Word, sentence: Sentence, read: _Article) -> Name | None:
    lemma = noun.lemma_.lower()
    called = [read.named[key] for key in read.called[lemma]]
    possible = [one for one in called if _may_be(noun, one.name, sentence)]
    if len(called) > 1 or called and not possible:
        return None
    nameless = read.nameless.get(lemma)
    if possible:
        # "Le groupe socialiste" is another than the group that has a name.
        other = bool(children(noun, "amod"))
        if other or nameless is not None and nameless >= possible[0].sentence:
            return None
        near = sentence.index - possible[0].sentence <= _FAR
        return possible[0].name if near else None
    if nameless is not None:
        return None
    if lemma in cues()["epithets"]:
        return _only(noun, sentence, read, "PER")
    if lemma in cues()["any_body"]:
        return _only(noun, sentence, read, "ORG") or _protagonist(noun, sentence, read)
    if lemma in cues()["organisation_nouns"]:
        return _protagonist(noun, sentence, read)
    return None


def _only(noun: Word, sentence: Sentence, read: _Article, kind: str) -> Name | None:
    """The only name of a kind shortly before a noun, where nothing nameless of the kind is."""
    near = [one for one in read.named.values() if sentence.index - one.sentence <= _NEAR]
    # What is of no certain kind may be of this.
    kinds = _PEOPLE if kind == "PER" else _BODIES
    alike = [one.name for one in near if one.name.type in kinds]
    if len(alike) == 1 and alike[0].type != kind:
        return None
    if _has_nameless(sentence, read, kind) or len(alike) != 1:
        return None
    return alike[0] if _may_be(noun, alike[0], sentence) else None


def _protagonist(noun: Word, sentence: Sentence, read: _Article) -> Name | None:
    """The body that an article tells of, where nothing nameless is near."""
    bodies = [one for one in read.named.values() if one.name.type == "ORG"]
    bodies.sort(key=lambda one: -one.times)
    if not bodies or children(noun, "amod") or _has_nameless(sentence, read, "ORG"):
        return None
    first, others = bodies[0], bodies[1:2]
    if first.times < _OFTEN or any(first.times < _MORE * other.times for other in others):
        return None
    rivals = [one for one in read.named.values() if one.name.type in _BODIES and one is not first]
    if noun.lemma_.lower() in cues()["any_body"] and any(
        sentence.index - one.sentence <= 1 for one in rivals
    ):
        # What has just been named may be an enterprise as well.
        return None
    return first.name if _may_be(noun, first.name, sentence) else None


def _has_nameless(sentence: Sentence, read: _Article, kind: str) -> bool:
    """Whether somebody, or some body, without a name has been introduced shortly before."""
    people = kind == "PER"
    return any(
        _is_of_people(lemma) == people and sentence.index - index <= _NEAR
        for lemma, index in read.nameless.items()
    )


def _may_be(noun: Word, name: Name, sentence: Sentence) -> bool:
    """Whether a noun can stand for a name: none that its own clause names, and of its gender."""
    predicate = _predicate(noun)
    if any(
        other is name or other.text == name.text
        for position, other in sentence.names.items()
        if _predicate(sentence.doc[position]) is predicate
    ):
        return False
    gender = gender_of(name.text) if name.type == "PER" else ""
    # "La maire": the article tells it better than the noun.
    own = {feature(word, "Gender") for word in children(noun, "det")} - {""}
    return not gender or gender in (own or {feature(noun, "Gender"), ""})


def _predicate(word: Word) -> Word:
    """The verb of the clause that a word stands in."""
    return next((above for above in word.ancestors if above.pos_ in ("VERB", "AUX")), word.doc[0])
