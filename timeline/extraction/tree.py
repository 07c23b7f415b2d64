"""A parsed text as plain Python objects, for code that walks the dependency tree a lot.

Each look at a spaCy token makes new objects and looks strings up; the extraction asks for heads,
children and labels a hundred times a word. A `Tree` takes them from the document once. Names and
meanings are spaCy's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast, overload

from spacy.tokens import Doc, Token

Answer = TypeVar("Answer")
# Only these can name a happening; the attribute is slow to ask for.
_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "X"})


class Word:
    """A token: its text, lemma, tags, and its place in the tree. `relation` is the dependency label
    without its subtype, `happening` the probability that a noun names an event."""

    __slots__ = (
        "children", "dep_", "doc", "happening", "head", "i", "idx", "is_punct", "is_sent_start",
        "is_space", "lemma_", "lower_", "memo", "morph", "pos_", "relation", "tag_", "text",
        "whitespace_",
    )  # fmt: skip

    doc: Tree
    head: Word
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    relation: str
    whitespace_: str
    is_punct: bool
    is_space: bool
    is_sent_start: bool
    morph: Mapping[str, str]
    happening: float
    children: list[Word]
    # What has been worked out about the word, by the function that did.
    memo: dict[str, Any]

    def __len__(self) -> int:
        """The number of characters."""
        return len(self.text)

    def __repr__(self) -> str:
        """The text, as spaCy shows tokens."""
        return self.text

    @property
    def text_with_ws(self) -> str:
        """The text with the blank that follows it, if any."""
        return self.text + self.whitespace_

    @property
    def subtree(self) -> list[Word]:
        """The word and all that depends on it, in the order of the text; not to be changed."""
        if "subtree" not in self.memo:
            self.memo["subtree"] = self._subtree()
        return cast(list[Word], self.memo["subtree"])

    def _subtree(self) -> list[Word]:
        if not self.children:
            return [self]
        found, last = [self], 0
        while last < len(found):
            found += found[last].children
            last += 1
        return sorted(found, key=_position)

    @property
    def ancestors(self) -> Iterator[Word]:
        """The heads above a word, nearest first."""
        step = self
        while step.head is not step:
            step = step.head
            yield step

    def nbor(self, distance: int) -> Word:
        """The word so many places further on. Raises IndexError where there is none."""
        position = self.i + distance
        if position < 0:
            raise IndexError(position)
        return self.doc.words[position]


def remembered(function: Callable[[Word], Answer]) -> Callable[[Word], Answer]:
    """A function of a word that works its answer out once; no caller may change the answer."""
    name = function.__name__

    @wraps(function)
    def answer(word: Word) -> Answer:
        memo = word.memo
        if name not in memo:
            memo[name] = function(word)
        return cast(Answer, memo[name])

    return answer


def _position(word: Word) -> int:
    return word.i


class Stretch(list[Word]):
    """Neighbouring words."""

    @property
    def text(self) -> str:
        """Their text, without the blank behind the last."""
        return "".join(word.text_with_ws for word in self[:-1]) + (self[-1].text if self else "")

    @property
    def root(self) -> Word:
        """The word on which the others depend."""
        inside = set(map(id, self))
        return next(word for word in self if word.head is word or id(word.head) not in inside)


class Tree:
    """A document, word by word."""

    __slots__ = ("ents", "has_entities", "text", "words")

    def __init__(self, doc: Doc) -> None:
        """Takes over what the pipeline has found; later changes of `doc` are not seen."""
        self.text = doc.text
        # Named entities as (start, end, label), half-open.
        self.ents = [(entity.start, entity.end, entity.label_) for entity in doc.ents]
        self.has_entities = doc.has_annotation("ENT_IOB")
        self.words = [_word(self, token) for token in doc]
        for word, head in zip(self.words, doc.to_array("HEAD").astype("int64"), strict=True):
            word.head = self.words[word.i + int(head)]
            if head:
                word.head.children.append(word)

    def __len__(self) -> int:
        """The number of words."""
        return len(self.words)

    def __iter__(self) -> Iterator[Word]:
        """The words in order."""
        return iter(self.words)

    @overload
    def __getitem__(self, place: int) -> Word: ...
    @overload
    def __getitem__(self, place: slice) -> Stretch: ...
    def __getitem__(self, place: int | slice) -> Word | Stretch:
        """A word, or a stretch of them."""
        if isinstance(place, slice):
            return Stretch(self.words[place])
        return self.words[place]


def _word(tree: Tree, token: Token) -> Word:
    word = Word()
    word.doc = tree
    word.i, word.idx, word.text = token.i, token.idx, token.text
    word.lower_, word.lemma_ = token.lower_, token.lemma_
    word.pos_, word.tag_, word.dep_ = token.pos_, token.tag_, token.dep_
    word.relation = word.dep_.partition(":")[0]
    word.whitespace_ = token.whitespace_
    word.is_punct, word.is_space = token.is_punct, token.is_space
    word.is_sent_start = bool(token.is_sent_start)
    word.morph = _features(str(token.morph))
    named = token._.happening if word.pos_ in _NAMING else None
    word.happening = named or 0.0
    word.children, word.memo = [], {}
    return word


@lru_cache(maxsize=4096)
def _features(morph: str) -> Mapping[str, str]:
    pairs = (pair.partition("=") for pair in morph.split("|") if "=" in pair)
    return {name: value.partition(",")[0] for name, _, value in pairs}
