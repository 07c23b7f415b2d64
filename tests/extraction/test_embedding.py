"""The lexicon layer: what it knows of a form, and that a saved layer knows it too."""

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from timeline.extraction.embedding import COLUMNS, letters, lexicon_hash_embed
from timeline.extraction.word_tables import (
    CITY,
    CLASSES,
    GIVEN,
    ORGANISATION,
    PLACE,
    STARTS,
    Tables,
    bare,
    ending,
    key,
    lexicon_classes,
    occurrences,
    pack,
    unpack,
)

_WORDS = {
    "recule": (7, 3, 0, 0),
    "fondé": (8, 3, 0, 0),
    "état": (5, 2, 1, 2),
    bare("état"): (5, 2, 1, 2),
    ending("x-isation", 5): (9, 2, 0, 0),
}
_NAMES = {
    "Lyon": CITY,
    "Union": STARTS,
    "Union européenne": ORGANISATION,
    "Union européenne de radio": ORGANISATION,
    "Le": STARTS,
    "Le Monde": ORGANISATION,
    "L’": STARTS,
    "L'Équipe": ORGANISATION,
    "Paris": GIVEN | PLACE,
}
_SEEN = {"recule": 3, "état": 200}
_TABLES = [[20, 4]] * (1 + len(COLUMNS))
_INSIDE = 256


def tables() -> Tables:
    words = {key(form): row for form, row in _WORDS.items()}
    names = {key(form): bits for form, bits in _NAMES.items()}
    seen = {key(form): count for form, count in _SEEN.items()}
    return Tables(
        np.array(sorted(words), dtype="uint32"),
        np.array([words[k] for k in sorted(words)], dtype="uint16"),
        np.array(sorted(names), dtype="uint32"),
        np.array([names[k] for k in sorted(names)], dtype="uint16"),
        np.array(sorted(seen), dtype="uint32"),
        np.array([seen[k] for k in sorted(seen)], dtype="uint8"),
    )


def make_doc(text: str) -> Doc:
    return spacy.blank("frtl").make_doc(text)


def classes(text: str) -> list[list[int]]:
    return lexicon_classes(make_doc(text), tables()).astype(int).tolist()


def names(text: str) -> list[int]:
    return [row[CLASSES] for row in classes(text)]


def test_packed_tables_come_back_as_they_were() -> None:
    for before, after in zip(tables(), unpack(pack(tables())), strict=True):
        assert before.dtype == after.dtype
        assert (before == after).all()


@pytest.mark.parametrize(
    ("form", "row"),
    [
        ("recule", [7, 3, 0, 0]),
        ("RECULE", [7, 3, 0, 0]),
        ("état", [5, 2, 1, 2]),
        ("État", [5, 2, 1, 2]),
        ("Etat", [5, 2, 1, 2]),
        ("ETAT", [5, 2, 1, 2]),
        # Small letters without their accent are another word.
        ("etat", [0, 0, 0, 0]),
        ("inconnu", [0, 0, 0, 0]),
        # What the lexicon lacks is guessed without its prefix, then by its ending.
        ("cofondé", [8, 3, 0, 0]),
        ("numérisation", [9, 2, 0, 0]),
    ],
)
def test_a_form_is_found_whatever_its_capitals(form: str, row: list[int]) -> None:
    assert classes(form) == [[*row, 0]]


@pytest.mark.parametrize(
    ("text", "bits"),
    [
        ("Lyon", [CITY]),
        ("lyon", [0]),
        ("Paris", [GIVEN | PLACE]),
        ("Union européenne", [ORGANISATION, ORGANISATION | _INSIDE]),
        ("Union des villes", [0, 0, 0]),
        # The longer of two names that begin together.
        ("Union européenne de radio", [ORGANISATION, *[ORGANISATION | _INSIDE] * 3]),
        ("Union européenne de Lyon", [ORGANISATION, ORGANISATION | _INSIDE, 0, CITY]),
        # Whatever apostrophe and space the text has.
        ("L’Équipe", [ORGANISATION, ORGANISATION | _INSIDE]),
        ("Le\u00a0Monde", [ORGANISATION, *[ORGANISATION | _INSIDE] * 2]),
    ],
)
def test_names_of_several_words_are_found_whole(text: str, bits: list[int]) -> None:
    assert names(text) == bits


def test_an_empty_text_and_an_empty_lexicon_give_no_classes() -> None:
    empty = Doc(spacy.blank("frtl").vocab)
    assert lexicon_classes(empty, tables()).shape == (0, CLASSES + 1)
    assert letters(empty).shape == (0, 3)
    layer = lexicon_hash_embed(8, ["NORM"], _TABLES)
    doc = make_doc("Lyon recule")
    layer.initialize([doc])
    assert layer.predict([doc])[0].shape == (2, 8)


def test_number_and_gender_share_a_stem() -> None:
    stems = letters(make_doc("rachats rachat présidentes président les"))[:, 0]
    assert stems[0] == stems[1]
    assert stems[2] == stems[3]
    assert len(set(stems.tolist())) == 3


def test_how_often_a_form_was_seen() -> None:
    assert occurrences(make_doc("État recule inconnu"), tables()).tolist() == [200, 3, 0]


def test_forms_that_training_never_saw_are_one_word(tmp_path: Path) -> None:
    path = tmp_path / "lexicon"
    path.write_bytes(pack(tables()))
    layer = lexicon_hash_embed(8, ["NORM"], _TABLES, path)
    docs = [make_doc(word) for word in ("ravi", "zut", "recule", "état")]
    layer.initialize(docs)
    extract = layer.layers[0]
    norms = [row[0][0] for row in extract.predict(docs)]
    assert norms[0] == norms[1]
    assert len(set(norms)) == 3
    stems = [row[0][1] for row in extract.predict(docs)]
    assert stems[0] == stems[1]


def test_training_takes_known_forms_for_unknown_now_and_then(tmp_path: Path) -> None:
    path = tmp_path / "lexicon"
    path.write_bytes(pack(tables()))
    layer = lexicon_hash_embed(8, ["NORM"], _TABLES, path)
    doc = make_doc(" ".join(["recule", "état"] * 300))
    extract = layer.layers[0]
    np.random.seed(0)
    features, _ = extract([doc], is_train=True)
    norms = features[0][:, 0]
    unknown = norms == extract.predict([make_doc("zut")])[0][0][0]
    assert 0.05 < unknown[::2].mean() < 0.3
    assert unknown[1::2].mean() < unknown[::2].mean()
    assert not (extract.predict([doc])[0][:, 0] == norms[unknown][0]).any()


def test_a_number_of_tables_that_fits_no_column_is_refused() -> None:
    with pytest.raises(ValueError, match="2 tables"):
        lexicon_hash_embed(8, ["NORM"], [[10, 8]] * 2)


def test_a_saved_layer_needs_no_file(tmp_path: Path) -> None:
    path = tmp_path / "lexicon"
    path.write_bytes(pack(tables()))
    doc = make_doc("Lyon recule")
    layer = lexicon_hash_embed(8, ["NORM"], _TABLES, path)
    layer.initialize([doc])
    copy = lexicon_hash_embed(8, ["NORM"], _TABLES)
    copy.from_bytes(layer.to_bytes())
    assert np.array_equal(layer.predict([doc])[0], copy.predict([doc])[0])
    silent = lexicon_hash_embed(8, ["NORM"], _TABLES)
    silent.initialize([doc])
    for node, other in zip(layer.walk(), silent.walk(), strict=True):
        for name in node.param_names:
            other.set_param(name, node.get_param(name))
    assert not np.array_equal(layer.predict([doc])[0], silent.predict([doc])[0])
