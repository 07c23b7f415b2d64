"""What sources hold where they differ, in whatever form it is told."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from exports import exported
from samples import article, day, event, mention, span, timeline_of

from timeline.model import Conflict, ConflictValue, DateSpan
from timeline.rendering.sources import difference_in_words, readings_of

_SENTENCE = "Le pont a rouvert en mai."
_DATES = (day("2012-05-08"), span("2012-05-01", "2012-05-31", "month"), day("2012-06-02"))


def _told(*dates: DateSpan):
    told = [
        replace(article(_SENTENCE + " " * n, f"{n}.txt"), id=f"a{n}") for n, _ in enumerate(dates)
    ]
    mentions = [
        mention(one, _SENTENCE, "rouvert", date=date) for one, date in zip(told, dates, strict=True)
    ]
    values = [ConflictValue(date.edtf, (one.id,)) for one, date in zip(told, dates, strict=True)]
    conflict = Conflict("date", tuple(sorted(values, key=lambda one: one.value)))
    return replace(event(*mentions), conflicts=(conflict,)), told


def test_a_date_that_one_other_is_within_goes_with_it_and_dates_come_in_order():
    differ, told = _told(*reversed(_DATES))
    (conflict,) = differ.conflicts
    assert [(one.value, one.articles) for one in readings_of(differ, conflict)] == [
        ("2012-05-08", ("a1", "a2")),
        ("2012-06-02", ("a0",)),
    ]
    words = difference_in_words(differ, conflict, {one.id: one for one in told})
    assert words == "8 mai 2012 (1.txt, 2.txt) – 2 juin 2012 (0.txt)"


def test_a_date_that_several_are_within_stands_alone():
    dates = (DateSpan.of_year(2012), day("2012-05-08"), day("2012-06-02"))
    differ, _ = _told(*dates)
    assert [one.value for one in readings_of(differ, differ.conflicts[0])] == [
        "2012", "2012-05-08", "2012-06-02",
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_documents_tell_the_same_readings(form: str):
    differ, told = _told(*_DATES)
    written = exported(form, timeline_of(differ, articles=tuple(told))).decode()
    assert re.findall(r"(\d* ?(?:mai|juin) 2012) \(", written) == ["8 mai 2012", "2 juin 2012"]
