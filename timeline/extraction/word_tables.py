"""What a full-form lexicon and lists of names know of the words of a document.

The lexicon is filed under hashes of forms: it is read at every load, and a table of hashes is a
third of the size of the forms and needs no dictionary.
"""

import io
import unicodedata
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH  # type: ignore[import-not-found]
from spacy.strings import hash_string  # type: ignore[attr-defined]
from spacy.tokens import Doc

# A form that the lexicon lacks has the classes of the form without one of these ("cofondé").
_PREFIXES = (
    *("anti", "auto", "co", "contre", "cyber", "dé", "éco", "hyper", "inter", "micro", "mini"),
    *("multi", "néo", "pré", "re", "ré", "sous", "super", "sur", "télé", "ultra"),
)
# Endings by which other such forms are guessed, longest first, in letters.
ENDINGS = (5, 4, 3)
# What a word table gives of a form: its class and part of speech; of a noun, what it names and how
# much of that happens.
CLASSES = 4
# Bits of a name, of one word or of several; CITY: a word of the name of a larger city, or one the
# Lefff lists; TOWN: of a town of any size; STARTS: longer names begin with this word.
COUNTRY, CITY, GIVEN, FAMILY = 1, 2, 4, 8
PERSON, ORGANISATION, PLACE, WORK = 16, 32, 64, 128
STARTS = 256
TOWN = 512
_OF_WORD = COUNTRY | CITY | GIVEN | FAMILY | TOWN
_OF_PHRASE = PERSON | ORGANISATION | PLACE | WORK
# Forms that the training corpus holds less often are unknown.
MIN_COUNT = 2
# Added to what a name says of its words after the first.
_INSIDE = 256
_LONGEST = 8  # tokens of a listed name
_KEY_BITS = np.uint64(0xFFFFFFFF)


class Tables(NamedTuple):
    """Sorted 32-bit keys of forms and, at the same place, what is known of the form.

    Of words, one row of classes; of names, one set of bits; of the forms in the training corpus,
    how often they occur, at most 255.
    """

    word_keys: NDArray[np.uint32]
    word_classes: NDArray[np.uint16]
    name_keys: NDArray[np.uint32]
    name_bits: NDArray[np.uint16]
    seen_keys: NDArray[np.uint32]
    seen_counts: NDArray[np.uint8]


EMPTY = Tables(
    np.zeros(0, dtype="uint32"),
    np.zeros((0, CLASSES), dtype="uint16"),
    np.zeros(0, dtype="uint32"),
    np.zeros(0, dtype="uint16"),
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


def unaccented(norm: str) -> str:
    """A lower-case word without accents and ligatures."""
    if norm.isascii():
        return norm
    letters = unicodedata.normalize("NFD", norm)
    return "".join(c for c in letters if not unicodedata.combining(c)).replace("œ", "oe")


def bare(norm: str) -> str:
    """The form under which a lower-case word is also filed, for capitals without accents."""
    return "^" + unaccented(norm)


def ending(norm: str, letters: int) -> str:
    """The form under which the classes of most words that end so are filed."""
    return "~" + norm[-letters:]


def occurrences(doc: Doc, tables: Tables) -> NDArray[np.int64]:
    """How often the training corpus holds every token's lower-case form; 0 below MIN_COUNT."""
    forms = doc.to_array([NORM]).astype("uint64").ravel() & _KEY_BITS
    return _values(tables.seen_keys, tables.seen_counts, forms)


def lexicon_classes(doc: Doc, tables: Tables) -> NDArray[np.uint64]:
    """One row a token: its classes, guessed where the lexicon lacks the form, and bits of names."""
    classes = np.zeros((len(doc), CLASSES + 1), dtype="uint64")
    if not len(doc) or not len(tables.word_keys):
        return classes
    forms = doc.to_array([NORM, ORTH]).astype("uint64") & _KEY_BITS
    rows, known = _find(tables.word_keys, forms[:, 0])
    classes[known, :CLASSES] = tables.word_classes[rows[known]]
    capitals = [
        (token.i, key(bare(token.norm_)))
        for token in doc
        if not known[token.i] and token.text[0].isupper()
    ]
    if capitals:
        places = np.array([place for place, _ in capitals])
        rows, hit = _find(tables.word_keys, np.array([k for _, k in capitals], dtype="uint64"))
        classes[places[hit], :CLASSES] = tables.word_classes[rows[hit]]
    for token in doc:
        if not known[token.i] and len(token) > 5 and token.text.islower() and token.is_alpha:
            classes[token.i, :CLASSES] = _guess(token.norm_, tables)
    classes[:, CLASSES] = _names(doc, forms[:, 1], tables)
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
        return np.zeros(CLASSES, dtype="uint16")
    classes: NDArray[Any] = tables.word_classes[rows[found[0]]]
    return classes


def _names(doc: Doc, forms: NDArray[np.uint64], tables: Tables) -> NDArray[np.uint64]:
    """What the listed names say of every token; of two that begin together the longer counts."""
    bits = _values(tables.name_keys, tables.name_bits, forms)
    names = (bits & _OF_WORD).astype("uint64")
    # The text of a document is put together anew each time it is asked for.
    text, offsets = doc.text, [(token.idx, token.idx + len(token)) for token in doc]
    end = 0
    for start in np.flatnonzero(bits & (STARTS | _OF_PHRASE)).tolist():
        if start < end:
            continue
        said, end = int(bits[start]), start + 1
        if said & STARTS:
            said, end = _longest(text, offsets, start, tables) or (said, end)
        names[start:end] |= np.uint64(said & _OF_PHRASE)
        names[start + 1 : end] |= np.uint64(_INSIDE)
    return names


def _longest(
    text: str, offsets: list[tuple[int, int]], start: int, tables: Tables
) -> tuple[int, int] | None:
    """The bits and the end of the longest listed name of several words from a token on."""
    begin = offsets[start][0]
    ends = range(min(start + _LONGEST, len(offsets)), start + 1, -1)
    forms = [key(phrase(text[begin : offsets[end - 1][1]])) for end in ends]
    found = _values(tables.name_keys, tables.name_bits, np.array(forms, dtype="uint64"))
    for bits, end in zip(found.tolist(), ends, strict=True):
        if bits & _OF_PHRASE:
            return bits, end
    return None


def phrase(text: str) -> str:
    """The form under which a name of several words is filed."""
    return " ".join(text.replace("’", "'").split())


def _values(
    keys: NDArray[np.uint32], values: NDArray[Any], wanted: NDArray[np.uint64]
) -> NDArray[np.int64]:
    """The value filed under each wanted key, 0 where there is none."""
    rows, known = _find(keys, wanted)
    found = np.zeros(len(wanted), dtype="int64")
    found[known] = values[rows[known]]
    return found


def _find(
    keys: NDArray[np.uint32], wanted: NDArray[np.uint64]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Where each wanted key stands in the sorted keys, and whether it stands there at all."""
    wanted = wanted.astype("uint32")
    rows = np.searchsorted(keys, wanted)
    if not len(keys):
        return rows, np.zeros(len(rows), dtype=bool)
    rows[rows == len(keys)] = 0
    return rows, keys[rows] == wanted
