"""What somebody has been since a date: the event is that they became it then."""

from __future__ import annotations

import pytest
from conftest_extract import Extract, title_of, types_and_dates


@pytest.mark.parametrize(
    ("text", "trigger", "told"),
    [
        ("Anne Roux, maire de Vitré depuis mars 2014, a signé le bail le 3 mai 2018.",
         "maire", ("start_position", "2014-03")),
        ("Le chef du parc, Paul Lestang, en poste depuis 1998, a signé le bail le 3 mai 2018.",
         "poste", ("start_position", "1998")),
        ("À la tête du club depuis juin 2011, Anne Roux n'a pas pris la parole.",
         "tête", ("start_position", "2011-06")),
        ("Lormond, propriétaire de la scierie depuis mai 2018, a confirmé la vente.",
         "propriétaire", ("acquire", "2018-05")),
        ("Anne Roux préside le club depuis juin 2011.",
         "préside", ("start_position", "2011-06")),
    ],
)  # fmt: skip
def test_what_is_held_since_a_date_was_taken_then(
    extract: Extract, text: str, trigger: str, told: tuple[str, str]
) -> None:
    assert types_and_dates(extract, text)[trigger] == told


@pytest.mark.parametrize(
    "text",
    [
        "Paul Lestang, ancien maire et retraité depuis 2010, a signé le bail le 3 mai 2018.",
        "Anne Roux, infirmière depuis 2010, a signé le bail le 3 mai 2018.",
    ],
)
def test_other_states_that_last_tell_no_taking_of_office(extract: Extract, text: str) -> None:
    assert "start_position" not in {kind for kind, _ in types_and_dates(extract, text).values()}


def test_a_tenure_is_titled_by_who_and_what(extract: Extract) -> None:
    text = "Anne Roux, maire de Vitré depuis mars 2014, a signé le bail lundi."
    assert title_of(extract, text, "maire") == "Anne Roux, maire de Vitré depuis mars 2014"
