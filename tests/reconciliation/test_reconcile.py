"""What several articles tell of one happening becomes one event; what differs stays apart."""

from __future__ import annotations

import random

from handmade import articles, mention, table

from timeline.model import DateSpan, Day, Event, Evidence, Mention
from timeline.reconciliation import reconcile

_2015 = DateSpan.of_year(2015)
_DECEMBER = DateSpan.of_month(2015, 12)
_MARCH = DateSpan.of_month(2024, 3)
_DUMAS = ("Claire Dumas", "PER", "agent")
_VOLTA = ("VoltaGen", "ORG", "patient")


def _events(*mentions: Mention) -> tuple[Event, ...]:
    return tuple(reconcile(articles(*sorted({m.article for m in mentions})), mentions))


def _only(*mentions: Mention) -> Event:
    (event,) = _events(*mentions)
    return event


def test_a_verb_and_its_noun_are_one_event() -> None:
    event = _only(
        mention("a", 0, "fonder", "found", _2015, _DUMAS, _VOLTA),
        mention("b", 0, "création", "found", _2015, _VOLTA),
    )
    assert event.sources == 2
    assert {m.article for m in event.mentions} == {"a", "b"}


def test_a_word_said_twice_in_one_sentence_tells_two_events() -> None:
    day = DateSpan.of_day(Day(2024, 3, 5))
    first = mention("a", 0, "alerte", "disaster", day)
    beside = mention("a", 60, "alerte", "disaster", day, sentence=0)
    later = mention("a", 90, "alerte", "disaster", day)
    assert len(_events(first, beside)) == 2
    assert len(_events(first, later)) == 1


def test_the_most_precise_date_wins_when_the_coarser_contains_it() -> None:
    event = _only(
        mention("a", 0, "fonder", "found", _2015, _DUMAS, _VOLTA),
        mention("b", 0, "fonder", "found", _DECEMBER, _DUMAS, _VOLTA),
    )
    assert event.date == _DECEMBER
    assert not event.conflicts


def test_an_open_start_contains_the_month() -> None:
    since = DateSpan(Day(2024, 1, 1), None, "year")
    event = _only(
        mention("a", 0, "poursuivre", "sue", since, _DUMAS, _VOLTA),
        mention("b", 0, "intenter", "sue", _MARCH, _DUMAS, _VOLTA),
    )
    assert event.date == _MARCH


def test_events_of_different_dates_stay_apart() -> None:
    events = _events(
        mention("a", 0, "poursuivre", "sue", _MARCH, _DUMAS, _VOLTA),
        mention("b", 0, "poursuivre", "sue", DateSpan.of_month(2024, 8), _DUMAS, _VOLTA),
    )
    assert len(events) == 2


def test_two_people_leaving_one_company_in_one_year_are_two_events() -> None:
    year = DateSpan.of_year(2018)
    events = _events(
        mention("a", 0, "quitter", "end_position", year, _DUMAS, _VOLTA),
        mention("b", 0, "quitter", "end_position", year, ("Paul Meyer", "PER", "agent"), _VOLTA),
    )
    assert len(events) == 2


def test_two_suits_of_one_day_against_two_companies_are_two_events() -> None:
    day = DateSpan.of_day(Day(2024, 3, 4))
    agent = ("VoltaGen", "ORG", "agent")
    events = _events(
        mention("a", 0, "poursuivre", "sue", day, agent, ("Firme Lormont", "ORG", "patient")),
        mention("b", 0, "poursuivre", "sue", day, agent, ("Banque Morvan", "ORG", "patient")),
    )
    assert len(events) == 2


def test_what_was_on_the_evening_of_another_event_is_not_that_event() -> None:
    day = DateSpan.of_day(Day(2014, 5, 3))
    fire = mention("a", 0, "incendier", "disaster", day, _DUMAS, _VOLTA)
    told = {
        "quote": "Le soir de l'incendie, Claire Dumas a évacué VoltaGen.",
        "source": "narrative",
        "sentence": 0,
        "date_evidence": (Evidence("b", "Le soir", 0, 7),),
    }
    evening = ("b", 30, "évacuer", "disaster", day, _DUMAS, _VOLTA)
    assert len(_events(fire, mention(*evening, **told))) == 2
    assert len(_events(fire, mention(*evening, **{**told, "date_evidence": ()}))) == 1


