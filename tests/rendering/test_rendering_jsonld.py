"""The JSON-LD export: only what schema.org has."""

from __future__ import annotations

import json

from exports import exported
from samples import alone, article, day, event, mention, span, timeline_of

from timeline.model import Participant, Timeline

# https://schema.org/Event and so on, with what they inherit from Thing and CreativeWork.
PROPERTIES = {
    "Event": {"identifier", "name", "startDate", "endDate", "description", "keywords", "about",
              "disambiguatingDescription", "location", "subjectOf"},
    "NewsArticle": {"headline", "url", "datePublished", "author", "publisher", "inLanguage"},
    "Person": {"name"}, "Organization": {"name"}, "Place": {"name"}, "Thing": {"name"},
}  # fmt: skip


def check(node: object) -> None:
    if isinstance(node, dict):
        assert set(node) - {"@type", "@id"} <= PROPERTIES[node["@type"]]
        for one in node.values():
            check(one)
    elif isinstance(node, list):
        for one in node:
            check(one)


def test_types_and_properties_are_those_of_schema_org(made_by_hand: Timeline):
    data = json.loads(exported("jsonld", made_by_hand))
    assert data["@context"] == "https://schema.org"
    assert len(data["@graph"]) == len(made_by_hand.events)
    check(data["@graph"])


def test_an_event():
    paper = article(
        "Élise Roy a quitté Lyon.",
        title="Un départ",
        author="Luc Pic",
        site="Le Courrier",
        url="https://a.example/b",
        published=day("2012-05-09"),
    )
    roles = [Participant("Élise Roy", "PER", role) for role in ("agent", "patient")]
    told = mention(
        paper, paper.text, "quitté", date=day("2012-05-07"), places=("Lyon",),
        participants=(
            *roles, Participant("Lyon", "LOC", "place"), Participant("ami", None, "other"),
        ),
    )  # fmt: skip
    moved = event(told, factuality="planned")
    data = json.loads(exported("jsonld", timeline_of(moved, articles=(paper,))))
    check(data["@graph"])
    assert data["@graph"] == [
        {
            "@type": "Event",
            "@id": f"urn:timeline:event:{moved.id}",
            "identifier": moved.id,
            "name": "Élise Roy a quitté Lyon",
            "startDate": "2012-05-07",
            "endDate": "2012-05-07",
            "description": "Élise Roy a quitté Lyon.",
            "disambiguatingDescription": "prévu",
            "keywords": "other",
            "about": [
                {"@type": "Person", "name": "Élise Roy"},
                {"@type": "Place", "name": "Lyon"},
                {"@type": "Thing", "name": "ami"},
            ],
            "location": [{"@type": "Place", "name": "Lyon"}],
            "subjectOf": [
                {
                    "@type": "NewsArticle",
                    "@id": f"urn:timeline:article:{paper.id}",
                    "headline": "Un départ",
                    "url": "https://a.example/b",
                    "datePublished": "2012-05-09",
                    "author": {"@type": "Person", "name": "Luc Pic"},
                    "publisher": {"@type": "Organization", "name": "Le Courrier"},
                    "inLanguage": "fr",
                }
            ],
        }
    ]


def test_open_ends_and_days_before_our_era():
    facts = (alone("Un", span("2024-01-01", None)), alone("Deux", span(None, "-0043-03-15")))
    first, second = json.loads(exported("jsonld", timeline_of(*facts)))["@graph"]
    assert ("endDate" in first, first["startDate"]) == (False, "2024-01-01")
    assert ("startDate" in second, second["endDate"]) == (False, "-0043-03-15")
