"""Pronouns and "faire" that stand for another event of the kind just named."""

from __future__ import annotations

import pytest
from conftest_extract import Extract, types_and_dates


@pytest.mark.parametrize(
    ("text", "trigger", "told"),
    [
        ("L'arrestation du gérant, le 3 mars 2016, et celle de son frère, le 7, ont surpris.",
         "celle", ("arrest", "2016-03-07")),
        ("Le procès du maire en mars 2015, puis celui du trésorier en mai, ont passionné la ville.",
         "celui", ("trial", "2015-05")),
        ("Paul Lestang démissionne le 17 mars 2016. Anne Roux fait de même le 20.",
         "fait", ("end_position", "2016-03-20")),
        ("Le 3 mars 2016, Paul Lestang porte plainte. Anne Roux l'avait fait le 16 février.",
         "fait", ("sue", "2016-02-16")),
    ],
)  # fmt: skip
def test_what_stands_for_an_event_and_has_a_date_is_another_of_its_kind(
    extract: Extract, text: str, trigger: str, told: tuple[str, str]
) -> None:
    assert types_and_dates(extract, text)[trigger] == told


@pytest.mark.parametrize(
    "text",
    [
        "Le club a vendu la maison de 1957 et celle de 1960.",
        "Le maire a promis lundi de payer, et il le fait depuis 2010.",
    ],
)
def test_what_stands_for_a_thing_or_a_habit_tells_nothing(extract: Extract, text: str) -> None:
    assert not {"celle", "fait"} & set(types_and_dates(extract, text))


def test_a_noun_that_stands_where_a_participle_does_before_a_date_is_one(extract: Extract) -> None:
    told = types_and_dates(
        extract, "Anne Roux, partie le 14 mars 2018, a fondé une école en mai 2019."
    )
    assert told["partie"][1] == "2018-03-14"


def test_what_fills_a_counted_time_and_what_a_beginning_is_of_are_events(extract: Extract) -> None:
    text = "Viennent ensuite trois semaines de procès.\n\nMars 2020 – Début des travaux du pont."
    told = types_and_dates(extract, text)
    assert told["procès"][0] == "trial"
    assert told["Début"][1] == "2020-03"
