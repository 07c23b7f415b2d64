"""Where sources differ on one event, and where what looks alike is two."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import articles, mention

from timeline.model import Article, Conflict, DateSpan, Day, Event, Evidence, Mention
from timeline.reconciliation import reconcile

_MERLE = ("Anne Merle", "PER", "agent")
_NORD = ("Crédit du Nord-Est", "ORG", "patient")


def _day(month: int, day: int, year: int = 2019) -> DateSpan:
    return DateSpan.of_day(Day(year, month, day))


def _quits(article: str, date: DateSpan | None, offset: int = 0, **more: object) -> Mention:
    return mention(article, offset, "démissionner", "end_position", date, _MERLE, _NORD, **more)


def _events(*mentions: Mention, known: list[Article] | None = None) -> tuple[Event, ...]:
    sources = known or articles(*sorted({m.article for m in mentions}))
    return tuple(reconcile(sources, mentions))


def _conflict(event: Event, field: str) -> dict[str, tuple[str, ...]]:
    (found,) = (one for one in event.conflicts if one.field == field)
    return {value.value: value.articles for value in found.values}


def test_a_day_that_one_source_gives_otherwise_is_a_conflict_and_the_majority_dates_the_event():
    (event,) = _events(*(_quits(a, _day(3, 12)) for a in "abc"), _quits("d", _day(3, 13)))
    assert event.date == _day(3, 12)
    assert _conflict(event, "date") == {"2019-03-12": ("a", "b", "c"), "2019-03-13": ("d",)}


def test_two_days_in_one_article_are_two_events():
    assert len(_events(_quits("a", _day(3, 12)), _quits("a", _day(3, 13), 90))) == 2


def test_what_happens_again_weeks_later_is_another_event():
    assert len(_events(_quits("a", _day(3, 12)), _quits("b", _day(4, 30)))) == 2


def test_coarser_and_finer_dates_are_no_conflict():
    (event,) = _events(_quits("a", DateSpan.of_month(2019, 3)), _quits("b", _day(3, 12)))
    assert event.date == _day(3, 12)
    assert not event.conflicts


def test_what_was_planned_and_then_done_on_another_day_happened_on_that_day():
    opening = ("stade du Vert-Pré", "ORG", "patient")
    plan = mention("a", 0, "inaugurer", "opening", DateSpan.of_month(2019, 6), opening,
                   factuality="planned")  # fmt: skip
    deed = mention("b", 0, "inaugurer", "opening", _day(9, 20), opening)
    published = [
        replace(one, published=_day(month, 1))
        for one, month in zip(articles("a", "b"), (1, 10), strict=True)
    ]
    (event,) = _events(plan, deed, known=published)
    assert event.factuality == "actual"
    assert event.date == _day(9, 20)
    assert not event.conflicts


def test_what_was_done_before_it_was_planned_is_something_else():
    opening = ("stade du Vert-Pré", "ORG", "patient")
    plan = mention("a", 0, "inaugurer", "opening", _day(9, 20), opening, factuality="planned")
    deed = mention("b", 0, "inaugurer", "opening", _day(2, 2, 2017), opening)
    published = [replace(one, published=_day(6, 1)) for one in articles("a", "b")]
    assert len(_events(plan, deed, known=published)) == 2


def test_a_day_without_a_year_takes_the_year_that_another_article_gives():
    guessed = _quits("b", _day(12, 24, 2020), source="relative")
    words = Evidence("b", "24 décembre", guessed.char_start, guessed.char_start + 11)
    event, *others = _events(
        _quits("a", _day(12, 24, 2018)), replace(guessed, date_evidence=(words,))
    )
    assert not others
    assert event.date == _day(12, 24, 2018)
    assert not event.conflicts
    lent = {one.mention.article: one for one in event.memberships}["b"]
    assert lent.date is not None
    assert (lent.date.edtf, lent.date_source) == ("2018-12-24?", "cross-document")
    assert lent.mention.date == _day(12, 24, 2020)


def test_a_first_and_a_second_of_a_kind_are_two():
    first = mention(
        "a", 0, "plainte", "sue", DateSpan.of_year(2019), _NORD, quote="La première plainte"
    )
    again = mention(
        "b", 0, "plainte", "sue", DateSpan.of_year(2019), _NORD, quote="Une seconde plainte"
    )
    first = replace(first, char_start=-12)
    again = replace(again, char_start=-12)
    assert len(_events(first, again)) == 2
    assert len(_events(first, replace(again, quote="La première plainte"))) == 1


def test_several_and_one_of_them_are_two():
    one = mention("a", 0, "grève", "strike", DateSpan.of_year(2019), _NORD)
    both = mention(
        "b", 0, "grève", "strike", DateSpan.of_year(2019), _NORD, amounts=[(2, "grève", False)]
    )
    assert len(_events(one, both)) == 2


def test_numbers_of_people_that_differ_are_a_conflict():
    day = _day(3, 12)
    (event,) = _events(
        mention("a", 0, "licencier", "layoff", day, _NORD, amounts=[(142, "salarié", False)]),
        mention("b", 0, "licencier", "layoff", day, _NORD, amounts=[(124, "emploi", False)]),
    )
    assert set(_conflict(event, "amounts")) == {"142 salarié", "124 emploi"}


def _counts(*told: tuple[float, str]) -> list[Conflict]:
    """The conflicts of an event of which each source gives a number."""
    (event,) = _events(
        *(
            mention(f"{place}", 0, "effondrer", "accident", _day(3, 12), _NORD,
                    amounts=[(*number, False)])
            for place, number in enumerate(told)
        )
    )  # fmt: skip
    return list(event.conflicts)


@pytest.mark.parametrize(
    ("told", "disputed"),
    [
        ([(12, "mort"), (14, "mort")], True),
        ([(12, "personne"), (14, "mort")], True),
        ([(300, "personne"), (450, "volontaire")], True),
        # The dead and the injured are counted apart.
        ([(12, "mort"), (14, "blessé")], False),
        # One is the other rounded.
        ([(120, "salarié"), (124, "salarié")], False),
        ([(2_300_000, "EUR"), (2_316_500, "EUR")], False),
        ([(40, "salarié"), (43, "salarié")], True),
        # So far apart they count other things.
        ([(3, "salarié"), (210, "salarié")], False),
    ],
)
def test_numbers_are_disputed_where_they_count_the_same_and_cannot_both_be_right(
    told: list[tuple[float, str]], disputed: bool
) -> None:
    assert bool(_counts(*told)) == disputed


def test_a_denial_beside_an_event_does_not_deny_it():
    fire = mention("a", 0, "brûler", "disaster", _day(3, 12), _NORD)
    harmless = mention("b", 0, "blesser", "injure", _day(3, 12), _NORD, factuality="negated")
    denied = mention("c", 0, "brûler", "disaster", _day(3, 12), _NORD, factuality="negated")
    (event,) = _events(fire, harmless)
    assert not event.conflicts
    (event,) = _events(fire, harmless, denied)
    assert _conflict(event, "factuality") == {"actual": ("a",), "negated": ("c",)}


def test_what_is_about_a_day_does_not_contradict_the_next():
    about = replace(_day(3, 13), approximate=True)
    (event,) = _events(_quits("a", _day(3, 12)), _quits("b", about))
    assert not event.conflicts


def test_articles_that_share_no_name_do_not_tell_one_event():
    day = _day(3, 12)
    told = [
        mention(name, 0, "voter", "vote", day, (who, "ORG", "agent"))
        for name, who in (("a", "Conseil de Saint-Aubin"), ("b", "Parlement catalan"))
    ]
    assert len(_events(*told)) == 2


def test_an_article_does_not_contradict_its_own_copy():
    original, copy, other = articles("a", "b", "c")
    (event,) = _events(
        _quits("a", _day(3, 12)), _quits("b", _day(3, 13)), _quits("c", _day(3, 12)),
        known=[original, replace(copy, copy_of="a"), other],
    )  # fmt: skip
    assert event.sources == 2
    assert not event.conflicts


_THEFT = ("a", _day(3, 12), "vol des tableaux")
_GONE = ("b", _day(3, 13), "envolés dans la nuit")


def _told_otherwise(
    *told: tuple[str, DateSpan, str], published: tuple[int, int] | None = None
) -> list[Event]:
    """The dated events that two articles about the same people tell, each in words of its own."""
    mentions = [
        mention(article, 90 * place, words.split()[0], "other", date, quote=words)
        for place, (article, date, words) in enumerate(told)
    ]
    people = "Portraits d'Anne Merle et de Luc Tavel, gardiens à Orvanne"
    mentions += [mention(name, 900, "portrait", "other", None, quote=people) for name in "ab"]
    known = articles("a", "b")
    if published is not None:
        days = (_day(3, day) for day in published)
        known = [replace(one, published=day) for one, day in zip(known, days, strict=True)]
    return [event for event in _events(*mentions, known=known) if event.date is not None]


def test_what_no_source_tells_twice_is_one_event_where_they_date_it_to_neighbouring_days():
    (event,) = _told_otherwise(_THEFT, _GONE)
    assert set(_conflict(event, "date")) == {"2019-03-12", "2019-03-13"}


def test_a_source_that_tells_of_both_days_tells_of_two_events():
    assert len(_told_otherwise(_THEFT, _GONE, ("b", _day(3, 12), "vol des tableaux"))) == 2


def test_the_news_of_one_day_is_not_that_of_the_next():
    assert len(_told_otherwise(_THEFT, _GONE, published=(12, 13))) == 2
    assert len(_told_otherwise(_THEFT, _GONE, published=(12, 30))) == 1
