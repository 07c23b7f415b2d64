"""The Parquet export, read back by pyarrow."""

from __future__ import annotations

import builtins
import io
from datetime import date
from typing import Any

import pyarrow
import pytest
from exports import exported
from pyarrow import parquet
from samples import alone, day, span, timeline_of

from timeline.model import Timeline
from timeline.rendering.formats import FormatError


def rows(timeline: Timeline) -> list[dict[str, Any]]:
    return parquet.read_table(io.BytesIO(exported("parquet", timeline))).to_pylist()


def test_a_row_an_event(made_by_hand: Timeline):
    found = rows(made_by_hand)
    assert [one["id"] for one in found] == [one.id for one in made_by_hand.events]
    opening = next(one for one in found if one["conflicts"])
    assert (opening["start"], opening["start_day"]) == ("2012-05-07", date(2012, 5, 7))
    assert opening["participants"] == [
        {"name": "mairie de Saint-Aubin", "type": "ORG", "role": "agent"}
    ]
    assert opening["amounts"][0]["value"] == 4_200_000
    first, second = opening["mentions"]
    assert (first["path"], first["title"]) == (
        "gazette/passerelle.html",
        "Une passerelle pour le canal",
    )
    assert (second["start"], second["published"]) == ("2012-05-08", "2012-05-09")
    assert first["quote"].startswith("La mairie de Saint-Aubin")


def test_columns_are_typed():
    schema = parquet.read_schema(io.BytesIO(exported("parquet", timeline_of())))
    assert schema.field("start_day").type == pyarrow.date32()
    assert schema.field("sources").type == pyarrow.int32()
    assert pyarrow.types.is_list(schema.field("mentions").type)


def test_days_that_few_readers_know_are_text_alone():
    found = rows(
        timeline_of(
            alone("Un", day("-0043-03-15")),
            alone("Deux", span("2024-01-01", None)),
            alone("Trois", None),
        )
    )
    assert [(one["start"], one["start_day"], one["end"]) for one in found] == [
        ("-0043-03-15", None, "-0043-03-15"),
        ("2024-01-01", date(2024, 1, 1), None),
        (None, None, None),
    ]


def test_without_the_extra_one_sentence_names_it(monkeypatch: pytest.MonkeyPatch):
    real = builtins.__import__

    def without(name: str, *more: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(FormatError, match=r"pip install 'timeline-fr\[parquet\]'"):
        exported("parquet", timeline_of())
