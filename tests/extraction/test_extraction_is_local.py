"""A sentence that tells no event changes none of the events of the sentences before it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from conftest_extract import Extract
from hypothesis import given, settings
from hypothesis import strategies as st

_OPENINGS = (
    "SAINT-ORBAN, 12 mars 2021 - Le maire de Saint-Orban a démissionné lundi.",
    "12 mars 2021. - Un incendie a détruit hier soir la halle du marché et blessé deux pompiers.",
    "En 1998, deux ingénieures fondent la société Ormelle. La banque Folgan la rachète en 2004.",
    "La société Ormelle a fermé son usine en 2019, dix ans après son rachat par la banque Folgan.",
)
_MIDDLES = (
    "Le conseil municipal se réunira jeudi.",
    "La décision a surpris les habitants.",
    "Elle a été condamnée en appel deux ans plus tard.",
    "Selon la préfecture, l'enquête est close.",
    "L'usine avait rouvert en mars 2015.",
)
_SUBJECTS = ("Le ciel", "La halle", "La salle", "Cette rue", "Le maire", "La société", "L'usine")
_STATES = ("est très grande", "est bleue", "est à côté de la gare", "a trois étages", "est chauve")


def _without_places(mentions: tuple[Any, ...]) -> list[Any]:
    return [replace(mention, article="", id="", carried_from=None) for mention in mentions]


@settings(max_examples=60)
@given(
    opening=st.sampled_from(_OPENINGS),
    middle=st.lists(st.sampled_from(_MIDDLES), max_size=3, unique=True),
    subject=st.sampled_from(_SUBJECTS),
    state=st.sampled_from(_STATES),
    gap=st.sampled_from((" ", "\n", "\n\n")),
)
def test_a_sentence_without_events_changes_no_other(
    extract: Extract, opening: str, middle: list[str], subject: str, state: str, gap: str
) -> None:
    text = " ".join([opening, *middle])
    before = extract(text)
    after = extract(f"{text}{gap}{subject} {state}.")
    assert _without_places(after) == _without_places(before)
