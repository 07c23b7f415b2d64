"""The recipe: what is left out without the lists of names, means of weights, the vocabulary."""

import json
import os
from importlib.resources import files
from pathlib import Path

import corpus
import numpy as np
import pytest
import spacy
import train
from spacy.language import Language
from spacy.training import Example

from timeline.extraction.pipeline import load_pipeline


def _tagger(seed: int) -> Language:
    spacy.util.fix_random_seed(seed)
    nlp = spacy.blank("frtl")
    nlp.add_pipe("tagger")
    words = {"words": ["le", "chat"], "tags": ["D", "N"]}
    nlp.initialize(lambda: [Example.from_dict(nlp.make_doc("le chat"), words)])
    return nlp


def _weights(nlp: Language) -> list[np.ndarray]:
    nodes = nlp.get_pipe("tagger").model.walk()
    return [n.get_param(name) for n in nodes for name in n.param_names if n.has_param(name)]


def test_the_mean_of_two_pipelines_has_the_mean_of_every_weight() -> None:
    one, other = (_weights(_tagger(seed)) for seed in (1, 2))
    mean = _weights(train.mean(_tagger(1), _tagger(2)))
    assert any(np.abs(a - b).max() > 0.01 for a, b in zip(one, other, strict=True))
    for a, b, c in zip(one, other, mean, strict=True):
        np.testing.assert_allclose(c, (a + b) / 2, atol=1e-6)


def test_the_vocabulary_holds_what_the_components_need_and_nothing_else() -> None:
    saved = files("timeline") / "resources" / "model" / "vocab" / "strings.json"
    assert json.loads(saved.read_text("utf-8")) == sorted(train.strings(load_pipeline()))


@pytest.mark.treebanks
def test_without_the_lists_of_names_a_treebank_teaches_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = Path(os.environ["TIMELINE_TREEBANKS"]).resolve()
    assert any(s.entities for s in corpus.treebank(whole, "fr_pud-ud-test"))
    for file in whole.glob("*.*"):
        if file.is_file():
            (tmp_path / file.name).symlink_to(file)
    sentences = corpus.treebank(tmp_path, "fr_pud-ud-test")
    assert len(sentences) == 1000
    assert {s.entities for s in sentences} == {None}
    assert "pud.ner.tsv is missing" in capsys.readouterr().err