def test_an_approximate_amount_agrees_within_a_tenth_and_an_exact_one_does_not() -> None:
    month = DateSpan.of_month(2025, 2)
    near = mention("a", 0, "offre", "bid", month, _VOLTA, amounts=[(100, "USD", True)])
    exact = mention("b", 0, "offre", "bid", month, _VOLTA, amounts=[(97, "USD", False)])
    other = mention("c", 0, "offre", "bid", month, _VOLTA, amounts=[(50, "USD", False)])
    assert len(_events(near, exact)) == 1
    assert len(_events(exact, other)) == 2
    assert [amount.value for amount in _only(near, exact).amounts] == [97]


def test_a_group_never_chains_two_mentions_that_contradict_each_other() -> None:
    year = DateSpan.of_year(2024)
    events = _events(
        mention("a", 0, "poursuivre", "sue", _MARCH, _DUMAS, _VOLTA),
        mention("b", 0, "poursuivre", "sue", year, _DUMAS, _VOLTA),
        mention("c", 0, "poursuivre", "sue", DateSpan.of_month(2024, 8), _DUMAS, _VOLTA),
    )
    assert len(events) == 2


def _fire(article: str, town: str) -> Mention:
    quote = f"Un incendie a détruit la halle de {town}, sans faire de blessé."
    burned = ("halle", None, "patient")
    return mention(article, 0, "faire", "injure", None, burned, factuality="negated", quote=quote)


def test_what_is_said_of_many_without_a_date_is_not_one_event() -> None:
    assert len(_events(_fire("a", "Saint-Orval"), _fire("b", "Saint-Lunaire"))) == 2
    assert len(_events(_fire("a", "Saint-Orval"), _fire("b", "Saint-Orval"))) == 1


def test_what_names_nobody_and_nothing_that_the_other_does_is_two_events() -> None:
    def closing(article: str, offset: int, who: str, what: str) -> Mention:
        people = (who, "ORG", "agent"), (what, None, "patient")
        quote = f"Selon un élu, {who} pourrait fermer {what} l'an prochain."
        return mention(article, offset, "fermer", "closing", _2015, *people, quote=quote)

    first = closing("a", 0, "Sirocco Industries", "gare de Saint-Orval")
    other = "Ampère Industries", "port de Saint-Lunaire"
    assert len(_events(first, closing("a", 90, *other))) == 2
    assert len(_events(first, closing("b", 0, *other))) == 2
    assert len(_events(first, closing("b", 0, "Sirocco Industries", "gare de Saint-Orval"))) == 1


def test_words_of_two_kinds_with_a_year_in_common_are_two_events() -> None:
    people = (("Claire Dumas", "PER", "agent"), ("VoltaGen", "ORG", "patient"))
    told = [
        mention("a", 0, "quitter", "end_position", _2015, *people),
        mention("b", 0, "voter", "vote", _2015, *people),
    ]
    assert len(_events(*told)) == 2


def test_one_source_that_denies_what_another_tells_is_a_conflict() -> None:
    event = _only(
        mention("a", 0, "fonder", "found", _2015, _DUMAS, _VOLTA),
        mention("b", 0, "fonder", "found", _2015, _DUMAS, _VOLTA, factuality="negated"),
    )
    assert event.factuality == "actual"
    (conflict,) = event.conflicts
    assert conflict.field == "factuality"
    assert {one.value: one.articles for one in conflict.values} == {
        "actual": ("a",),
        "negated": ("b",),
    }


def test_one_article_that_tells_and_denies_speaks_of_two_things() -> None:
    events = _events(
        mention("a", 0, "fonder", "found", _2015, _DUMAS, _VOLTA),
        mention("a", 90, "fonder", "found", _2015, _DUMAS, _VOLTA, factuality="negated"),
    )
    assert len(events) == 2


def test_an_undated_mention_is_lent_the_date_of_the_one_event_it_fits() -> None:
    event = _only(
        mention("a", 0, "fonder", "found", _2015, _DUMAS, _VOLTA),
        mention("b", 0, "fonder", "found", None, _DUMAS, _VOLTA),
    )
    lent = event.memberships[1]
    assert (lent.date, lent.date_source, lent.date_giver) == (_2015, "cross-document", "a-0")
    assert lent.mention.date is None


