"""`import timeline`: light, lazy, and the whole way from files to events."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import timeline

HEAVY = ("spacy", "lxml", "dateparser", "networkx", "py3langid", "rich", "typer")


def test_importing_timeline_imports_nothing_heavy():
    code = f"import sys, timeline; print([one for one in {HEAVY} if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", timeline.__all__)
def test_every_name_can_be_looked_up(name: str):
    assert getattr(timeline, name) is not None
    assert name in dir(timeline)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'extrct'"):
        timeline.extrct  # noqa: B018


def test_the_version_is_that_of_the_package():
    project = Path(timeline.__file__).parent.parent / "pyproject.toml"
    assert tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"] == (
        timeline.__version__
    )


def test_from_a_file_to_dated_events(tmp_path: Path):
    text = (
        "La commune rachète la verrerie\n\n"
        "La commune de Valbrune a racheté la verrerie le 3 mars 2015. "
        "L'usine avait fermé en 2011.\n"
    )
    (tmp_path / "verrerie.txt").write_text(text, encoding="utf-8")
    found = timeline.extract(tmp_path, published="2015-04")
    dates = {event.date.edtf: event.type for event in found.events if event.date}
    assert dates["2015-03-03"] == "acquire"
    assert "2011" in dates
    assert '"schema": "timeline/1"' in timeline.to_json(found)


def test_find_dates():
    (found,) = timeline.find_dates("Elle est née le 3 mars 1957.")
    assert found.date == timeline.DateSpan.of_day(timeline.Day(1957, 3, 3))
