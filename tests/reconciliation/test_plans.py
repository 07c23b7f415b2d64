"""A plan and what came of it are one event, told with two days."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import articles, mention

from timeline.model import DateSpan, Day, Event, Factuality, Mention
from timeline.reconciliation import reconcile
from timeline.reconciliation.contradiction import contradict
from timeline.reconciliation.names import NameTable
from timeline.reconciliation.profiles import profiles_of

_HALL = ("halle de Brémont", "ORG", "patient")
_JUNE = DateSpan.of_month(2019, 6)
_OPENED = DateSpan.of_day(Day(2019, 9, 20))
# "a" comes out before the day planned, the others afterwards.
_KNOWN = [
    replace(article, published=DateSpan.of_day(Day(2019, month, 1)))
    for article, month in zip(articles("a", "b", "c"), (1, 10, 11), strict=True)
]


def _opens(article: str, date: DateSpan, told: Factuality, offset: int = 0) -> Mention:
    return mention(article, offset, "inaugurer", "opening", date, _HALL, factuality=told)


def _events(*mentions: Mention) -> tuple[Event, ...]:
    return tuple(reconcile(_KNOWN, mentions))


@pytest.mark.parametrize("told", ["planned", "negated"])
def test_a_plan_that_failed_is_told_of_afterwards(told: Factuality) -> None:
    plan, failed = _opens("a", _JUNE, "planned"), _opens("b", _JUNE, told)
    (event,) = _events(plan, failed, _opens("c", _OPENED, "actual"))
    assert (event.date, event.factuality) == (_OPENED, "actual")
    assert not event.conflicts


def test_one_article_may_tell_of_the_plan_and_of_the_deed() -> None:
    told = (_opens("b", _JUNE, "planned"), _opens("b", _OPENED, "actual", 90))
    assert len(_events(*told)) == 2
    (event,) = _events(*told, _opens("c", _OPENED, "actual"), _opens("a", _JUNE, "planned"))
    assert event.date == _OPENED


def test_what_might_be_is_no_plan_for_what_shares_nothing_but_a_noun_with_it() -> None:
    hall = ("halle", None, "patient")
    might = mention("a", 0, "fermer", "closing", _JUNE, hall, factuality="hypothetical")
    closed = mention("b", 0, "fermer", "closing", _OPENED, hall)
    assert len(_events(might, closed)) == 2


def test_what_was_not_on_the_very_day_is_denied() -> None:
    (event,) = _events(_opens("b", _OPENED, "negated"), _opens("c", _OPENED, "actual"))
    assert [one.field for one in event.conflicts] == ["factuality"]


def _disappears(article: str, *person: str | None) -> Mention:
    return mention(article, 0, "disparaître", "other", _OPENED, person, ("Vaux", "LOC", "place"))  # type: ignore[arg-type]


def test_whom_a_pronoun_stands_for_is_too_little_to_tell_two_events_apart() -> None:
    first = _disappears("b", "Claire Dumas", "PER", "agent")
    assert len(_events(first, _disappears("c", "Anne Merle", "PER", "agent"))) == 2
    assert len(_events(first, _disappears("c", "Anne Merle", "PER", "agent", "elle"))) == 1


def test_a_first_name_is_no_other_person_than_the_name_that_begins_with_it() -> None:
    first = _disappears("b", "Claire Dumas", "PER", "agent")
    assert len(_events(first, _disappears("c", "Claire", "PER", "agent"))) == 1
    assert len(_events(first, _disappears("c", "Anne", "PER", "agent"))) == 2


_AFFAIR = "À Brémont, Claire Dumas et Anne Merle ont vu les travaux."


def _hall(article: str, noun: str, date: DateSpan, offset: int, told: Factuality) -> Mention:
    part = (noun, None, "patient")
    return mention(
        article, offset, "inaugurer", "opening", date, part, factuality=told, quote=_AFFAIR
    )


def test_the_only_plan_of_a_kind_is_for_the_only_deed_of_the_kind_though_they_share_no_name():
    plan = _hall("a", "bâtiment", _JUNE, 0, "planned")
    deed = _hall("c", "halle", _OPENED, 0, "actual")
    assert len(_events(plan, deed)) == 1
    another = _hall("c", "piscine", DateSpan.of_month(2017, 3), 90, "actual")
    assert len(_events(plan, deed, another)) == 3


def test_a_verb_of_taking_place_and_its_subject_are_not_two_things() -> None:
    merger = mention("a", 12, "fusion", "merge", _OPENED, sentence=0, source="narrative")
    merger = replace(merger, carried_from="a-30")
    found = [
        contradict(*profiles_of([merger, verb], {}, NameTable([merger, verb])))
        for verb in (
            mention("a", 30, "devenir", "other", _OPENED, (noun, None, "agent"), sentence=0)
            for noun in ("fusion", "groupe")
        )
    ]
    assert found == [None, "two things in one sentence"]
