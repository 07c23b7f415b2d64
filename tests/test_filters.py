"""Which events a filter lets pass."""

from __future__ import annotations

import pytest
from samples import alone, article, day, event, mention, span

from timeline.filters import Filter, Selection, fold
from timeline.model import DateSpan, Day, Event, Participant, Timeline


def passes(one: Event, **asked: object) -> bool:
    return Filter(**asked).accepts(one, {})


def titles(timeline: Timeline, **asked: object) -> list[str]:
    articles = {one.id: one for one in timeline.articles}
    return [one.title for one in Selection(timeline.events, Filter(**asked), articles)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [("L'Élysée", " l elysee"), ("Cœur-de-Ville", " coeur de ville"), ("  ", ""), ("№ 5", " no 5")],
)
def test_words_are_folded(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2012-05-07", None, True),
        ("2012-05-08", None, False),
        (None, "2012-05-07", True),
        (None, "2012-05-06", False),
        ("2012-01-01", "2012-12-31", True),
    ],
)
def test_since_and_until_are_inclusive(since, until, expected):
    first, last = (one and Day.parse(one) for one in (since, until))
    assert passes(alone("Un bal", day("2012-05-07")), since=first, until=last) is expected


def test_an_event_that_only_touches_the_window_passes():
    assert passes(alone("Un chantier", DateSpan.of_year(2012)), since=Day(2012, 12, 31))
    assert passes(alone("Un siège", span(None, "2019-12-31", "year")), until=Day(1900, 1, 1))
    assert not passes(alone("Un siège", span(None, "2019-12-31", "year")), since=Day(2020, 1, 1))
    assert passes(alone("Une grève", span("2024-01-01", None, "year")), since=Day(2030, 1, 1))


def test_several_types_mean_any_of_them():
    bal = alone("Un bal", day("2012-05-07"), "cultural")
    assert passes(bal, types=("sport", "cultural"))
    assert not passes(bal, types=("sport",))


def test_factuality_and_number_of_sources():
    planned = alone("Un bal", None, factuality="planned", sources=2)
    assert passes(planned, factualities=("planned", "alleged"), min_sources=2)
    assert not passes(planned, factualities=("actual",))
    assert not passes(planned, min_sources=3)


def test_about_finds_names_from_the_beginning_of_a_word():
    who = Participant("Hélène Lœwenthal", "PER", "agent")
    named = alone("Une élection", None, participants=(who,), places=("Saint-Étienne",))
    assert passes(named, about=("helene",))
    assert passes(named, about=("LOEWEN", "saint-etienne"))
    assert not passes(named, about=("helene", "lyon"))
    assert not passes(named, about=("lene",))


def test_about_looks_at_mentions_and_title_too():
    note = article("La Sogéval rachète son voisin.")
    buyer = Participant("Sogéval", "ORG", "agent")
    told = mention(note, note.text, "rachète", participants=(buyer,), title="Rachat du voisin")
    assert passes(event(told, participants=()), about=("sogeval",))
    assert passes(event(told, participants=()), about=("rachat du voisin",))


def test_search_wants_all_words_in_title_or_quotes():
    note = article("Le théâtre a brûlé hier soir.")
    fire = event(mention(note, note.text, "brûlé", title="Incendie au théâtre"))
    assert passes(fire, search="incendie soir")
    assert passes(fire, search="THEATRE brul")
    assert not passes(fire, search="incendie matin")


@pytest.mark.parametrize(
    "source", ["gazette du canal", "passerelle.html", "Une passerelle", "GAZETTE"]
)
def test_source_is_site_path_or_title(made_by_hand: Timeline, source: str):
    found = titles(made_by_hand, sources=(source,), undated=True)
    assert len(found) == 3
    assert "Les travaux avaient coûté 4,2 millions d'euros" in found


def test_source_is_the_beginning_of_an_id_too(made_by_hand: Timeline):
    courrier = made_by_hand.articles[0]
    assert len(titles(made_by_hand, sources=(courrier.id[:6],))) == 2


def test_what_has_no_date_stays_out_and_is_counted(made_by_hand: Timeline):
    selection = Selection(made_by_hand.events, Filter(), {})
    assert all(one.date for one in selection)
    assert selection.left_out == 2


def test_only_what_would_have_passed_is_counted(made_by_hand: Timeline):
    selection = Selection(made_by_hand.events, Filter(types=("transfer_money",)), {})
    assert list(selection) == []
    assert selection.left_out == 1


def test_undated_events_come_along_when_asked_for(made_by_hand: Timeline):
    selection = Selection(made_by_hand.events, Filter(undated=True, since=Day(2025, 1, 1)), {})
    assert [one.date is None for one in selection] == [False] * 3 + [True] * 2
    assert selection.left_out == 0


def test_top_keeps_the_most_salient_in_order(made_by_hand: Timeline):
    found = titles(made_by_hand, top=3)
    assert found[0] == "César franchit le fleuve"  # the first of equals
    assert [one[:11] for one in found[1:]] == ["Le conseil ", "La mairie d"]


def test_a_selection_can_be_gone_through_twice(made_by_hand: Timeline):
    selection = Selection(made_by_hand.events, Filter(), {})
    assert list(selection) == list(selection)
    assert selection.left_out == 2


def test_leaving_out_what_has_no_date_is_no_narrowing():
    assert not Filter().narrows
    assert not Filter(undated=True).narrows
    assert Filter(top=3).narrows
    assert Filter(since=Day(2012, 1, 1), undated=True).narrows
