"""What looks alike stays two: other verbs of a sentence, other days, several people and one."""

from __future__ import annotations

import pytest
from handmade import articles, mention

from timeline.model import DateSpan, Day, Evidence, Mention
from timeline.reconciliation.comparison import levels
from timeline.reconciliation.contradiction import TOO_LITTLE, contradict
from timeline.reconciliation.names import NameTable
from timeline.reconciliation.profiles import profiles_of

_DAY = DateSpan.of_day(Day(2019, 6, 14))
_ARTICLES = {one.id: one for one in articles("a", "b")}


def _why_not(*mentions: Mention) -> str | None:
    one, other = profiles_of(mentions, _ARTICLES, NameTable(mentions))
    return contradict(one, other)


def test_two_verbs_of_a_sentence_tell_two_things_though_they_are_of_one_kind() -> None:
    rammed = mention("a", 10, "percuter", "accident", _DAY, sentence=0)
    sank = mention("a", 40, "couler", "accident", _DAY, sentence=0)
    assert _why_not(rammed, sank) == "two things in one sentence"
    wreck = mention("a", 40, "naufrage", "accident", _DAY, sentence=0)
    assert _why_not(rammed, wreck) is None


@pytest.mark.parametrize(
    ("later", "name", "why"),
    [(15, "Paul Orsel", None), (16, "Paul Orsel", None), (15, None, None), (16, None, TOO_LITTLE)],
)
def test_two_days_apart_one_event_takes_a_name_in_common(
    later: int, name: str | None, why: str | None
) -> None:
    who = ((name, "PER", "agent"),) if name else ()
    one = mention("a", 0, "démissionner", "end_position", _DAY, *who)
    other = DateSpan.of_day(Day(2019, 6, later))
    assert _why_not(one, mention("b", 0, "démissionner", "end_position", other, *who)) == why


def test_three_who_died_are_not_the_one_who_is_named() -> None:
    three = mention(
        "a", 0, "tuer", "die", _DAY, ("3 marins", None, "patient"), amounts=[(3, "marin", False)]
    )
    counted = mention(
        "a", 0, "tuer", "die", _DAY, ("3 hommes", None, "patient"), amounts=[(3, "homme", False)]
    )
    named = mention("b", 0, "mourir", "die", _DAY, ("Paul Orsel", "PER", "agent"))
    toll = mention("b", 0, "mort", "die", _DAY, amounts=[(3, "mort", False)])
    assert _why_not(counted, named) == "several and one"
    assert _why_not(counted, toll) is None
    assert _why_not(three, named) is None  # a unit of which nobody knows that it counts people


@pytest.mark.parametrize(("thing", "kind"), [("rapport", "same kind"), ("roman", "kind unknown")])
def test_to_publish_is_of_one_kind_where_the_same_thing_comes_out(thing: str, kind: str) -> None:
    told = mention("a", 0, "paraître", "publish", _DAY, ("rapport", None, "agent"))
    again = mention("b", 0, "publier", "publish", _DAY, (thing, None, "patient"))
    assert kind in levels(*profiles_of([told, again], _ARTICLES, NameTable([told, again])))


def test_the_words_of_a_date_are_no_words_that_two_sentences_share() -> None:
    told = mention(
        "a",
        20,
        "démissionner",
        "end_position",
        _DAY,
        quote="Le 14 juin, les 31 élus ont démissionné.",
        sentence=0,
        date_evidence=(Evidence("a", "14 juin", 3, 10),),
    )
    (profile,) = profiles_of([told], _ARTICLES, NameTable([told]))
    assert (profile.marks, profile.stems) == ({"31"}, ("demissi", "elus", "les", "ont"))


@pytest.mark.parametrize(("noun", "why"), [("amende", None), ("salle", "dated by the other")])
def test_an_event_is_not_dated_by_the_noun_that_names_it(noun: str, why: str | None) -> None:
    told = mention(
        "a",
        46,
        "prononcer",
        "fine",
        _DAY,
        (noun, None, "patient"),
        quote="Elle est partie un mois après l'amende prononcée.",
        source="narrative",
        sentence=0,
        date_evidence=(Evidence("a", "un mois après", 16, 29),),
    )
    assert _why_not(told, mention("b", 0, "amende", "fine", _DAY)) == why


def test_a_plan_of_more_than_a_year_before_takes_a_name_in_common() -> None:
    planned = DateSpan.of_day(Day(2017, 3, 1))

    def why(*who: tuple[str, str | None, str]) -> str | None:
        votes = mention("b", 0, "voter", "vote", _DAY, *who)
        another = mention("b", 60, "voter", "vote", DateSpan.of_month(2018, 2))
        plan = mention("a", 0, "voter", "vote", planned, *who, factuality="planned")
        every = [plan, votes, another]
        first, second, _ = profiles_of(every, _ARTICLES, NameTable(every))
        return contradict(first, second)

    assert why(("membres", None, "agent")) == TOO_LITTLE
    assert why(("Union des meuniers", "ORG", "agent")) is None


@pytest.mark.parametrize(
    ("words", "why"), [("le 14 juin", TOO_LITTLE), ("le 14 juin 2018", "other dates")]
)
def test_a_day_whose_year_was_guessed_contradicts_none_beside_it_in_another(
    words: str, why: str
) -> None:
    guessed = DateSpan.of_day(Day(2018, 6, 14))
    evidence = (Evidence("a", words, 0, len(words)),)
    told = mention("a", 0, "partir", "end_position", guessed, date_evidence=evidence)
    next_day = DateSpan.of_day(Day(2019, 6, 15))
    assert _why_not(told, mention("b", 0, "partir", "end_position", next_day)) == why


def test_a_name_in_common_says_less_where_the_kinds_are_others() -> None:
    told = [
        mention("a", 0, "inculper", "charge", _DAY, ("Paul Orsel", "PER", "patient")),
        mention("b", 0, "mourir", "die", _DAY, ("Paul Orsel", "PER", "patient")),
    ]
    assert "another thing of somebody" in levels(*profiles_of(told, _ARTICLES, NameTable(told)))


@pytest.mark.parametrize(
    ("thing", "places"), [("seconde plainte", {2}), ("nouveau maire", frozenset())]
)
def test_a_new_mayor_is_no_second_election(thing: str, places: set[int]) -> None:
    told = mention("a", 0, "élire", "elect", _DAY, (thing, None, "patient"))
    (profile,) = profiles_of([told], _ARTICLES, NameTable([told]))
    assert profile.ordinals == places
