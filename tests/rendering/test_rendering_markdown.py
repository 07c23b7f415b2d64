"""The Markdown export: a chronology that a French reader can read."""

from __future__ import annotations

from exports import exported
from samples import article, day, event, mention, timeline_of

from timeline.model import Timeline

EXPECTED = """\
- **7 mai 2012** : La mairie de Saint-Aubin a inauguré la passerelle du canal (2 sources; les \
sources diffèrent sur la date\N{NO-BREAK SPACE}: 7 mai 2012 (gazette/passerelle.html) – 8 mai 2012 \
(courrier/rives.txt))
  - « La mairie de Saint-Aubin a inauguré lundi 7 mai 2012 la passerelle du canal. » — Une \
passerelle pour le canal, La Gazette du Canal, 8 mai 2012
  - « Inaugurée mardi 8 mai 2012, la passerelle de Saint-Aubin relie les deux rives. » — Les deux \
rives réunies, Le Courrier, 9 mai 2012
"""


def test_an_event_with_its_differences_and_quotes(made_by_hand: Timeline):
    assert EXPECTED in exported("markdown", made_by_hand).decode()


def test_years_are_headings_and_come_once(made_by_hand: Timeline):
    text = exported("markdown", made_by_hand).decode()
    years = [line for line in text.splitlines() if line.startswith("#")]
    assert years[:3] == ["# Chronologie", "## 44 av. J.-C.", "## 1801"]
    assert years[-1] == "## Sans date"
    assert len(years) == len(set(years))


def test_how_it_is_told_and_where_it_can_be_read():
    first = article("Le pont cédera.", "a.txt", title="Un pont", url="https://a.example/(1)")
    again = article("Le pont cédera. Copié.", "b.txt", copy_of=first.id)
    told = [
        mention(one, "Le pont cédera.", "cédera", date=day("2012-01-01")) for one in (first, again)
    ]
    bridge = event(*told, factuality="planned", sources=1)
    lines = exported("markdown", timeline_of(bridge, articles=(first, again))).decode().splitlines()
    assert lines[-3:] == [
        "- **1er janv. 2012** : Le pont cédera (prévu)",
        "  - « Le pont cédera. » — [Un pont](<https://a.example/%281%29>)",
        "  - « Le pont cédera. » — b.txt, copie de Un pont",
    ]
