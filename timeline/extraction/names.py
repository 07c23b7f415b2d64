"""Proper names in an article and their types.

The pipeline's entity recogniser finds most. Where it is silent, a run of capitalised words that the
tagger or the rest of the article confirms is a name too. A name has one type all through an
article: the one that the recogniser and the words around it give most often, None without any.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import get_args

from timeline.extraction.entry_nouns import is_entry_noun
from timeline.extraction.syntax import preposition
from timeline.extraction.tree import Tree, Word
from timeline.model import EntityType

_PARTICLES = frozenset(
    {
        "de", "du", "des", "d'", "la", "le", "van", "von", "der", "den", "ben", "bin", "ibn", "al",
        "el", "da", "di", "dos", "y",
    }
)  # fmt: skip
# One decision of the recogniser weighs as much as that many cues of spelling and syntax.
_RECOGNISED = 2
_LABELS: dict[str, EntityType] = {label: label for label in get_args(EntityType)}
_NOT_NAMES = frozenset({"PRON", "DET", "ADP", "CCONJ", "SCONJ", "VERB", "AUX", "ADV", "INTJ"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name: token range (half-open) in its document, text and type."""

    start: int
    end: int
    text: str
    type: EntityType | None


@lru_cache(maxsize=1)
def cues() -> dict[str, frozenset[str]]:
    """The word lists of `names.toml`: civilities, role nouns, places …"""
    source = resources.files("timeline").joinpath("resources", "lexicons", "names.toml")
    tables = tomllib.loads(source.read_text("utf-8"))
    return {key: frozenset(table["words"]) for key, table in tables.items()}


def find_names(docs: Sequence[Tree], common: Container[str] = frozenset()) -> list[list[Name]]:
    """The names of each document of one article, in order; `common` are nouns known to be none.

    The documents are read together: a word that is capitalised inside a sentence anywhere in the
    article is a name at the start of a sentence too, and a surname is a person if the full name is.
    """
    confirmed = _confirmed(docs)
    entities = [_entities(doc, common) for doc in docs]
    runs = [
        _merged(doc, found, (r for r in _runs(doc, confirmed) if not _is_common(doc, r, common)))
        for doc, found in zip(docs, entities, strict=True)
    ]
    texts = [[(start, end, _text(doc[start:end])) for start, end in found if end > start]
             for doc, found in zip(docs, runs, strict=True)]  # fmt: skip
    votes: dict[str, Counter[EntityType]] = {}
    for doc, found, recognised in zip(docs, texts, entities, strict=True):
        for start, end, text in found:
            label = recognised.get((start, end))
            if label:
                votes.setdefault(text, Counter())[label] += _RECOGNISED
            guess = _guess(doc, start, end, text)
            if guess and (not label or guess != "MISC"):
                votes.setdefault(text, Counter())[guess] += 1
    types: dict[str, EntityType] = {
        text: min(counter, key=lambda kind: (-counter[kind], kind))
        for text, counter in votes.items()
    }
    spelled = {text for found in texts for _, _, text in found}
    undetermined = {
        text
        for doc, found in zip(docs, texts, strict=True)
        for start, _, text in found
        if not start or doc[start - 1].pos_ != "DET"
    }
    for text in sorted((spelled & undetermined) - types.keys()):
        # A name whose last word the article also uses alone is that of a person.
        thing = {"du", "des", "la", "le"} & set(text.lower().split())
        if _is_full(text) and not thing and text.split()[-1] in spelled:
            types[text] = "PER"
    surnames = {text.split()[-1]: "PER" for text, kind in types.items() if kind == "PER"}
    return [
        [
            Name(start, end, text, types.get(text) or surnames.get(text))  # type: ignore[arg-type]
            for start, end, text in found
        ]
        for found in texts
    ]


def _entities(doc: Tree, common: Container[str]) -> dict[tuple[int, int], EntityType]:
    """What the entity recogniser found, by token range; nothing where there is none.

    A number in words behind a name counts what follows it ("X trois semaines plus tôt").
    """
    found: dict[tuple[int, int], EntityType] = {}
    for start, end, label in doc.ents:
        while end - start > 1 and doc[end - 1].pos_ == "NUM" and doc[end - 1].text.islower():
            end -= 1
        if label in _LABELS and not is_entry_noun(doc, start, end, common):
            found[start, end] = _LABELS[label]
    return found


