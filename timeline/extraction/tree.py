"""A parsed text as plain Python objects, for code that walks the dependency tree a lot.

Each look at a spaCy token makes new objects and looks strings up; the extraction asks for heads,
children and labels a hundred times a word. A `Tree` takes them from the document once, a whole
column at a time. Names and meanings are spaCy's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, wraps
from operator import attrgetter
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
# What a tree asks a document for, in the order in which `_words` takes it.
_COLUMNS = [
    IDX, ORTH, LEMMA, POS, TAG, DEP, MORPH, SPACY, SENT_START,
]  # fmt: skip
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
    # Not to be changed in place: the words without any share one list.
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
        memo = self.memo
        if "subtree" not in memo:
            memo["subtree"] = self._subtree()
        found: list[Word] = memo["subtree"]
        return found

    def _subtree(self) -> list[Word]:
        if not self.children:
            return [self]
        found = [self]
        for word in found:
            # The list grows while it is walked: breadth first.
            found += word.children
        found.sort(key=_POSITION)
        return found

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
        if name in memo:
            known: Answer = memo[name]
            return known
        found = memo[name] = function(word)
        return found

    return answer


_POSITION = attrgetter("i")
_NONE: list[Word] = []


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
        columns = doc.to_array([HEAD, ENT_IOB]).astype("int64").T
        self.has_entities = not len(doc) or bool(columns[1].any())
        self.words = words = _words(self, doc)
        self.text = "".join([word.text + word.whitespace_ for word in words])
        for word, distance in zip(words, columns[0].tolist(), strict=True):
            head = word.head = words[word.i + distance]
            if distance and head.children:
                head.children.append(word)
            elif distance:
                head.children = [word]

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
    known = _known(doc.vocab)
    forms, strings, labels, features = known.forms, known.strings, known.labels, known.features
    extensions: dict[Any, Any] = doc.user_data
    words: list[Word] = []
    for i, row in enumerate(doc.to_array(_COLUMNS).tolist()):
        idx, form, lemma, pos, tag, label, morph, spacy, opens = row
        word = Word()
        word.doc, word.i, word.idx = tree, i, idx
        word.text, word.lower_, word.is_punct, word.is_space = forms[form]
        word.lemma_, word.pos_, word.tag_ = strings[lemma], strings[pos], strings[tag]
        word.dep_, word.relation = labels[label]
        word.whitespace_ = " " if spacy else ""
        word.is_sent_start = opens == 1
        word.morph = features[morph]
        word.happening = 0.0
        if word.pos_ in _NAMING:
            # What `token._.happening` looks up, without the objects that it makes.
            word.happening = extensions.get(("._.", "happening", idx, None)) or 0.0
        word.children, word.memo = _NONE, {}
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


@lru_cache(maxsize=2)
def _known(vocab: Vocab) -> _Known:
    return _Known(vocab)


def _features(morph: str) -> Mapping[str, str]:
    pairs = (pair.partition("=") for pair in morph.split("|") if "=" in pair)
    return {name: value.partition(",")[0] for name, _, value in pairs}
