"""The CSV export: a row an event, and no formulas."""

from __future__ import annotations

import csv
import io

import pytest
from exports import exported
from samples import GENERATOR, alone, article, day, event, mention, span, timeline_of

from timeline.filters import Filter, Selection
from timeline.model import Amount, Event, Participant, Timeline
from timeline.rendering.content import Content
from timeline.rendering.csv_export import COLUMNS, harmless, write
from timeline.rendering.formats import PLAIN


def rows(timeline: Timeline) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    write(Content.of(timeline, undated=True), out, PLAIN)
    out.seek(0)
    return list(csv.DictReader(out))


def row(*events: Event) -> dict[str, str]:
    return rows(timeline_of(*events))[0]


def test_a_row_an_event_in_their_order(made_by_hand: Timeline):
    found = rows(made_by_hand)
    assert [one["title"] for one in found] == [one.title for one in made_by_hand.events]
    assert set(found[0]) == set(COLUMNS)


def test_what_a_row_says(made_by_hand: Timeline):
    opening = next(one for one in rows(made_by_hand) if one["conflicts"])
    assert opening["start"] == opening["end"] == opening["edtf"] == "2012-05-07"
    assert (opening["grain"], opening["type"], opening["sources"]) == ("day", "opening", "2")
    assert opening["participants"] == "mairie de Saint-Aubin"
    assert opening["amounts"] == "4,2 millions d'euros"
    assert opening["articles"] == "gazette/passerelle.html; courrier/rives.txt"
    assert opening["conflicts"] == "date: 2012-05-07 / 2012-05-08"
    assert opening["quote"].startswith("La mairie de Saint-Aubin a inauguré")


def test_years_before_ours_and_open_ends_are_no_formulas():
    assert row(alone("Un gué", day("-0043-03-15")))["start"] == "-0043-03-15"
    assert row(alone("Un gué", day("-0043-03-15")))["edtf"] == "-0043-03-15"
    assert row(alone("Un siège", span(None, "2019-12-31", "year")))["start"] == ""
    undated = row(alone("Un bal", None))
    assert undated["start"] == undated["end"] == undated["edtf"] == undated["grain"] == ""


@pytest.mark.parametrize(
    "text",
    ["=cmd()", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "|calc"],
)
def test_a_cell_is_never_a_formula(text: str):
    assert harmless(text).startswith("'")


def test_every_cell_of_words_is_made_harmless():
    note = article("=1 a brûlé.", "=a.txt")
    told = mention(note, note.text, "brûlé", title="@titre")
    nasty = event(
        told,
        participants=(Participant("+nom", "PER", "agent"),),
        amounts=(Amount("-3 %", -3, None, False, "%"),),
        places=("=lieu",),
    )
    (found,) = rows(timeline_of(nasty, articles=(note,)))
    cells = ("title", "participants", "amounts", "places", "articles", "quote")
    assert [found[cell][0] for cell in cells] == ["'"] * 6


def test_line_ends_and_quotes_do_not_break_the_table():
    note = article('Il a "crié"\r\n\x1b[31m, puis; chanté.')
    found = row(event(mention(note, note.text, "crié", title='a"b,c\nd')))
    assert found["title"] == 'a"b,c d'
    assert found["quote"] == 'Il a "crié"  ␛[31m, puis; chanté.'


def test_line_ends_are_those_of_unix(made_by_hand: Timeline):
    out = io.StringIO(newline="")
    write(Content.of(made_by_hand, undated=True), out, PLAIN)
    assert "\r" not in out.getvalue()
    assert len(out.getvalue().splitlines()) == 1 + len(made_by_hand.events)


def test_an_empty_timeline_has_a_header():
    out = io.StringIO()
    write(Content(GENERATOR, [], [], Selection([], Filter(), {})), out, PLAIN)
    assert out.getvalue() == ",".join(COLUMNS) + "\n"


def test_tabs_part_the_same_cells(made_by_hand: Timeline):
    note = article('Il a\t"crié",\nfort.', "a\tb.txt")
    shouted = event(mention(note, note.text, "crié", title='"a\tb"'))
    both = Timeline(
        (*made_by_hand.events, shouted), (*made_by_hand.articles, note), (), made_by_hand.generator
    )
    lines = exported("tsv", both).decode().removesuffix("\n").split("\n")
    assert [one.split("\t") for one in lines] == [
        list(COLUMNS), *(list(one.values()) for one in rows(both)),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_a_byte_order_mark_is_there_only_when_asked_for(made_by_hand: Timeline, name: str):
    plain = exported(name, made_by_hand)
    assert exported(name, made_by_hand, bom=True) == b"\xef\xbb\xbf" + plain
    assert plain.startswith(b"id")
