"""What a copy has from its original is told once; what it says itself is its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from samples import article, day, mention

from timeline.model import Article, Correction, Event, Mention
from timeline.reconciliation import reconcile

SENTENCE = "Les dockers du port ont voté mardi la reprise du travail après onze jours de grève."
ORIGINAL = article(SENTENCE, "agence.txt", published=day("2023-03-14"))


def _copy(text: str) -> Article:
    return article(text, "page.html", published=day("2023-03-20"), copy_of=ORIGINAL.id)


def _voted(source: Article, date: str, **fields: object) -> Mention:
    sentence, word = source.text, fields.pop("word", "voté")
    fields = {"type": "vote", "date": day(date), "date_source": "relative", **fields}
    return mention(source, sentence, str(word), "mardi", **fields)


def _events(
    copy: Article, *mentions: Mention, said: Sequence[Correction] = ()
) -> tuple[Event, ...]:
    return tuple(reconcile([ORIGINAL, copy], mentions, said))


def test_a_sentence_with_some_words_changed_is_told_once() -> None:
    copy = _copy(SENTENCE.replace("voté", "approuvé").replace("du port ", ""))
    told, retold = _voted(ORIGINAL, "2023-03-14"), _voted(copy, "2023-03-14", word="approuvé")
    (event,) = _events(copy, retold, told)
    (alone,) = _events(copy, told)
    assert event.sources == 1
    assert list(event.mentions) == [told, retold]
    assert event.memberships[1].joined == told.id
    assert replace(event, memberships=()) == replace(alone, memberships=())


def test_a_day_counted_from_when_the_copy_was_published_gives_way_to_the_originals() -> None:
    copy = _copy(SENTENCE + " ")
    told, retold = _voted(ORIGINAL, "2023-03-14"), _voted(copy, "2023-03-21")
    (event,) = _events(copy, told, retold)
    assert event.date == day("2023-03-14")
    assert event.conflicts == ()
    repeated = event.memberships[1]
    assert (repeated.mention.date, repeated.date) == (day("2023-03-21"), day("2023-03-14"))
    assert (repeated.date_source, repeated.date_giver) == ("cross-document", told.id)


def test_other_numbers_other_days_and_denials_are_the_copys_own() -> None:
    told = _voted(ORIGINAL, "2023-03-14", date_source="explicit")
    numbers = _copy(SENTENCE.replace("onze", "12"))
    assert len(_events(numbers, told, _voted(numbers, "2023-04-04"))) == 2
    same = _copy(SENTENCE + " ")
    corrected = _voted(same, "2023-03-15", date_source="explicit")
    assert len(_events(same, told, corrected)) == 2
    denied = _voted(same, "2023-03-14", factuality="negated")
    assert len(_events(same, told, denied)) == 2


def test_the_same_sentence_in_an_article_of_its_own_is_judged_as_any_other() -> None:
    other = replace(_copy(SENTENCE + " "), copy_of=None)
    told, again = _voted(ORIGINAL, "2023-03-14"), _voted(other, "2023-03-21")
    assert len(list(reconcile([ORIGINAL, other], [told, again]))) == 2


def _ids(*mentions: Mention) -> tuple[str, ...]:
    return tuple(one.id for one in mentions)


def test_what_users_said_of_a_repeated_mention_holds_as_of_any_other() -> None:
    copy = _copy(SENTENCE + " La mairie a salué l'accord.")
    told, retold = _voted(ORIGINAL, "2023-03-14"), _voted(copy, "2023-03-14")
    other = mention(copy, copy.text, "salué", "mardi", type="other", date=day("2023-03-30"))
    every = (told, retold, other)

    def groups(*said: Correction) -> list[set[str]]:
        return [set(_ids(*event.mentions)) for event in _events(copy, *every, said=said)]

    split = Correction("1", "split", (_ids(retold), _ids(told)))
    merge = Correction("2", "merge", (_ids(retold), _ids(other)))
    assert groups() == [{told.id, retold.id}, {other.id}]
    assert sorted(map(sorted, groups(split))) == sorted(map(sorted, [[m.id] for m in every]))
    assert groups(merge) == [set(_ids(*every))]
    assert {frozenset(one) for one in groups(split, merge)} == {
        frozenset(_ids(told)),
        frozenset(_ids(retold, other)),
    }
    renamed = Correction("3", "retitle", (_ids(retold),), title="Le vote")
    assert [event.title for event in _events(copy, *every, said=[renamed])][0] == "Le vote"
