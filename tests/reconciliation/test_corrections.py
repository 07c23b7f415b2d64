"""What users set right holds, whatever the articles say, and only that changes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from handmade import articles, mention
from hypothesis import given
from hypothesis import strategies as st

from timeline.corrections import identified
from timeline.model import Correction, DateSpan, Day, Event, Mention
from timeline.reconciliation import problems, reconcile
from timeline.reconciliation.aliases import aliases_of
from timeline.reconciliation.constraints import Statement, resolve
from timeline.reconciliation.names import NameTable, key_of

_MARCH = DateSpan.of_month(2024, 3)
_AUGUST = DateSpan.of_month(2024, 8)
_2015 = DateSpan.of_year(2015)
_DUMAS = ("Claire Dumas", "PER", "agent")
_VOLTA = ("VoltaGen", "ORG", "patient")

# Two suits, in March and in August, each told twice; a birth.
_SUITS = [
    mention("a", 0, "poursuivre", "sue", _MARCH, _DUMAS, _VOLTA, title="Le procès"),
    mention("b", 0, "poursuivre", "sue", _MARCH, _DUMAS, _VOLTA),
    mention("a", 200, "poursuivre", "sue", _AUGUST, _DUMAS, _VOLTA),
    mention("b", 200, "poursuivre", "sue", _AUGUST, _DUMAS, _VOLTA),
    mention("c", 0, "naître", "be_born", _2015, _DUMAS),
]
_ALL = [one.id for one in _SUITS]
_SPRING, _SUMMER, _BIRTH = ("a-0", "b-0"), ("a-200", "b-200"), ("c-0",)


def _said(kind: Any, *groups: Sequence[str], **more: Any) -> Correction:
    return identified(Correction("", kind, tuple(map(tuple, groups)), **more))


def _events(*corrections: Correction, mentions: Sequence[Mention] = _SUITS) -> tuple[Event, ...]:
    known = articles(*sorted({one.article for one in mentions}))
    return tuple(reconcile(known, mentions, corrections))


def _groups(*corrections: Correction, mentions: Sequence[Mention] = _SUITS) -> set[frozenset[str]]:
    events = _events(*corrections, mentions=mentions)
    return {frozenset(one.id for one in event.mentions) for event in events}


def _of(mention_id: str, events: Sequence[Event]) -> Event:
    return next(one for one in events if mention_id in {m.id for m in one.mentions})


def _problem(*corrections: Correction, mentions: Sequence[Mention] = _SUITS) -> list[str | None]:
    found = problems(corrections, mentions, _events(*corrections, mentions=mentions))
    return [found.get(one.id) for one in corrections]


def test_without_corrections_there_are_three_events() -> None:
    assert _groups() == {frozenset(_SPRING), frozenset(_SUMMER), frozenset(_BIRTH)}


def test_merged_events_are_one_though_their_dates_and_types_contradict() -> None:
    merged = _said("merge", _SPRING, _SUMMER, _BIRTH)
    (event,) = _events(merged)
    assert sorted(one.id for one in event.mentions) == sorted(_ALL)
    assert event.corrected == ("mentions",)
    joined = {one.mention.id: one for one in event.memberships}
    assert [one.name for one in joined["c-0"].components] == ["merged by a correction"]
    assert {one.name for one in joined["b-0"].components} >= {"same word, same kind", "same month"}


def test_later_articles_may_join_a_merged_event_on_either_of_its_dates() -> None:
    merged = _said("merge", _SPRING, _SUMMER)
    for offset, date in enumerate((_MARCH, _AUGUST)):
        more = mention("d", offset, "poursuivre", "sue", date, _DUMAS, _VOLTA)
        assert len(_groups(merged, mentions=[*_SUITS, more])) == 2
    other = mention("d", 0, "poursuivre", "sue", DateSpan.of_month(2024, 5), _DUMAS, _VOLTA)
    assert len(_groups(merged, mentions=[*_SUITS, other])) == 3


def test_a_split_makes_two_events_that_nothing_joins_again() -> None:
    split = _said("split", ["a-0"], ["b-0"])
    assert {frozenset(["a-0"]), frozenset(["b-0"])} <= _groups(split)
    between = mention("d", 0, "poursuivre", "sue", _MARCH, _DUMAS, _VOLTA)
    groups = _groups(split, mentions=[*_SUITS, between])
    assert not any({"a-0", "b-0"} <= group for group in groups)
    assert any("d-0" in group and len(group) == 2 for group in groups)


def test_what_a_split_takes_out_stays_together() -> None:
    pool = [mention(name, 0, "voter", "vote", _MARCH, ("Sénat", "ORG", "agent")) for name in "abc"]
    chain = replace(pool[1], id="x", article="d", participants=())
    split = _said("split", ["a-0", "x"], ["b-0", "c-0"])
    assert frozenset(["a-0", "x"]) in _groups(split, mentions=[*pool, chain])


def test_the_later_of_a_merge_and_a_split_holds() -> None:
    merged, split = _said("merge", _SPRING, _SUMMER), _said("split", _SPRING, _SUMMER)
    assert len(_groups(split, merged)) == 2
    assert len(_groups(merged, split)) == 3
    assert _problem(split, merged) == ["overruled", None]
    assert _problem(merged, split) == ["overruled", None]


def test_of_an_overruled_merge_all_is_kept_that_the_split_leaves() -> None:
    merged = _said("merge", _SPRING, _SUMMER)
    split = _said("split", ["b-200"], ["a-0", "b-0", "a-200"])
    assert frozenset(["a-0", "b-0", "a-200"]) in _groups(merged, split)


def test_a_date_and_a_title_are_set_and_the_mentions_stay_as_they_were() -> None:
    day = DateSpan.of_day(Day(2014, 3, 5))
    events = _events(
        _said("redate", _SPRING, date=day), _said("retitle", _SPRING, title="L'assignation")
    )
    event = _of("a-0", events)
    assert (event.date, event.title, event.corrected) == (day, "L'assignation", ("date", "title"))
    assert {one.date for one in event.memberships} == {_MARCH}
    assert events[0] == event


def test_a_date_can_be_taken_away() -> None:
    events = _events(_said("redate", _SPRING, date=None))
    assert _of("a-0", events).date is None
    assert events[-1] == _of("a-0", events)


def test_the_later_of_two_dates_holds_and_the_other_is_told() -> None:
    first, second = (_said("redate", _SPRING, date=date) for date in (_2015, _AUGUST))
    assert _of("a-0", _events(first, second)).date == _AUGUST
    assert _problem(first, second) == ["overruled", None]
    assert _problem(second, first) == ["overruled", None]


def test_a_hidden_event_is_still_there() -> None:
    events = _events(_said("hide", _SPRING))
    assert [event.hidden for event in events] == ["a-0" in _ids(event) for event in events]
    assert _of("a-0", events).corrected == ("hidden",)


def _ids(event: Event) -> set[str]:
    return {one.id for one in event.mentions}


def test_a_correction_follows_most_of_its_mentions() -> None:
    dated = _said("redate", [*_SPRING, *_SUMMER, *_BIRTH], date=_2015)
    extra = mention("d", 0, "poursuivre", "sue", _AUGUST, _DUMAS, _VOLTA)
    pool = [*_SUITS, extra]
    assert _of("a-0", _events(dated, mentions=pool)).date == _2015  # of equals, the first
    dated = _said("redate", [*_SPRING, *_SUMMER, "d-0"], date=_2015)
    events = _events(dated, mentions=pool)
    assert _of("a-0", events).date == _MARCH
    assert _of("a-200", events).date == _2015


def test_a_merge_of_two_dated_events_takes_the_date_that_was_set_last() -> None:
    first, second = _said("redate", _SPRING, date=_2015), _said("redate", _SUMMER, date=_AUGUST)
    merged = _said("merge", _SPRING, _SUMMER)
    assert _of("a-0", _events(second, first, merged)).date == _2015


@pytest.mark.parametrize(
    "correction",
    [
        _said("hide", _BIRTH),
        _said("merge", _SPRING, _BIRTH),
        _said("split", _BIRTH, _SPRING),
        _said("alias", names=("Claire Dumas", "La Patronne")),
        _said("apart", names=("Claire Dumas", "Paul Dumas")),
    ],
)
def test_a_correction_of_what_is_gone_is_told_and_changes_nothing(correction: Correction) -> None:
    left = _SUITS[:-1]
    assert _problem(correction, mentions=left) == ["gone"]
    assert _events(correction, mentions=left) == _events(mentions=left)


def _table(*told: tuple[str, str], said: Sequence[Correction] = ()) -> NameTable:
    """The names of people or of organisations, as articles (`a`, `b`, …) have them."""
    pool = [
        mention(article, number, "agir", "other", None, (name, kind, "agent"))
        for number, (article, name) in enumerate(told)
        for kind in ["PER" if " " in name else "ORG"]
    ]
    return NameTable(pool, aliases_of(said))


def test_an_alias_makes_two_names_one_entity_written_as_the_first() -> None:
    said = [_said("alias", names=("Nations de l'Ouest", "Organisation des nations", "OMX"))]
    names = _table(("a", "Organisation des nations"), ("b", "OMX"), said=said)
    root = names.canonical("OMX", "b")
    assert names.canonical("Organisation des nations", "a") == root
    assert names.label(root) == "Nations de l'Ouest"


def test_an_alias_shows_in_the_event() -> None:
    said = _said("alias", names=("Energie de l'Ouest", "VoltaGen"))
    event = _of("a-0", _events(said))
    assert [one.name for one in event.participants] == ["Claire Dumas", "Energie de l'Ouest"]


def test_a_surname_that_users_gave_to_one_of_two_bearers_is_hers() -> None:
    told = [("a", "Claire Dumas"), ("b", "Paul Dumas"), ("c", "M. Dumas")]
    assert _table(*told).canonical("Dumas", "c") == key_of("Dumas")
    said = [_said("alias", names=("Claire Dumas", "Dumas"))]
    assert _table(*told, said=said).canonical("Dumas", "c") == key_of("Claire Dumas")


def test_names_that_are_apart_are_two_though_their_spelling_says_one() -> None:
    def told(article: str, name: str) -> Mention:
        return mention(article, 0, "quitter", "end_position", _MARCH, (name, "PER", "agent"))

    pool = [told("a", "Claire Dumas"), told("b", "Dumas")]
    apart, alias = (_said(kind, names=("Claire Dumas", "Dumas")) for kind in ("apart", "alias"))
    assert len(_groups(mentions=pool)) == 1
    assert len(_groups(apart, mentions=pool)) == 2
    assert len(_groups(apart, alias, mentions=pool)) == 1
    assert _problem(apart, alias, mentions=pool) == ["overruled", None]


def test_a_rare_spelling_that_users_took_from_a_brand_is_no_slip_of_it() -> None:
    told = [(article, "VoltaGen") for article in "abcd"] + [("e", "VoltaGe")]
    assert _table(*told).canonical("VoltaGe", "e") == key_of("VoltaGen")
    said = [_said("apart", names=("VoltaGen", "VoltaGe"))]
    assert _table(*told, said=said).canonical("VoltaGe", "e") == key_of("VoltaGe")


def test_the_order_of_mentions_does_not_show() -> None:
    said = [
        _said("merge", _SPRING, _SUMMER),
        _said("split", ["b-0"], ["a-0", *_SUMMER]),
        _said("redate", _SUMMER, date=_2015),
        _said("alias", names=("Dumas", "Claire Dumas")),
        _said("merge", _BIRTH, ["b-0"]),
    ]
    expected = _events(*said)
    pool = list(_SUITS)
    for seed in range(5):
        random.Random(seed).shuffle(pool)
        assert _events(*said, mentions=pool) == expected


_GROUP = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=3, unique=True).map(tuple)
_STATEMENT = st.builds(
    lambda left, right, apart: Statement(
        (left, tuple(one for one in right if one not in left)), apart
    ),
    _GROUP,
    _GROUP,
    st.booleans(),
)


@given(st.lists(_STATEMENT, max_size=6))
def test_constraints_never_contradict_and_the_last_statement_holds(said: list[Statement]) -> None:
    found = resolve(said)
    members = [one for group in found.together for one in group]
    assert len(members) == len(set(members))
    assert all(first < second for first, second in found.apart)
    if said:
        left, right = said[-1].groups
        places = [{found.place(one) for one in group} for group in (left, right)]
        if said[-1].apart:
            assert not places[0] & places[1]
            assert not right or found.are_apart(left, right)
        else:
            assert len(places[0] | places[1]) == 1


@given(st.lists(_STATEMENT, max_size=6), st.permutations("abcdef"))
def test_events_keep_every_constraint(said: list[Statement], named: list[str]) -> None:
    corrections = [
        _said("split" if one.apart else "merge", *([f"{m}-0" for m in g] for g in one.groups))
        for one in said
        if all(one.groups)
    ]
    dates = (_MARCH, _AUGUST, _2015)
    pool = [
        mention(name, 0, "poursuivre", "sue", dates[number % 3], _DUMAS, _VOLTA)
        for number, name in enumerate(named)
    ]
    found = resolve([Statement(one.groups, one.kind == "split") for one in corrections])
    groups = _groups(*corrections, mentions=pool)
    for group in groups:
        for one in group:
            assert not found.are_apart([one], group)
    for together in found.together:
        assert any(set(together) <= group for group in groups)