def test_an_undated_mention_that_fits_two_events_joins_neither() -> None:
    events = _events(
        mention("a", 0, "poursuivre", "sue", _MARCH, _DUMAS, _VOLTA),
        mention("b", 0, "poursuivre", "sue", DateSpan.of_month(2024, 8), _DUMAS, _VOLTA),
        mention("c", 0, "poursuivre", "sue", None, _DUMAS, _VOLTA),
    )
    assert [event.date for event in events].count(None) == 1


def test_an_undated_mention_that_shares_only_the_founder_joins_nothing() -> None:
    events = _events(
        mention("a", 0, "fonder", "found", _2015, _DUMAS, _VOLTA),
        mention("b", 0, "fonder", "found", None, _DUMAS, ("Ampère Lab", "ORG", "patient")),
    )
    assert len(events) == 2


def test_every_merge_says_why() -> None:
    event = _only(
        mention("a", 0, "fonder", "found", _2015, _DUMAS, _VOLTA),
        mention("b", 0, "fonder", "found", _2015, _DUMAS, _VOLTA),
    )
    first, second = event.memberships
    assert first.joined is None
    assert second.joined == first.mention.id
    weighed = {one.name for one in second.components}
    assert {"prior", "same word, same kind", "same patient"} <= weighed
    assert sum(one.weight for one in second.components) > 0


def test_the_reasons_of_a_merge_lead_back_to_the_first_mention() -> None:
    kinds = [("a", _2015), ("b", _2015), ("c", _DECEMBER), ("d", _2015)]
    event = _only(*(mention(name, 0, "fonder", "found", d, _DUMAS, _VOLTA) for name, d in kinds))
    joined = {m.mention.id: m.joined for m in event.memberships}
    for start in joined:
        step, seen = start, set()
        while joined[step] is not None:
            assert step not in seen
            seen.add(step)
            step = joined[step]
        assert step == event.memberships[0].mention.id


def test_news_of_new_year_s_eve_meets_that_of_the_day_after() -> None:
    eve = DateSpan.of_day(Day(2023, 12, 31))
    day = DateSpan.of_day(Day(2024, 1, 1))
    event = _only(
        mention("a", 0, "fonder", "found", eve, _DUMAS, _VOLTA),
        mention("b", 0, "fonder", "found", day, _DUMAS, _VOLTA, source="publication"),
    )
    assert event.date == eve


def test_a_place_is_not_the_company_named_after_it() -> None:
    names = table(("a", "Air Lormont", "ORG"), ("a", "Lormont", "LOC"))
    assert names.canonical("Lormont", "a") != names.canonical("Air Lormont", "a")


def test_sources_count_articles_not_mentions() -> None:
    event = _only(
        mention("a", 0, "fonder", "found", _2015, _DUMAS, _VOLTA),
        mention("a", 300, "création", "found", _2015, _DUMAS, _VOLTA),
    )
    assert (event.sources, len(event.memberships)) == (1, 2)


def test_events_come_in_order_and_undated_ones_last() -> None:
    events = _events(
        mention("a", 0, "voter", "vote", None, ("Sénat", "ORG", "agent")),
        mention("a", 100, "mourir", "die", DateSpan.of_year(1985), _DUMAS),
        mention("a", 200, "naître", "be_born", DateSpan.of_year(1920), _DUMAS),
    )
    assert [event.type for event in events] == ["be_born", "die", "vote"]


def test_the_result_does_not_depend_on_the_order_of_what_is_given() -> None:
    dates = [_2015, _DECEMBER, None, _MARCH, DateSpan.of_year(2024)]
    pool = [
        mention(name, 100 * n, "fonder", kind, date, _DUMAS, _VOLTA)
        for name in "abc"
        for n, (kind, date) in enumerate((k, d) for k in ("found", "sue") for d in dates)
    ]
    known = articles("a", "b", "c")
    expected = list(reconcile(known, pool))
    shuffler = random.Random(3)
    for _ in range(5):
        shuffler.shuffle(pool)
        shuffler.shuffle(known)
        assert list(reconcile(known, pool)) == expected
        # What is no sequence waits in a file, and gives the same.
        assert list(reconcile(iter(known), iter(pool))) == expected


def test_no_mention_is_lost() -> None:
    pool = [
        mention(name, 10 * n, "fonder", "found", date, _DUMAS, _VOLTA)
        for name in "ab"
        for n, date in enumerate((_2015, None, _MARCH))
    ]
    kept = [m.id for event in _events(*pool) for m in event.mentions]
    assert sorted(kept) == sorted(m.id for m in pool)
