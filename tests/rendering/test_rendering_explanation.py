"""What `explain` and `show --article` say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib.resources import files

import pytest
from rich.cells import cell_len
from rich.text import Text
from samples import article, day, event, mention

from timeline.dates import find_dates
from timeline.model import (
    Article,
    Component,
    DateSource,
    Event,
    Membership,
    Participant,
    Timeline,
    Zone,
)
from timeline.rendering.article_view import view_article
from timeline.rendering.explanation import explain

_LEXICONS = files("timeline") / "resources" / "lexicons"


def explained(timeline: Timeline, one: Event, width: int | None = None) -> list[str]:
    articles = {one.id: one for one in timeline.articles}
    return [line.plain.rstrip() for line in explain(one, articles, width, {})]


def _date_line(lines: Iterable[Text]) -> str:
    """Why the last mention is dated as it is."""
    return [line.plain.rstrip() for line in lines if line.plain.lstrip().startswith("date ")][-1]


@pytest.fixture
def opening(made_by_hand: Timeline) -> Event:
    return next(one for one in made_by_hand.events if one.conflicts)


def test_what_is_known_of_the_event(made_by_hand: Timeline, opening: Event):
    shown = explained(made_by_hand, opening)
    assert shown[0] == "La mairie de Saint-Aubin a inauguré la passerelle du canal"
    assert "date          7 mai 2012  2012-05-07" in shown
    assert "participants  mairie de Saint-Aubin (acting)" in shown
    assert "amounts       4,2 millions d'euros (4 200 000 EUR)" in shown
    assert "told in       2 mentions, 2 sources" in shown
    assert f"id            {opening.id}" in shown


def test_why_it_is_dated_so(made_by_hand: Timeline, opening: Event):
    shown = explained(made_by_hand, opening)
    assert "1. gazette/passerelle.html, characters 0–76, published 8 mai 2012 (byline)" in shown
    reason = '   date          7 mai 2012: the text names it; its words: "lundi 7 mai 2012"'
    assert reason in shown


def test_why_its_mentions_are_one_event(made_by_hand: Timeline, opening: Event):
    shown = explained(made_by_hand, opening)
    assert "   belongs here  it is the first mention" in shown
    reason = "because they are of the same day and “same type”"  # a name, for want of words
    place = shown.index(f"   belongs here  the same event as mention 1, {reason}") + 1
    assert shown[place].startswith("   in numbers    +5.00 ")
    assert [line.split()[:3] for line in shown[place + 1 : place + 4]] == [
        ["same", "type", "+2.00"],
        ["same", "day", "+3.00"],
        ["total", "(0", "needed)"],
    ]


def test_which_dates_were_considered(made_by_hand: Timeline, opening: Event):
    shown = explained(made_by_hand, opening)
    place = shown.index("dates considered")
    assert shown[place + 1 : place + 4] == [
        "chosen        7 mai 2012  1 source  named in mention 1  2012-05-07",
        "              8 mai 2012  1 source  named in mention 2  2012-05-08",
        "why           no less precise than any other that 1 of 2 sources allows",
    ]
    assert shown[place + 4].startswith("conflict      7 mai 2012")


def test_where_sources_differ(made_by_hand: Timeline, opening: Event):
    line = next(one for one in explained(made_by_hand, opening) if one.startswith("conflict"))
    assert "7 mai 2012 (gazette/passerelle.html) – 8 mai 2012 (courrier/rives" in line


def test_what_is_only_claimed_says_by_whom(made_by_hand: Timeline):
    appeal = next(one for one in made_by_hand.events if one.factuality == "alleged")
    shown = explained(made_by_hand, appeal)
    assert "factuality    alleged: told as what somebody says" in shown
    assert "   according to  le syndicat" in shown
    assert any("counted from the day of publication" in line for line in shown)


def test_who_lent_a_date():
    note = article("Le pont a été inauguré le 7 mai 2012. L'inauguration a plu.")
    giver = mention(
        note,
        "Le pont a été inauguré le 7 mai 2012.",
        "inauguré",
        "7 mai 2012",
        date=day("2012-05-07"),
    )
    taker = mention(note, "L'inauguration a plu.", "inauguration", carried_from=giver.id)
    lent = Membership(
        taker, giver.date, "cross-document", giver.id, giver.id, (Component("same words", 1.0),)
    )
    one = event(giver)
    both = replace(one, memberships=(*one.memberships, lent))
    shown = [line.plain for line in explain(both, {note.id: note}, None, {})]
    assert any("7 mai 2012: lent by another article (mention 1)" in line for line in shown)
    assert "              none        1 source  in mention 2 (lent by mention 1)" in shown


def test_a_date_taken_over_names_the_words_of_its_lender():
    note = article("Le suspect a été arrêté hier. Il a parlé.")
    other = article("Il a été jugé.", "other.txt")
    lender = mention(note, "Le suspect a été arrêté hier.", "a été arrêté")
    for origin, place in ((note, "the same article"), (other, "note.txt")):
        told = mention(origin, origin.text, origin.text[-6:-1], carried_from=lender.id)
        one = replace(event(told), memberships=(Membership(told, None, "narrative"),))
        known = {note.id: note, other.id: other}
        shown = _date_line(explain(one, known, None, {lender.id: lender}))
        words = f'(from "a été arrêté", characters 11–23 of {place})'
        assert shown.endswith(f"taken over from another place in the text {words}")
        unknown = _date_line(explain(one, known, None, {}))
        assert unknown.endswith("taken over from another place in the text")
        assert lender.id not in unknown


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("publication", "the news of an article published that day"),
        ("none", "no date found for it"),
    ],
)
def test_why_there_is_that_date_or_none(source: DateSource, reason: str):
    note = article("Le moulin a brûlé.")
    told = mention(note, note.text, "brûlé")
    one = replace(event(told), memberships=(Membership(told, None, source),))
    assert _date_line(explain(one, {note.id: note}, None, {})).endswith(f": {reason}")


@pytest.mark.parametrize("width", [60, 80, 200])
def test_lines_fit_the_terminal(made_by_hand: Timeline, width: int):
    for one in made_by_hand.events:
        assert max(map(cell_len, explained(made_by_hand, one, width))) <= width


def test_hostile_names_are_made_harmless():
    note = article("Il a \x1b[2J brûlé.", "a\n\u202e.txt")
    told = mention(note, note.text, "brûlé", attribution="\x1b]0;x\x07")
    for line in explain(event(told), {note.id: note}, None, {}):
        assert not set(line.plain) & set("\x1b\x07\n\u202e")


def test_an_article_zone_by_zone():
    text = "Un moulin brûle\n\nLe moulin a brûlé en 1907. Il pleuvait.\n\nLire aussi : en 1908"
    end, start = text.index("\n\nLire"), text.index("Lire")
    note = article(
        text,
        title="Un moulin brûle",
        published=day("1907-03-02"),
        published_source="option",
        zones=(Zone(0, 15, "title"), Zone(17, end, "body"), Zone(start, len(text), "furniture")),
    )
    told = mention(note, "Le moulin a brûlé en 1907.", "brûlé", "1907", date=day("1907-01-01"))
    shown = [
        line.plain for line in view_article(note, [told], lambda _: "abcdef123456", find_dates, 100)
    ]
    assert "published  2 mars 1907 (option)" in shown
    assert "title 0–15" in shown
    assert f"furniture {start}–{len(text)}, passed over" in shown
    assert "  Le moulin a brûlé en 1907." in shown
    assert "    → brûlé other, 1er janv. 1907 (explicit), event abcdef12" in shown
    assert shown[shown.index("  Il pleuvait.") + 1] == "    no event found here"
    assert "  Lire aussi : en 1908" in shown


def test_a_stretch_without_an_event_tells_its_time_expressions():
    note = article("Tout allait bien le 3 mai 2012.")
    shown = [line.plain for line in view_article(note, [], lambda _: None, find_dates, None)]
    assert shown[-1].startswith("    no event found here; time expressions: ")
    assert shown[-1].endswith('3 mai 2012" 3 mai 2012')


def test_a_hostile_article_is_made_harmless():
    note = article("Il a \x1b[2J brûlé.\u202e", "a\n.txt", title="\x1b[31m", site="\x07")
    told = mention(note, "Il a \x1b[2J brûlé.", "brûlé")
    for line in view_article(note, [told], lambda _: None, find_dates, 80):
        assert not set(line.plain) & set("\x1b\x07\n\u202e")


def _often_told(*weights: Sequence[float]) -> tuple[Event, Article]:
    """An event that one article tells once, and again for each list of match weights."""
    note = article(" ".join(f"Le pont {number} a rouvert." for number in range(len(weights) + 1)))
    told = [
        mention(note, f"Le pont {number} a rouvert.", "rouvert", date=day("2012-05-07"))
        for number in range(len(weights) + 1)
    ]
    first, *others = event(*told).memberships
    matched = [
        replace(one, components=tuple(Component(f"reason {len(row)}", part) for part in row))
        for one, row in zip(others, weights, strict=True)
    ]
    return replace(event(*told), memberships=(first, *matched)), note


def test_what_repeats_itself_is_counted_unless_everything_is_asked_for():
    one, note = _often_told(*[[2.0]] * 20, *[[1.0, number] for number in range(19)])
    lines = [line.plain for line in explain(one, {note.id: note}, 100, {})]
    headings = [line for line in lines if re.match(r"\d+\. note.txt", line)]
    assert [line.split(".")[0] for line in headings] == ["1", "2", "3", "4", "22", "23", "24"]
    assert lines[-3:] == [
        "33 more mentions: --all shows them",
        "   mentions 5–21: matched for the same reasons as mention 2, +2.00",
        "   mentions 25–40: matched for the same reasons as mention 22, +4.00 to +19.00",
    ]
    assert sum("total (0 needed)" in line for line in lines) == 4
    again = "   in numbers    +2.00, as mention 2"
    assert lines.count(again) == 2
    everything = [line.plain for line in explain(one, {note.id: note}, 80, {}, everything=True)]
    assert sum(line.endswith("a rouvert.") for line in everything) == 40
    assert sum("total (0 needed)" in line for line in everything) == 39


def test_nothing_is_left_out_that_takes_no_more_room_than_saying_so():
    one, note = _often_told(*[[2.0]] * 4)
    lines = [line.plain for line in explain(one, {note.id: note}, 80, {})]
    assert not any("--all" in line for line in lines)


def test_pairs_without_match_weights_are_named_all_the_same():
    one, note = _often_told([])
    shown = [line.plain for line in explain(one, {note.id: note}, None, {})]
    assert shown[-1] == "   belongs here  the same event as mention 1"
    parted = replace(one, memberships=tuple(replace(m, joined=None) for m in one.memberships))
    shown = [line.plain for line in explain(parted, {note.id: note}, None, {})]
    assert shown[-1] == "   belongs here  what it was matched with is not known"


def test_a_likelihood_of_any_size_is_told():
    one, note = _often_told()
    sure = replace(one.memberships[0].mention, components=(Component("word", -1e9),))
    (line,) = [
        line.plain
        for line in explain(event(sure), {note.id: note}, None, {})
        if line.plain.startswith("   told ")
    ]
    assert "perhaps an event (likelihood 0.00: word -1000000000.0)" in line


def test_a_merge_is_told_in_words_before_it_is_told_in_numbers():
    one, note = _often_told([2.0])
    names = ("prior", "same kind", "same agent", "dates overlap", "day within a year")
    weights = (-2.12, 0.6, 0.58, -1.34, 0.02)
    pair = tuple(map(Component, names, weights))
    first, second = one.memberships
    one = replace(one, memberships=(first, replace(second, components=pair)))
    shown = [line.plain for line in explain(one, {note.id: note}, None, {})]
    why = (
        "because they tell the same kind of event and the same person or organisation acts in "
        "both, although their dates only overlap"
    )
    assert f"   belongs here  the same event as mention 1, {why}" in shown


def test_all_that_is_compared_has_words():
    weights = tomllib.loads((_LEXICONS / "matching.toml").read_text(encoding="utf-8"))["weights"]
    words = tomllib.loads((_LEXICONS / "reasons.toml").read_text(encoding="utf-8"))
    assert set(weights) - {"prior"} == set(words)


def test_who_is_not_named_in_the_sentence_stands_in_brackets():
    note = article("Musk a fondé xAI. Il a quitté OpenAI.")
    told = mention(
        note,
        "Il a quitté OpenAI.",
        "quitté",
        participants=(
            Participant("Elon Musk", "PER", "agent"),
            Participant("OpenAI", "ORG", "patient"),
        ),
    )
    shown = [line.plain for line in explain(event(told), {note.id: note}, None, {})]
    said = "[Elon Musk] (acting), OpenAI (acted upon); [ ]: not named in this sentence"
    assert f"   who           {said}" in shown
