"""Whatever a file is: at least one outcome, a reason of one line, and nothing raised."""

from __future__ import annotations

from pathlib import Path
from unicodedata import category

import pytest
from hostile_files import SAMPLES, hostile_files

from timeline.model import Article, Skipped
from timeline.reading import read

_UNPRINTABLE = ("Cc", "Cs", "Zl", "Zp")


@pytest.mark.parametrize("name", SAMPLES)
def test_sound_file_gives_an_article(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(SAMPLES[name]())
    articles = [one for one in read([tmp_path]) if isinstance(one, Article)]
    assert articles
    assert all("Montverdier" in article.text for article in articles)


def test_hostile_files_are_the_same_every_time() -> None:
    assert list(hostile_files(50, seed=1)) == list(hostile_files(50, seed=1))
    assert list(hostile_files(50, seed=1)) != list(hostile_files(50, seed=2))


def test_hostile_files_give_outcomes_and_raise_nothing(tmp_path: Path) -> None:
    names = set()
    for name, data in hostile_files(300, seed=20210305):
        (tmp_path / name).write_bytes(data)
        names.add(name)
    told = set()
    kinds = set()
    for outcome in read([tmp_path]):
        told.add(outcome.path.split("/")[0])
        kinds.add(type(outcome))
        assert not any(category(character) in _UNPRINTABLE for character in outcome.path)
        if isinstance(outcome, Skipped):
            assert 10 < len(outcome.reason) < 500
            assert outcome.reason.isprintable()
        else:
            assert outcome.zones[-1].char_end == len(outcome.text)
    assert told == names
    assert kinds == {Article, Skipped}
