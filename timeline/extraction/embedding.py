"""An embedding layer that knows a full-form lexicon beside the shape and letters of a word.

A treebank of some hundred thousand words has seen few of the verb forms that newspapers use. The
classes in which a lexicon puts a word ("third person singular of the present, or a noun") are a
feature of their own, so that a form the treebank lacks is still read as what it can be, after
Denis and Sagot, "Coupling an annotated corpus and a lexicon for state-of-the-art POS tagging"
(Language Resources and Evaluation 46, 2012). Names are a second such table.

A hash embedding gives a form that training never saw the rows of forms it did see. Here such forms
share one row, and that row is learned: in training a form of frequency f is taken for an unknown
one with the probability a / (a + f), after Kiperwasser and Goldberg, "Simple and Accurate
Dependency Parsing Using Bidirectional LSTM Feature Representations" (TACL 4, 2016).
"""

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.ml.featureextractor import FeatureExtractor
from spacy.strings import hash_string  # type: ignore[attr-defined]
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import (
    HashEmbed,
    Maxout,
    Model,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    with_array,
)

from timeline.extraction.word_tables import (
    EMPTY,
    Tables,
    lexicon_classes,
    occurrences,
    pack,
    unpack,
)

# What a token gives beside spaCy's attributes, in this order.
COLUMNS = (
    *("stem", "beginning", "end"),
    *("word class", "part of speech", "sense", "happening", "name"),
)
# The frequency at which a form is taken for an unknown one half of the time.
_HALF = 0.5
_UNKNOWN = np.uint64(1)
_NUMBER = re.compile("e?[sx]?$")


@registry.architectures("timeline.LexiconHashEmbed.v2")  # type: ignore[untyped-decorator]
def lexicon_hash_embed(
    width: int,
    attrs: list[str],
    tables: list[list[int]],
    lexicon: str | Path | None = None,
) -> Model[Any, Any]:
    """spaCy's MultiHashEmbed with the letters and the classes of a lexicon as further columns.

    `width` is the output width; `tables` gives rows and width of one table an attribute, then of
    one a column of COLUMNS. `lexicon` is a file of packed tables as `data/training/lexicon.py`
    makes it; they are saved inside the model, so a saved model needs no file. Raises ValueError
    where `tables` has another number of entries.
    """
    if len(tables) != len(attrs) + len(COLUMNS):
        raise ValueError(f"{len(tables)} tables for {len(attrs)} attributes and {COLUMNS}")
    packed = Path(lexicon).read_bytes() if lexicon is not None else pack(EMPTY)
    embeddings: list[Model[Any, Any]] = [
        HashEmbed(columns, rows, column=index, seed=8 + index, dropout=0.0)
        for index, (rows, columns) in enumerate(tables)
    ]
    joined = sum(columns for _, columns in tables)
    return chain(
        _features(attrs, packed),
        list2ragged(),
        with_array(concatenate(*embeddings)),
        with_array(Maxout(width, joined, nP=3, dropout=0.0, normalize=True)),
        ragged2list(),
    )


def _features(attrs: list[str], packed: bytes) -> Model[Any, Any]:
    layers: list[Model[Any, Any]] = [FeatureExtractor(attrs)]
    attributes = {"lexicon": packed, "norm": attrs.index("NORM")}
    return Model("extract_lexicon_features", _forward, layers=layers, attrs=attributes)


def _forward(
    model: Model[Any, Any], docs: list[Doc], is_train: bool
) -> tuple[list[Any], Callable[[Any], list[Any]]]:
    columns, _ = model.layers[0](docs, is_train)
    tables = unpack(model.attrs["lexicon"])
    features: list[Any] = []
    for doc, column in zip(docs, columns, strict=True):
        both: Any = np.hstack([column, letters(doc), lexicon_classes(doc, tables)])
        unknown = _unknown(doc, tables, is_train)
        for place in (model.attrs["norm"], column.shape[1]):
            both[unknown, place] = _UNKNOWN
        features.append(model.ops.asarray2i(both, dtype="uint64"))
    return features, lambda gradient: []


def _unknown(doc: Doc, tables: Tables, is_train: bool) -> NDArray[np.bool_]:
    """Which tokens are forms that training knows too little; in training, more by chance."""
    if not len(doc) or not len(tables.seen_keys):
        return np.zeros(len(doc), dtype=bool)
    counts = occurrences(doc, tables)
    unknown: NDArray[np.bool_] = counts == 0
    if is_train:
        # spaCy seeds this generator before training.
        unknown = np.random.random(len(doc)) < _HALF / (_HALF + counts)
    return unknown


def letters(doc: Doc) -> NDArray[np.uint64]:
    """One row a token: the keys of its stem, of its first three and of its last five letters."""
    if not len(doc):
        return np.zeros((0, 3), dtype="uint64")
    return np.array([_letters(token.norm_) for token in doc], dtype="uint64")


@lru_cache(maxsize=100_000)
def _letters(norm: str) -> tuple[int, int, int]:
    # Without the mark of the plural or the feminine: one row for "rachat" and "rachats".
    stem = _NUMBER.sub("", norm) if len(norm) > 4 else norm
    return hash_string(stem + "*"), hash_string(norm[:3] + "-"), hash_string("-" + norm[-5:])
