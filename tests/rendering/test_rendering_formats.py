"""Formats are found by name and by suffix."""

from __future__ import annotations

import pytest

from timeline.rendering.formats import FormatError, format_for, format_named, formats


def test_the_formats_there_are():
    assert {"csv", "json"} <= {one.name for one in formats()}


def test_no_two_formats_share_a_name_or_a_suffix():
    names = [one.name for one in formats()]
    suffixes = [suffix for one in formats() for suffix in one.suffixes]
    assert len(names) == len(set(names))
    assert len(suffixes) == len(set(suffixes))
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in suffixes)


def test_by_suffix_in_any_case():
    assert format_for("out/EVENTS.JSON").name == "json"
    assert format_named("CSV").name == "csv"


@pytest.mark.parametrize("path", ["events.xyz", "events"])
def test_an_unknown_suffix_says_what_there_is(path: str):
    with pytest.raises(FormatError, match=r"--format \(.*csv.*json"):
        format_for(path)


def test_an_unknown_name_says_what_there_is():
    with pytest.raises(FormatError, match=r"No format 'xyz': there are .*csv.*json"):
        format_named("xyz")
