"""A plan and what came of it are one event, told with two days."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import articles, mention

from timeline.model import DateSpan, Day, Event, Factuality, Mention
from timeline.reconciliation import reconcile

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
