"""What an article needed is free once it is read, without a search for circles of objects."""

from __future__ import annotations

import gc

from conftest_extract import Extract

from timeline.extraction.tree import Tree, Word


def _held() -> int:
    return sum(isinstance(held, Tree | Word) for held in gc.get_objects())


def test_no_words_are_left_behind(extract: Extract) -> None:
    gc.collect()
    before = _held()
    gc.disable()
    try:
        assert extract("Le maire de Saint-Orban, élu en 2019, a démissionné lundi.", "2021-03-12")
        assert _held() == before
    finally:
        gc.enable()
