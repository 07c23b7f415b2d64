"""Every example sentence of every rule of the date grammar."""

from __future__ import annotations

from typing import Any

import pytest

from timeline.dates import find_dates
from timeline.dates.builders import BUILDERS
from timeline.dates.grammar import RULE_FILES, GrammarError, compile_grammar, grammar, read_rules
from timeline.dates.guards import GUARDS
from timeline.model import DateSpan, TimeExpression

RULES = [(file, rule) for file in RULE_FILES for rule in read_rules()[file]["rule"]]
EXAMPLES = [
    pytest.param(example, id=f"{rule['name']}: {example['text']}")
    for _, rule in RULES
    for example in rule.get("examples", ())
]
NOT_EXAMPLES = [
    pytest.param(text, id=f"{rule['name']}: {text}")
    for _, rule in RULES
    for text in rule.get("not_examples", ())
]


def day(span: DateSpan | None, end: str) -> str | None:
    """One end of a span as an example writes it: empty where it is open."""
    return None if span is None else str(getattr(span, end) or "")


def found(example: dict[str, Any]) -> TimeExpression:
    """The expression that stands where the example says."""
    text, span = example["text"], example["span"]
    expressions = find_dates(text, example.get("published"))
    matching = [e for e in expressions if e.text == span]
    assert matching, f"{span!r} not among {[e.text for e in expressions]}"
    return matching[-1]


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_rule_reads_its_example(example: dict[str, Any]) -> None:
    expression = found(example)
    assert (day(expression.date, "start"), day(expression.date, "end")) == (
        example.get("start"),
        example.get("end"),
    )
    assert expression.type == example.get("type", "DATE")
    if "value" in example:
        assert expression.value == example["value"]
    if "anchor" in example:
        assert expression.anchor == example["anchor"]
    if "edtf" in example:
        assert expression.date is not None
        assert expression.date.edtf == example["edtf"]


@pytest.mark.parametrize("text", NOT_EXAMPLES)
def test_a_rule_leaves_its_counter_example_alone(text: str) -> None:
    found = find_dates(text, "2012-07-05")
    dates = [e.text for e in found if e.type == "DATE" and e.problem != "no such day"]
    assert dates == []


def test_every_rule_has_a_name_of_its_own() -> None:
    names = [rule["name"] for _, rule in RULES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("file", RULE_FILES)
def test_rules_that_stand_alone_have_examples(file: str) -> None:
    bare = [
        rule["name"]
        for rule_file, rule in RULES
        if rule_file == file
        and rule["meaning"] != "feast_day"
        and not rule["gives"].startswith("loose")
        and not rule.get("examples")
        and not rule.get("not_examples")
    ]
    assert bare == []


def test_leaving_the_examples_out_changes_nothing_else() -> None:
    bare, full = read_rules(examples=False), read_rules()
    for file in RULE_FILES:
        stripped = [
            {k: v for k, v in rule.items() if k not in ("examples", "not_examples")}
            for rule in full[file]["rule"]
        ]
        assert bare[file]["rule"] == stripped


def test_every_pattern_compiles_and_every_function_it_names_exists() -> None:
    for level in grammar().levels:
        for rule in level.rules:
            assert rule.regex.groups >= 1
            assert rule.meaning in BUILDERS
            assert set(rule.guards) | set(rule.vetoes) <= set(GUARDS)


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [
        ("{month", "unexpected|no class|missing"),
        ("({month}", "missing"),
        ("{months}", "months"),
        ("{month}?", "matches nothing"),
        ("?", "nothing to make optional"),
    ],
)
def test_a_wrong_pattern_is_refused_with_the_name_of_its_rule(pattern: str, complaint: str) -> None:
    files = read_rules()
    files["years"]["rule"].append({"name": "wrong", "pattern": pattern, "meaning": "calendar"})
    with pytest.raises(GrammarError, match=f"years.toml: rule 'wrong'.*({complaint})"):
        compile_grammar(files)
