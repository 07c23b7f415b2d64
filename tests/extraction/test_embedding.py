"""The lexicon layer: what it knows of a form, and that a saved layer knows it too."""

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from timeline.extraction.embedding import (
    Tables,
    bare,
    key,
    lexicon_classes,
    lexicon_hash_embed,
    pack,
    unpack,
)

_WORDS = {"recule": (7, 3, 0), "état": (5, 2, 1), bare("état"): (5, 2, 1)}
_NAMES = {"Lyon": 2}


def tables() -> Tables:
    words = {key(form): row for form, row in _WORDS.items()}
    names = {key(form): bits for form, bits in _NAMES.items()}
    return Tables(
        np.array(sorted(words), dtype="uint32"),
        np.array([words[k] for k in sorted(words)], dtype="uint16"),
        np.array(sorted(names), dtype="uint32"),
        np.array([names[k] for k in sorted(names)], dtype="uint8"),
    )


def classes(text: str) -> list[list[int]]:
    doc = spacy.blank("frtl").make_doc(text)
    return lexicon_classes(doc, tables()).astype(int).tolist()


def test_packed_tables_come_back_as_they_were() -> None:
    for before, after in zip(tables(), unpack(pack(tables())), strict=True):
        assert before.dtype == after.dtype
        assert (before == after).all()


@pytest.mark.parametrize(
    ("form", "row"),
    [
        ("recule", [7, 3, 0]),
        ("RECULE", [7, 3, 0]),
        ("état", [5, 2, 1]),
        ("État", [5, 2, 1]),
        ("Etat", [5, 2, 1]),
        ("ETAT", [5, 2, 1]),
        # Small letters without their accent are another word.
        ("etat", [0, 0, 0]),
        ("Lyon", [0, 0, 32]),
        ("lyon", [0, 0, 0]),
        ("inconnu", [0, 0, 0]),
    ],
)
def test_a_form_is_found_whatever_its_capitals(form: str, row: list[int]) -> None:
    assert classes(form) == [row]


def test_an_empty_text_and_an_empty_lexicon_give_no_classes() -> None:
    nlp = spacy.blank("frtl")
    assert lexicon_classes(Doc(nlp.vocab), tables()).shape == (0, 3)
    empty = lexicon_hash_embed(8, ["NORM"], [10, 10, 10, 10])
    assert empty.layers


def test_a_number_of_rows_that_fits_no_table_is_refused() -> None:
    with pytest.raises(ValueError, match="2 rows"):
        lexicon_hash_embed(8, ["NORM"], [10, 10])


def test_a_saved_layer_needs_no_file(tmp_path: Path) -> None:
    path = tmp_path / "lexicon"
    path.write_bytes(pack(tables()))
    rows = [20, 20, 20, 20]
    doc = spacy.blank("frtl").make_doc("Lyon recule")
    layer = lexicon_hash_embed(8, ["NORM"], rows, path)
    layer.initialize([doc])
    copy = lexicon_hash_embed(8, ["NORM"], rows)
    copy.from_bytes(layer.to_bytes())
    assert np.array_equal(layer.predict([doc])[0], copy.predict([doc])[0])
    silent = lexicon_hash_embed(8, ["NORM"], rows)
    silent.initialize([doc])
    for node, other in zip(layer.walk(), silent.walk(), strict=True):
        for name in node.param_names:
            other.set_param(name, node.get_param(name))
    assert not np.array_equal(layer.predict([doc])[0], silent.predict([doc])[0])
