"""The published JSON Schema: what is exported is valid, and every key of it is described."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from exports import exported
from jsonschema import Draft202012Validator
from samples import alone, article, day, mention, timeline_of
from samples import event as event_of

from timeline.model import (
    Amount,
    Component,
    Event,
    Membership,
    Participant,
    PublicationClaim,
    Timeline,
)
from timeline.rendering.schema import schema_text

SCHEMA = json.loads(schema_text())


def subschemas(schema: object) -> Iterator[dict[str, Any]]:
    """Every object within the schema."""
    if isinstance(schema, dict):
        yield schema
        for one in schema.values():
            yield from subschemas(one)
    elif isinstance(schema, list):
        for one in schema:
            yield from subschemas(one)


def closed() -> dict[str, Any]:
    """The schema as it would be if no keys could be added."""
    schema = deepcopy(SCHEMA)
    del schema["$defs"]["eventLine"]
    for one in subschemas(schema):
        if isinstance(one.get("properties"), dict) and one.get("type") == "object":
            one["additionalProperties"] = False
    schema["additionalProperties"] = False
    return schema


@pytest.fixture(scope="module")
def everything(made_by_hand: Timeline) -> Timeline:
    """A timeline with something at every key."""
    claim = PublicationClaim("byline", "p", "le 9 mai 2012", day("2012-05-09"))
    wrong = PublicationClaim("address", "url", "2999", None, "it is in the future")
    paper = article("Le maire a quitté la ville.", "a.html", claims=(claim, wrong), copy_of="b")
    told = mention(
        paper,
        paper.text,
        "quitté",
        "ville",
        participants=(Participant("maire", None, "agent"),),
        amounts=(Amount("trois", 3, 4.5, True, "EUR"),),
        components=(Component("base", -0.5),),
    )
    joined = Membership(told, day("2012-05-09"), "cross-document", "x", "y", (Component("z", 1.5),))
    full: Event = event_of(told, corrected=("date",), memberships=(joined,))
    both = (*made_by_hand.events, full)
    return Timeline(
        both, (*made_by_hand.articles, paper), made_by_hand.skipped, made_by_hand.generator
    )


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("with_text", [False, True])
def test_every_export_is_valid_and_every_key_described(everything: Timeline, with_text: bool):
    data = json.loads(exported("json", everything, with_text=with_text))
    Draft202012Validator(SCHEMA).validate(data)
    Draft202012Validator(closed()).validate(data)
    Draft202012Validator(SCHEMA).validate(json.loads(exported("json", timeline_of())))


def test_whatever_has_keys_or_is_one_is_described():
    for schema in subschemas(SCHEMA):
        for key, one in (schema.get("properties") or {}).items():
            assert "$ref" in one or one.get("description"), key


def test_keys_may_be_added(made_by_hand: Timeline):
    data = json.loads(exported("json", made_by_hand))
    data["new"] = data["events"][0]["new"] = 1
    Draft202012Validator(SCHEMA).validate(data)


@pytest.mark.parametrize(
    ("key", "value"), [("confidence", 1.5), ("date", {"start": "2012"}), ("title", None)]
)
def test_what_is_wrong_is_not_valid(made_by_hand: Timeline, key: str, value: object):
    data = json.loads(exported("json", made_by_hand))
    data["events"][0][key] = value
    assert not Draft202012Validator(SCHEMA).is_valid(data)


def test_every_line_of_json_lines_is_valid(everything: Timeline):
    line = {"$schema": SCHEMA["$schema"], "$ref": "#/$defs/eventLine", "$defs": SCHEMA["$defs"]}
    lines = exported("jsonl", everything).decode().splitlines()
    assert len(lines) == len(everything.events)
    for one in lines:
        Draft202012Validator(line).validate(json.loads(one))


def test_a_line_of_json_lines_stands_alone(made_by_hand: Timeline):
    lines = [json.loads(one) for one in exported("jsonl", made_by_hand).splitlines()]
    opening = next(one for one in lines if one["conflicts"])
    by_id = {one["id"]: one for one in opening["articles"]}
    assert {one["article"] for one in opening["mentions"]} == set(by_id)
    assert {one["title"] for one in by_id.values()} == {
        "Une passerelle pour le canal", "Les deux rives réunies",
    }  # fmt: skip
    assert b"\n" not in exported("jsonl", timeline_of(alone("Un\nbal", None)))[:-1]
