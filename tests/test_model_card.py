"""The packaged pipeline is as good as its card says.

The measurement runs where TIMELINE_TREEBANKS and TIMELINE_ARTICLES name the folders that
data/training/README.md lists; conftest.py deselects it elsewhere.
"""

import json
import os
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from timeline.extraction.pipeline import load_pipeline

_TRAINING = Path(__file__).parents[1] / "data" / "training"
_MODEL = Path(str(files("timeline") / "resources" / "model"))
# Other processors and versions of the libraries change the last digits.
_TOLERANCE = 0.002
_CARD = json.loads((_MODEL / "meta.json").read_text("utf-8"))["performance"]


def test_the_model_is_small_and_comes_with_its_licences() -> None:
    size = sum(path.stat().st_size for path in _MODEL.rglob("*") if path.is_file())
    assert size <= 20_000_000
    notice = (_MODEL / "NOTICE.md").read_text("utf-8")
    for source in json.loads((_MODEL / "meta.json").read_text("utf-8"))["sources"]:
        assert source["name"] in notice, source


def test_the_card_shows_the_figures_of_the_meta_data() -> None:
    card = (_MODEL / "MODEL_CARD.md").read_text("utf-8")
    for part, figures in _CARD.items():
        for name, value in figures.items():
            assert f"{value:.4f}" in card, (part, name)


@pytest.mark.treebanks
def test_the_model_scores_what_its_card_says() -> None:
    sys.path.insert(0, str(_TRAINING))
    import evaluate

    treebanks, articles = (Path(os.environ[f"TIMELINE_{n}"]) for n in ("TREEBANKS", "ARTICLES"))
    measured = evaluate.measure(load_pipeline(), treebanks, articles)
    assert measured.keys() == _CARD.keys()
    worse = {
        f"{part}: {name}": (value, measured[part][name])
        for part, figures in _CARD.items()
        for name, value in figures.items()
        if measured[part][name] < value - _TOLERANCE
    }
    assert not worse
