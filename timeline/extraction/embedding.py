"""An embedding layer that knows a full-form lexicon beside the shape and letters of a word.

A treebank of some hundred thousand words has seen few of the verb forms that newspapers use. The
classes in which a lexicon puts a word ("third person singular of the present, or a noun") are a
feature of their own, so that a form the treebank lacks is still read as what it can be, after
Denis and Sagot, "Coupling an annotated corpus and a lexicon for state-of-the-art POS tagging"
(Language Resources and Evaluation 46, 2012). Names of people and places are a second such table.
"""

import io
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH  # type: ignore[import-not-found]
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

# A form that the lexicon lacks has the classes of the form without one of these ("cofondé").
_PREFIXES = (
    *("anti", "auto", "co", "contre", "cyber", "dé", "éco", "hyper", "inter", "micro", "mini"),
    *("multi", "néo", "pré", "re", "ré", "sous", "super", "sur", "télé", "ultra"),
)
# Endings by which other such forms are guessed, longest first, in letters.
ENDINGS = (5, 4, 3)
# Which numbers of the tables a token gives, in this order.
COLUMNS = ("word class", "part of speech", "sense")
_KEY_BITS = np.uint64(0xFFFFFFFF)


class Tables(NamedTuple):
    """Sorted 32-bit keys of forms, and one row of classes a form; of names, one set of bits."""

    word_keys: NDArray[np.uint32]
    word_classes: NDArray[np.uint16]
    name_keys: NDArray[np.uint32]
    name_classes: NDArray[np.uint8]


_EMPTY = Tables(
    np.zeros(0, dtype="uint32"),
    np.zeros((0, 3), dtype="uint16"),
    np.zeros(0, dtype="uint32"),
    np.zeros(0, dtype="uint8"),
)


def pack(tables: Tables) -> bytes:
    """The tables in a third of their size: keys as distances, then compressed."""
    stream = io.BytesIO()
    arrays: dict[str, Any] = {
        name: np.diff(array, prepend=np.uint32(0)) if name.endswith("keys") else array.T
        for name, array in tables._asdict().items()
    }
    np.savez_compressed(stream, **arrays)
    return stream.getvalue()


@lru_cache(maxsize=4)
def unpack(packed: bytes) -> Tables:
    """The tables that `pack` was given."""
    with np.load(io.BytesIO(packed)) as saved:
        return Tables(
            **{
                name: np.cumsum(saved[name], dtype="uint32")
                if name.endswith("keys")
                else np.ascontiguousarray(saved[name].T)
                for name in Tables._fields
            }
        )


def key(text: str) -> int:
    """The number under which a table files a form: the low half of spaCy's hash of it."""
    return int(hash_string(text)) & int(_KEY_BITS)


def bare(norm: str) -> str:
    """The form under which a lower-case word is also filed, for capitals without accents."""
    letters = unicodedata.normalize("NFD", norm)
    return "^" + "".join(c for c in letters if not unicodedata.combining(c)).replace("œ", "oe")


def ending(norm: str, letters: int) -> str:
    """The form under which the classes of most words that end so are filed."""
    return "~" + norm[-letters:]


@registry.architectures("timeline.LexiconHashEmbed.v1")  # type: ignore[untyped-decorator]
def lexicon_hash_embed(
    width: int, attrs: list[str], rows: list[int], lexicon: str | Path | None = None
) -> Model[Any, Any]:
    """spaCy's MultiHashEmbed with the classes of a lexicon as further columns.

    `width` is the output width and that of every table; `rows` gives the rows of one table an
    attribute, then of the tables of COLUMNS. `lexicon` is a file of packed tables as
    `data/training/lexicon.py` makes it; they are saved inside the model, so a saved model needs
    no file. Raises ValueError where `rows` has another number of entries.
    """
    if len(rows) != len(attrs) + len(COLUMNS):
        raise ValueError(f"{len(rows)} rows for {len(attrs)} attributes and {COLUMNS}")
    packed = Path(lexicon).read_bytes() if lexicon is not None else pack(_EMPTY)
    embeddings: list[Model[Any, Any]] = [
        HashEmbed(width, count, column=index, seed=8 + index, dropout=0.0)
        for index, count in enumerate(rows)
    ]
    return chain(
        _features(attrs, packed),
        list2ragged(),
        with_array(concatenate(*embeddings)),
        with_array(Maxout(width, width * len(rows), nP=3, dropout=0.0, normalize=True)),
        ragged2list(),
    )


def _features(attrs: list[str], packed: bytes) -> Model[Any, Any]:
    layers: list[Model[Any, Any]] = [FeatureExtractor(attrs)]
    return Model("extract_lexicon_features", _forward, layers=layers, attrs={"lexicon": packed})


def _forward(
    model: Model[Any, Any], docs: list[Doc], is_train: bool
) -> tuple[list[Any], Callable[[Any], list[Any]]]:
    columns, _ = model.layers[0](docs, is_train)
    tables = unpack(model.attrs["lexicon"])
    features: list[Any] = []
    for doc, column in zip(docs, columns, strict=True):
        found = lexicon_classes(doc, tables)
        both: Any = np.hstack([column, found])
        features.append(model.ops.asarray2i(both, dtype="uint64"))
    return features, lambda gradient: []


def lexicon_classes(doc: Doc, tables: Tables) -> NDArray[np.uint64]:
    """One row a token: the classes of COLUMNS, 0 where the lexicon does not know the form."""
    classes = np.zeros((len(doc), len(COLUMNS)), dtype="uint64")
    if not len(doc) or not len(tables.word_keys):
        return classes
    forms = doc.to_array([NORM, ORTH]).astype("uint64") & _KEY_BITS
    rows, known = _find(tables.word_keys, forms[:, 0])
    classes[known] = tables.word_classes[rows[known]]
    capitals = [
        (token.i, key(bare(token.norm_)))
        for token in doc
        if not known[token.i] and token.text[0].isupper()
    ]
    if capitals:
        places = np.array([place for place, _ in capitals])
        rows, hit = _find(tables.word_keys, np.array([k for _, k in capitals], dtype="uint64"))
        classes[places[hit]] = tables.word_classes[rows[hit]]
    for token in doc:
        if not known[token.i] and len(token) > 5 and token.text.islower() and token.is_alpha:
            classes[token.i] = _guess(token.norm_, tables)
    rows, known = _find(tables.name_keys, forms[:, 1])
    classes[known, 2] += np.uint64(16) * tables.name_classes[rows[known]].astype("uint64")
    return classes


def _guess(norm: str, tables: Tables) -> NDArray[Any]:
    """The classes of an unknown form: those without its prefix, else those of its ending."""
    forms = [
        norm.removeprefix(p) for p in _PREFIXES if norm.startswith(p) and len(norm) > 3 + len(p)
    ]
    forms += [ending(norm, letters) for letters in ENDINGS]
    rows, hit = _find(tables.word_keys, np.array([key(form) for form in forms], dtype="uint64"))
    found = np.flatnonzero(hit)
    if not len(found):
        return np.zeros(len(COLUMNS), dtype="uint16")
    classes: NDArray[Any] = tables.word_classes[rows[found[0]]]
    return classes


def _find(
    keys: NDArray[np.uint32], wanted: NDArray[np.uint64]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Where each wanted key stands in the sorted keys, and whether it stands there at all."""
    wanted = wanted.astype("uint32")
    rows = np.searchsorted(keys, wanted)
    rows[rows == len(keys)] = 0
    return rows, keys[rows] == wanted
