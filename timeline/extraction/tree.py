"""A parsed text as plain Python objects, for code that walks the dependency tree a lot.

Each look at a spaCy token makes new objects and looks strings up; the extraction asks for heads,
children and labels a hundred times a word. A `Tree` takes them from the document once, a whole
column at a time. Names and meanings are spaCy's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, wraps
from operator import attrgetter
from types import MappingProxyType
from typing import Any, TypeVar, overload

from spacy.attrs import (  # type: ignore[import-not-found]
    DEP,
    ENT_IOB,
    HEAD,
    IDX,
    LEMMA,
    MORPH,
    ORTH,
    POS,
    SENT_START,
    SPACY,
    TAG,
)
from spacy.tokens import Doc
from spacy.vocab import Vocab

Answer = TypeVar("Answer")
# From this probability on (`Word.happening`), a noun may name an event.
HAPPENING = 0.25
# What a tree asks a document for, in the order in which `_words` takes it.
_COLUMNS = [
    IDX, ORTH, LEMMA, POS, TAG, DEP, MORPH, SPACY, SENT_START,
]  # fmt: skip
# Prepositions of time, which introduce no object.
_WHEN = frozenset({"après", "avant", "depuis", "dès", "pendant", "durant"})
# Only these can name a happening.
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
    # Not to be changed in place, either: the words without any share one.
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
        return _subtree(self) if self.children else [self]

    @property
    def ancestors(self) -> Iterator[Word]:
        """The heads above a word, nearest first."""
        step = self
        while step.head is not step:
            step = step.head
            yield step

    def remember(self, name: str, found: Answer) -> Answer:
        """Keeps what has been worked out about the word in its memo, and gives it back."""
        if self.memo is _NOTHING:
            self.memo = {name: found}
        else:
            self.memo[name] = found
        return found

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
        if name in memo:
            known: Answer = memo[name]
            return known
        found = function(word)
        # As `remember` does it, without a call more for every word.
        if word.memo is _NOTHING:
            word.memo = {name: found}
        else:
            word.memo[name] = found
        return found

    return answer


_POSITION = attrgetter("i")
# What most words have none of is shared: no list and no table for each of them.
_NONE: list[Word] = []
# The memo of the words of which nothing has been worked out; it cannot be written to.
_NOTHING: Any = MappingProxyType({})


@remembered
def _subtree(top: Word) -> list[Word]:
    found = [top]
    for word in found:
        # The list grows while it is walked: breadth first.
        found += word.children
    found.sort(key=_POSITION)
    return found


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
        # Named entities as (start, end, label), half-open.
        self.ents = [(entity.start, entity.end, entity.label_) for entity in doc.ents]
        heads, entities = doc.to_array([HEAD, ENT_IOB]).view("int64").T.tolist()
        self.has_entities = not entities or any(entities)
        self.words = words = _words(self, doc)
        self.text = "".join([word.text + word.whitespace_ for word in words])
        for word, distance in zip(words, heads, strict=True):
            if not distance:
                word.head = word
                continue
            head = word.head = words[word.i + distance]
            if head.relation == "obj" and word.lower_ in _WHEN and word.relation == "case":
                # "A eu lieu lundi, deux jours après la grève": some parsers see a second object.
                head.dep_, head.relation = "obl:mod", "obl"
            if head.children:
                head.children.append(word)
            else:
                head.children = [word]

    def release(self) -> None:
        """Undoes the circles in which words hold each other: without them the memory of a document
        is free as soon as its last user is done, and Python need not search for it. No word of the
        tree may be used afterwards."""
        for word in self.words:
            del word.head, word.memo
        self.words.clear()

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


def _words(tree: Tree, doc: Doc) -> list[Word]:
    """The words of a document, without their place in the tree."""
    extensions: dict[Any, Any] = doc.user_data
    offsets, *numbers, spaces, opens = doc.to_array(_COLUMNS).T.tolist()
    meanings = _known(doc.vocab).meanings(numbers)
    words: list[Word] = []
    for idx, form, lemma, pos, tag, label, morph, spacy, start in zip(
        offsets, *meanings, spaces, opens, strict=True
    ):
        word = Word()
        word.doc, word.i, word.idx = tree, len(words), idx
        word.text, word.lower_, word.is_punct, word.is_space = form
        word.lemma_, word.pos_, word.tag_, word.morph = lemma, pos, tag, morph
        word.dep_, word.relation = label
        word.whitespace_ = " " if spacy else ""
        word.is_sent_start = start == 1
        word.happening = 0.0
        if pos in _NAMING:
            # What `token._.happening` looks up, without the objects that it makes.
            word.happening = extensions.get(("._.", "happening", idx, None)) or 0.0
        word.children, word.memo = _NONE, _NOTHING
        words.append(word)
    return words


class _Lookup(dict[int, Answer]):
    """What a number of spaCy's stands for, looked up once."""

    def __init__(self, function: Callable[[int], Answer]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, number: int) -> Answer:
        found = self[number] = self._function(number)
        return found


class _Known:
    """What the numbers of a vocabulary stand for. It grows with the vocabulary, as spaCy's own
    tables do."""

    def __init__(self, vocab: Vocab) -> None:
        def form(number: int) -> tuple[str, str, bool, bool]:
            lexeme = vocab[number]
            return lexeme.text, lexeme.lower_, lexeme.is_punct, lexeme.is_space

        def label(number: int) -> tuple[str, str]:
            name = str(vocab.strings[number])
            return name, name.partition(":")[0]

        # Text, lower case, whether punctuation, whether blank.
        self.forms = _Lookup(form)
        self.strings = _Lookup(lambda number: str(vocab.strings[number]))
        # A dependency label, whole and without its subtype.
        self.labels = _Lookup(label)
        self.features = _Lookup(lambda number: _features(str(vocab.strings[number])))

    def meanings(self, columns: Sequence[Sequence[int]]) -> list[Iterator[Any]]:
        """What the numbers of the columns from ORTH to MORPH stand for."""
        names = self.strings
        tables: Sequence[_Lookup[Any]] = (
            self.forms, names, names, names, self.labels, self.features,
        )  # fmt: skip
        return [
            map(table.__getitem__, column) for table, column in zip(tables, columns, strict=True)
        ]


@lru_cache(maxsize=2)
def _known(vocab: Vocab) -> _Known:
    return _Known(vocab)


def _features(morph: str) -> Mapping[str, str]:
    pairs = (pair.partition("=") for pair in morph.split("|") if "=" in pair)
    return {name: value.partition(",")[0] for name, _, value in pairs}