def _merged(
    doc: Tree, entities: Collection[tuple[int, int]], runs: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Entities, and the runs of capitals beside them; with a recogniser, fewer of these.

    A run of which the recogniser saw the end alone ("Radio [Canada]") is one name. A single word
    in the plural of which it saw nothing is a people ("les Belges").
    """
    names = set(entities)
    for run in runs:
        start, end = _trimmed(doc, run)
        inside = [entity for entity in entities if entity[0] < end and start < entity[1]]
        if not inside:
            alone = end - start == 1 and start and doc[start - 1].lower_ in ("les", "des", "aux")
            if not (alone and doc.has_entities):
                names.add((start, end))
        elif len(inside) == 1 and start < inside[0][0] and inside[0][1] == end:
            names.remove(inside[0])
            names.add((start, end))
    return sorted(names)


def _is_common(doc: Tree, run: tuple[int, int], common: Container[str]) -> bool:
    """Whether a run is one known noun that only place or capitals make look like a name."""
    start, end = run
    token = doc[start]
    known = token.text in common or (_opens(token) and token.lower_ in common)
    return end - start == 1 and known


def _text(span: Iterable[Word]) -> str:
    return "".join(token.text_with_ws for token in span).strip()


def _confirmed(docs: Sequence[Tree]) -> frozenset[str]:
    """Words capitalised inside a sentence, unless they also occur in lower case."""
    inside: set[str] = set()
    lower: set[str] = set()
    for doc in docs:
        shouting = doc.text.isupper()
        for token in doc.words:
            text = token.text
            if text.islower():
                lower.add(text)
            elif not shouting and text[:1].isupper() and not _opens(token):
                inside.add(text)
    return frozenset(word for word in inside if word.lower() not in lower)


def _opens(token: Word) -> bool:
    """Whether a token opens a sentence, a quotation or a list item."""
    if token.i == 0 or token.is_sent_start:
        return True
    before = token.nbor(-1).text
    return before in {"«", '"', "(", ":", "-", "–", "—", "•", "."}


def _is_name_word(token: Word, confirmed: frozenset[str]) -> bool:
    text = token.text
    if text.islower() or not text[:1].isalpha() or len(text) == 1 and not text.isupper():
        return False
    if any(letter.isupper() for letter in text[1:]) and not text.isupper():
        # A capital inside the word: a brand or an acronym, wherever it stands.
        return text[:1].isupper() or text[1:2].isupper() or token.pos_ == "PROPN"
    if not text[:1].isupper() or text.lower() in cues()["calendar"]:
        return False
    if token.pos_ == "PROPN" or (text.isupper() and len(text) > 1 and text in confirmed):
        return True
    if _opens(token):
        return text in confirmed and token.pos_ not in _NOT_NAMES
    return token.pos_ not in _NOT_NAMES or (text in confirmed and len(text) > 3)


def _runs(doc: Tree, confirmed: frozenset[str]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    words, index = doc.words, 0
    while index < len(words):
        if words[index].text.islower() or not _is_name_word(words[index], confirmed):
            index += 1
            continue
        start, index = index, index + 1
        while index < len(words):
            token, before = words[index], words[index - 1]
            if (
                token.is_sent_start
                or not before.whitespace_
                and token.text[:1].isalnum()
                and not before.text.endswith(("'", "-", "."))
            ):
                break
            if _continues(token, doc, confirmed):
                index += 1
            elif (
                token.lower_ in _PARTICLES
                and index + 1 < len(words)
                and _joins(doc, index, start, confirmed)
            ):
                index += 2
            else:
                break
        runs.append((start, index))
    return runs


def _continues(token: Word, doc: Tree, confirmed: frozenset[str]) -> bool:
    if _is_name_word(token, confirmed):
        # Two names side by side are one only when the parser says so or both are capitalised words
        # of one phrase; a comma or bracket between them has already ended the run.
        return True
    initial = len(token.text) <= 2 and token.text.endswith(".") and token.text[:1].isupper()
    number = token.text.isdigit() and len(token.text) <= 2 and token.relation in ("flat", "nummod")
    return initial or number and token.head.i < token.i


def _joins(doc: Tree, index: int, start: int, confirmed: frozenset[str]) -> bool:
    """Whether a particle at `index` is inside a name ("Charles de Gaulle"), not between two."""
    following = doc[index + 1]
    if not _is_name_word(following, confirmed):
        return False
    flat = doc[index].relation == "flat" or following.relation == "flat"
    return (
        flat
        and following.head.i >= start
        or doc[index].lower_ in ("van", "von", "ben", "bin", "ibn", "al", "el")
    )


def _trimmed(doc: Tree, run: tuple[int, int]) -> tuple[int, int]:
    """Without a civility or role word at the front ("Mme", "Président")."""
    start, end = run
    while start < end and doc[start].lower_ in cues()["civility"]:
        start += 1
    return start, end


def _guess(doc: Tree, start: int, end: int, text: str) -> EntityType | None:
    lists = cues()
    head = next((t for t in doc[start:end] if not start <= t.head.i < end), doc[start])
    before = doc[start - 1] if start else None
    words = [token.lower_ for token in doc[start:end]]
    if text.lower() in lists["places"]:
        return "LOC"
    if before is not None and before.lower_ in lists["civility"]:
        return "PER"
    if any(word in lists["organisations"] for word in words):
        return "ORG"
    if _introduced_by(head, before, lists["organisation_nouns"]):
        return "ORG"
    if _introduced_by(head, before, lists["person_nouns"]):
        return "PER"
    case = preposition(head)
    determined = any(child.relation == "det" for child in head.children)
    if (
        len(words) == 1
        and case in ("à", "en")
        and not determined
        and head.relation in ("obl", "nmod")
    ):
        place = case == "en" or head.head.pos_ != "VERB" or head.relation == "nmod"
        return "LOC" if place and not text.isupper() and text[1:].islower() else None
    if case == "en" and len(words) > 1:
        return "LOC"
    full = _is_full(text)
    acts = head.relation in ("nsubj", "conj", "appos", "flat") or case in ("par", "selon", "avec")
    if full and not determined and (acts or head.dep_ in ("ROOT", "obl:agent")):
        return "PER"
    if text.isupper() and 2 <= len(text) <= 6 or any(letter.isupper() for letter in text[1:]):
        # "L'iPhone" is a thing, "VoltaGen" an organisation: the article tells.
        return None if len(words) > 1 else "MISC" if determined else "ORG"
    return None


def _is_full(text: str) -> bool:
    """Whether a name looks like first name and surname, particles and hyphens allowed."""
    words = text.split()
    return 2 <= len(words) <= 4 and all(
        word[:1].isupper() and word[1:].islower() or word.lower() in _PARTICLES or "-" in word
        for word in words
    )


def _introduced_by(head: Word, before: Word | None, nouns: frozenset[str]) -> bool:
    """Whether a noun of the list stands before the name and goes with it ("le groupe X")."""
    if before is not None and before.lemma_.lower() in nouns:
        return True
    return (
        head.relation in ("appos", "flat", "nmod")
        and head.head.lemma_.lower() in nouns
        and not preposition(head)
    )
