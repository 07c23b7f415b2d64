"""The GraphML export, read back by networkx."""

from __future__ import annotations

import networkx
from exports import exported
from samples import article, day, event, mention, timeline_of

from timeline.model import Participant, Timeline


def graph_of(timeline: Timeline) -> networkx.MultiDiGraph:
    return networkx.parse_graphml(exported("graphml", timeline).decode(), force_multigraph=True)


def test_who_took_part_in_what():
    one = article("Élise Roy a engagé Luc Pic.")
    two = article("Élise Roy s'est élue, à Roy.")
    roy = Participant("Élise Roy", "PER", "agent")
    hired = mention(
        one, one.text, "engagé", date=day("2012-05-07"), type="start_position",
        participants=(roy, Participant("Luc Pic", "PER", "patient")),
    )  # fmt: skip
    chosen = mention(
        two, two.text, "élue",
        participants=(
            roy, Participant("Élise Roy", "PER", "patient"), Participant("Roy", "LOC", "place"),
        ),
    )  # fmt: skip
    graph = graph_of(timeline_of(event(hired), event(chosen)))
    labels = {name: data["label"] for name, data in graph.nodes.data()}
    edges = {(labels[a], labels[b], data["role"]) for a, b, data in graph.edges.data()}
    assert edges == {
        ("Élise Roy", "Élise Roy a engagé Luc Pic", "agent"),
        ("Luc Pic", "Élise Roy a engagé Luc Pic", "patient"),
        ("Élise Roy", "Élise Roy s'est élue, à Roy", "agent"),
        ("Élise Roy", "Élise Roy s'est élue, à Roy", "patient"),
        ("Roy", "Élise Roy s'est élue, à Roy", "place"),
    }
    by_label = {data["label"]: data for _, data in graph.nodes.data()}
    assert by_label["Luc Pic"] == {"kind": "entity", "label": "Luc Pic", "type": "PER"}
    assert by_label["Élise Roy a engagé Luc Pic"] == {
        "kind": "event", "label": "Élise Roy a engagé Luc Pic", "type": "start_position",
        "start": "2012-05-07", "end": "2012-05-07", "edtf": "2012-05-07", "factuality": "actual",
        "confidence": 0.75, "salience": 0.3, "sources": 1,
    }  # fmt: skip
    assert len(graph) == 5


def test_the_graph_is_bipartite_and_has_every_event(made_by_hand: Timeline):
    graph = graph_of(made_by_hand)
    kinds = dict(graph.nodes.data("kind"))
    assert sum(kind == "event" for kind in kinds.values()) == len(made_by_hand.events)
    assert {(kinds[a], kinds[b]) for a, b in graph.edges()} == {("entity", "event")}
